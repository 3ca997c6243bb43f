"""
A natural experiment: areas took something up at different times or to different degrees, and nobody planned it.

Two-way fixed effects: each area's own level and each period's own level are taken out, and what remains of the outcome
is set against what remains of the dose. With one period before, nothing can show that areas were moving alike
beforehand, and with effects that differ from area to area the coefficient is a weighted mix of them: weak evidence,
told as such.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.statistics import words
from paramountcy.statistics.shape import CONFIDENCE, EVIDENCE, CannotSay, Estimate, LeftOut, Method, Unit
from paramountcy.statistics.wild_bootstrap import WILD, wild_test, without_area_means

TWO_WAY = Method(
    "two-way fixed effects, cluster-robust (CRV1)",
    "Bertrand, Duflo & Mullainathan 2004, Q J Econ 119:249; de Chaisemartin & D'Haultfœuille 2020; pyfixest 0.60",
)

FEWEST_AREAS = 12


@dataclass(frozen=True)
class NaturalExperiment:
    """The effect of a full dose; `p` by the cluster-robust t test, `wild_p` by the wild cluster bootstrap."""

    estimate: Estimate
    p: float
    wild_p: float
    areas: int
    periods: int
    periods_before: int
    left_out: LeftOut
    method: Method
    wild_method: Method
    what: str

    @property
    def says(self) -> str:
        low, high = self.estimate.lower or 0.0, self.estimate.upper or 0.0
        write = self.estimate.unit.write
        told = [
            f"A full dose went with a change in {self.what} of {self.estimate.says}, over {self.areas} areas and "
            f"{self.periods} periods ({words.p_value(self.wild_p)} by wild bootstrap)."
        ]
        if low <= 0 <= high:
            told.append(f"No effect can be told from chance: anything from {write(low)} to {write(high)} fits.")
        if self.periods_before < 2:
            told.append(
                "There is one period before, so whether areas were moving alike can't be tested: weak evidence."
            )
        else:
            told.append("Nobody planned who took it up, so this is weaker evidence than a trial.")
        return " ".join([*told, self.left_out.says]).strip()


def natural_experiment(
    frame: pl.DataFrame,
    *,
    unit: Unit,
    what: str,
    area: str = "area",
    period: str = "period",
    value: str = "value",
    dose: str = "dose",
    draws: int = 9_999,
    seed: int = 2013,
    confidence: float = CONFIDENCE,
) -> NaturalExperiment:
    """
    From a row for each area and period with the outcome and the dose (0 to 1) in force then.

    Rows without value or dose take no part; areas with one row tell nothing of change, and are left out and named.
    Raises CannotSay with fewer than 12 areas, or where no dose ever changes.
    """
    with EVIDENCE:
        import pyfixest
    table = frame.select(
        pl.col(area).cast(pl.String).alias("area"),
        pl.col(period).cast(pl.Int64).alias("period"),
        pl.col(value).cast(pl.Float64).alias("value"),
        pl.col(dose).cast(pl.Float64).alias("dose"),
    )
    known = table.filter(pl.col("value").is_finite() & pl.col("dose").is_finite())
    rows = known.filter(pl.len().over("area") > 1).with_columns(
        cluster=(pl.col("area").rank("dense") - 1).cast(pl.Int64),
        moment=(pl.col("period").rank("dense") - 1).cast(pl.Int64),
    )
    kept = set(rows["area"].unique())
    why = {name: "known in one period or none" for name in table["area"].unique().sort() if name not in kept}
    areas, periods = len(kept), rows["period"].n_unique()
    if areas < FEWEST_AREAS or periods < 2:
        raise CannotSay(f"{areas} areas with figures in two periods or more: a natural experiment needs {FEWEST_AREAS}")
    cluster = rows["cluster"].to_numpy()
    moments = (rows["moment"].to_numpy()[:, None] == np.arange(1, periods)).astype(float)
    columns = without_area_means(np.column_stack([rows["dose"].to_numpy(), moments]), cluster)
    if np.linalg.matrix_rank(columns) < columns.shape[1]:
        raise CannotSay("the dose changed in no area, or in all areas alike, so its effect can't be told from time's")
    fit = pyfixest.feols("value ~ dose | cluster + moment", data=rows.to_pandas(), vcov={"CRV1": "cluster"})
    wild = wild_test(without_area_means(rows["value"].to_numpy(), cluster), columns, 0, cluster, draws=draws, seed=seed)
    ends = fit.confint(alpha=1 - confidence).loc["dose"].to_numpy()
    first_dose = rows.filter(pl.col("dose") > 0)["period"].min()
    before = rows.filter(pl.col("period") < first_dose)["period"].n_unique()
    estimate = Estimate(
        float(fit.coef()["dose"]), float(ends[0]), float(ends[1]), unit, TWO_WAY, rows.height, confidence
    )
    return NaturalExperiment(
        estimate=estimate,
        p=float(fit.pvalue()["dose"]),
        wild_p=wild.p,
        areas=areas,
        periods=periods,
        periods_before=before,
        left_out=LeftOut(why),
        method=TWO_WAY,
        wild_method=WILD,
        what=what,
    )
