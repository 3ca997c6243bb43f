"""The engine and the obvious rules say the same, on returns as wild as may be."""

import csv
from itertools import product

import numpy as np
import polars as pl
import pytest

import paramountcy
from paramountcy.imagine import cin_return
from paramountcy.imagine.record import records
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.read_xml import read
from paramountcy.returns.values import read_values
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.obvious.cin_rules import codes_in_force, judge

YEARS = ["2022-23", "2023-24", "2024-25", "2025-26", "2026-27"]


@pytest.mark.parametrize("name", YEARS)
def test_the_rules_are_those_of_the_reference(shared, name):
    with (shared / "reference" / "cin-rules.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["years"].startswith("(")]
    spans = [(row["code"], *row["years"].partition("..")[::2]) for row in rows]
    in_force = {code for code, since, until in spans if since <= name <= (until or since)}
    assert set(codes_in_force(Year.of(name))) == in_force


def shuffled(tables: dict[str, pl.DataFrame], share: float, seed: int) -> dict[str, pl.DataFrame]:
    """The return with that share of its values taken from another row, moved by some days, or left out."""
    chance = np.random.default_rng(seed)
    wild = dict(tables)
    for table in CIN.tables:
        name = table.__name__
        if name not in tables or name in ("Header", "Source"):
            continue
        rows = len(tables[name])
        for item in table.fields:
            if item == "LAchildID":
                continue
            column = wild[name][item]
            fate = pl.Series("fate", chance.random(rows) / share)
            another = column[chance.permutation(rows)].alias("another")
            moved = column.alias("moved")
            if column.dtype == pl.Date:
                days = pl.Series(chance.integers(-40, 41, rows), dtype=pl.Int32)
                moved = (column.cast(pl.Int32) + days).cast(pl.Date).alias("moved")
            fates = pl.when(fate < 0.4).then(another).when(fate < 0.7).then(moved).when(fate >= 1).then(column)
            wild[name] = wild[name].with_columns(pl.select(fates.alias(item)).to_series())
    return wild


QUICK = ((0.2, "2022-23"), (0.02, "2026-27"), (0.2, "2026-27"))
"""The first and the last year are looked at in every run of the tests; the others in `make test-all`."""


@pytest.mark.parametrize(
    ("share", "name"),
    [pytest.param(*both, marks=() if both in QUICK else pytest.mark.slow) for both in product((0.02, 0.2), YEARS)],
)
def test_they_agree_on_wild_returns(tmp_path, name, share):
    year = Year.of(name)
    tables, _ = cin_return(children=900, year=year, seed=21)
    path = tmp_path / "return.xml"
    write(shuffled(tables, share, seed=year.ends_in), CIN, path, year=year)
    findings = paramountcy.check(path, year=name).findings.filter(pl.col("severity") != "structure")
    engine = set(findings.select("rule", pl.col("child").fill_null("")).iter_rows())
    values = read_values(read(path, CIN)).tables
    header = values["Header"].row(0, named=True)
    obvious = judge(records({table: values[table] for table in tables}), header, year)
    assert engine == obvious
    assert len({rule for rule, _ in engine}) > (30 if share < 0.1 else 60)
