"""
People at work in Chromium: a refusal with its sentence, breaking the glass and its review, a search at night.

Every page of the journey is looked at by axe, at 320 pixels too, under the strict policy. It is done by keyboard, and
one part of it without JavaScript. At the end no name of anybody is in a log, an address or a title.
"""

import re
from contextlib import contextmanager

import pytest

from tests.journeys.access_served import PEOPLE, served
from tests.returns.report.browser import chromium, complaints, follow, overflow
from tests.web.access.world import CALL, NAMES, SECRET

pytestmark = pytest.mark.slow
WHY = "her mother rang, she is alone with him"
STRANGER = "nobody who has signed in"
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1100, "height": 800}


class Visit:
    """Somebody at a browser; what it was told and where it went is kept."""

    def __init__(self, site, page, kept):
        self.site, self.page, self.kept = site, page, kept

    def go(self, path):
        self.page.goto(self.site.address + path)
        return self.look()

    def look(self):
        """The words of the page, which must be in order."""
        page = self.page
        self.kept["seen"].append(f"{page.url} {page.title()}")
        if self.kept["axe"]:
            assert complaints(page) == [], page.url
            page.set_viewport_size(NARROW)
            assert overflow(page) <= 0, f"{page.url} is wider than 320 pixels"
            page.set_viewport_size(WIDE)
        return page.inner_text("body")

    def press(self, name, role="button"):
        """Tab to a button or a link, and press Enter: no mouse."""
        page = self.page
        wanted = page.get_by_role(role, name=name, exact=True).first
        for _ in range(80):
            page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                break
        else:
            raise AssertionError(f"no way to {name!r} by keyboard")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return self.look()

    def choose(self, name):
        """Move to a radio button and choose it by keyboard."""
        self.page.get_by_role("radio", name=name, exact=True).focus()
        self.page.keyboard.press("Space")

    def write(self, label, text):
        box = self.page.get_by_label(label)
        box.wait_for()
        box.focus()
        self.page.keyboard.type(text)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("access")) as one:
        yield one


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture
def visiting(site, browser):
    """A browser for somebody, whose complaints fail the test."""
    kept = {"seen": [], "said": [], "axe": True}

    @contextmanager
    def visit(who, script=True):
        kept["axe"] = script
        context = browser.new_context(viewport=WIDE, java_script_enabled=script)
        if who != STRANGER:
            context.add_cookies([{"name": "paramountcy", "value": site.told["cookies"][who], "url": site.address}])
        page = context.new_page()
        page.on("console", lambda one: kept["said"].append(one.text))
        page.on("pageerror", lambda one: kept["said"].append(str(one)))
        yield Visit(site, page, kept)
        context.close()

    yield visit
    unexpected = [one for one in kept["said"] if "the server responded with a status of 40" not in one]
    assert unexpected == []
    assert kept["seen"]
    told = "\n".join(kept["seen"]) + site.log.read_text()
    for name in (*NAMES, SECRET.split()[0], *(name for _, name in PEOPLE.values()), "An Asker", "An Agreer"):
        for part in name.split():
            if len(part) > 3:
                assert part.lower() not in told.lower(), f"{part} is in a log, an address or a title"
    assert not re.search(r"GET \S*\?", site.log.read_text())


def test_a_refusal_says_whom_to_ring_and_the_glass_is_broken_and_reviewed(site, visiting):
    ref = site.told["notes"]["front_door"]
    with visiting("night") as night:
        words = night.go(f"/notebook/{ref}/")
        assert f"This record is closed. Ring {CALL}." in words
        assert SECRET not in words
        words = night.press("Break the glass")
        assert "Whoever guards it is told at once" in words
        words = night.press("Break the glass")
        assert "There is a problem" in words
        night.write("What does the child need now?", WHY)
        night.choose("30 minutes")
        words = night.press("Break the glass")
        assert SECRET in words
        assert "You have opened a closed record until" in words
        assert "can't be exported" in words
        words = night.go("/")
        assert "You have opened a closed record until" in words
        night.press("End it now", role="link")
        words = night.press("End it now")
        assert "You can’t read it any more." in words
        assert "You have opened" not in words
        assert SECRET not in night.go(f"/notebook/{ref}/")
    with visiting("officer") as officer:
        assert "Somebody broke the glass to read a record" in officer.go("/")
        words = officer.press("Somebody broke the glass to read a record", role="link")
        assert "Somebody broke the glass" in words
        words = officer.go("/glass/?sort=-when")
        assert PEOPLE["night"][1] in words
        row = officer.page.locator("tr", has_text=PEOPLE["night"][1]).first
        row.get_by_role("link").first.focus()
        with officer.page.expect_navigation():
            officer.page.keyboard.press("Enter")
        words = officer.look()
        assert WHY in words
        assert "Read, allowed" in words
        officer.choose("Justified")
        officer.write("What did you find?", "The child was alone with him, and is safe now.")
        assert "What you found is kept" in officer.press("Record what you found")
    with visiting("night") as night:
        assert "Your breaking of the glass was looked at" in night.go("/")


