"""
The pages of drafting, of words and duties, and of ages in Chromium: axe finds nothing, none is wider than 320 pixels,
and forms are sent by keyboard. The browser is answered by the application itself, in this process.
"""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.age_scope import examples as ages
from paramountcy.web.guidance.drafting import actions, commenting, examples, reads
from paramountcy.web.guidance.drafting.models import Comment
from paramountcy.web.guidance.vocabulary import actions as words
from tests.web.guidance.conftest import organisation
from tests.web.guidance.in_chromium import HERE, answered_by, in_order

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def site(partnership):
    """The example of the demo, published, with a draft after it that has faults to show."""
    by = partnership.asks(partnership.officer)
    examples.imagine(by)
    guidance = reads.documents(by).get()
    chapter = guidance.chapters.get(number=1)
    actions.release(by=by, guidance=guidance, summary="It is shorter.", reason="Young people write theirs in spring.")
    text = examples.SECOND.replace("Agencies must share", "The LSCB must share", 1).replace("section 10", "10")
    actions.write(by=by, chapter=chapter, text=text.replace(" (Children Act 2004, 10)", "") + "\n\nNew words here.")
    commenting.comment(by=by, chapter=chapter, text="Say which agencies.", paragraph="1.3")
    for function in ("local authority", "police"):
        words.hold(by=by, area="Ambleford", function=function, organisation=organisation(f"The {function}"))
    ages.imagine(by)
    comment = Comment.objects.first().ref
    document, one = guidance.ref, chapter.ref
    return {
        "drafting:documents": (), "drafting:make": (), "drafting:document": (document,),
        "drafting:must_dos": (document,), "drafting:principles": (document,), "drafting:comments": (document,),
        "drafting:release": (document,), "drafting:chapter": (one,), "drafting:write": (one,),
        "drafting:compare": (one, 1, 2), "drafting:version": (one, 2), "drafting:terms": (one,),
        "drafting:provision": (one,), "drafting:from_word": (one,), "drafting:comment": (comment,),
        "drafting:dispose": (comment,), "drafting:published": (), "drafting:read": (document,),
        "vocabulary:glossary": (), "vocabulary:who_is_this": (), "vocabulary:duties": (), "vocabulary:terms": (),
        "vocabulary:check": (), "vocabulary:holders": (), "age_scope:questions": (), "age_scope:register": (),
        "age_scope:add": (),
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


def sent(page, button):
    page.get_by_role("button", name=button, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_forms_are_sent_by_keyboard(page, site):
    page.goto(HERE + reverse("drafting:comment_on", args=site["drafting:chapter"]))
    for label, text in (("On paragraph (optional)", "1.2"), ("Comment", "Shorter still.")):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(text)
    page.get_by_role("radio", name="Support", exact=True).focus()
    page.keyboard.press("Space")
    sent(page, "Send the comment")
    page.get_by_text("Your comment is kept.").wait_for()
    page.goto(HERE + reverse("age_scope:questions"))
    page.get_by_label("How old are you?").focus()
    page.keyboard.type("22")
    page.get_by_role("radio", name="I was, and have left", exact=True).focus()
    page.keyboard.press("Space")
    sent(page, "See what there is")
    page.get_by_role("heading", name="This may apply: ask").wait_for()
    assert "22" not in page.url
    in_order(page, "age_scope:answer")
    page.goto(HERE + reverse("vocabulary:who_is_this"))
    for label, text in (("A word, of any year", "LSCB"), ("Area (optional)", "Ambleford")):
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(text)
    sent(page, "Ask")
    page.get_by_text("The three safeguarding partners").wait_for()
    in_order(page, "vocabulary:answer")
    page.goto(HERE + reverse("vocabulary:check"))
    page.get_by_role("radio", name="Guidance, something published, or a template", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Text (optional)", exact=True).focus()
    page.keyboard.type("We protect children from harm.")
    sent(page, "Check it")
    page.get_by_role("heading", name="1 term to avoid").wait_for()
    in_order(page, "vocabulary:checked")
