"""The lists of groups, and the rooms that a group's page leads to."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from paramountcy.web.guidance.groups.models import Group, GroupKind, Sector
from paramountcy.web.kit.dates import MONTHS
from paramountcy.web.kit.lists import Column, Filter, Listing

GROUP_FIELDS = (
    "name", "short", "kind", "purpose", "parent", "decides", "quorum", "silence_days", "publishes", "circle",
    "from_day", "to_day",
)  # fmt: skip
ROOMS: list[tuple[str, str, Callable[[Group], str]]] = []


def room(text: str, says: str, to: Callable[[Group], str]) -> None:
    """A room adds its page to that of every group: its words, what stands there, and its address."""
    if all(one[0] != text for one in ROOMS):
        ROOMS.append((text, says, to))


def rooms_of(group: Group) -> list[dict[str, str]]:
    return [{"text": text, "says": says, "to": to(group)} for text, says, to in ROOMS]


def _day(value: Any) -> str:
    return f"{value.day} {MONTHS[value.month - 1].capitalize()} {value.year}" if value else ""


GROUPS = Listing(
    name="groups",
    one="group",
    many="groups",
    columns=(
        Column("Name", lambda one: one.name, link=lambda one: reverse("groups:group", args=[one.ref]), sort="name"),
        Column("What it is", lambda one: GroupKind(one.kind).label, sort="kind"),
        Column("Part of", lambda one: one.parent.name if one.parent else ""),
        Column("From", lambda one: _day(one.from_day), sort="from_day"),
        Column("To", lambda one: _day(one.to_day), sort="to_day"),
    ),
    order=("name", "pk"),
    empty="There is no group that you may see.",
    to_do="Whoever runs groups makes one, and adds its seats.",
    filters=(
        Filter("kind", "What it is", lambda: GroupKind.choices, lambda rows, value: rows.filter(kind=value)),
        Filter(
            "over",
            "Groups that are",
            lambda: [("no", "still there"), ("yes", "over")],
            lambda rows, value: rows.filter(to_day__isnull=value == "no"),
        ),
    ),
)
PEOPLE = Listing(
    name="people",
    one="person",
    many="people",
    columns=(
        Column("Name", lambda one: one.name, link=lambda one: reverse("groups:person", args=[one.ref]), sort="name"),
        Column("From where", lambda one: one.from_where or "", sort="from_where"),
        Column("Job", lambda one: one.job),
        Column("Signs in", lambda one: "yes" if one.user_id else "no"),
    ),
    order=("name", "pk"),
    empty="Nobody takes part in a group yet.",
    to_do="Add people here, or read them from the notes of a meeting.",
    filters=(
        Filter(
            "sector",
            "Sector",
            lambda: Sector.choices,
            lambda rows, value: rows.filter(organisation__sector=value),
        ),
    ),
)
ORGANISATIONS = Listing(
    name="organisations",
    one="organisation",
    many="organisations",
    columns=(
        Column(
            "Name",
            lambda one: one.last_name or "",
            link=lambda one: reverse("groups:organisation", args=[one.ref]),
            sort="last_name",
        ),
        Column("Sector", lambda one: Sector(one.sector).label, sort="sector"),
        Column("Ended", lambda one: _day(one.ended_on), sort="ended_on"),
    ),
    order=("last_name", "pk"),
    empty="There is no organisation yet.",
    to_do="Add one, or read them from the notes of a meeting.",
    filters=(Filter("sector", "Sector", lambda: Sector.choices, lambda rows, value: rows.filter(sector=value)),),
)
CIRCLES = Listing(
    name="circles",
    one="circle",
    many="circles",
    columns=(
        Column("Name", lambda one: one.name, link=lambda one: reverse("groups:circle", args=[one.ref]), sort="name"),
        Column("Why", lambda one: one.why),
    ),
    order=("name", "pk"),
    empty="You are in no circle.",
    to_do="A circle keeps business to the people in it: nobody else is told that it exists.",
)
