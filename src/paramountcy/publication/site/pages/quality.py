"""How good the data are: what the returns' rules found, where series break, what is missing and why."""

from collections.abc import Iterator

import polars as pl

from paramountcy.publication.shape import GIVEN, Column, Table
from paramountcy.publication.site.blocks import Block, Heading, Page, Point, Points, Printed, Words
from paramountcy.publication.site.judging import CHILDREN_SENT, FOUND
from paramountcy.publication.site.shape import Own, Release
from paramountcy.returns.cin.census import CENSUS
from paramountcy.statistics.words import day_in_words, how_many
from paramountcy.terms.year import Year

PATH = "data-quality.html"


def quality_page(release: Release) -> Page:
    name = release.area.name
    blocks: list[Block] = [
        Words(
            (
                "A figure is as good as what was written down. This page says what is known to be wrong, missing or "
                "changed, so that nobody has to find out by mistake.",
            ),
            lead=True,
        ),
        Heading(f"What the rules found in {name}'s returns"),
    ]
    if release.own:
        blocks += _found(release.own)
    else:
        blocks.append(Words((f"This release was made from published tables alone: no return of {name} was given.",)))
    blocks += [Heading("Where series break, or have holes"), *_breaks(release)]
    blocks += [Heading(f"Which years are there for {name}"), *_coverage(release)]
    blocks += [Heading("Tables that are missing"), *_missing(release)]
    return Page(PATH, "Data quality", tuple(blocks))


def _found(own: Own) -> Iterator[Block]:
    """What the checks said, as counts of children, as far as they may be printed."""
    sent = {row["period"]: row for row in own.rows(CHILDREN_SENT).iter_rows(named=True)}
    for one in own.given:
        rows = own.rows(FOUND).filter(pl.col("period") == str(one.year))
        told = sent.get(str(one.year))
        children = f"{told['numerator']:,}" if told and told["numerator"] is not None else "some"
        yield Heading(f"Return of {one.year}", level=3)
        if told is None:
            yield Words((f"The return of {one.year} was not judged: there are no rules for it here.",))
            continue
        if rows.is_empty():
            yield Words((f"It tells of {children} children, and no rule found anything about a child.",))
            continue
        yield Words(
            (
                f"It tells of {children} children. {how_many(rows.height, 'rule').capitalize()} found something about "
                f"a "
                "child. A finding is not always a mistake: some ask for a second look.",
            )
        )
        yield Printed(_rules(one.year, rows), f"rules-{one.year.ends_in}")
    if own.remarks:
        yield Heading("What else to know of the returns", level=3)
        yield Points(tuple(Point(text) for text in own.remarks))


def _rules(year: Year, rows: pl.DataFrame) -> Table:
    known = CENSUS.rules.in_force(year)
    listed = []
    for row in rows.sort("category").iter_rows(named=True):
        code = row["category"]
        message = known[code].message if code in known else "how the file is built"
        listed.append((code, message, f"{row['numerator']:,}" if row["status"] == GIVEN else row["status"]))
    note = "Too few: a number of children from 1 to 5 is not printed, nor what would give it away."
    columns = (Column("Rule"), Column("What it says"), Column("Children", numeric=True))
    return Table(f"What the rules found in {year}", columns, tuple(listed), note)


def _breaks(release: Release) -> Iterator[Block]:
    """What touches this area or all; each sentence once."""
    said: dict[str, None] = {}
    for name in release.subjects:
        if everywhere := release.everywhere(name):
            said |= dict.fromkeys(mark.words for mark in everywhere.marks(release.area.code))
    before = [
        f"{release.area.name} began on {day_in_words(release.area.authority.began)}, in place of {one.name}: its own "
        "figures begin then."
        for one in release.area.before
        if release.area.authority.began
    ]
    if said or before:
        yield Points(tuple(Point(text) for text in (*before, *said)))
    else:
        yield Words((f"None is known in these figures that touches {release.area.name}.",))


def _coverage(release: Release) -> Iterator[Block]:
    """For each table, the years with figures and those without."""
    rows = []
    for name, subject in release.subjects.items():
        if not (everywhere := release.everywhere(name)):
            continue
        own = everywhere.rows(release.area.code)
        given = {period for (period, _), row in own.items() if row["status"] == GIVEN}
        lacking = [period for period in everywhere.periods if period not in given]
        span = f"{min(given)} to {max(given)}" if given else "none"
        rows.append((subject.title, span, ", ".join(lacking) or "none"))
    if rows:
        columns = (Column("Figure"), Column("Figures from, to"), Column("Without a figure in"))
        yield Printed(Table("Published figures, by year", columns, tuple(rows)), "coverage")
    else:
        yield Words(("There is no published figure at all.",))


def _missing(release: Release) -> Iterator[Block]:
    missing = dict.fromkeys(f"{why[:1].upper()}{why[1:]}." for why in release.country.missing.values())
    if missing:
        yield Points(tuple(Point(text) for text in missing))
    else:
        yield Words(("None: every published figure of the catalogue could be made from the tables that were loaded.",))
