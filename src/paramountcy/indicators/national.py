"""
The catalogue's figures from the published tables: every authority, region and England, every year, with intervals.

A figure is what its publisher printed. An authority's counts are printed whole, so a share or a rate of an authority is
made from them, and is what is printed but for the rounding. Counts of regions and of England are rounded to 10, so
there the printed share or rate is given where it has a decimal, and the counts serve the interval alone. A symbol is
never a number: it becomes the row's status, with the reason in `why`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from paramountcy.indicators.availability import GIVEN, NOT_AVAILABLE, NOT_COLLECTED, NOTHING, TOO_FEW
from paramountcy.indicators.groups import ALL
from paramountcy.indicators.printed import MARKS, NO_ROW, NUMBERED, Printed, as_at, printed
from paramountcy.indicators.published import POPULATION, Published, in_full, published
from paramountcy.returns.published.areas import LAST_TURN
from paramountcy.returns.published.catalogue import breaks, measures
from paramountcy.returns.published.manifest import Entry
from paramountcy.returns.published.shape import AUTHORITY, NATIONAL, REGIONAL, STATUSES
from paramountcy.returns.published.store import Store
from paramountcy.statistics.intervals import rates, shares
from paramountcy.terms.authority import FIRST_DAY, authorities

RELEASED: dict[str, pl.DataType] = {
    **dict.fromkeys(("indicator", "id", "version", "area", "area_code", "level", "period"), pl.String()),
    **dict.fromkeys(("breakdown", "group", "category"), pl.String()),
    "numerator": pl.Int64(),
    "denominator": pl.Int64(),
    **dict.fromkeys(("value", "lower", "upper"), pl.Float64()),
    **dict.fromkeys(("unit", "method", "status", "why", "source"), pl.String()),
}
"""The columns of `publication.shape.RELEASED`, which lies above this room; a test holds the two together."""

LEVELS = {NATIONAL: "england", REGIONAL: "region", AUTHORITY: "authority"}
AS_PUBLISHED = "as published"
METHODS = {"ratio": "one published figure divided by another"}
"""How a value was come by where it has no interval, if not as published."""

MEANINGS = {
    "c": (TOO_FEW, STATUSES["c"]),
    "z": (NOTHING, "not applicable: there was nothing to count"),
    "x": (NOT_AVAILABLE, "the publisher does not have it"),
    "unreadable": (NOT_AVAILABLE, "the printed cell can't be read"),
    NO_ROW: (NOT_AVAILABLE, "the table has no row of it"),
    **{mark: (NOT_AVAILABLE, STATUSES[mark]) for mark in ("u", "k", "low", "-", "blank")},
}
"""What a publisher's symbol becomes: our status, and the reason."""

ALONE = ("number", "printed")
"""Kinds that have no denominator."""

YEARS = range(FIRST_DAY.year, LAST_TURN + 1)
"""Years in which it is known what authorities there were."""


@dataclass(frozen=True)
class Mark:
    """
    A period that is not like the others: a "break", a hole ("missing") or something odd ("doubtful"), in words.

    `area_code` is the authority that it is about, "" for all.
    """

    period: str
    area_code: str
    kind: str
    words: str


@dataclass(frozen=True)
class National:
    """
    A figure of everywhere: `figures` in the columns RELEASED, by period, level, area and category.

    `notes` are sentences for whoever reads the figures of any area; `marks` are periods to be marked in a chart,
    those of single authorities among them. `version` is the release, `attribution` the wording of its licence.
    """

    of: Published
    figures: pl.DataFrame
    notes: tuple[str, ...]
    attribution: str
    version: str
    marks: tuple[Mark, ...]


