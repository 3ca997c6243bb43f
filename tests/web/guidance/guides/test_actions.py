"""Guides kept to a circle are in no list, overlap, search or public page of others; and texts are compared in goes."""

from datetime import date

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.guidance.guides import actions, examples, likeness, reads
from paramountcy.web.guidance.guides.models import Fate, Guide, Involved, Overlap, OwnerKind, Passage
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 2)
WORDS = "Whooper swans are counted at the weir in the morning, before anybody with a dog is there."


@pytest.fixture
def asks(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def owner(db):
    return organisation("Weir wardens")


def guide(asks, owner, title, **more):
    said = {"owner_kind": OwnerKind.CHARITY, "children": Involved.NO} | more
    return actions.register_guide(by=asks, title=title, owner=owner, **said)


@pytest.fixture
def secret(partnership, asks, owner):
    """A guide that says the same as another, and is kept to a circle in which the officer is not."""
    plain, kept = guide(asks, owner, "Counting swans"), guide(asks, owner, "Counting Whooper swans")
    actions.give_text(by=asks, guide=plain, text=WORDS, on=DAY)
    actions.give_text(by=asks, guide=kept, text=WORDS, on=DAY)
    kept.circle = partnership.circle
    kept.save()
    return kept


def test_a_confidential_guide_is_in_no_list_overlap_search_or_export_of_others(client, partnership, secret):
    assert Overlap.objects.count() == 1
    for who, sees in ((partnership.officer, False), (partnership.outsider, False), (partnership.named, True)):
        client.force_login(who)
        for page in ("guides", "overlaps", "export", "export_overlaps"):
            answer = client.get(reverse(f"guides:{page}"))
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert (b"Whooper" in told) is sees, page
        assert ("Whooper swans" in client.post(reverse("guides:search"), {"words": "Whooper"}, follow=True)
                .content.decode()) is sees  # fmt: skip
        other = Guide.objects.get(title="Counting swans")
        assert ("Whooper" in client.get(reverse("guides:guide", args=[other.ref])).content.decode()) is sees


def test_a_confidential_guide_is_not_public(client, secret):
    secret.published = True
    secret.save()
    assert "Whooper" not in client.get(reverse("guides:public")).content.decode()
    assert client.get(reverse("guides:public_guide", args=[secret.ref])).status_code == 404


def test_what_took_a_guides_place_is_not_told_where_it_is_confidential(client, partnership, secret):
    plain = Guide.objects.get(title="Counting swans")
    plain.superseded_by, plain.published = secret, True
    plain.save()
    secret.published = True
    secret.save()
    client.force_login(partnership.officer)
    assert "Whooper" not in client.get(reverse("guides:guide", args=[plain.ref])).content.decode()
    assert "Whooper" not in client.get(reverse("guides:public_guide", args=[plain.ref])).content.decode()


def test_what_does_not_fit_into_one_go_is_compared_in_the_next(asks, owner, monkeypatch):
    for number in range(3):
        one = guide(asks, owner, f"Guide {number}")
        actions.give_text(by=asks, guide=one, text=WORDS, on=DAY)
    small = {**likeness.numbers(), "most": likeness.Number("most", 2, "passages", "in this test")}
    monkeypatch.setattr(likeness, "numbers", lambda: small)
    last = guide(asks, owner, "The last")
    text = actions.give_text(by=asks, guide=last, text=WORDS, on=DAY)
    found = [Overlap.objects.filter(first=text).count()]
    left = [reads.to_compare(asks, text)]
    while left[-1]:
        actions.compare_on(by=asks, text=text)
        found.append(Overlap.objects.filter(first=text).count())
        left.append(reads.to_compare(asks, text))
    assert (found, left) == ([1, 2, 3], [2, 1, 0])


def test_comparing_again_finds_nothing_twice(asks, owner):
    texts = [actions.give_text(by=asks, guide=guide(asks, owner, f"Guide {one}"), text=WORDS, on=DAY) for one in "ab"]
    texts[1].compared_to = None
    actions.compare_on(by=asks, text=texts[1])
    assert Overlap.objects.count() == 1


def test_two_old_texts_are_too_long_to_compare_in_one_go(asks, monkeypatch):
    small = {**likeness.numbers(), "most": likeness.Number("most", 1, "passages", "in this test")}
    monkeypatch.setattr(likeness, "numbers", lambda: small)
    with pytest.raises(NotDone, match="compare them chapter by chapter"):
        actions.compare_editions(by=asks, title="A book", old=WORDS, new=WORDS, on=DAY)
    assert not Passage.objects.exists()


def test_a_passage_goes_to_a_body_that_is_there(asks, owner):
    passage = actions.add_passage(by=asks, source="A book", text=WORDS, dropped_on=DAY)
    with pytest.raises(NotDone, match="Say which body"):
        actions.hand_over(by=asks, passage=passage, fate=Fate.TAKEN, on=DAY)
    owner.ended_on = date(2026, 1, 1)
    owner.save()
    with pytest.raises(NotDone, match="no more on that day"):
        actions.hand_over(by=asks, passage=passage, fate=Fate.TAKEN, on=DAY, owner=owner)
    with pytest.raises(NotDone, match="Say why"):
        actions.hand_over(by=asks, passage=passage, fate=Fate.NOT_NEEDED, on=DAY, reason="")
    actions.hand_over(by=asks, passage=passage, fate=Fate.NOT_NEEDED, on=DAY, reason="It is law elsewhere now.")
    assert not reads.orphans(asks).exists()


def test_whoever_does_not_run_groups_reads_and_changes_nothing(partnership, secret):
    member = partnership.asks(partnership.member)
    plain = Guide.objects.get(title="Counting swans")
    with pytest.raises(Refusal):
        actions.give_text(by=member, guide=plain, text=WORDS, on=DAY)
    with pytest.raises(Refusal):
        actions.compare_editions(by=member, title="A book", old=WORDS, new=WORDS, on=DAY)


def test_the_examples_have_an_overlap_an_orphan_and_one_past_its_review_date(asks):
    examples.imagine(asks)
    assert Overlap.objects.get().pairs == 2
    assert [one.text.split()[0:4] for one in reads.orphans(asks)] == [["Where", "a", "child", "is"]]
    assert reads.in_standing(reads.guides(asks), "overdue", reads.on_day(asks)).count() == 1
