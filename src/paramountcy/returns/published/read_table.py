"""
A table of published statistics, wide as it is printed, made into figures.

The table is one of those that we know (`DataSet`), or any other with a time period, a level and areas. A column that no
known release has is kept under the data set's name and its own, and said; a row that names no area we keep is listed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from paramountcy.returns.published import areas, values
from paramountcy.returns.published.catalogue import TITLE, Column, DataSet, data_sets
from paramountcy.returns.published.shape import (
    AUTHORITY,
    DISTRICT,
    FIGURES,
    NATIONAL,
    PUBLISHED,
    YEAR_RANGE,
    Note,
    NotPublished,
    Reading,
)
from paramountcy.returns.published.sheet import ROW, SHOWN, Sheet
from paramountcy.returns.report.visible import short, visible

PERIOD, LEVEL = "time_period", "geographic_level"
PLACES = ("country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name")
STANDARD = (PERIOD, "time_identifier", LEVEL, *PLACES)
LAYOUTS = (
    (re.compile(r"lad\d\dcd"), "new_la_code"),
    (re.compile(r"lad\d\dnm"), "la_name"),
    (re.compile(r"area_code"), "new_la_code"),
    (re.compile(r"area_name"), "la_name"),
    (re.compile(r"deprivation_data_year|year"), PERIOD),
    (re.compile(r"area_type"), "time_identifier"),
)
"""What the columns of the indices of deprivation are among the standard ones: they are about lower-tier districts."""


@dataclass(frozen=True)
class _Layout:
    """Which columns of a file hold figures (with their steady names), and which narrow its rows down."""

    figures: dict[str, Column]
    breakdowns: dict[str, str]
    notes: tuple[Note, ...]


def is_table(names: Sequence[str]) -> bool:
    return {PERIOD, LEVEL} <= set(names) or {"index_domain", "average_rank"} <= set(names)


def read_table(sheet: Sheet, file: str) -> Reading:
    """The figures of a table. Raises NotPublished where it has none."""
    sheet = _standardised(sheet)
    others = [name for name in sheet.names if name not in STANDARD]
    known = recognise(others, file, sheet.rows)
    name = known.name if known else f"other/{_stem(file)}"
    rows = sheet.rows.with_columns(
        pl.lit("").alias(column) for column in STANDARD if column not in sheet.names
    ).with_columns(pl.col(column).fill_null("").str.strip_chars() for column in STANDARD)
    periods = {text: values.end_year(text) for text in rows[PERIOD].unique()}
    years = sorted({year for year in periods.values() if year and YEAR_RANGE[0] <= year <= YEAR_RANGE[1]})
    if not years:
        raise NotPublished("no row of it names a year that we can read, in a column time_period")
    layout = _layout(rows, others, known, name, release=years[-1])
    if not layout.figures:
        raise NotPublished("none of its columns holds figures")
    notes = list(sheet.notes) + list(layout.notes)
    if not known:
        notes.insert(0, Note("it is none of the tables we know: its columns are kept under their own names"))
    rows = rows.with_columns(
        year=pl.col(PERIOD).replace_strict({text: year if year in years else None for text, year in periods.items()})
    )
    rows, lost = _without_lost(rows)
    rows, repeated = _without_repeats(rows, layout)
    rows, wrong = _placed(rows, known.as_at if known else (3, 31))
    version = f"{years[0]}_to_{years[-1]}" if years[0] < years[-1] else f"{years[0]}"
    figures = _long(rows, layout, name, version)
    notes += [*lost, *repeated, *_misplaced(figures, wrong), *values.odd_cells(figures, place=ROW, column="column")]
    if (ends := re.search(r"\d{4}_to_(\d{4})", file)) and int(ends[1]) != years[-1]:
        notes.append(Note(f"its name says that it goes to {ends[1]}, and its figures go to {years[-1]}"))
    return Reading(
        name,
        version,
        "figures",
        figures.select(list(FIGURES)),
        tuple(notes),
        known.title if known else _stem(file),
        known.publication if known else "",
        known.publisher if known else "",
    )


def recognise(columns: Sequence[str], file: str, rows: pl.DataFrame) -> DataSet | None:
    """
    The data set that a file is of: by its name where its columns bear it out, else by its columns alone, or where
    those are of two by what its rows hold.

    None where fewer than half of them are of any data set.
    """
    known = [one for one in data_sets() if one.kind == "figures" and one.columns]
    fits = {one.name: _fit(columns, one) for one in known}
    for one in known:
        if PurePath(file).name.lower().startswith(one.file) and fits[one.name] > 0:
            return one
    best = max((one for one in known if _holds(rows, one.holds)), key=lambda one: fits[one.name])
    return best if fits[best.name] >= 0.5 else None


def _holds(rows: pl.DataFrame, cell: str) -> bool:
    column, _, text = cell.partition(": ")
    return not column or (column in rows.columns and bool((rows[column] == text).any()))


def _fit(columns: Sequence[str], one: DataSet) -> float:
    """How much of a file's columns and a data set's are the same, from 0 to 1."""
    found = {known.measure for column in columns if (known := one.named(column)) and known.unit != TITLE}
    strange = sum(1 for column in columns if not one.named(column))
    every = {column.measure for column in one.columns if column.unit != TITLE and not column.rate_of}
    return len(found) / (len(found | every) + strange)


def _standardised(sheet: Sheet) -> Sheet:
    """The same with the columns of the indices of deprivation named as in other tables."""
    if PERIOD in sheet.names:
        return sheet
    renamed = {name: new for name in sheet.names for mark, new in LAYOUTS if mark.fullmatch(name.lower())}
    names = tuple(renamed.get(name, name) for name in sheet.names)
    rows = sheet.rows.rename(renamed).with_columns(pl.lit("Local authority district").alias(LEVEL))
    return Sheet((*names, LEVEL), rows, sheet.notes)


def _layout(rows: pl.DataFrame, others: Sequence[str], known: DataSet | None, name: str, *, release: int) -> _Layout:
    figures: dict[str, Column] = {}
    breakdowns: dict[str, str] = {}
    notes = []
    absent = known.missing(others, release) if known else ()
    for column in others:
        one = known.named(column) if known else None
        if one and one.is_measure:
            figures[column] = one
        elif one:
            if one.unit != TITLE:
                breakdowns[column] = one.measure
        elif _holds_figures(rows[column]):
            figures[column] = Column(name, f"{name}/{column}", column, "", "", None, None, "", column, 0, 9999)
        else:
            breakdowns[column] = column
        if known and not one:
            near = known.near(column)
            meant = next((gone.column for gone in absent if gone.column == near), "")
            guess = f"; {meant} is missing: if that is what it is, its name has changed" if meant else ""
            kept = f"{name}/{column}" if column in figures else "a breakdown"
            notes.append(Note(f"no release of {name} that we know has this column: kept as {kept}{guess}", column))
    notes += [Note(f"it has no column {gone.column}, which gives {gone.measure}", "the heading") for gone in absent]
    return _Layout(figures, breakdowns, tuple(notes))


def _holds_figures(cells: pl.Series) -> bool:
    """Whether more than half of a column's different texts are numbers or symbols."""
    texts = cells.drop_nulls().unique().to_list()
    return 2 * sum(values.is_printed_value(text) for text in texts) > len(texts)


