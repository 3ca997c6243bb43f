"""
The area beside others: its statistical neighbours by both lists, its region, a list of its own, and all of England.

Medians and middle halves, never ranks. How close a neighbour is goes with it, as its publisher says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from paramountcy.publication import sentence
from paramountcy.publication.charts.strip import Dot, strip
from paramountcy.publication.shape import Column, Table
from paramountcy.publication.site.blocks import Block, Drawn, Heading, More, Point, Points, Printed, Words
from paramountcy.publication.site.everywhere import Everywhere, estimate
from paramountcy.publication.site.pages.view import View, interval, period_in_words, together, without_empty, written
from paramountcy.returns.published.store import Neighbour
from paramountcy.statistics.funnel import Funnel
from paramountcy.statistics.neighbours import Beside, Group, Row, beside
from paramountcy.statistics.shape import Estimate, Method

ENDED = Method("none", "")
ALL_PUBLISHED = "All of these, the area's own too, are the published figures, so that they are counted in the same way."


def similar(view: View, csv: str) -> Iterator[Block]:
    """The strip of all areas with the neighbours named, the sentences, and a table for each list."""
    everywhere, release = view.everywhere, view.release
    if not everywhere or view.part is None or everywhere.is_size or not everywhere.latest:
        return
    told = _beside(view, everywhere)
    said = _sentences(view, told)
    yield Words((*said, *([ALL_PUBLISHED] if view.ours else [])))
    left_out = _left_out(told)
    dots = list(_dots(view, everywhere))
    says = said[0]
    latest = period_in_words(everywhere.latest)
    # Where there is a funnel, its table has all areas already.
    near = _table(view, everywhere, release.vintage) if isinstance(everywhere.funnel(), Funnel) else None
    chart = strip(f"{view.subject.title}, {latest}", says, dots, unit=view.unit, beside=near, id="strip")
    yield Drawn(chart, "strip", csv, quiet=True)
    if near is None and release.vintage in _vintages(view):
        yield Printed(_table(view, everywhere, release.vintage), f"neighbours-{release.vintage}")
    for vintage in _vintages(view):
        if vintage != release.vintage:
            yield More(
                f"The neighbours of {vintage}, one by one",
                (Printed(_table(view, everywhere, vintage), f"neighbours-{vintage}"),),
            )
    if left_out:
        yield More("Who is left out, and why", (Points(left_out),))
    if release.listed:
        codes = [one.la_code for one in release.listed]
        rows = [(one.name, *_cells(view, everywhere, one.la_code)) for one in release.listed]
        table = Table.of(
            f"{view.name}'s own list, {period_in_words(everywhere.latest)}", ("Area", "figure", "95% interval"), rows
        )
        yield More(f"{view.name}'s own list of {len(codes)} areas, one by one", (Printed(table, "own-list"),))


def all_areas(view: View, csv: str) -> Iterator[Block]:
    """The funnel, with what it says of this area; why there is none, where there is none."""
    everywhere = view.everywhere
    if not everywhere or view.part is None or everywhere.is_size:
        return
    yield Heading("Is it more than chance?")
    paper = everywhere.paper
    if isinstance(paper, str):
        yield Words((paper,))
        return
    own = everywhere.at_latest().get(view.release.area.code)
    name = own["area"] if own else view.name
    latest = sentence.when(everywhere.latest)
    says = sentence.funnel(paper.found, name) if own else f"{view.name} has no figure {latest}."
    near = [row["area"] for code in view.neighbours(view.release.vintage) if (row := everywhere.at_latest().get(code))]
    yield Words((says, MEANING))
    title = f"{view.subject.title}, {period_in_words(everywhere.latest)}: all authorities"
    chart = paper.chart(title, says, this=name, neighbours=near, id="funnel")
    yield Drawn(chart, "funnel", csv, quiet=True)


MEANING = (
    "Authorities differ, and small ones more than large ones by chance alone. The limits allow for both. An authority "
    "outside of them is worth a question; it is neither praise nor blame."
)


def _sentences(view: View, told: Beside | None) -> tuple[str, ...]:
    if not told:
        return (f"{view.name} has no figure here, so there is nothing to set beside others.",)
    found = [_without_left_out(told, group) for group in told.groups]
    without = [
        f"{view.name} is not in the list of neighbours of {vintage}: areas that began since have none in it."
        for vintage in view.release.country.vintages
        if vintage not in _vintages(view)
    ]
    return together([*found, *without])


def _without_left_out(told: Beside, group: Group) -> str:
    """A group in words, but for who is left out: that stands apart, since it may be long."""
    says = told.says_of(group)
    return says.removesuffix(group.left_out.says).rstrip() if group.left_out.says else says


def _left_out(told: Beside | None) -> tuple[Point, ...]:
    """Everyone without a figure, each once."""
    why: dict[str, str] = {}
    for group in told.groups if told else ():
        why |= group.left_out.why
    return tuple(Point(f"{name}: {reason}.") for name, reason in sorted(why.items()))


def _vintages(view: View) -> list[int]:
    """The lists that the area is in; the one that comes first in this release before the other."""
    there = [vintage for vintage in view.release.country.vintages if view.neighbours(vintage)]
    return sorted(there, key=lambda vintage: (vintage != view.release.vintage, -vintage))


def _beside(view: View, everywhere: Everywhere) -> Beside | None:
    """The area beside its neighbours, its region and its own list, by the published figures of the last period."""
    release, area = view.release, view.release.area
    row = everywhere.at_latest().get(area.code)
    if row is None:
        return None
    own = replace(estimate(row, view.unit), why_not=row["why"] or row["status"]) if row["value"] is None else None
    values: dict[str, Estimate] = {area.name: own or estimate(row, view.unit)}
    listed: list[Row] = []
    for vintage in _vintages(view):
        for one in release.country.neighbours(area.code, vintage):
            name = _name(everywhere, one)
            values.setdefault(name, _of(view, everywhere, one.la_code))
            listed.append(Row(area.name, name, one.rank, one.closeness, f"{vintage}"))
    also: dict[str, Sequence[str]] = {}
    for label, codes in _groups(view):
        names = []
        for code in codes:
            if there := everywhere.at_latest().get(code):
                values.setdefault(there["area"], estimate(there, view.unit))
                names.append(there["area"])
        also[label] = names
    vintages = [f"{vintage}" for vintage in _vintages(view)]
    return beside(area.name, values, listed, vintages=vintages, also=also, what=sentence.when(everywhere.latest))


def _groups(view: View) -> Iterator[tuple[str, list[str]]]:
    release = view.release
    if release.peers:
        yield f"Authorities of {release.area.region}", [one.la_code for one in release.peers]
    if release.listed:
        yield f"{release.area.name}'s own list", [one.la_code for one in release.listed]


def _of(view: View, everywhere: Everywhere, code: str) -> Estimate:
    """A neighbour's figure; one that is not in the table any more has ended, or was not there."""
    row = everywhere.at_latest().get(code)
    if row is not None:
        return estimate(row, view.unit)
    return Estimate(None, None, None, view.unit, ENDED, 0, why_not=f"not in the table of {everywhere.latest}")


