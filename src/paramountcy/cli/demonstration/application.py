"""
The web application beside the demo's pages: started in a process of its own, and looked through as its people would.

Where the web application is not installed there is none, and the demo says so.
"""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from paramountcy.cli.terminal import Refused
from paramountcy.web.site.demo_server import Demo, start
from paramountcy.web.site.not_ready import NotReady

MISSING = "The web application is not installed here: pip install 'paramountcy[web]' adds it."
SIGN_IN = "/sign-in/"
OK, MOVED = 200, (301, 302, 303)
SEEN_BY = ("manager", "administrator", "protection")
"""Whose pages are looked through: the first parts of their addresses."""
LEAVES = re.compile(r"/(sign-out|language)/")


@contextmanager
def application(folder: Path) -> Generator[Demo | None]:
    """The application, served until the end of the block; None where it is not installed. Raises Refused."""
    if find_spec("django") is None or find_spec("allauth") is None:
        yield None
        return
    try:
        with start(folder) as demo:
            yield demo
    except NotReady as no:
        raise Refused(f"the web application: {no}") from no


def walk_application(demo: Demo) -> Iterator[tuple[str, int]]:
    """
    Sign in as several of its people and visit all that each is led to: each address with the status of its answer.

    Forms are not sent, but for signing in and accepting the terms. Raises Refused where nobody can sign in.
    """
    for person in SEEN_BY:
        email = next(one for one in demo.people if one.startswith(f"{person}@"))
        visitor = _Visitor(demo.address)
        visitor.sign_in(email, demo.password)
        yield from visitor.walk()


class _Visitor:
    """Somebody with a browser that keeps cookies and follows where it is sent, on one server."""

    def __init__(self, address: str):
        self.server = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}

    def sign_in(self, email: str, password: str) -> None:
        page = self._send(self._ask("GET", SIGN_IN), {"login": email, "password": password})
        if page.form is not None and "terms" in page.path:
            page = self._send(page, dict.fromkeys(page.form.boxes, "on"))
        if page.status != OK or page.path == SIGN_IN:
            raise Refused("nobody of the demo could sign in to the web application.")

    def walk(self) -> Iterator[tuple[str, int]]:
        waiting, seen = ["/"], {"/"}
        while waiting:
            page = self._ask("GET", waiting.pop())
            yield page.path, page.status
            for link in page.links:
                to = urlsplit(urljoin(f"http://{self.server}{page.path}", link))
                if to.netloc == self.server and not LEAVES.search(to.path) and to.path not in seen:
                    seen.add(to.path)
                    waiting.append(to.path)

    def _send(self, page: "_Page", fields: dict[str, str]) -> "_Page":
        """Send the form of a page with some fields filled in."""
        if page.form is None:
            raise Refused(f"the page {page.path} of the web application has no form.")
        return self._ask("POST", page.form.action or page.path, urlencode({**page.form.hidden, **fields}))

    def _ask(self, method: str, path: str, body: str = "") -> "_Page":
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.server}{path}"}
        talk = HTTPConnection(self.server, timeout=30)
        try:
            talk.request(method, path, body or None, headers)
            answer = talk.getresponse()
            text = answer.read().decode() if answer.headers.get_content_type() == "text/html" else ""
        finally:
            talk.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status in MOVED:
            to = urlsplit(urljoin(f"http://{self.server}{path}", answer.headers["Location"]))
            return self._ask("GET", f"{to.path}?{to.query}" if to.query else to.path)
        return _Page(path, answer.status, text)


class _Form:
    """A form that is sent to change something: where to, and what it brings with it."""

    def __init__(self, action: str):
        self.action = action
        self.hidden: dict[str, str] = {}
        self.boxes: list[str] = []


class _Page(HTMLParser):
    """A page: where it leads, and its first form that changes something."""

    def __init__(self, path: str, status: int, text: str):
        super().__init__()
        self.path, self.status = path, status
        self.links: list[str] = []
        self.form: _Form | None = None
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: unescape(value or "") for name, value in attrs}
        for name in ("href", "src"):
            if name in has:
                self.links.append(has[name])
        changes = tag == "form" and has.get("method", "").lower() == "post" and not LEAVES.search(has.get("action", ""))
        if changes and self.form is None:
            self.form, self._inside = _Form(has.get("action", "")), True
        elif tag == "input" and self.form is not None and self._inside:
            if has.get("type") == "hidden":
                self.form.hidden[has.get("name", "")] = has.get("value", "")
            elif has.get("type") == "checkbox":
                self.form.boxes.append(has.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
