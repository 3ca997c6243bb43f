"""
The trials of 2011 to 2012: what was set aside, what published figures can tell since, and what nobody measured.

The tables are rebuilt from the department's figures each time. What is only reported says by whom.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from paramountcy.publication.charts.line import Point as At
from paramountcy.publication.charts.line import Series, line
from paramountcy.publication.shape import Column, Table
from paramountcy.publication.site.blocks import Block, Drawn, Fact, Facts, Heading, Inset, Page, Printed, Words
from paramountcy.publication.site.durations import ENGLAND, MEDIAN, Durations
from paramountcy.publication.site.shape import Release
from paramountcy.publication.site.trial_tables import (
    EIGHT,
    FIRST_YEARS,
    NEIGHBOURS_OF,
    Reported,
    differences,
    england_since,
    facts,
    first_durations,
    medians_beside_neighbours,
)
from paramountcy.returns.published.imagined import imagined_trials
from paramountcy.returns.published.store import Neighbour
from paramountcy.terms.year import Year

PATH = "trials.html"


def trials_page(release: Release) -> Page:
    blocks: list[Block] = [
        Words(
            (
                "In 2011 eight authorities were allowed to decide for themselves how long an assessment takes. This "
                "page sets out what was tried, what published figures can tell of it since, and what nobody measured.",
            ),
            lead=True,
        ),
        Heading("What was tried"),
        Facts(tuple(Fact(one.item, (one.said, _by(one))) for one in facts("facts"))),
        Heading("What they were allowed to set aside", level=3),
        Printed(
            _reported("Requirements set aside, and by how many of the eight", "Requirement", "How many", "allowed"),
            "set-aside",
        ),
        Words(("Which six and which two is in the report of the evaluation, which could not be obtained.",)),
        Heading("What was reported at the time", level=3),
        Printed(_reported("Numbers reported of the trials", "What", "Number", "claimed"), "reported"),
    ]
    durations = release.country.durations
    if durations and any(durations.row(year, code) for year in FIRST_YEARS for code in _eight(release)):
        blocks += _published(release, durations)
    else:
        blocks.append(
            Words(("The store does not have the table of assessment durations (C2), so nothing more can be shown.",))
        )
    blocks += [
        Heading("What nobody measured"),
        Words(("The group that advised on the guidance asked for evidence on three things. No numbers were found.",)),
        Facts(tuple(Fact(one.item, (f"It can be measured: {one.said}", _by(one))) for one in facts("unmeasured"))),
    ]
    return Page(PATH, "The trials of flexible time limits", tuple(blocks))


def _eight(release: Release) -> Mapping[str, str]:
    return imagined_trials() if release.country.imagined else EIGHT


def _published(release: Release, durations: Durations) -> Iterator[Block]:
    """The tables that the data give."""
    eight = _eight(release)
    neighbours = {code: release.country.neighbours(code, NEIGHBOURS_OF) for code in eight}
    if release.country.imagined:
        yield Inset("Imagined", "The trials were real. The authorities in the tables below are imagined.")
    yield Heading("The first durations that were published")
    yield Inset(
        "Take care",
        f"These are the first two published years after the trials ({Year(FIRST_YEARS[0])} and {Year(FIRST_YEARS[1])}),"
        " when a single assessment within 45 working days was already the rule for all. They are not the months of the "
        "trials.",
    )
    if said := _span(durations, eight):
        yield Words((said,))
    yield Printed(first_durations(durations, eight), "first-durations")
    yield Heading("Beside their neighbours since")
    yield Words((*filter(None, [differences(durations, neighbours, eight)]), SPREAD))
    if release.area.code in eight:
        yield _own_line(release, durations, neighbours[release.area.code], eight)
    yield Printed(medians_beside_neighbours(durations, neighbours, eight), "beside-neighbours")
    yield Heading("England since")
    yield from _england(durations)


SPREAD = (
    "Where the difference goes up and down around nought, there was no lasting change of the eight as a group: how far "
    "they lie from each other is the story, not how high they stand."
)

AS_FAR_APART = " Those that had been free the longest were as far apart as all of England."


def _span(durations: Durations, eight: Mapping[str, str]) -> str:
    """How far the eight lay apart in the first year, beside all of England."""
    year = FIRST_YEARS[0]
    own = [row.number(MEDIAN) for code in eight if (row := durations.row(year, code))]
    known = [value for value in own if value is not None]
    everyone = durations.medians(year)
    if len(known) < 3 or len(everyone) < 30:
        return ""
    low, high = np.quantile(everyone, [0.1, 0.9])
    return (
        f"In {Year(year)} the middle assessment took from {min(known):.0f} to {max(known):.0f} working days in the "
        f"eight authorities; of all {len(everyone)} with a figure, eight in ten lay between {low:.0f} and {high:.0f} "
        f"days."
    ) + (AS_FAR_APART if min(known) <= low + 2 and max(known) >= high - 2 else "")


def _own_line(release: Release, durations: Durations, near: Sequence[Neighbour], eight: Mapping[str, str]) -> Drawn:
    name, code = release.area.name, release.area.code
    others = [one.la_code for one in near if one.la_code not in eight]
    own, theirs = [], []
    for year in durations.years:
        row = durations.row(year, code)
        value = row.number(MEDIAN) if row else None
        own.append(At(str(Year(year)), value, why="" if value is not None else "not available"))
        medians = [other.number(MEDIAN) for one in others if (other := durations.row(year, one))]
        known = [middle for middle in medians if middle is not None]
        theirs.append(At(str(Year(year)), float(np.median(known)) if known else None))
    says = f"{name} was one of the eight. Its middle assessment beside that of its neighbours, year by year."
    series = [Series(name, own, main=True), Series(f"Middle of its {NEIGHBOURS_OF} neighbours", theirs)]
    title = f"{name} and its neighbours: how long the middle assessment took"
    return Drawn(line(title, says, series, unit="working days", id="own-median"), "own-median")


def _england(durations: Durations) -> Iterator[Block]:
    rows = [(year, row) for year in durations.years if (row := durations.row(year, ENGLAND))]
    known = [(year, row) for year, row in rows if row.number(MEDIAN) is not None and row.given()]
    if len(known) > 1:
        (first, before), (last, after) = known[0], known[-1]
        yield Words(
            (
                f"The share done within 45 working days went from {_within(before.bands):.1f}% in {Year(first)} to "
                f"{_within(after.bands):.1f}% in {Year(last)}, and the middle assessment from "
                f"{before.number(MEDIAN):.0f} to {after.number(MEDIAN):.0f} working days. For each assessment that is "
                f"finished on a day from 31 to 40, there were {_piled(before.bands):.2f} finished on a day from 41 to "
                f"45"
                f" in {Year(first)}, and {_piled(after.bands):.2f} in {Year(last)}.",
            )
        )
        points = [At(str(Year(year)), row.number(MEDIAN)) for year, row in known]
        says = f"England's middle assessment, from {before.number(MEDIAN):.0f} working days in {Year(first)} to " + (
            f"{after.number(MEDIAN):.0f} in {Year(last)}."
        )
        yield Drawn(
            line(
                "England: how long the middle assessment takes",
                says,
                [Series("England", points, main=True)],
                unit="working days",
                id="england-median",
            ),
            "england-median",
        )
    yield Printed(england_since(durations), "england-table")


def _within(bands: Sequence[float | None]) -> float:
    counts = [count or 0.0 for count in bands]
    return 100 * sum(counts[:6]) / sum(counts)


def _piled(bands: Sequence[float | None]) -> float:
    """How many are finished on each of the five days up to the limit, for each on a day from 31 to 40."""
    return ((bands[5] or 0.0) / 5) / ((bands[4] or 1.0) / 10)


def _reported(caption: str, item: str, said: str, part: str) -> Table:
    columns = (Column(item), Column(said), Column("Reported by"))
    return Table(caption, columns, tuple((one.item, one.said, _by(one)) for one in facts(part)))


def _by(one: Reported) -> str:
    return f"{one.source} ({one.mark})"
