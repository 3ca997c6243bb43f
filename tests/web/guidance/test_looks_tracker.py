"""The pages of the tracker and of the confirm screen in Chromium: axe, 320 pixels, and by keyboard alone."""

import pytest

from tests.returns.report.browser import chromium
from tests.web.guidance.in_chromium import WIDE, in_order
from tests.web.guidance.tracker.served import served

pytestmark = pytest.mark.slow
ROOT = "/partnership"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("looks")) as one:
        yield one


@pytest.fixture(scope="module")
def page(site):
    address, told = site
    with chromium() as browser:
        context = browser.new_context(viewport=WIDE)
        context.add_cookies([{"name": "paramountcy", "value": told["cookie"], "url": address}])
        yield context.new_page()


def pages(told):
    """Every page, by a name for its picture."""
    group, action, decision, document = (told[one] for one in ("group", "action", "decision", "document"))
    yield "actions", "/actions/"
    yield "of_group", f"/actions/of/{group}/"
    yield "make_action", f"/actions/of/{group}/new/"
    yield "pack", f"/actions/of/{group}/pack/"
    yield "chasers", "/actions/chasers/"
    yield "sheets", "/actions/sheets/"
    yield "action", f"/actions/{action}/"
    yield "hand_over", f"/actions/{action}/hand-over/"
    yield "decisions", "/decisions/"
    yield "decision", f"/decisions/{decision}/"
    yield "make_decision", f"/decisions/of/{group}/new/"
    yield "upload", "/reading/new/"
    yield "document", f"/reading/{document}/"
    for part in ("meeting", "people", "notes", "actions"):
        yield f"section_{part}", f"/reading/{document}/{part}/"
    yield "fix_person", f"/reading/facts/{told['facts']['person']}/fix/"


def test_axe_finds_nothing_and_no_page_is_wider_than_a_telephone(site, page):
    address, told = site
    for name, path in pages(told):
        answer = page.goto(address + ROOT + path)
        assert answer.status == 200, path
        in_order(page, name)


def press(page, name):
    """Tab to the first button of a name, and press Enter: no mouse."""
    wanted = page.get_by_role("button", name=name).first
    wanted.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    else:
        raise AssertionError(f"no way to {name!r} by keyboard")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_facts_are_settled_by_keyboard_one_after_the_other(site, page):
    address, told = site
    page.set_viewport_size(WIDE)
    page.goto(f"{address}{ROOT}/reading/{told['document']}/people/")
    page.get_by_text("3 to look at").wait_for()
    for left in (2, 1, 0):
        press(page, "The same as")
        page.get_by_text(f"{left} to look at").wait_for()
    assert page.url.endswith("#end")


def test_an_update_is_written_by_keyboard(site, page):
    address, told = site
    page.goto(f"{address}{ROOT}/actions/{told['action']}/update/")
    page.get_by_role("radio", name="Under way").focus()
    page.keyboard.press("Space")
    page.get_by_label("What happened?").focus()
    page.keyboard.type("Half of them were rung.")
    press(page, "Save")
    page.get_by_text("The update was saved.").wait_for()
    assert page.get_by_text("Half of them were rung.").count() == 1
