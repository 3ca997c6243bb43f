"""Making the month's report: measured, followed over months and years, set beside others, with the children behind."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import polars as pl

from paramountcy.indicators.catalogue import catalogue
from paramountcy.indicators.groups import ALL, NO_TEAM
from paramountcy.indicators.kinds import Kind, Share
from paramountcy.indicators.measure import Measured, measure, trend
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicator, Indicators, Local
from paramountcy.publication.figures import caveats, headline, listing, standing_out, words
from paramountcy.publication.figures import trend as by_month
from paramountcy.publication.figures.national import Beside, National
from paramountcy.publication.figures.shape import LISTED, Figure, Head, Partner, Report
from paramountcy.publication.figures.teams import apart, teams_of
from paramountcy.publication.figures.which import told, whole_years
from paramountcy.record.read import ReadReturns
from paramountcy.record.shape import Record
from paramountcy.returns.published.store import Store
from paramountcy.statistics.control_chart import Chart

Progress = Callable[[str, float], None]


@dataclass(frozen=True, repr=False)
class _Measured:
    """All that was measured for a report, each in the columns FIGURES, of the whole unless said otherwise."""

    now: Measured
    before: pl.DataFrame
    years: pl.DataFrame
    months: pl.DataFrame
    month_names: tuple[str, ...]


def gather(
    returns: ReadReturns,
    period: Period,
    *,
    made_at: datetime,
    version: str,
    people: pl.DataFrame | None = None,
    store: Store | None = None,
    indicators: Indicators = INDICATORS,
    progress: Progress | None = None,
) -> Report:
    """
    The report of one authority for a period, of all figures or some. `people` has LAchildID, team and worker; `store`
    holds the published tables, for populations and neighbours. What can't be given says why, each figure for itself.
    """
    say = progress or (lambda step, share: None)
    record, area_code = returns.record, returns.taken[0].area
    teams, on_teams = (None, ()) if people is None else teams_of(people, area_code)
    national = National.of(store, area_code, whole_years(record, period), period)
    measured = _measure(record, period, indicators, population=national.population, teams=teams, say=say)
    in_force = {one.name: one for one in indicators} | indicators.in_force(period.year)
    numbers = _numbers(list(in_force.values()))
    figures = []
    for at, one in enumerate(in_force.values()):
        say("listing the children behind each figure", 0.6 + 0.4 * at / len(in_force))
        figures.append(
            _figure(
                one,
                numbers[one.name],
                record=record,
                period=period,
                measured=measured,
                teams=teams,
                national=national,
            )
        )
    figures = _with_partners(figures)
    say("listing the children behind each figure", 1.0)
    head = Head(national.area, area_code, period, made_at, returns.taken, version, people is not None)
    remarks = (*_of_period(record, period), *returns.left_out, *returns.remarks, *on_teams, *national.remarks)
    return Report(
        head,
        tuple(figures),
        standing_out.summary(figures, measured.now.day_counts, period),
        tuple(remark.replace("`", "") for remark in remarks),
        record.findings,
        national.sources,
    )


def _measure(
    record: Record,
    period: Period,
    indicators: Indicators,
    *,
    population: pl.DataFrame | None,
    teams: pl.DataFrame | None,
    say: Progress,
) -> _Measured:
    one = partial(measure, record, indicators=indicators, population=population)
    several = partial(trend, record, population=population)
    say("measuring", 0.0)
    now, before = one(period, teams=teams), one(words.earlier(period), breakdowns=())
    say("measuring", 0.1)
    years = several(whole_years(record, period), indicators=indicators).figures
    names = by_month.months_to(period, told(record)[0])
    followed = indicators.only(*(one.name for one in indicators if by_month.follows(one.kind(period, Local()))))
    months = several(
        names, indicators=followed, progress=lambda share: say("measuring month by month", 0.2 + 0.4 * share)
    ).figures
    return _Measured(now, before.figures, years, months, tuple(names))


def _figure(
    one: Indicator,
    number: str,
    *,
    record: Record,
    period: Period,
    measured: _Measured,
    teams: pl.DataFrame | None,
    national: National,
) -> Figure:
    kind = one.kind(period, Local())
    of_it = measured.now.figures.filter(pl.col("indicator") == one.name)
    rows, groups = of_it.filter(pl.col("breakdown") == ALL), of_it.filter(pl.col("breakdown") != ALL)
    before = measured.before.filter(pl.col("indicator") == one.name)
    years = measured.years.filter(pl.col("indicator") == one.name)
    months = by_month.points(kind, measured.months.filter(pl.col("indicator") == one.name), measured.month_names)
    chart = by_month.chart(one, kind, months)
    collected = period.year in one.years and (rows["status"] != "not collected").all()
    listed = listing.listed(one, record, period, teams) if collected else pl.DataFrame(schema=LISTED)
    tally = listing.tally(listed)
    change, moved = by_month.change(kind, rows, before, words.in_words(words.earlier(period)))
    beside: Beside = national.beside(one, kind, years)
    return Figure(
        number=number,
        indicator=one,
        kind=kind,
        unit=headline.unit_of(kind),
        rows=rows,
        earlier=before,
        years=years,
        groups=groups,
        months=months,
        chart=chart if isinstance(chart, Chart) else None,
        says=words.says(one, kind, rows.to_dicts(), period),
        change=change,
        moved=moved,
        trend=by_month.says(chart, months, kind),
        neighbours=beside.says,
        caveats=(
            *caveats.caveats(one, kind, rows.to_dicts(), tally=tally, findings=record.findings, period=period),
            *beside.notes,
        ),
        beside=(),
        between_teams=_between_teams(kind, rows, groups),
        children=listed,
        tally=tally,
    )


def _between_teams(kind: Kind, rows: pl.DataFrame, groups: pl.DataFrame) -> str:
    """Which teams are clearly apart in a share; other figures of teams depend on how many children each has."""
    if not isinstance(kind, Share) or rows.height != 1:
        return ""
    teams = groups.filter((pl.col("breakdown") == "team") & (pl.col("group") != NO_TEAM))
    return apart(rows.row(0, named=True), teams)


def _numbers(indicators: Sequence[Indicator]) -> dict[str, str]:
    """For each figure by name its place in the catalogue; with a letter where several share one."""
    several = Counter(one.id for one in indicators)
    seen: Counter[str] = Counter()
    numbers = {}
    for one in indicators:
        seen[one.id] += 1
        letter = "abcdefghijklmnopqrstuvwxyz"[seen[one.id] - 1] if several[one.id] > 1 else ""
        numbers[one.name] = f"{one.id}{letter}"
    return numbers


def _with_partners(figures: list[Figure]) -> list[Figure]:
    """Each figure with what it must be read beside."""
    by_id: dict[str, list[Figure]] = {}
    for one in figures:
        by_id.setdefault(one.indicator.id, []).append(one)
    found = []
    for one in figures:
        partners = []
        for wanted in one.indicator.beside:
            there = [Partner(other.number, other.says) for other in by_id.get(wanted, [])]
            partners += there or [_not_fed(wanted)]
        found.append(replace(one, beside=tuple(partners)))
    return found


def _not_fed(wanted: str) -> Partner:
    entry = catalogue()[wanted]
    why = f"not known here, as it {entry.waits_for}" if not entry.fed_by else "not in this report"
    return Partner("", f"{entry.title}: {why}.")


def _of_period(record: Record, period: Period) -> list[str]:
    """Where the returns do not tell of all of the period."""
    first, last = told(record)
    if first <= period.start and period.end <= last:
        return []
    span = f"{words.day_in_words(first)} to {words.day_in_words(last)}"
    return [
        f"The returns tell of {span}, so not of all of {words.in_words(period)}: what can't be given says why, "
        "figure by figure."
    ]
