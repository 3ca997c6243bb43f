"""The lists of consultations and of their responses."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from paramountcy.web.guidance.consultations.models import Stage
from paramountcy.web.guidance.consultations.status import HELD_WORDS, WORDS, days_late, held, state_of
from paramountcy.web.guidance.groups.models import Sector
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day, moment


def _narrowed(rows: Any, value: str, today: date) -> Any:
    out = rows.filter(steps__stage=Stage.ANNOUNCED).distinct()
    return {
        "draft": rows.exclude(steps__stage=Stage.ANNOUNCED),
        "coming": out.filter(opens_on__gt=today),
        "open": out.filter(opens_on__lte=today, closes_on__gte=today),
        "closed": out.filter(closes_on__lt=today),
    }[value]


def consultations(at: datetime, today: date) -> Listing:
    """The list at a moment, for what is open depends on it."""

    def late(one: Any) -> str:
        days = days_late(one, at=at)
        return f"Response overdue by {days} {'day' if days == 1 else 'days'}" if days else ""

    return Listing(
        name="consultations",
        one="consultation",
        many="consultations",
        columns=(
            Column(
                "Title",
                lambda one: one.title,
                link=lambda one: reverse("consultations:consultation", args=[one.ref]),
                sort="title",
            ),
            Column("First day", lambda one: day(one.opens_on), sort="opens_on"),
            Column("Last day", lambda one: day(one.closes_on), sort="closes_on"),
            Column("State", lambda one: WORDS[state_of(one, at=at)][0], tag=lambda one: WORDS[state_of(one, at=at)][1]),
            Column("Response", late, tag=lambda one: "red" if late(one) else ""),
        ),
        order=("-opens_on", "-pk"),
        empty="There is no consultation that you may see.",
        to_do="Whoever runs groups makes one, asks its questions and announces it.",
        filters=(
            Filter(
                "state",
                "Consultations that are",
                lambda: [("draft", "drafts"), ("coming", "to open later"), ("open", "open"), ("closed", "closed")],
                lambda rows, value: _narrowed(rows, value, today),
            ),
        ),
    )


QUEUE = Listing(
    name="responses",
    one="response",
    many="responses",
    columns=(
        Column(
            "Sent", lambda one: moment(one.sent_at), link=lambda one: reverse("consultations:response", args=[one.ref]),
            sort="sent_at",
        ),
        Column("Consultation", lambda one: one.consultation.title),
        Column("Sector", lambda one: Sector(one.sector).label),
        Column("State", lambda one: HELD_WORDS[held(one)][0], tag=lambda one: HELD_WORDS[held(one)][1]),
    ),
    order=("sent_at", "pk"),
    empty="No response is there.",
    to_do="What people send is held here until somebody has looked at it.",
    filters=(
        Filter(
            "state",
            "Responses that are",
            lambda: [("held", "held for a moderator"), ("done", "looked at")],
            lambda rows, value: rows.filter(moderations__isnull=value == "held").distinct(),
        ),
    ),
    chosen={"state": "held"},
)  # fmt: skip
