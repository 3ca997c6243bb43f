"""
What is known of any release, whatever its numbers: which of its cells sum to which.

Groups sum to the whole, categories and bands of days to what they are out of, months to their quarter, areas to all of
them. A child of two teams is in both, so teams come to at least the whole. Only what flows adds up over time; what
stood at a moment is the same for all periods that end with it. All of these are only proposed here: those that do not
hold for the true counts are `sums.exceptions`, and no attacker is misled by them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from paramountcy.indicators.figures import EVERYWHERE
from paramountcy.indicators.groups import ALL
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.publication.disclosure.cells import BETWEEN, BY_DAY, COUNT, OUT_OF, SHARE, UNKNOWN, Cells
from paramountcy.publication.disclosure.identities import propose
from paramountcy.publication.disclosure.sums import ENDLESS, ROUNDED, Sums
from paramountcy.statistics.incidence import WINDOWS

OVERLAPPING = ("team",)
"""Breakdowns of which one child may be in several groups."""

Span = tuple[int, int]


def proposed(of: Cells) -> Sums:
    """All sums that may hold between the cells; cells that no row prints are added to them."""
    found = Sums()
    _rests(of, found)
    _categories(of, found)
    _groups(of, found)
    _areas(of, found)
    _periods(of, found)
    propose(of, found)
    return found


def _rests(of: Cells, found: Sums) -> None:
    for count, out_of, rest in zip(of.count, of.out_of, of.rest, strict=True):
        if rest != UNKNOWN:
            found.whole(("rest", of.of[rest]), int(out_of), [int(count), int(rest)])


def _categories(of: Cells, found: Sums) -> None:
    """Categories, and bands of days, sum to what they are out of; those done by a later day include the earlier."""
    shares, days = defaultdict(list), defaultdict(list)
    for row, kind in enumerate(of.kind):
        if kind in (SHARE, BY_DAY):
            (shares if kind == SHARE else days)[int(of.out_of[row])].append(int(of.count[row]))
    for out_of, parts in shares.items():
        names = [of.of[part].category for part in parts]
        if len(parts) < 2:
            continue
        bands = [band(name) for name in names]
        if None in bands:
            found.whole(("categories", of.of[out_of]), out_of, parts)
            continue
        spans = {(0, ENDLESS): out_of} | {span: part for span, part in zip(bands, parts, strict=True) if span}
        for whole, tiles in tiled(list(spans)):
            found.whole(("bands", of.of[spans[whole]]), spans[whole], [spans[tile] for tile in tiles])
    for parts in days.values():
        ordered = sorted((by_day(of.of[part].category), part) for part in parts)
        for (_, before), (_, after) in pairwise(ordered):
            between = of.number(of.of[after]._replace(what=BETWEEN))
            found.whole(("between", of.of[after]), after, [before, between], defines=between)


def band(category: str) -> Span | None:
    """
    The days of a band; None for a category that is no band.

    >>> band("same day"), band("11 to 20"), band("61 or more") == (61, ENDLESS), band("police")
    ((0, 0), (11, 20), True, None)
    """
    if category == "same day":
        return 0, 0
    ends = re.fullmatch(r"(\d+) (?:to (\d+)|or more)", category)
    return (int(ends[1]), int(ends[2]) if ends[2] else ENDLESS) if ends else None


def by_day(category: str) -> int:
    """
    The day that a share was done by.

    >>> by_day("by day 45"), by_day("within 6 months")
    (45, 182)
    """
    windows = {f"within {name}": day for day, name in WINDOWS.items()}
    return windows[category] if category in windows else int(category.rpartition(" ")[2])


def tiled(spans: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """
    Each span that others fill without gap or overlap, with the longest that do.

    >>> list(tiled([(1, 12), (1, 3), (4, 12), (4, 6), (7, 12)]))
    [((1, 12), [(1, 3), (4, 12)]), ((4, 12), [(4, 6), (7, 12)])]
    """
    by_start: dict[int, list[Span]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        by_start[span[0]].append(span)

    def fill(start: int, whole: Span) -> list[Span] | None:
        for span in by_start[start]:
            if span == whole or span[1] > whole[1]:
                continue
            if span[1] == whole[1]:
                return [span]
            rest = fill(span[1] + 1, whole)
            if rest:
                return [span, *rest]
        return None

    for whole in spans:
        tiles = fill(whole[0], whole)
        if tiles:
            yield whole, tiles


def _groups(of: Cells, found: Sums) -> None:
    """Groups sum to the whole; teams to at least that, and none to more than it."""
    groups = defaultdict(list)
    for number, cell in enumerate(of.of):
        if cell.breakdown != ALL and cell.what in (COUNT, OUT_OF):
            groups[cell._replace(group=ALL)].append(number)
    rounded = {of.of[int(count)] for count, kind in zip(of.count, of.kind, strict=True) if kind == BY_DAY}
    for cell, parts in groups.items():
        whole = of.place.get(cell._replace(breakdown=ALL), UNKNOWN)
        overlap = cell.breakdown in OVERLAPPING
        family = ROUNDED if of.of[parts[0]] in rounded else "groups"
        found.whole((family, cell), whole, parts)
        if overlap:
            found.at_most(("at least", cell), [whole], parts)
            for part in parts:
                found.at_most(("at most", of.of[part]), [part], [whole])


def _areas(of: Cells, found: Sums) -> None:
    """Areas sum to all of them together."""
    if EVERYWHERE not in of.rows["area"]:
        return
    areas = defaultdict(list)
    for number, cell in enumerate(of.of):
        if cell.area != EVERYWHERE and cell.what in (COUNT, OUT_OF) and cell.breakdown not in OVERLAPPING:
            areas[cell._replace(area=EVERYWHERE)].append(number)
    for cell, parts in areas.items():
        found.whole(("areas", cell), of.place.get(cell, UNKNOWN), parts)


@dataclass(frozen=True)
class _Calendar:
    """How the periods of an area lie in each other."""

    tiles: tuple[tuple[str, tuple[str, ...]], ...]
    inside: tuple[tuple[str, str], ...]
    same_end: tuple[tuple[str, str], ...]


@cache
def _calendar(names: tuple[str, ...]) -> _Calendar:
    periods = [Period.of(name) for name in names]
    spans = {_span(one): one.name for one in periods}
    tiles = {spans[whole]: tuple(spans[tile] for tile in parts) for whole, parts in tiled(list(spans))}
    tiles |= {one.name: (spans[_span(one)],) for one in periods if spans[_span(one)] != one.name}
    inside = [
        (inner.name, outer.name)
        for outer in periods
        for inner in periods
        if inner != outer and outer.start <= inner.start and inner.end <= outer.end and outer.name not in tiles
    ]
    first: dict[object, str] = {}
    same = [(one.name, first.setdefault(one.end, one.name)) for one in periods]
    return _Calendar(tuple(tiles.items()), tuple(inside), tuple(pair for pair in same if pair[0] != pair[1]))


def _span(period: Period) -> Span:
    return period.start.toordinal(), period.end.toordinal()


def _periods(of: Cells, found: Sums) -> None:
    """Months sum to quarters and years, where what is counted flows; periods that end together agree on what stood."""
    standing = {one.name for one in INDICATORS if one.at_end}
    names = defaultdict(set)
    for cell in of.of:
        names[cell.area].add(cell.period)
    calendars = {area: _calendar(tuple(sorted(periods_among(there)))) for area, there in names.items()}
    if not any(one.tiles or one.inside or one.same_end for one in calendars.values()):
        return
    series = defaultdict(dict)
    for number, cell in enumerate(of.of):
        if cell.what in (COUNT, OUT_OF):
            series[cell._replace(period="")][cell.period] = number
    for cell, there in series.items():
        calendar = calendars[cell.area]
        if cell.indicator in standing:
            for one, other in calendar.same_end:
                if one in there and other in there:
                    found.whole(("same end", cell, one), there[other], [there[one]])
            continue
        for whole, parts in calendar.tiles:
            if whole in there and all(part in there for part in parts):
                found.whole(("periods", cell, whole), there[whole], [there[part] for part in parts])
        for inner, outer in calendar.inside:
            if inner in there and outer in there:
                found.at_most(("inside", cell, inner, outer), [there[inner]], [there[outer]])


def periods_among(names: Iterable[str]) -> Iterator[str]:
    """Those of the names that are periods."""
    for name in names:
        try:
            yield Period.of(name).name
        except ValueError:
            continue
