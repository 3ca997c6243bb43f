"""The facts an area is drawn from: each has a source, and the published ones are what was published."""

import csv

import numpy as np
import pytest

from paramountcy.imagine.facts import bands, fact, facts, shares

SOURCES = ("DfE children in need, table", "from knowledge", "calibrated to ")
WHOLE = (
    "referral.month",
    "referral.weekday",
    "referral.source",
    "assessment.days",
    "conference.days",
    "need.days",
    "need.open_days",
    "need.closure",
    "need.primary",
    "not_in_need.closure",
    "protection_plan.days",
    "protection_plan.category",
    "child.sex",
    "child.ethnicity",
    "family.children",
)


def national(shared, file: str, year: int) -> dict[str, str]:
    """The row for England of a published table."""
    with (shared / "data" / "cin" / file).open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        return next(row for row in rows if row["geographic_level"] == "National" and row["time_period"] == str(year))


def test_every_fact_has_a_unit_and_a_source():
    for each in facts().values():
        assert each.unit, each.name
        assert each.source.startswith(SOURCES), each.name
        assert 0 <= each.value <= 6.5, each.name


@pytest.mark.parametrize("of", WHOLE)
def test_shares_are_of_a_whole(of):
    assert shares(of).shares.sum() == pytest.approx(1, abs=0.002)


def test_referrals_are_as_published(shared):
    table = national(shared, "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", 2025)
    referrals = int(table["referral_count"])
    for name, column in (
        ("referral.no_further_action", "no_further_action_count"),
        ("referral.not_in_need", "not_in_need_count"),
        ("referral.again_within_12_months", "rereferral_count"),
        ("referral.children", "referral_child_count"),
    ):
        assert fact(name) == pytest.approx(int(table[column]) / referrals, abs=0.0001), name


def test_sources_add_up_to_those_published(shared):
    table = national(shared, "c5_children_in_need_referrals_by_source_2014_to_2024.csv", 2024)
    groups = {"Individual": "1", "Health_Services": "3", "LA_Services": "5", "Police": "6", "Anonymous": "9"}
    known = dict(zip(shares("referral.source").codes, shares("referral.source").shares, strict=True))
    for column, digit in groups.items():
        ours = sum(share for code, share in known.items() if code[0] == digit and code != "10")
        assert ours == pytest.approx(int(table[column]) / int(table["Referrals"]), abs=0.0005), column


def test_durations_of_assessments_have_the_published_quartiles(shared):
    table = national(shared, "c2_children_in_need_assessments_duration_2014_to_2024.csv", 2024)
    published = [int(table[f"{quarter}_days"]) for quarter in ("25th_Percentile", "Median", "75th_Percentile")]
    assert bands("assessment.days").at(np.array([0.25, 0.5, 0.75])) == pytest.approx(published, abs=1)


def test_durations_to_conference_have_the_published_quartiles(shared):
    table = national(shared, "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv", 2024)
    published = [int(table[f"Duration_{quarter}"]) for quarter in ("25th_Percentile", "median", "75th_Percentile")]
    assert list(bands("conference.days").at(np.array([0.25, 0.5, 0.75]))) == published


def test_months_are_as_published(shared):
    tables = [
        national(shared, "c6_children_in_need_referrals_by_month_2013_to_2024.csv", year) for year in (2023, 2024)
    ]
    months = shares("referral.month")
    total = sum(int(table[month]) for table in tables for month in months.codes)
    for month, share in zip(months.codes, months.shares, strict=True):
        assert share == pytest.approx(sum(int(table[month]) for table in tables) / total, abs=0.0001), month


def test_ranges_that_leave_a_gap_are_refused(monkeypatch):
    gap = shares("conference.days")
    without = type(gap)((gap.codes[0], *gap.codes[2:]), np.delete(gap.shares, 1))
    monkeypatch.setattr("paramountcy.imagine.facts.shares", lambda of: without)
    with pytest.raises(ValueError, match="do not follow on"):
        bands.__wrapped__("conference.days")
