"""The lists of guides, of overlaps and of passages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from paramountcy.web.guidance.guides import reads
from paramountcy.web.guidance.guides.models import Checked, Course, Involved, Kind, OwnerKind
from paramountcy.web.guidance.guides.status import COLOURS, PASSAGE, PASSAGE_COLOURS, STANDING
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day

LONGEST = 160
"""Characters of a passage that a list shows."""


def guides(on: date, topics: Sequence[str]) -> Listing:
    """The list of guides on a day, with the topics to narrow it by."""
    return Listing(
        name="guides",
        one="guide",
        many="guides",
        columns=(
            Column("Title", lambda one: one.title, link=lambda one: _to("guide", one), sort="title"),
            Column("Owner", lambda one: one.owner_name or "", sort="owner_name"),
            Column(
                "Today", lambda one: STANDING[one.standing(on)], tag=lambda one: COLOURS[one.standing(on)],
            ),
            Column("Review due", lambda one: day(one.review_due), sort="review_due"),
            Column("Quality", lambda one: Checked(one.checked or Checked.NONE).label),
            Column("Kind of owner", lambda one: OwnerKind(one.owner_kind).label, sort="owner_kind"),
            Column("For whom", lambda one: one.audience),
            Column("Topics", lambda one: ", ".join(one.topic_list)),
            Column("Text", lambda one: "yes" if one.has_text else "no"),
        ),
        order=("title", "pk"),
        empty="No guide is registered.",
        to_do="Register the guides that people here use: then overlaps, orphans and old ones are seen.",
        filters=(
            Filter(
                "standing", "Guides that are", lambda: list(STANDING.items()),
                lambda rows, value: reads.in_standing(rows, value, on),
            ),
            Filter("owner", "Kind of owner", lambda: OwnerKind.choices, _by_kind),
            Filter(
                "topic", "Topic", lambda: [(one, one) for one in topics],
                lambda rows, value: rows.filter(topics__contains=f"|{value}|"),
            ),
            Filter("quality", "Quality", lambda: Checked.choices, _by_quality),
            Filter("children", "Children", lambda: Involved.choices, lambda rows, value: rows.filter(children=value)),
        ),
    )  # fmt: skip


def _by_quality(rows: Any, value: str) -> Any:
    return rows.filter(checked__isnull=True) if value == Checked.NONE else rows.filter(checked=value)


def _by_kind(rows: Any, value: str) -> Any:
    return rows.filter(owner_kind=value)


def _to(page: str, one: Any) -> str:
    return reverse(f"guides:{page}", args=[one.ref])


OVERLAPS = Listing(
    name="overlaps",
    one="pair of guides",
    many="pairs of guides",
    columns=(
        Column("Newer text", lambda one: one.first_title, link=lambda one: _to("overlap", one), sort="first_title"),
        Column("Is like", lambda one: one.second_title, sort="second_title"),
        Column("Highest likeness, 0 to 1", lambda one: f"{one.highest:.2f}", sort="highest", numeric=True),
        Column("Pairs of passages", lambda one: one.pairs, sort="pairs", numeric=True),
        Column("They are", lambda one: Kind(one.kind).label if one.kind else "not looked at yet"),
        Column("To be done", lambda one: Course(one.course).label if one.course else ""),
    ),
    order=("-highest", "pk"),
    empty="No two guides say alike, as far as their texts are here.",
    to_do="Overlaps are looked for whenever the text of a guide is given.",
    filters=(
        Filter(
            "looked",
            "Pairs that were",
            lambda: [("no", "not looked at yet"), ("yes", "looked at")],
            lambda rows, value: rows.filter(kind__isnull=value == "no"),
        ),
    ),
)

PASSAGES = Listing(
    name="passages",
    one="passage",
    many="passages",
    columns=(
        Column("Passage", lambda one: _short(one.text), link=lambda one: _to("passage", one)),
        Column("Dropped from", lambda one: one.source, sort="source"),
        Column("On", lambda one: day(one.dropped_on), sort="dropped_on"),
        Column(
            "Today",
            lambda one: PASSAGE[reads.state_of(one)],
            tag=lambda one: PASSAGE_COLOURS[reads.state_of(one)],
        ),
        Column("Owner", lambda one: one.owner_name or ""),
    ),
    order=("-dropped_on", "pk"),
    empty="Nothing was dropped from a statutory text, as far as is known here.",
    to_do="Compare the old and the new text of something that was revised, or add a passage by hand.",
    chosen={"state": "orphan"},
    filters=(Filter("state", "Passages that are", lambda: list(PASSAGE.items()), reads.in_state),),
)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"


EXPORTED_PASSAGES = replace(
    PASSAGES, columns=(replace(PASSAGES.columns[0], value=lambda one: one.text), *PASSAGES.columns[1:])
)
"""The same list with the whole passage, as a file holds it."""
