"""
Reading that somebody should ask about: much of it with no part in the work, or out of hours, and many refusals.

It says who and how often, and never that anybody did wrong: whoever covers for a colleague reads much, and rightly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils import timezone

from paramountcy.web.access.audit.entry import ALLOWED, REFUSED
from paramountcy.web.access.models import Entry
from paramountcy.web.access.roles import READING, Role

FIRST_HOUR, LAST_HOUR = 7, 20
"""Reading before and after these hours, and on Saturday and Sunday, is out of hours."""
AT_NIGHT = (Role.EMERGENCY_DUTY, Role.DUTY)
"""Whose work it is to read at night."""
SATURDAY = 6
MANY = 20
"""How many records, or refusals, are shown as many."""


@dataclass(frozen=True)
class Unusual:
    """One person's reading in a time: records read with a reason asked, reads out of hours, refusals, broken glass."""

    user: str
    unconnected: int
    out_of_hours: int
    refusals: int
    glass: int

    @property
    def many(self) -> bool:
        return max(self.unconnected, self.out_of_hours, self.refusals) >= MANY or self.glass > 1


def unusual(rows: QuerySet[Entry], *, at: datetime, days: int) -> list[Unusual]:
    """What people did in the days before a moment, those with most of it first. Only people with some of it."""
    return sorted(_each(rows, at, days), key=lambda one: (-_weight(one), one.user))


def _each(rows: QuerySet[Entry], at: datetime, days: int) -> Iterator[Unusual]:
    zone = timezone.get_current_timezone()
    rows = rows.filter(at__gt=at - timedelta(days=days), at__lte=at).exclude(user="")
    rows = rows.annotate(hour=ExtractHour("at", tzinfo=zone), weekday=ExtractIsoWeekDay("at", tzinfo=zone))
    read = Q(action__in=[str(one) for one in READING], outcome=ALLOWED)
    late = Q(hour__lt=FIRST_HOUR) | Q(hour__gte=LAST_HOUR) | Q(weekday__gte=SATURDAY)
    counted = rows.values("user").annotate(
        unconnected=Count("record", distinct=True, filter=read & ~Q(reason="")),
        late=Count("pk", filter=read & late & ~Q(role__in=AT_NIGHT)),
        refusals=Count("pk", filter=Q(outcome=REFUSED)),
        glass=Count("pk", filter=Q(action="break glass", outcome=ALLOWED)),
    )
    for one in counted:
        found = Unusual(one["user"], one["unconnected"], one["late"], one["refusals"], one["glass"])
        if _weight(found):
            yield found


def _weight(one: Unusual) -> int:
    return one.unconnected + one.out_of_hours + one.refusals + one.glass
