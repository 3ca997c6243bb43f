"""One text of indicators, several engines: each must count the same."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from paramountcy.imagine import authority, returns
from paramountcy.indicators.count import count
from paramountcy.indicators.measure import children
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year


@pytest.fixture(scope="module")
def record():
    story = authority(children=120, year=Year(2025), seed=5)
    return from_cin([Filing.of(returns(story, Year(number)), Year(number)) for number in range(2023, 2027)])


def agree(record, engine_name: str, lists: tuple[str, ...]) -> None:
    ours = next(count(record, [Period.of("2024-25")], INDICATORS))
    theirs = next(count(record, [Period.of("2024-25")], INDICATORS, engine_name=engine_name))
    for one, other in ((ours.counts, theirs.counts), (ours.day_counts, theirs.day_counts)):
        assert_frame_equal(one.sort(pl.all()), other.sort(pl.all()))
    for name in lists:
        mine = children(name, record, "2024-25")
        assert_frame_equal(mine, children(name, record, "2024-25", engine_name=engine_name))


def test_duckdb_counts_the_same(record):
    pytest.importorskip("duckdb")
    agree(record, "duckdb", ("safe_after_closure", "return_after_closure", "children_referred"))


@pytest.mark.slow
def test_spark_counts_the_same(record):
    pytest.importorskip("pyspark")
    agree(record, "spark", ("plans_reviewed",))
