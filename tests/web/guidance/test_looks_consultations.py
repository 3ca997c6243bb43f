"""
The pages of worries, consultations and the register in Chromium: axe finds nothing, none is wider than 320 pixels, and
a consultation is answered by keyboard. The browser is answered by the application itself, in this process.
"""

import pytest
from django.urls import reverse

from paramountcy.web.access.models import RoleGrant
from paramountcy.web.access.roles import Role
from paramountcy.web.guidance.consultations import examples as of_consultations
from paramountcy.web.guidance.consultations.actions import replying
from paramountcy.web.guidance.consultations.models import Consultation, Question, Response
from paramountcy.web.guidance.publishing import examples as of_publishing
from paramountcy.web.guidance.publishing.models import Document
from paramountcy.web.guidance.worries.models import Worry
from tests.web.conftest import LONG_AGO
from tests.web.guidance.in_chromium import HERE, answered_by, in_order
from tests.web.guidance.publishing.world import meeting_with_notes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def page(client, partnership, site):
    client.force_login(partnership.officer)
    with answered_by(client) as made:
        yield made


@pytest.fixture
def site(partnership):
    """The examples, read by an officer who is on duty too; and the pages that they make."""
    officer = partnership.officer
    RoleGrant.objects.create(
        user=officer, role=Role.DUTY, team=partnership.place.north, from_day=LONG_AGO, reason="Both are theirs."
    )
    by = partnership.asks(officer)
    of_consultations.imagine(by)
    of_publishing.imagine(by)
    one = Consultation.objects.get(title=of_consultations.TITLE)
    over = Consultation.objects.exclude(pk=one.pk).get()
    reply = replying.write(by=by, consultation=over, we_asked="How?", you_said="In person.", we_did="We will.")
    worry, sent = Worry.objects.get(), Response.objects.order_by("pk").last()
    letter, gone = Document.objects.order_by("pk")
    meeting = meeting_with_notes(partnership)
    section, question = one.sections.get(), Question.objects.filter(section__consultation=one).first()
    return {
        "worries:inbox": (), "worries:receipts": (), "worries:worry": (worry.ref,), "worries:step": (worry.ref,),
        "worries:receipt": (worry.ref,), "consultations:public": (), "consultations:public_one": (one.ref,),
        "consultations:public_one ": (over.ref,), "consultations:respond": (one.ref,),
        "consultations:thanks": (sent.ref,), "consultations:consultations": (),
        "consultations:consultation": (one.ref,), "consultations:consultation ": (over.ref,),
        "consultations:make": (), "consultations:queue": (), "consultations:response": (sent.ref,),
        "consultations:moderate": (sent.ref,), "consultations:add_question": (section.ref,),
        "consultations:drop_question": (question.ref,), "consultations:add_document": (one.ref,),
        "consultations:principle": (one.ref, "time"), "consultations:dates": (one.ref,),
        "consultations:add_event": (one.ref,), "consultations:add_feedback": (one.events.get().ref,),
        "consultations:write_reply": (over.ref,), "consultations:publish_reply": (reply.ref,),
        "publishing:register": (), "publishing:withdrawn": (), "publishing:desk": (), "publishing:add_document": (),
        "publishing:document": (letter.ref,), "publishing:public_document": (letter.ref,),
        "publishing:publish": (gone.ref,), "publishing:withhold_of_document": (letter.ref,),
        "publishing:notes": (meeting.ref,), "publishing:publish_draft": (meeting.ref,),
        "publishing:entry": ("published-document", gone.ref), "publishing:add_dead_link": (),
    }  # fmt: skip


def test_every_page_is_in_order_for_everybody_and_on_a_telephone(page, site):
    for name, refs in site.items():
        page.goto(HERE + reverse(name.strip(), args=refs))
        in_order(page, name)


def test_a_consultation_is_answered_by_keyboard_alone(page, site):
    page.goto(HERE + reverse("consultations:respond", args=site["consultations:respond"]))
    page.get_by_label("1. What should every area count").focus()
    page.keyboard.type("How long a family waits.")
    page.get_by_role("radio", name="Yes").focus()
    page.keyboard.press("Space")
    page.get_by_label("Which of these are you?").focus()
    page.keyboard.type("Health")
    page.get_by_role("radio", name="You may publish it without any name").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send your answers").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you").wait_for()
    assert page.get_by_text("Your answers were sent.").count() == 1


def test_a_worry_is_received_by_keyboard_alone(page, site):
    page.goto(HERE + reverse("worries:worry", args=site["worries:worry"]))
    page.get_by_role("button", name="I have received it").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("You have received it.").wait_for()
    assert page.get_by_role("heading", name="Received").count() == 1