def national(store: Store, name: str) -> National:
    """
    A figure of `published()` for every area and year that its table has, from the table's latest release.

    Shares are from 0 to 1. Authorities keep the code under which they are printed, and have the name that the latest
    year gives that code. Raises LookupError for a name there is not, and NotInStore, with the sentence why, where the
    store lacks the table, what the figure needs of it, or the population it is out of.
    """
    of = published().get(name)
    if of is None:
        raise LookupError(f"the published tables give no figure {name!r}: the catalogue lists those they give")
    found = printed(store, of)
    stands = pl.lit(value=True) if found.table.imagined else _stands(of)
    rows = _stated(of, _valued(of, found.rows), stands).collect()
    years: list[int] = rows["year"].unique().sort().to_list()
    marks = () if found.table.imagined else tuple(_marks(of, found.table, years))
    return National(
        of,
        _released(of, found.table, _with_intervals(of, rows), years),
        tuple(dict.fromkeys([*_notes(of, found), *(mark.words for mark in marks if not mark.area_code)])),
        found.table.attribution,
        found.table.version,
        marks,
    )


def _valued(of: Published, rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows with their `value`, null where there is none."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    as_printed = pl.col("printed") / (100 if _in_per_cent(of) else 1)
    can_be = denominator > 0
    if of.kind == "share":
        can_be &= numerator <= denominator
    made = pl.when(can_be).then(numerator / denominator * of.per)
    if of.kind in ("share", "rate"):
        counts_first = pl.lit(_is_whole(of)) | (pl.col("geographic_level") == AUTHORITY)
        value = pl.when(counts_first).then(pl.coalesce(made, as_printed)).otherwise(pl.coalesce(as_printed, made))
    else:
        value = {"printed": as_printed, "number": numerator, "ratio": made}[of.kind]
    if of.not_england:
        value = pl.when(pl.col("geographic_level") != NATIONAL).then(value)
    return rows.with_columns(value.alias("value"))


def _in_per_cent(of: Published) -> bool:
    """Whether its table prints it per cent: the interactive tool does so with every share."""
    known = measures().get(of.categories[0].measure, ())
    return of.unit == "share" and not any(column.unit == "share" for column in known)


def _is_whole(of: Published) -> bool:
    """Whether its table prints shares or rates without a decimal: the counts then say more, even rounded to 10."""
    known = measures().get(of.categories[0].measure, ())
    return any((column.rounding_above or 0) >= 1 for column in known)


def _stated(of: Published, rows: pl.LazyFrame, stands: pl.Expr) -> pl.LazyFrame:
    """The rows with their `status` and `why`, and without the counts of a figure that is not given."""
    counted = pl.col("numerator_mark") if of.kind in ALONE else pl.max_horizontal("numerator_mark", "denominator_mark")
    mark = pl.when(pl.col("printed_mark") != MARKS.index(NO_ROW)).then("printed_mark").otherwise(counted)
    known, level = pl.col("numerator_mark") <= NUMBERED, pl.col("geographic_level")
    nobody = (pl.col("denominator") == 0) & known
    no_people = known & (pl.col("denominator_mark") > NUMBERED) & (of.denominator == POPULATION)
    since = _looked_up(pl.col("place"), [part.since for part in of.categories])
    cases = [
        (pl.col("value").is_not_null(), GIVEN, ""),
        ((level == NATIONAL) & bool(of.not_england), NOT_AVAILABLE, of.not_england),
        (pl.col("year") < since, NOT_COLLECTED, "nobody was asked for it in that year"),
        ((level == AUTHORITY) & ~stands, NOT_AVAILABLE, "there was no such authority then"),
        (nobody, NOTHING, "there were none to take a share of"),
        (no_people, NOT_AVAILABLE, "the population of that year is not known"),
        (mark <= NUMBERED, NOT_AVAILABLE, "more are counted than they are said to be out of"),
    ]
    case = mark.cast(pl.Int64)
    for place, (holds, _, _) in reversed(list(enumerate(cases, len(MARKS)))):
        case = pl.when(holds).then(place).otherwise(case)
    meant = [*(MEANINGS.get(one, (GIVEN, "")) for one in MARKS), *((status, why) for _, status, why in cases)]
    counts = pl.col("value").is_not_null() | nobody
    return rows.with_columns(
        *(_looked_up(case, [one[place] for one in meant]).alias(name) for place, name in enumerate(("status", "why"))),
        *(pl.when(counts).then(name).alias(name) for name in ("numerator", "denominator")),
    )


def _stands(of: Published) -> pl.Expr:
    """Whether there was such an authority in that year. Two that are printed as one are taken to have been there."""
    code = pl.col("code").cast(pl.Int64, strict=False)
    return (pl.col("year").cast(pl.Int64) * 1_000 + code).is_in(_authorities(of.data_set)).fill_null(value=True)


@cache
def _authorities(table: str) -> list[int]:
    """Every authority of every year that a table could be about: the year and the three digits of its code."""
    listed = [(year, one.la_code) for year in YEARS for one in authorities(on=as_at(table, year))]
    return [year * 1_000 + int(code) for year, code in listed if code]


def _looked_up(place: pl.Expr, listed: Sequence[str] | Sequence[int]) -> pl.Expr:
    """What stands at a place of a list."""
    return pl.lit(pl.Series(listed)).gather(place)


def _with_intervals(of: Published, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `lower`, `upper` and `method`: an interval where value and counts are known."""
    no_interval = {"lower": None, "upper": None, "method": METHODS.get(of.kind, AS_PUBLISHED)}
    if of.kind not in ("share", "rate"):
        return rows.with_columns(**{name: pl.lit(value) for name, value in no_interval.items()})
    bears = pl.all_horizontal(pl.col("value", "numerator", "denominator").is_not_null())
    with_counts, without = rows.filter(bears), rows.filter(~bears)
    people = with_counts["denominator"].to_numpy()
    if of.kind == "share":
        made = shares(with_counts["value"].to_numpy() * people, people)
    else:
        made = rates(with_counts["numerator"].to_numpy(), people, per=of.per)
    return pl.concat(
        [
            with_counts.hstack(made.frame().select(list(no_interval))),
            without.with_columns(**{name: pl.lit(value) for name, value in no_interval.items()}),
        ],
        how="vertical_relaxed",
    )


def _released(of: Published, table: Entry, rows: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """The rows in the columns RELEASED, in their order."""
    level = pl.col("geographic_level").replace_strict(list(LEVELS), range(len(LEVELS)), return_dtype=pl.Int8)
    year, category = pl.col("year").cast(pl.Int64), pl.col("category")
    if any("{" in part.name for part in of.categories):
        for word, ends_in in (("{before}", year - 1), ("{year}", year)):
            category = category.str.replace(word, ends_in.cast(pl.String), literal=True)
    told = {
        "indicator": of.name,
        "id": of.id,
        "version": table.version,
        "breakdown": ALL,
        "group": ALL,
        "unit": of.unit,
        "source": f"{table.publisher}: {in_full(table.publication, table.title)}, {table.version.replace('_', ' ')}",
    }
    apart = {"ratio": ("numerator", "denominator"), **dict.fromkeys(ALONE, ("denominator",))}.get(of.kind, ())
    columns = {
        **{name: pl.col(name) for name in RELEASED if name in rows.columns},
        **{name: pl.lit(None) for name in apart},
        **{name: pl.lit(text) for name, text in told.items()},
        "area_code": pl.col("code"),
        "level": _looked_up(pl.col("level"), list(LEVELS.values())),
        "period": _looked_up(year - years[0], [of.period(one) for one in range(years[0], years[-1] + 1)]),
        "category": category,
    }
    in_order = rows.lazy().with_columns(level.alias("level")).sort("year", "level", "area", "code", "place")
    return in_order.select(columns[name].cast(dtype).alias(name) for name, dtype in RELEASED.items()).collect()


def _notes(of: Published, found: Printed) -> Iterator[str]:
    release = found.table.version.replace("_", " ")
    if of.caveat:
        yield of.caveat
    if of.not_england:
        yield f"England's figure is left out: {of.not_england}."
    if found.estimates:
        yield f"The population is that of the mid-year estimates {found.estimates.version.replace('_', ' ')}."
    if found.missing:
        yield f"The release {release} does not print: {', '.join(found.missing)}."


def _marks(of: Published, table: Entry, years: list[int]) -> Iterator[Mark]:
    names = sorted(of.measures)
    for one in breaks():
        here = [year for year in years if one.first_year <= year <= one.last_year]
        if any(one.touches(table.data_set, name, {one.la_code}, set(here)) for name in names):
            yield from (Mark(of.period(year), one.la_code, one.kind, one.words) for year in here)
