"""
What groups said of a recommendation: points of their notes, each with where it stands, and points noted by hand. They
are what a position must answer; none of them is a position.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from paramountcy.terms.citation import cite
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.meetings.carrying import Carried
from paramountcy.web.guidance.meetings.models import Item, Line, Mark, Meeting, PointKind
from paramountcy.web.guidance.recommendations.models import Answer, Recommendation, Report

HEADING = re.compile(r"^\W*recommendations?\W+(?P<numbers>\d[\d.\s,&–-]*(?:and\s+[\d.]+)*)", re.IGNORECASE)
RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
LONGEST_RANGE = 100


@dataclass(frozen=True)
class Point:
    """A point raised against a recommendation: of what kind, where it stands, and what was answered."""

    ref: str
    kind: str
    says: str
    who: str
    on: date
    cites: str
    to: str
    answers: tuple[Answer, ...]


def numbers_in(heading: str) -> tuple[str, ...]:
    """
    The numbers of the recommendations that a heading names.

    >>> numbers_in("Recommendations 2 & 3"), numbers_in("Recommendation 10"), numbers_in("Recommendations 5-7 and 9")
    (('2', '3'), ('10',), ('5', '6', '7', '9'))
    >>> numbers_in("What we recommend")
    ()
    """
    found = HEADING.match(heading)
    if not found:
        return ()
    words = RANGE.sub(_all, found["numbers"])
    return tuple(one.strip(".") for one in re.findall(r"[\d.]+", words))


def _all(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    if not first <= last <= first + LONGEST_RANGE:
        return f"{first} {last}"
    return " ".join(str(number) for number in range(first, last + 1))


def citation_of(recommendation: Recommendation) -> str:
    return str(cite("recommendation", recommendation.ref))


def points_of(by: Access, recommendation: Recommendation) -> list[Point]:
    """All points raised against a recommendation that somebody may read, in the order of the days."""
    answers: dict[str, list[Answer]] = {}
    for one in recommendation.answers.select_related("by"):
        answers.setdefault(one.to, []).append(one)
    found = [_of_line(line, answers) for line in _lines(by, recommendation)]
    found += [
        Point(
            one.ref, PointKind(one.kind).label, one.says, one.raised_by, one.on, one.cites,
            address_of(one.cites) if one.cites else "", tuple(answers.get(one.ref, ())),
        )
        for one in recommendation.challenges.all()
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.on)


def _of_line(line: Line, answers: dict[str, list[Answer]]) -> Point:
    meeting = line.item.meeting
    kind = PointKind(line.point_kind).label if line.point_kind else "point"
    cited = str(cite("meeting", meeting.ref, at=line.number or line.ref))
    to = address_of(cited)
    return Point(
        line.ref, kind, line.text, meeting.group.name, meeting.day, cited, to, tuple(answers.get(line.ref, ()))
    )


def _lines(by: Access, recommendation: Recommendation) -> list[Line]:
    """The lines of notes about a recommendation that somebody may read, headings left out."""
    circles = by.readable("circle")
    rows = Line.objects.filter(struck_on__isnull=True, item__in=by.readable("item"))
    rows = rows.filter(Q(circle__isnull=True) | Q(circle__in=circles)).exclude(mark=Mark.HEADING)
    rows = rows.filter(Q(parent__isnull=True) | Q(parent__circle__isnull=True) | Q(parent__circle__in=circles))
    about = citation_of(recommendation)
    direct = Q(about=about) | Q(parent__about=about)
    under = [line.pk for line in _headed(recommendation)]
    rows = rows.filter(direct | Q(parent__in=under) | Q(pk__in=_points_of_items(recommendation)))
    return list(rows.select_related("item__meeting__group").order_by("item__meeting__day", "order", "pk"))


def _points_of_items(recommendation: Recommendation) -> QuerySet:
    """The points under an item that is about it."""
    of = Line.objects.filter(item__about=citation_of(recommendation), mark=Mark.POINT)
    return of.values("pk")


def _headed(recommendation: Recommendation) -> list[Line]:
    """The headings of the group's notes that name it by number, where the group has no other report before it."""
    report = recommendation.report
    if report.group_id is None or Report.objects.filter(group=report.group_id).exclude(pk=report.pk).exists():
        return []
    rows = Line.objects.filter(
        item__meeting__group=report.group_id, mark=Mark.HEADING, struck_on__isnull=True, about="",
        item__meeting__day__gte=report.on,
    )  # fmt: skip
    return [line for line in rows if recommendation.number in numbers_in(line.text)]


# --- What goes on to the next meeting


def not_reached(meeting: Meeting) -> Sequence[Carried]:
    """The recommendations before a group that none of its meetings before this one came to: they go on its agenda."""
    return list(_carried(meeting))


def _carried(meeting: Meeting) -> Iterator[Carried]:
    for report in Report.objects.filter(group=meeting.group_id, on__lte=meeting.day).order_by("on", "pk"):
        if _is_answered(report):
            continue
        rows = list(report.recommendations.select_related("circle").order_by("order", "pk"))
        for one in rows:
            if not discussed(one, before=meeting.day):
                yield Carried(
                    f"Recommendation {one.number}: {short(one.text)}",
                    citation_of(one),
                    "No meeting of the group has come to it yet.",
                    circle=one.circle or report.circle,
                )


def discussed(recommendation: Recommendation, *, before: date) -> bool:
    """Whether the notes of a meeting of the group, held before a day, hold anything about a recommendation."""
    about = citation_of(recommendation)
    lines = Line.objects.filter(struck_on__isnull=True, item__dropped_on__isnull=True).exclude(text="")
    held = lines.filter(
        item__meeting__group=recommendation.report.group_id, item__meeting__day__lt=before,
        item__meeting__cancelled_on__isnull=True,
    )  # fmt: skip
    if held.filter(Q(about=about) | Q(item__about=about)).exists():
        return True
    if held.filter(pk__in=[line.pk for line in _headed(recommendation)]).exists():
        return True
    return any(recommendation.number in numbers_in(item.title) for item in _alone(recommendation, before))


def _alone(recommendation: Recommendation, before: date) -> QuerySet[Item]:
    """The items of the group's meetings that have a line, where it has no other report before it."""
    report = recommendation.report
    others = Report.objects.filter(group=report.group_id).exclude(pk=report.pk).exists()
    rows = Item.objects.none() if others else Item.objects.filter(meeting__group=report.group_id)
    return rows.filter(
        meeting__day__lt=before, meeting__day__gte=report.on, meeting__cancelled_on__isnull=True, about="",
        lines__struck_on__isnull=True, lines__isnull=False,
    ).distinct()  # fmt: skip


def _is_answered(report: Report) -> bool:
    last = report.steps.order_by("at", "pk").last()
    return bool(last and last.state == "published")


def short(text: str, most: int = 120) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most].rsplit(' ', 1)[0]} …"
