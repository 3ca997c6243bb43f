"""What the pages of worries need: one function a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from paramountcy.terms.citation import cite
from paramountcy.web.access.asking import Access
from paramountcy.web.access.reads import Waits
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.worries.models import Step, What, Worry

RECEIVE_WITHIN = timedelta(hours=1)
"""How soon those on duty are to have received it; later, it is overdue."""


def with_receipt(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Worries, each with when it was received first and by whom (`received_at`, `receiver`), and whether closed."""
    steps = Step.objects.filter(worry=OuterRef("pk"))
    first = steps.filter(what=What.RECEIVED).order_by("at", "pk")
    return rows.annotate(
        received_at=Subquery(first.values("at")[:1]),
        receiver=Subquery(first.values("by__name")[:1]),
        is_received=Exists(first),
        is_closed=Exists(steps.filter(what=What.CLOSED)),
    )


def inbox(by: Access) -> QuerySet[Any]:
    """All that those on duty have, what nobody received first, the oldest of it at the head."""
    return with_receipt(by.readable("worry")).order_by("is_received", "handed_at", "pk")


def receipts(by: Access) -> QuerySet[Any]:
    return with_receipt(by.readable("worry_receipt"))


def overdue(one: Any, *, at: datetime) -> bool:
    """Whether nobody received it within the hour."""
    return one.received_at is None and at - one.handed_at > RECEIVE_WITHIN


@dataclass(frozen=True)
class Receipt:
    """What whoever handed it over is told, and nothing of what is done about it."""

    place: str
    handed_at: datetime
    received_at: datetime | None
    received_by: str


def receipt(one: Worry, by: Access) -> Receipt:
    mine = one.handings.get(by=by.somebody)
    found = with_receipt(Worry.objects.filter(pk=one.pk)).get()
    return Receipt(one.place, mine.at, found.received_at, found.receiver or "")


def handed_over(by: Access, kind: str, ref: str) -> list[Receipt]:
    """What the one who asks has handed over of a record: the page of the record says so beside the button."""
    rows = by.readable("worry_receipt").filter(source=str(cite(kind.replace("_", "-"), ref)))
    return [receipt(one, by) for one in rows]


def waiting(by: Access) -> Iterator[Waits]:
    """What waits on the first page of those on duty."""
    if not by.may_do(Duty.ANSWER_WORRIES):
        return
    new = with_receipt(by.readable("worry")).filter(received_at__isnull=True)
    late = new.filter(handed_at__lt=by.at - RECEIVE_WITHIN).count()
    said = f"{late} waited for more than an hour, and nobody has received {'it' if late == 1 else 'them'}."
    yield Waits(new.count(), "to receive: somebody is worried about a child", "worries:inbox", said if late else "")
