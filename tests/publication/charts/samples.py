"""One of each kind of chart, as a board would see them, and the hard ones: nothing, one point, all alike."""

from math import exp

import numpy as np

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.charts.control import control
from paramountcy.publication.charts.distribution import Band, Curve, curve, distribution
from paramountcy.publication.charts.funnel import funnel
from paramountcy.publication.charts.line import Mark, Point, Series, line
from paramountcy.publication.charts.spark import spark
from paramountcy.publication.charts.strip import Dot, strip
from paramountcy.publication.shape import Chart
from paramountcy.statistics import control_chart
from paramountcy.statistics.funnel import Funnel
from paramountcy.statistics.funnel import funnel as judged

YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2013, 2025)]
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
NEIGHBOURS = (
    *("Camden", "Hackney", "Hammersmith and Fulham", "Haringey", "Lambeth", "Lewisham", "Southwark"),
    *("Tower Hamlets", "Greenwich", "Bournemouth, Christchurch and Poole"),
)
BANDS = (
    *(("same day", 0, 0, 20), ("1 to 10", 1, 10, 160), ("11 to 20", 11, 20, 190), ("21 to 30", 21, 30, 240)),
    *(("31 to 40", 31, 40, 330), ("41 to 45", 41, 45, 300), ("46 to 50", 46, 50, 60), ("51 to 60", 51, 60, 50)),
    ("61 or more", 61, None, 70),
)
HOLES = {4: "too few", 7: "not collected", 8: "not collected"}


def shares(area: str, start: float, step: float, *, main: bool = False, width: float = 0.0) -> Series:
    """A series over the years; the main one has holes."""
    points = [
        Point(year, None, why=HOLES[place]) if main and place in HOLES else _point(year, start + step * place, width)
        for place, year in enumerate(YEARS)
    ]
    return Series(area, points, main=main)


def _point(period: str, value: float, width: float) -> Point:
    return Point(period, value, value - width, value + width) if width else Point(period, value)


def funnel_of(seed: int = 3) -> Funnel:
    """150 areas of unlike size, Islington the first, the last three tiny, one left out."""
    chance = np.random.default_rng(seed)
    size = np.r_[chance.lognormal(7.6, 0.7, 148).astype(int), 12, 20, 9, 0]
    rate = np.clip(chance.normal(0.225, 0.04, 152), 0.02, 0.6)
    names = ["Islington", *NEIGHBOURS, *(f"Area {number}" for number in range(11, 151)), "Nobody"]
    return judged(names, chance.binomial(size, rate), size, what="Re-referrals")


def limits_of(*, rebased: bool = False) -> control_chart.Chart:
    """36 months, better from the nineteenth on, one of them without a value."""
    chance = np.random.default_rng(5)
    size = chance.integers(180, 260, 36)
    count = chance.binomial(size, np.r_[np.full(18, 0.78), np.full(18, 0.87)]).astype(float)
    count[7] = np.nan
    anew = [control_chart.Rebase("2024-07", "a second duty team started", "Ann Lee")] if rebased else []
    target = None if rebased else 0.85
    what = "Assessments within 45 working days"
    return control_chart.p_chart(
        MONTHS, count, size, every="month", better="higher", target=target, rebase=anew, what=what
    )


def bands(*, without: str = "") -> list[Band]:
    total = sum(count for *_, count in BANDS)
    return [
        Band(label, first, last, None, None, "too few") if label == without else Band(label, first, last, n, n / total)
        for label, first, last, n in BANDS
    ]


def done(name: str, slow: float, *, main: bool = False) -> Curve:
    days = range(81)
    share = [1 - exp(-((day / slow) ** 1.6)) for day in days]
    low, high = ([min(max(value + side, 0.0), 1.0) for value in share] for side in (-0.03, 0.03))
    return Curve(name, days, share, low if main else None, high if main else None, main)


def dots(count: int = 140) -> list[Dot]:
    chance = np.random.default_rng(7)
    near = chance.normal(0.21, 0.03, len(NEIGHBOURS))
    return [
        Dot("Islington", 0.213, "this", 0.195, 0.231),
        *(Dot(name, float(value), "neighbour") for name, value in zip(NEIGHBOURS, near, strict=True)),
        *(Dot(f"Area {number}", float(value)) for number, value in enumerate(chance.normal(0.225, 0.05, count))),
        Dot("City of London", None, why="too few"),
    ]


