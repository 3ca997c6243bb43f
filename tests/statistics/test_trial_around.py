"""What stands around a trial: what it could find, signals of harm, and natural experiments."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from paramountcy.statistics.natural_experiment import natural_experiment
from paramountcy.statistics.shape import POINTS, CannotSay
from paramountcy.statistics.trial import difference_in_differences
from paramountcy.statistics.trial_harm import Guard, Harm, harm_signal
from paramountcy.statistics.trial_panel import Panel
from paramountcy.statistics.trial_power import minimum_detectable_effect
from tests.statistics.trials import AREAS, design, made, panel


def detectable(past: Panel, **changes):
    asked = {"treated": 8, "comparators": AREAS[8:], "before": 3, "after": 3, "unit": POINTS, "what": "re-referrals"}
    return minimum_detectable_effect(past, **(asked | changes))


def test_what_a_trial_could_find_by_hand():
    """Independent yearly figures: a change from one year to the next varies by the square root of two."""
    chance = np.random.default_rng(1)
    value = chance.normal(0.23, 0.03, (150, 8))
    past = Panel(AREAS, tuple(range(8)), value)
    found = detectable(past, before=1, after=1)
    assert found.usual_change == pytest.approx(0.03 * 2**0.5, rel=0.05)
    assert found.effect == pytest.approx((1.96 + 0.8416) * found.usual_change * (1 / 8 + 1 / 142) ** 0.5, rel=1e-3)
    assert found.starts == 7
    assert found.says.startswith("With 8 areas that try and 142 comparators, only an effect on re-referrals of 4.4")


def test_more_areas_and_longer_averages_see_more():
    past = panel(1)
    assert detectable(past, treated=30).effect < detectable(past).effect
    assert detectable(past, power=0.9).effect > detectable(past).effect


def test_a_past_too_short_is_said():
    with pytest.raises(CannotSay, match="needs 11 periods in a row"):
        detectable(panel(1), before=6, after=5)
    with pytest.raises(ValueError, match="at least one area that tries"):
        detectable(panel(1), treated=0)
    with pytest.raises(CannotSay, match="there are no figures for Nowhere"):
        detectable(panel(1), comparators=["Nowhere"])


def effect(size: float):
    return difference_in_differences(panel(7, effect=size), design(), unit=POINTS, what="re-referrals", draws=999)


NOTHING = effect(0.0).estimate.value
"""What seed 7 shows where there is no effect: taken away to place effects exactly."""


@pytest.mark.parametrize(
    ("size", "margin", "harm"),
    [
        (0.05, 0.01, Harm.SEEN),
        (0.012, 0.05, Harm.POSSIBLE),
        (0.0, 0.005, Harm.NOT_EXCLUDED),
        (0.0, 0.05, Harm.EXCLUDED),
        (-0.05, 0.01, Harm.EXCLUDED),
    ],
)
def test_harm_is_sorted_into_four_words(size, margin, harm):
    found = harm_signal(Guard("Re-referrals", "higher", margin), effect(size - NOTHING))
    assert found.harm is harm
    assert found.harm.is_signal == (harm is not Harm.EXCLUDED)
    assert f"Re-referrals: {harm.value}." in found.says


def test_lower_may_be_the_worse_direction():
    found = harm_signal(Guard("Children seen in 10 days", "lower", 0.01), effect(-0.05 - NOTHING))
    assert found.harm is Harm.SEEN
    assert "It is worse by 5.0 percentage points" in found.says


def test_an_interval_without_an_end_excludes_no_harm():
    whole = effect(0.0 - NOTHING)
    open_ended = replace(whole, estimate=replace(whole.estimate, upper=None))
    assert harm_signal(Guard("Re-referrals", "higher", 0.5), open_ended).harm is Harm.NOT_EXCLUDED


def test_a_guard_needs_a_margin():
    with pytest.raises(ValueError, match="how much worse would matter"):
        Guard("Re-referrals", "higher", 0)


def dosed(seed: int, size: float, periods: tuple[int, ...]) -> pl.DataFrame:
    chance = np.random.default_rng(seed)
    dose = dict(zip(AREAS, chance.uniform(0, 1, len(AREAS)), strict=True))
    frame = made(seed).filter(pl.col("period").is_in(periods))
    taken = pl.when(pl.col("period") >= 2015).then(pl.col("area").replace_strict(dose)).otherwise(0.0)
    return frame.with_columns(dose=taken).with_columns(value=pl.col("value") + size * pl.col("dose"))


def test_a_natural_experiment_finds_a_dose_response():
    found = natural_experiment(dosed(1, -0.05, (2013, 2014, 2015, 2016)), unit=POINTS, what="re-referrals")
    assert found.estimate.lower <= -0.05 <= found.estimate.upper < 0
    assert found.wild_p < 0.01
    assert found.periods_before == 2
    assert "weaker evidence than a trial" in found.says


def test_with_one_period_before_it_is_weak_evidence():
    frame = dosed(2, 0.0, (2014, 2015))
    found = natural_experiment(
        frame.filter(~((pl.col("area") == AREAS[5]) & (pl.col("period") == 2014))), unit=POINTS, what="x"
    )
    assert "There is one period before" in found.says
    assert found.left_out.why == {AREAS[5]: "known in one period or none"}
    assert found.areas == 149


def test_without_a_changing_dose_or_enough_areas_nothing_can_be_told():
    alike = dosed(2, 0.0, (2014, 2015)).with_columns(dose=(pl.col("period") == 2015).cast(pl.Float64))
    with pytest.raises(CannotSay, match="can't be told from time's"):
        natural_experiment(alike, unit=POINTS, what="x")
    with pytest.raises(CannotSay, match="needs 12"):
        natural_experiment(alike.filter(pl.col("area") < "Area 005"), unit=POINTS, what="x")
