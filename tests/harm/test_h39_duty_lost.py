"""H39: a duty to children drops out of guidance while it is shortened, or a rule goes out that is nobody's law."""

import random

import pytest

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.guidance.drafting import actions, reads
from paramountcy.web.guidance.drafting.changes import GONE, MOVED_AWAY, changes
from paramountcy.web.guidance.drafting.provisions import MUST, provisions
from tests.web.guidance.conftest import partnership

__all__ = ["partnership"]
WHO = ("Local authorities", "The police", "Schools", "Each integrated care board", "Probation services")
WHAT = ("tell the parents", "meet the child alone", "keep a record", "share what they know", "answer within reason")
LAW = "(Children Act 2004, section 11)"
MUSTS = [f"{who} must {what} {LAW}." for who in WHO for what in WHAT]


@pytest.mark.parametrize("seed", range(40))
def test_a_must_that_went_is_shown_as_gone_however_the_text_was_turned_about(seed):
    chance = random.Random(seed)
    old = chance.sample(MUSTS, 12)
    lost = chance.choice(old)
    new = [one for one in old if one != lost]
    chance.shuffle(new)
    found = changes("\n\n".join(old), "\n\n".join(new))
    pieces = [one for row in found.rows for one in row.pieces]
    assert [one.text for one in pieces if one.kind == GONE] == [lost]
    assert lost not in [one.text for one in pieces if one.kind == MOVED_AWAY]


def test_a_must_softened_to_a_should_is_shown():
    found = changes("1.1 Schools must keep a record.", "1.1 Schools should keep a record.")
    assert [(one.kind, one.text) for one in found.rows[0].pieces if one.kind != "same"] == [
        ("gone", "must"), ("new", "should")
    ]  # fmt: skip


def test_no_must_is_left_out_of_the_list():
    found = provisions("\n\n".join(f"1.{number} {one}" for number, one in enumerate(MUSTS, 1)))
    assert [one.sentence for one in found if one.force == MUST] == MUSTS
    assert all(one.who for one in found)


@pytest.mark.django_db
def test_what_is_nobodys_law_does_not_go_out(partnership):
    by = partnership.asks(partnership.officer)
    guidance = actions.make_guidance(by=by, title="Together", group=partnership.group)
    chapter = actions.add_chapter(by=by, guidance=guidance, number=1, title="First")
    actions.write(by=by, chapter=chapter, text="1.1 Schools must close at noon.")
    with pytest.raises(NotDone, match="1 must without a legal source"):
        actions.release(by=by, guidance=guidance, reason="They will have theirs.")
    assert not reads.public_releases().exists()
