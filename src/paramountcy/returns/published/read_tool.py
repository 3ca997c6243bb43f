"""
The department's local authority interactive tool: its figures, long already, in Parquet, and the dictionary of them.

Every measure of the tool is `lait/` and its short name. Its years are printed in many ways and kept so beside the year
they end in. It names every authority of its list in every year, also before it stood, so codes are the latest; and it
prints - where it has no figure, whatever symbol its source had.
"""

from io import BytesIO

import polars as pl

from paramountcy.returns.published import areas, values
from paramountcy.returns.published.catalogue import DataSet
from paramountcy.returns.published.catalogue import data_set as known_data_set
from paramountcy.returns.published.shape import AUTHORITY, FIGURES, YEAR_RANGE, Note, NotPublished, Reading
from paramountcy.returns.published.sheet import ROW, Sheet

FIGURES_OF_TOOL = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number")
WORDS_OF_TOOL = ("Measure_code", "Measure", "Measure_short")
MOST_ROWS = 20_000_000
DICTIONARY = {
    "Measure_code": "code",
    "Topic": "topic",
    "Measure": "label",
    "Chart_title": "chart_title",
    "Polarity": "polarity",
    "y_axis_name": "unit",
    "state_funded_flag": "schools",
    "Table_status": "source_table",
    "Description": "description",
    "Last Update": "updated",
    "Next Update": "next_update",
    "Data Owner (DO) /Supplier and Contact Details": "owner",
    "Methodology": "methodology",
    "Hyperlink(s)": "links",
    "dps": "decimals",
    "Year_Type": "year_type",
    "No_Quartile": "no_quartile",
}
"""The dictionary's columns and what they are called here; NA in them is no text."""


def read_parquet(content: bytes) -> Reading:
    """The tool's figures. Raises NotPublished where the file is no such table."""
    try:
        lazy = pl.scan_parquet(BytesIO(content))
        names = lazy.collect_schema().names()
        height = lazy.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise NotPublished("it is a Parquet file that can't be read: it may have been cut short") from wrong
    if missing := [name for name in FIGURES_OF_TOOL if name not in names]:
        raise NotPublished(
            f"it is a Parquet file without the column {missing[0]}: only the interactive tool's is read in Parquet"
        )
    if height > MOST_ROWS:
        raise NotPublished(f"it has {height:,} rows, and no published table has so many")
    rows = lazy.select(pl.col(name) for name in FIGURES_OF_TOOL).collect().with_row_index(ROW, offset=1)
    return _figures(rows)


def _figures(rows: pl.DataFrame) -> Reading:
    about = _known("lait")
    rows = rows.with_columns(
        measure=pl.lit("lait/") + pl.col("Short Desc").cast(pl.String).str.strip_chars(),
        time_period=pl.col("Years").cast(pl.String).fill_null("").str.strip_chars(),
        printed=pl.col("Values").cast(pl.String),
        number=pl.col("LA Number").cast(pl.Int64, strict=False).cast(pl.String).fill_null(""),
        name=pl.col("LA and Regions").cast(pl.String).fill_null(""),
    )
    periods = {text: values.end_year(text) for text in rows["time_period"].unique()}
    years = {text: year for text, year in periods.items() if year and YEAR_RANGE[0] <= year <= YEAR_RANGE[1]}
    if not years:
        raise NotPublished("no row of it names a year that we can read")
    first, last = min(years.values()), max(years.values())
    notes = []
    for text in sorted(set(periods) - set(years)):
        strange = rows.filter(pl.col("time_period") == text)
        which = ", ".join(sorted(strange["measure"].unique())[:3])
        notes.append(
            Note(
                f"the period {text!r} of {which} names no year: its {strange.height:,} figures are kept without one",
                f"row {strange[ROW][0]}",
            )
        )
    version = f"{first}_to_{last}"
    places, wrong = _places(rows.select("number", "name").unique(maintain_order=True))
    figures = values.with_values(
        rows.join(places, on=["number", "name"], how="left", maintain_order="left").with_columns(
            pl.lit(about.name).alias("data_set"),
            pl.lit(version).alias("version"),
            pl.col("time_period").replace_strict(years, default=None, return_dtype=pl.Int16).alias("year"),
            pl.lit("").alias("breakdown"),
            pl.lit(None, pl.Float64).alias("rounding"),
        )
    )
    notes += [Note(why, f"row {figures.filter(pl.col('number') == number)[ROW][0]}") for number, why in wrong.items()]
    notes += values.odd_cells(figures, place=ROW, column="measure")
    return Reading(
        about.name,
        version,
        about.kind,
        figures.select(list(FIGURES)),
        tuple(notes),
        about.title,
        about.publication,
        about.publisher,
    )


def _places(some: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
    """The areas of the tool's numbers, and what is wrong with a number."""
    found, wrong = [], {}
    for number, name in some.iter_rows():
        area = areas.Area(AUTHORITY, number, "", name)
        if region := areas.region(number):
            area = region.area
        elif known := areas.authority_ever(number):
            area = areas.Area(AUTHORITY, known.la_code, known.gss_code, known.name)
        else:
            wrong[number] = f"there is no authority {number} ({name})"
        found.append((number, name, area.geographic_level, area.la_code, area.gss_code, area.name))
    columns = ["number", "name", "geographic_level", "la_code", "gss_code", "area"]
    return pl.DataFrame(found, schema=dict.fromkeys(columns, pl.String), orient="row"), wrong


def read_dictionary(sheet: Sheet) -> Reading:
    """What each measure of the tool is. A measure described twice keeps both rows, the first of them first."""
    about = _known("lait/dictionary")
    there = [name for name in DICTIONARY if name in sheet.names]
    notes = [
        *sheet.notes,
        *(Note(f"it has no column {name}", "the heading") for name in DICTIONARY if name not in sheet.names),
        *(
            Note("this column of the dictionary is not known, and was left out", name)
            for name in sheet.names
            if name not in DICTIONARY and name != "Measure_short"
        ),
    ]
    named = sheet.rows.with_columns(measure=pl.lit("lait/") + pl.col("Measure_short").str.strip_chars())
    nameless = named.filter(pl.col("measure").is_null())
    if nameless.height:
        notes.append(Note(f"{nameless.height:,} measures have no short name", f"row {nameless[ROW][0]}"))
    twice = named.filter(pl.col("measure").is_duplicated())["measure"].n_unique()
    if twice:
        notes.append(Note(f"{twice:,} measures are described twice, in different words: both are kept"))
    words = named.filter(pl.col("measure").is_not_null()).select(
        "measure",
        *(pl.col(name).str.strip_chars().replace({"NA": None, "": None}).alias(DICTIONARY[name]) for name in there),
        *(pl.lit(None, pl.String).alias(new) for name, new in DICTIONARY.items() if name not in there),
    )
    return Reading(about.name, "", about.kind, words, tuple(notes), about.title, about.publication, about.publisher)


def _known(name: str) -> DataSet:
    found = known_data_set(name)
    assert found is not None
    return found
