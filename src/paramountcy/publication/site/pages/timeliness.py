"""
How long assessments take: the whole distribution, those still open, and the official percentage beside the honest one.

"Within 45 working days, of those completed" forgets whoever still waits. Published tables print nothing else; where the
area's own returns are given, every assessment is counted from its start, open ones as long as they were seen.
"""

from collections.abc import Iterator, Sequence

from paramountcy.publication import sentence
from paramountcy.publication.charts.distribution import Band, Curve, curve, distribution
from paramountcy.publication.shape import GIVEN, Chart, Table
from paramountcy.publication.site.blocks import (
    Block,
    Drawn,
    Heading,
    Inset,
    Link,
    More,
    Page,
    Point,
    Points,
    Printed,
    Words,
)
from paramountcy.publication.site.counting import DONE_BY
from paramountcy.publication.site.durations import (
    BANDS,
    COMPLETED,
    EDGES,
    ENGLAND,
    LABELS,
    LOWER,
    MEDIAN,
    UPPER,
    Durations,
)
from paramountcy.publication.site.durations import Row as Published
from paramountcy.publication.site.everywhere import Row, estimate
from paramountcy.publication.site.pages.view import interval, written
from paramountcy.publication.site.shape import Own, Release
from paramountcy.publication.site.trial_tables import over_45
from paramountcy.publication.site.trial_tables import written as as_printed
from paramountcy.returns.published.shape import SYMBOLS
from paramountcy.statistics.duration_bins import density_ratio
from paramountcy.statistics.official_share import Reconciled
from paramountcy.statistics.shape import SHARE
from paramountcy.terms.year import Year

PATH = "timeliness.html"
LIMIT = 45
WITHIN_LIMIT, OPEN_BEYOND, OPEN_LONG = (
    "assessments_within_45_days",
    "assessments_open_beyond_45_days",
    "assessments_open_beyond_60_days",
)


def timeliness_page(release: Release) -> Page:
    name, durations = release.area.name, release.country.durations
    reconciled = reconcile(release.own) if release.own else None
    blocks: list[Block] = [
        Words(tuple(_lead(release, durations, reconciled)), lead=True),
        Inset(
            "Two percentages, two questions",
            f"The official one asks: of the assessments that were completed, how many were within {LIMIT} working days?"
            f" The honest one asks: of all that were started, how many were done by day {LIMIT}? The first forgets "
            "those that are still open, and looks best where the longest ones are left lying.",
        ),
    ]
    blocks += [Heading("From the area's own returns, open ones counted"), *_own(release)]
    blocks += [Heading("As published: how long completed assessments took"), *_published(release, durations)]
    links = [
        Point("", Link(release.subjects[one].title, f"indicators/{release.subjects[one].slug}.html"))
        for one in (WITHIN_LIMIT, "assessment_quartiles", DONE_BY, OPEN_BEYOND, "assessments_bunched")
        if one in release.subjects
    ]
    if links:
        blocks += [Heading("Page by page"), Points(tuple(links))]
    return Page(PATH, f"How long assessments take in {name}", tuple(blocks))


def reconcile(own: Own) -> tuple[Year, Reconciled | None, str] | None:
    """
    The official percentage and the honest one of the last year for which both may be printed, and the sentence that
    reconciles them. None where there is no such year.
    """
    for year in reversed(own.years):
        official = own.whole(WITHIN_LIMIT).get((str(year), ""))
        honest = own.whole(DONE_BY).get((str(year), f"by day {LIMIT}"))
        if not official or not honest or official["value"] is None or honest["value"] is None:
            continue
        waiting = own.whole(OPEN_BEYOND).get((str(year), ""))
        both = (estimate(official, SHARE), estimate(honest, SHARE))
        if waiting and waiting["denominator"] is not None and waiting["numerator"] is not None:
            counts = (waiting["denominator"], waiting["numerator"])
            found = Reconciled(*both, LIMIT, *counts, "working days", "assessments")
            return year, found, found.says
        says = (
            f"Of the assessments that were completed, {SHARE.write(official['value'])} were done within {LIMIT} "
            f"working days; counting every one from its start, {both[1].says} were. How many are still open is not "
            f"printed, as "
            "so few are counted that somebody might be recognised."
        )
        return year, None, says
    return None