def _name(everywhere: Everywhere, one: Neighbour) -> str:
    row = everywhere.at_latest().get(one.la_code)
    return row["area"] if row else one.name


def _dots(view: View, everywhere: Everywhere) -> Iterator[Dot]:
    """This area, its neighbours by how close they are, then all others by name."""
    latest = everywhere.at_latest()
    near = view.neighbours(view.release.vintage)
    own = view.release.area.code
    for code in dict.fromkeys((own, *near, *latest)):
        row = latest.get(code)
        if row is None:
            continue
        kind = "this" if code == own else "neighbour" if code in near else "other"
        why = "" if row["value"] is not None else row["why"] or row["status"]
        if kind == "other":
            yield Dot(row["area"], row["value"], kind, why=why)
        else:
            yield Dot(row["area"], row["value"], kind, row["lower"], row["upper"], why)


def _table(view: View, everywhere: Everywhere, vintage: int) -> Table:
    """The area and its neighbours, the nearest first, each with how close it is."""
    rows = [(view.name, "this area", *_cells(view, everywhere, view.release.area.code))]
    for one in view.release.country.neighbours(view.release.area.code, vintage):
        rows.append((_name(everywhere, one), one.closeness, *_cells(view, everywhere, one.la_code)))
    columns = (
        Column("Area"),
        Column("How close"),
        Column("Figure", numeric=True),
        Column("95% interval", numeric=True),
    )
    note = "In the order of how close they are, as the department publishes it; not in that of their figures."
    title = f"Statistical neighbours of {vintage}: {view.subject.title}, {period_in_words(everywhere.latest)}"
    return without_empty(Table(title, columns, tuple(rows), note))


def _cells(view: View, everywhere: Everywhere, code: str) -> tuple[str, str]:
    row = everywhere.at_latest().get(code)
    return written(row, view.unit), interval(row, view.unit)