def _without_lost(rows: pl.DataFrame) -> tuple[pl.DataFrame, Iterator[Note]]:
    """The rows whose level we keep and whose year can be read."""
    levels = {text: areas.level_of(text) for text in rows[LEVEL].unique()}
    rows = rows.with_columns(level=pl.col(LEVEL).replace_strict(levels))
    lost = rows.filter((pl.col("level") == "") | pl.col("year").is_null())

    def said() -> Iterator[Note]:
        for (level, period), some in lost.group_by([LEVEL, PERIOD], maintain_order=True):
            why = f"the level {short(visible(level), 40)!r}" if not levels[level] else f"the period {period!r}"
            rows_are = f"{some.height:,} rows are" if some.height > 1 else "a row is"
            yield Note(f"{rows_are} left out: {why} is none that we keep", f"row {some[ROW][0]}")

    return rows.join(lost.select(ROW), on=ROW, how="anti"), said()


def _without_repeats(rows: pl.DataFrame, layout: _Layout) -> tuple[pl.DataFrame, list[Note]]:
    """The first of rows that are about the same; the others would be counted twice."""
    rows = rows.with_columns(same_as=pl.col(ROW).first().over([PERIOD, LEVEL, *PLACES, *layout.breakdowns]))
    repeats = rows.filter(pl.col(ROW) != pl.col("same_as"))
    notes = [
        Note(f"it is about the same area, period and breakdown as row {first}, and was left out", f"row {place}")
        for place, first in repeats.select(ROW, "same_as").head(SHOWN).iter_rows()
    ]
    if repeats.height > SHOWN:
        notes.append(Note(f"{repeats.height - SHOWN:,} further rows repeat an earlier one, and were left out"))
    return rows.filter(pl.col(ROW) == pl.col("same_as")), notes


