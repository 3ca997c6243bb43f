"""A real Chromium for the tests that look at pages as people do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator:
    """The browser; the test is skipped, saying so, where there is none."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed, so no page was looked at"
    )
    if not CHROMIUM.is_file():
        pytest.skip("Chromium is not at /usr/bin/chromium, so no page was looked at in a real browser")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def complaints(page) -> list[str]:
    """What axe finds wrong with a page for people who use it in other ways than by sight and mouse."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})" for one in found]


def overflow(page) -> int:
    """How many pixels of the page stand outside the window, to the right."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
