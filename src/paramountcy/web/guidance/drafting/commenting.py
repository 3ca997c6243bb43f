"""What is done with comments: made, brought in, placed, disposed of, and told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from paramountcy.notes.document import NotRead
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.policy import Verdict
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.drafting import anchors, brought, reads
from paramountcy.web.guidance.drafting.actions import today
from paramountcy.web.guidance.drafting.models import (
    LANDS,
    Chapter,
    Comment,
    Disposition,
    Kind,
    Outcome,
    Told,
    Version,
    Via,
)
from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.groups.policies import groups_of

FOR_MEMBERS = Verdict(False, "Comments are made by members of the group, and by those who run it.")


def may_comment(by: Access, chapter: Chapter) -> Verdict:
    """Whether somebody may comment on a chapter that they may read: members of its group, deputies, and drafters."""
    guidance = chapter.guidance
    member = groups_of(by.who, at=by.at).filter(seat__group=guidance.group_id).exists()
    drafts = by.user is not None and guidance.lead_id == by.user.pk
    return Verdict(True, "") if member or drafts or by.may_do(Duty.RUN_GROUPS) else FOR_MEMBERS


def _let_in(by: Access, chapter: Chapter) -> None:
    by.fetch("chapter", chapter.ref)
    verdict = may_comment(by, chapter)
    if not verdict:
        by.note("comment", verdict, kind="chapter", record=chapter.ref)
        raise Refusal(verdict, kind="chapter", record=chapter.ref)


def comment(*, by: Access, chapter: Chapter, text: str, **said: Any) -> Comment:
    """
    A comment of the one who asks, on quoted words, on a paragraph or on the whole chapter.

    Raises NotDone where the words or the paragraph are not in the text.
    """
    _let_in(by, chapter)
    version = reads.latest_version(chapter)
    said = _anchored(version, **said)
    person = Person.objects.filter(user=by.somebody).first()
    with by.change("comment", kind="chapter", record=chapter.ref):
        return Comment.objects.create(
            chapter=chapter, version=version, text=text, person=person, name=by.somebody.name, by=by.somebody, at=by.at,
            received_on=today(by), organisation=_whence(person, today(by)), **said,
        )  # fmt: skip


def _whence(person: Person | None, on: date) -> str:
    return person.organisation.name_on(on)[:200] if person and person.organisation else ""


def _anchored(version: Version | None, *, paragraph: str = "", quote: str = "", **said: Any) -> dict[str, Any]:
    """The anchor of a comment, as it stands in the text; a paragraph alone is anchored by its own words."""
    if not (paragraph or quote):
        return {**said, "paragraph": "", "quote": ""}
    if version is None:
        raise NotDone("The chapter has no text yet: comment on it as a whole.", field="paragraph")
    chapter = version.chapter.number
    if not quote:
        quote = anchors.quoted_paragraph(version.text, paragraph, chapter)
        if not quote:
            raise NotDone(f"There is no paragraph {paragraph} in the text: look at its numbers.", field="paragraph")
        return {**said, "paragraph": paragraph, "quote": quote}
    place = anchors.find(quote, paragraph, version.text, chapter)
    if place.gone:
        raise NotDone("Those words are not in the text: copy them from it.", field="quote")
    return {**said, "paragraph": place.paragraph, "quote": quote}


def _loosely_anchored(version: Version | None, one: brought.Brought) -> dict[str, str]:
    """The anchor of what came from elsewhere: as far as it is found; its own number and words where it is not."""
    paragraph, quote = one.paragraph[:20], one.quote
    if version is not None:
        chapter = version.chapter.number
        if quote:
            place = anchors.find(quote, paragraph, version.text, chapter)
            paragraph = place.paragraph or paragraph
        elif paragraph:
            quote = anchors.quoted_paragraph(version.text, paragraph, chapter)
    return {"paragraph": paragraph, "quote": quote}


def bring_in(
    *, by: Access, chapter: Chapter, found: Sequence[brought.Brought], via: str, received_on: date,
    name: str = "", organisation: str = "", version: Version | None = None,
) -> list[Comment]:  # fmt: skip
    """
    Comments that came another way, for somebody else. Those that are here already, word for word by the same person on
    the same paragraph, are left out. Raises NotDone where there is nothing new.
    """
    by.fetch("chapter", chapter.ref, Action.WRITE)
    if received_on > today(by):
        raise NotDone("That day is yet to come: give the day they came.", field="received_on")
    version = version or reads.latest_version(chapter)
    here = set(chapter.comments.values_list("name", "paragraph", "text"))
    made = []
    with by.change("bring in comments", kind="chapter", record=chapter.ref):
        for one in found:
            who = one.author or name
            anchor = _loosely_anchored(version, one)
            if (who, anchor["paragraph"], one.text) in here:
                continue
            made.append(
                Comment.objects.create(
                    chapter=chapter, version=version, text=one.text, name=who, organisation=organisation, via=via,
                    received_on=min(one.on or received_on, today(by)), by=by.somebody, at=by.at, **anchor,
                )
            )  # fmt: skip
        if not made:
            raise NotDone("All of them are here already.")
    return made


def from_email(*, by: Access, chapter: Chapter, text: str, **said: Any) -> list[Comment]:
    """Comments pasted from an e-mail. Raises NotDone where none is found."""
    by.fetch("chapter", chapter.ref, Action.WRITE)
    try:
        found = brought.from_email(text)
    except NotRead as wrong:
        raise NotDone(str(wrong), field="text") from wrong
    return bring_in(by=by, chapter=chapter, found=found, via=Via.EMAIL, **said)


def from_word(*, by: Access, chapter: Chapter, content: bytes, **said: Any) -> list[Comment]:
    """The comments of a Word file. Raises NotDone where it can't be read, or holds none."""
    by.fetch("chapter", chapter.ref, Action.WRITE)
    try:
        found = brought.from_word(content)
    except NotRead as wrong:
        text = str(wrong)
        raise NotDone(text[:1].upper() + text[1:], field="file") from wrong
    return bring_in(by=by, chapter=chapter, found=found, via=Via.WORD, **said)


