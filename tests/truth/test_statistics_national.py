"""
The methods on the published national tables in ../shared/data: the figures of reference/methods.md and trials.md.

The files are read plainly here, in their own column names; symbols (c, x, z, u) become missing.
"""

import numpy as np
import polars as pl
import pytest

from paramountcy.statistics import variation
from paramountcy.statistics.duration_bins import density_ratio, quantiles_from_bins, share_done_in_bins
from paramountcy.statistics.funnel import funnel
from paramountcy.statistics.natural_experiment import natural_experiment
from paramountcy.statistics.neighbours import beside
from paramountcy.statistics.shape import POINTS, SHARE, Estimate, Method

REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
ASSESSMENTS = "c2_children_in_need_assessments_duration_2014_to_2024.csv"
SECTION_47 = "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv"
PLANS = "d1_child_protection_plans_2013_to_2024.csv"
REPEAT_PLANS = "d3_cpps_subsequent_plan_2013_to_2025.csv"
NEED = "b1_children_in_need_2013_to_2025.csv"
BINS = ["Same_day", *(f"{days}_days" for days in ["1-10", "11-20", "21-30", "31-40", "41-45", "46-50", "51-60", "61+"])]
QUARTILES = ["25th_Percentile_days", "Median_days", "75th_Percentile_days"]


@pytest.fixture(scope="module")
def table(shared):
    """Read a file of data/cin: one level, one year or all, the columns asked for as numbers."""

    def read(name: str, columns: list[str], *, year: str | None = None, level: str = "Local authority") -> pl.DataFrame:
        frame = pl.read_csv(shared / "data/cin" / name, infer_schema=False).filter(geographic_level=level)
        kept = frame if year is None else frame.filter(time_period=year)
        return kept.select(
            "time_period", "new_la_code", "la_name", *(pl.col(one).cast(pl.Float64, strict=False) for one in columns)
        )

    return read


LONDON_AND_NORTH = ["Camden", "Hammersmith and Fulham", "Redcar and Cleveland", "Richmond upon Thames", "Sheffield"]


@pytest.mark.parametrize(
    ("year", "figures", "naive", "outside"),
    [
        ("2014", (148, 23.5, 67.2, 5.3), 109, ["Westminster"]),
        ("2019", (151, 22.6, 38.7, 3.9), 109, LONDON_AND_NORTH),
        ("2025", (152, 22.6, 27.1, 3.3), 104, ["Hampshire", "Hounslow", "Isle of Wight"]),
    ],
)
def test_overdispersed_funnels_of_re_referrals(table, year, figures, naive, outside):
    rows = table(REFERRALS, ["rereferral_count", "referral_count"], year=year)
    found = funnel(rows["la_name"], rows["rereferral_count"], rows["referral_count"], what="Re-referrals")
    assert (found.n, *(round(one, 1) for one in (100 * found.mean, found.phi, 100 * found.tau))) == figures
    assert found.naive_outside_3 == naive
    assert sorted(found.outside["area"]) == outside
    assert 1 < found.expected_outside < 4


@pytest.mark.parametrize(
    ("year", "figures", "naive", "outside"),
    [("2013", (144, 15.0, 3.1, 2.7), 21, 4), ("2025", (151, 24.5, 3.8, 3.6), 30, 3)],
)
def test_overdispersed_funnels_of_repeat_plans(table, year, figures, naive, outside):
    """methods.md has 3.9 for the phi of 2025; the file gives 3.85."""
    rows = table(REPEAT_PLANS, ["CPP_subsequent", "CPP_start"], year=year)
    found = funnel(rows["la_name"], rows["CPP_subsequent"], rows["CPP_start"])
    assert (found.n, *(round(one, 1) for one in (100 * found.mean, found.phi, 100 * found.tau))) == figures
    assert (found.naive_outside_3, found.outside.height) == (naive, outside)


