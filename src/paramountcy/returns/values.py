"""
From text as sent to values: dates, whole numbers, yes or no.

What can't be read is a structure finding, and is then neither missing nor present.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from paramountcy.returns.shape import TEXT_SHOWN, Fault, Field, Reading, Table
from paramountcy.terms.year import Year

YES_NO = {"1": True, "true": True, "0": False, "false": False}
DAY_FIRST = r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(\d{2})?$"
UNREADABLE: dict[type, str] = {date: "not-a-date", bool: "not-a-boolean", int: "not-a-number"}
LISTED_FAULTS = 10_000
"""How many faults of one kind in one field are listed one by one."""


@dataclass(frozen=True)
class Values:
    """
    A return's tables with their values read.

    `tables` have the reader's columns, with the fields typed (String, Date, Boolean, Int64) and
    trimmed; beside a field with unreadable values stands `FIELD__unreadable` (Boolean), and the
    names of those fields are in `unreadable`, by table. `as_sent` are the reader's own tables.
    """

    tables: dict[str, pl.DataFrame]
    as_sent: dict[str, pl.DataFrame]
    unreadable: dict[str, frozenset[str]]
    faults: tuple[Fault, ...]


def read_values(reading: Reading, year: Year | None = None) -> Values:
    """Read every value of a return. Where a year is given, fields it does not ask for are faults."""
    tables: dict[str, pl.DataFrame] = {}
    unreadable: dict[str, frozenset[str]] = {}
    faults: list[Fault] = []
    for table in reading.kind.tables:
        sent = reading.tables[table.__name__]
        typed, bad = _typed(sent, table)
        tables[table.__name__] = typed
        unreadable[table.__name__] = frozenset(name for name in bad if bad[name].any())
        faults.extend(_unreadable(sent, table, bad))
        faults.extend(_with_blanks(sent, table))
        if year is not None:
            faults.extend(_not_asked(sent, table, year))
    return Values(tables, reading.tables, unreadable, tuple(faults))


def _typed(sent: pl.DataFrame, table: type[Table]) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    typed = sent.with_columns(_value(item) for item in table.fields.values())
    bad: dict[str, pl.Series] = {}
    for name, item in table.fields.items():
        if item.kind is not str and typed[name].null_count() != sent[name].null_count():
            bad[name] = typed[name].is_null() & (sent[name].str.strip_chars() != "")
    return typed.with_columns(mask.alias(f"{name}__unreadable") for name, mask in bad.items()), bad


def _value(item: Field) -> pl.Expr:
    text = pl.col(item.name).str.strip_chars()
    if item.kind is date:
        # The parser takes 2026-3-1 for a date too. What is written back as it came was one.
        day = text.str.to_date("%Y-%m-%d", strict=False)
        return pl.when(day.cast(pl.String) == text).then(day).alias(item.name)
    if item.kind is bool:
        return text.str.to_lowercase().replace_strict(YES_NO, default=None, return_dtype=pl.Boolean).alias(item.name)
    if item.kind is int:
        return pl.when(text.str.contains(r"^[+-]?\d+$")).then(text.cast(pl.Int64, strict=False)).alias(item.name)
    return pl.when(text != "").then(text).alias(item.name)


def _unreadable(sent: pl.DataFrame, table: type[Table], bad: dict[str, pl.Series]) -> Iterator[Fault]:
    for name, mask in bad.items():
        rows = sent.filter(mask)
        for fault in _faults(rows, table, name, UNREADABLE[table.fields[name].kind]):
            if fault.name == "not-a-date" and rows is not None and _is_day_first(fault.text):
                yield Fault("day-first-date", *_place(fault))
            else:
                yield fault


def _is_day_first(text: str | None) -> bool:
    return text is not None and bool(pl.Series([text.strip()]).str.contains(DAY_FIRST).item())


def _place(fault: Fault) -> tuple[int | None, str, str | None, str, int | None, int | None]:
    return fault.line, fault.element, fault.text, fault.table, fault.row, fault.child


def _with_blanks(sent: pl.DataFrame, table: type[Table]) -> Iterator[Fault]:
    texts = [name for name in table.fields if sent[name].dtype == pl.String]
    blank_ends = sent.select(
        pl.col(name).str.contains(r"^\s|\s$").fill_null(False) & (pl.col(name).str.strip_chars() != "")
        for name in texts
    )
    for name in texts:
        if blank_ends[name].any():
            yield from _faults(sent.filter(blank_ends[name]), table, name, "blanks-around")


def _not_asked(sent: pl.DataFrame, table: type[Table], year: Year) -> Iterator[Fault]:
    if sent.is_empty():
        return
    if year not in table.years:
        yield _first(sent, table, table.path[0], "not-asked-this-year")
        return
    for name, item in table.fields.items():
        if year not in item.years and sent[name].null_count() < len(sent):
            yield _first(sent.filter(pl.col(name).is_not_null()), table, name, "not-asked-this-year")


def _first(rows: pl.DataFrame, table: type[Table], element: str, fault: str) -> Fault:
    row = rows.row(0, named=True)
    return Fault(fault, row["line"], element, f"{len(rows):,} times", table.__name__, row["row"], row.get("Child"))


def _faults(rows: pl.DataFrame, table: type[Table], name: str, fault: str) -> Iterable[Fault]:
    places = [column if column in rows.columns else None for column in ("line", "row", "Child")]
    for row in rows.head(LISTED_FAULTS).iter_rows(named=True):
        line, number, child = (row[column] if column else None for column in places)
        yield Fault(fault, line, name, row[name][:TEXT_SHOWN], table.__name__, number, child)
    if len(rows) > LISTED_FAULTS:
        yield Fault("too-many-faults", None, name, f"{len(rows) - LISTED_FAULTS:,} more of {fault}", table.__name__)


def with_lens(values: Values, table: str, lens: str, name: str) -> pl.Series:
    """The column `FIELD__LENS` that a rule sees through a lens of `shape.Table`."""
    value = values.tables[table][name]
    seen = {
        "sent": lambda: values.as_sent[table][name],
        "readable": value.is_not_null,
        "day": lambda: value.cast(pl.Int32),
        "weekday": lambda: value.dt.weekday().cast(pl.Int32),
        "check_letter": lambda: pl.select(upn_check_letter(value)).to_series(),
    }
    return seen[lens]().alias(f"{name}__{lens}")


LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn_check_letter(upn: pl.Series) -> pl.Expr:
    """
    The letter a UPN must begin with: the sum of the twelve characters after it, each times its place
    from 2 to 13, modulo 23, as a place in LETTERS. Null where they are not eleven digits and a digit or letter.

    A temporary UPN ends in a letter, which counts as its place in LETTERS: from knowledge, not confirmed.
    """
    upn_text = pl.lit(upn)
    digits = upn_text.str.slice(1, 11)
    places = [digits.str.slice(n, 1).cast(pl.Int32, strict=False) * (n + 2) for n in range(11)]
    last = upn_text.str.slice(12, 1).replace_strict(
        {str(n): n for n in range(10)} | {letter: n for n, letter in enumerate(LETTERS)},
        default=None,
        return_dtype=pl.Int32,
    )
    total = sum(places[1:], places[0]) + last * 13
    return (
        pl.when(upn_text.str.len_chars() == 13)
        .then(total % 23)
        .replace_strict(dict(enumerate(LETTERS)), default=None, return_dtype=pl.String)
    )
