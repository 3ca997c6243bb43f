"""
The wild cluster bootstrap: how often chance gives so large a coefficient when areas, not rows, are what was drawn.

The arithmetic is wildboottest's (null imposed, bootstrap type 11; Cameron, Gelbach & Miller 2008; Roodman et al.
2019), but for one method: its denominators are compiled anew by numba at every call, and are a product of two matrices
here. Tests hold both equal.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from paramountcy.statistics.shape import EVIDENCE, Floats, Integers, Method

WILD = Method(
    "wild cluster bootstrap, null imposed",
    "Cameron, Gelbach & Miller 2008, Rev Econ Stat 90:414; Roodman et al. 2019, Stata J 19:4; wildboottest 0.3.2",
)

FEWEST_TREATED = 6
"""Treated areas below which this bootstrap rejects far too rarely (MacKinnon & Webb 2018, Econom J 21:114)."""

FEW_CLUSTERS = 12
"""Clusters below which there are too few patterns of two weights, and Webb's six are used (Webb 2023)."""


@dataclass(frozen=True)
class WildTest:
    """The coefficient, its cluster-robust standard error (CRV1), and the p value of the bootstrap."""

    coefficient: float
    error: float
    p: float


def wild_test(
    y: Floats, columns: Floats, tested: int, cluster: Integers, *, draws: int = 9_999, seed: int = 1999
) -> WildTest:
    """
    Test that the coefficient of column `tested` is 0. `columns` hold no constant but what is put there.

    `cluster` is a whole number for each row (strings fail inside wildboottest).
    """
    with EVIDENCE:
        from wildboottest.wildboottest import WildboottestCL

    class Bootstrap(WildboottestCL):
        def get_denom(self) -> None:
            signs = self.v.astype(float)
            through = np.array([self.RtXXinv @ part for part in self.tXgXg_list])
            fitted = through @ (self.tXXinv @ self.scores_mat @ signs)
            parts = self.Cg[:, None] * signs - fitted
            self.denom = self.ssc * (parts**2).sum(axis=0)

    ids = np.unique(cluster, return_inverse=True)[1]
    restriction = np.zeros(columns.shape[1])
    restriction[tested] = 1.0
    run = Bootstrap(X=columns, Y=y, cluster=ids, R=restriction, B=draws, seed=seed)
    run.get_scores(bootstrap_type="11", impose_null=True)
    run.get_weights(weights_type="rademacher" if ids.max() + 1 >= FEW_CLUSTERS else "webb")
    run.get_numer()
    run.get_denom()
    run.get_tboot()
    run.get_vcov()
    run.get_tstat()
    run.get_pvalue(pval_type="two-tailed")
    return WildTest(float(run.beta_hat[tested]), sqrt(run.ssc * run.vcov[tested, tested]), float(run.pvalue))


def without_area_means(values: Floats, area: Integers) -> Floats:
    """Each column less its mean within each area: what area fixed effects leave."""
    counts = np.bincount(area)[:, None]
    table = np.atleast_2d(values.T).T
    sums = np.column_stack([np.bincount(area, weights=column) for column in table.T])
    return (table - (sums / counts)[area]).reshape(values.shape)
