"""A page of Chromium whose every request is answered by the application, in this process and its transaction."""

import asyncio
import os
from contextlib import contextmanager
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.returns.report.browser import chromium, complaints, overflow

HERE = "http://testserver"
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to keep a picture of each page, to be looked at."""


@contextmanager
def no_loop():
    """Playwright's loop runs in this thread; while Django sees one, it opens a database connection of its own."""
    loop = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(loop)


@contextmanager
def answered_by(client):
    """A page for whoever the client has signed in. A redirect is followed here: Chromium would look for the host."""

    def answer(route):
        asked = route.request
        path = asked.url.removeprefix(HERE)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=str(found)) if found else route.fulfill(status=404)
            return
        with no_loop():
            if asked.method == "POST":
                kind = asked.headers["content-type"]
                told = client.post(path, data=asked.post_data_buffer, content_type=kind, follow=True)
            else:
                told = client.get(path)
        heads = {name: value for name, value in told.headers.items() if name.lower() != "content-length"}
        route.fulfill(status=told.status_code, headers=heads, body=told.content)

    with chromium() as browser:
        page = browser.new_context(viewport=WIDE).new_page()
        page.route("**/*", answer)
        yield page


def in_order(page, name):
    """Make sure that the page which is open is in order for everybody, and no wider than a telephone."""
    kept = name.replace(":", "_").replace(" ", "-2")
    page.set_viewport_size(WIDE)
    page.locator("h1").first.wait_for()
    assert page.locator("h1").count() == 1, name
    assert complaints(page) == [], name
    _picture(page, f"{kept}_wide")
    page.set_viewport_size(NARROW)
    assert overflow(page) <= 0, f"{name} is wider than 320 pixels"
    _picture(page, f"{kept}_narrow")


def _picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
