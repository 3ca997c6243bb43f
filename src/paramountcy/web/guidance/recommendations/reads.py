"""What the pages of recommendations need: positions as histories, what is known now, and what the public may read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.formats import date_format

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics.shape import Unit
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.recommendations.models import (
    Claim,
    Claimant,
    Force,
    Known,
    Position,
    Progress,
    Recommendation,
    Report,
    ResponseState,
    ResponseStep,
    SourceMark,
    Theme,
    Value,
)

COUNT = Unit("recommendations", places=0)
NO_POSITION = "no position is known"
NO_PROGRESS = "nothing is claimed"
NO_THEME = "No theme"


def reports(by: Access) -> QuerySet[Report]:
    return by.readable("report")


def recommendations(by: Access) -> QuerySet[Any]:
    return by.readable("recommendation").select_related("report", "theme")


def with_position(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Recommendations, with the body's own position as `stands`: what `known_position` finds, asked of the database."""
    own = Position.objects.filter(recommendation=OuterRef("pk"), claimant=Claimant.BODY, corrected_by__isnull=True)
    return rows.annotate(stands=Subquery(own.order_by("-on", "-pk").values("value")[:1]))


def found(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Recommendations that hold each of these words, in their text or in today's words, or have one as their number."""
    for word in words.split():
        rows = rows.filter(Q(text__icontains=word) | Q(today__icontains=word) | Q(number=word))
    return rows


def of_report(by: Access, report: Report) -> list[Recommendation]:
    """The recommendations of a report that somebody may read, with all that was said of each."""
    return list(_with_all(recommendations(by).filter(report=report)))


def _with_all(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    positions = Position.objects.select_related("corrected_by")
    return rows.select_related("theme", "circle").prefetch_related(
        Prefetch("positions", positions), "commitments", "progress", "effects"
    )


def day_known(day: date | None, known: str) -> str:
    """
    A day as exactly as it is known.

    >>> day_known(date(2011, 12, 1), "month"), day_known(date(2014, 1, 1), "year"), day_known(None, "day")
    ('December 2011', '2014', '')
    """
    if day is None:
        return ""
    return date_format(day, {Known.MONTH: "F Y", Known.YEAR: "Y"}.get(Known(known), "j F Y"))


def marked(mark: str) -> str:
    """How a fact is known, in words; "" for what was noted here."""
    return SourceMark(mark).label if mark else ""


# --- What is known now


def history(recommendation: Recommendation, *, public: bool = False) -> list[Position]:
    """
    All positions, the first first. What was put right by a later row stays in it, but for the public; there is no
    position among them that came of a link.
    """
    rows = sorted(recommendation.positions.all(), key=lambda one: (one.on, one.pk))
    if not public:
        return rows
    return [one for one in rows if one.force == Force.PUBLISHED and not corrected(one)]


def corrected(position: Position) -> bool:
    """Whether a later row puts this one right."""
    return hasattr(position, "corrected_by")


def known_position(recommendation: Recommendation, *, public: bool = False) -> Position | None:
    """
    The position of the body itself as it is known last: what others say of it is no position. `public` leaves out what
    is provisional. None where none is known.
    """
    rows = [one for one in history(recommendation, public=public) if not corrected(one)]
    rows = [one for one in rows if one.claimant == Claimant.BODY]
    return rows[-1] if rows else None


def last_progress(recommendation: Recommendation, *, public: bool = False) -> Progress | None:
    rows = [one for one in recommendation.progress.all() if one.public or not public]
    return max(rows, key=lambda one: (one.on, one.pk), default=None)


# --- The response


def last_step(report: Report) -> ResponseStep | None:
    """The step by which the response is out, None where it is not."""
    last = report.steps.order_by("at", "pk").last()
    return last if last and last.state == ResponseState.PUBLISHED else None


def is_out(report: Report) -> bool:
    return last_step(report) is not None


def public_reports() -> QuerySet[Report]:
    """Reports that are kept to no circle, themselves or by their group."""
    return Report.objects.filter(circle__isnull=True, group__circle__isnull=True)


def published_reports() -> list[Report]:
    """Reports whose response is out, the newest first."""
    return [one for one in public_reports().order_by("-on", "pk") if is_out(one)]


def published_report(ref: str) -> Report | None:
    found = public_reports().filter(ref=ref).first()
    return found if found and is_out(found) else None


def public_recommendations(report: Report) -> list[Recommendation]:
    """The recommendations of a report that the public may read."""
    return list(_with_all(report.recommendations.filter(circle__isnull=True)))


def published_recommendation(ref: str) -> Recommendation | None:
    found = _with_all(Recommendation.objects.filter(ref=ref, circle__isnull=True)).select_related("report").first()
    return found if found and published_report(found.report.ref) else None


# --- By theme


@dataclass(frozen=True)
class Rolled:
    """A theme, how its recommendations stand, and how far they have got."""

    theme: str
    rows: tuple[Recommendation, ...]
    positions: Counter[str]
    progress: Counter[str]
    effects: int
    """How many have any evidence of effect."""


def rolled_up(themes: Sequence[Theme], rows: Iterable[Recommendation], *, public: bool = False) -> list[Rolled]:
    """The recommendations by theme, in the order of the themes; those without one last."""
    found = list(rows)
    rolled = []
    for theme in [*themes, None]:
        mine = tuple(one for one in found if one.theme_id == (theme.pk if theme else None))
        if not mine and theme is None:
            continue
        positions = Counter(position_words(known_position(one, public=public)) for one in mine)
        progress = Counter(progress_words(last_progress(one, public=public)) for one in mine)
        effects = sum(any(each.public or not public for each in one.effects.all()) for one in mine)
        rolled.append(Rolled(theme.title if theme else NO_THEME, mine, positions, progress, effects))
    return rolled


def position_words(position: Position | None) -> str:
    if position is None:
        return NO_POSITION
    words = Value(position.value).label
    return words if position.force == Force.PUBLISHED else f"{words} (provisional)"


def progress_words(progress: Progress | None) -> str:
    return Claim(progress.claim).label if progress else NO_PROGRESS


def chart(title: str, counters: Iterable[Counter[str]], *, id: str) -> Chart:
    """A picture of how many recommendations stand how."""
    total: Counter[str] = sum(counters, Counter())
    count = sum(total.values())
    rows = sorted(total.items(), key=lambda one: (-one[1], one[0]))
    parts = ", ".join(f"{name} {number}" for name, number in rows)
    says = f"Of {count} recommendations: {parts}." if count else "There is no recommendation."
    drawn = [Bar(name[:1].upper() + name[1:], float(number)) for name, number in rows]
    return bars(title, says, drawn or [Bar("None", None, why="there is none")], unit=COUNT, id=id)


def theme_table(rolled: Sequence[Rolled]) -> Table:
    """How many recommendations of each theme stand how: those that are done are counted apart from their effect."""
    values = [
        value for value in (*(one.label for one in Value), NO_POSITION) if any(_has(one, value) for one in rolled)
    ]
    headings = [
        "Theme",
        "Recommendations",
        *(value[:1].upper() + value[1:] for value in values),
        "Done",
        "With evidence of effect",
    ]
    rows = [
        [
            one.theme,
            str(len(one.rows)),
            *(str(_count(one, value)) for value in values),
            str(one.progress[Claim.DONE.label] + one.progress[Claim.DIFFERENTLY.label]),
            str(one.effects),
        ]
        for one in rolled
    ]
    return Table.of("Recommendations by theme", headings, rows)


def _count(one: Rolled, value: str) -> int:
    return one.positions[value] + one.positions[f"{value} (provisional)"]


def _has(one: Rolled, value: str) -> bool:
    return _count(one, value) > 0
