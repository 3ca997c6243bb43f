"""What is done with practice guidance: registered, checked, compared, superseded; and passages handed over."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from paramountcy.notes.document import LARGEST, NotRead
from paramountcy.notes.reading import read_bytes
from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.guides import likeness, reads
from paramountcy.web.guidance.guides.models import (
    Alike,
    Comparison,
    Course,
    Fate,
    Guide,
    HandOver,
    Judgement,
    Overlap,
    Passage,
    Quality,
    Text,
)
from paramountcy.web.guidance.guides.status import EVENT

LONGEST = 500_000
"""Characters of a text that is registered or compared: a hundred and fifty pages."""
FILE = LARGEST


def register_guide(*, by: Access, **said: Any) -> Guide:
    """A guide in the register. `said` are its fields."""
    allowed(by, Duty.RUN_GROUPS)
    _in_order(said)
    with by.change("register guide") as lines:
        made = Guide.objects.create(**said)
        lines[0] = lines[0].of("guide", made.ref)
    return made


def change_guide(*, by: Access, guide: Guide, **said: Any) -> Guide:
    """Change what is known of a guide. What was known stays in its history."""
    _in_order({"issued_on": guide.issued_on, "review_due": guide.review_due, **said})
    return _changed(by, "change guide", guide, said)


def supersede(*, by: Access, guide: Guide, superseded_by: Guide) -> Guide:
    """Another guide took its place. Raises NotDone where that would go round in a circle."""
    after: Guide | None = superseded_by
    while after is not None:
        if after == guide:
            raise NotDone("A guide can’t take its own place, nor that of one which took its.", field="superseded_by")
        after = after.superseded_by
    by.fetch("guide", superseded_by.ref)
    return _changed(by, "supersede guide", guide, {"superseded_by": superseded_by})


def withdraw(*, by: Access, guide: Guide, on: date, reason: str) -> Guide:
    """Its owner took it back. Passages that it had are orphans again, where nothing took its place."""
    return _changed(
        by, "withdraw guide", guide, {"withdrawn_on": on, "withdrawn_because": with_reason(reason), "published": False}
    )


def note_quality(*, by: Access, guide: Guide, **said: Any) -> Quality:
    """A step of its quality assurance; those before stay."""
    if said["on"] > reads.on_day(by):
        raise NotDone("That day is still to come: give the day on which it was done.", field="on")
    with _write(by, "note quality", guide):
        return Quality.objects.create(guide=guide, by=by.user, **said)


def words_in(content: bytes, name: str) -> str:
    """The text in a file, its paragraphs parted by empty lines. Raises NotDone with a sentence."""
    try:
        document = read_bytes(content, name)
    except NotRead as wrong:
        raise NotDone(f"The file was not read: {wrong}", field="file") from wrong
    return "".join(("\n\n" if one.gap else "\n") + one.text for one in document.blocks).strip()


def give_text(*, by: Access, guide: Guide, text: str, on: date) -> Text:
    """The text of a guide from a day on. It is compared with the others' texts at once, as far as one go takes."""
    by.fetch("guide", guide.ref, Action.WRITE)
    words = _plain(text, "text")
    found = _look(guide, words, None)
    with by.change("give text", kind="guide", record=guide.ref):
        made = Text.objects.create(
            guide=guide, text=words, on=on, digest=sha256(words.encode()).hexdigest(), by=by.user,
            compared_to=found.reached,
        )  # fmt: skip
        _keep(made, found)
    return made


def compare_on(*, by: Access, text: Text) -> Text:
    """Compare a text with those that it was not compared with yet, as far as one go takes."""
    by.fetch("guide", text.guide.ref, Action.WRITE)
    found = _look(text.guide, text.text, text.pk if text.compared_to is None else text.compared_to)
    with by.change("compare texts", kind="guide", record=text.guide.ref):
        _keep(text, found)
        text.compared_to = found.reached
        text.save()
    return text


def judge(*, by: Access, overlap: Overlap, reason: str, **said: Any) -> Judgement:
    """What two guides that are alike are to each other, and what is to be done: a person says it, having read both."""
    told = with_reason(reason)
    by.fetch("overlap", overlap.ref, Action.WRITE)
    if said["kind"] == "contradict" and said["course"] == Course.KEEP:
        raise NotDone(
            "Two guides that contradict each other can’t both be followed: merge them, or let one point to the other.",
            field="course",
        )
    with by.change("judge overlap", kind="overlap", record=overlap.ref):
        return Judgement.objects.create(overlap=overlap, reason=told, **{"on": reads.on_day(by), "by": by.user, **said})


def compare_editions(
    *, by: Access, title: str, old: str, new: str, on: date, circle: Circle | None = None
) -> Comparison:
    """An old and a new statutory text: each passage that the new one has nothing alike to is dropped, and an orphan."""
    allowed(by, Duty.RUN_GROUPS)
    before, after = _plain(old, "old"), _plain(new, "new")
    pieces = [*likeness.pieces(before), *likeness.pieces(after)]
    if len(pieces) > likeness.number("most"):
        most = int(likeness.number("most"))
        raise NotDone(f"Together they have more than {most:,} passages: compare them chapter by chapter.", field="old")
    with by.change("compare editions") as lines:
        made = Comparison.objects.create(
            title=title, old=before, new=after, on=on, threshold=likeness.number("same"), by=by.user, circle=circle
        )
        for one in likeness.dropped(before, after):
            Passage.objects.create(source=title, text=one.text, dropped_on=on, comparison=made, circle=circle)
        lines[0] = lines[0].of("comparison", made.ref)
    return made


