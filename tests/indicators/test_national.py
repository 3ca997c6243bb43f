"""Published figures as rows: what is printed, with intervals, and never a nought where a symbol stood."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from paramountcy.indicators.national import RELEASED, national
from paramountcy.indicators.published import published
from paramountcy.publication import shape
from paramountcy.returns.published.catalogue import measures
from paramountcy.returns.published.keep import keep, source_of
from paramountcy.returns.published.manifest import NotInStore
from paramountcy.returns.published.read import read_bytes
from paramountcy.returns.published.store import Store
from paramountcy.statistics.intervals import rate_ratio, rates, share
from paramountcy.terms.authority import authorities
from tests.returns.published import made_tables as made

each = pytest.mark.parametrize("name", list(published()))
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def found(national_store):
    """Every figure, made once."""
    return {name: national(national_store, name) for name in published()}


@pytest.fixture
def made_store(tmp_path):
    """A store of tables made here, by the names of their files."""

    def make(**files):
        keep(
            [(read_bytes(text, f"{name}.csv"), source_of(text, name)) for name, text in files.items()], tmp_path, at=NOW
        )
        return Store(tmp_path)

    return make


def row(found, area, period, category=""):
    rows = found.figures.filter(
        ((pl.col("area") == area) | (pl.col("area_code") == area)),
        pl.col("period") == period,
        pl.col("category") == category,
    )
    assert rows.height == 1
    return rows.row(0, named=True)


def test_the_columns_are_those_that_are_released():
    assert RELEASED == shape.RELEASED


@each
def test_every_row_is_whole(found, name):
    of, figures = published()[name], found[name].figures
    assert dict(figures.schema) == RELEASED
    assert figures.height > 100
    assert not figures.select("area_code", "period", "category").is_duplicated().any()
    assert set(figures["status"]) <= set(shape.STATUSES)
    assert figures.filter((pl.col("status") == "given") == pl.col("value").is_null()).is_empty()
    assert figures.filter((pl.col("status") == "given") == (pl.col("why") != "")).is_empty()
    assert figures.filter((pl.col("value") < pl.col("lower")) | (pl.col("value") > pl.col("upper"))).is_empty()
    assert set(figures["unit"]) == {of.unit}
    if of.unit == "share":
        assert figures["value"].min() >= 0
        assert figures["value"].max() <= 1
        assert figures["value"].max() > 0.01
    assert set(figures.filter(pl.col("status") == "too few")["numerator"]) <= {None}
    assert {len(code) for code in figures.filter(pl.col("level") != "authority")["area_code"]} <= {9}
    assert found[name].attribution.startswith("Contains public sector information")


@each
def test_counts_bear_an_interval_and_nothing_else_does(found, name):
    of, figures = published()[name], found[name].figures.filter(pl.col("status") == "given")
    with_counts = figures.drop_nulls(["numerator", "denominator"])
    assert with_counts["lower"].null_count() == 0
    assert figures.filter(pl.col("denominator").is_null())["lower"].drop_nulls().is_empty()
    assert (with_counts.height > 0.9 * figures.height) == (of.kind in ("share", "rate")), name


@each
def test_an_authority_has_what_is_printed_of_it(found, national_store, name):
    """More than 999 in 1,000 shares and rates that are made of counts are the printed ones, rounded as those are."""
    of = published()[name]
    part = of.categories[0]
    table = max((one for one in national_store.entries if one.data_set == of.data_set), key=lambda one: one.last_year)
    if of.kind not in ("share", "rate") or part.measure not in table.measures:
        return
    figures = found[name].figures.filter(pl.col("level") == "authority", pl.col("category") == part.name)
    theirs = national_store.measure(part.measure, data_set=of.data_set, level="Local authority", breakdown=of.breakdown)
    printed = theirs.figures.filter(pl.col("status") == "published")
    printed = printed.with_columns(
        pl.col("year").map_elements(of.period, return_dtype=pl.String).alias("period"),
        pl.col("la_code").alias("area_code"),
    )
    both = printed.join(figures, on=["period", "area_code"], suffix="_ours").drop_nulls("value_ours")
    assert both.height == printed.height > 100
    near = measures()[part.measure][0].rounding / 2 + 1e-9
    scale = 100 if of.unit == "share" else 1
    off = (both["value_ours"] * scale - both["value"]).abs() > near
    assert off.sum() < both.height / 1000, both.filter(off).select("area", "period", "value", "value_ours")


@each
def test_a_symbol_is_never_a_number(found, national_store, name):
    """Where every column that a figure could be made of has a symbol, there is a reason and no value."""
    of = published()[name]
    for part in of.categories:
        if part.sums and part.measure:
            continue
        measure = part.measure or part.sums[0][0][1]
        if len(part.sums) > 1 or measure not in national_store.measures or "Lower-tier district" in str(of.data_set):
            continue
        theirs = national_store.scan(of.data_set).filter(
            pl.col("measure") == measure,
            pl.col("breakdown") == of.breakdown,
            pl.col("geographic_level") == "Local authority",
            ~pl.col("status").is_in(["published", "computed"]),
            pl.col("year").is_not_null(),
        )
        symbols = theirs.select("year", pl.col("la_code").alias("area_code"), "status").collect()
        symbols = symbols.with_columns(
            pl.col("year").map_elements(of.period, return_dtype=pl.String).alias("period")
        ).drop("year")
        ours = found[name].figures.filter(pl.col("category") == part.name)
        both = symbols.rename({"status": "symbol"}).join(ours, on=["area_code", "period"])
        assert both.height == (symbols.height if "{" not in part.name else 0)
        assert both["value"].null_count() == both.height, measure
        assert both["why"].str.len_chars().min() or both.is_empty()
        withheld = both.filter((pl.col("symbol") == "c") & (pl.col("why") != "there was no such authority then"))
        assert set(withheld["status"]) <= {"too few"}


def test_england_and_islington_as_they_were_published(found):
    england = row(found["re_referrals"], "E92000001", "2013-14")
    assert (england["numerator"], england["denominator"]) == (154_800, 657_780)
    assert england["value"] == pytest.approx(0.235)
    assert england["level"] == "england"
    islington = row(found["re_referrals"], "Islington", "2024-25")
    assert (islington["numerator"], islington["denominator"]) == (404, 2407)
    by_hand = share(404, 2407)
    assert (islington["value"], islington["lower"], islington["upper"]) == pytest.approx(
        (by_hand.value, by_hand.lower, by_hand.upper), abs=1e-12
    )
    assert islington["method"] == "Wilson score"
    assert islington["area_code"] == "206"
    assert islington["source"] == "Department for Education: Children in need: Referrals and re-referrals, 2013 to 2025"


def test_the_official_share_within_45_days_comes_of_its_bands(found, national_store):
    """No table prints it; the department's tool does, for England as 84.5% in 2024."""
    figures = found["assessments_within_45_days"]
    assert round(100 * row(figures, "England", "2023-24")["value"], 1) == 84.5
    tool = national_store.measure("lait/Continue_Assess_Comp", level="Local authority", years=range(2016, 2025)).figures
    ours = figures.figures.filter(pl.col("status") == "given").with_columns(
        (pl.col("period").str.slice(0, 4).cast(pl.Int16) + 1).alias("year")
    )
    both = tool.drop_nulls("value").join(ours, left_on=["la_code", "year"], right_on=["area_code", "year"])
    assert both.height > 1200
    near = (100 * both["value_right"] - both["value"]).abs() < 0.051
    assert near.sum() > 0.98 * both.height


