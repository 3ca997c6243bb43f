"""The lists of meetings."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from paramountcy.web.guidance.meetings import reads, status
from paramountcy.web.guidance.meetings.models import Stage
from paramountcy.web.kit.lists import Column, Filter, Listing

CANCELLED = "cancelled"


def _notes(one: Any) -> str:
    if one.cancelled_on:
        return CANCELLED
    return Stage(one.stage).label if one.stage else "not written"


def _colour(one: Any) -> str:
    return "red" if one.cancelled_on else status.COLOURS.get(one.stage, "grey")


def _stages(rows: Any, value: str) -> Any:
    return rows.filter(cancelled_on__isnull=False) if value == CANCELLED else rows.filter(stage=value.strip("-"))


def _times(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    return rows.filter(day__gte=today) if value == "coming" else rows.filter(day__lt=today)


def listing(*, of_group: bool) -> Listing:
    """Meetings of one group, or of all."""
    group = Column("Group", lambda one: one.group.name, sort="group__name")
    return Listing(
        name="meetings",
        one="meeting",
        many="meetings",
        columns=(
            Column(
                "When",
                reads.when,
                link=lambda one: reverse("meetings:meeting", args=[one.ref]),
                sort="day",
            ),
            *(() if of_group else (group,)),
            Column("Meeting", reads.called, sort="number"),
            Column("Notes", _notes, tag=_colour, sort="stage"),
        ),
        order=("-day", "-start", "pk"),
        empty="There is no meeting that you may see.",
        to_do="Whoever runs a group plans its meetings, or reads them from notes that there are.",
        filters=(
            Filter("when", "When", lambda: [("coming", "to come"), ("past", "held")], _times),
            Filter(
                "notes",
                "Notes",
                lambda: [("-", "not written"), *Stage.choices, (CANCELLED, CANCELLED)],
                _stages,
            ),
        ),
    )


ALL, OF_GROUP = listing(of_group=False), listing(of_group=True)
