"""
The pages of recommendations and of versions for children in Chromium: axe finds nothing, none is wider than 320 pixels,
and a form is sent by keyboard. The browser is answered by the application itself, in this process.
"""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.children import actions as children
from paramountcy.web.guidance.children.adult import adult_text
from paramountcy.web.guidance.recommendations import actions, examples
from tests.web.guidance.in_chromium import HERE, answered_by, in_order
from tests.web.guidance.worlds.recommendations import DAY

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def site(partnership):
    """The Munro example with everything on its pages, published, with a version for children that is out."""
    by = partnership.asks(partnership.officer)
    report = examples.munro(by)
    actions.write_statement(by=by, report=report, statement="We agree with most of it.\n\nWe say why where we do not.")
    one = report.recommendations.get(number="10")
    actions.raise_point(
        by=by, recommendation=one, kind="doubt", says="What sanction would there be?", raised_by="The group", on=DAY
    )
    about = actions.response_of(report)
    said = {"title": "What grown-ups will do for you", "band": "8_to_10", "extent": "summary", "format": "words"}
    version = children.make(by=by, about=about, adult=adult_text(by, about), contact="The youth team", **said)
    passage = children.add_passage(
        by=by, version=version, heading="Help early", text="You can get early help. Ask any adult.", anchor="r10"
    )
    children.explain_known(by=by, version=version)
    reader = {
        "on": DAY,
        "band": "8_to_10",
        "role": "council",
        "readers": 4,
        "said": "Good.",
        "changed": "It is shorter.",
    }
    children.add_review(by=by, version=version, agrees="yes", **reader)
    children.release(by=by, version=version, reason="A first page, for the open day.")
    actions.publish(by=by, report=report)
    link = passage.links.get()
    return {
        "recommendations:reports": (), "recommendations:recommendations": (), "recommendations:chasers": (),
        "recommendations:report": (report.ref,), "recommendations:recommendation": (one.ref,),
        "recommendations:take_position": (one.ref,), "recommendations:claim_progress": (one.ref,),
        "recommendations:take_in": (report.ref,), "recommendations:publish": (report.ref,),
        "recommendations:change": (report.ref,), "recommendations:public_reports": (),
        "recommendations:public_report": (report.ref,), "recommendations:public_recommendation": (one.ref,),
        "children:versions": (), "children:version": (version.ref,), "children:words": (version.ref,),
        "children:readers": (version.ref,), "children:release": (version.ref,), "children:compare": (link.ref,),
        "children:add_passage": (version.ref,), "children:picture": (passage.ref,), "children:public_list": (),
        "children:public": (version.ref,), "children:add_review": (version.ref,),
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


def test_a_position_is_taken_by_keyboard(page, site):
    page.goto(HERE + reverse("recommendations:take_position", args=site["recommendations:take_position"]))
    for label in ("For others to decide", "Published", "The body itself"):
        page.get_by_role("radio", name=label, exact=True).focus()
        page.keyboard.press("Space")
    for label, text in (("Their name, or the account", "The board"), ("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(text)
    page.get_by_label("Reason").focus()
    page.keyboard.type("Councils decide.")
    page.get_by_role("button", name="Add it").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("The position was added to the history.").wait_for()
    assert page.get_by_text("2 March 2026: for others to decide").count() == 1
