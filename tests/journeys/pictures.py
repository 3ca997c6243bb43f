"""
The pictures of docs/tour.md, taken anew: `python -m tests.journeys.pictures [FOLDER]`.

Everybody and everything in them is imagined, in the notebook of the tests.
"""

import sys
import tempfile
from pathlib import Path

from tests.journeys.access_served import PEOPLE, ROOT, Served, served
from tests.returns.report.browser import chromium, follow

WIDTH = 1000
WHY = "The hospital rang: the child is there now, and nobody knows who may take her home."


class Taking:
    """Somebody at a browser, whose pages are taken."""

    def __init__(self, site: Served, browser, folder: Path, who: str = ""):
        self.site, self.folder = site, folder
        context = browser.new_context(viewport={"width": WIDTH, "height": 700}, device_scale_factor=1)
        if who:
            context.add_cookies([{"name": "paramountcy", "value": site.told["cookies"][who], "url": site.address}])
        self.page = context.new_page()

    def go(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def take(self, name: str) -> None:
        self.page.screenshot(path=self.folder / f"{name}.png", full_page=True)

    def press(self, name: str) -> None:
        follow(self.page.get_by_role("button", name=name, exact=True))


def take(site: Served, browser, folder: Path) -> None:
    """Every picture of the tour."""
    ref = site.told["notes"]["front_door"]
    stranger = Taking(site, browser, folder)
    stranger.go("/sign-in/")
    stranger.take("sign-in")
    night = Taking(site, browser, folder, "night")
    night.go(f"/notebook/{ref}/")
    night.take("refusal")
    night.press("Break the glass")
    night.page.get_by_label("What does the child need now?").fill(WHY)
    night.page.get_by_role("radio", name="30 minutes").check()
    night.take("break-glass")
    night.press("Break the glass")
    night.take("glass-broken")
    officer = Taking(site, browser, folder, "officer")
    officer.go("/")
    officer.take("officer")
    officer.go("/glass/?sort=-when")
    follow(officer.page.locator("tr", has_text=PEOPLE["night"][1]).first.get_by_role("link").first)
    officer.take("glass-review")
    officer.go(f"/records/note/{ref}/who-looked/")
    officer.take("who-looked")
    officer.go("/audit/unusual/")
    officer.take("unusual")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, served(Path(work)) as site, chromium() as browser:
        take(site, browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