def _lead(
    release: Release, durations: Durations | None, reconciled: tuple[Year, Reconciled | None, str] | None
) -> Iterator[str]:
    if reconciled:
        year, _, says = reconciled
        yield f"In {year}: {says[0].lower()}{says[1:]}"
    row = _last_row(durations, release.area.code)
    if row is None:
        if not reconciled:
            yield f"There is no figure of how long assessments take in {release.area.name}."
        return
    median, whole = row.number(MEDIAN), row.number(COMPLETED)
    half = f"half of them by working day {median:.0f}" if median is not None else "the middle one is not known"
    late = over_45(row)
    after = f", and {late}% took more than {LIMIT}" if late[:1].isdigit() else ""
    if whole is not None:
        yield f"As published for {Year(row.year)}: {whole:,.0f} assessments were completed, {half}{after}."


def _last_row(durations: Durations | None, code: str) -> Published | None:
    """The last year in which the area's completed assessments are given."""
    if durations is None:
        return None
    rows = [row for year in durations.years if (row := durations.row(year, code))]
    return next((row for row in reversed(rows) if row.number(COMPLETED) is not None), None)


def _own(release: Release) -> Iterator[Block]:
    own, name = release.own, release.area.name
    if own is None:
        yield Words(
            (
                f"No return of {name} was given, so those still open can't be counted: published tables hold completed "
                f"assessments alone. The share of all that were started cannot be told from them. Whoever has the "
                "returns can add it.",
            )
        )
        return
    yield Printed(_both(own), "official-and-honest")
    curves = [one for year in _some(own.years) if (one := _curve(own, year, main=year == own.years[-1]))]
    if curves:
        says = (
            f"The share of assessments done by each working day in {name}, open ones counted as long as they were seen."
        )
        yield Drawn(
            curve("Done by each day, open ones counted", says, curves, limit=LIMIT, id="curve"),
            "curve",
            "data/assessments-done-by.csv",
        )
    if chart := _own_bands(own, name):
        yield Drawn(chart, "own-bands", "data/assessment-days.csv")
    told = [text for one in ("assessments_bunched", "assessment_wait") for text in _told(release, one)]
    if told:
        yield Heading("Drift, and piling up under the limit", level=3)
        yield Points(tuple(Point(text) for text in told))


