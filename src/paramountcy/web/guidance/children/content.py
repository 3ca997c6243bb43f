"""The words of a version, as they stand now or as they once went out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from paramountcy.web.guidance.children.models import Media, MediaKind, Version


@dataclass(frozen=True)
class Said:
    """A passage. `picture` is the reference of the passage whose picture it has, "" for none."""

    ref: str
    heading: str
    text: str
    picture: str = ""
    alt: str = ""

    @property
    def paragraphs(self) -> list[str]:
        return [one.strip() for one in self.text.split("\n\n") if one.strip()]


@dataclass(frozen=True)
class Content:
    """All that a reader is given: the passages in order, hard words with what they mean, and other forms."""

    title: str
    passages: tuple[Said, ...]
    hard_words: tuple[tuple[str, str], ...]
    media: tuple[tuple[str, str, str], ...]
    """In what form, its title, its address."""
    changed: tuple[str, ...] = ()
    """What was changed because of young readers, which its readers are told."""

    @property
    def text(self) -> str:
        """Its running text, for measuring: a blank line between passages, headings left out."""
        return "\n\n".join(one.text for one in self.passages)

    @property
    def said(self) -> str:
        """Every word of it that a reader meets, but for what explains the hard ones."""
        return "\n\n".join([self.title, *(f"{one.heading}\n\n{one.text}\n\n{one.alt}" for one in self.passages)])

    @property
    def digest(self) -> str:
        """The SHA-256 of what is read: two versions with the same one say the same."""
        told = [self.title, [[one.heading, one.text, one.alt] for one in self.passages], self.hard_words]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def content_of(version: Version) -> Content:
    """The words of a version as they stand now."""
    passages = version.passages.filter(struck_on__isnull=True).defer("picture")
    words = version.hard_words.filter(ended_on__isnull=True)
    return Content(
        version.title,
        tuple(
            Said(one.ref, one.heading, one.text, one.ref if one.media_type else "", one.alt if one.media_type else "")
            for one in passages
        ),
        tuple((one.word, one.means) for one in words),
        tuple(_medium(one) for one in version.media.filter(ended_on__isnull=True)),
        tuple(one.changed for one in version.reviews.all() if one.changed),
    )


def _medium(one: Media) -> tuple[str, str, str]:
    return MediaKind(one.kind).label, one.title, one.address


def from_data(told: Mapping[str, Any]) -> Content:
    """The words that once went out."""
    passages: Sequence[Mapping[str, str]] = told.get("passages", ())
    return Content(
        told.get("title", ""),
        tuple(Said(**one) for one in passages),
        tuple((word, means) for word, means in told.get("hard_words", ())),
        tuple((form, title, address) for form, title, address in told.get("media", ())),
        tuple(told.get("changed", ())),
    )
