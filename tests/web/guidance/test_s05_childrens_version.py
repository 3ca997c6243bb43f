"""
S5: publishing the adult response without a version for children raises a visible warning; the text passes the limits
that are set; every adult position appears in it.
"""

import re

import pytest
from django.urls import reverse

from paramountcy.web.guidance.children.adult import adult_text
from paramountcy.web.guidance.children.checks import checks
from paramountcy.web.guidance.children.models import Link, Passage, Version, Without
from paramountcy.web.guidance.children.reads import public_version, version_of
from paramountcy.web.guidance.recommendations import actions, reads
from tests.web.guidance.worlds.recommendations import DAY

pytestmark = pytest.mark.django_db
PLAIN = "You can ask for help. We will come soon. A kind adult will listen to you."
HARD = (
    "Multidisciplinary interventions necessitate comprehensive consideration of organisational accountability, which "
    "the LSCB will retrospectively evaluate notwithstanding considerable intergovernmental reconfiguration."
)


@pytest.fixture
def response(client, partnership):
    """A response to two recommendations, one with a position and one without."""
    by = partnership.asks(partnership.officer)
    report = actions.make_report(by=by, title="A review of help", source="local", on=DAY, group=partnership.group)
    one = actions.add_recommendation(by=by, report=report, number="1", text="Offer early help sooner.")
    actions.add_recommendation(by=by, report=report, number="2", text="Ask children what helped.")
    actions.take_position(
        by=by, recommendation=one, value="accept", force="published", claimant="body", claimed_by="The board", on=DAY
    )
    client.force_login(partnership.officer)
    return report


def words(answer):
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def begin(client, report):
    said = {
        "title": "What we will do for you",
        "band": "8_to_10",
        "extent": "summary",
        "format": "words",
        "contact": "",
    }
    client.post(reverse("children:make", args=["response", report.ref]), said)
    return Version.objects.get()


def say(client, version, text, **more):
    client.post(reverse("children:add_passage", args=[version.ref]), {"text": text, **more})


def reader(client, version, agrees="yes", **more):
    said = {
        "on_day": "2", "on_month": "3", "on_year": "2026", "band": "8_to_10", "role": "council", "readers": "4",
        "said": "We want it shorter.", "agrees": agrees, **more,
    }  # fmt: skip
    client.post(reverse("children:add_review", args=[version.ref]), said)


@pytest.fixture
def found(partnership):
    """What the checks of a version say, by name."""

    def now(version):
        adult = adult_text(partnership.asks(partnership.officer), version.about)
        return {one.name: one.met for one in checks(version, adult)}

    return now


def test_publishing_without_a_version_for_children_raises_a_visible_warning(client, response):
    page = client.get(reverse("recommendations:publish", args=[response.ref]))
    assert "govuk-warning-text" in page.content.decode()
    assert "There is no version for children and young people" in words(page)
    assert "There is no version for children and young people" in words(
        client.get(reverse("recommendations:report", args=[response.ref]))
    )
    client.post(reverse("recommendations:publish", args=[response.ref]), {"reason": ""})
    assert not reads.is_out(response)
    client.post(reverse("recommendations:publish", args=[response.ref]), {"reason": "Readers meet in May."})
    assert Without.objects.get().reason == "Readers meet in May."
    client.logout()
    public = words(client.get(reverse("recommendations:public_report", args=[response.ref])))
    assert "There is no version for children and young people yet" in public


def test_a_version_that_is_only_written_still_warns_and_one_that_is_out_does_not(client, response):
    version = begin(client, response)
    assert "is not out yet" in version_of(version.about).warns
    say(client, version, PLAIN, anchor="r1")
    reader(client, version)
    client.post(reverse("children:release", args=[version.ref]))
    assert version_of(version.about).warns == ""
    client.post(reverse("recommendations:publish", args=[response.ref]))
    assert reads.is_out(response)
    client.logout()
    public = client.get(reverse("recommendations:public_report", args=[response.ref]))
    assert reverse("children:public", args=[version.ref]) in public.content.decode()


def test_the_text_passes_the_limits_that_are_set(client, response, found):
    version = begin(client, response)
    assert (version.reading_age_most, version.sentence_most) == (9, 15)
    say(client, version, HARD, anchor="r1")
    assert not any(found(version)[name] for name in ("Reading age", "Longest sentence", "Hard words"))
    page = words(client.get(reverse("children:version", args=[version.ref])))
    assert "LSCB" in page
    passage = Passage.objects.get()
    client.post(reverse("children:change_passage", args=[passage.ref]), {"text": PLAIN, "order": "1"})
    assert all(found(version)[name] for name in ("Reading age", "Longest sentence", "Hard words"))
    say(client, version, "Your social worker will come.")
    assert not found(version)["Hard words"]
    client.post(reverse("children:explain_known", args=[version.ref]))
    assert found(version)["Hard words"]


