"""What is done with a version for children: written, tied to the adult text, read by young people, released."""

from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.children.adult import AdultText, adult_text, holds
from paramountcy.web.guidance.children.checks import checks
from paramountcy.web.guidance.children.content import content_of
from paramountcy.web.guidance.children.models import (
    HardWord,
    Link,
    Media,
    Passage,
    Release,
    ReleaseState,
    Review,
    Version,
    Without,
)
from paramountcy.web.guidance.children.pictures import NotAPicture, bare_picture
from paramountcy.web.guidance.children.reads import KIND, released
from paramountcy.web.guidance.children.wording import hard_words_in, limits
from paramountcy.web.guidance.groups.models import Circle, Group


def make(*, by: Access, about: str, adult: AdultText | None = None, **said: Any) -> Version:
    """A version of what is cited, kept to whom its adult text is kept to. Its limits are those of its readers' age."""
    allowed(by, Duty.RUN_GROUPS)
    limit = limits()[said["band"]]
    said = {"reading_age_most": limit.reading_age, "sentence_most": limit.longest_sentence, **said}
    with by.change("make children's version") as lines:
        of = {"circle": adult.circle, "group": adult.group} if adult else {}
        made = Version.objects.create(about=about, **of, **said)
        lines[0] = lines[0].of(KIND, made.ref)
    return made


def change(*, by: Access, version: Version, **said: Any) -> Version:
    by.fetch(KIND, version.ref, Action.WRITE)
    with by.change("change children's version", kind=KIND, record=version.ref):
        _set(version, said)
    return version


def keep_as(*, about: str, circle: Circle | None, group: Group | None) -> None:
    """
    The versions of an adult text follow it when it is kept to a circle, or no longer. For the room of the adult text,
    inside its own change, which it has asked for.
    """
    for version in Version.objects.filter(about=about):
        _set(version, {"circle": circle, "group": group})


def add_passage(
    *, by: Access, version: Version, text: str, heading: str = "", order: int | None = None, anchor: str = ""
) -> Passage:
    """A passage, at the end unless its place is given; tied to a part of the adult text, where one is named."""
    by.fetch(KIND, version.ref, Action.WRITE)
    last = version.passages.order_by("order").last()
    place = order if order is not None else (last.order + 1 if last else 1)
    with by.change("add passage", kind=KIND, record=version.ref):
        made = Passage.objects.create(version=version, order=place, heading=heading, text=text)
        if anchor:
            _tie(by, made, anchor, "")
    return made


def change_passage(*, by: Access, passage: Passage, **said: Any) -> Passage:
    return _changed(by, passage.version, "change passage", passage, said)


def strike_passage(*, by: Access, passage: Passage) -> Passage:
    """Take a passage out. What it said stays in its history, and in what was released."""
    return _changed(by, passage.version, "take out passage", passage, {"struck_on": _today(by)})


def set_picture(*, by: Access, passage: Passage, content: bytes, alt: str) -> Passage:
    """A picture with what it shows. Raises NotDone for a file that is none."""
    by.fetch(KIND, passage.version.ref, Action.WRITE)
    try:
        picture, media_type = bare_picture(content)
    except NotAPicture as wrong:
        raise NotDone(str(wrong), field="file") from wrong
    said = {"picture": picture, "media_type": media_type, "alt": alt}
    return _changed(by, passage.version, "set picture", passage, said)


def tie(*, by: Access, passage: Passage, anchor: str, quote: str = "") -> Link:
    """That a passage says what a part of the adult text says. Raises NotDone for a quotation that is not in it."""
    by.fetch(KIND, passage.version.ref, Action.WRITE)
    with by.change("tie passage", kind=KIND, record=passage.version.ref):
        return _tie(by, passage, anchor, quote)


def _tie(by: Access, passage: Passage, anchor: str, quote: str) -> Link:
    adult = adult_text(by, passage.version.about)
    part = adult.part(anchor) if adult else None
    if part is None:
        raise NotDone("The adult text has no such part: choose one of the list.", field="anchor")
    if quote and not holds(part.text, quote):
        raise NotDone("Those words are not in that part of the adult text: copy them from it.", field="quote")
    if passage.links.filter(anchor=anchor, ended_on__isnull=True).exists():
        raise NotDone("They are tied already.", field="anchor")
    return Link.objects.create(passage=passage, anchor=anchor, quote=quote, was=part.text)


def untie(*, by: Access, link: Link) -> Link:
    return _changed(by, link.passage.version, "untie passage", link, {"ended_on": _today(by)})