def test_a_sum_is_found_another_way_where_a_part_is_withheld(found, national_store):
    """A band of early days may be withheld; then all but the late ones are those in time."""
    bands = national_store.scan("cin/c2").filter(
        pl.col("measure").str.contains("same_day|_1_10_|_11_20_|_21_30_|_31_40_|_41_45_"), pl.col("status") == "c"
    )
    withheld = bands.select("la_code", "year").unique().collect()
    ours = found["assessments_within_45_days"].figures.with_columns(
        (pl.col("period").str.slice(0, 4).cast(pl.Int16) + 1).alias("year")
    )
    those = withheld.join(ours, left_on=["la_code", "year"], right_on=["area_code", "year"])
    assert set(those["status"]) == {"given", "too few"}
    assert (those["status"] == "given").sum() > 50


def test_conferences_in_time_are_out_of_all_as_the_department_has_it(found, national_store):
    tool = national_store.measure("lait/CP_conf_15days", areas=["England"], years=range(2016, 2025)).figures
    for year, printed in tool.select("year", "value").iter_rows():
        ours = row(found["conferences_within_15_days"], "England", f"{year - 1}-{year % 100}")
        assert 100 * ours["value"] == pytest.approx(printed, abs=0.06)


def test_a_rate_no_longer_printed_is_of_the_estimates_of_its_time(found):
    england = row(found["referrals"], "England", "2024-25")
    assert (england["numerator"], england["denominator"]) == (632_830, 12_183_016)
    assert england["value"] == pytest.approx(519.436, abs=0.001)
    made_of = rates(632_830, 12_183_016)[0]
    assert (england["lower"], england["upper"]) == pytest.approx((made_of.lower, made_of.upper))
    assert "The population is that of the mid-year estimates 2012 to 2024." in found["referrals"].notes
    assert "The population is that of the mid-year estimates 2012 to 2023." in found["protection_plans"].notes


