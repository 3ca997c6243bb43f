"""Bunching: found where it was put, not found where it was not."""

import numpy as np
import pytest

from paramountcy.statistics.bunching import bunching
from paramountcy.statistics.shape import CannotSay


def drawn(seed: int, size: int, moved: float) -> tuple[np.ndarray, np.ndarray]:
    """Completions by day; of those on days 46 to 50, the share `moved` is brought forward to days 41 to 45."""
    chance = np.random.default_rng(seed)
    days = np.floor(chance.gamma(2.2, 15, size)).astype(int)
    late = (days > 45) & (days <= 50) & (chance.random(size) < moved)
    days[late] = chance.integers(41, 46, late.sum())
    return np.unique(days, return_counts=True)


def test_piling_up_is_found_and_sized():
    found = bunching(*drawn(3, 40_000, 0.8))
    days, plain = drawn(3, 40_000, 0.0)
    moved = found.observed - plain[(days > 40) & (days <= 45)].sum()
    assert found.observed - found.expected == pytest.approx(moved, rel=0.1)
    assert found.missing == pytest.approx(moved, rel=0.1)
    assert found.ratio.lower > 0
    assert found.says.endswith("Work piles up just under the limit of 45 days.")


def test_without_piling_up_none_is_told():
    found = bunching(*drawn(3, 3_000, 0.0))
    assert found.ratio.lower <= 0 <= found.ratio.upper
    assert found.says.endswith("That is no more than chance would give.")


def test_keeping_clear_of_a_limit_is_told_too():
    days, counts = drawn(3, 20_000, 0.0)
    counts[(days > 40) & (days <= 45)] //= 2
    assert bunching(days, counts).says.endswith("Work keeps clear of the limit of 45 days.")


def test_the_same_seed_gives_the_same_interval():
    one, other = (bunching(*drawn(3, 3_000, 0.2)).ratio for _ in range(2))
    assert one == other


def test_too_few_completions_and_too_narrow_a_window_are_refused():
    with pytest.raises(CannotSay, match="200 are needed"):
        bunching(*drawn(3, 150, 0.0))
    with pytest.raises(ValueError, match="does not leave enough days"):
        bunching(*drawn(3, 3_000, 0.0), window=(30, 47))


def test_nothing_expected_under_the_limit_is_said():
    with pytest.raises(CannotSay, match="nothing to compare with"):
        bunching([11, 12, 79, 80], [400] * 4, degree=2)
