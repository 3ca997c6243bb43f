"""The official percentage beside the honest one: each way they can stand to each other has its sentence."""

import pytest

from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.official_share import reconcile
from paramountcy.statistics.shape import CannotSay


def test_open_cases_past_the_limit_make_the_official_share_flatter():
    started = DayCounts.of([20, 50, 60], [800, 50, 0], [0, 0, 150])
    both = reconcile(completed_within=800, completed=850, started=started)
    assert both.flatters == pytest.approx(800 / 850 - 0.8)
    assert both.says == (
        "Of the assessments that were completed, 94.1% were done within 45 working days. That leaves out 150 still "
        "open, 150 of them past the limit; counting every one from its start, 80.0% (95% interval 77.5% to 82.4%) were "
        "done within 45 working days. The official percentage flatters by 14.1 percentage points."
    )


def test_a_backlog_cleared_this_year_makes_the_official_share_too_harsh():
    both = reconcile(completed_within=600, completed=1_000, started=DayCounts.of([20, 45], [900, 0], [0, 100]))
    assert "is too harsh by 30.0 percentage points" in both.says
    assert "none of them past the limit" in both.says


def test_where_nothing_is_open_they_agree():
    both = reconcile(completed_within=90, completed=100, started=DayCounts.of([20, 50], [90, 10], [0, 0]))
    assert both.says.endswith(
        "None is still open; counting every one from its start, 90.0% (95% interval 83.2% to 94.9%) were done within "
        "45 working days. As far as these numbers can tell, the two agree."
    )


def test_too_early_to_know_is_said():
    both = reconcile(completed_within=9, completed=9, started=DayCounts.of([5, 20], [9, 0], [0, 30]))
    assert both.flatters is None
    assert "is not known: nobody was followed for longer than 20 working days." in both.says


def test_nothing_completed_or_nothing_started_is_said():
    both = reconcile(completed_within=0, completed=0, started=DayCounts.of([5], [0], [3]))
    assert (
        both.says == "None of the assessments was completed, so there is no official percentage within 45 working days."
    )
    with pytest.raises(CannotSay, match="no plans were started"):
        reconcile(completed_within=0, completed=0, started=DayCounts.of([], [], []), what="plans")
