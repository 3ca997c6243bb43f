"""Released figures become data sets: their columns, symbols, totals, times and places."""

import polars as pl
import pytest

from paramountcy.publication.open_data.data_set import data_sets
from paramountcy.publication.open_data.facts import STANDARD
from paramountcy.publication.open_data.times import NotOpen
from paramountcy.publication.shape import CHANGED, NOT_AVAILABLE, NOT_COLLECTED, NOTHING, TOO_FEW
from tests.publication.open_data.made_rows import counted, frame, row

PLACE = ("Local authority", "E92000001", "England", "E12000007", "London", "206", "E09000019", "Islington")


def only(*rows):
    (found,) = data_sets(frame(*rows), "islington")
    return found


def cells(found, *columns):
    """Some columns of every row."""
    places = [found.heading.index(name) for name in columns]
    return [tuple(cells[place] for place in places) for cells in found.rows]


def test_a_figure_is_a_row_with_its_columns_side_by_side():
    found = only(row())
    assert found.stem == "islington_referrals_2025"
    assert found.heading == (
        *STANDARD,
        "re_referrals_count",
        "re_referrals_out_of",
        "re_referrals_percent",
        "re_referrals_percent_lower",
        "re_referrals_percent_upper",
    )
    assert found.rows == (("202425", "Financial year", *PLACE, "20", "100", "20.0", "13.4", "28.9"),)
    assert found.meta[0] == (
        "re_referrals_count", "Indicator", "Re-referrals within 12 months: number", "Re-referrals within 12 months",
        "", "0", "", "",
    )  # fmt: skip
    assert found.meta[2][4:6] == ("%", "1")


@pytest.mark.parametrize(
    ("status", "symbol"),
    [(TOO_FEW, "c"), (NOT_AVAILABLE, "x"), (NOT_COLLECTED, "x"), (CHANGED, "x"), (NOTHING, "z")],
)
def test_what_is_not_given_is_a_symbol_and_never_a_number(status, symbol):
    found = only(row(), row(period="2023-24", status=status))
    assert found.rows[0][len(STANDARD) :] == (symbol,) * 5
    assert found.stem == "islington_referrals_2024_to_2025"


def test_what_rounds_to_nought_and_is_not_is_low():
    found = only(row(numerator=1, denominator=9_999, value=1 / 9_999, lower=0.0, upper=0.0006))
    assert found.rows[0][len(STANDARD) :] == ("1", "9999", "low", "0.0", "0.1")


def test_a_rate_a_count_and_days_are_written_in_their_units():
    rate = row("referrals", id="C1", numerator=2400, denominator=40_000, value=600.0, unit="per 10,000")
    assert cells(only(rate), "referrals_count", "referrals_out_of", "referrals_rate") == [("2400", "40000", "600.0")]
    days = [
        row("assessment_quartiles", id="D3", category=name, numerator=None, denominator=900, value=value,
            unit="working days")
        for name, value in (("lower quartile", 20.0), ("median", 31.5))
    ]  # fmt: skip
    found = only(*days)
    assert cells(found, "assessment_quartiles_lower_quartile_days", "assessment_quartiles_median_days") == [
        ("20.0", "31.5")
    ]
    assert len(found.rows) == 1


def test_categories_that_make_a_whole_are_a_filter_with_their_total():
    of = {"id": "C3", "denominator": 100, "lower": None, "upper": None}
    found = only(
        row("referrals_by_source", category="police", numerator=60, value=0.6, **of),
        row("referrals_by_source", category="schools", numerator=40, value=0.4, **of),
    )
    assert found.stem == "islington_referrals_by_source_2025"
    assert cells(found, "category", "referrals_by_source_count", "referrals_by_source_percent") == [
        ("Total", "100", "100.0"),
        ("Police", "60", "60.0"),
        ("Schools", "40", "40.0"),
    ]


