"""
What the record is made of: tables of one shape for a child's story, whatever the source.

A table is a class with typed columns; its docstring says who is in it, where its rows come from and what is missing.
No row is ever changed: each telling of it is a version, with the time at which it was recorded and the time at which a
later telling took its place. So any figure can be rebuilt as at any day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

import polars as pl

KINDS: dict[type, Any] = {
    str: pl.String(),
    date: pl.Date(),
    bool: pl.Boolean(),
    int: pl.Int64(),
    datetime: pl.Datetime("us"),
}


class Column:
    """
    One column of a table.

    `source` says which field fills it, by return; "" is ours. `links` names the table whose key it holds. A
    `settled` value is not expected to change once it was told: where a later return says otherwise, that is a finding
    about the quality of the data. `personal` marks what could tell who the child is.
    """

    name: str

    def __init__(
        self, kind: type = str, source: str = "", *, links: str = "", settled: bool = False, personal: bool = False
    ):
        self.kind = kind
        self.source = source
        self.links = links
        self.settled = settled
        self.personal = personal

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @property
    def dtype(self) -> pl.DataType:
        return KINDS[self.kind]


class Table:
    """
    A table of the record. `name` is its name everywhere, `key` the column that tells its rows apart ("" where rows
    are told together with what stands above them, as the factors of an assessment are), `told_with` the column whose
    rows are told together.
    """

    name: ClassVar[str]
    key: ClassVar[str] = ""
    told_with: ClassVar[str] = ""
    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        cls.columns = {name: column for name, column in vars(cls).items() if isinstance(column, Column)}
        cls.told_with = cls.told_with or cls.key

    @classmethod
    def schema(cls) -> dict[str, pl.DataType]:
        """Every column of a frame of this table: its own, then those stamped on every row."""
        return {name: column.dtype for name, column in cls.columns.items()} | {
            name: column.dtype for name, column in Stamp.columns.items()
        }


class Stamp(Table):
    """
    What every row carries: which telling of it this is.

    `row_id` is ours and tells versions apart. `source_id` is theirs: a child's LAchildID, else the place in the return
    ("2024-25/Assessments/17"). `known_to` is the last day that this telling speaks for: what was open then may have
    ended since. `superseded_at` is when a later telling took its place, or the row was withdrawn; null while it stands.
    """

    name = "stamp"

    area = Column(str, "CIN LEA")
    row_id = Column(int)
    source_system = Column(str)
    source_id = Column(str, personal=True)
    known_to = Column(date)
    recorded_at = Column(datetime)
    recorded_by = Column(str, "CIN SoftwareCode")
    superseded_at = Column(datetime)


FILINGS = {
    "area": pl.String(),
    "year": pl.Int64(),
    "first": pl.Date(),
    "last": pl.Date(),
    "recorded_at": pl.Datetime("us"),
    "recorded_by": pl.String(),
    "children": pl.Int64(),
}
"""One row for each return: the authority, the year it ends in, the days it speaks for, and when it was made."""

FINDINGS = {
    "area": pl.String(),
    "finding": pl.String(),
    "child": pl.String(),
    "table": pl.String(),
    "dates": pl.List(pl.Date()),
    "years": pl.List(pl.String()),
    "sentence": pl.String(),
}
"""What successive returns disagree about: a row for each child (LAchildID) and event, and a sentence to show."""


@dataclass(frozen=True, repr=False)
class Record:
    """
    The record of one authority, or of several.

    `tables` holds a frame for each table by name, every version (see `Table.schema`); `filings` and `findings` have
    the columns FILINGS and FINDINGS.
    """

    tables: Mapping[str, pl.DataFrame]
    filings: pl.DataFrame
    findings: pl.DataFrame

    def __getitem__(self, table: str) -> pl.DataFrame:
        """A table's rows as they stand: what nothing has superseded."""
        return self.tables[table].filter(pl.col("superseded_at").is_null())

    def __repr__(self) -> str:
        """What it is of, and nothing that is in it: records turn up in messages."""
        areas = ", ".join(sorted(self.filings["area"].unique()))
        return f"<Record of {areas or 'nobody'}: {len(self.filings)} returns, {len(self['person']):,} people>"

    def as_at(self, day: date) -> "Record":
        """The record as it stood at the end of a day: what was recorded by then, and not yet superseded."""
        end = datetime.combine(day + timedelta(days=1), time.min)
        by_then = pl.col("recorded_at") < end
        standing = {name: _standing(frame.filter(by_then), end) for name, frame in self.tables.items()}
        known = self.filings.filter(by_then)
        return replace(self, tables=standing, filings=known, findings=_told(self.findings, known))

    def coverage(self) -> pl.DataFrame:
        """
        The unbroken spans that the returns speak for: area, first, last (a row each).

        What began before `first` is known only where it was still open then; nothing is known from after `last`.
        """
        spans = self.filings.select("area", "first", "last").unique().sort("area", "first")
        follows = pl.col("first") <= pl.col("last").cum_max().shift().over("area") + pl.duration(days=1)
        spans = spans.with_columns((~follows.fill_null(value=False)).cum_sum().over("area").alias("span"))
        return (
            spans.group_by("area", "span")
            .agg(pl.col("first").min(), pl.col("last").max())
            .sort("area", "first")
            .select("area", "first", "last")
        )


def together(records: Iterable[Record]) -> Record:
    """Several authorities' records as one. Raises ValueError where two are of the same authority."""
    given = list(records)
    if not given:
        raise ValueError("there is no record to put together: give at least one")
    areas = [area for record in given for area in record.filings["area"].unique()]
    if len(set(areas)) < len(areas):
        twice = sorted({area for area in areas if areas.count(area) > 1})
        raise ValueError(f"{', '.join(twice)} has two records: read all returns of an authority into one")
    return Record(
        {name: pl.concat([record.tables[name] for record in given]) for name in given[0].tables},
        pl.concat([record.filings for record in given]),
        pl.concat([record.findings for record in given]),
    )


def _standing(rows: pl.DataFrame, end: datetime) -> pl.DataFrame:
    """Rows not superseded before `end`; what supersedes them later was not known then."""
    gone = pl.col("superseded_at") < end
    return rows.filter(~gone.fill_null(value=False)).with_columns(
        pl.lit(None, pl.Datetime("us")).alias("superseded_at")
    )


def _told(findings: pl.DataFrame, filings: pl.DataFrame) -> pl.DataFrame:
    """The findings all of whose years had been filed."""
    names = filings.select("area", pl.col("year").cast(pl.String)).unique()
    known = {area: set(rows["year"]) for (area,), rows in names.group_by("area")}
    kept = [
        all(_ends_in(year) in known.get(row["area"], ()) for year in row["years"])
        for row in findings.iter_rows(named=True)
    ]
    return findings.filter(pl.Series(kept, dtype=pl.Boolean))


def _ends_in(year: str) -> str:
    return str(int(year[:4]) + 1)
