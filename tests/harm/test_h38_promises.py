"""H38: a promise is taken for help: an account for a position, what was done for what helped; a refusal is lost."""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.recommendations import actions, examples, reads
from paramountcy.web.guidance.recommendations.models import Position
from paramountcy.web.kit.models import Untracked
from tests.web.conftest import audit_folder, place
from tests.web.guidance.conftest import partnership
from tests.web.guidance.worlds.recommendations import DAY

pytestmark = pytest.mark.django_db
__all__ = ["audit_folder", "partnership", "place"]
SAID = {"force": "published", "on": DAY, "link": "https://example.org/accepted"}


@pytest.fixture
def by(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def one(by):
    report = actions.make_report(by=by, title="A review", source="inspection", on=DAY)
    return actions.add_recommendation(by=by, report=report, number="1", text="Help sooner.")


@pytest.mark.parametrize("claimant", ["press", "account", "minister"])
def test_what_others_say_and_link_to_makes_no_position(by, one, claimant):
    actions.take_position(by=by, recommendation=one, value="accept", claimant=claimant, claimed_by="A paper", **SAID)
    assert reads.known_position(one) is None
    actions.claim_of_whole(by=by, report=one.report, says="All were accepted.", claimed_by="A paper", on=DAY)
    actions.claim_progress(by=by, recommendation=one, claim="done", claimed_by="A paper", on=DAY, link=SAID["link"])
    assert reads.known_position(one) is None


def test_done_is_never_shown_as_having_helped(by, one, client, partnership):
    actions.claim_progress(by=by, recommendation=one, claim="done", claimed_by="The board", on=DAY)
    client.force_login(partnership.officer)
    page = client.get(reverse("recommendations:recommendation", args=[one.ref])).content.decode()
    assert "No evidence of effect is known here. That something was done is no such evidence." in page
    assert "assessed by nobody" in page


def test_a_refusal_can_be_neither_changed_away_nor_removed(by, one):
    row = actions.take_position(
        by=by,
        recommendation=one,
        value="not_accept",
        claimant="body",
        claimed_by="The board",
        reason="No money.",
        **SAID,
    )
    actions.take_position(by=by, recommendation=one, value="accept", claimant="body", claimed_by="The board", **SAID)
    with pytest.raises(Untracked):
        row.delete()
    with pytest.raises(Untracked):
        Position.objects.filter(pk=row.pk).update(value="accept")
    assert [each.value for each in reads.history(one, public=True)] == ["not_accept", "accept"]


def test_of_the_example_nothing_is_made_up(by):
    report = examples.munro(by)
    known = {each.number for each in report.recommendations.all() if reads.known_position(each)}
    assert known == {"1", "2", "4", "7", "8", "10"}, "of the others no position of the body was seen"
    assert all(each.mark for each in Position.objects.all())
