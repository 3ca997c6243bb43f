"""Trials: the estimate against pyfixest, chance against the library and plain shuffling, and what is said."""

from dataclasses import replace

import numpy as np
import polars as pl
import pyfixest
import pytest
import statsmodels.api
from wildboottest.wildboottest import wildboottest

from paramountcy.statistics.randomisation import contrast, shuffled, shuffles
from paramountcy.statistics.shape import POINTS, CannotSay
from paramountcy.statistics.trial import difference_in_differences, event_study
from paramountcy.statistics.trial_panel import Design, Panel, lay
from paramountcy.statistics.wild_bootstrap import wild_test, without_area_means
from tests.statistics.trials import AREAS, design, made, panel


def judged(seed: int, draws: int = 999, **changes):
    planned = changes.pop("design", None) or design(treated=changes.get("treated", 8))
    return difference_in_differences(panel(seed, **changes), planned, unit=POINTS, what="re-referrals", draws=draws)


def test_the_estimate_is_that_of_two_way_fixed_effects():
    frame = made(4, effect=-0.05).filter(pl.col("period").is_between(2012, 2017))
    rows = frame.with_columns(
        tries=(pl.col("area").is_in(AREAS[:8]) & (pl.col("period") >= 2015)).cast(pl.Int64)
    ).to_pandas()
    fit = pyfixest.feols("value ~ tries | area + period", data=rows, vcov={"CRV1": "area"})
    assert judged(4, effect=-0.05).estimate.value == pytest.approx(float(fit.coef()["tries"]))


def test_an_event_study_is_that_of_two_way_fixed_effects():
    frame = made(4, effect=-0.05).filter(pl.col("period").is_between(2012, 2017))
    steps = [step for step in range(-3, 3) if step != -1]
    names = [f"step{place}" for place in range(len(steps))]
    rows = frame.with_columns(
        (pl.col("area").is_in(AREAS[:8]) & (pl.col("period") == 2015 + step)).cast(pl.Int64).alias(name)
        for step, name in zip(steps, names, strict=True)
    ).to_pandas()
    fit = pyfixest.feols(f"value ~ {' + '.join(names)} | area + period", data=rows, vcov="iid")
    ours = event_study(panel(4, effect=-0.05), design(), unit=POINTS, what="re-referrals", draws=99)
    theirs = [float(fit.coef()[name]) for name in names]
    assert ours.steps.filter(pl.col("step") != -1)["effect"].to_list() == pytest.approx(theirs)


def test_the_wild_bootstrap_is_that_of_the_library():
    chance = np.random.default_rng(3)
    area = np.repeat(np.arange(40), 3)
    columns = np.column_stack([np.ones(120), area < 8, chance.normal(size=120)]).astype(float)
    y = chance.normal(size=40)[area] + chance.normal(size=120) + 0.5 * columns[:, 1]
    ours = wild_test(y, columns, 1, area, draws=999, seed=7)
    theirs = wildboottest(
        statsmodels.api.OLS(y, columns), B=999, cluster=area, param="x1", seed=7, show=False, parallel=False
    )
    assert ours.p == pytest.approx(float(theirs["p-value"].iloc[0]))
    assert ours.coefficient / ours.error == pytest.approx(float(theirs["statistic"].iloc[0]))


def test_area_means_are_taken_out():
    values = np.array([[1.0, 2], [3, 2], [10, 4], [20, 8]])
    assert without_area_means(values, np.array([0, 0, 1, 1])).tolist() == [[-1, 0], [1, 0], [-5, -2], [5, 2]]
    assert without_area_means(values[:, 0], np.array([0, 0, 1, 1])).tolist() == [-1, 1, -5, 5]


