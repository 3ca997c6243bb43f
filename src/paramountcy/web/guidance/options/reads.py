"""What the pages of options and open decisions need: one function a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from paramountcy.terms.citation import Citation, cite
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.meetings.carrying import Carried
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.options.models import (
    EFFECTS,
    Answer,
    Argument,
    Option,
    Outcome,
    Owed,
    Question,
    Risk,
    Side,
    Standing,
    View,
)
from paramountcy.web.guidance.options.status import OPEN, RETURNS
from paramountcy.web.kit.templating import day


def questions(by: Access) -> QuerySet[Any]:
    """The questions that may be read, each with its latest outcome and what stands in its way."""
    return with_outcome(by.readable("question")).select_related("group", "circle")


def with_outcome(rows: QuerySet[Any]) -> QuerySet[Any]:
    """
    Questions with `result` ("" before the first), `came_on`, `returns_day`, `unanswered` risks and `owing`, the
    number of things owed before they return.
    """
    last = Outcome.objects.filter(question=OuterRef("pk")).order_by("-on", "-pk")
    due_back = last.annotate(day=Coalesce(F("returns_at__day"), F("returns_on"), output_field=DateField()))
    without = unanswered_risks().filter(question=OuterRef("pk")).order_by().values("question")
    owing = Owed.objects.filter(outcome=OuterRef("last_outcome"), given_on__isnull=True).order_by().values("outcome")
    return rows.annotate(
        last_outcome=Subquery(last.values("pk")[:1]),
        result=Subquery(last.values("result")[:1]),
        came_on=Subquery(last.values("on")[:1]),
        returns_day=Subquery(due_back.values("day")[:1]),
        unanswered=Coalesce(Subquery(without.annotate(count=Count("pk")).values("count")), 0),
        owing=Coalesce(Subquery(owing.annotate(count=Count("pk")).values("count")), 0),
    )


def unanswered_risks() -> QuerySet[Risk]:
    """Risks that stand, of options that stand, without an agreed answer."""
    agreed = Answer.objects.filter(risk=OuterRef("pk"), standing=Standing.AGREED, struck_on__isnull=True)
    standing = Q(option__isnull=True) | Q(option__dropped_on__isnull=True)
    return Risk.objects.filter(~Exists(agreed), standing, struck_on__isnull=True)


def in_the_way(question: Question, option: Option | None = None) -> list[Risk]:
    """The unanswered risks of a question that bear on an option: its own, and those of whichever is chosen."""
    rows = unanswered_risks().filter(question=question)
    if option is not None:
        rows = rows.filter(Q(option__isnull=True) | Q(option=option))
    return list(rows)


def found(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Questions with each of these words in the question, why now, or the title of an option."""
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(why_now__icontains=word)
            | Q(pk__in=Option.objects.filter(title__icontains=word).values("question"))
        )
    return rows


def latest(question: Question) -> Outcome | None:
    return question.outcomes.select_related("option", "returns_at", "at_meeting").order_by("-on", "-pk").first()


def state(question: Question) -> str:
    """Where it stands: the result of its latest outcome, "open" before the first."""
    last = latest(question)
    return last.result if last else OPEN


def options(question: Question) -> QuerySet[Option]:
    """The options that stand, in their order."""
    return question.options.filter(dropped_on__isnull=True)


@dataclass(frozen=True)
class Appraised:
    """An option with its reasons, risks and views, as its page and its paper show it."""

    option: Option
    reasons_for: Sequence[Argument]
    reasons_against: Sequence[Argument]
    risks: Sequence["Weighed"]
    views: Sequence[View]


@dataclass(frozen=True)
class Weighed:
    """A risk with its answers."""

    risk: Risk
    answers: Sequence[Answer]

    @property
    def answered(self) -> bool:
        return any(one.standing == Standing.AGREED for one in self.answers)


