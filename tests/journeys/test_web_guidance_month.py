"""
A partnership's month in Chromium: last month's Word minutes, tracker, next agenda, chasers, new minutes.

An officer does it in an application that knows nothing yet. It is ten minutes of clicking: the clicks are counted.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.returns.report.browser import chromium, follow
from tests.web.guidance.tracker.minutes import GROUP, LAST_MONTH, THIS_MONTH, minutes
from tests.web.guidance.tracker.served import served

pytestmark = pytest.mark.slow
MOST_CLICKS = 120
"""Ten minutes of clicking, at five seconds a click."""
TODAY = datetime.now(UTC).date()
LAST, THIS, LATER = TODAY - timedelta(days=30), TODAY - timedelta(days=2), TODAY + timedelta(days=28)


class Officer:
    """Somebody at a browser who counts their clicks."""

    def __init__(self, page, address):
        self.page, self.address, self.clicks = page, address, 0

    def press(self, name, role="button"):
        self.clicks += 1
        follow(self.page.get_by_role(role, name=name).first)

    def bar(self, section, name=""):
        """A section of the bar, and the page in the line below where it is not the first."""
        for one in (section, name) if name else (section,):
            self.clicks += 1
            follow(self.page.locator(".pc-navigation").get_by_role("link", name=one, exact=True).first)

    def read(self, content):
        """Send minutes, look at each part and take over what was accepted."""
        page = self.page
        self.bar("Meetings", "Read notes")
        self.press("Read notes")
        page.get_by_label("The notes").set_input_files(
            {"name": "minutes.docx", "mimeType": "application/octet-stream", "buffer": content}
        )
        self.press("Read them")
        page.get_by_role("heading", name="What was read").wait_for()
        self.clicks += 1
        follow(page.get_by_role("link", name="The meeting", exact=True))
        while True:
            certain = page.get_by_role("button", name="that are certain").or_(
                page.get_by_role("button", name="that is certain")
            )
            if certain.count():
                self.press("certain")
            while (left := self._next()) is not None:
                self.clicks += 1
                follow(left)
            following = page.get_by_role("link", name="Next:")
            if not following.count():
                break
            self.clicks += 1
            follow(following)
        self.press("Back to the file", "link")
        self.press("Take over what was accepted")
        expect(page.get_by_text("facts were taken over.")).to_be_visible()

    def _next(self):
        """The next button that settles something: whoever is known is the same, everything else is so."""
        for name in (re.compile("^The same as"), re.compile(r"^Accept\s*:")):
            found = self.page.get_by_role("button", name=name)
            if found.count():
                return found.first
        return None


def test_a_month_of_a_partnership(tmp_path):
    with served(tmp_path, empty=True) as (address, told), chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "paramountcy", "value": told["cookie"], "url": address}])
        page = context.new_page()
        officer = Officer(page, address)
        page.goto(f"{address}/partnership/reading/")
        officer.read(minutes(2, LAST, THIS, said=LAST_MONTH))

        officer.bar("Meetings", "Actions")
        expect(page.get_by_role("link", name="Ben Baker agreed to provide a report")).to_be_visible()
        officer.press("Ben Baker agreed to provide a report", "link")
        officer.press("the notes, 2.1", "link")
        expect(page.get_by_text("Ben Baker agreed to provide a report").first).to_be_visible()

        officer.bar("Meetings", "Groups")
        officer.press(GROUP, "link")
        officer.press("Meetings", "link")
        page.goto(f"{address}/partnership/actions/")
        officer.press("Whom to chase")
        officer.clicks += 1
        letter = page.get_by_role("link", name=re.compile("^All owners .text", re.IGNORECASE)).get_attribute("href")
        assert "Ben Baker" in page.request.get(address + letter).text()

        officer.press("Ben Baker agreed to provide a report", "link")
        officer.press("Write an update")
        page.get_by_role("radio", name="Done", exact=True).check()
        page.get_by_label("What happened?").fill("It was given to the group.")
        officer.press("Save")
        expect(page.get_by_text("The update was saved.")).to_be_visible()

        officer.read(minutes(3, THIS, LATER, said=THIS_MONTH))
        its_actions = page.get_by_role("link", name="actions and decisions", exact=True)
        officer.clicks += 1
        follow(its_actions)
        expect(page.get_by_role("link", name="ask schools for their views")).to_be_visible()
        expect(page.get_by_role("link", name="Ben Baker agreed to provide a report")).to_have_count(0)
        assert officer.clicks <= MOST_CLICKS, f"{officer.clicks} clicks"
