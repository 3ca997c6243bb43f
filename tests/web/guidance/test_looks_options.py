"""
The pages of options, of practice guidance and of joint programmes in Chromium: axe finds nothing, none is wider than
320 pixels, and a form is sent by keyboard. The browser is answered by the application itself, in this process.
"""

import asyncio
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from paramountcy.web.guidance.guides import actions as guides
from paramountcy.web.guidance.guides import examples as of_guides
from paramountcy.web.guidance.guides.models import Comparison, Guide, Overlap, Passage
from paramountcy.web.guidance.options import examples as of_options
from paramountcy.web.guidance.options.models import Question
from paramountcy.web.guidance.programmes import examples as of_programmes
from paramountcy.web.guidance.programmes.models import Dependence, Event, Milestone, Programme, Strand
from tests.returns.report.browser import chromium, complaints, overflow

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HERE = "http://testserver"
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to keep a picture of each page, to be looked at."""


@pytest.fixture
def site(partnership):
    """The examples of the three rooms, and the pages that they make."""
    by = partnership.asks(partnership.officer)
    for examples in (of_options, of_guides, of_programmes):
        examples.imagine(by)
    question = Question.objects.get(title__startswith="How should the Framework")
    option, risk = question.options.last(), question.risks.get()
    guide, overlap = Guide.objects.get(title="Seeing the child at home"), Overlap.objects.get()
    guides.judge(by=by, overlap=overlap, kind="duplicate", course="point", reason="The college looks after it.")
    old = Guide.objects.get(title__startswith="Talking")
    programme, event = Programme.objects.get(), Event.objects.get()
    return {
        "options:questions": (), "options:question": (question.ref,), "options:make": (),
        "options:record": (question.ref,), "options:add_option": (question.ref,), "options:add_risk": (question.ref,),
        "options:answer_risk": (risk.ref,), "options:drop_option": (option.ref,),
        "guides:guides": (), "guides:guide": (guide.ref,), "guides:make": (), "guides:give_text": (guide.ref,),
        "guides:text": (guide.ref,), "guides:overlaps": (), "guides:overlap": (overlap.ref,),
        "guides:judge": (overlap.ref,), "guides:passages": (), "guides:compare": (),
        "guides:passage": (Passage.objects.first().ref,), "guides:comparison": (Comparison.objects.get().ref,),
        "guides:hand_over": (Passage.objects.first().ref,), "guides:public": (), "guides:public_guide": (old.ref,),
        "programmes:programmes": (), "programmes:programme": (programme.ref,), "programmes:alerts": (),
        "programmes:add_strand": (programme.ref,), "programmes:events": (), "programmes:event": (event.ref,),
        "programmes:expect": (event.ref,), "programmes:look": (Dependence.objects.first().ref,),
        "programmes:step": (Milestone.objects.first().ref,), "programmes:plan": (Strand.objects.first().ref,),
        "programmes:depend": (programme.ref,), "programmes:public": (), "programmes:public_page": (programme.ref,),
    }  # fmt: skip


@contextmanager
def no_loop():
    """Playwright's loop runs in this thread; while Django sees one, it would open a database connection of its own."""
    loop = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(loop)


@pytest.fixture
def page(client, partnership, site):
    """A page of Chromium whose every request is answered by the application."""
    client.force_login(partnership.officer)

    def answer(route):
        request = route.request
        path = request.url.removeprefix(HERE)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=str(found)) if found else route.fulfill(status=404)
            return
        with no_loop():
            if request.method == "POST":
                kind = request.headers["content-type"]
                told = client.post(path, data=request.post_data_buffer, content_type=kind, follow=True)
            else:
                told = client.get(path)
        heads = {name: value for name, value in told.headers.items() if name.lower() != "content-length"}
        route.fulfill(status=told.status_code, headers=heads, body=told.content)

    with chromium() as browser:
        made = browser.new_context(viewport=WIDE).new_page()
        made.route("**/*", answer)
        yield made


def test_every_page_is_in_order_for_everybody_and_on_a_telephone(page, site):
    for name, refs in site.items():
        page.set_viewport_size(WIDE)
        page.goto(HERE + reverse(name, args=refs))
        page.locator("h1").first.wait_for()
        assert complaints(page) == [], name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name.replace(':', '_')}_wide.png", full_page=True)
        page.set_viewport_size(NARROW)
        assert overflow(page) <= 0, f"{name} is wider than 320 pixels"
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name.replace(':', '_')}_narrow.png", full_page=True)


@pytest.fixture
def option(site):
    [ref] = site["options:record"]
    return Question.objects.get(ref=ref).options.last()


def test_an_outcome_is_recorded_by_keyboard_and_a_risk_stands_in_the_way(option, page, site):
    [ref] = site["options:record"]
    page.goto(HERE + reverse("options:record", args=[ref]))
    page.get_by_role("radio", name="Decided", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Which option, if decided?").select_option(label=option.title)
    for label, text in (("Who came to it?", "The group"), ("Why?", "It makes one document of two.")):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(text)
    page.get_by_role("button", name="Record it").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.get_by_text("1 risk is without an agreed answer").count() == 2
    page.get_by_label("If it is decided with a risk unanswered").focus()
    page.keyboard.type("Care planning keeps its own regulations.")
    page.get_by_role("button", name="Record it").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("The outcome was recorded.").wait_for()
    assert page.get_by_text("Decided with a risk unanswered, because").count() == 1
