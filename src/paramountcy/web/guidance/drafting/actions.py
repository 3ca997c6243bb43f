"""What is done with guidance in the making: drafts, chapters and versions, what is said of provisions, releases."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.children import actions as children
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.drafting import principles, reads
from paramountcy.web.guidance.drafting.models import (
    Chapter,
    Draft,
    Guidance,
    Particulars,
    Principle,
    Release,
    Version,
)
from paramountcy.web.guidance.drafting.provisions import ERROR

LONGEST_TEXT = 400_000
"""Characters of a chapter, and of an edition that is replaced."""


def today(by: Access) -> date:
    return timezone.localdate(by.at)


def make_guidance(*, by: Access, **said: Any) -> Guidance:
    """A document, with its first draft and the principles that came with the program. `said` are its fields."""
    allowed(by, Duty.RUN_GROUPS)
    by.fetch("group", said["group"].ref, Action.WRITE)
    _not_too_long(said.get("old_text", ""), "old_text")
    with by.change("make guidance") as lines:
        made = Guidance.objects.create(**said)
        Draft.objects.create(guidance=made, number=1, begun_on=today(by))
        for one in principles.standard():
            Principle.objects.create(
                guidance=made, name=one.name, looks_for=one.looks_for, words=one.words, limit=one.limit,
                source=one.source, from_day=today(by),
            )  # fmt: skip
        lines[0] = lines[0].of("guidance", made.ref)
    return made


def change_guidance(*, by: Access, guidance: Guidance, **said: Any) -> Guidance:
    """Change what a document is. What it was stays in its history."""
    by.fetch("guidance", guidance.ref, Action.WRITE)
    _not_too_long(said.get("old_text", ""), "old_text")
    if said.get("circle") and reads.release_of(guidance):
        raise NotDone("It is published: withdraw it before it is kept to a circle.", field="circle")
    with by.change("change guidance", kind="guidance", record=guidance.ref):
        for name, value in said.items():
            setattr(guidance, name, value)
        guidance.save()
        children.keep_as(about=reads.cited(guidance), circle=guidance.circle, group=guidance.group)
    return guidance


def next_draft(*, by: Access, guidance: Guidance, why: str = "") -> Draft:
    """Begin the next draft: what is written from now on is of it. Raises NotDone while the latest is empty."""
    by.fetch("guidance", guidance.ref, Action.WRITE)
    latest = reads.latest_draft(guidance)
    if not latest.versions.exists():
        raise NotDone(f"Nothing is written in draft {latest.number} yet: write in it first.")
    with by.change("begin draft", kind="guidance", record=guidance.ref):
        return Draft.objects.create(guidance=guidance, number=latest.number + 1, begun_on=today(by), why=why)


def add_chapter(*, by: Access, guidance: Guidance, **said: Any) -> Chapter:
    """A chapter. Raises NotDone where its number is taken."""
    by.fetch("guidance", guidance.ref, Action.WRITE)
    if guidance.chapters.filter(number=said["number"]).exists():
        raise NotDone("There is a chapter of that number: give another.", field="number")
    with by.change("add chapter", kind="guidance", record=guidance.ref):
        return Chapter.objects.create(guidance=guidance, **said)


def change_chapter(*, by: Access, chapter: Chapter, **said: Any) -> Chapter:
    by.fetch("chapter", chapter.ref, Action.WRITE)
    taken = chapter.guidance.chapters.filter(number=said.get("number", chapter.number)).exclude(pk=chapter.pk)
    if taken.exists():
        raise NotDone("There is a chapter of that number: give another.", field="number")
    with by.change("change chapter", kind="chapter", record=chapter.ref):
        for name, value in said.items():
            setattr(chapter, name, value)
        chapter.save()
    return chapter


def write(*, by: Access, chapter: Chapter, text: str, why: str = "", after: int | None = None) -> Version:
    """
    A version of a chapter, whole, in the latest draft. `after` is the number of the version that was before the writer.

    Raises NotDone where somebody wrote another meanwhile, or where nothing changed.
    """
    by.fetch("chapter", chapter.ref, Action.WRITE)
    _not_too_long(text, "text")
    latest = reads.latest_version(chapter)
    number = latest.number if latest else 0
    if after is not None and after != number:
        raise NotDone(
            f"Somebody wrote version {number} meanwhile. What you typed is still here: keep a copy of it, open the "
            "chapter anew and write it there.",
            field="text",
        )
    plain = text.replace("\r\n", "\n").strip()
    if latest and plain == latest.text:
        raise NotDone("Nothing in the text has changed.", field="text")
    with by.change("write version", kind="chapter", record=chapter.ref):
        return Version.objects.create(
            chapter=chapter, draft=reads.latest_draft(chapter.guidance), number=number + 1, text=plain, why=why,
            by=by.somebody, at=by.at,
        )  # fmt: skip


def say_of_provision(*, by: Access, chapter: Chapter, sentence: str, **said: Any) -> Particulars:
    """Its law, whom it binds, where, at what age and by when. Raises NotDone for a sentence that is not in the text."""
    by.fetch("chapter", chapter.ref, Action.WRITE)
    found = next((one for one in reads.provisions_of(chapter) if one.sentence == sentence), None)
    if found is None:
        raise NotDone("That sentence is not in the text any more: choose another.", field="sentence")
    with by.change("say of provision", kind="chapter", record=chapter.ref):
        return Particulars.objects.create(
            chapter=chapter, sentence=sentence, paragraph=found.paragraph, by=by.somebody, on=today(by), **said
        )


def add_principle(*, by: Access, guidance: Guidance, **said: Any) -> Principle:
    """A principle that the text is checked against."""
    by.fetch("guidance", guidance.ref, Action.WRITE)
    fault = principles.faults(said["looks_for"], said.get("words", ""), said.get("limit"))
    if fault:
        raise NotDone(fault, field="limit" if "limit" in fault else "words")
    with by.change("add principle", kind="guidance", record=guidance.ref):
        return Principle.objects.create(guidance=guidance, from_day=today(by), **said)


def end_principle(*, by: Access, principle: Principle) -> Principle:
    """A principle that holds no longer from today."""
    by.fetch("guidance", principle.guidance.ref, Action.WRITE)
    with by.change("end principle", kind="guidance", record=principle.guidance.ref):
        principle.to_day = today(by)
        principle.save()
    return principle


def release(*, by: Access, guidance: Guidance, summary: str = "", looked: bool = False, reason: str = "") -> Release:
    """
    Publish the latest draft, whole, in the place of what is published now; the next draft begins.

    Raises NotDone where it is confidential, has no text, has a must without law, or may tell of a child and nobody has
    looked; and, where no version for children is out, without a reason.
    """
    by.fetch("guidance", guidance.ref, Action.WRITE)
    if guidance.circle or guidance.group.circle:
        raise NotDone("It is confidential to a circle: it can't be published.")
    draft = reads.latest_draft(guidance)
    versions = reads.versions_of(guidance, draft)
    if not versions:
        raise NotDone("There is no text yet.")
    lawless = sum(one.fault == ERROR for version in versions for one in reads.provisions_of(version.chapter))
    if lawless:
        raise NotDone(f"{lawless} must without a legal source: give each its law, or write should, before it goes out.")
    if reads.may_tell_of_a_child(versions) and not looked:
        raise NotDone("Something in it may tell who a child is: look at it, and say that you have.", field="looked")
    standing = version_of(reads.cited(guidance))
    if standing.warns and not reason.strip():
        raise NotDone(standing.warns, field="reason")
    with by.change("release guidance", kind="guidance", record=guidance.ref):
        if standing.warns:
            children.go_without(by=by, about=reads.cited(guidance), reason=reason)
        for one in guidance.releases.filter(withdrawn_on__isnull=True):
            one.withdrawn_on, one.withdrawn_why = today(by), "A newer draft took its place."
            one.save()
        made = Release.objects.create(
            guidance=guidance, draft=draft, on=today(by), by=by.somebody, summary=summary,
            warned=bool(standing.warns),
        )  # fmt: skip
        number = (guidance.drafts.aggregate(Max("number"))["number__max"] or 0) + 1
        Draft.objects.create(guidance=guidance, number=number, begun_on=today(by))
    return made


def withdraw(*, by: Access, released: Release, why: str) -> Release:
    """Take what is published off the public page, with the reason, which stands there."""
    by.fetch("guidance", released.guidance.ref, Action.WRITE)
    if released.withdrawn_on:
        raise NotDone("It is withdrawn already.")
    with by.change("withdraw guidance", kind="guidance", record=released.guidance.ref):
        released.withdrawn_on, released.withdrawn_why = today(by), why
        released.save()
    return released


def _not_too_long(text: str, field: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise NotDone(f"It has more than {LONGEST_TEXT:,} characters: part it into chapters.", field=field)
