"""
The pictures of guidance in docs/tour.md, taken anew of the demo: `python -m tests.journeys.guidance_pictures [FOLDER]`.

Everybody in them is imagined. They are looked at by the partnership officer.
"""

import re
import sys
import tempfile
from pathlib import Path

from paramountcy.web.site.demo_server import Demo, start
from tests.journeys.access_served import ROOT
from tests.returns.report.browser import chromium, follow

WIDTH = 1000
OFFICER = "partnership@"


def sign_in(page, demo: Demo) -> None:
    page.goto(f"{demo.address.rstrip('/')}/sign-in/")
    page.locator('[name="login"]').fill(next(one for one in demo.people if one.startswith(OFFICER)))
    page.locator('[name="password"]').fill(demo.password)
    follow(page.locator("main form button").first)
    for box in page.locator('input[type="checkbox"]').all():
        box.check()
    follow(page.locator("main form button").first)


def take(page, demo: Demo, folder: Path) -> None:
    """A list, or the first of those it leads to whose address is like a pattern; and one page further for notes."""
    root = f"{demo.address.rstrip('/')}/partnership/"
    for name, path, leads in (
        ("tracker", "actions/", ""),
        ("meeting", "meetings/", "meetings/[a-z2-9]{20}/"),
        ("reading", "reading/", "reading/[a-z2-9]{20}/"),
        ("drafting", "drafting/", "drafting/[a-z2-9]{20}/"),
    ):
        page.goto(root + path)
        if leads:
            links = page.locator("main a").evaluate_all("all => all.map(one => one.href)")
            page.goto(next(one for one in links if re.fullmatch(re.escape(root) + leads, one)))
        if name == "reading":
            follow(page.locator("main dt a").first)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, start(Path(work)) as demo, chromium() as browser:
        page = browser.new_context(viewport={"width": WIDTH, "height": 700}).new_page()
        sign_in(page, demo)
        take(page, demo, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
