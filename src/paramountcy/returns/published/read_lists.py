"""Two lists beside the figures: statistical neighbours, and the authority that a lower-tier district lies in."""

import re

import polars as pl

from paramountcy.returns.published.areas import authority_ever
from paramountcy.returns.published.catalogue import data_set
from paramountcy.returns.published.shape import Note, NotPublished, Reading
from paramountcy.returns.published.sheet import ROW, Sheet
from paramountcy.returns.report.visible import short, visible

CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")
"""The publisher's labels of how near a neighbour is, the nearest first."""
MOST_NEIGHBOURS = 10
NEIGHBOURS = {
    "vintage": pl.Int16,
    "la_code": pl.String,
    "area": pl.String,
    "rank": pl.Int8,
    "neighbour_code": pl.String,
    "neighbour": pl.String,
    "closeness": pl.String,
    "listed_under": pl.String,
}
"""
`vintage`: the year of the model. `rank`: 1 is the nearest. `listed_under`: a heading inside the file, such as "Old SNs"
over authorities that are gone; "" for the list itself.
"""
SN = re.compile(r"SN_?(\d{1,2})")
LOWER = re.compile(r"LTLA(\d\d)(CD|NM)")
UPPER = re.compile(r"UTLA(\d\d)(CD|NM)")


def is_neighbours(names: tuple[str, ...]) -> bool:
    return sum(bool(SN.fullmatch(name)) for name in names) >= MOST_NEIGHBOURS


def is_lookup(names: tuple[str, ...]) -> bool:
    return any(LOWER.fullmatch(name) for name in names) and any(UPPER.fullmatch(name) for name in names)


def read_neighbours(sheet: Sheet, file: str) -> Reading:
    """The neighbours of each authority. Raises NotPublished where the file's name does not say of which year."""
    years = [int(year) for year in re.findall(r"20\d\d", file)]
    if not years:
        raise NotPublished(
            "it lists statistical neighbours and does not say of which year: put it into the file's name, as in "
            "neighbours_2025.csv"
        )
    vintage = years[-1]
    code_column = next((name for name in sheet.names if name in ("old_la_code", "LA num", "LA number")), "")
    name_column = next((name for name in sheet.names if name.lower() in ("la_name", "la name")), "")
    if not code_column or not name_column:
        raise NotPublished("it lists statistical neighbours without a column of codes and one of names")
    # The label of a neighbour stands in the column after it, whatever that is called.
    pairs = [
        (int(found[1]), name, sheet.names[place + 1])
        for place, name in enumerate(sheet.names[:-1])
        if (found := SN.fullmatch(name))
    ]
    rows: list[tuple[object, ...]] = []
    notes = [note for note in sheet.notes if note.place != "the heading"]  # the labels' columns share one name
    heading = ""
    for row in sheet.rows.iter_rows(named=True):
        code, name = (row[code_column] or "").strip(), (row[name_column] or "").strip()
        if not code:
            heading = name.rstrip(":")
            notes.append(Note(f"the rows below stand under the heading {heading!r}", f"row {row[ROW]}"))
            continue
        if not authority_ever(code):
            notes.append(Note(f"there is no authority {code} ({short(visible(name), 40)})", f"row {row[ROW]}"))
        for rank, neighbour, label in pairs:
            other = (row[neighbour] or "").strip()
            said = " ".join((row[label] or "").split()).capitalize()
            place = f"row {row[ROW]}, column {neighbour}"
            if not other:
                notes.append(Note(f"{name} has no neighbour here", place))
                continue
            known = authority_ever(other)
            if not known:
                notes.append(Note(f"there is no authority {short(visible(other), 20)}", place))
            if said not in CLOSENESS:
                notes.append(Note(f"{said!r} is none of the labels of closeness, and was kept as it stands", place))
            rows.append((vintage, code, name, rank, other, known.name if known else "", said, heading))
    frame = pl.DataFrame(rows, schema=NEIGHBOURS, orient="row")
    return _reading("context/neighbours", f"{vintage}", frame, notes)


def read_lookup(sheet: Sheet) -> Reading:
    """Lower-tier districts and the authorities they lie in, England and Wales."""
    columns = {}
    vintage = ""
    for name in sheet.names:
        for tier, found in (("lower", LOWER.fullmatch(name)), ("upper", UPPER.fullmatch(name))):
            if found:
                columns[f"{tier}_{'code' if found[2] == 'CD' else 'name'}"] = name
                vintage = f"20{found[1]}"
    if missing := {"lower_code", "lower_name", "upper_code", "upper_name"} - set(columns):
        raise NotPublished(f"it is a lookup of districts without {min(missing).replace('_', ' ')}s")
    rows = sheet.rows.select(
        pl.lit(int(vintage)).cast(pl.Int16).alias("vintage"),
        *(pl.col(name).str.strip_chars().alias(new) for new, name in columns.items()),
    )
    return _reading("context/lower_tier", vintage, rows, list(sheet.notes))


def _reading(name: str, version: str, rows: pl.DataFrame, notes: list[Note]) -> Reading:
    about = data_set(name)
    assert about is not None
    return Reading(name, version, about.kind, rows, tuple(notes), about.title, about.publication, about.publisher)
