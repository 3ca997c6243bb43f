"""The lists of reports and of recommendations."""

from typing import Any

from django.urls import reverse

from paramountcy.web.guidance.recommendations.models import Source, Value
from paramountcy.web.guidance.recommendations.points import short
from paramountcy.web.guidance.recommendations.reads import (
    day_known,
    is_out,
    known_position,
    last_progress,
    position_words,
    progress_words,
)
from paramountcy.web.kit.lists import Column, Filter, Listing

NONE = "none"
"""A filter for what no position is known of."""


def _report(one: Any) -> str:
    return reverse("recommendations:report", args=[one.ref])


def _page(one: Any) -> str:
    return reverse("recommendations:recommendation", args=[one.ref])


REPORTS = Listing(
    name="reports",
    one="report",
    many="reports",
    columns=(
        Column("Title", lambda one: one.title, link=_report, sort="title"),
        Column("What it is", lambda one: Source(one.source).label, sort="source"),
        Column("Published", lambda one: day_known(one.on, one.on_known), sort="on"),
        Column("Recommendations", lambda one: one.recommendations.count(), numeric=True),
        Column("Response", lambda one: "public" if is_out(one) else "not public"),
    ),
    order=("-on", "pk"),
    empty="There is no report yet.",
    to_do="Add one, or load the example: what is known of the Munro review’s recommendations.",
    filters=(Filter("source", "What it is", lambda: Source.choices, lambda rows, value: rows.filter(source=value)),),
)
RECOMMENDATIONS = Listing(
    name="recommendations",
    one="recommendation",
    many="recommendations",
    columns=(
        Column("Recommendation", lambda one: f"{one.number}. {short(one.text)}", link=_page, sort="order"),
        Column("Report", lambda one: one.report.title, sort="report__title"),
        Column("Theme", lambda one: one.theme.title if one.theme else "", sort="theme__title"),
        Column("Position", lambda one: position_words(known_position(one))),
        Column("Progress, as claimed", lambda one: progress_words(last_progress(one))),
    ),
    order=("-report__on", "report", "order", "pk"),
    empty="There is no recommendation yet.",
    to_do="Add a report first, then its recommendations, one by one or from a file.",
    filters=(
        Filter("source", "Made by", lambda: Source.choices, lambda rows, value: rows.filter(report__source=value)),
        Filter(
            "position",
            "Position of the body itself",
            lambda: [*Value.choices, (NONE, "none is known")],
            lambda rows, value: rows.filter(stands__isnull=True) if value == NONE else rows.filter(stands=value),
        ),
    ),
)
REPORT_COLUMNS = (
    Column("Number", lambda one: one.number),
    Column("Recommendation", lambda one: one.text),
    Column("Report", lambda one: one.report.title),
    Column("Theme", lambda one: one.theme.title if one.theme else ""),
    Column("To", lambda one: one.addressees),
    Column("Position", lambda one: position_words(known_position(one))),
    Column("Progress, as claimed", lambda one: progress_words(last_progress(one))),
)
"""What a file of recommendations holds."""