def _some(years: Sequence[Year]) -> list[Year]:
    """The first, the last and one between: more curves can't be told apart."""
    return sorted({years[0], years[len(years) // 2], years[-1]})


def _both(own: Own) -> Table:
    """Each year: the official percentage, the honest one, and what was still open at the end."""
    rows = []
    for year in reversed(own.years):
        official = own.whole(WITHIN_LIMIT).get((str(year), ""))
        honest = own.whole(DONE_BY).get((str(year), f"by day {LIMIT}"))
        late = [own.whole(one).get((str(year), "")) for one in (OPEN_BEYOND, OPEN_LONG)]
        counts = [_count(row, "numerator") for row in late]
        rows.append(
            (
                str(year),
                written(official, SHARE),
                interval(official, SHARE),
                written(honest, SHARE),
                interval(honest, SHARE),
                _count(late[0], "denominator"),
                *counts,
            )
        )
    headings = (
        "Year",
        f"Official: completed within {LIMIT} days, of those completed",
        "95% interval",
        f"Honest: done by day {LIMIT}, of all started",
        "95% interval",
        "Open on 31 March",
        f"of them older than {LIMIT} days",
        "older than 60 days",
    )
    note = "Counts from 1 to 5 are not printed, nor what would give them away: too few."
    return Table.of("The official percentage and the honest one", headings, rows, note)


def _count(row: Row | None, name: str) -> str:
    if row is None:
        return "no figure"
    return f"{row[name]:,}" if row[name] is not None else row["status"] if row["status"] != GIVEN else "too few"


def _curve(own: Own, year: Year, *, main: bool) -> Curve | None:
    """The share done by each day that may be printed."""
    rows = own.whole(DONE_BY)
    found: list[tuple[int, Row]] = []
    for (period, part), row in rows.items():
        if period == str(year) and part.startswith("by day ") and row["value"] is not None:
            found.append((int(part.removeprefix("by day ")), row))
    if len(found) < 2:
        return None
    found.sort(key=lambda one: one[0])
    ends = [[row[end] if row[end] is not None else row["value"] for _, row in found] for end in ("lower", "upper")]
    return Curve(str(year), [day for day, _ in found], [row["value"] for _, row in found], *ends, main=main)


def _own_bands(own: Own, name: str) -> Chart | None:
    year = own.years[-1]
    rows = own.whole("assessment_days")
    there = [(label, ends, rows.get((str(year), label))) for label, ends in zip(LABELS, EDGES, strict=True)]
    if not any(row and row["value"] is not None for _, _, row in there):
        return None
    bands = [
        Band(label, *ends, row["numerator"] if row else None, row["value"] if row else None, why=_why(row))
        for label, ends, row in there
    ]
    says = f"Working days that completed assessments took in {name} in {year}, counted from its own returns."
    return distribution(f"Completed assessments by days taken, {year}", says, bands, limit=LIMIT, id="own-bands")


def _why(row: Row | None) -> str:
    if row is None:
        return "no figure"
    return "" if row["value"] is not None else row["why"] or row["status"]


def _told(release: Release, name: str) -> Iterator[str]:
    """The latest figures of an indicator in words, as far as they are printed."""
    if name not in release.subjects or not release.own:
        return
    year = str(release.own.years[-1])
    for (period, _), row in release.own.whole(name).items():
        if period == year:
            yield sentence.figure(row)


def _published(release: Release, durations: Durations | None) -> Iterator[Block]:
    if durations is None:
        yield Words(
            (
                "The store does not have the table of assessment durations (C2 of children in need): load it with "
                "`paramountcy national load`.",
            )
        )
        return
    name = release.area.name
    row = _last_row(durations, release.area.code)
    if row is None:
        yield Words((f"The published table has no year with a figure of {name}.",))
        return
    for one, title, id in ((row, name, "bands"), (durations.row(row.year, ENGLAND), "England", "bands-england")):
        if one is not None and one.number(COMPLETED):
            yield Drawn(_bands(one, title, id), id, "data/assessment-days.csv" if id == "bands" else "")
    yield Heading("Piling up under the limit", level=3)
    yield Points(tuple(Point(text) for text in _piled(durations, release.area.code, name)))
    yield More(f"{name}, all years", (Printed(_by_year(durations, release.area.code, name), "bands-by-year"),))
    yield More("England, all years", (Printed(_by_year(durations, ENGLAND, "England"), "england-by-year"),))


def _bands(row: Published, name: str, id: str) -> Chart:
    whole = row.number(COMPLETED) or 0.0
    bands = []
    for label, ends, column in zip(LABELS, EDGES, BANDS, strict=True):
        count = row.number(column)
        share = None if count is None else count / whole
        why = "" if count is not None else SYMBOLS.get(f"{row.cells.get(column, 'x')}", "not available")
        bands.append(Band(label, *ends, None if count is None else int(count), share, why))
    median = row.number(MEDIAN)
    half = f" Half were done by day {median:.0f}." if median is not None else ""
    says = f"{name}, {Year(row.year)}: {whole:,.0f} completed assessments by the working days that they took.{half}"
    title = f"Completed assessments by days taken: {name}, {Year(row.year)}"
    return distribution(title, says, bands, limit=LIMIT, id=id)


def _piled(durations: Durations, code: str, name: str) -> Iterator[str]:
    """How many are finished on a day just under the limit for each on a day before; first and last year."""
    for area, said in ((code, name), (ENGLAND, "England")):
        rows = [row for year in durations.years if (row := durations.row(year, area)) and row.given()]
        for row in (*rows[:1], *rows[1:][-1:]):
            ratio = density_ratio([row.bands], (41, 45), (31, 40))[0]
            yield (
                f"{said}, {Year(row.year)}: finished on a day from 41 to 45, for each assessment that was finished on "
                f"a "
                f"day from 31 to 40: {ratio.says}."
            )
        if not rows:
            yield f"{said}: some bands are held back in every year, so this can't be told."


def _by_year(durations: Durations, code: str, name: str) -> Table:
    rows = []
    for year in reversed(durations.years):
        row = durations.row(year, code)
        if row is None:
            continue
        cells = [as_printed(row.cells.get(one, "x")) for one in (COMPLETED, *BANDS, LOWER, MEDIAN, UPPER)]
        rows.append((str(Year(year)), *cells, over_45(row)))
    used = {cell for row in rows for cell in row} & set(SYMBOLS)
    note = " ".join(f"{symbol}: {SYMBOLS[symbol]}." for symbol in sorted(used))
    headings = ("Year", "completed", *LABELS, "a quarter by day", "half by day", "three quarters by day", "over 45 (%)")
    return Table.of(f"{name}: completed assessments by working days taken", headings, rows, note)
