"""What somebody who writes Python sees: `paramountcy.check`, `.record` and `.indicators`."""

import subprocess
import sys

import polars as pl
import pytest

import paramountcy
from paramountcy.imagine import authority, returns
from paramountcy.indicators.measure import measure
from paramountcy.record.read import NotRead
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two years' returns of an imagined authority, as files."""
    folder = tmp_path_factory.mktemp("returns")
    story = authority(children=300, year=Year.of("2024-25"), seed=5)
    found = []
    for year in (Year.of("2023-24"), Year.of("2024-25")):
        path = folder / f"{year}.xml"
        with path.open("wb") as file:
            write(returns(story, year), CIN, file, year=year)
        found.append(path)
    return found


def test_a_record_and_its_figures_in_two_calls(files):
    record = paramountcy.record(*files)
    found = paramountcy.indicators(record, "2024-25", breakdowns=())
    assert found.figures.equals(measure(record, "2024-25", breakdowns=()).figures)
    assert found.figures.filter(pl.col("status") == "given").height > 20


def test_only_the_indicators_asked_for(files):
    found = paramountcy.indicators(paramountcy.record(*files), "2024-25", only=["D2"], breakdowns=())
    assert found.figures["id"].unique().to_list() == ["D2"]


def test_an_indicator_that_there_is_not(files):
    with pytest.raises(LookupError, match="no indicator Z99"):
        paramountcy.indicators(paramountcy.record(*files), "2024-25", only=["Z99"])


def test_a_file_that_is_no_return(tmp_path):
    (tmp_path / "a.xml").write_text("<nothing/>")
    with pytest.raises(NotRead):
        paramountcy.record(tmp_path / "a.xml")


def test_a_name_that_there_is_not():
    with pytest.raises(AttributeError, match="no attribute 'indicator'"):
        _ = paramountcy.indicator


def test_importing_loads_no_engine():
    code = "import sys, paramountcy; print('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