def test_every_adult_position_appears_in_it(client, response, found):
    version = begin(client, response)
    say(client, version, PLAIN)
    assert not found(version)["Every position"]
    told = words(client.get(reverse("children:version", args=[version.ref])))
    assert "0 of 1 positions of the adult text are in it. Missing: Recommendation 1: accept" in told
    client.post(
        reverse("children:tie", args=[Passage.objects.get().ref]), {"anchor": "r1", "quote": "Offer early help sooner."}
    )
    assert found(version)["Every position"]
    assert found(version)["As the adult text stands"]


def test_a_quotation_that_the_adult_text_does_not_hold_is_refused(client, response):
    version = begin(client, response)
    say(client, version, PLAIN)
    answer = client.post(
        reverse("children:tie", args=[Passage.objects.get().ref]), {"anchor": "r1", "quote": "Offer help never."}
    )
    assert "Those words are not in that part of the adult text" in words(answer)
    assert not Link.objects.exists()


def test_a_change_of_the_adult_text_is_flagged_until_somebody_compares(client, partnership, response, found):
    version = begin(client, response)
    say(client, version, PLAIN, anchor="r1")
    assert found(version)["As the adult text stands"]
    actions.take_position(
        by=partnership.asks(partnership.officer), recommendation=response.recommendations.get(number="1"),
        value="not_accept", force="published", claimant="body", claimed_by="The board", on=DAY, reason="No money.",
    )  # fmt: skip
    assert not found(version)["As the adult text stands"]
    told = words(client.get(reverse("children:words", args=[version.ref])))
    assert "Changed since" in told
    assert "The adult words changed since: compare the two again" in told
    link = Link.objects.get()
    assert "Position: not accept" in words(client.get(reverse("children:compare", args=[link.ref])))
    client.post(reverse("children:compare", args=[link.ref]))
    assert "Changed since" not in words(client.get(reverse("children:words", args=[version.ref])))


def test_young_readers_are_asked_again_until_they_agree(client, response, found):
    version = begin(client, response)
    say(client, version, PLAIN, anchor="r1")
    assert not found(version)["Young readers"]
    reader(client, version, agrees="not_yet")
    assert not found(version)["Young readers"]
    passage = Passage.objects.get()
    client.post(reverse("children:change_passage", args=[passage.ref]), {"text": f"{PLAIN} It is free.", "order": "1"})
    assert "ask them again" in words(client.get(reverse("children:version", args=[version.ref])))
    reader(client, version, changed="It is shorter now.")
    assert found(version)["Young readers"]
    client.post(reverse("children:release", args=[version.ref]))
    client.logout()
    page = words(client.get(reverse("children:public", args=[version.ref])))
    assert "4 young people have read this page and said that it is right" in page
    assert "It is shorter now." in page
    assert "We want it shorter" not in page, "what they said is not for the public"


def test_what_does_not_keep_its_limits_goes_out_only_with_a_reason(client, response):
    version = begin(client, response)
    say(client, version, PLAIN)
    page = words(client.get(reverse("children:release", args=[version.ref])))
    assert "It does not keep 2 of the things that it must keep" in page
    client.post(reverse("children:release", args=[version.ref]), {"reason": ""})
    assert public_version(version.ref) is None
    client.post(reverse("children:release", args=[version.ref]), {"reason": "A first page, for the open day."})
    assert public_version(version.ref) is not None
    told = words(client.get(reverse("children:readers", args=[version.ref])))
    assert "A first page, for the open day." in told
    client.post(reverse("children:withdraw", args=[version.ref]), {"reason": "It said too little."})
    assert public_version(version.ref) is None
    assert version.releases.count() == 2
    assert "A first page, for the open day." in words(client.get(reverse("children:readers", args=[version.ref])))


def test_what_is_out_stays_as_it_was_until_it_is_released_again(client, response):
    version = begin(client, response)
    say(client, version, PLAIN, anchor="r1")
    reader(client, version)
    client.post(reverse("children:release", args=[version.ref]))
    passage = Passage.objects.get()
    client.post(reverse("children:change_passage", args=[passage.ref]), {"text": "Half a sentence that", "order": "1"})
    assert version_of(version.about).newer
    client.logout()
    page = words(client.get(reverse("children:public", args=[version.ref])))
    assert "A kind adult will listen to you." in page
    assert "Half a sentence" not in page


def test_where_to_get_help_stands_on_every_page_for_children(client, response):
    version = begin(client, response)
    say(client, version, PLAIN, anchor="r1")
    reader(client, version)
    client.post(reverse("children:release", args=[version.ref]))
    client.logout()
    for page in (reverse("children:public_list"), reverse("children:public", args=[version.ref])):
        told = words(client.get(page))
        assert "Where to get help" in told
        assert "Childline : 0800 1111" in told
        assert "ring 999" in told
