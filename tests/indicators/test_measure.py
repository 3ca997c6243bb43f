"""Figures travel whole: numerator, denominator, interval, method, status, and why where there is none."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from paramountcy.imagine import authority, returns
from paramountcy.indicators.figures import EVERYWHERE, FIGURES
from paramountcy.indicators.measure import children, measure, trend
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicators, Local, indicator
from paramountcy.indicators.views import Referrals
from paramountcy.record import Filing, Record, from_cin, together
from paramountcy.terms.year import Year, years

AREA, OTHER = "820", "821"


def told(years_told: range, *, area: str = AREA, seed: int = 3, people: int = 250) -> Record:
    story = authority(children=people, year=Year(2025), seed=seed, la_code=area)
    return from_cin([Filing.of(returns(story, Year(number)), Year(number)) for number in years_told])


@pytest.fixture(scope="module")
def record() -> Record:
    return told(range(2023, 2027))


@pytest.fixture(scope="module")
def two(record) -> Record:
    return together([record, told(range(2024, 2027), area=OTHER, seed=8)])


POPULATION = pl.DataFrame({"area": [AREA, OTHER], "year": [2024, 2024], "children": [4_000, 5_000]})


def figures_of(record: Record, period: str, *names: str, **how) -> pl.DataFrame:
    """The figures of some indicators alone, without breakdown unless asked for."""
    return measure(record, period, indicators=INDICATORS.only(*names), **{"breakdowns": (), **how}).figures


def one(record: Record, period: str, name: str, *, area: str = AREA, **how) -> dict:
    """The whole figure of one indicator."""
    return whole(figures_of(record, period, name, **how), name, area)


def whole(figures: pl.DataFrame, name: str, area: str = AREA) -> dict:
    rows = figures.filter((pl.col("indicator") == name) & (pl.col("breakdown") == "all") & (pl.col("area") == area))
    return rows.row(0, named=True)


def test_a_figure_travels_whole(record):
    figures = figures_of(record, "2024-25", "D2", "referrals", population=POPULATION)
    assert figures.schema == pl.Schema(FIGURES)
    row = whole(figures, "assessments_within_45_days")
    assert (row["id"], row["version"], row["period"], row["unit"], row["status"]) == (
        "D2",
        "1",
        "2024-25",
        "share",
        "given",
    )
    assert row["method"] == "Wilson score"
    assert row["value"] == row["numerator"] / row["denominator"]
    assert row["lower"] < row["value"] < row["upper"]
    rate = whole(figures, "referrals")
    assert rate["denominator"] == 4_000
    assert rate["value"] == pytest.approx(10_000 * rate["numerator"] / 4_000)


def test_a_method_is_its_name_alone(record):
    """Of counts, shares, days, waiting, means, returns, bunching and what lies between teams."""
    figures = measure(record, "2024-25", breakdowns=()).figures
    methods = set(figures["method"]) - {""}
    assert {"count", "Wilson score"} <= methods
    assert len(methods) > 4
    assert not [method for method in methods if "(" in method and "=" in method]


def test_without_a_population_there_is_a_count_and_no_rate(record):
    row = one(record, "2024-25", "referrals")
    assert row["numerator"] > 0
    assert row["value"] is None
    assert (row["status"], row["why"]) == ("not available", "the population is not known, or is nought")


def test_the_population_is_that_of_the_year_before_the_year_ends(record):
    older = POPULATION.with_columns(pl.lit(2023).alias("year"))
    assert one(record, "2024-25", "referrals", population=older)["value"] is None
    assert one(record, "2023-24", "referrals", population=older)["value"] is not None


def test_a_population_by_age_gives_rates_by_age(record):
    by_age = pl.DataFrame(
        {"area": [AREA], "year": [2024], "breakdown": ["age"], "group": ["5 to 9"], "children": [1_000]}
    )
    figures = figures_of(record, "2024-25", "referrals", population=by_age, breakdowns=("age",))
    rates = figures.filter((pl.col("indicator") == "referrals") & (pl.col("breakdown") == "age"))
    assert rates.filter(pl.col("value").is_not_null())["group"].to_list() == ["5 to 9"]


def test_a_population_without_its_columns_is_refused_in_a_sentence(record):
    with pytest.raises(ValueError, match="the population has no column year: it needs area, year and children"):
        measure(record, "2024-25", population=POPULATION.drop("year"))


def test_what_needs_the_year_before_says_so():
    row = one(told(range(2025, 2026)), "2024-25", "re_referrals")
    assert (row["status"], row["numerator"], row["value"]) == ("not available", None, None)
    assert row["why"] == "the returns from 1 April 2023 on are needed, and they begin on 1 April 2024"


def test_what_must_be_followed_says_how_far_it_was(record):
    figures = figures_of(record, "2025-26", "H11", "C9")
    safe = whole(figures, "safe_after_closure")
    assert (safe["status"], safe["value"]) == ("not available", None)
    assert safe["why"] == "nothing of the period has been followed for 12 months yet: the returns end on 31 March 2026"
    back = whole(figures, "return_after_no_action")
    assert back["status"] == "given"
    assert back["why"] == "of what happened up to 31 December 2025: the rest has not been followed for 90 days yet"
    assert one(record, "2024-25", "return_after_no_action")["why"] == ""


def test_a_period_that_no_return_tells_of_says_so(record):
    figures = measure(record, "2026-27").figures
    assert set(figures["status"]) == {"not available"}
    assert whole(figures, "referrals")["why"] == "no return tells of 31 March 2027"
    early = one(record, "2021-22", "referrals")
    assert early["why"] == "no return tells of 31 March 2022"


def test_what_was_not_asked_for_says_so(record):
    row = one(record, "2020-21", "need_plans")
    assert (row["status"], row["why"]) == ("not collected", "what it needs was not asked for in 2020-21")


def test_of_a_single_day_only_what_stood_is_told(record):
    names = set(measure(record, "2025-01-15").figures["indicator"])
    assert names == {stock.name for stock in INDICATORS if stock.at_end}


def test_every_group_has_its_row_though_nobody_is_in_it(record):
    figures = figures_of(record, "2025-02", "plans_that_lasted", breakdowns=("ethnicity",))
    rows = figures.filter((pl.col("indicator") == "plans_that_lasted") & (pl.col("breakdown") == "ethnicity"))
    assert rows["group"].to_list()[:6] == ["White", "Mixed", "Asian", "Black", "Other", "refused or not yet known"]
    nobody = rows.filter(pl.col("denominator") == 0)
    assert set(nobody["status"]) == {"nothing to count"}
    assert set(nobody["why"]) == {"there were none to take a share of"}


def test_every_code_of_a_mix_has_its_row(record):
    figures = figures_of(record, "2025-02", "referrals_by_source")
    sources = figures.filter(pl.col("indicator") == "referrals_by_source")
    assert sources.height == 11
    assert sources["numerator"].sum() == sources["denominator"][0]
    months = figures_of(record, "2024-25", "referrals_by_month")
    assert months["category"].to_list()[::11] == ["2024-04", "2025-03"]


def test_areas_together_are_those_that_have_a_figure(two):
    figures = figures_of(two, "2024-25", "referrals", population=POPULATION)
    each = [whole(figures, "referrals", area)["numerator"] for area in (AREA, OTHER)]
    everywhere = whole(figures, "referrals", EVERYWHERE)
    assert everywhere["numerator"] == sum(each)
    assert everywhere["denominator"] == 9_000
    again = one(two, "2023-24", "re_referrals", area=EVERYWHERE)
    alone = one(two, "2023-24", "re_referrals", area=AREA)
    assert again["numerator"] == alone["numerator"]
    assert again["why"] == "1 of 2 areas have no figure and are left out"


def test_the_population_of_all_is_known_only_where_each_is(two):
    part = POPULATION.filter(pl.col("area") == AREA)
    assert one(two, "2024-25", "referrals", population=part, area=EVERYWHERE)["value"] is None


def test_teams_of_several_areas_need_their_area(two):
    teams = pl.DataFrame({"la_child_id": ["A"], "team": ["North"]})
    with pytest.raises(ValueError, match="the teams have no column area"):
        measure(two, "2024-25", teams=teams)


def test_differences_between_teams_need_teams(record):
    rows = figures_of(record, "2024-25", "D19")
    assert rows["category"].to_list() == ["level", "ICC", "lowest tenth", "highest tenth"]
    assert rows["status"].to_list() == ["given", "not available", "not available", "not available"]
    assert rows["why"].to_list()[1] == "no teams were given"
    children_here = record["person"]["source_id"]
    for count, status in ((3, "too few"), (6, "given")):
        named = [f"Team {place % count}" for place in range(len(children_here))]
        teams = pl.DataFrame({"la_child_id": children_here, "team": named})
        rows = figures_of(record, "2024-25", "D19", teams=teams, breakdowns=("team",))
        assert rows["status"].to_list() == ["given", status, status, status]


def test_what_an_area_agreed_for_itself_is_said_in_the_version(record):
    row = one(record, "2024-25", "assessments_reviewed", local=Local(internal_review=5))
    usual = one(record, "2024-25", "assessments_reviewed")
    assert (row["version"], usual["version"]) == ("1, local", "1")
    assert row["numerator"] < usual["numerator"]
    without = one(record, "2024-25", "assessments_reviewed", local=Local(internal_review=None))
    assert without["numerator"] >= usual["numerator"]
    assert figures_of(record, "2024-25", "D7", local=Local(limits=(35, 45)))["category"].to_list() == [
        "limit of 35 working days",
        "limit of 45 working days",
    ]


def test_a_trend_is_the_figures_of_each_period(record):
    told_of = []
    asked = {"indicators": INDICATORS.only("D2", "D4", "C7", "F1", "F15", "F21", "E4"), "breakdowns": ("age", "need")}
    together_ = trend(record, ["2024-25", "2025-01", "2025-02-28"], progress=told_of.append, **asked)
    each = [measure(record, name, **asked) for name in ("2024-25", "2025-01", "2025-02-28")]
    assert together_.figures.equals(pl.concat([one.figures for one in each]))
    assert_frame_equal(together_.day_counts, pl.concat([one.day_counts for one in each]), check_row_order=False)
    assert told_of == [1 / 3, 2 / 3, 1]


def test_a_figure_can_be_rebuilt_as_at_any_day():
    story = authority(children=150, year=Year(2025), seed=6)
    filings = [Filing.of(returns(story, Year(number)), Year(number)) for number in range(2023, 2027)]
    then = from_cin(filings).as_at(filings[2].recorded_at.date())
    rebuilt, first = measure(then, "2024-25").figures, measure(from_cin(filings[:3]), "2024-25").figures
    assert rebuilt.equals(first)
    assert not rebuilt.equals(measure(from_cin(filings), "2024-25").figures)


def test_the_list_of_children_says_who_and_why(record):
    listed = children("assessments_within_45_days", record, "2024-25")
    assert listed.columns == ["area", "child", "date", "verdict", "why", "row_id"]
    assert set(listed.filter(pl.col("verdict") == "out of")["why"]) == {"took more than 45 working days"}
    assert set(listed["child"]) <= set(record["person"]["source_id"])
    wider = children("assessments_within_45_days", record, "2024-25", other_periods=True)
    assert "not completed in the period" in set(wider["why"])
    assert wider.height == record["assessment"].height


def test_an_indicator_that_is_none_is_refused_in_a_sentence(record):
    with pytest.raises(LookupError, match="there is no indicator D99: the catalogue lists them all"):
        INDICATORS.only("D99")
    with pytest.raises(LookupError, match="need_plans is not one indicator that was collected in 2020-21"):
        children("need_plans", record, "2020-21")


def test_some_indicators_alone_can_be_measured(record):
    figures = measure(record, "2024-25", indicators=INDICATORS.only("D2", "re_referrals")).figures
    assert set(figures["indicator"]) == {"assessments_within_45_days", "re_referrals"}


def test_what_does_not_exist_can_not_be_declared():
    referral = Referrals()
    with pytest.raises(AttributeError, match="Referrals has no column postcode"):
        _ = referral.postcode
    with pytest.raises(TypeError, match="better is one of higher, lower, neither"):
        indicator("C1", "Twice", origin=(), better="up")
    first = next(iter(INDICATORS))
    with pytest.raises(ValueError, match="is written twice for the same year"):
        Indicators.of(_module(first.write), _module(first.write))


def test_an_earlier_definition_stands_beside_the_new():
    new = next(iter(INDICATORS))
    old = type(new)(**{**vars(new), "years": years("2013-14", until="2019-20"), "version": 1})
    later = type(new)(**{**vars(new), "years": years("2020-21"), "version": 2})
    both = Indicators((old, later))
    assert both.in_force(Year(2020))[new.name].version == 1
    assert both.in_force(Year(2021))[new.name].version == 2
    assert Period.of("2019-20").year == Year(2020)


def _module(write):
    from types import ModuleType

    module = ModuleType("made")
    module.write = write
    return module
