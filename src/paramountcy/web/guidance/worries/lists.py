"""The lists of worries: where each was written and since when it waits, and nothing of what it says."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from paramountcy.web.guidance.worries import reads
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import moment


def _to(name: str) -> Callable[[Any], str]:
    return lambda one: reverse(name, args=[one.ref])


def state(one: Any, *, at: datetime) -> tuple[str, str]:
    """How one stands: in words, and the colour of its tag."""
    if one.is_closed:
        return "Closed", "grey"
    if one.received_at:
        return "Received", "blue"
    return ("Overdue: not received", "red") if reads.overdue(one, at=at) else ("New", "yellow")


OPEN = Q(is_closed=False)


def inbox(at: datetime) -> Listing:
    """The inbox of those on duty at a moment: what is overdue depends on it."""
    return Listing(
        name="worries",
        one="worry",
        many="worries",
        columns=(
            Column("Where it was written", lambda one: one.place, link=_to("worries:worry")),
            Column("Handed over", lambda one: moment(one.handed_at), sort="handed_at"),
            Column("State", lambda one: state(one, at=at)[0], tag=lambda one: state(one, at=at)[1]),
            Column("Received by", lambda one: one.receiver or ""),
        ),
        order=("is_received", "handed_at", "pk"),
        empty="Nothing was handed over.",
        to_do="Whoever reads a response or a comment that worries them hands it to you here.",
        filters=(
            Filter(
                "state",
                "State",
                lambda: [("new", "Not received"), ("open", "Received, not closed"), ("closed", "Closed")],
                lambda rows, value: {
                    "new": rows.filter(OPEN, received_at__isnull=True),
                    "open": rows.filter(OPEN, received_at__isnull=False),
                    "closed": rows.filter(is_closed=True),
                }[value],
            ),
        ),
    )


RECEIPTS = Listing(
    name="receipts",
    one="receipt",
    many="receipts",
    columns=(
        Column("Where it was written", lambda one: one.place, link=_to("worries:receipt")),
        Column("Handed over", lambda one: moment(one.handed_at), sort="handed_at"),
        Column("Received", lambda one: moment(one.received_at) if one.received_at else "not yet"),
    ),
    order=("-handed_at", "-pk"),
    empty="You have handed nothing over.",
    to_do="Where what somebody wrote worries you, press the button beside it.",
)
