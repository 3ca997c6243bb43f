"""
What the returns of several years say differently of one child, as findings about the quality of the data.

Each is a row with a sentence that says what, where, and what to look at. None changes the record by itself.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from paramountcy.record.events import DISAGREEMENTS
from paramountcy.record.filing import Filing
from paramountcy.record.runs import before
from paramountcy.record.shape import FINDINGS, Table

NOUNS = {
    "referral": "referral",
    "assessment": "assessment",
    "enquiry": "section 47 enquiry",
    "cin": "child in need plan",
    "cp": "child protection plan",
    "initial": "initial conference",
    "review": "review",
}
SENTENCES = {
    "start-changed": "This {noun} began on {start} by the {before} return and on {other} by that for {now}: "
    "the record takes the later return's date; check which is right.",
    "vanished": "This {noun} of {start} was open in the {before} return and is not in that for {now}: "
    "add it, or correct the year in which it ended.",
    "told-late": "This {noun} of {start} is in the {now} return, and should have been in that for {before}: "
    "it was recorded late, or its dates were changed.",
    "withdrawn": "This {noun} of {start} was in an earlier return for {before} and is not in the later one for the "
    "same year: the record takes it as withdrawn.",
    "changed": "The {column} of this {noun} of {start} was {was} in the {before} return and is {value} in that for "
    "{now}: the record takes the later return's; check which is right.",
    "birth-date-changed": "The date of birth was {was} in the {before} return and is {value} in that for {now}: "
    "check which is right.",
    "sex-changed": "The sex was {was} in the {before} return and is {value} in that for {now}: check which is right.",
    "upn-changed": "The UPN in the {now} return is not the one in that for {before}, nor is that one given as the "
    "former UPN: check which is right, or give the former one.",
    "upn-shared": "The UPN of this child is also that of another LAchildID: if they are one child, put their records "
    "together; if not, correct the UPN.",
    "id-reused": "This LAchildID stands for more than one child: two of date of birth, sex and UPN differ. The record "
    "keeps them apart; give each child a number of its own.",
    "id-repeated": "This LAchildID stands twice in the {now} return: the record joins what is told of both.",
}


class Disagreements:
    """Collects findings while the record is put together."""

    def __init__(self, filings: Sequence[Filing]):
        self._filings = filings
        self._parts: list[pl.DataFrame] = []

    def add(self, table: type[Table], found: pl.DataFrame) -> None:
        """What `events` or `changed` found in the rows of a table."""
        self._parts.append(found.with_columns(pl.lit(table.name).alias("table")))

    def frame(self, children: pl.DataFrame) -> pl.DataFrame:
        """Every finding, with the child's LAchildID and a sentence, in the order of the table and the child."""
        ids = children.unique("person", keep="last").select("person", "la_child_id")
        found = pl.concat(self._parts, how="diagonal").join(ids, on="person", how="left", maintain_order="left")
        rows = [self._told(row) for row in found.iter_rows(named=True)]
        return pl.DataFrame(rows, schema=FINDINGS, orient="row")

    def _told(self, row: dict) -> tuple:
        years = [str(self._filings[at].year) for at in (row["before"], row["now"]) if at is not None]
        days = [day for day in (row["start"], row["other"]) if day is not None]
        sentence = SENTENCES[row["finding"]].format(
            noun=NOUNS.get(row["kind"] or "", ""),
            start=_day(row["start"]),
            other=_day(row["other"]),
            before=years[0] if years else "",
            now=years[-1] if years else "",
            column=(row.get("column") or "").replace("_", " "),
            was=row.get("was") or "missing",
            value=row.get("value") or "missing",
        )
        return self._filings[0].area, row["finding"], row["la_child_id"], row["table"], days, years, sentence


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


CHANGES = {**DISAGREEMENTS, "column": pl.String(), "was": pl.String(), "value": pl.String()}


def changed(table: type[Table], rows: pl.DataFrame) -> pl.DataFrame:
    """Values that were settled in one telling of an event and are others in the next. Yes-or-no settles with yes."""
    settled = [name for name, column in table.columns.items() if column.settled]
    found = [pl.DataFrame(schema=CHANGES)]
    told = rows.sort("event", "filing", maintain_order=True)
    for name in settled:
        pairs = told.select(
            "person",
            "event",
            "kind",
            "start",
            now="filing",
            before=before("filing", "event"),
            was=before(name, "event"),
            value=name,
        )
        was_settled = pl.col("was") if told.schema[name] == pl.Boolean else pl.col("was").is_not_null()
        other = was_settled & pl.col("was").ne_missing(pl.col("value"))
        found.append(
            _shaped(pairs.filter(other).with_columns(pl.lit("changed").alias("finding"), pl.lit(name).alias("column")))
        )
    return pl.concat(found)


def of_children(children: pl.DataFrame) -> pl.DataFrame:
    """What the returns disagree about in who a child is: `children` as `identity.persons` gives them."""
    told = children.sort("person", "filing", maintain_order=True)
    parts = [
        _successive(told, "birth-date-changed", "birth_date"),
        _successive(told, "sex-changed", "sex"),
        _successive(told, "upn-changed", "upn").filter(pl.col("was") != pl.col("former_upn").fill_null("")),
        _shared(told),
        _reused(told),
        _repeated(told),
    ]
    return pl.concat([_shaped(part) for part in parts])


def _successive(told: pl.DataFrame, finding: str, fact: str) -> pl.DataFrame:
    """Where a fact that was known before is another now."""
    known = told.filter(pl.col(fact).is_not_null())
    return (
        known.with_columns(was=before(fact, "person"), before=before("filing", "person"))
        .filter(pl.col("was") != pl.col(fact))
        .with_columns(pl.lit(finding).alias("finding"), pl.col(fact).alias("value"), pl.col("filing").alias("now"))
    )


def _shared(told: pl.DataFrame) -> pl.DataFrame:
    holders = told.filter(pl.col("upn").is_not_null()).unique(["person", "upn"], keep="last", maintain_order=True)
    return holders.filter(pl.col("person").n_unique().over("upn") > 1).select(
        "person", pl.lit("upn-shared").alias("finding"), pl.col("filing").alias("now")
    )


def _reused(told: pl.DataFrame) -> pl.DataFrame:
    known = told.filter(pl.col("la_child_id").is_not_null()).unique("person", keep="first", maintain_order=True)
    return known.filter(pl.col("person").n_unique().over("la_child_id") > 1).select(
        "person", pl.lit("id-reused").alias("finding"), pl.col("filing").alias("now")
    )


def _repeated(told: pl.DataFrame) -> pl.DataFrame:
    twice = told.filter(pl.len().over("person", "filing") > 1).unique(["person", "filing"], maintain_order=True)
    return twice.select("person", pl.lit("id-repeated").alias("finding"), pl.col("filing").alias("now"))


def _shaped(found: pl.DataFrame) -> pl.DataFrame:
    """The columns of CHANGES, empty where there are none."""
    return found.select(
        (pl.col(name) if name in found.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in CHANGES.items()
    )
