"""
The two meeting notes of 2011 as one journey in Chromium: what the software is for, done with what it is made of.

Notes 000 are read, and the eight recommendations that were not reached are carried over to 23 June 2011. Notes 004 are
read; the same people are offered and nobody is put together unasked. Chapter 1 is drafted, and the ten suggestions of
paragraph 3.2 are disposed of.
"""

import re

import pytest

from tests.returns.report.browser import chromium, complaints, follow
from tests.web.guidance.tracker.served import served

pytestmark = pytest.mark.slow
SEEDS = {"000": "000_6d80e2a442d05773.txt", "004": "004_51b558e202365cd6.txt"}
ADVISORY = "Working Together Professional Advisory Group"
REVIEW = "Munro Review Implementation Working Group"
CHAPTER = """What this is for

This guide is for everyone who works with children. It says what the law asks of each agency.

Children first

A child-centred approach is one in which the welfare of the child is paramount.

Local authorities must make enquiries where they have reasonable cause to suspect that a child is suffering \
significant harm (Children Act 1989, section 47)."""


class Officer:
    """The partnership's officer at a browser."""

    def __init__(self, page, address):
        self.page, self.address = page, address

    def go(self, path):
        answer = self.page.goto(f"{self.address}/partnership/{path}")
        assert answer.status == 200, path
        return self.words()

    def words(self):
        self.page.locator("h1").first.wait_for()
        return self.page.inner_text("main")

    def fill(self, **fields):
        """Boxes, lists and buttons, by the names of their fields."""
        for name, value in fields.items():
            box = self.page.locator(f'[name="{name}"]')
            kind = box.first.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
            if kind == "select":
                box.select_option(label=value)
            elif kind in ("radio", "checkbox"):
                self.page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value is not True else "")).check()
            else:
                box.fill(value)

    def send(self):
        """Send the form of the page; what it leads to."""
        follow(self.page.locator('main form[method="post"] .govuk-button').last)
        words = self.words()
        assert "There is a problem" not in words, words
        return words

    def press(self, name, role="button"):
        follow(self.page.get_by_role(role, name=name).first)
        return self.words()

    def ref(self):
        """The reference in the address of the page."""
        return re.findall(r"/([a-z2-9]{20})/", self.page.url)[-1]

    def in_order(self):
        assert complaints(self.page) == [], self.page.url


@pytest.fixture(scope="module")
def officer(tmp_path_factory):
    """An officer who has signed in to an application that knows of no group yet."""
    with served(tmp_path_factory.mktemp("seeds"), empty=True) as (address, told), chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "paramountcy", "value": told["cookie"], "url": address}])
        yield Officer(context.new_page(), address)


def begin(officer, file):
    """Send notes; the address of the page of what was read."""
    officer.go("reading/new/")
    officer.page.locator('[name="file"]').set_input_files(file)
    officer.send()
    return officer.page.url


def take(officer, notes, known):
    """Accept all that notes say (`known` is the button for somebody whose name is known), and take it over."""
    page = officer.page
    page.goto(notes)
    for section in page.locator("dt a").evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        page.goto(officer.address + section)
        officer.words()
        certain = page.get_by_role("button", name=re.compile(r"^Accept the \d+ that"))
        if certain.count():
            follow(certain.first)
            officer.words()
        while True:
            left = page.get_by_role("button", name=known).or_(
                page.get_by_role("button", name=re.compile(r"^Accept\s*:"))
            )
            if not left.count():
                break
            follow(left.first)
            officer.words()
    page.goto(notes)
    assert not re.search(r"\b[1-9]\d* to look at", officer.words())
    return officer.press("Take over what was accepted")


def test_1_notes_000_are_read_and_eight_recommendations_go_to_23_june(officer, shared):
    page = officer.page
    take(officer, begin(officer, shared / "seeds" / SEEDS["000"]), re.compile("^Somebody new"))
    officer.go("reports/")
    officer.press(re.compile("^Load the example"))
    officer.go("reports/")
    officer.press(re.compile("Munro"), "link")
    officer.go(f"reports/{officer.ref()}/change/")
    officer.fill(group=REVIEW)
    officer.send()
    officer.go("meetings/")
    officer.press(re.compile("23 June 2011"), "link")
    carry = page.locator('form[action$="/carry-over/"] button')
    if carry.count():
        follow(carry)
    words = officer.words()
    assert set(re.findall(r"Recommendation (\d+)\b", words)) == {"5", "6", "7", "9", "11", "12", "14", "15"}, words
    officer.in_order()


def test_2_notes_004_offer_the_same_people_and_put_nobody_together_unasked(officer, shared):
    notes = begin(officer, shared / "seeds" / SEEDS["004"])
    officer.go(f"reading/{officer.ref()}/people/")
    assert officer.words().count("Somebody here has that name. Is it them?") == 3
    officer.press(re.compile(r"^Accept the \d+ that"))
    assert officer.words().count("Somebody here has that name. Is it them?") == 3
    officer.in_order()
    take(officer, notes, re.compile("^The same as"))
    officer.go("people/")
    officer.page.locator('[name="words"]').fill("pugh")
    assert officer.press("Search").count("Jeanette Pugh") == 1


def test_3_chapter_1_is_drafted_and_the_ten_suggestions_are_disposed_of(officer):
    page = officer.page
    officer.go("drafting/new/")
    officer.fill(title="Working Together", edition="2012", replaces="Working Together, 2010", group=ADVISORY)
    officer.send()
    guide = officer.ref()
    officer.go(f"drafting/{guide}/chapters/new/")
    officer.fill(number="1", title="What we share, and who does what")
    officer.send()
    page.goto(f"{officer.address}/partnership/drafting/{guide}/")
    chapter = re.findall(r"/chapters/([a-z2-9]{20})/", page.content())[0]
    officer.go(f"chapters/{chapter}/write/")
    officer.fill(text=CHAPTER)
    officer.send()
    officer.go(f"chapters/{chapter}/from-meeting/")
    meeting = page.locator('[name="meeting"] option', has_text="3 November 2011").first
    page.locator('[name="meeting"]').select_option(value=meeting.get_attribute("value"))
    officer.fill(paragraph="3.2")
    officer.send()
    assert "10 with nothing decided yet" in officer.go(f"drafting/{guide}/comments/")
    comments = sorted(set(re.findall(r'href="/partnership/(comments/[a-z2-9]{20}/)"', page.content())))
    assert len(comments) == 10
    for comment in comments:
        officer.go(f"{comment}decide/")
        officer.fill(outcome="accepted", reason="It is what the chapter is for.",
                     landed_words="the welfare of the child is paramount")  # fmt: skip
        officer.send()
    assert "none with nothing decided yet" in officer.go(f"drafting/{guide}/comments/")
    officer.in_order()
