"""How a figure went over time: the area, by its own count and as published, beside England and its neighbours."""

from collections.abc import Iterator, Mapping, Sequence

from paramountcy.publication.charts.line import Mark, Series, line
from paramountcy.publication.charts.line import Point as At
from paramountcy.publication.sentence import when
from paramountcy.publication.shape import GIVEN, Table
from paramountcy.publication.site.blocks import Block, Drawn, Point, Points
from paramountcy.publication.site.everywhere import Row
from paramountcy.publication.site.pages.view import (
    View,
    counted,
    interval,
    period_in_words,
    reasons,
    without_empty,
    written,
)
from paramountcy.statistics.words import day_in_words

MARKED = {"break": "counted otherwise", "missing": "no figures", "doubtful": "odd figures"}
"""What a mark in a chart says; the whole sentence stands below it."""

MOST_LINES = 5


def over_time(view: View, csv: str) -> Iterator[Block]:
    """The chart of the number that stands for the figure; of a mixture, a line for each part while they are few."""
    if view.part is None:
        yield from _of_parts(view, csv)
        return
    series = list(_series(view))
    if len(series[0].points) > 1 or len(series) > 1:
        values = [value for one in series for point in one.points if (value := point.value) is not None]
        chart = line(
            f"{view.subject.title}: {view.name}",
            _says(view),
            series,
            unit=view.unit,
            from_zero=not values or min(values) < 0.6 * max(values),
            marks=_marks(view),
            id="trend",
        )
        yield Drawn(chart, "trend", csv)
    if said := (*began(view), *_marked(view)):
        yield Points(tuple(Point(text) for text in said))


def points(rows: Mapping[tuple[str, str], Row], part: str, periods: Sequence[str], *, ends: bool = True) -> list[At]:
    """A series of one part: a point for each period, those without a row too, so that a hole is seen."""
    found = []
    for period in periods:
        row = rows.get((period, part))
        if row is None:
            found.append(At(period, None, why="no figure"))
        else:
            limits = (row["lower"], row["upper"]) if ends else (None, None)
            why = "" if row["value"] is not None else row["why"] or row["status"]
            found.append(At(period, row["value"], *limits, why=why))
    return found


def _series(view: View) -> Iterator[Series]:
    part = view.part or ""
    both = bool(view.ours) and bool(view.theirs)
    if view.ours:
        periods = [period for period in view.periods if any(key == (period, part) for key in view.ours)]
        yield Series(f"{view.name}, own count" if both else view.name, points(view.ours, part, periods), main=True)
    if view.theirs or not view.ours:
        name = f"{view.name}, published" if both else view.name
        yield Series(name, points(view.theirs, part, _span(view)), main=not view.ours)
    if not view.everywhere:
        return
    if any(row["value"] is not None for row in view.england.values()):
        yield Series("England", points(view.england, part, _published(view), ends=False))
    yield from _neighbours(view)
    yield from _before(view, part)


def _published(view: View) -> Sequence[str]:
    return view.everywhere.periods if view.everywhere else ()


def _span(view: View) -> Sequence[str]:
    """The published periods from the area's first on: one that began later has no holes before."""
    there = [period for period, _ in view.theirs]
    return [period for period in _published(view) if not there or period >= min(there)]


def _neighbours(view: View) -> Iterator[Series]:
    vintage = view.release.vintage
    codes = view.neighbours(vintage)
    if not codes or not view.everywhere or view.everywhere.is_size:
        return
    middles = view.everywhere.values.middle(codes)
    if any(value is not None for value in middles):
        at = [At(period, value) for period, value in zip(view.everywhere.periods, middles, strict=True)]
        yield Series("Middle of neighbours", at)


def _before(view: View, part: str) -> Iterator[Series]:
    """What stood here before, where that was one authority: its children's figures were among its."""
    before = view.release.area.before
    if len(before) != 1 or not view.everywhere:
        return
    rows = view.everywhere.rows(before[0].la_code)
    periods = [period for period in view.everywhere.periods if (period, part) in rows]
    if periods:
        yield Series(f"{before[0].name}, which ended", points(rows, part, periods, ends=False))


def began(view: View) -> Iterator[str]:
    """Why the line begins when it does."""
    area = view.release.area
    if area.before and area.authority.began and view.everywhere:
        names = [one.name for one in area.before]
        yield (
            f"{area.name} began on {day_in_words(area.authority.began)}. Before then its children were counted in "
            f"{' and '.join(names)}, which {'was another area' if len(names) == 1 else 'were other areas'}: do not "
            "read the step between them as a change in practice."
        )


def _marks(view: View) -> list[Mark]:
    if not view.everywhere:
        return []
    found = {mark.period: mark for mark in view.everywhere.marks(view.release.area.code)}
    return [Mark(period, MARKED.get(mark.kind, mark.kind)) for period, mark in sorted(found.items())]