@pytest.mark.parametrize(
    ("year", "icc", "low", "high"), [("2014", 0.137, 72, 94), ("2020", 0.112, 74, 94), ("2024", 0.093, 74, 93)]
)
def test_variation_between_authorities_in_assessments_within_45_days(table, year, icc, low, high):
    """Authorities with every bin published; DerSimonian–Laird."""
    rows = table(ASSESSMENTS, BINS, year=year)
    counts = rows.select(BINS).to_numpy()
    found = variation.of_shares(rows["la_name"], counts[:, :6].sum(axis=1), counts.sum(axis=1))
    assert found.index.value == pytest.approx(icc, abs=0.0005)
    assert [round(100 * end) for end in found.predicted] == [low, high]
    assert found.index_alike.value > found.index.value


def test_the_lottery_narrowed_while_the_level_rose(table):
    found = []
    for year in ("2014", "2024"):
        rows = table(ASSESSMENTS, BINS, year=year)
        counts = rows.select(BINS).to_numpy()
        within, all_done = counts[:, :6].sum(axis=1), counts.sum(axis=1)
        found.append(variation.of_shares(rows["la_name"], within, all_done, what="Within 45 days", among="authorities"))
    told = variation.says_change(*found, when=("2014", "2024"))
    assert "differences between authorities narrowed (ICC 0.137 to 0.093, p = 0.0" in told


@pytest.mark.parametrize(("year", "deviation", "low", "high"), [("2014", 11.3, 9, 37), ("2024", 7.6, 23, 41)])
def test_the_spread_of_medians(table, year, deviation, low, high):
    rows = table(ASSESSMENTS, QUARTILES, year=year)
    spread = variation.spread_of(rows["Median_days"], SHARE)
    assert round(spread.deviation, 1) == deviation
    assert (round(spread.lowest_tenth), round(spread.highest_tenth)) == (low, high)


def test_quartiles_from_bins_come_within_a_day_on_average(table):
    rows = table(ASSESSMENTS, [*BINS, *QUARTILES]).drop_nulls()
    assert rows.height == 1_415
    error = np.abs(quantiles_from_bins(rows.select(BINS).to_numpy()) - rows.select(QUARTILES).to_numpy())
    assert (np.nanmean(error, axis=0) < 0.67).all()
    known = ~np.isnan(error)
    assert known.mean() > 0.99
    assert (error[known] <= 1).mean() > 0.81
    assert (error[known] <= 2).mean() > 0.96


@pytest.mark.parametrize(
    ("year", "within", "piled", "fell"),
    [
        ("2014", 82.2, 1.15, 0.45),
        ("2015", 81.5, 1.17, 0.39),
        ("2019", 83.1, 1.63, 0.34),
        ("2021", 87.6, 1.51, 0.30),
        ("2024", 84.5, 1.80, 0.33),
    ],
)
def test_england_piles_up_under_the_limit(table, year, within, piled, fell):
    """Shares are taken of the completed total as published, so they may differ by 0.1 from shares of the bins' sum."""
    counts = table(ASSESSMENTS, BINS, year=year, level="National").select(BINS).to_numpy()
    assert 100 * share_done_in_bins(counts, 45)[0].value == pytest.approx(within, abs=0.1)
    assert round(density_ratio(counts, (41, 45), (31, 40))[0].value, 2) == piled
    assert round(density_ratio(counts, (46, 50), (41, 45))[0].value, 2) == fell