def test_emergency_duty_searches_and_finds_that_a_closed_record_exists(site, visiting):
    with visiting("night") as night:
        night.go("/notebook/")
        night.write("Search by name", NAMES[0].split()[0])
        words = night.press("Search")
        assert f"Ring {CALL}." in words
        assert site.told["notes"]["nobody"] not in words
        assert "/notebook/found/" in night.page.url
    with visiting("worker") as worker:
        words = worker.go("/notebook/")
        assert site.told["notes"]["front_door"] not in words


def test_a_reason_is_asked_before_a_record_opens_without_javascript(site, visiting):
    ref = site.told["notes"]["other_team"]
    with visiting("worker", script=False) as worker:
        page = worker.page
        words = worker.go(f"/notebook/{ref}/")
        assert "Why are you opening this record?" in words
        follow(page.get_by_role("button", name="Open the record"))
        assert "Choose why you are opening this record." in worker.look()
        page.get_by_label("I am covering for a colleague").check()
        follow(page.get_by_role("button", name="Open the record"))
        assert SECRET in worker.look()


def test_the_glass_is_broken_and_ended_without_javascript(site, visiting):
    ref = site.told["notes"]["authority"]
    with visiting("night", script=False) as night:
        page = night.page
        night.go(f"/notebook/{ref}/")
        follow(page.get_by_role("button", name="Break the glass"))
        page.get_by_label("What does the child need now?").fill(WHY)
        follow(page.get_by_role("button", name="Break the glass"))
        assert "There is a problem" in night.look()
        assert page.get_by_label("What does the child need now?").input_value() == WHY
        page.get_by_label("15 minutes").check()
        follow(page.get_by_role("button", name="Break the glass"))
        assert SECRET in night.look()
        follow(page.get_by_role("link", name="End it now"))
        follow(page.get_by_role("button", name="End it now").first)
        assert "You can’t read it any more." in night.look()


def test_what_is_searched_for_stands_in_no_address(site, visiting):
    with visiting("administrator") as administrator:
        administrator.go("/people/")
        administrator.write("Search by name or e-mail address", PEOPLE["night"][1])
        assert PEOPLE["night"][1] in administrator.press("Search")
        assert "/people/found/" in administrator.page.url
    with visiting("officer") as officer:
        officer.go("/audit/")
        officer.page.locator("summary").focus()
        officer.page.keyboard.press("Enter")
        officer.write("Reference of a record", site.told["notes"]["own"])
        officer.press("Search")
        assert "/audit/found/" in officer.page.url


PAGES = {
    STRANGER: (
        "/sign-in/", "/sign-in/closed/", "/sign-in/with/failed/", "/sign-out/", "/invitation/", "/invitation/made-up/",
        "/people/", "/nowhere/",
    ),
    "worker": (
        "/", "/notices/", "/notebook/", "/notebook/{own}/", "/notebook/{own}/write/", "/notebook/{missing}/",
        "/records/note/{own}/", "/records/note/{own}/close/", "/records/note/{listed}/ask/",
        "/records/note/{own}/conflict/", "/conflicts/", "/conflicts/new/", "/delegations/", "/delegations/new/",
        "/glass/mine/", "/people/",
    ),
    "administrator": (
        "/", "/people/", "/people/?state=out", "/people/{person}/", "/people/{person}/give/",
        "/people/{person}/shut-out/", "/people/{person}/let-in/", "/roles/{end_role}/end/", "/invitations/",
        "/invitations/new/",
        "/invitations/{invitation}/", "/invitations/{withdraw}/withdraw/", "/bodies/", "/bodies/new/",
        "/bodies/{body}/", "/bodies/{body}/rename/", "/bodies/{body}/teams/new/", "/teams/{end_team}/end/",
        "/terms/versions/", "/terms/versions/new/", "/terms/versions/{terms_version}/",
    ),
    "officer": (
        "/", "/closed/", "/closed/{restriction}/", "/closed/{restriction}/agree/", "/closed/{restriction}/lift/",
        "/closed/list/{member}/let-in/", "/closed/list/{member}/take-off/", "/conflicts/", "/conflicts/{conflict}/",
        "/conflicts/{conflict}/end/", "/conflicts/of-another/", "/glass/", "/glass/{glass_one}/", "/audit/",
        "/audit/unusual/", "/audit/refusals/", "/audit/people/{person}/", "/records/note/{own}/who-looked/",
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_in_order_for_everybody_who_reads_it(site, visiting, who):
    given = {
        **site.told["notes"],
        **site.told["others"],
        "restriction": site.told["restrictions"]["front_door"],
        "member": site.told["members"]["front_door"],
    }
    with visiting(who) as somebody:
        for path in PAGES[who]:
            assert somebody.go(path.format(**given))
            assert somebody.page.locator("h1").count() == 1, path
