"""The list of published figures agrees with the catalogue, with our own indicators and with the tables' columns."""

import re

import pytest

from paramountcy.indicators.catalogue import catalogue
from paramountcy.indicators.figures import band_name
from paramountcy.indicators.groups import groups
from paramountcy.indicators.kinds import Count, Mix, Rate, Share, Spread, Typical
from paramountcy.indicators.period import Period
from paramountcy.indicators.published import KINDS, PER, PERIODS, POPULATION, published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Local
from paramountcy.indicators.timing import categories as parts_in_time
from paramountcy.returns.published.catalogue import data_set, measures
from paramountcy.returns.published.shape import PUBLISHED

OURS = {one.name: one for one in INDICATORS}
KIND = {Rate: "rate", Mix: "share", Share: "share", Spread: "share", Typical: "printed", Count: "number"}

each = pytest.mark.parametrize("one", list(published().values()), ids=list(published()))


def test_there_are_as_many_as_were_written():
    assert len(published()) == 104
    assert len({one.id for one in published().values()}) == 60


@each
def test_a_figure_says_what_it_is(one):
    assert re.fullmatch(r"[a-z0-9_]+", one.name)
    assert one.kind in KINDS
    assert one.when in PERIODS
    assert one.better in ("higher", "lower", "neither")
    assert one.asks.endswith("?")
    assert one.says.endswith((".", "again."))
    assert set(one.beside) <= set(catalogue())
    assert (one.unit in PER) == (one.unit.startswith("per "))
    assert {"share": one.unit == "share", "rate": one.unit in PER, "number": one.unit == "number"}.get(one.kind, True)
    assert bool(one.denominator) == (one.kind in ("share", "rate", "ratio"))


@each
def test_a_figure_is_made_of_columns_that_the_table_has_or_had(one):
    about = data_set(one.data_set)
    assert about is not None
    if one.data_set != "lait":
        assert one.measures <= {column.measure for column in about.columns}
    printed = {part.measure for part in one.categories} - {""}
    for column in (column for name in printed for column in measures().get(name, ())):
        words = {"percent": "share", "FTE": "full-time equivalents"}
        # A score of one index has a range; its column holds those of other indices, too.
        assert one.unit.removesuffix(" from 0 to 1") == words.get(column.unit, column.unit), column.measure
    for part in one.categories:
        assert part.measure or part.sums, part.name


@each
def test_the_direction_is_the_catalogues(one):
    place = catalogue()[one.id]
    others = {"length_of_ended_plans", "vacancies_covered_by_agency", "care_leavers_not_in_touch"}
    if one.name in others:
        assert one.better != place.better, f"{one.name} no longer needs to be an exception"
    elif not one.same_as and place.better != "each":
        assert one.better == place.better


@each
def test_what_counts_the_same_bears_our_name_and_no_other_does(one):
    if not one.same_as:
        assert one.name not in OURS
        return
    ours = OURS[one.same_as]
    assert (one.name, one.id) == (ours.name, ours.id)
    period = Period.of("2023-24")
    kind = ours.kind(period, Local())
    assert one.kind == KIND[type(kind)]
    assert ours.at_end == (one.when == "31 March")
    if isinstance(kind, Spread):
        assert [part.name for part in one.categories] == [band_name(*ends) for ends in kind.bands]
    elif isinstance(kind, Typical):
        assert [part.name for part in one.categories] == parts_in_time(kind)
    elif getattr(kind, "codes", "") == "month":
        assert one.categories[0].name.format(before=2023, year=2024) == "2023-04"
        assert one.categories[-1].name.format(before=2023, year=2024) == "2024-03"
    elif getattr(kind, "codes", ""):
        assert [part.name for part in one.categories if part.name != "not recorded"] == list(groups(kind.codes))
    else:
        assert not one.has_parts


def test_rates_of_children_in_need_are_of_the_population():
    rates = [one for one in published().values() if one.kind == "rate" and one.data_set.startswith("cin/")]
    assert rates
    assert {one.denominator for one in rates} == {POPULATION}


def test_periods_are_never_mistaken_for_each_other():
    written = {when: next(one for one in published().values() if one.when == when).period(2024) for when in PERIODS}
    assert written == {
        "year to 31 March": "2023-24",
        "31 March": "2023-24",
        "school year": "2023/24",
        "calendar year": "2024",
        "year named": "2024",
        "30 June": "2024-06-30",
        "30 September": "2024-09-30",
        "year to 30 September": "2024-09-30",
        "January": "2024-01",
    }
    assert published()["suspensions"].period(2000) == "1999/00"


@each
def test_every_figure_is_in_a_store_of_all_tables(one, national_store):
    entries = [entry for entry in national_store.entries if entry.data_set == one.data_set]
    there = {name for entry in entries for name in entry.measures}
    without = one.measures - there
    # The releases of 2025 print these rates no longer: they are made from the counts and the population.
    assert all(measures()[name][0].rate_of for name in without), without
    assert one.numerator or not without


def test_the_tool_counts_its_years_as_the_tables_do(national_store):
    """Where the tool and a table print the same figure, it is the same in the same year, and in no other."""
    pairs = {
        "ReReferral": "re_referrals",
        "PrevRegCPR": "repeat_plans",
        "RevCP": "plans_reviewed",
        "Work_Force_TO_Rate": "social_work_turnover",
        "Work_Force_SWAbsence": "social_work_absence",
        "LACStable_2016on": "three_or_more_placements",
        "Stability_School": "mid_year_school_moves",
        "CareLeaverEET": "care_leavers_in_work_or_learning",
    }
    for tool, name in pairs.items():
        one = published()[name]
        theirs = national_store.measure(one.measure, level="Local authority", breakdown=one.breakdown).figures
        tools = national_store.measure(f"lait/{tool}", level="Local authority").figures
        both = theirs.join(tools, on=["year", "la_code"], suffix="_tool")
        both = both.filter((both["status"] == PUBLISHED) & (both["status_tool"] == PUBLISHED))
        assert both.height > 500, name
        assert ((both["value"] - both["value_tool"]).abs() < 0.06).all(), name