def _marked(view: View) -> list[str]:
    if not view.everywhere:
        return []
    return list(dict.fromkeys(mark.words for mark in view.everywhere.marks(view.release.area.code)))


def _says(view: View) -> str:
    """What the chart shows, in a sentence."""
    rows = view.ours or view.theirs
    given = sorted(
        period for (period, part), row in rows.items() if part == (view.part or "") and row["status"] == GIVEN
    )
    if not given:
        return f"No figure of {view.name} is given in these years."
    first, last = (rows[period, view.part or ""]["value"] for period in (given[0], given[-1]))
    if len(given) == 1:
        return f"{view.name}: {view.unit.write(last)} {when(given[-1])}, the only time with a figure."
    return f"{view.name}: from {view.unit.write(first)} {when(given[0])} to {view.unit.write(last)} {when(given[-1])}."


def _of_parts(view: View, csv: str) -> Iterator[Block]:
    rows = view.ours or view.theirs
    if view.monthly:
        months = sorted(rows.items(), key=lambda item: item[0][1])
        at = [At(part, row["value"], why=row["why"] or row["status"]) for (_, part), row in months]
        if at:
            known = [point for point in at if point.value is not None]
            first, last = (period_in_words(point.at) for point in (at[0], at[-1]))
            says = f"{view.name}, month by month, from {first} to {last}; {len(known)} months have a figure."
            chart = line(view.subject.title, says, [Series(view.name, at, main=True)], unit=view.unit, id="trend")
            yield Drawn(chart, "trend", csv)
        return
    parts = [part for part in view.parts if any(key[1] == part for key in rows)]
    periods = sorted({period for period, _ in rows})
    if len(periods) > 1 and 0 < len(parts) <= MOST_LINES:
        series = [Series(part, points(rows, part, periods, ends=False), main=part == parts[0]) for part in parts]
        says = f"{view.subject.title} in {view.name}, part by part, from {periods[0]} to {periods[-1]}."
        chart = line(f"{view.subject.title}: {view.name}", says, series, unit=view.unit, marks=_marks(view), id="trend")
        yield Drawn(chart, "trend", csv)
    if said := (*began(view), *_marked(view)):
        yield Points(tuple(Point(text) for text in said))


def numbers(view: View) -> Table:
    """Every year: the area by each count, its interval, England, the region, and the middle of the neighbours."""
    if view.part is None:
        return _numbers_by_part(view)
    part, unit = view.part, view.unit
    middles = _middles(view)
    headings = ["Period"]
    if view.ours:
        headings += [f"{view.name}, from its own returns", "95% interval", "counted"]
    if view.theirs:
        headings += [f"{view.name}, as published", "95% interval", "counted"]
    if view.everywhere and not view.everywhere.is_size:
        headings += ["England", view.release.area.region or "Region", "middle of neighbours"]
    rows = []
    for period in reversed(view.periods):
        cells = [period_in_words(period)]
        if view.ours:
            row = view.ours.get((period, part))
            cells += [written(row, unit) if row else "no return", interval(row, unit), counted(row)]
        if view.theirs:
            row = view.theirs.get((period, part))
            cells += [written(row, unit), interval(row, unit), counted(row)]
        if view.everywhere and not view.everywhere.is_size:
            others = [written(rows.get((period, part)), unit) for rows in (view.england, view.region)]
            middle = middles.get(period)
            cells += [*others, "no figure" if middle is None else unit.bare(middle)]
        rows.append(cells)
    shown = (view.ours, view.theirs, view.england, view.region)
    note = reasons([row for found in shown for (_, of), row in found.items() if of == part])
    return without_empty(Table.of(f"{view.subject.title}{_in(view)}: all years", headings, rows, note))


def _in(view: View) -> str:
    name = view.unit.name
    return f" ({name})" if name not in ("share", "number", "") and name not in view.subject.title else ""


def _middles(view: View) -> dict[str, float | None]:
    if not view.everywhere or view.everywhere.is_size:
        return {}
    middles = view.everywhere.values.middle(view.neighbours(view.release.vintage))
    return dict(zip(view.everywhere.periods, middles, strict=True))


def _numbers_by_part(view: View) -> Table:
    rows = view.ours or view.theirs
    periods = sorted({period for period, _ in rows}, reverse=True)
    if view.monthly:
        by_month = sorted(rows.items(), key=lambda one: one[0][1], reverse=True)
        listed = [(period_in_words(part), written(row, view.unit)) for (_, part), row in by_month]
        return Table.of(f"{view.subject.title}: {view.name}", ("Month", "number"), listed, reasons(rows.values()))
    parts = [part for part in view.parts if any(key[1] == part for key in rows)]
    listed = [(part, *(written(rows.get((period, part)), view.unit) for period in periods)) for part in parts]
    return Table.of(
        f"{view.subject.title}{_in(view)}: {view.name}, all years",
        ("Part", *map(period_in_words, periods)),
        listed,
        reasons(rows.values()),
    )
