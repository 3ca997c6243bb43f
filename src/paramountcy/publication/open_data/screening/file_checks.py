"""Checks of the file itself: its name, its text, its columns, its rows."""

import re
from collections import Counter
from collections.abc import Iterator

import polars as pl

from paramountcy.publication.open_data.facts import MANDATORY, MOST_IN_NAME, STANDARD
from paramountcy.publication.open_data.screening.pair import LINE, Pair
from paramountcy.publication.open_data.screening.shape import WARNING, Fault, check, each, lines


@check(
    "file name",
    "Letters, figures, hyphens and underscores, and .csv at its end; no spaces.",
    do="Rename the file, and its metadata likewise.",
)
def file_name(pair: Pair) -> Iterator[Fault]:
    odd = sorted(set(re.sub(r"[A-Za-z0-9_-]", "", pair.data.file.removesuffix(".csv"))))
    if odd:
        yield Fault("the file name", f"it has {', '.join('a space' if sign == ' ' else sign for sign in odd)}")
    if not pair.data.file.endswith(".csv"):
        yield Fault("the file name", "it does not end in .csv")


@check(
    "file name in small letters",
    "Small letters, so that no system takes it for another file.",
    do="Rename it.",
    broken=WARNING,
)
def small_letters(pair: Pair) -> Iterator[Fault]:
    if pair.data.file != pair.data.file.lower():
        yield Fault("the file name", "it has capitals")


@check("encoding", "UTF-8.", do="Save the file as CSV UTF-8.")
def encoding(pair: Pair) -> Iterator[Fault]:
    yield from pair.data.found["encoding"]
    yield from (_of_meta(pair, "encoding"))


@check(
    "quotation marks",
    "A quotation mark in a cell is doubled, and every cell that begins with one ends with one.",
    do="Write the file with a program for CSV, or take the marks out.",
)
def quotes(pair: Pair) -> Iterator[Fault]:
    yield from pair.data.found["quotes"]
    yield from (_of_meta(pair, "quotes"))


@check(
    "cells", "As many cells in each row as there are columns.", do="Put a text with a comma between quotation marks."
)
def cells(pair: Pair) -> Iterator[Fault]:
    yield from pair.data.found["cells"]
    yield from (_of_meta(pair, "cells"))


@check("column names", "Every column has a name of its own, without spaces.", do="Rename the columns.")
def column_names(pair: Pair) -> Iterator[Fault]:
    yield from each([name for name in pair.data.names if not name.strip()], "it has no name")
    yield from each([name for name, times in Counter(pair.data.names).items() if times > 1], "it is there twice")
    yield from each([name for name in pair.data.names if re.search(r"\s", name.strip())], "it has a space in its name")
    yield from each([name for name in pair.data.names if name != name.strip()], "it has spaces around its name")


@check(
    "column names in one style",
    f"Small letters, figures and underscores, a letter first, at most {MOST_IN_NAME} characters.",
    do="Rename the columns; what is longer is not taken by the service's API.",
    broken=WARNING,
)
def column_style(pair: Pair) -> Iterator[Fault]:
    odd = [name for name in pair.data.names if name and not re.fullmatch(r"[a-z][a-z0-9_]*", name)]
    yield from each(odd, "it is written in another style")
    yield from each([name for name in pair.data.names if len(name) > MOST_IN_NAME], "its name is too long")


@check("mandatory columns", f"{', '.join(MANDATORY)}.", do="Add the columns.")
def mandatory(pair: Pair) -> Iterator[Fault]:
    yield from each([name for name in MANDATORY if name not in pair.data.names], "it is missing")


@check(
    "order of columns",
    "The columns that say when and where come first, in the order of the standard.",
    do="Put them in the order " + ", ".join(STANDARD) + ".",
    broken=WARNING,
)
def order(pair: Pair) -> Iterator[Fault]:
    there = [name for name in pair.data.names if name in STANDARD]
    due = [name for name in STANDARD if name in there]
    if list(pair.data.names[: len(due)]) != due:
        where = next(place for place, name in enumerate(due) if list(pair.data.names)[place] != name)
        yield Fault(f"column {where + 1}", f"{due[where]} should stand here, and {pair.data.names[where]} does")


@check("blank columns", "Something in every column.", do="Take the column out.")
def blank_columns(pair: Pair) -> Iterator[Fault]:
    empty = [name for name in pair.data.cells.columns if name != LINE and not _any(pair, name)]
    yield from each(empty, "there is nothing in it")


@check("blank rows", "Something in every row.", do="Take the rows out.")
def blank_rows(pair: Pair) -> Iterator[Fault]:
    yield from pair.data.found["rows"]
    yield from (_of_meta(pair, "rows"))
    if pair.data.cells.is_empty():
        yield Fault("the file", "it has a heading and no rows")


@check(
    "duplicate rows",
    "One row for each time, place and combination of filters.",
    do="Take the second out, or add the filter that tells the rows apart.",
    needs=MANDATORY,
)
def duplicate_rows(pair: Pair) -> Iterator[Fault]:
    keys = [name for name in dict.fromkeys(pair.data.names) if name and name not in pair.indicators]
    again = pair.data.cells.group_by(keys, maintain_order=True).agg(pl.col(LINE)).filter(pl.col(LINE).list.len() > 1)
    for numbers in again[LINE].to_list():
        yield Fault(lines(numbers), "these are about the same time, place and combination of filters")


def _any(pair: Pair, name: str) -> bool:
    return any(text.strip() for text in pair.data.texts(name)) or pair.data.cells.is_empty()


def _of_meta(pair: Pair, name: str) -> Iterator[Fault]:
    """The same faults of the metadata's file."""
    faults = pair.meta.found[name] if pair.meta else ()
    yield from (Fault(f"{pair.meta_file}, {fault.where}", fault.what) for fault in faults)
