"""A page of Chromium whose every request is answered by the application in this process, in the test's own database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.returns.report.browser import chromium, complaints, overflow

HERE = "http://testserver"
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to keep a picture of each page that is looked at."""


class Browsing:
    """Somebody at a browser. `client` is what answers: sign in with it."""

    def __init__(self, page, client: Client):
        self.page = page
        self.client = client

    def go(self, name: str, *refs: object) -> str:
        """Open a page by its name; its words."""
        return self.open(reverse(name, args=refs))

    def open(self, path: str) -> str:
        answer = self.page.goto(HERE + path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        return self.words()

    def words(self) -> str:
        self.page.locator("h1").first.wait_for()
        return self.page.inner_text("main")

    def fill(self, **fields: object) -> None:
        """Fill in boxes by the names of their fields: text, a choice, a tick (True) or a date (boxes of its parts)."""
        for name, value in fields.items():
            if hasattr(value, "day"):
                for part in ("day", "month", "year"):
                    self.page.locator(f'[name="{name}_{part}"]').fill(str(getattr(value, part)))
                continue
            box = self.page.locator(f'[name="{name}"]')
            kind = box.first.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
            if kind == "select":
                box.select_option(value=str(value))
            elif kind in ("radio", "checkbox"):
                self.page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value is not True else "")).check()
            else:
                box.fill(str(value))

    def press(self, name: str, role: str = "button") -> str:
        """Press a button, or follow a link, by its words, and wait for the page that it leads to; its words."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name).first.click()
        return self.words()

    def in_order(self, what: str) -> None:
        """Axe finds nothing on the page, and it is no wider than a telephone."""
        self.page.set_viewport_size(WIDE)
        assert complaints(self.page) == [], what
        self._picture(f"{what}-wide")
        self.page.set_viewport_size(NARROW)
        assert overflow(self.page) <= 0, f"{what} is wider than 320 pixels"
        self._picture(f"{what}-narrow")
        self.page.set_viewport_size(WIDE)

    def _picture(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@contextmanager
def browsing(client: Client, monkeypatch, *, javascript: bool = True) -> Iterator[Browsing]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    ours = copy_context()  # Playwright answers in another context, where Django would open a database of its own

    def answer(route):
        request = route.request
        path = request.url.removeprefix(HERE)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=str(found)) if found else route.fulfill(status=404)
            return
        if request.method == "POST":
            told = ours.run(
                client.post, path, data=request.post_data_buffer or b"", content_type=request.headers["content-type"]
            )
        else:
            told = ours.run(client.get, path)
        heads = {name: value for name, value in told.headers.items() if name.lower() != "content-length"}
        body = b"".join(told.streaming_content) if told.streaming else told.content
        route.fulfill(status=told.status_code, headers=heads, body=body)

    with chromium() as browser:
        page = browser.new_context(viewport=WIDE, java_script_enabled=javascript).new_page()
        page.route("**/*", answer)
        yield Browsing(page, client)
