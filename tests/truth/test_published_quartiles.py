"""Quartiles of assessment duration, interpolated in the bins that DfE prints, against the quartiles that it prints."""

import numpy as np
import polars as pl
import pytest

from paramountcy.returns.published.read import read
from paramountcy.returns.published.shape import AUTHORITY
from paramountcy.statistics.duration_bins import quantiles_from_bins

C2 = "data/cin/c2_children_in_need_assessments_duration_2014_to_2024.csv"
BINS = [
    f"assessments_{name}"
    for name in ("same_day", "1_10_days", "11_20_days", "21_30_days", "31_40_days", "41_45_days", "46_50_days",
                 "51_60_days", "61_plus_days")
]  # fmt: skip
QUARTILES = [f"assessments_{name}_days" for name in ("25th_percentile", "median", "75th_percentile")]


@pytest.fixture(scope="module")
def complete(shared):
    """Authorities and years with every bin and every quartile."""
    rows = read(shared / C2).rows.filter(pl.col("geographic_level") == AUTHORITY)
    return rows.pivot("measure", index=["year", "la_code"], values="value").drop_nulls(BINS + QUARTILES)


def test_within_a_day_on_average(complete):
    """As ../shared/reference/methods.md section 1 has it: 1,415 areas and years, 0.6 day off on average."""
    theirs = complete.select(QUARTILES).to_numpy()
    off = np.abs(quantiles_from_bins(complete.select(BINS).to_numpy()) - theirs)
    assert len(off) == 1415
    given = ~np.isnan(off)
    assert theirs[~given].min() > 60, "only a quartile in the bin without end is not given"
    assert round(float(off[given].mean()), 1) == 0.6
    assert (off[given] <= 1).mean() > 0.8
    assert (off[given] <= 2).mean() > 0.95
