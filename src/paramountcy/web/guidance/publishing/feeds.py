"""The register as feeds: Atom (RFC 4287), with what was withdrawn (RFC 6721), and JSON Feed 1.1."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from xml.etree import ElementTree

from paramountcy.web.guidance.groups.publishing_registry import Published, Source

ATOM, TOMBSTONES = "http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0"
MOST = 100
"""Entries of a feed."""
TITLE = "What this partnership publishes"
Rows = Sequence[tuple[Source, Published]]
Whole = Callable[[str], str]


def atom(rows: Rows, withdrawn: Rows, *, here: str, at: datetime, entry: Whole) -> bytes:
    """The feed in Atom. `entry` gives the whole address, which stays, of what is cited as `kind/reference`."""
    ElementTree.register_namespace("", ATOM)
    ElementTree.register_namespace("at", TOMBSTONES)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    days = [one.published_on for _, one in rows] + [one.withdrawn_on for _, one in withdrawn if one.withdrawn_on]
    _add(feed, "title", TITLE)
    _add(feed, "id", here)
    _add(feed, "updated", _moment(max(days)) if days else at.astimezone(UTC).isoformat(timespec="seconds"))
    _add(feed, "link", rel="self", href=here)
    author = _add(feed, "author")
    _add(author, "name", "The partnership")
    for source, one in rows[:MOST]:
        made = _add(feed, "entry")
        _add(made, "title", ("Draft: " if one.draft else "") + one.title)
        _add(made, "id", entry(f"{source.kind}/{one.ref}"))
        _add(made, "link", href=entry(f"{source.kind}/{one.ref}"))
        _add(made, "updated", _moment(one.published_on))
        _add(made, "category", term=source.kind, label=source.words)
        _add(made, "summary", summary(source, one))
    for source, one in withdrawn[:MOST]:
        gone = ElementTree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry")
        gone.set("ref", entry(f"{source.kind}/{one.ref}"))
        gone.set("when", _moment(one.withdrawn_on or one.published_on))
        ElementTree.SubElement(gone, f"{{{TOMBSTONES}}}comment").text = clean(one.reason)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def as_json(rows: Rows, withdrawn: Rows, *, here: str, home: str, entry: Whole) -> dict[str, Any]:
    """The feed as JSON. Days are ISO 8601; what was withdrawn stands in `_withdrawn`."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "home_page_url": home,
        "feed_url": here,
        "language": "en-GB",
        "items": [
            {
                "id": entry(f"{source.kind}/{one.ref}"),
                "url": entry(f"{source.kind}/{one.ref}"),
                "title": ("Draft: " if one.draft else "") + one.title,
                "content_text": summary(source, one),
                "date_published": _moment(one.published_on),
                "tags": [source.words],
                "_dates": {"of": _iso(one.of_day), "agreed": _iso(one.agreed_on), "published": _iso(one.published_on)},
            }
            for source, one in rows[:MOST]
        ],
        "_withdrawn": [
            {"id": entry(f"{source.kind}/{one.ref}"), "on": _iso(one.withdrawn_on), "reason": one.reason}
            for source, one in withdrawn[:MOST]
        ],
    }


def summary(source: Source, one: Published) -> str:
    """What it is, whose, and its days, in words."""
    parts = [source.words + (f" of {one.group}" if one.group else "")]
    parts += [f"of {_words(one.of_day)}"] if one.of_day else []
    parts += [f"agreed on {_words(one.agreed_on)}"] if one.agreed_on else []
    parts += ["a draft that is not agreed"] if one.draft else []
    return ", ".join([*parts, f"published on {_words(one.published_on)}"]) + "."


def clean(text: str) -> str:
    """A text without what XML can't hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _add(to: Any, name: str, text: str = "", **attributes: str) -> Any:
    made = ElementTree.SubElement(to, f"{{{ATOM}}}{name}", attributes)
    if text:
        made.text = clean(text)
    return made


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _words(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