def test_shuffling_is_what_it_says():
    """All ways to choose 2 of 6 are 15: drawn often enough, each comes up; the p value is their share."""
    changes = np.array([[5.0], [4.0], [1.0], [0.0], [-1.0], [2.0]])
    wave = np.array([0, 0, -1, -1, -1, -1])
    draws = shuffles(wave, np.zeros(6), draws=4_000, seed=1)
    assert len(np.unique(draws, axis=0)) == 15
    exposure = (wave[:, None] == 0).astype(float)
    result = shuffled(wave, draws, changes, exposure)
    assert result.effect == pytest.approx(4.5 - 0.5)
    assert result.p() == pytest.approx(1 / 15, abs=0.015)


def test_shuffling_keeps_to_its_strata():
    wave = np.array([0, -1, -1, 0, 0, -1])
    stratum = np.array([0, 0, 0, 1, 1, 1])
    draws = shuffles(wave, stratum, draws=500, seed=1)
    assert ((draws[:, :3] == 0).sum(axis=1) == 1).all()
    assert ((draws[:, 3:] == 0).sum(axis=1) == 2).all()


def test_two_waves_are_weighed_as_least_squares_would():
    chance = np.random.default_rng(1)
    wave = np.array([0, 0, 1, 1, 1, *[-1] * 10])
    changes = chance.normal(size=(15, 2))
    rows = [(changes[place, number], float(wave[place] == number), number) for number in (0, 1)
            for place in np.flatnonzero((wave == number) | (wave == -1))]  # fmt: skip
    y, tries, which = (np.array(column) for column in zip(*rows, strict=True))
    columns = np.column_stack([tries, which == 0, which == 1])
    assert contrast(wave, changes)[0] == pytest.approx(np.linalg.lstsq(columns, y, rcond=None)[0][0])


def test_a_real_effect_is_found_sized_and_told():
    found = judged(4, effect=-0.05)
    assert found.estimate.lower <= -0.05 <= found.estimate.upper
    assert found.p == pytest.approx(0.001)
    assert found.wild_p < 0.01
    assert found.says.startswith("In the 8 areas that tried, re-referrals fell by ")
    assert "That is more than chance would give." in found.says
    assert found.areas.height == 8
    assert (found.areas["effect"].mean()) == pytest.approx(found.estimate.value)


def test_no_effect_is_told_as_what_can_not_be_excluded():
    found = judged(7)
    assert found.estimate.lower < 0 < found.estimate.upper
    assert "No effect can be told from chance: anything from " in found.says
    assert found.p > 0.05


def test_the_ends_of_the_interval_are_where_the_p_value_is_five_per_cent():
    laid = lay(panel(7), design())
    draws = shuffles(laid.wave, laid.stratum, draws=999, seed=5)
    result = shuffled(laid.wave, draws, laid.changes(laid.panel.value), laid.changes(laid.exposure))
    low, high = result.interval(0.95)
    for end, side in ((low, -1), (high, 1)):
        assert result.p(end - side * 1e-6) > 0.05
        assert result.p(end + side * 1e-6) <= 0.05


def test_areas_that_start_at_different_times_each_have_their_own_start():
    frame = made(4).with_columns(
        value=pl.col("value")
        - 0.05
        * (
            (pl.col("area").is_in(AREAS[:4]) & (pl.col("period") >= 2014))
            | (pl.col("area").is_in(AREAS[4:8]) & (pl.col("period") >= 2016))
        ).cast(pl.Float64)
    )
    starts = dict.fromkeys(AREAS[:4], 2014) | dict.fromkeys(AREAS[4:8], 2016)
    found = difference_in_differences(
        Panel.of_frame(frame), Design(starts, AREAS[8:], 3, 3), unit=POINTS, what="re-referrals", draws=999
    )
    assert found.estimate.lower <= -0.05 <= found.estimate.upper
    assert found.estimate.upper < 0
    assert sorted(found.areas["start"].unique()) == [2014, 2016]


def test_with_fewer_than_six_treated_areas_only_shuffling_speaks():
    found = judged(4, effect=-0.05, treated=4)
    assert found.wild_p is None
    assert "too few areas for the wild bootstrap" in found.says


