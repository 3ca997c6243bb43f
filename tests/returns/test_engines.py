"""
One text of rules, several engines: each must find the same.

The examples of all rules are put together into one return, child after child, and every rule of a
year judges it at once. So this also shows that rules evaluated together do not disturb each other.
"""

import polars as pl
import pytest

from paramountcy.returns.cin.census import CENSUS, YEARS
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.examples import Example, examples
from paramountcy.returns.judge import Verdict, judge
from paramountcy.returns.rule import Rule
from paramountcy.returns.shape import Reading
from paramountcy.returns.values import read_values
from paramountcy.terms.year import Year

EXAMPLES = [(rule, example) for rule in CENSUS.rules for example in examples(rule, CIN)]
OF_ROWS = [(rule, example) for rule, example in EXAMPLES if not example.said_of_return]
ACROSS_CHILDREN = {"1520", "8510"}
"""Rules that compare children, so that other examples' children change what they find."""


def put_together(parts: list[Example]) -> Reading:
    """One return with the rows of all these examples. Its rows, and what they stand under, are numbered anew."""
    tables: dict[str, list[pl.DataFrame]] = {table.__name__: [] for table in CIN.tables}
    before = dict.fromkeys(("Child", *tables), 0)
    for part in parts:
        reading = part.reading(CIN)
        for name, frame in reading.tables.items():
            keys = {key: before[key] for key in CIN.keys(CIN.table(name))} | dict.fromkeys(
                ("row", "line"), before[name]
            )
            tables[name].append(frame.with_columns((pl.col(key) + n).cast(pl.UInt32) for key, n in keys.items()))
        before = {name: n + len(reading.tables[name]) for name, n in before.items() if name != "Child"} | {
            "Child": before["Child"] + reading.children
        }
    return Reading(CIN, {name: pl.concat(frames) for name, frames in tables.items()}, children=before["Child"])


def judged(reading: Reading, rules: list[Rule], year: Year, engine: str = "polars") -> Verdict:
    return judge(reading, read_values(reading), rules, year, engine_name=engine)


def assert_same(one: Verdict, other: Verdict) -> None:
    assert set(one.lines.iter_rows()) ^ set(other.lines.iter_rows()) == set()
    assert len(one.lines) == len(other.lines)
    assert (one.not_run, one.notes) == (other.not_run, other.notes)


def without_the_unreadable(reading: Reading) -> Reading:
    """The same return, with what can't be read left out."""
    values = read_values(reading)
    tables = {
        name: frame.with_columns(
            pl.when(~values.tables[name][f"{field}__unreadable"]).then(pl.col(field)).alias(field)
            for field in values.unreadable[name]
        )
        for name, frame in reading.tables.items()
    }
    return Reading(CIN, tables, children=reading.children)


@pytest.fixture(scope="module")
def everything() -> Reading:
    return put_together([example for _, example in OF_ROWS])


@pytest.fixture(scope="module")
def everything_readable(everything) -> Reading:
    return without_the_unreadable(everything)


@pytest.mark.parametrize(
    "year",
    [pytest.param(year, marks=() if year in (YEARS[0], YEARS[-1]) else pytest.mark.slow) for year in YEARS],
    ids=str,
)
def test_duckdb_finds_what_polars_finds(year, everything):
    rules = list(CENSUS.rules.in_force(year).values())
    assert_same(judged(everything, rules, year), judged(everything, rules, year, "duckdb"))


def test_duckdb_finds_what_polars_finds_where_all_can_be_read(everything_readable):
    year = YEARS[-1]
    rules = list(CENSUS.rules.in_force(year).values())
    assert_same(judged(everything_readable, rules, year), judged(everything_readable, rules, year, "duckdb"))


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule.code}-{rule.years.since}-{number}")
        for number, (rule, example) in enumerate(EXAMPLES)
        if example.said_of_return
    ],
)
def test_duckdb_judges_a_return_as_polars_does(rule, example):
    reading = example.reading(CIN)
    assert_same(judged(reading, [rule], example.year), judged(reading, [rule], example.year, "duckdb"))


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_rules_judged_together_find_what_each_finds_alone(year):
    """Each example's rows break, in company, what they break alone."""
    rules = [rule for rule in CENSUS.rules.in_force(year).values() if rule.code not in ACROSS_CHILDREN]
    in_year = [(rule, example) for rule, example in OF_ROWS if rule in rules and example.year == year]
    reading = put_together([example for _, example in in_year])
    found = judged(reading, rules, year).lines
    before = dict.fromkeys(reading.tables, 0)
    for rule, example in in_year:
        alone = example.reading(CIN).tables
        lines = found.filter(pl.col("rule") == rule.code)
        here = {
            (table, row - before[table])
            for table, row in lines.select("table", "row").iter_rows()
            if table is not None and before[table] < row <= before[table] + len(alone[table])
        }
        assert here == example.breaks, rule
        before = {name: n + len(alone[name]) for name, n in before.items()}


@pytest.fixture
def in_which_all_break(everything_readable) -> Reading:
    """A return of 2026-27 that breaks every rule but one: no child in it has two disabilities."""
    disabilities = everything_readable.tables["Disabilities"]
    others = pl.col("Disability") != "NONE"
    few = disabilities.filter(~others.fill_null(False) | others.cum_sum().over("Child").eq(1))
    renumbered = few.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("row"))
    tables = everything_readable.tables | {"Disabilities": renumbered}
    return Reading(CIN, tables, children=everything_readable.children)


def test_all_rules_break_on_one_return(in_which_all_break):
    year = YEARS[-1]
    rules = CENSUS.rules.in_force(year)
    found = judged(in_which_all_break, list(rules.values()), year)
    # A return either has blocks on pre-proceedings, which may be at fault, or is queried for having none.
    assert set(rules) - set(found.lines["rule"]) == {"8995Q"}


@pytest.mark.slow
def test_spark_finds_what_polars_finds(in_which_all_break):
    year = YEARS[-1]
    rules = list(CENSUS.rules.in_force(year).values())
    assert_same(judged(in_which_all_break, rules, year), judged(in_which_all_break, rules, year, "spark"))
