"""Figures by period, with their holes: what lines, sparks and charts with limits are drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paramountcy.publication.charts.scale import known
from paramountcy.publication.charts.timeline import Timeline
from paramountcy.statistics import words

NO_FIGURE = "no figure"
NOT_DRAWN = "not a number that can be drawn"
MOST_HOLES = 4
"""Stretches without a figure that are named under a chart; the table has all."""


@dataclass(frozen=True)
class Point:
    """A figure of one period; without a value `why` says why."""

    at: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Series:
    """The figures of one area (or of one way of counting); the `main` one is drawn boldest."""

    name: str
    points: Sequence[Point]
    main: bool = False


@dataclass(frozen=True)
class Mark:
    """Something that came with a period and makes it hard to compare with those before: a new way of counting, say."""

    at: str
    text: str


def timeline(series: Iterable[Series]) -> Timeline:
    return Timeline.of(point.at for one in series for point in one.points)


def by_period(points: Iterable[Point]) -> dict[str, Point]:
    """The points by period; of several of one period, the first."""
    found: dict[str, Point] = {}
    for point in points:
        found.setdefault(point.at, point)
    return found


def in_time(points: Iterable[Point], time: Timeline) -> list[tuple[float, Point]]:
    """The points that have a value, in order of time, with their places."""
    there = [point for point in by_period(points).values() if known(point.value) is not None]
    return sorted(((time.place[point.at], point) for point in there), key=lambda pair: pair[0])


def holes(points: Iterable[Point], time: Timeline) -> dict[float, str]:
    """Where a series has no figure, and why: points without a value, and periods passed over between two points."""
    found = {
        time.place[at]: point.why or (NO_FIGURE if point.value is None else NOT_DRAWN)
        for at, point in by_period(points).items()
        if known(point.value) is None
    }
    if time.even:
        for one, other in pairwise(sorted(time.place[at] for at in by_period(points))):
            found |= dict.fromkeys((place for place in time.label if one < place < other), NO_FIGURE)
    return dict(sorted(found.items()))


def strokes(places: Sequence[float], gaps: Iterable[float]) -> list[list[int]]:
    """The points (by number) that are joined: a hole between two of them parts them."""
    empty = sorted(gaps)
    found: list[list[int]] = []
    for number, place in enumerate(places):
        if not found or any(places[number - 1] < gap < place for gap in empty):
            found.append([])
        found[-1].append(number)
    return found


def holes_in_words(name: str, gaps: dict[float, str], time: Timeline) -> str:
    """
    The sentence that explains the holes of a series, or no words.

    >>> time = Timeline.of(["2013-14", "2014-15", "2015-16", "2016-17"])
    >>> holes_in_words("Islington", {2013.0: "too few", 2014.0: "too few", 2016.0: "not collected"}, time)
    'No figure for Islington: 2013-14 to 2014-15 (too few) and 2016-17 (not collected).'
    """
    told: list[str] = []
    run: list[float] = []
    places = list(gaps)
    for number, place in enumerate(places):
        run.append(place)
        last = number + 1 == len(places)
        if last or gaps[places[number + 1]] != gaps[place] or (time.even and places[number + 1] > place + 1):
            names = [time.label[run[0]]] if len(run) == 1 else [time.label[run[0]], time.label[run[-1]]]
            reason = "" if gaps[place] == NO_FIGURE else f" ({gaps[place]})"
            told.append(" to ".join(names) + reason)
            run = []
    if not told:
        return ""
    if len(told) > MOST_HOLES:
        told = [*told[:MOST_HOLES], f"{len(told) - MOST_HOLES} more (see the table)"]
    return f"No figure for {name}: {words.together(told)}."
