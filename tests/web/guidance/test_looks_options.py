"""
The pages of options, of practice guidance and of joint programmes in Chromium: axe finds nothing, none is wider than
320 pixels, and a form is sent by keyboard. The browser is answered by the application itself, in this process.
"""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.guides import actions as guides
from paramountcy.web.guidance.guides import examples as of_guides
from paramountcy.web.guidance.guides.models import Comparison, Guide, Overlap, Passage
from paramountcy.web.guidance.options import examples as of_options
from paramountcy.web.guidance.options.models import Question
from paramountcy.web.guidance.programmes import examples as of_programmes
from paramountcy.web.guidance.programmes.models import Dependence, Event, Milestone, Programme, Strand
from tests.web.guidance.in_chromium import HERE, answered_by, in_order

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


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


@pytest.fixture
def page(client, partnership, site):
    client.force_login(partnership.officer)
    with answered_by(client) as made:
        yield made


def test_every_page_is_in_order_for_everybody_and_on_a_telephone(page, site):
    for name, refs in site.items():
        page.goto(HERE + reverse(name, args=refs))
        in_order(page, name)


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
