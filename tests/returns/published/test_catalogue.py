"""The lists behind the tables: sound in themselves, and as the published tables have it."""

from collections import Counter
from itertools import combinations

import polars as pl
import pytest

from paramountcy.returns.published.areas import authority_ever
from paramountcy.returns.published.catalogue import TITLE, breaks, data_set, data_sets, measures
from paramountcy.returns.published.read import read
from paramountcy.returns.published.shape import PUBLISHED, NotPublished
from paramountcy.returns.published.sheet import sheet

YEARS = range(2012, 2027)


def test_every_table_of_figures_has_columns_and_each_name_once():
    for one in data_sets():
        names = Counter(column.column for column in one.columns)
        assert all(times == 1 for times in names.values()), one.name
        assert bool(one.columns) == (one.kind == "figures" and one.name != "lait"), one.name


@pytest.mark.parametrize("one", data_sets(), ids=lambda one: one.name)
def test_a_measure_has_one_column_in_a_release(one):
    for first, second in combinations(one.columns, 2):
        if first.measure == second.measure and first.unit != TITLE:
            both = [year for year in YEARS if first.stands_in(year) and second.stands_in(year)]
            assert both == [], (first.column, second.column)


def test_a_measure_is_the_same_in_every_table_that_prints_it():
    for name, columns in measures().items():
        assert len({(column.label, column.unit, column.counts) for column in columns}) == 1, name
        assert name == name.lower()
        assert name.replace("_", "").isalnum(), name


def test_a_rate_names_a_count_that_is_printed():
    for name, columns in measures().items():
        for column in columns:
            assert column.rate_of in ("", *measures()), name
            if column.rate_of:
                assert column.unit == "per 10,000"
                assert measures()[column.rate_of][0].unit == "count"


def test_plans_and_children_are_told_apart():
    for name, columns in measures().items():
        if "_child" in name and columns[0].unit == "count" and columns[0].data_set[:5] in ("cin/b", "cin/c", "cin/d"):
            assert columns[0].counts == "children" or name.startswith(("factor_", "primary_")), name


def test_breaks_are_of_tables_measures_and_areas_that_there_are():
    names = [one.name for one in data_sets()]
    for one in breaks():
        of = [name for name in names if name.startswith(one.data_set)]
        assert of, one
        printed = [measure for name in of for measure in (column.measure for column in data_set(name).columns)]
        touched = [
            measure for measure in printed if one.touches(of[0], measure, {one.la_code} - {""}, {one.first_year})
        ]
        assert touched, one.words
        assert not one.la_code or authority_ever(one.la_code)
        assert one.first_year <= one.last_year
        assert one.kind in ("break", "missing", "doubtful")
        assert one.words.endswith(".")
        assert one.source


def test_every_column_of_the_published_tables_is_known(shared):
    seen = 0
    for path in sorted((shared / "data").rglob("*.csv")):
        try:
            reading = read(path)
        except NotPublished:
            continue
        if reading.kind != "figures":
            continue
        known = data_set(reading.data_set)
        names = sheet(path.read_bytes()).names
        assert reading.notes == (), path.name
        assert known.missing(names, reading.rows["year"].max()) == (), path.name
        seen += 1
    assert seen == 37


def test_figures_are_multiples_of_their_rounding(shared):
    """Of all published tables: no figure is finer than is said, and none is said to be finer than it is."""
    parts = []
    for path in sorted((shared / "data").rglob("*.csv")):
        if path.parent.name in ("cin", "cla", "workforce") or path.name.startswith("ons_"):
            rows = read(path).rows.filter((pl.col("status") == PUBLISHED) & pl.col("rounding").is_not_null())
            parts.append(rows.select("data_set", "measure", "geographic_level", "value", "rounding"))
    rows = pl.concat(parts).with_columns(steps=pl.col("value") / pl.col("rounding"))
    assert rows.height == 561_159
    assert rows.filter((pl.col("steps") - pl.col("steps").round()).abs() > 1e-6).is_empty()
    coarser = (
        rows.filter(pl.col("rounding") < 10)
        .group_by("data_set", "measure", "geographic_level", "rounding")
        .agg(pl.len(), ((pl.col("steps").round() % 10) == 0).mean().alias("tens"))
        .filter((pl.col("len") > 50) & (pl.col("tens") > 0.9))
    )
    assert coarser.is_empty(), coarser