def from_meeting(*, by: Access, chapter: Chapter, meeting: Any, paragraph: str) -> list[Comment]:
    """
    The points under a paragraph of a meeting's notes, each with where it was said. Lines kept to a circle that the one
    who asks is not in are not there; a line that is kept to a circle gives a comment that is kept to it too.
    """
    by.fetch("chapter", chapter.ref, Action.WRITE)
    by.fetch("meeting", meeting.ref)
    lines = reads.lines_under(by, meeting, paragraph)
    if not lines:
        raise NotDone(f"The notes of that meeting have no paragraph {paragraph} that you may see.", field="paragraph")
    here = set(chapter.comments.exclude(source="").values_list("source", flat=True))
    fresh = [one for one in lines if one.cited not in here]
    if not fresh:
        raise NotDone("All of them are here already.")
    version = reads.latest_version(chapter)
    with by.change("bring in comments", kind="chapter", record=chapter.ref):
        return [
            Comment.objects.create(
                chapter=chapter, version=version, text=one.text, name="The group", kind=Kind.CHANGE,
                organisation=meeting.group.name, via=Via.MEETING, source=one.cited, received_on=meeting.day,
                by=by.somebody, at=by.at, circle=one.circle,
            )
            for one in fresh
        ]  # fmt: skip


def place(*, by: Access, comment: Comment, paragraph: str = "", quote: str = "") -> Comment:
    """Anchor a comment, or anchor it anew, in the text as it is now."""
    by.fetch("chapter", comment.chapter.ref, Action.WRITE)
    by.fetch("comment", comment.ref)
    version = reads.latest_version(comment.chapter)
    anchor = _anchored(version, paragraph=paragraph, quote=quote)
    with by.change("place comment", kind="comment", record=comment.ref):
        comment.paragraph, comment.quote, comment.version = anchor["paragraph"], anchor["quote"], version
        comment.save()
    return comment


def dispose(
    *, by: Access, comment: Comment, outcome: str, reason: str, landed_words: str = "",
    duplicate_of: Comment | None = None,
) -> Disposition:  # fmt: skip
    """
    What is decided on a comment. What is accepted says by which words of the text, as it is now, it was met.

    Raises NotDone where those words are not in the text, or where what it repeats is not said or leads back to it.
    """
    by.fetch("chapter", comment.chapter.ref, Action.WRITE)
    by.fetch("comment", comment.ref)
    landed = None
    paragraph = ""
    if outcome == Outcome.DUPLICATE:
        _no_circle(comment, duplicate_of)
    if outcome in LANDS:
        landed = reads.latest_version(comment.chapter)
        if landed is None or not landed_words.strip():
            raise NotDone(
                "Copy the words of the text that met it; write them into the text first.", field="landed_words"
            )
        where = anchors.find(landed_words, "", landed.text, comment.chapter.number)
        if not where.exact:
            raise NotDone("Those words are not in the text as it is now: copy them from it.", field="landed_words")
        paragraph = where.paragraph
    with by.change("dispose of comment", kind="comment", record=comment.ref):
        return Disposition.objects.create(
            comment=comment, outcome=outcome, reason=reason, by=by.somebody, on=today(by), landed_in=landed,
            landed_words=landed_words.strip() if landed else "", landed_paragraph=paragraph,
            duplicate_of=duplicate_of if outcome == Outcome.DUPLICATE else None,
        )  # fmt: skip


def _no_circle(comment: Comment, other: Comment | None) -> None:
    """Raises NotDone where a comment repeats nothing, or itself by way of others."""
    if other is None:
        raise NotDone("Say which comment it is the same as.", field="duplicate_of")
    seen = {comment.pk}
    while other is not None:
        if other.pk in seen:
            raise NotDone("That leads back to this comment: choose another.", field="duplicate_of")
        seen.add(other.pk)
        last = other.dispositions.last()
        other = last.duplicate_of if last else None


def tell(*, by: Access, comment: Comment, on: date, how: str = "") -> Told:
    """Whoever commented was told what became of it. Raises NotDone before anything was decided."""
    by.fetch("chapter", comment.chapter.ref, Action.WRITE)
    by.fetch("comment", comment.ref)
    last = comment.dispositions.last()
    if last is None:
        raise NotDone("Nothing is decided on it yet: there is nothing to tell.")
    if on > today(by):
        raise NotDone("That day is yet to come.", field="on")
    if on < last.on:
        raise NotDone("It was decided after that day.", field="on")
    with by.change("tell of comment", kind="comment", record=comment.ref):
        return Told.objects.create(comment=comment, on=on, how=how, by=by.somebody)