def typical() -> dict[str, Chart]:
    """By name: charts as they are released."""
    says = "Islington: 21.3%, about as expected for its size."
    four = [
        shares("Islington", 0.26, -0.004, main=True, width=0.02),
        shares("England", 0.23, -0.001, width=0.001),
        shares("Statistical neighbours, the middle one", 0.21, 0.001),
        shares("London", 0.19, 0.0),
    ]
    changes = [
        Mark("2014-15", "Initial and core assessments became one"),
        Mark("2020-21", "Fewer schools were open because of the pandemic"),
    ]
    sources = [
        Bar("Police", 0.31, 0.29, 0.33, main=True),
        Bar("Schools and other education services", 0.22, 0.2, 0.24),
        Bar("Health services", 0.15, 0.13, 0.17),
        Bar("Local authority services", 0.1),
        Bar("Anonymous", None, why="too few"),
    ]
    days = [Point(f"{year}-03-31", 25.0 + year % 7, 24.0 + year % 7, 27.0 + year % 7) for year in range(2014, 2025)]
    curves = [done("Islington, open ones counted", 38, main=True), done("Completed ones only", 33)]
    return {
        "line": line("Re-referrals within 12 months", says, four, unit="share", marks=changes),
        "line of days": line("Median days", says, [Series("Islington", days, main=True)], unit="working days"),
        "bars": bars("Referrals by who made them", says, sources, unit="share"),
        "strip": strip("Re-referrals: all areas", says, dots(), unit="share"),
        "spark": spark("Re-referrals, 2013-14 to 2024-25", says, four[0].points, unit="share"),
        "funnel": funnel("Re-referrals by size", says, funnel_of(), this="Islington", neighbours=NEIGHBOURS),
        "distribution": distribution("How long assessments took", says, bands(), limit=45),
        "distribution with a hole": distribution("How long they took", says, bands(without="21 to 30"), limit=45),
        "curve": curve("Share done by day", says, curves, limit=45),
        "control": control("Within 45 days, by month", says, limits_of()),
        "control rebased": control("Within 45 days, by month, anew", says, limits_of(rebased=True)),
    }


def hard() -> dict[str, Chart]:
    """By name: charts that have nothing to draw, or next to nothing, or far too much."""
    says = "It is as it is."
    one = [Series("Islington", [Point("2024-25", 0.21, 0.2, 0.22)], main=True)]
    none = [Series("Islington", [Point("2024-25", None, why="too few")], main=True)]
    far = [Series("Islington", [Point(str(year), 10.0 ** (year - 2010)) for year in range(2010, 2025)], main=True)]
    down = [Bar("Islington", -0.013, -0.02, -0.006, main=True), Bar("Camden", 0.042), Bar("Hackney", 0.0)]
    alike = [Dot("Islington", 0.0, "this"), *(Dot(f"Area {number}", 0.0) for number in range(151))]
    long = "The Royal Borough of a Name that is Longer than any that there is in England or Wales and Scotland"
    names = [Series(f"{long} {number}", [Point("2023", 0.2), Point("2024", 0.21)]) for number in range(6)]
    return {
        "one point": line("One point", says, one, unit="share"),
        "no points": line("No points", says, none, unit="share"),
        "no series": line("No series", says, [], unit="share"),
        "huge": line("Huge", says, far, unit="number"),
        "long names": line("Long names", says, names, unit="share"),
        "negative": bars("Negative", says, down, unit="percentage points"),
        "no bars": bars("No bars", says, [], unit="share"),
        "alike": strip("Alike", says, alike, unit="working days"),
        "one dot": strip("One dot", says, [Dot(long, 0.2, "this")], unit="share"),
        "no dots": strip("No dots", says, [Dot("Islington", None, why="too few")], unit="share"),
        "no spark": spark("No spark", says, [], unit="share"),
        "tiny area": funnel("A tiny area", says, funnel_of(), this="Area 150"),
        "area left out": funnel("An area left out", says, funnel_of(), this="Nobody"),
        "no bands": distribution("No bands", says, [], limit=45),
        "only the endless": distribution("Only the endless", says, bands()[-1:], limit=45),
        "no curve": curve("No curve", says, [], limit=45),
    }