def test_small_counts_have_exact_intervals(found):
    figures = found["factors"].figures.drop_nulls("lower")
    assert set(figures.filter(pl.col("numerator") < 10)["method"]) == {"exact Poisson"}
    assert set(figures.filter(pl.col("numerator") >= 10)["method"]) == {"Byar"}


def test_bands_of_an_authority_make_the_whole(found):
    whole = found["assessment_days"].figures.filter(
        pl.col("area") == "Islington", pl.col("period") == "2023-24", pl.col("status") == "given"
    )
    assert whole["category"].to_list() == [
        "same day", "1 to 10", "11 to 20", "21 to 30", "31 to 40", "41 to 45", "46 to 50", "51 to 60", "61 or more"
    ]  # fmt: skip
    assert whole["value"].sum() == pytest.approx(1)
    assert whole["numerator"].sum() == whole["denominator"][0] == 2921


def test_months_are_named_as_our_own_are(found):
    names = found["referrals_by_month"].figures.filter(pl.col("area") == "England", pl.col("period") == "2023-24")
    assert names["category"].to_list() == [f"2023-{month:02}" for month in range(4, 13)] + [
        "2024-01",
        "2024-02",
        "2024-03",
    ]
    assert set(names["unit"]) == {"number"}


def test_regions_keep_the_printed_share_where_it_has_a_decimal(found):
    """Counts of regions are rounded to 10: of few plans they would give another share than the printed one."""
    north_east = row(found["long_plans"], "North East", "2024-25")
    assert north_east["value"] * 1000 == pytest.approx(round(north_east["value"] * 1000))
    assert north_east["value"] != north_east["numerator"] / north_east["denominator"]
    looked_after = row(found["three_or_more_placements"], "England", "2024-25")
    assert looked_after["value"] == looked_after["numerator"] / looked_after["denominator"]
    assert round(looked_after["value"], 2) == 0.10


def test_london_is_one_region(found):
    regions = found["re_referrals"].figures.filter(pl.col("level") == "region")
    assert regions["area"].n_unique() == 9


def test_authorities_through_reorganisation(found):
    """Each stays under the code that is printed, in the years in which it stood."""
    dorset = found["re_referrals"].figures.filter(pl.col("area") == "Dorset")
    assert set(dorset.filter(pl.col("period") <= "2018-19")["area_code"]) == {"835"}
    assert set(dorset.filter(pl.col("period") > "2018-19")["area_code"]) == {"838"}
    for year in range(2013, 2026):
        there = found["re_referrals"].figures.filter(
            pl.col("level") == "authority", pl.col("period") == f"{year - 1}-{year % 100:02}"
        )
        assert set(there["area_code"]) == {one.la_code for one in authorities(on=date(year, 3, 31))}


def test_an_authority_that_did_not_stand_is_not_said_to_have_none(found):
    """The looked-after tables print z, "not applicable", for authorities in years before they were."""
    cumberland = row(found["children_looked_after"], "Cumberland", "2020-21")
    assert (cumberland["status"], cumberland["why"]) == ("not available", "there was no such authority then")
    scilly = row(found["children_looked_after"], "Isles of Scilly", "2020-21")
    assert scilly["status"] == "nothing to count"


def test_what_was_not_asked_yet_is_not_collected(found):
    factor = "24A child criminal exploitation"
    before = row(found["factors"], "Islington", "2020-21", factor)
    assert (before["status"], before["value"]) == ("not collected", None)
    assert row(found["factors"], "England", "2021-22", factor)["status"] == "given"
    assert row(found["factors"], "Islington", "2021-22", factor)["status"] == "too few"


def test_nobody_to_take_a_share_of_is_not_nought(found):
    rows = found["repeat_plans"].figures.filter(pl.col("status") == "nothing to count")
    assert set(rows["area"]) == {"Isles of Scilly"}
    assert rows["value"].null_count() == rows.height
    assert rows["denominator"].to_list() == [0] * rows.height


def test_withheld_and_unreliable_figures_say_so(found):
    few = row(found["re_referrals"], "Isles of Scilly", "2023-24")
    assert few["status"] in ("too few", "nothing to count")
    hampshire = row(found["protection_plans"], "Hampshire", "2023-24")
    assert (hampshire["status"], hampshire["why"]) == ("not available", "left out as unreliable")
    hackney = row(found["referrals"], "Hackney", "2020-21")
    assert (hackney["status"], hackney["why"]) == ("not available", "the publisher does not have it")


def test_the_sum_of_rates_that_the_tool_prints_for_england_is_left_out(found, national_store):
    """First-time entrants of 2024: 1,258 for England is what the nine regions' rates add up to."""
    tool = national_store.measure("lait/FirstYJS", years=[2024]).figures
    printed = dict(tool.group_by("geographic_level").agg(pl.col("value").sum()).iter_rows())
    assert abs(printed["National"] - printed["Regional"]) < 5
    england = row(found["first_time_entrants"], "England", "2024")
    assert (england["value"], england["status"]) == (None, "not available")
    assert "sum of its regions" in england["why"]
    assert row(found["first_time_entrants"], "London", "2024")["value"] == 157