def _placed(rows: pl.DataFrame, as_at: tuple[int, int]) -> tuple[pl.DataFrame, dict[int, str]]:
    """The rows with their areas; and what is wrong with an area, by the row where it stands first."""
    keys = ["level", "year", *PLACES]
    some = rows.group_by(keys, maintain_order=True).agg(pl.col(ROW).first().alias("first"))
    found, wrong = [], {}
    for row in some.iter_rows(named=True):
        if row["level"] == AUTHORITY:
            day = areas.day_of(row["year"], as_at)
            area, why = areas.authority_area(row["old_la_code"], row["new_la_code"], row["la_name"], day)
        elif row["level"] == DISTRICT:
            area, why = areas.district_area(row["new_la_code"], row["la_name"])
        elif row["level"] == NATIONAL:
            area, why = areas.region_area(row["country_code"], row["country_name"])
        else:
            area, why = areas.region_area(row["region_code"], row["region_name"])
        found.append((area.geographic_level, area.la_code, area.gss_code, area.name))
        if why:
            wrong[row["first"]] = why
    columns = ["at_level", "la_code", "gss_code", "area"]
    named = pl.DataFrame(found, schema=dict.fromkeys(columns, pl.String), orient="row")
    return rows.join(pl.concat([some, named], how="horizontal"), on=keys, how="left", nulls_equal=True), wrong


def _misplaced(figures: pl.DataFrame, wrong: dict[int, str]) -> list[Note]:
    """
    What is wrong with areas that have figures. A publisher that prints a row of symbols for an authority that did not
    stand that year does so on purpose.
    """
    if not wrong:
        return []
    printed = figures.filter(pl.col("first").is_in(list(wrong)) & (pl.col("status") == PUBLISHED))
    places = sorted(set(printed["first"].to_list()))
    notes = [Note(wrong[place], f"row {place}") for place in places[:SHOWN]]
    if len(places) > SHOWN:
        notes.append(Note(f"{len(places) - SHOWN:,} further areas or years are not what their codes say"))
    return notes


def _long(rows: pl.DataFrame, layout: _Layout, name: str, version: str) -> pl.DataFrame:
    """A row for each figure, in the columns of FIGURES and, for notes, its row, column and place of first mention."""
    steady = {column: one.measure for column, one in layout.figures.items()}
    near = {column: one.rounding for column, one in layout.figures.items()}
    above = {column: one.rounding_above for column, one in layout.figures.items()}
    parts = [
        pl.format(f"{label.replace('{', '(').replace('}', ')')}: {{}}", pl.col(column).fill_null("").str.strip_chars())
        for column, label in layout.breakdowns.items()
    ]
    breakdown = pl.concat_str(parts, separator="; ") if parts else pl.lit("")
    long = (
        rows.with_columns(breakdown=breakdown)
        .unpivot(
            list(layout.figures),
            index=[ROW, "first", PERIOD, "year", "at_level", "la_code", "gss_code", "area", "breakdown"],
            variable_name="column",
            value_name="printed",
        )
        .with_columns(
            pl.lit(name).alias("data_set"),
            pl.lit(version).alias("version"),
            pl.col("column").replace_strict(steady).alias("measure"),
            pl.col("year").cast(pl.Int16),
            pl.col("at_level").alias(LEVEL),
            pl.when(pl.col("at_level") == AUTHORITY)
            .then(pl.col("column").replace_strict(near, return_dtype=pl.Float64))
            .otherwise(pl.col("column").replace_strict(above, return_dtype=pl.Float64))
            .alias("rounding"),
        )
    )
    return values.with_values(long)


def _stem(file: str) -> str:
    """A file's name without its ending, as a plain word."""
    return re.sub(r"[^a-z0-9]+", "_", PurePath(file).stem.lower()).strip("_")[:60] or "table"
