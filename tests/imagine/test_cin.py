"""The return of an imagined authority breaks no rule, and is what the schemas ask for."""

from pathlib import Path

import polars as pl
import pytest
from lxml import etree

import paramountcy
from paramountcy.imagine import authority, cin_return, returns
from paramountcy.imagine.record import records, replaced
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.shape import PYTHON_TO_POLARS
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year

YEARS = ["2022-23", "2023-24", "2024-25", "2025-26", "2026-27"]
LONG_OPEN = {"8670Q", "8675Q"}
"""Queries that any authority has some of."""


def written(tmp_path: Path, tables: dict[str, pl.DataFrame], name: str) -> Path:
    path = tmp_path / "return.xml"
    write(tables, CIN, path, year=Year.of(name))
    return path


@pytest.mark.parametrize("name", YEARS)
@pytest.mark.parametrize("children", [1, 1200])
def test_nothing_is_wrong_but_what_is_long_open(tmp_path, name, children):
    tables, truth = cin_return(children=children, year=Year.of(name), seed=len(name) + children)
    report = paramountcy.check(written(tmp_path, tables, name))
    found = report.findings.select("rule", "child").unique()
    assert set(found["rule"]) <= LONG_OPEN
    assert set(found.iter_rows()) == set(truth.select("rule", "child").iter_rows())
    assert report.not_run.is_empty()


def test_some_work_is_long_open_but_not_much():
    truths = [cin_return(children=5_000, year=Year.of(name), seed=2)[1] for name in YEARS]
    for truth in truths:
        assert set(truth["kind"]) == {"not planted"}
        assert 0.003 < truth.filter(rule="8670Q")["child"].n_unique() / 5_000 < 0.03
    assert 0 < pl.concat(truths).filter(rule="8675Q")["child"].n_unique() / (5 * 5_000) < 0.01


@pytest.mark.parametrize("name", ["2023-24", "2024-25", "2025-26"])
def test_the_schema_is_kept(shared, tmp_path, name):
    year = Year.of(name)
    schema = etree.XMLSchema(etree.parse(shared / "samples" / "cin_xsd" / f"CIN_schema_{year.ends_in}.xsd"))
    tables, _ = cin_return(children=1500, year=year, seed=9)
    assert schema.validate(etree.parse(written(tmp_path, tables, name))), schema.error_log.last_error


@pytest.mark.parametrize("name", YEARS)
def test_tables_are_typed_and_numbered(name):
    year = Year.of(name)
    tables, _ = cin_return(children=400, year=year, seed=1)
    assert list(tables) == [table.__name__ for table in CIN.asked(year)]
    for table in CIN.asked(year):
        frame = tables[table.__name__]
        assert frame.columns == ["row", *CIN.keys(table), *table.fields]
        for item in table.fields.values():
            assert frame[item.name].dtype == PYTHON_TO_POLARS[item.kind], item
        assert frame["row"].to_list() == list(range(1, len(frame) + 1))
        for key in CIN.keys(table):
            above = "ChildIdentifiers" if key == "Child" else key
            assert frame[key].dtype == pl.UInt32
            assert frame[key].is_sorted()
            assert frame[key].is_in(tables[above]["row"].implode()).all()


def test_sex_is_told_as_the_year_asks():
    story = authority(children=500, year=Year.of("2023-24"), seed=1)
    before, since = (returns(story, Year.of(name))["ChildIdentifiers"] for name in ("2023-24", "2024-25"))
    assert before["Sex"].null_count() == len(before)
    assert set(before["GenderCurrent"]) <= {"0", "1", "2"}
    assert since["GenderCurrent"].null_count() == len(since)
    assert set(since["Sex"]) <= {"M", "F", "U"}


def test_steps_before_court_are_told_from_2026_27():
    story = authority(children=1, year=Year.of("2026-27"), seed=1)
    assert "PreProceedingsandFGDM" not in returns(story, Year.of("2025-26"))
    assert returns(story, Year.of("2026-27"))["PreProceedingsandFGDM"]["PPStartDate"].count() == 1


def test_a_year_without_a_story_is_refused():
    story = authority(children=1, year=Year.of("2025-26"), seed=1)
    for name in ("2021-22", "2027-28"):
        for ask in (lambda year: returns(story, year), lambda year: authority(children=1, year=year)):
            with pytest.raises(ValueError, match="2022-23 to 2026-27"):
                ask(Year.of(name))


def test_records_put_back_are_the_return():
    tables, _ = cin_return(children=300, year=Year.of("2026-27"), seed=5, faults=0.5)
    every_third = {number: record for number, record in enumerate(records(tables), start=1) if number % 3 == 0}
    again = replaced(tables, every_third)
    assert all(again[name].equals(frame) for name, frame in tables.items())
    assert records(tables, [7, 3]) == [records(tables)[6], records(tables)[2]]