def add_passage(*, by: Access, **said: Any) -> Passage:
    """A passage that was dropped from a statutory text, entered by hand. It is an orphan until somebody takes it on."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("add passage") as lines:
        made = Passage.objects.create(**said)
        lines[0] = lines[0].of("passage", made.ref)
    return made


def hand_over(*, by: Access, passage: Passage, fate: str, on: date, **said: Any) -> HandOver:
    """One step of a passage to a new owner. Raises NotDone where the owner or the reason is missing."""
    by.fetch("passage", passage.ref, Action.WRITE)
    owner, guide = said.get("owner"), said.get("guide")
    if guide and not owner:
        owner = guide.owner
    if fate in (Fate.OFFERED, Fate.TAKEN) and owner is None:
        raise NotDone("Say which body.", field="owner")
    if fate == Fate.TAKEN and owner and owner.ended_on and owner.ended_on <= on:
        raise NotDone("That body was no more on that day: choose what took its place.", field="owner")
    if guide and guide.owner != owner:
        raise NotDone("That guide is another body’s.", field="guide")
    if fate in (Fate.NOT_NEEDED, Fate.GIVEN_BACK):
        said["reason"] = with_reason(said.get("reason", ""))
        owner = guide = None
    with by.change(EVENT[fate], kind="passage", record=passage.ref):
        return HandOver.objects.create(
            passage=passage, fate=fate, on=on, by=by.user, **{**said, "owner": owner, "guide": guide}
        )


@dataclass(frozen=True)
class _Found:
    """What one go of comparing found: the passages of the new text and of the others, and the pairs by other text."""

    ours: list[likeness.Piece]
    others: list[tuple[Text, likeness.Piece]]
    pairs: dict[int, list[likeness.Pair]]
    reached: int


def _look(guide: Guide, words: str, below: int | None) -> _Found:
    """
    Compare a text with the others that count, newest first, until one go is full; `reached` is where it stopped, 0
    where it came to the end. It is worked out before anything is written, so that nobody waits for it.
    """
    most = int(likeness.number("most"))
    ours = list(likeness.pieces(words))[: most // 2]
    rows = reads.latest_texts().exclude(guide=guide)
    others: list[tuple[Text, likeness.Piece]] = []
    reached = 0
    for other in (rows if below is None else rows.filter(pk__lt=below)).order_by("-pk").iterator(chunk_size=20):
        theirs = list(likeness.pieces(other.text))[: most // 2]
        if others and len(ours) + len(others) + len(theirs) > most:
            reached = others[-1][0].pk
            break
        others += [(other, one) for one in theirs]
    pairs: dict[int, list[likeness.Pair]] = {}
    least = likeness.number("overlap")
    for pair in likeness.alike([one.text for one in ours], [one.text for _, one in others], least=least):
        pairs.setdefault(others[pair.second][0].pk, []).append(pair)
    return _Found(ours, others, pairs, reached)


def _keep(text: Text, found: _Found) -> None:
    """Keep the pairs that are alike, text by text: the most alike of each."""
    texts = {other.pk: other for other, _ in found.others}
    known = set(Overlap.objects.filter(first=text).values_list("second", flat=True))
    for key, pairs in found.pairs.items():
        if key in known:
            continue
        made = Overlap.objects.create(
            first=text, second=texts[key], highest=pairs[0].likeness, pairs=len(pairs),
            threshold=likeness.number("overlap"),
        )  # fmt: skip
        for pair in pairs[: int(likeness.number("shown"))]:
            mine, theirs = found.ours[pair.first], found.others[pair.second][1]
            Alike.objects.create(
                overlap=made, first_start=mine.start, first_end=mine.end, second_start=theirs.start,
                second_end=theirs.end, likeness=pair.likeness,
            )  # fmt: skip


def _plain(text: str, field: str) -> str:
    """A text with plain line ends, without what no database takes. Raises NotDone where it is empty or too long."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if not plain:
        raise NotDone("There is no text: paste it, or give a file.", field=field)
    if len(plain) > LONGEST:
        raise NotDone(f"It is longer than {LONGEST:,} characters: give it chapter by chapter.", field=field)
    return plain


def _in_order(said: dict[str, Any]) -> None:
    issued, review = said.get("issued_on"), said.get("review_due")
    if issued and review and review <= issued:
        raise NotDone("Its review is due after it was issued: give a later day.", field="review_due")


def _write(by: Access, verb: str, guide: Guide) -> Any:
    by.fetch("guide", guide.ref, Action.WRITE)
    return by.change(verb, kind="guide", record=guide.ref)


def _changed(by: Access, verb: str, guide: Guide, said: dict[str, Any]) -> Guide:
    with _write(by, verb, guide):
        for name, value in said.items():
            setattr(guide, name, value)
        guide.save()
    return guide
