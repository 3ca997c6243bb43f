"""
The two meeting notes of 2011 as one journey in Chromium: what the software is for, done with what it is made of.

Notes 000 are read, and the eight recommendations that were not reached are carried over to 23 June 2011. Notes 004 are
read; the same people are offered and nobody is put together unasked. Chapter 1 is drafted, and the ten suggestions of
paragraph 3.2 are disposed of. Item 5 is inconclusive and returns on 6 December. The consultation of 2 to 23 November is
run, and a response is published with its version for children.
"""

import re
from datetime import date

import pytest

from tests.returns.report.browser import chromium, complaints, follow
from tests.web.guidance.tracker.served import served

pytestmark = pytest.mark.slow
SEEDS = {"000": "000_6d80e2a442d05773.txt", "004": "004_51b558e202365cd6.txt"}
NOW, BEFORE, OPEN, AFTER = "", "2011-10-20T10:00+01:00", "2011-11-10T10:00+00:00", "2011-11-24T10:00+00:00"
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

    def __init__(self, page, address, cookies, clock):
        self.page, self.address, self.cookies, self.clock = page, address, cookies, clock

    def it_is(self, moment):
        """The application's clock says so. The officer has just signed in, unless it is not one of their moments."""
        self.clock.write_text(moment)
        self.leave()
        if moment in self.cookies:
            cookie = {"name": "paramountcy", "value": self.cookies[moment], "url": self.address}
            self.page.context.add_cookies([cookie])

    def leave(self):
        """From now on nobody is signed in."""
        self.page.context.clear_cookies()

    def go(self, path):
        answer = self.page.goto(f"{self.address}/partnership/{path}")
        assert answer.status == 200, path
        return self.words()

    def words(self):
        self.page.locator("h1").first.wait_for()
        return self.page.inner_text("main")

    def fill(self, **fields):
        """Boxes, lists, buttons and dates, by the names of their fields."""
        for name, value in fields.items():
            if isinstance(value, date):
                for part in ("day", "month", "year"):
                    self.page.locator(f'[name="{name}_{part}"]').fill(str(getattr(value, part)))
                continue
            box = self.page.locator(f'[name="{name}"]')
            kind = box.first.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
            if kind == "select":
                known = box.locator("option").evaluate_all("all => all.map(one => one.value)")
                box.select_option(value=value) if value in known else box.select_option(label=value)
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

    def agenda(self):
        """The page of a meeting, once what goes on from before is on its agenda."""
        carry = self.page.locator('form[action$="/carry-over/"] button')
        if carry.count():
            follow(carry)
        return self.words()

    def in_order(self):
        assert complaints(self.page) == [], self.page.url


@pytest.fixture(scope="module")
def officer(tmp_path_factory):
    """An officer who has signed in to an application that knows of no group yet."""
    folder = tmp_path_factory.mktemp("seeds")
    with served(folder, empty=True, moments=(BEFORE, AFTER)) as (address, told), chromium() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        made = Officer(page, address, told["cookies"], folder / "clock")
        made.it_is(NOW)
        yield made


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
    words = officer.agenda()
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


def test_4_item_5_is_inconclusive_and_returns_on_6_december(officer):
    officer.go("questions/new/")
    officer.fill(title="Should the Framework be folded into Working Together?", group=ADVISORY,
                 why_now="Working Together is being revised.", raised_on=date(2011, 11, 3))  # fmt: skip
    officer.send()
    question = officer.ref()
    for option in ("Keep it apart", "Fold it into chapter 5"):
        officer.go(f"questions/{question}/options/new/")
        officer.fill(title=option, lever="none")
        officer.send()
    officer.go(f"questions/{question}/outcome/")
    officer.fill(result="inconclusive", on=date(2011, 11, 3), who="The group", reason="The discussion went both ways.",
                 returns_on=date(2011, 12, 6), owed="The proposal, developed further", owed_by="Officials")  # fmt: skip
    assert "Returns on 6 December 2011" in officer.send()
    officer.go("meetings/")
    officer.press(re.compile("6 December 2011"), "link")
    assert "Should the Framework be folded into Working Together?" in officer.agenda()


