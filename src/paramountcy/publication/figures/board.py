"""
The two pages for a board: what stands out, four pictures, the main figures with what guards them, and questions.

Everything in it is bounded in number, so that it stays within two pages however much stands out.
"""

from collections.abc import Iterator

from paramountcy.publication.figures import words
from paramountcy.publication.figures.headline import point, unit_of
from paramountcy.publication.figures.shape import Figure, Report
from paramountcy.publication.figures.standing_out import changes, signals
from paramountcy.publication.shape import Column, Table

MAIN = (
    "referrals",
    "re_referrals",
    "assessments_within_45_days",
    "conferences_within_15_days",
    "children_in_need",
    "protection_plans",
    "repeat_plans",
    "long_plans",
    "safe_after_closure",
)
"""The figures that a board is always shown, each with those that it must be read beside."""
DRAWN = ("assessments_within_45_days", "referrals", "children_in_need", "protection_plans")
POINTS, PICTURES, QUESTIONS, REMARKS = 8, 4, 4, 4
"""How many sentences, pictures, questions and remarks the two pages have room for."""
A_PART = 3
"""How many sentences of one part of the summary."""


def stands_out(report: Report) -> list[str]:
    """The first sentences of each part of the summary."""
    told = [sentence for part in report.summary for sentence in part.says[:A_PART]]
    return told[:POINTS]


def pictures(report: Report) -> list[Figure]:
    """The figures to be drawn: those that show a signal first, then the usual ones."""
    chosen = [notice.figure for notice in signals(report.figures)]
    chosen += [one for name in DRAWN if (one := report.figure(name)) is not None]
    drawn = [one for one in dict.fromkeys(chosen) if one.months["value"].count() > 1]
    return drawn[:PICTURES]


def table(report: Report) -> tuple[Table, list[str]]:
    """The main figures, each followed by what it must be read beside; and what of that is not known here."""
    rows, unknown, seen = [], [], set()
    by_number = {one.number: one for one in report.figures}
    for main in filter(None, map(report.figure, MAIN)):
        guards = [by_number.get(partner.number) for partner in main.beside]
        for one, guards_it in ((main, False), *((guard, True) for guard in guards if guard is not None)):
            if one.number not in seen and point(one.kind, one.rows.to_dicts()) is not None:
                rows.append(_row(one, guards_it=guards_it))
                seen.add(one.number)
        unknown += [f"Beside {main.number}: {partner.says}" for partner in main.beside if not partner.number]
    period = report.head.period
    caption = (
        f"Main figures for {words.in_words(period)}: each that begins with “with” is to be read beside the one above it"
    )
    before = words.in_words(words.earlier(period))
    columns = (
        Column("Figure"),
        Column("Number", True),
        Column("95% interval", True),
        Column(before, True),
        Column("How it stands"),
    )
    return Table(caption, columns, tuple(rows)), unknown


def _row(one: Figure, *, guards_it: bool) -> tuple[str, ...]:
    unit = unit_of(one.kind)
    now, then = (point(one.kind, rows.to_dicts()) or {} for rows in (one.rows, one.earlier))
    value, before = now.get("value"), then.get("value")
    of = words.stands_for(one.kind)
    named = of.startswith(("by ", "within ", "up to "))
    return (
        f"{'with ' if guards_it else ''}{one.number} {words.noun(one.indicator)}{f', {of}' if named else ''}",
        "not given" if value is None else unit.write(value),
        "" if now.get("lower") is None else f"{unit.bare(now['lower'])} to {unit.bare(now['upper'])}",
        "–" if before is None else unit.write(before),
        "; ".join(_stands(one, value, before)),
    )


def _stands(one: Figure, value: float | None, before: float | None) -> Iterator[str]:
    """How a figure stands beside a year before, and beside its own months."""
    if value is not None and before is not None:
        yield ("clearly higher" if value > before else "clearly lower") if one.moved else "no clear change"
    if one.chart is not None:
        unusual = one.chart.variation != "common cause"
        yield f"{one.chart.latest['period']} {'unusual' if unusual else 'as usual'}"


def questions(report: Report) -> list[str]:
    """The questions of the figures that stand out, then those of the main ones."""
    chosen = [notice.figure for notice in (*signals(report.figures), *changes(report.figures))]
    chosen += [one for name in MAIN if (one := report.figure(name)) is not None]
    asked = dict.fromkeys(f"{one.number}: {one.indicator.asks}" for one in dict.fromkeys(chosen) if one.indicator.asks)
    return list(asked)[:QUESTIONS]


def remarks(report: Report) -> list[str]:
    """What to know before trusting the counts; the others are said to be on the next pages."""
    told = list(report.remarks or (words.NO_REMARKS,))
    if len(told) <= REMARKS:
        return told
    return [*told[: REMARKS - 1], f"{len(told) - REMARKS + 1} more remarks stand before the figures."]
