"""A page of Chromium whose every request is answered by the application, in this process and its transaction."""

import asyncio
import os
from contextlib import contextmanager

from django.contrib.staticfiles import finders

from tests.returns.report.browser import chromium

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