def test_a_total_is_withheld_where_a_part_is_and_none_where_parts_overlap():
    months = [
        row("referrals_by_month", id="C4", category=f"2024-{month:02}", numerator=month, denominator=None,
            value=float(month), unit="number", lower=None, upper=None)
        for month in (10, 11)
    ]  # fmt: skip
    assert cells(only(*months), "category", "referrals_by_month_count") == [
        ("Total", "21"),
        ("October", "10"),
        ("November", "11"),
    ]
    withheld = row("referrals_by_month", status=TOO_FEW, id="C4", category="2024-12", unit="number")
    assert cells(only(*months, withheld), "referrals_by_month_count")[0] == ("c",)
    factors = [
        row("factors", id="D13", category=name, numerator=50, denominator=40_000, value=12.5, unit="per 10,000")
        for name in ("3B domestic abuse: parent or carer", "16A neglect")
    ]
    assert cells(only(*factors), "category", "factors_count", "factors_rate")[0] == ("Total", "z", "z")


def test_groups_are_filters_that_begin_with_all_children():
    found = only(
        row(),
        row(breakdown="sex", group="male", numerator=12),
        row(breakdown="sex", group="not recorded", status=TOO_FEW),
        row(breakdown="age", group="not recorded", numerator=0),
    )
    assert cells(found, "breakdown_topic", "breakdown", "re_referrals_count") == [
        ("Total", "Total", "20"),
        ("Sex", "Male", "12"),
        ("Sex", "Not recorded (sex)", "c"),
        ("Age", "Not recorded (age)", "0"),
    ]
    assert [meta[0] for meta in found.meta[:2]] == ["breakdown_topic", "breakdown"]
    assert found.meta[1][7] == "breakdown_topic"


def test_levels_stand_in_order_with_codes_of_their_own():
    found = only(
        row(),
        row(level="region", area="London", area_code="E12000007"),
        row(level="england", area="England", area_code="E92000001"),
    )
    assert [cells[2] for cells in found.rows] == ["National", "Regional", "Local authority"]
    assert found.rows[1][3:10] == ("E92000001", "England", "E12000007", "London", "", "", "")


def test_times_of_different_kinds_are_different_files():
    found = data_sets(frame(row(), row(period="2024-10"), row(period="2024-11")), "islington")
    assert [one.stem for one in found] == [
        "islington_referrals_financial_year_2025",
        "islington_referrals_january_2024",
    ]
    assert [cells[:2] for cells in found[1].rows] == [("2024", "October"), ("2024", "November")]


def test_an_imagined_authority_has_codes_of_the_imagined_nation():
    found = only(row(area="Applemere", area_code="005"))
    assert found.rows[0][3:5] == ("X92000001", "England (imagined)")
    assert found.rows[0][7:10] == ("005", "X06000005", "Applemere")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([row(breakdown="team", group="North")], "figures of teams are for those who work with the children"),
        ([row(), row()], "a figure of re_referrals is there twice"),
        ([row(period="12-to-2024-10")], "open data have no time like '12-to-2024-10'"),
        ([row(area_code="999", area="Nowhere")], r"'Nowhere' \(999\) is no authority that is known"),
    ],
)
def test_what_can_not_be_written_is_a_sentence(rows, why):
    with pytest.raises(NotOpen, match=why):
        data_sets(frame(*rows), "islington")


def test_an_indicator_of_no_catalogue_is_called_by_its_name():
    found = only(row("quality_children", id="L5", denominator=None, value=20.0, unit="number", lower=None, upper=None))
    assert found.stem == "islington_data_and_burden_2025"
    assert found.meta[0][2] == "Quality children: number"


def test_every_figure_of_a_year_by_every_group_is_there_once():
    rows = counted()
    found = data_sets(rows, "islington")
    printed = sum(cell != "z" for one in found for cells in one.rows for cell in cells[-len(one.columns) :])
    assert printed > rows.filter(pl.col("status") == "given").height
    for one in found:
        assert len(set(one.heading)) == len(one.heading)
        assert len({cells[: -len(one.columns)] for cells in one.rows}) == len(one.rows)