def test_5_the_consultation_of_2_to_23_november_is_run(officer):
    page, work = officer.page, "consultations/work"
    officer.it_is(BEFORE)
    officer.go(f"{work}/new/")
    officer.fill(title="Performance information", why="To benchmark, to improve.", undecided="What is collected.")
    officer.fill(opens_on=date(2011, 11, 2), closes_on=date(2011, 11, 23))
    officer.send()
    one = officer.ref()
    for profession, sector in (("Health visitors", "health"), ("Ambulance crews", "health")):
        officer.go(f"{work}/{one}/asked/new/")
        officer.fill(name=profession, sector=sector)
        officer.send()
    officer.go(f"{work}/{one}/sections/new/")
    officer.fill(title="What to collect")
    officer.send()
    officer.go(f"{work}/{one}/")
    section = re.findall(r"/sections/([a-z2-9]{20})/questions/new/", page.content())[0]
    officer.go(f"{work}/sections/{section}/questions/new/")
    officer.fill(text="What should be collected nationally?", kind="text")
    officer.send()
    officer.go(f"{work}/{one}/announce/")
    officer.send()
    officer.it_is(OPEN)  # nobody is signed in
    officer.go(f"consultations/{one}/answer/")
    officer.in_order()
    officer.fill(q1="Timeliness, and what children say.", consent="unnamed")
    officer.fill(who="Health visitors")
    officer.send()
    officer.it_is(AFTER)
    assert "Answer now" not in officer.go(f"consultations/{one}/")
    officer.go(f"{work}/responses/")
    response = re.findall(r"/responses/([a-z2-9]{20})/", page.content())[0]
    officer.go(f"{work}/responses/{response}/decide/")
    officer.fill(outcome="publish")
    officer.send()
    officer.go(f"{work}/{one}/response/")
    officer.fill(we_asked="What to collect.", you_said="Timeliness.", we_did="We will collect it.")
    officer.send()
    officer.go(f"{work}/{one}/")
    reply = re.findall(r"/versions/([a-z2-9]{20})/publish/", page.content())[0]
    officer.go(f"{work}/versions/{reply}/publish/")
    officer.fill(reason="Young people are reading it first.")
    officer.send()
    officer.leave()
    words = officer.go(f"consultations/{one}/")
    assert "Timeliness, and what children say." in words
    assert "We will collect it." in words
    silent = words.partition("Asked, and no response came from:")[2]
    assert "Ambulance crews" in silent
    assert "Health visitors" not in silent
    officer.in_order()


def test_6_a_response_is_published_with_its_version_for_children(officer):
    page = officer.page
    officer.it_is(NOW)
    officer.go("reports/")
    officer.press(re.compile("Munro"), "link")
    report = officer.ref()
    assert "There is no version for children and young people" in officer.words()
    officer.go(f"childrens-versions/of/response/{report}/new/")
    officer.fill(title="What we will do for you", band="8_to_10", extent="summary", format="words")
    officer.send()
    version = officer.ref()
    anchors = None
    while True:
        officer.go(f"childrens-versions/{version}/passages/new/")
        options = page.locator('[name="anchor"] option').evaluate_all("all => all.map(one => one.value)")
        anchors = [one for one in options if one] if anchors is None else anchors
        if not anchors:
            break
        officer.fill(text="You can ask for help. A kind adult will listen to you.")
        page.locator('[name="anchor"]').select_option(value=anchors.pop(0))
        officer.send()
    officer.go(f"childrens-versions/{version}/readers/new/")
    officer.fill(on=date(2026, 3, 2), band="8_to_10", role="council", readers="4", said="We like it.", agrees="yes")
    officer.send()
    officer.go(f"childrens-versions/{version}/release/")
    officer.send()
    officer.go(f"reports/{report}/response/publish/")
    officer.send()
    officer.leave()
    officer.go(f"responses/{report}/")
    officer.in_order()
    officer.press(re.compile("^For children and young people:"), "link")
    assert "What we will do for you" in officer.words()
    assert "A kind adult will listen to you." in officer.words()
    assert "0800 1111" in officer.words()
    officer.in_order()
