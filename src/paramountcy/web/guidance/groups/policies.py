"""
Who may see and do what with the business of groups.

Whoever runs groups (the partnership's officers) sees and changes all of it; whoever holds a seat, or deputises, sees
their group's; whoever an action or a task is given to sees and writes in that. Everybody who signs in with a role sees
what is published. Above all of these are circles: business that is confidential is there for the people of its circle,
and for nobody else, not even those who run groups. It is asked of every list in the database, and of each record the
same way.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.access.policy import NOT_FOUND, SIGNED_OUT, Standing, Verdict, may_do
from paramountcy.web.access.records import Guard, guard, now_is_between
from paramountcy.web.access.roles import READING, Action, Duty
from paramountcy.web.guidance.groups.models import CircleMember, Holding

NOTHING = Q(pk__in=())
READS_ONLY = "You may read this; changing it is for those who run the group."
NOT_CLOSED = "The business of groups is kept to a circle of names instead: say so where it is changed."


@dataclass(frozen=True)
class Business:
    """
    One kind of record of guidance. `group` is the lookup to the group that it is of, "" for what is of the whole
    partnership and open to all who sign in with a role; `circles` the lookups to each circle above it, its own first;
    `owners` those to the users who may write in it; `published` what everybody may read.
    """

    kind: str
    title: str
    model: type[Model]
    page: str = ""
    group: str = ""
    circles: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    published: Q | None = field(default=None)
    members_write: bool = False
    """Whether those who hold a seat may change it too, such as a comment on a draft."""
    for_those_who_run: bool = False
    """Whether only those who run groups may see it, such as people's e-mail addresses."""

    def register(self) -> None:
        """Tell access of this kind."""
        guard(Guard(self.kind, self.title, self.model, page=self.page, rules=self))

    def readable(self, who: Standing, *, at: datetime) -> QuerySet:
        """The records of this kind that somebody may read now."""
        rows = self.model._default_manager.all()
        if not who.active or not who.own:
            return rows.none()
        for circle in self.circles:
            rows = rows.filter(Q(**{f"{circle}__isnull": True}) | Q(**{f"{circle}__in": _circles(who, at)}))
        if may_do(who, Duty.RUN_GROUPS):
            return rows
        if not self.group:
            return rows.filter(self._of_owners(who)) if self.for_those_who_run else rows
        return rows.filter(self._of_members(who, at) | self._of_owners(who) | (self.published or NOTHING))

    def may(self, who: Standing, action: Action, record: Any, *, at: datetime) -> Verdict:
        """Whether somebody may do this with this record at this moment, and why not."""
        if not who.active:
            return SIGNED_OUT
        if not self.readable(who, at=at).filter(pk=record.pk).exists():
            return NOT_FOUND
        runs = may_do(who, Duty.RUN_GROUPS)
        role = runs.as_ or next(iter(who.own), None)
        if action is Action.KNOW or action in READING:
            return Verdict(True, "", as_=role)
        if action is Action.RESTRICT:
            return Verdict(False, NOT_CLOSED)
        if runs or (action is Action.WRITE and self._writes(who, record, at)):
            return Verdict(True, "", as_=role)
        return Verdict(False, READS_ONLY)

    def _writes(self, who: Standing, record: Any, at: datetime) -> bool:
        theirs = self._of_owners(who)
        if self.members_write and self.group:
            theirs |= self._of_members(who, at)
        return self.model._default_manager.filter(theirs, pk=record.pk).exists()

    def _of_members(self, who: Standing, at: datetime) -> Q:
        return Q(**{f"{self.group}__in": groups_of(who, at=at)})

    def _of_owners(self, who: Standing) -> Q:
        found = NOTHING
        for owner in self.owners:
            found |= Q(**{owner: who.user})
        return found


def groups_of(who: Standing, *, at: datetime) -> QuerySet:
    """The groups in which somebody holds a seat on this day, or deputises, by their keys."""
    today = timezone.localdate(at)
    held = Holding.objects.filter(Q(to_day__isnull=True) | Q(to_day__gte=today), from_day__lte=today)
    seats = Q(seat__to_day__isnull=True) | Q(seat__to_day__gte=today)
    return held.filter(seats, person__user=who.user).values("seat__group")


def takes_part(access: Access) -> bool:
    """Whether the one who asks runs groups or sits on one: who has these pages in the bar."""
    return bool(access.may_do(Duty.RUN_GROUPS)) or groups_of(access.who, at=access.at).exists()


def _circles(who: Standing, at: datetime) -> QuerySet:
    return CircleMember.objects.filter(now_is_between(at), user=who.user).values("circle")