def compared(*, by: Access, link: Link) -> Link:
    """Somebody compared a passage with the adult words as they stand now: it is not outdated any more."""
    by.fetch(KIND, link.passage.version.ref, Action.WRITE)
    adult = adult_text(by, link.passage.version.about)
    part = adult.part(link.anchor) if adult else None
    if part is None:
        raise NotDone("The adult text has this part no longer: untie the passage, and change or take it out.")
    quote = link.quote if holds(part.text, link.quote) else ""
    return _changed(by, link.passage.version, "compare passage", link, {"was": part.text, "quote": quote})


def explain(*, by: Access, version: Version, word: str, means: str) -> HardWord:
    """A hard word and what it means."""
    by.fetch(KIND, version.ref, Action.WRITE)
    if version.hard_words.filter(word__iexact=word, ended_on__isnull=True).exists():
        raise NotDone("That word is explained already.", field="word")
    with by.change("explain word", kind=KIND, record=version.ref):
        return HardWord.objects.create(version=version, word=word, means=means)


def explain_known(*, by: Access, version: Version) -> int:
    """Explain each hard word of the text that this field has an explanation for already. Returns how many."""
    by.fetch(KIND, version.ref, Action.WRITE)
    there = {one.word.casefold() for one in version.hard_words.filter(ended_on__isnull=True)}
    new = [one for one in hard_words_in(content_of(version).said) if one.word.casefold() not in there]
    with by.change("explain words", kind=KIND, record=version.ref):
        for one in new:
            HardWord.objects.create(version=version, word=one.word, means=one.means)
    return len(new)


def end_word(*, by: Access, word: HardWord) -> HardWord:
    return _changed(by, word.version, "take out word", word, {"ended_on": _today(by)})


def add_media(*, by: Access, version: Version, **said: Any) -> Media:
    """The same in another form, which lies elsewhere."""
    by.fetch(KIND, version.ref, Action.WRITE)
    with by.change("add other form", kind=KIND, record=version.ref):
        return Media.objects.create(version=version, **said)


def end_media(*, by: Access, media: Media) -> Media:
    return _changed(by, media.version, "take out other form", media, {"ended_on": _today(by)})


def add_review(*, by: Access, version: Version, **said: Any) -> Review:
    """What young readers said of the text as it stands now."""
    by.fetch(KIND, version.ref, Action.WRITE)
    with by.change("note young readers", kind=KIND, record=version.ref):
        return Review.objects.create(version=version, digest=content_of(version).digest, **said)


def say_changed(*, by: Access, review: Review, changed: str) -> Review:
    """What was changed because of what young readers said."""
    return _changed(by, review.version, "say what changed", review, {"changed": changed})


def release(*, by: Access, version: Version, reason: str = "") -> Release:
    """
    Let a version out as it stands. Raises NotDone where it is kept to a circle, or may tell who a child is; and, unless
    a reason is typed, where it does not keep what it must.
    """
    by.fetch(KIND, version.ref, Action.WRITE)
    allowed(by, Duty.RUN_GROUPS)
    if version.circle_id or (version.group and version.group.circle_id):
        raise NotDone("It is kept to a circle of names, so nothing of it can be public.")
    content = content_of(version)
    if not content.passages:
        raise NotDone("It has no passage yet.")
    unmet = [one for one in checks(version, adult_text(by, version.about)) if not one.met]
    known = next((one for one in unmet if one.name == "Nobody can be known"), None)
    if known:
        raise NotDone(known.says)
    why = with_reason(reason) if unmet else reason.strip()
    with by.change("release children's version", kind=KIND, record=version.ref, reason=why):
        return Release.objects.create(
            version=version, state=ReleaseState.RELEASED, at=by.at, by=by.somebody, why=why,
            content=content.as_data(), digest=content.digest,
        )  # fmt: skip


def withdraw(*, by: Access, version: Version, reason: str) -> Release:
    """Take a version back. What went out stays in its history."""
    by.fetch(KIND, version.ref, Action.WRITE)
    if not released(version):
        raise NotDone("It is not out.")
    why = with_reason(reason)
    with by.change("withdraw children's version", kind=KIND, record=version.ref, reason=why):
        return Release.objects.create(version=version, state=ReleaseState.WITHDRAWN, at=by.at, by=by.somebody, why=why)


def go_without(*, by: Access, about: str, reason: str) -> Without:
    """
    That an adult text goes out with no version for children beside it. For the room that publishes it, inside its own
    change. Raises NotDone without a reason.
    """
    why = with_reason(reason)
    return Without.objects.create(about=about, at=by.at, by=by.somebody, reason=why)


def _today(by: Access) -> date:
    return timezone.localdate(by.at)


def _set(row: Any, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    row.save()


def _changed(by: Access, version: Version, verb: str, row: Any, said: dict[str, Any]) -> Any:
    """Change a row of a version."""
    by.fetch(KIND, version.ref, Action.WRITE)
    with by.change(verb, kind=KIND, record=version.ref):
        _set(row, said)
    return row
