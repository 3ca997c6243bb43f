"""
Level and lottery, told together: how high a figure is over all of England, and how much it depends on where one lives.

Nothing here says which area is best. What differs may differ for good reason; the page shows how much, and over time.
"""

from collections.abc import Iterator

import numpy as np

from paramountcy.publication.charts.line import Point as At
from paramountcy.publication.charts.line import Series, line
from paramountcy.publication.shape import Table
from paramountcy.publication.site.blocks import Block, Drawn, Heading, Inset, Link, More, Page, Point, Points, Printed
from paramountcy.publication.site.blocks import Words as Said
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.durations import Durations
from paramountcy.publication.site.everywhere import Everywhere
from paramountcy.publication.site.shape import Release
from paramountcy.statistics import words
from paramountcy.statistics.variation import SCV_VERY_HIGH, Variation, says_change
from paramountcy.terms.year import Year

PATH = "variation.html"
SHOWN = (
    "referrals",
    "re_referrals",
    "referrals_without_action",
    "assessments_within_45_days",
    "enquiries",
    "conferences_within_15_days",
    "children_in_need",
    "protection_plans",
    "repeat_plans",
    "long_plans",
    "plans_reviewed",
    "children_looked_after",
    "three_or_more_placements",
)
"""Figures whose variation is told: those that say most of whether the same child would be met the same way."""

MEANS = (
    "Level is what all authorities together come to. Lottery is how far they lie apart beyond what chance would make "
    "of children who are few. Either alone misleads: a service can become more alike everywhere and slower everywhere.",
    "The intraclass correlation (ICC) says how much of what happens to a child lies between authorities: 0 is nothing. "
    f"For rates it is the systematic component of variation; over {SCV_VERY_HIGH} is called very high in studies of "
    "health care.",
)


def variation_page(release: Release) -> Page:
    told = list(_told(release))
    blocks: list[Block] = [
        Said(
            (
                "Would the same child be met in the same way somewhere else in England? These figures say how much "
                "depends on where a child lives, and whether that grows or shrinks.",
            ),
            lead=True,
        ),
        Inset("How to read this page", "No area is called best or worst here. A difference is a question, no verdict."),
    ]
    if release.country.durations:
        durations = release.country.durations
        blocks += [Heading("How long assessments take, from place to place"), *_medians(durations)]
        blocks += _within_45(release.country)
    if told:
        blocks += [
            Heading("What changed, level and lottery together"),
            Points(tuple(point for _, _, _, point in told)),
            Heading("Figure by figure"),
            Said(MEANS),
            Printed(_table([(one, first, last) for one, first, last, _ in told]), "variation-table"),
            More(
                "Each figure in words",
                tuple(
                    block
                    for one, _, last, _ in told
                    for block in (Heading(one.of.title, level=3), Said((f"{one.latest}. {last.says}",)))
                ),
            ),
        ]
    else:
        blocks.append(Said(("The store has no table with counts of enough authorities to tell how they differ.",)))
    return Page(PATH, "Level and lottery: how much depends on where a child lives", tuple(blocks))


def _told(release: Release) -> Iterator[tuple[Everywhere, tuple[str, Variation], Variation, Point]]:
    """Each figure with its first and last year, and the sentence on both."""
    for name in SHOWN:
        everywhere = release.everywhere(name)
        if everywhere is None:
            continue
        last = everywhere.variation(everywhere.latest)
        first_period = _first(everywhere)
        first = everywhere.variation(first_period) if first_period else "there is only one year"
        if isinstance(last, str):
            continue
        link = Link(everywhere.of.title, f"indicators/{release.subjects[name].slug}.html")
        if isinstance(first, str):
            yield (
                everywhere,
                (everywhere.latest, last),
                last,
                Point(last.says.removeprefix(f"{everywhere.of.title}: "), link),
            )
            continue
        said = says_change(first, last, when=(first_period, everywhere.latest)).removeprefix(f"{everywhere.of.title} ")
        yield everywhere, (first_period, first), last, Point(said, link)


def _first(everywhere: Everywhere) -> str:
    """The first period that may be set beside the last: none that is marked as a break; "" where there is none."""
    broken = {mark.period for mark in everywhere.marks("") if mark.kind == "break"}
    return next((period for period in everywhere.periods if period not in broken and period < everywhere.latest), "")


def _table(told: list[tuple[Everywhere, tuple[str, Variation], Variation]]) -> Table:
    rows = []
    for everywhere, (period, first), last in told:
        rows += [_row(everywhere, when, one) for when, one in ((period, first), (everywhere.latest, last))]
    headings = (
        "Figure and year",
        "over all authorities",
        "lowest tenth below",
        "middle one",
        "highest tenth above",
        "ICC, or systematic component of rates (95% interval)",
        "authorities",
    )
    return Table.of("Level and lottery, in the first and the last year", headings, dict.fromkeys(rows))


def _row(everywhere: Everywhere, period: str, one: Variation) -> tuple[str, ...]:
    unit, spread, index = one.level.unit, one.spread, one.index
    places = 1 if one.predicted is None else 3
    value, low, high = (words.number(end or 0.0, places) for end in (index.value, index.lower, index.upper))
    return (
        f"{everywhere.of.title}, {period}",
        unit.bare(one.level.value or 0.0),
        unit.bare(spread.lowest_tenth),
        unit.bare(spread.median),
        unit.bare(spread.highest_tenth),
        f"{value} ({low} to {high})",
        f"{spread.n}",
    )


def _within_45(country: Country) -> Iterator[Block]:
    """The official percentage among authorities of which every band is printed, first and last year."""
    first, last = (country.bands_vary(year) for year in country.first_and_last)
    if isinstance(first, Variation) and isinstance(last, Variation):
        years = [str(Year(year)) for year in country.first_and_last]
        counts = f"{first.spread.n} and {last.spread.n}"
        yield Said(
            (
                f"Among the authorities of which every band of days is published ({counts}): "
                f"{says_change(first, last, when=(years[0], years[1]))}",
            )
        )
        if said := country.first_is_apart:
            yield Said((f"Take care: {said}",))


def _medians(durations: Durations) -> Iterator[Block]:
    """Where the middle eight in ten authorities lie, year by year."""
    ends: dict[int, tuple[float, float, float]] = {}
    for year in durations.years:
        medians = durations.medians(year)
        if len(medians) >= 30:
            low, middle, high = (float(end) for end in np.quantile(medians, [0.1, 0.5, 0.9]))
            ends[year] = (low, middle, high)
    if len(ends) < 2:
        return
    first, last = min(ends), max(ends)
    says = (
        f"In half of the authorities the middle assessment took up to {ends[first][1]:.0f} working days in "
        f"{Year(first)}, and up to {ends[last][1]:.0f} in {Year(last)}. Eight in ten authorities lay between "
        f"{ends[first][0]:.0f} and {ends[first][2]:.0f} days then, and between {ends[last][0]:.0f} and "
        f"{ends[last][2]:.0f} days now."
    )
    names = ("One in ten authorities is below", "The middle authority", "One in ten authorities is above")
    series = [
        Series(name, [At(str(Year(year)), three[place]) for year, three in ends.items()], main=place == 1)
        for place, name in enumerate(names)
    ]
    yield Drawn(
        line("How long the middle assessment takes, in authorities", says, series, unit="working days", id="medians"),
        "medians",
    )
