"""The lists of actions and of decisions, over all groups. What they can be narrowed by is what the reader may see."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.tracker import reads
from paramountcy.web.guidance.tracker.models import LEFT_OPEN, OPEN_STATES, ActionKind, Result, State
from paramountcy.web.guidance.tracker.words import (
    COLOURS,
    RESULT_COLOURS,
    back_in_words,
    day_in_words,
    due_in_words,
    look_at,
    shortened,
)
from paramountcy.web.kit.lists import Column, Filter, Listing

OPEN, SETTLED = "open", "settled"
DUE = (
    ("overdue", "overdue"),
    ("soon", "due within 14 days"),
    ("later", "due later"),
    ("none", "without a day"),
)
AGES = (("half_year", "more than 6 months"), ("quarter", "3 to 6 months"), ("new", "less than 3 months"))
NOTHING_YET = "There is no action that you may see."


def _by_due(rows: Any, value: str, on: date) -> Any:
    soon = on + reads.SOON
    narrow = {
        "overdue": Q(due_day__lt=on, state__in=OPEN_STATES),
        "soon": Q(due_day__range=(on, soon), state__in=OPEN_STATES),
        "later": Q(due_day__gt=soon),
        "none": Q(due_day__isnull=True),
    }
    return rows.filter(narrow[value])


def _by_age(rows: Any, value: str, on: date) -> Any:
    half, quarter = on - reads.LONG_OPEN, on - reads.LONG_OPEN / 2
    narrow = {
        "half_year": Q(since__lt=half),
        "quarter": Q(since__gte=half, since__lt=quarter),
        "new": Q(since__gte=quarter),
    }
    return rows.filter(narrow[value])


def _by_state(rows: Any, value: str) -> Any:
    if value == "without_effect":
        return reads.without_effect(rows)
    return rows.filter(state__in=OPEN_STATES) if value == "still_open" else rows.filter(state=value)


def _groups(by: Access, kind: str) -> list[tuple[str, str]]:
    return list(by.readable("group").filter(**{f"{kind}__isnull": False}).order_by("name").distinct().values_list(
        "ref", "name"
    ))  # fmt: skip


def actions(by: Access, *, on: date) -> Listing:
    """The list of actions for somebody on a day."""
    rows = reads.actions(by)

    def marks(one: Any) -> str:
        return ", ".join(look_at(one, on=on, long_before=on - reads.LONG_OPEN))

    return Listing(
        name="actions",
        one="action",
        many="actions",
        columns=(
            Column(
                "What", lambda one: shortened(one.what), link=lambda one: reverse("tracker:action", args=[one.ref])
            ),
            Column("Owner", lambda one: one.owner or "nobody", sort="owner"),
            Column("Due", due_in_words, sort="due_day"),
            Column("Look at", marks),
            Column(
                "State", lambda one: State(one.state).label, tag=lambda one: COLOURS[State(one.state)], sort="state"
            ),
            Column("Group", lambda one: one.group.short or one.group.name, sort="group__name"),
            Column("Taken on", lambda one: day_in_words(one.since), sort="since"),
        ),
        order=("due_day", "since", "pk"),
        empty=NOTHING_YET,
        to_do="Actions come from the notes of meetings, or are added on the page of a group.",
        filters=(
            Filter(
                "state",
                "State",
                lambda: [("still_open", "all that are open"), *State.choices,
                         ("without_effect", "done, and no effect noted")],
                _by_state,
            ),
            Filter("due", "Due", lambda: DUE, lambda found, value: _by_due(found, value, on)),
            Filter("age", "Taken on", lambda: AGES, lambda found, value: _by_age(found, value, on)),
            Filter("owner", "Owner", lambda: reads.owners(rows), lambda found, value: found.filter(person__ref=value)),
            Filter(
                "agency",
                "Agency",
                lambda: reads.agencies(rows, on=on),
                lambda found, value: found.filter(Q(organisation__ref=value) | Q(person__organisation__ref=value)),
            ),
            Filter(
                "group", "Group", lambda: _groups(by, "actions"), lambda found, value: found.filter(group__ref=value)
            ),
            Filter("kind", "How it came to be", lambda: ActionKind.choices,
                   lambda found, value: found.filter(kind=value)),
        ),
        chosen={"state": "still_open"},
    )  # fmt: skip


def decisions(by: Access) -> Listing:
    """The list of questions that were put, and what came of them."""
    return Listing(
        name="decisions",
        one="question",
        many="questions",
        columns=(
            Column(
                "Question",
                lambda one: shortened(one.question),
                link=lambda one: reverse("tracker:decision", args=[one.ref]),
            ),
            Column(
                "Outcome",
                lambda one: Result(one.result).label if one.result else "none yet",
                tag=lambda one: RESULT_COLOURS[Result(one.result)] if one.result else "grey",
                sort="result",
            ),
            Column("How strongly", lambda one: one.strength or ""),
            Column("On", lambda one: day_in_words(one.decided_on), sort="decided_on"),
            Column("Returns", back_in_words, sort="returns_day"),
            Column("Group", lambda one: one.group.short or one.group.name, sort="group__name"),
        ),
        order=("-decided_on", "pk"),
        empty="There is no decision that you may see.",
        to_do="Decisions come from the notes of meetings, or are added on the page of a group.",
        filters=(
            Filter("result", "Outcome", lambda: Result.choices, lambda rows, value: rows.filter(result=value)),
            Filter(
                "still",
                "Questions that are",
                lambda: [(OPEN, "still open"), (SETTLED, "settled")],
                lambda rows, value: (
                    rows.filter(result__in=LEFT_OPEN) if value == OPEN else rows.exclude(result__in=LEFT_OPEN)
                ),
            ),
            Filter(
                "group", "Group", lambda: _groups(by, "decisions"), lambda rows, value: rows.filter(group__ref=value)
            ),
        ),
    )