@dataclass(frozen=True)
class Laid:
    """A question laid out whole."""

    question: Question
    options: Sequence[Appraised]
    dropped: Sequence[Option]
    risks: Sequence[Weighed]
    views: Sequence[View]
    outcomes: Sequence[Outcome]

    @property
    def last(self) -> Outcome | None:
        return self.outcomes[-1] if self.outcomes else None

    @property
    def state(self) -> str:
        return self.last.result if self.last else OPEN

    @property
    def all_risks(self) -> list[Weighed]:
        return [*self.risks, *(risk for one in self.options for risk in one.risks)]

    @property
    def unanswered(self) -> list[Weighed]:
        return [one for one in self.all_risks if not one.answered]

    @property
    def wanting(self) -> list[str]:
        """What a paper still lacks, in sentences."""
        found = []
        if len(self.options) < 2:
            found.append("It has fewer than two options: a question with one answer is not laid out for a choice.")
        if not any(one.option.does_nothing for one in self.options):
            found.append("No option leaves things as they are: add it, for the others are weighed against it.")
        if not self.question.would_change:
            found.append("Nobody has said yet what would change our mind.")
        for one in self.options:
            if one.option.gaps:
                number = f"{len(one.option.gaps)} of {len(EFFECTS)} effects are"
                found.append(f"{one.option.title}: {number} not worked out yet.")
        return found


def laid_out(question: Question) -> Laid:
    """A question with everything that was said of it and stands. What was struck out is in the history."""
    risks = question.risks.filter(struck_on__isnull=True).prefetch_related("answers")
    weighed = [Weighed(one, [a for a in one.answers.all() if a.struck_on is None]) for one in risks]
    views = list(question.views.filter(struck_on__isnull=True))
    shown, dropped = [], []
    for option in question.options.prefetch_related("arguments"):
        if option.dropped_on:
            dropped.append(option)
            continue
        arguments = [one for one in option.arguments.all() if one.struck_on is None]
        shown.append(
            Appraised(
                option,
                [one for one in arguments if one.side == Side.FOR],
                [one for one in arguments if one.side == Side.AGAINST],
                [one for one in weighed if one.risk.option_id == option.pk],
                [one for one in views if one.option_id == option.pk],
            )
        )
    outcomes = question.outcomes.select_related("option", "at_meeting", "returns_at").prefetch_related("owed")
    return Laid(
        question,
        shown,
        dropped,
        [one for one in weighed if one.risk.option_id is None],
        [one for one in views if one.option_id is None],
        list(outcomes),
    )


def meetings_of(by: Access, question: Question) -> QuerySet[Any]:
    """The meetings of a question's group that may be read, the latest first."""
    return by.readable("meeting").filter(group=question.group, cancelled_on__isnull=True).order_by("-day", "-pk")


def leads(texts: Iterable[str]) -> dict[str, str]:
    """Where citations lead, by their text; those that lead nowhere are left out."""
    return {one: to for one in set(texts) if one and (to := address_of(one))}


def page_of(name: str, cited: Citation) -> str:
    """The page that a citation leads to, "" where what it cites can be no reference."""
    try:
        return reverse(name, args=[cited.steps[0]])
    except NoReverseMatch:
        return ""


def coming_back(meeting: Meeting) -> list[Carried]:
    """
    The questions that a meeting of their group must come back to: deferred or inconclusive before its day, and to
    return at it or by it. Each says what is owed.
    """
    rows = with_outcome(Question.objects.filter(group=meeting.group))
    due = rows.filter(result__in=RETURNS, returns_day__lte=meeting.day, came_on__lt=meeting.day)
    return [
        Carried(
            title=one.title,
            about=str(cite("question", one.ref)),
            why=_why_back(one),
            circle=one.circle,
        )
        for one in due.select_related("circle").order_by("returns_day", "pk")
    ]


def _why_back(question: Any) -> str:
    outcome = latest(question)
    if outcome is None:
        return ""
    called = "inconclusive" if outcome.result == "inconclusive" else "deferred"
    told = f"It was {called} on {day(outcome.on)} and returns."
    owed = [f"{one.text.rstrip('.')} ({one.who})" for one in outcome.owed.all() if one.given_on is None]
    return f"{told} Still owed: {'; '.join(owed)}." if owed else told


def on_day(by: Access) -> date:
    return timezone.localdate(by.at)
