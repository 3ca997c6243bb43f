"""H10: a child is recognised in what is published. In 200 small imagined releases nothing protected is found."""

import polars as pl
import pytest

from paramountcy.imagine import authority, returns
from paramountcy.indicators.measure import measure
from paramountcy.publication.disclosure.attack import attack
from paramountcy.publication.disclosure.protect import protect
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year

YEAR = Year.of("2024-25")
BREAKDOWNS = ((), ("sex",), ("age",), ("ethnicity",), ("need",))
RELEASES = range(200)
QUICK = (0, 1, 3)


def figures(seed: int) -> pl.DataFrame:
    """The true figures of an authority so small that most counts in it are."""
    story = authority(children=15 + seed % 90, year=YEAR, seed=seed)
    record = from_cin([Filing.of(returns(story, YEAR), YEAR)])
    return measure(record, YEAR, breakdowns=BREAKDOWNS[seed % len(BREAKDOWNS)]).figures


def check(seed: int) -> int:
    """
    Nothing is found in what is printed; and something is wherever it took more than holding back the small counts
    themselves. Gives how much.
    """
    true = figures(seed)
    protected = protect(true)
    found = attack(protected)
    assert found.pinned.height == 0, found.says
    printed = protected.printed
    assert printed.height == true.height
    beside = true.select(pl.col("numerator").alias("true"), pl.col("denominator").alias("true_of"))
    both = pl.concat([printed, beside], how="horizontal")
    for shown, real in (("numerator", "true"), ("denominator", "true_of")):
        given = both.filter(pl.col(shown).is_not_null())
        assert given.filter(pl.col(shown) != pl.col(real)).is_empty(), "what is printed is true"
        assert given.filter(pl.col(shown).is_between(1, 5)).is_empty(), "no small count is printed"
        assert both.filter((pl.col(real) == 0) & pl.col(shown).is_null() & pl.col("numerator").is_not_null()).is_empty()
    hidden = printed.filter(pl.col("status") == "too few")
    assert hidden["value"].null_count() == hidden.height
    assert hidden.filter(pl.col("why") == "").is_empty(), "each says why"
    small_alone = protect(true, secondary=False)
    leaks = attack(small_alone).pinned.height
    assert (leaks > 0) == (not small_alone.printed.equals(printed)), "what is held back beside them hides something"
    return leaks


@pytest.mark.parametrize("seed", QUICK)
def test_nothing_protected_can_be_worked_out(seed):
    leaks = check(seed)
    assert leaks > 0, "without holding back more than the small counts themselves, they can be worked out"


@pytest.mark.slow
@pytest.mark.parametrize("tens", range(0, len(RELEASES), 10))
def test_nor_in_any_of_two_hundred_releases(tens):
    leaks = [check(seed) for seed in RELEASES[tens : tens + 10]]
    assert sum(found > 0 for found in leaks) >= 9, "in nearly every release this small there is something to find"
