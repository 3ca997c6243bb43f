"""What the pages of the tracker need: one function a question. All begin with what the policy lets through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.groups.models import OrganisationName
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.tracker.models import (
    LEFT_OPEN,
    OPEN_STATES,
    Action,
    Decision,
    Effect,
    Outcome,
    State,
    Update,
)

LONG_OPEN = timedelta(days=183)
"""Half a year: an action that has been open for longer is shown as such, whatever its due date says."""
SOON = timedelta(days=14)
"""How long before its day an action is on the list of those to chase."""
ABOVE = ("meeting", "item", "line__parent__parent")
"""What an action or a decision came from: a circle on any of them keeps it too."""


def _next_day(group: str, after: str, circle: str) -> Subquery:
    """
    The day of a group's next meeting after a day. A confidential meeting is none but for business of its own circle:
    else its day would be told by what is due then.
    """
    rows = Meeting.objects.filter(
        Q(circle__isnull=True) | Q(circle=OuterRef(circle)),
        group=OuterRef(group),
        day__gt=OuterRef(after),
        cancelled_on__isnull=True,
    )
    return Subquery(rows.order_by("day", "start", "pk").values("day")[:1])


def dated(rows: QuerySet) -> QuerySet:
    """Actions with `since`, `due_day`, `state`, `updated_on` and the names of their owners and groups."""
    latest = Update.objects.filter(action=OuterRef("pk")).order_by("-pk")
    names = OrganisationName.objects.filter(organisation=OuterRef("organisation"))
    newest = names.order_by(F("from_day").desc(nulls_last=True), "-pk").values("name")[:1]
    return rows.annotate(
        since=Coalesce(F("meeting__day"), F("noted_on")),
        its_circle=Coalesce(F("circle"), F("meeting__circle")),
        body=Subquery(newest),
        state=Coalesce(Subquery(latest.values("state")[:1]), Value(State.OPEN.value)),
        updated_on=Subquery(latest.values("on")[:1]),
    ).annotate(
        due_day=Coalesce(F("due_on"), _next_day("due_group", "since", "its_circle")),
        owner=Case(
            When(person__isnull=False, then=F("person__name")),
            When(organisation__isnull=False, then=F("body")),
            default=F("owner_words"),
            output_field=CharField(),
        ),
    )


def actions(by: Access) -> QuerySet[Any]:
    """The actions that may be read, over all groups."""
    rows = dated(by.readable("action"))
    return rows.select_related("group", "person", "organisation", "due_group", *ABOVE)


def found(rows: QuerySet, words: str, *fields: str) -> QuerySet[Any]:
    """Those in which each of these words stands."""
    for word in words.split():
        one = Q()
        for name in fields:
            one |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(one)
    return rows


def still_open(rows: QuerySet) -> QuerySet[Any]:
    return rows.filter(state__in=OPEN_STATES)


def overdue(rows: QuerySet, *, on: date) -> QuerySet[Any]:
    return still_open(rows).filter(due_day__lt=on)


def long_open(rows: QuerySet, *, on: date) -> QuerySet[Any]:
    """Those open for more than half a year, counted from the day on which they were taken on."""
    return still_open(rows).filter(since__lt=on - LONG_OPEN)


def without_effect(rows: QuerySet) -> QuerySet[Any]:
    """Those that are done, and of which nobody has said what came of them."""
    done = rows.filter(state__in=(State.DONE, State.DONE_DIFFERENTLY))
    return done.filter(~Exists(Effect.objects.filter(action=OuterRef("pk"))))


def one(by: Access, action: Action) -> Any:
    """An action that was fetched, with what a page shows of it."""
    return actions(by).get(pk=action.pk)


def history(action: Action) -> list[Update]:
    return list(action.updates.select_related("by").order_by("-pk"))


def effects(action: Action) -> list[Effect]:
    return list(action.effects.select_related("by").order_by("-on", "-pk"))


def is_confidential(record: Any) -> bool:
    """Whether an action or a decision, or what it came from, is kept to a circle."""
    return any(one is not None and one.circle_id for one in (record.group, *chain_of(record)))


def chain_of(record: Any) -> list[Any]:
    """An action or a decision and what it came from, the nearest first: its line and those above, item, meeting."""
    lines = []
    line = record.line
    while line is not None:
        lines.append(line)
        line = line.parent
    return [record, *lines, record.item, record.meeting]


# --- Whom to chase


@dataclass(frozen=True)
class Chased:
    """An owner with what is due or overdue of theirs. `key` names them in an address, and tells nothing."""

    key: str
    owner: str
    rows: Sequence[Any]
    kept_out: int
    """How many of theirs are confidential, and stand in no file that is sent."""

    @property
    def to_send(self) -> list[Any]:
        return [one for one in self.rows if not is_confidential(one)]


def owner_key(action: Any) -> str:
    """Who owns an action, as an address may name them."""
    if action.person:
        return f"person-{action.person.ref}"
    return f"body-{action.organisation.ref}" if action.organisation else f"words-{action.ref}"


def chasers(by: Access, *, on: date) -> list[Chased]:
    """Per owner, by name, the open actions that are overdue, due within a fortnight, or open for half a year."""
    rows = still_open(actions(by)).filter(Q(due_day__lte=on + SOON) | Q(since__lt=on - LONG_OPEN))
    by_owner: dict[tuple[str, str], list[Any]] = {}
    for each in rows.order_by(F("due_day").asc(nulls_last=True), "since", "pk"):
        kind = owner_key(each).partition("-")[0]
        name = (each.owner or "").strip()
        named = name.casefold() if kind == "words" else owner_key(each)
        by_owner.setdefault((kind, named), []).append(each)
    made = [
        Chased(owner_key(of[0]), of[0].owner or "Nobody", of, sum(is_confidential(one) for one in of))
        for of in by_owner.values()
    ]
    return sorted(made, key=lambda each: each.owner.casefold())


# --- Decisions


def decisions(by: Access) -> QuerySet[Any]:
    """The questions that may be read, with their latest outcome and the day on which they return."""
    return outcomes_of(by.readable("decision")).select_related("group", *ABOVE)


def outcomes_of(rows: QuerySet) -> QuerySet[Any]:
    """Decisions with `result`, `strength`, `decided_by`, `decided_on` and `returns_day` of their latest outcome."""
    latest = Outcome.objects.filter(decision=OuterRef("pk")).order_by("-on", "-pk")
    after = latest.annotate(
        since=Coalesce(F("meeting__day"), F("on")),
        its_circle=Coalesce(F("decision__circle"), F("decision__meeting__circle")),
    ).annotate(back=Coalesce(F("returns_on"), _next_day("returns_group", "since", "its_circle")))
    return rows.annotate(
        result=Subquery(latest.values("result")[:1]),
        strength=Subquery(latest.values("strength")[:1]),
        decided_by=Subquery(latest.values("decided_by")[:1]),
        decided_on=Subquery(latest.values("on")[:1]),
        returns_day=Subquery(after.values("back")[:1]),
        returns_to=Subquery(latest.values("returns_group")[:1]),
    )


def left_open(rows: QuerySet) -> QuerySet[Any]:
    return rows.filter(result__in=LEFT_OPEN)


def outcomes(decision: Decision) -> list[Outcome]:
    return list(decision.outcomes.select_related("by", "meeting", "returns_group").order_by("-on", "-pk"))


# --- What happened since the last meeting


@dataclass(frozen=True)
class Progress:
    """What happened with the business of a group since its last meeting."""

    since: date | None
    changed: Sequence[Any]
    quiet: Sequence[Any]
    effects: Sequence[Effect]
    coming_back: Sequence[Any]
    kept_out: int


def progress(by: Access, group: Any, *, on: date, whole: bool = False) -> Progress:
    """
    What happened since the group last met: actions with their updates since, those without one, what was seen of their
    effect, and the questions that come back. What is confidential is left out and counted, unless `whole`.
    """
    visible = by.readable("meeting").filter(group=group, day__lt=on, cancelled_on__isnull=True)
    last = visible.order_by("-day").first()
    since = last.day if last else None
    first = since or date.min
    recent = Update.objects.filter(on__gte=first).select_related("by").order_by("pk")
    rows = list(
        actions(by).filter(group=group).prefetch_related(Prefetch("updates", recent, to_attr="recent"))
        .order_by(F("due_day").asc(nulls_last=True), "pk")
    )  # fmt: skip
    questions = list(left_open(decisions(by).filter(group=group)).order_by("returns_day", "pk"))
    shown = rows if whole else [one for one in rows if not is_confidential(one)]
    asked = questions if whole else [one for one in questions if not is_confidential(one)]
    changed = [one for one in shown if one.recent]
    quiet = [one for one in shown if not one.recent and one.state in OPEN_STATES]
    noted = Effect.objects.filter(action__in=[one.pk for one in shown], on__gte=first)
    kept_out = sum(one.state in OPEN_STATES or bool(one.recent) for one in rows) - sum(
        one.state in OPEN_STATES or bool(one.recent) for one in shown
    )
    return Progress(
        since,
        changed,
        quiet,
        list(noted.select_related("action", "by").order_by("on", "pk")),
        asked,
        kept_out + len(questions) - len(asked),
    )


def owners(rows: QuerySet) -> list[tuple[str, str]]:
    """The people who own one of these actions, by reference and name."""
    named = rows.filter(person__isnull=False).values_list("person__ref", "person__name").distinct()
    return sorted(named, key=lambda each: each[1].casefold())


def agencies(rows: QuerySet, *, on: date) -> list[tuple[str, str]]:
    """The organisations that own one of these actions, or whose people do, by reference and name."""
    keys: set[int] = set()
    for name in ("organisation", "person__organisation"):
        keys |= {key for key in rows.values_list(name, flat=True).distinct() if key}
    bodies: Iterable[Any] = groups.organisations().filter(pk__in=keys)
    return sorted(((one.ref, one.name_on(on)) for one in bodies), key=lambda each: each[1].casefold())
