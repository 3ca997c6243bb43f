"""A real Chromium for the tests that look at pages as people do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 180_000
"""Milliseconds that the browser, and each page, has to begin, on a machine that has much else to do."""
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
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=PATIENCE)
        browser.new_page, browser.new_context = _patient(browser.new_page), _patient(browser.new_context)
        try:
            yield browser
        finally:
            browser.close()


def _patient(make):
    """What makes a page, or what pages are made in: whatever is waited for there may take long."""

    def made(**more):
        one = make(**more)
        one.set_default_timeout(PATIENCE)
        return one

    return made


def follow(way) -> None:
    """Press a button or a link, and wait until the page that it leads to is there: a click by itself waits for none."""
    with way.page.expect_navigation():
        way.click()


def complaints(page) -> list[str]:
    """What axe finds wrong with a page for people who use it in other ways than by sight and mouse."""
    from axe_playwright_python.sync_playwright import Axe

    _wait_for(page)
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})" for one in found]


def overflow(page) -> float:
    """How many pixels of the page stand outside the window, to the right, once the window is as wide as it was made."""
    _wait_for(page)
    return page.evaluate(OUTSIDE, page.viewport_size["width"])


OUTSIDE = """wide => new Promise(told => {
    const until = performance.now() + 20000
    const look = () => innerWidth === wide ? told(document.documentElement.scrollWidth - wide)
        : performance.now() > until ? told(NaN) : setTimeout(look, 10)
    look()
})"""


def _wait_for(page) -> None:
    """Until the page is loaded and has its body: between two pages there is none."""
    page.wait_for_load_state()
    page.locator("body").wait_for(state="attached")