def test_systematic_variation_of_plans_and_the_spread_of_rates(table, shared):
    """
    Population of label year less one, from the vintage of the 2024 release. Isles of Scilly, without a plan in 2024,
    takes no part, as where methods.md was measured (with it, 15.6).
    """
    people = pl.read_csv(
        shared / "data/context/ons_mid-year_population_estimates_2012_to_2023.csv", infer_schema=False
    ).select(
        (pl.col("time_period").cast(pl.Int64) + 1).cast(pl.String).alias("time_period"),
        "new_la_code",
        pl.col("population_estimate").cast(pl.Float64, strict=False).alias("people"),
    )

    def found(name: str, column: str, year: str) -> variation.Variation:
        rows = table(name, [column], year=year).join(people, on=["time_period", "new_la_code"], how="left")
        rows = rows.filter(pl.col(column) > 0)
        return variation.of_rates(rows["la_name"], rows[column], rows["people"])

    assert round(found(PLANS, "CPP_At31", "2013").index.value, 1) == 18.1
    assert round(found(PLANS, "CPP_At31", "2024").index.value, 1) == 15.5
    assert found(NEED, "At31_episodes", "2024").spread.ratio == pytest.approx(2.0, abs=0.05)
    assert found(SECTION_47, "Section47", "2024").spread.ratio == pytest.approx(2.65, abs=0.05)


def test_the_natural_experiment_of_2013_14(table):
    """
    Dose: the share of an authority's 2015 volume already recorded as single assessments in 2014; a dose not known in
    2014 is none. trials.md counts the 150 authorities with a figure in either year; 147 have both and bear on it.
    """
    volume = table(ASSESSMENTS, ["Assessments_completed"]).filter(pl.col("time_period").is_in(["2014", "2015"]))
    dose = volume.pivot(on="time_period", index="la_name", values="Assessments_completed").select(
        "la_name", full=(pl.col("2014").fill_null(0) / pl.col("2015")).clip(0, 1)
    )
    rows = (
        table(REFERRALS, ["rereferral_percent"])
        .filter(pl.col("time_period").is_in(["2013", "2014"]))
        .join(dose, on="la_name")
        .with_columns(
            dose=pl.when(time_period="2014").then("full").otherwise(0.0), value=pl.col("rereferral_percent") / 100
        )
    )
    found = natural_experiment(rows, area="la_name", period="time_period", unit=POINTS, what="re-referrals")
    assert found.areas == 147
    ends = (found.estimate.value, found.estimate.lower, found.estimate.upper)
    assert [round(100 * end, 1) for end in ends] == [-0.7, -2.9, 1.6]
    assert found.p == pytest.approx(0.55, abs=0.01)
    assert found.wild_p == pytest.approx(0.56, abs=0.02)
    assert "weak evidence" in found.says


@pytest.mark.parametrize(
    ("area", "year", "medians"),
    [("Islington", "2014", (43, 33)), ("Knowsley", "2014", (16, 22)), ("Wandsworth", "2024", (43, 36))],
)
def test_the_trial_authorities_beside_their_neighbours(table, shared, area, year, medians):
    """trials.md section 2: the 2021 neighbours, other trial authorities taken out."""
    trial = ["Cumbria", "Hackney", "Hammersmith and Fulham", "Islington", "Kensington and Chelsea", "Knowsley"]
    trial += ["Wandsworth", "Westminster"]
    wide = pl.read_csv(shared / "data/context/New_Statistical_Neighbour_Groupings_April_2021.csv", infer_schema=False)
    names = dict(wide.select(wide.columns[0], wide.columns[1]).iter_rows())
    rows = [
        (row[1], names.get(row[3 + 2 * rank], ""), rank, row[4 + 2 * rank], "2021")
        for row in wide.iter_rows()
        for rank in range(1, 11)
    ]
    neighbours = pl.DataFrame(rows, schema=["area", "neighbour", "rank", "closeness", "vintage"], orient="row")
    method = Method("as published", "Department for Education 2024, table C2")
    values = {
        row["la_name"]: Estimate(row["Median_days"], None, None, SHARE, method, 1, why_not="not known")
        for row in table(ASSESSMENTS, ["Median_days"], year=year).iter_rows(named=True)
        if row["la_name"] == area or row["la_name"] not in trial
    }
    (group,) = beside(area, values, neighbours, vintages=["2021"], what="median").groups
    assert values[area].value == medians[0]
    assert group.median == pytest.approx(medians[1], abs=0.5)
