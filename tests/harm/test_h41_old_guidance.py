"""H41: somebody works by guidance that is no longer right, or that nobody looks after. Every page of it says so."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.guidance.guides import actions, reads
from paramountcy.web.guidance.guides.models import Fate, Involved, OwnerKind
from paramountcy.web.guidance.guides.status import NOT_CURRENT
from tests.web.guidance.conftest import organisation, partnership

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 2)
__all__ = ["partnership"]


@pytest.fixture
def asks(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def guide(asks):
    return actions.register_guide(
        by=asks, title="Bruises in babies", owner=organisation("College"), published=True, children=Involved.NO,
        owner_kind=OwnerKind.PRACTITIONERS, review_due=reads.on_day(asks) + timedelta(days=30),
    )  # fmt: skip


def pages(client, partnership, guide):
    """What everybody, and somebody at work, is told of a guide: its own pages and what the lists call current."""
    client.logout()
    told = [client.get(reverse("guides:public_guide", args=[guide.ref])).content.decode()]
    current = [client.get(reverse("guides:public")).content.decode().partition("Not current")[0]]
    client.force_login(partnership.member)
    told.append(client.get(reverse("guides:guide", args=[guide.ref])).content.decode())
    current.append(client.get(reverse("guides:guides"), {"standing": "current"}).content.decode())
    return told, current


def test_a_guide_within_its_review_date_is_current(client, partnership, guide):
    told, current = pages(client, partnership, guide)
    assert all("Current" in one for one in told)
    assert all(guide.title in one for one in current)


@pytest.mark.parametrize("why", ["overdue", "no review", "superseded"])
def test_a_guide_that_is_not_current_says_so_on_every_page_and_is_in_no_list_of_current_ones(
    client, partnership, asks, guide, why
):
    newer = actions.register_guide(
        by=asks, title="Bruising", owner=guide.owner, owner_kind=OwnerKind.PRACTITIONERS, children=Involved.NO
    )
    guide.review_due = {"overdue": reads.on_day(asks) - timedelta(days=1), "no review": None}.get(why, guide.review_due)
    guide.superseded_by = newer if why == "superseded" else None
    guide.save()
    told, current = pages(client, partnership, guide)
    assert all(NOT_CURRENT[why] in one for one in told)
    assert all(guide.title not in one for one in current)


def test_a_guide_that_was_withdrawn_leaves_the_public_register(client, asks, guide):
    actions.withdraw(by=asks, guide=guide, on=DAY, reason="The evidence changed.")
    assert client.get(reverse("guides:public_guide", args=[guide.ref])).status_code == 404


def test_practice_that_nobody_owns_any_more_is_seen(asks, guide):
    passage = actions.add_passage(by=asks, source="Chapter 4", text="Look at the whole child.", dropped_on=DAY)
    assert passage in reads.orphans(asks)
    actions.hand_over(by=asks, passage=passage, fate=Fate.TAKEN, guide=guide, on=DAY)
    assert passage not in reads.orphans(asks)
    actions.withdraw(by=asks, guide=guide, on=DAY, reason="The evidence changed.")
    assert passage in reads.orphans(asks)


def test_two_guides_that_contradict_each_other_are_not_both_kept(asks, guide):
    words = "Ring the hospital at once where a baby who can’t crawl has a bruise, however small it is."
    other = actions.register_guide(
        by=asks, title="Bruising", owner=guide.owner, owner_kind=OwnerKind.PRACTITIONERS, children=Involved.NO
    )
    actions.give_text(by=asks, guide=guide, text=words, on=DAY)
    actions.give_text(by=asks, guide=other, text=words.replace("at once", "tomorrow"), on=DAY)
    overlap = reads.overlaps(asks).get()
    with pytest.raises(NotDone, match="can’t both be followed"):
        actions.judge(by=asks, overlap=overlap, kind="contradict", course="keep", reason="Two owners, two guides.")
