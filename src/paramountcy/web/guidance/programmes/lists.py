"""The lists of programmes and of events."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.programmes.models import EventKind, Outlook
from paramountcy.web.guidance.programmes.status import OUTLOOK_COLOURS
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day


def _to(page: str, one: Any) -> str:
    return reverse(f"programmes:{page}", args=[one.ref])


def _flags(one: Any) -> str:
    return f"{one.flags} to look at" if one.flags else "nothing"


def _flag_colour(one: Any) -> str:
    return "red" if one.flags else "grey"


def _narrow_flags(rows: Any, value: str) -> Any:
    return rows.filter(flags__gt=0) if value == "yes" else rows.filter(flags=0)


WITH_FLAGS = Filter(
    "flags", "With something to look at", lambda: [("yes", "something"), ("no", "nothing")], _narrow_flags
)

PROGRAMMES = Listing(
    name="programmes",
    one="programme",
    many="programmes",
    columns=(
        Column("Title", lambda one: one.title, link=lambda one: _to("programme", one), sort="title"),
        Column("Answers to", lambda one: one.group.name, sort="group__name"),
        Column("From", lambda one: day(one.from_day), sort="from_day"),
        Column("To", lambda one: day(one.to_day), sort="to_day"),
        Column("After changed events", _flags, tag=_flag_colour),
        Column("Public", lambda one: "yes" if one.published else "no"),
    ),
    order=("title", "pk"),
    empty="No programme that you may see.",
    to_do="Set one up for work that two bodies or more do together.",
    filters=(
        WITH_FLAGS,
        Filter(
            "over", "Programmes that are", lambda: [("no", "without a last day"), ("yes", "with a last day")],
            lambda rows, value: rows.filter(Q(to_day__isnull=value == "no")),
        ),
    ),
)  # fmt: skip


def of(groups: Sequence[Group]) -> Listing:
    """The list, with a filter by the groups that the one who asks may know of."""
    choices = [(one.ref, one.name) for one in groups]
    by_group = Filter("group", "Group", lambda: choices, lambda rows, value: rows.filter(group__ref=value))
    return replace(PROGRAMMES, filters=(*PROGRAMMES.filters, by_group))


EVENTS = Listing(
    name="events",
    one="event",
    many="events",
    columns=(
        Column("Event", lambda one: one.title, link=lambda one: _to("event", one), sort="title"),
        Column("Kind", lambda one: EventKind(one.kind).label, sort="kind"),
        Column("It is", lambda one: Outlook(one.outlook).label, tag=lambda one: OUTLOOK_COLOURS[one.outlook],
               sort="outlook"),
        Column("For", lambda one: day(one.expected_on), sort="expected_on"),
        Column("As of", lambda one: day(one.as_of), sort="as_of"),
        Column("What depends on it", _flags, tag=_flag_colour),
    ),
    order=("expected_on", "title", "pk"),
    empty="No event is noted.",
    to_do="Note what your work waits for outside it: a Bill, an election, a budget.",
    filters=(
        WITH_FLAGS,
        Filter("kind", "Kind", lambda: EventKind.choices, lambda rows, value: rows.filter(kind=value)),
    ),
)  # fmt: skip
