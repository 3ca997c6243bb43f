"""What the report says is what is measured, followed and listed: nothing is counted anew on the way."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from paramountcy.indicators.measure import children, measure, trend
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.publication.figures.gather import gather
from paramountcy.publication.figures.shape import IN, NOT_COUNTED, OUT
from tests.publication.figures import made


@pytest.fixture(scope="module")
def report():
    return made.report()


@pytest.fixture(scope="module")
def measured(report):
    return measure(made.told().record, made.YEAR, indicators=made.SOME, breakdowns=()).figures


def test_every_figure_is_the_measured_one(report, measured):
    told = pl.concat([one.rows for one in report.figures])
    by = ["indicator", "category"]
    without_teams = pl.col("indicator") != "assessments_between_teams"
    assert_frame_equal(told.filter(without_teams).sort(by), measured.filter(without_teams).sort(by))
    assert told["indicator"].n_unique() == len({one.name for one in made.SOME})


@pytest.mark.parametrize("name", sorted({one.name for one in made.SOME}))
def test_the_children_behind_a_figure_are_those_measured(report, name):
    wanted = children(name, made.told().record, made.YEAR)
    told = report.figure(name)
    said = {"counts": IN, "out of": OUT, "not counted": NOT_COUNTED}
    pairs = wanted.select("child", "date", pl.col("verdict").replace_strict(said), pl.col("why").fill_null(""))
    assert sorted(told.children.select("child", "date", "verdict", "why").rows()) == sorted(pairs.rows())
    counted = told.children.filter(pl.col("verdict") != NOT_COUNTED).height
    row = told.rows.row(0, named=True)
    if row["denominator"] is not None and row["status"] == "given" and name != "assessments_between_teams":
        assert counted == row["denominator"]
    assert told.tally["rows"].sum() == told.children.height


def test_each_row_says_where_it_stands_in_the_returns(report):
    places = report.figure("assessments_within_45_days").children["place"]
    assert all(place.split(" ")[:2] == ["2025-26", "Assessments"] for place in places)
    assert places.n_unique() == len(places)


def test_months_and_years_are_those_of_trend(report):
    one = report.figure("assessments_within_45_days")
    months = one.months["period"].to_list()
    assert months == [f"{2024 + (at + 3) // 12}-{(at + 3) % 12 + 1:02}" for at in range(24)]
    wanted = trend(made.told().record, months, indicators=made.few("assessments_within_45_days")).figures
    assert one.months["value"].to_list() == wanted["value"].to_list()
    assert one.months["count"].to_list() == wanted["numerator"].to_list()
    assert one.years["period"].to_list() == ["2022-23", "2023-24", "2024-25", "2025-26"]


def test_a_rate_is_followed_by_its_count(report):
    one = report.figure("referrals")
    assert one.months["value"].to_list() == one.months["count"].to_list()
    assert one.months["count"].tail(12).sum() == one.rows["numerator"][0]


def test_the_year_before_is_the_one_before(report):
    earlier = measure(made.told().record, "2024-25", indicators=made.few("referrals"), breakdowns=()).figures
    assert report.figure("referrals").earlier["numerator"].to_list() == earlier["numerator"].to_list()


def test_partners_are_always_there(report):
    one = report.figure("assessments_within_45_days")
    assert [partner.number for partner in one.beside] == ["D6a", "D6b", "D7", "C9"]
    assert one.beside[0].says == report.figure("assessments_open_beyond_45_days").says
    unknown = report.figure("re_referrals").beside[0]
    assert (unknown.number, unknown.says.partition(":")[0]) == ("", "Contacts that become a referral")
    assert "not known here, as it needs Annex A" in unknown.says


def test_numbers_are_those_of_the_catalogue_with_a_letter_where_several_share_one(report):
    assert [one.number for one in report.figures][:4] == ["C1", "C3", "C4", "C7"]
    assert report.figure("assessment_days").number == "D3a"
    assert report.figure("assessment_quartiles").number == "D3b"


def test_figures_by_team_are_the_measured_ones(report):
    one = report.figure("assessments_within_45_days")
    teams = one.groups.filter(pl.col("breakdown") == "team")
    assert teams["group"].to_list() == ["East", "North", "South", "no team given"]
    assert teams["denominator"].sum() == one.rows["denominator"][0]
    assert one.between_teams


def test_without_people_there_is_nothing_by_team():
    report = made.of(made.YEAR, "assessments_within_45_days", "assessments_between_teams")
    one = report.figure("assessments_within_45_days")
    assert "team" not in one.groups["breakdown"].to_list()
    assert one.between_teams == ""
    assert one.children["team"].null_count() == one.children.height
    between = report.figure("assessments_between_teams")
    assert between.says.endswith("in all; how far teams lie apart can't be said.")


def test_what_can_not_be_given_says_why(report):
    one = report.figure("safe_after_closure")
    assert one.says == (
        "Safe and stable 12 months after closure: not given in 2025-26: nothing of the period has been followed for "
        "12 months yet: the returns end on 31 March 2026."
    )
    assert not one.is_given


def test_a_month_is_told_of_the_month():
    report = made.of("2025-10", "referrals", "children_in_need")
    one = report.figure("referrals")
    assert one.rows["numerator"][0] == sum(
        date(2025, 10, 1) <= day <= date(2025, 10, 31)
        for day in made.told().record["referral"]["referral_date"].drop_nulls()
    )
    assert one.says.startswith(f"Referrals: {one.rows['numerator'][0]:,} in October 2025")
    assert report.figure("children_in_need").says.endswith("on 31 October 2025.")
    assert "Beside October 2024" in [part.heading for part in report.summary]


def test_a_period_that_the_returns_do_not_tell_of_gives_nothing_and_says_why():
    report = made.of("2026-10", "referrals", "children_in_need")
    assert not any(one.is_given for one in report.figures)
    assert report.figure("referrals").says == (
        "Referrals: not given in October 2026: no return tells of 31 October 2026."
    )
    assert report.summary[0].says == ("No figure of this period can be given: no return tells of 31 October 2026.",)
    assert report.remarks[0].startswith("The returns tell of 1 April 2022 to 31 March 2026, so not of all of October")


def test_a_figure_not_collected_in_that_year_says_so():
    report = gather(
        made.read_as([made.by_hand.filing("2019-20", made.by_hand.child("a", made.by_hand.referral("2019-05-01")))]),
        Period.of("2019-20"),
        made_at=made.MADE_AT,
        version="0.1.0",
        indicators=made.few("need_plans", "referrals"),
    )
    assert "what it needs was not asked for in 2019-20" in report.figure("need_plans").says
    assert report.figure("need_plans").children.is_empty()
    assert report.figure("referrals").rows["numerator"][0] == 1


def test_wrong_dates_are_a_caveat():
    one = made.hostile().figure("assessments_within_45_days")
    assert "4 were not counted: its dates are in the wrong order." in one.caveats


def test_what_returns_say_differently_is_a_caveat():
    by_hand = made.by_hand
    first = by_hand.child("a", by_hand.referral("2025-02-01", Assessments=[by_hand.assessment("2025-02-01")]))
    second = by_hand.child(
        "a", by_hand.referral("2025-02-01", Assessments=[by_hand.assessment("2025-02-05", "2025-04-10")])
    )
    report = gather(
        made.read_as([by_hand.filing("2024-25", first), by_hand.filing("2025-26", second)]),
        Period.of("2025-26"),
        made_at=made.MADE_AT,
        version="0.1.0",
        indicators=made.few("assessments_within_45_days"),
    )
    assert report.findings.height
    assert report.figures[0].caveats == (
        "The returns of different years tell 1 thing differently of the assessments of 1 child.",
    )


def test_the_summary_tells_open_work_and_both_percentages(report):
    parts = {part.heading: part.says for part in report.summary}
    assert list(parts) == ["By month", "Beside 2024-25", "Open work", "The official percentage and the honest one"]
    open_row = report.figure("assessments_open_beyond_45_days").rows.row(0, named=True)
    assert f"({open_row['denominator']})" in parts["Open work"][0]
    assert f"{open_row['numerator']} are older than 45" in parts["Open work"][0]
    assert "by chance" in parts["By month"][-1]


def test_signals_and_changes_are_sorted_by_their_size(report):
    from paramountcy.publication.figures.standing_out import changes, signals

    for found in (signals(report.figures), changes(report.figures)):
        sizes = [notice.size for notice in found]
        assert sizes == sorted(sizes, reverse=True)
        assert all(size > 0 for size in sizes)


def test_nothing_of_a_report_is_in_its_repr(report):
    text = repr(report) + repr(report.figures[0])
    assert report.figures[0].children["child"][0] not in text


@pytest.mark.slow
def test_every_figure_of_the_catalogue_can_be_reported():
    report = gather(made.told(), Period.of(made.YEAR), made_at=made.MADE_AT, version="0.1.0")
    assert {one.indicator.name for one in report.figures} == {one.name for one in INDICATORS}
    wanted = measure(made.told().record, made.YEAR, breakdowns=()).figures
    by = ["indicator", "category"]
    assert_frame_equal(pl.concat([one.rows for one in report.figures]).sort(by), wanted.sort(by))
    assert all(one.says.endswith(".") and one.says.count("None") <= one.says.count("None is") for one in report.figures)
