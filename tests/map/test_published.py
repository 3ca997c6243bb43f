"""
Double entry with the publisher: the rules in force are the rules published, each year.

`published/` is kept by hand, apart from the rules, as two books of account. A rule that is dead,
missing, or points at another field than the published one fails here.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from paramountcy.returns.cin import census
from paramountcy.returns.cin.census import CENSUS, YEARS
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.codes import Codes
from paramountcy.terms.year import Year

PUBLISHED = Path(census.__file__).with_name("published")
COUNTS = {"2022-23": 105, "2023-24": 105, "2024-25": 109, "2025-26": 109, "2026-27": 121}
VAGUE = {"all activity dates", "activity dates", "(module presence)"}
"""Entries of the source that name no field. How each was resolved is said in published/ORIGIN.md."""

each_year = pytest.mark.parametrize("year", YEARS, ids=str)

Line = tuple[str, str, frozenset[str]]
"""What is published of a rule: severity, status, and the fields as Table.Field."""


def published(year: Year) -> dict[str, Line]:
    with (PUBLISHED / f"{year}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["code"] for row in rows}) == len(rows)
    return {
        row["code"]: (row["severity"], row["status"], frozenset(filter(None, row["fields"].split(";")))) for row in rows
    }


def in_force(year: Year) -> dict[str, Line]:
    found = {}
    for code, rule in CENSUS.rules.in_force(year).items():
        pointed = rule.written(year, Codes(CIN.codes, year)).fields
        fields = frozenset(f"{table}.{name}" for table, names in pointed.items() for name in names)
        found[code] = (rule.severity, "confirmed" if rule.confirmed else "unconfirmed", fields)
    return found


@each_year
def test_rules_in_force_are_the_rules_published(year):
    ours, theirs = in_force(year), published(year)
    assert sorted(ours) == sorted(theirs)
    assert {code: line for code, line in ours.items() if line != theirs[code]} == {}


@each_year
def test_as_many_are_published_as_were_counted(year):
    assert len(published(year)) == COUNTS[str(year)]


def test_every_year_has_its_list_and_no_other_has():
    assert {path.stem for path in PUBLISHED.glob("*.csv")} == {str(year) for year in YEARS} == COUNTS.keys()


@each_year
def test_published_fields_are_asked_for_that_year(year):
    for code, (_, _, fields) in published(year).items():
        for field in fields:
            table, name = field.split(".")
            assert year in CIN.table(table).years, f"{code} names {table}, not asked for in {year}"
            assert year in CIN.table(table).fields[name].years, f"{code} names {field}, not asked for in {year}"


def source_rows(shared: Path) -> Iterator[dict[str, str]]:
    """The rows of cin-rules.csv that are in force in any of our years."""
    with (shared / "reference" / "cin-rules.csv").open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["years"][0].isdigit())


def in_its_years(row: dict[str, str], year: Year) -> bool:
    since, _, until = row["years"].partition("..")
    return Year.of(since) <= year <= Year.of(until or since)


@each_year
def test_every_row_of_the_source_is_covered_once(year, shared):
    rows = [row for row in source_rows(shared) if in_its_years(row, year)]
    lists = published(year)
    assert sorted(row["code"] for row in rows) == sorted(lists)
    for row in rows:
        severity, status, fields = lists[row["code"]]
        assert severity == row["severity"]
        assert status == ("unconfirmed" if row["peer_status"] == "branch only" else "confirmed")
        named = {name.strip() for name in row["fields"].split(",")}
        found = fields | {field.partition(".")[2] for field in fields}
        assert named - VAGUE <= found, row["code"]
        if not named & VAGUE:
            assert {field.partition(".")[2] for field in fields} <= {name.rpartition(".")[2] for name in named}


def test_every_row_of_the_source_is_in_one_of_our_years(shared):
    for row in source_rows(shared):
        assert any(in_its_years(row, year) for year in YEARS), row["code"]
