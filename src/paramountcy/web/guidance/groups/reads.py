"""What the pages of groups need: one function a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import (
    Circle,
    CircleMember,
    Group,
    Holding,
    Organisation,
    OrganisationName,
    Person,
    Seat,
)


def there_on(day: date, start: str = "from_day", end: str = "to_day") -> Q:
    """That a row with a first and a last day is there on a day; its last day counts."""
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day})
    )


def groups(by: Access) -> QuerySet[Group]:
    return by.readable("group").select_related("parent", "circle")


def organisations() -> QuerySet[Any]:
    """Organisations, with what each is called last as `last_name`."""
    last = OrganisationName.objects.filter(organisation=OuterRef("pk"))
    newest = last.order_by(F("from_day").desc(nulls_last=True), "-pk").values("name")[:1]
    return Organisation.objects.annotate(last_name=Subquery(newest)).prefetch_related("names")


def people() -> QuerySet[Any]:
    last = OrganisationName.objects.filter(organisation=OuterRef("organisation"))
    newest = last.order_by(F("from_day").desc(nulls_last=True), "-pk").values("name")[:1]
    return Person.objects.annotate(from_where=Subquery(newest)).select_related("organisation", "user")


def found_people(words: str) -> QuerySet[Any]:
    """People whose name holds each of these words."""
    rows = people()
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return rows


@dataclass(frozen=True)
class Filled:
    """A seat on a day: who holds it, and who deputises."""

    seat: Seat
    organisation: str
    holders: tuple[Holding, ...]
    deputies: tuple[Holding, ...]

    @property
    def empty(self) -> bool:
        return not self.holders


def seats(group: Group, *, on: date) -> list[Filled]:
    """The seats of a group that are there on a day, in the order they were made."""
    held = Holding.objects.filter(there_on(on)).select_related("person").order_by("from_day", "pk")
    rows = group.seats.filter(there_on(on)).select_related("organisation")
    found = rows.prefetch_related(Prefetch("holdings", held, to_attr="held"), "organisation__names")
    return [
        Filled(
            seat,
            seat.organisation.name_on(on) if seat.organisation else "",
            tuple(one for one in seat.held if not one.as_deputy),
            tuple(one for one in seat.held if one.as_deputy),
        )
        for seat in found
    ]


def past_holdings(group: Group, *, on: date) -> QuerySet[Holding]:
    """Who held a seat of a group before a day and holds it no longer, the latest first."""
    rows = Holding.objects.filter(seat__group=group, to_day__lt=on)
    return rows.select_related("person", "seat").order_by("-to_day", "pk")


def members(group: Group, *, on: date) -> QuerySet[Any]:
    """Everybody who holds a seat of a group on a day or deputises, by name."""
    holding = Holding.objects.filter(there_on(on), there_on(on, "seat__from_day", "seat__to_day"), seat__group=group)
    return people().filter(holdings__in=holding).distinct().order_by("name")


def held_by(person: Person) -> QuerySet[Holding]:
    return person.holdings.select_related("seat__group").order_by("-from_day")


def my_circles(by: Access) -> QuerySet[Circle]:
    """The circles that the one who asks belongs to: those that they may keep business to."""
    return by.readable("circle").order_by("name")


def circle_members(circle: Circle) -> QuerySet[CircleMember]:
    return circle.members.filter(to_at__isnull=True).select_related("user").order_by("user__name")


def named(organisations: Iterable[Organisation], *, on: date) -> dict[int, str]:
    """What organisations are called on a day, by key."""
    return {one.pk: one.name_on(on) for one in organisations}
