"""Somebody who walks through the demo's pages, to make sure that they are there."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from paramountcy.cli.terminal import Refused

SIGN_IN = "/sign-in/"
OK, MOVED = 200, (301, 302, 303)
LEAVES = re.compile(r"/(sign-out|language)/")
PATIENCE = 60
"""Seconds that a page has to answer: a machine that does other work too is slow."""


class Visitor:
    """Somebody with a browser that keeps cookies and follows where it is sent, on one server, as in http://host:8000."""

    def __init__(self, address: str):
        self.server = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}

    def sign_in(self, email: str, password: str) -> None:
        """Sign in, and accept the terms. Raises Refused where that leads nowhere."""
        page = self._send(self._ask("GET", SIGN_IN), {"login": email, "password": password})
        if page.form is not None and "terms" in page.path:
            page = self._send(page, dict.fromkeys(page.form.boxes, "on"))
        if page.status != OK or page.path == SIGN_IN:
            raise Refused("nobody of the demo could sign in to the web application.")

    def walk(self) -> Iterator[tuple[str, int]]:
        """Visit the first page and all that can be reached from it: each address with the status of its answer."""
        waiting, seen = ["/"], {"/"}
        while waiting:
            page = self._ask("GET", waiting.pop())
            yield page.path, page.status
            for link in page.links:
                to = urlsplit(urljoin(f"http://{self.server}{page.path}", link))
                if to.netloc == self.server and not LEAVES.search(to.path) and to.path not in seen:
                    seen.add(to.path)
                    waiting.append(to.path)

    def _send(self, page: "Page", fields: dict[str, str]) -> "Page":
        """Send the form of a page with some fields filled in."""
        if page.form is None:
            raise Refused(f"the page {page.path} of the web application has no form.")
        return self._ask("POST", page.form.action or page.path, urlencode({**page.form.hidden, **fields}))

    def _ask(self, method: str, path: str, body: str = "") -> "Page":
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.server}{path}"}
        talk = HTTPConnection(self.server, timeout=PATIENCE)
        try:
            talk.request(method, path, body or None, headers)
            answer = talk.getresponse()
            sent = answer.read()
            text = sent.decode() if answer.headers.get_content_type() == "text/html" else ""
        finally:
            talk.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status in MOVED:
            to = urlsplit(urljoin(f"http://{self.server}{path}", answer.headers["Location"]))
            return self._ask("GET", f"{to.path}?{to.query}" if to.query else to.path)
        return Page(path, answer.status, text)


class Form:
    """A form that is sent to change something: where to, and what it brings with it."""

    def __init__(self, action: str):
        self.action = action
        self.hidden: dict[str, str] = {}
        self.boxes: list[str] = []


class Page(HTMLParser):
    """A page: where it leads, and its first form that changes something."""

    def __init__(self, path: str, status: int, text: str):
        super().__init__()
        self.path, self.status = path, status
        self.links: list[str] = []
        self.form: Form | None = None
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: unescape(value or "") for name, value in attrs}
        for name in ("href", "src"):
            if name in has:
                self.links.append(has[name])
        changes = tag == "form" and has.get("method", "").lower() == "post" and not LEAVES.search(has.get("action", ""))
        if changes and self.form is None:
            self.form, self._inside = Form(has.get("action", "")), True
        elif tag == "input" and self.form is not None and self._inside:
            if has.get("type") == "hidden":
                self.form.hidden[has.get("name", "")] = has.get("value", "")
            elif has.get("type") == "checkbox":
                self.form.boxes.append(has.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