@each
def test_england_lies_among_its_authorities(found, name):
    """A figure for England below or above all authorities would be of another kind, as sums of rates are."""
    if published()[name].unit in ("number", "full-time equivalents"):
        return
    figures = found[name].figures.drop_nulls("value")
    among = figures.filter(pl.col("level") == "authority").group_by("period", "category").agg(
        pl.col("value").min().alias("least"), pl.col("value").max().alias("most")
    )  # fmt: skip
    england = figures.filter(pl.col("level") == "england").join(among, on=["period", "category"])
    assert england.filter((pl.col("value") < pl.col("least")) | (pl.col("value") > pl.col("most"))).is_empty()


def test_breaks_are_marked_where_they_are(found):
    marks = found["assessments_within_45_days"].marks
    assert [mark.period for mark in marks if mark.kind == "break"] == ["2013-14"]
    assert {(mark.period, mark.area_code) for mark in marks if mark.kind == "missing"} == {
        ("2020-21", "204"), ("2021-22", "204")
    }  # fmt: skip
    notes = found["assessments_within_45_days"].notes
    assert any("only assessments recorded as single" in note for note in notes)
    assert not any("Hackney" in note for note in notes), "what is of one authority is in its marks"


def test_ratios_of_two_figures_have_neither_interval_nor_counts(found):
    spend = row(found["spend_per_child"], "England", "2023-24")
    assert spend["value"] == pytest.approx(14_825_549_524 / 11_998_646, rel=0.02)
    assert (spend["lower"], spend["numerator"], spend["denominator"]) == (None, None, None)
    england = row(found["conferences_for_enquiries"], "England", "2023-24")
    assert england["value"] == 71_140 / 191_360


def test_indices_of_districts_are_given_where_the_district_is_the_authority(found):
    figures = found["income_deprivation_score"].figures
    assert row(found["income_deprivation_score"], "Islington", "2025")["status"] == "given"
    kent = row(found["income_deprivation_score"], "Kent", "2025")
    assert (kent["status"], kent["why"]) == ("not available", "the table has no row of it")
    assert set(figures["area_code"]) == {one.la_code for one in authorities(on=date(2025, 6, 30))}


def test_a_store_without_the_table_says_which_to_load(made_store):
    store = made_store(c1=made.c1_2025())
    with pytest.raises(NotInStore, match=r"the store has no table cin/d6: load the published file"):
        national(store, "plans_reviewed")
    with pytest.raises(NotInStore, match="mid-year population estimates that end in 2024 are needed"):
        national(store, "referrals")
    with pytest.raises(LookupError, match="the published tables give no figure 'referalls'"):
        national(store, "referalls")
    assert row(national(store, "re_referrals"), "206", "2024-25")["numerator"] == 400


def test_a_printed_rate_stands_without_the_population(made_store):
    found = national(made_store(c1=made.c1_2024()), "referrals")
    islington = row(found, "Islington", "2023-24")
    assert (islington["value"], islington["denominator"], islington["lower"]) == (600.5, None, None)
    assert (islington["status"], islington["method"]) == ("given", "as published")


def test_a_symbol_in_a_count_or_in_what_it_is_out_of(made_store):
    figures = [
        ("2407", "c", "c", "0", "0", "x", "u", "k", "low", "z"),
        ("0", "0", "z", "0", "z", "0", "z", "0", "0", "z"),
        ("c", "20", "c", "2", "c", "3", "c", "c", "c", "c"),
        ("10", "20", "c", "2", "c", "3", "30.0", "c", "c", "c"),
    ]
    rows = [(2022 + at, made.ISLINGTON, "Referrals", *cells) for at, cells in enumerate(figures)]
    found = national(made_store(c1=made.c1_2025(*rows)), "re_referrals")
    assert [
        (one["value"], one["numerator"], one["status"], one["why"]) for one in found.figures.iter_rows(named=True)
    ] == [
        (None, None, "too few", "withheld, because so few people are counted that someone might be recognised"),
        (None, 0, "nothing to count", "there were none to take a share of"),
        (None, None, "too few", "withheld, because so few people are counted that someone might be recognised"),
        (None, None, "too few", "withheld, because so few people are counted that someone might be recognised"),
    ]
    nothing = national(made_store(c1=made.c1_2025(*rows)), "referrals_without_action")
    assert nothing.figures["value"].to_list() == [0.0, None, None, 0.2]
    assert rate_ratio(1, 2, 3, 4)[0].value is not None