def test_with_one_area_and_few_comparators_no_size_of_effect_is_excluded():
    planned = Design({AREAS[0]: 2015}, AREAS[8:12], 3, 3)
    found = judged(4, effect=-0.05, design=planned)
    assert (found.estimate.lower, found.estimate.upper) == (None, None)
    assert "With so few areas no size of effect can be excluded." in found.says
    assert found.areas.height == 1
    assert found.tau == 0


def test_areas_that_differ_among_themselves_are_told_so():
    frame = made(4).with_columns(
        value=pl.col("value")
        + pl.when((pl.col("period") >= 2015) & pl.col("area").is_in(AREAS[:4])).then(0.1).otherwise(0.0)
        - pl.when((pl.col("period") >= 2015) & pl.col("area").is_in(AREAS[4:8])).then(0.1).otherwise(0.0)
    )
    found = difference_in_differences(Panel.of_frame(frame), design(), unit=POINTS, what="x", draws=499)
    assert found.tau == pytest.approx(0.1, rel=0.3)
    assert "beyond chance they differ by " in found.says
    assert found.areas["as_far"].max() < 0.02


def test_a_gap_leaves_an_area_out_and_names_it():
    frame = made(4).filter(~((pl.col("area") == AREAS[3]) & (pl.col("period") == 2016)))
    found = difference_in_differences(Panel.of_frame(frame), design(), unit=POINTS, what="x", draws=99)
    assert found.treated == 7
    assert found.says.endswith(f"Left out: {AREAS[3]} (a gap in the figures).")
    elsewhere = frame.filter(pl.col("area") != AREAS[20])
    found = difference_in_differences(Panel.of_frame(elsewhere), design(), unit=POINTS, what="x", draws=99)
    assert found.left_out.why[AREAS[20]] == "no figures"


def test_moving_apart_before_the_start_is_told():
    planned = design()
    alike = event_study(panel(4), planned, unit=POINTS, what="re-referrals", draws=999)
    assert "moved alike" in alike.says
    frame = made(4).with_columns(
        value=pl.col("value")
        + pl.when(pl.col("area").is_in(AREAS[:8])).then((pl.col("period") - 2010) * 0.03).otherwise(0)
    )
    apart = event_study(Panel.of_frame(frame), planned, unit=POINTS, what="re-referrals", draws=999)
    assert "moved apart already" in apart.says
    single = event_study(panel(4), replace(planned, before=1), unit=POINTS, what="re-referrals", draws=99)
    assert single.before_p is None
    assert "can't be tested" in single.says


def test_impossible_designs_and_panels_are_refused():
    with pytest.raises(ValueError, match="both in the trial and a comparator"):
        Design({"A": 1}, ("A", "B"), 1, 1)
    with pytest.raises(ValueError, match="at least one area that tries"):
        Design({}, ("A",), 1, 1)
    with pytest.raises(ValueError, match="named twice"):
        Design({"A": 1}, ("B", "B"), 1, 1)
    with pytest.raises(ValueError, match="B have no stratum"):
        Design({"A": 1}, ("B",), 1, 1, {"A": "x"})
    with pytest.raises(ValueError, match="two figures for period 1"):
        Panel.of_frame(pl.DataFrame({"area": ["A", "A"], "period": [1, 1], "value": [1.0, 2.0]}))
    with pytest.raises(CannotSay, match="no figures for period 2030"):
        lay(panel(1), design(start=2030))
    with pytest.raises(CannotSay, match="8 periods before the start"):
        lay(panel(1), design(before=8))
    with pytest.raises(ValueError, match="at least one period before"):
        lay(panel(1), design(after=0))
    with pytest.raises(CannotSay, match="fewer than 2 comparators"):
        lay(panel(1), Design({AREAS[0]: 2015}, (AREAS[1],), 2, 2))
