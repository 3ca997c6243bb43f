"""The list of questions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.options.models import Result
from paramountcy.web.guidance.options.status import COLOURS, OPEN, SETTLED, WORDS
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day


def _page(one: Any) -> str:
    return reverse("options:question", args=[one.ref])


UNSETTLED = Q(result__isnull=True) | ~Q(result__in=SETTLED)

QUESTIONS = Listing(
    name="questions",
    one="question",
    many="questions",
    columns=(
        Column("Question", lambda one: one.title, link=_page, sort="title"),
        Column("Group", lambda one: one.group.name, sort="group__name"),
        Column("Raised", lambda one: day(one.raised_on), sort="raised_on"),
        Column(
            "Where it stands", lambda one: WORDS[one.result or OPEN], tag=lambda one: COLOURS[one.result or OPEN],
            sort="result",
        ),
        Column("Since", lambda one: day(one.came_on), sort="came_on"),
        Column("Returns", lambda one: day(one.returns_day) if one.result not in SETTLED else "", sort="returns_day"),
        Column("Still owed", lambda one: one.owing, sort="owing", numeric=True),
        Column("Risks without an agreed answer", lambda one: one.unanswered, sort="unanswered", numeric=True),
    ),
    order=("returns_day", "raised_on", "pk"),
    empty="No question is open.",
    to_do="A question that a group has to decide is raised here, laid out with its options, and kept until it is.",
    chosen={"stands": "unsettled"},
)  # fmt: skip


def of(groups: Sequence[Group]) -> Listing:
    """The list, with a filter by the groups that the one who asks may know of."""
    choices = [(one.ref, one.name) for one in groups]
    return replace(
        QUESTIONS,
        filters=(
            Filter("stands", "Questions that are", _standings, _narrow),
            Filter("group", "Group", lambda: choices, lambda rows, value: rows.filter(group__ref=value)),
        ),
    )


def _standings() -> list[tuple[str, str]]:
    return [("unsettled", "not settled yet"), (OPEN, WORDS[OPEN]), *((one.value, one.label) for one in Result)]


def _narrow(rows: QuerySet, value: str) -> QuerySet:
    if value == "unsettled":
        return rows.filter(UNSETTLED)
    return rows.filter(result__isnull=True) if value == OPEN else rows.filter(result=value)
