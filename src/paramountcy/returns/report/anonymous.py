"""
A report that can be shown to someone who may not see the return.

Identifiers become numbers, dates of birth and death the year. Anything may have been typed into
any box, so a value stays as sent only where it is of the kind its field asks for: a code of the
field's list, a date, yes or no, a small number. Of any other value the shape is left, "x" for a
letter and "9" for a digit.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polars as pl

from paramountcy.returns.report.shape import Report
from paramountcy.returns.shape import Field, Return, Table

LEFT_OUT = "left out"
UNKNOWN_NAME = "unknown name"
SHAPE_SHOWN = 40
DATE = r"^\d{4}-\d\d-\d\d$"
SMALL = r"^(\d{1,2}|(19|20)\d\d)$"
YES_OR_NO = r"^(?i:0|1|true|false)$"
ID, YEAR, CODE, DAY, FLAG, NUMBER, TEXT = "id", "year", "code", "day", "flag", "number", "text"


def anonymous(report: Report, kind: Return) -> Report:
    """
    The report without what could tell who a child is, or which file this was.

    `kind` says which fields are personal, and which codes there are. LAchildID, UPN and FormerUPN are
    numbered in file order, the same value always with the same number. Lines, file name, size, checksum,
    teams and workers are left out, and who accepted a finding and why; names that the return does not
    know too, and messages are the rule's own.
    """
    masks = _Masks(report, kind)
    head = report.head
    return replace(
        report,
        head=replace(
            head,
            file="",
            size=0,
            sha256="",
            team="",
            authority=head.authority if head.authority[:3].isdecimal() else "",
            anonymous=True,
        ),
        findings=masks.findings(report.findings),
        accepted=masks.findings(report.accepted).with_columns(reason=pl.lit(LEFT_OUT), by=pl.lit(LEFT_OUT)),
        tables={name: masks.table(frame, name) for name, frame in report.tables.items()},
        people=None,
    )


class _Masks:
    """What every part of one report is masked with, so that a number means one id throughout."""

    def __init__(self, report: Report, kind: Return):
        self.kind = kind
        self.sorts = pl.DataFrame(
            [(table.__name__, name, _sort(field), field.codes) for table, name, field in _fields(kind)],
            schema=["table", "field", "sort", "codes"],
            orient="row",
        )
        self.codes = pl.read_csv(kind.codes, columns=["list", "code"], infer_schema=False).unique()
        self.names = {kind.root, "Children", "Child"} | {
            name for table, field, item in _fields(kind) for name in (table.__name__, field, item.within, *table.path)
        }
        self.messages = report.rules.select("rule", words="message").unique("rule", keep="first")
        ids = pl.concat([pl.Series(dtype=pl.String), *self._ids(report)]).str.strip_chars()
        self.numbers = (
            pl.DataFrame({"id": ids})
            .drop_nulls()
            .unique(maintain_order=True)
            .with_row_index("number", offset=1)
            .with_columns(pl.col("number").cast(pl.String))
        )

    def _ids(self, report: Report) -> Iterator[pl.Series]:
        """Every identifier in the report: those of the tables first, in file order."""
        ids = self.sorts.filter(sort=ID).select("table", "field")
        for table, field in ids.iter_rows():
            if table in report.tables and field in report.tables[table].columns:
                yield report.tables[table][field]
        for rows in (report.findings, report.accepted):
            yield rows["child"]
            yield _cells(rows).join(ids, on=["table", "field"], how="semi", maintain_order="left")["value"]

    def findings(self, rows: pl.DataFrame) -> pl.DataFrame:
        tables = [table.__name__ for table in self.kind.tables]
        cells = (
            self._masked(_cells(rows))
            .with_columns(
                field=pl.when(pl.col("field").is_in(self.names)).then("field").otherwise(pl.lit(UNKNOWN_NAME))
            )
            .group_by("at", maintain_order=True)
            .agg(fields="field", values="value")
        )
        masked = (
            rows.with_row_index("at")
            .drop("fields", "values")
            .join(cells, on="at", how="left", maintain_order="left")
            .join(self.messages, on="rule", how="left", maintain_order="left")
            .with_columns(pl.col("child").str.strip_chars())
            .join(self.numbers, left_on="child", right_on="id", how="left", maintain_order="left")
        )
        return masked.with_columns(
            pl.col("fields", "values").fill_null([]),
            child="number",
            line=pl.lit(None, pl.UInt32),
            table=pl.when(pl.col("table").is_in(tables)).then("table"),
            message=pl.coalesce("words", pl.lit("This part of the file is not built as the return asks.")),
        ).select(rows.columns)

    def table(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """A table of the return with every field masked, and no line."""
        known = self.sorts.filter(table=name)["field"]
        masked = [
            self._masked(frame.select(table=pl.lit(name), field=pl.lit(field), value=pl.col(field).cast(pl.String)))[
                "value"
            ].alias(field)
            for field in frame.columns
            if field in known
        ]
        lines = [pl.lit(None, pl.UInt32).alias("line")] if "line" in frame.columns else []
        return frame.with_columns(*masked, *lines)

    def _masked(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The same cells (table, field, value) in the same order, no value telling who a child is."""
        known = (
            cells.with_columns(pl.col("value").str.strip_chars())
            .join(self.sorts, on=["table", "field"], how="left", maintain_order="left")
            .join(self.numbers, left_on="value", right_on="id", how="left", maintain_order="left")
            .join(
                self.codes.with_columns(listed=True),
                left_on=["codes", "value"],
                right_on=["list", "code"],
                how="left",
                maintain_order="left",
            )
        )
        value, sort = pl.col("value"), pl.col("sort")
        is_date = value.str.contains(DATE)
        kept = (
            ((sort == CODE) & pl.col("listed").is_not_null())
            | ((sort == DAY) & is_date)
            | ((sort == FLAG) & value.str.contains(YES_OR_NO))
            | ((sort == NUMBER) & value.str.contains(SMALL))
        )
        return known.with_columns(
            value=pl.when(sort == ID)
            .then("number")
            .when((sort == YEAR) & is_date)
            .then(value.str.slice(0, 4))
            .when(kept)
            .then("value")
            .otherwise(_shape(value))
        ).select(cells.columns)


def _fields(kind: Return) -> Iterator[tuple[type[Table], str, Field]]:
    return ((table, name, field) for table in kind.tables for name, field in table.fields.items())


def _sort(field: Field) -> str:
    """What of a field's values may be shown."""
    if field.personal:
        return YEAR if field.kind is date else ID
    if field.codes:
        return CODE
    return {date: DAY, bool: FLAG, int: NUMBER}.get(field.kind, TEXT)


def _shape(value: pl.Expr) -> pl.Expr:
    """
    >>> pl.select(_shape(pl.lit("Amy Smith, 12 High St")))[0, 0]
    'xxx xxxxx, 99 xxxx xx'
    """
    letters = value.str.replace_all(r"[0-9]", "9").str.replace_all(r"[^9\x20-\x2f:-@\[-`{-~]", "x")
    cut = pl.when(letters.str.len_chars() > SHAPE_SHOWN).then(pl.lit("…")).otherwise(pl.lit(""))
    return letters.str.slice(0, SHAPE_SHOWN) + cut


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    """at, table, field, value: a row for each value of each row of findings, `at` the row from 0."""
    return (
        rows.with_row_index("at")
        .filter(pl.col("fields").list.len() > 0)
        .select("at", "table", pl.col("fields").alias("field"), pl.col("values").alias("value"))
        .explode("field", "value")
    )
