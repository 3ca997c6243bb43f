"""The imagined nation as published: it adds up, it withholds, it says what it is, and one authority is counted."""

import csv
import hashlib
import io
from datetime import date

import numpy as np
import polars as pl
import pytest

from paramountcy.imagine.nation.counted import TOLD
from paramountcy.imagine.nation.nation import LOST, Nation, area_of, nation, store
from paramountcy.imagine.nation.tables import sums
from paramountcy.indicators.measure import trend
from paramountcy.indicators.registry import INDICATORS
from paramountcy.record import Filing, from_cin
from paramountcy.returns.published.catalogue import data_set, measures
from paramountcy.returns.published.imagined import NOBODY, imagined_areas, imagined_trials
from paramountcy.returns.published.manifest import NotInStore
from paramountcy.returns.published.read_lists import CLOSENESS
from paramountcy.returns.published.shape import IMAGINED, NATIONAL, REGIONAL
from paramountcy.returns.published.store import Store
from paramountcy.statistics.funnel import funnel
from paramountcy.statistics.variation import of_shares
from paramountcy.terms.authority import NoSuchAuthority
from paramountcy.terms.year import Year

FIRST = 2013
SUMMED = ("referral_count", "rereferral_count", "assessments_61_plus_days", "section47", "icpc_11_15_days",
          "at31_episodes", "cpp_start", "cpp_at31_2_years_or_more", "factor_neglect", "cinplan_end")  # fmt: skip
CIN = tuple(f"cin/{name}" for name in (*(f"b{n}" for n in range(1, 8)), *(f"c{n}" for n in range(1, 7)),
                                        *(f"d{n}" for n in range(1, 9))))  # fmt: skip


SAME = {
    "referrals": ("referral_count", "numerator"),
    "re_referrals": ("rereferral_count", "numerator"),
    "referrals_not_in_need": ("not_in_need_count", "numerator"),
    "assessments_completed": ("assessments_completed", "numerator"),
    "enquiries": ("section47", "numerator"),
    "initial_conferences": ("icpc", "numerator"),
    "children_in_need": ("at31_episodes", "numerator"),
    "protection_plans": ("cpp_at31", "numerator"),
    "repeat_plans": ("cpp_subsequent", "numerator"),
    "plans_reviewed": ("cpp_reviewed_within_timescales", "numerator"),
    "assessment_quartiles": ("", ""),
    "assessments_within_45_days": ("", ""),
}
"""Indicators, and the measures of the tables that count the same; those without one are compared by themselves."""


@pytest.fixture(scope="module")
def made() -> Nation:
    return nation(1)


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> Store:
    return store(tmp_path_factory.mktemp("nation") / "store", 1)


@pytest.fixture(scope="module")
def authorities(made):
    return [one.la_code for one in made.profile.authorities]


def printed(asked, measure, **narrowed):
    """Value, or the symbol in its place, by (year, code)."""
    figures = asked.measure(measure, **narrowed).figures
    return {
        (row["year"], row["la_code"] or row["gss_code"]): row["status"] if row["value"] is None else row["value"]
        for row in figures.iter_rows(named=True)
    }


def test_it_is_read_as_any_published_tables_are(asked):
    assert {entry.data_set for entry in asked.entries} >= {*CIN, "workforce/indicators", "context/population",
                                                           "context/neighbours", "cla/number_and_rate"}  # fmt: skip
    assert [entry.notes for entry in asked.entries if entry.notes] == [], "nothing is odd in any file"
    assert {(entry.first_year, entry.last_year) for entry in asked.entries if entry.data_set == "cin/c1"} == {
        (2013, 2025)
    }
    assert {"2012_to_2023", "2012_to_2024"} == {
        entry.version for entry in asked.entries if entry.data_set == "context/population"
    }


def test_the_same_seed_gives_the_same_bytes_and_all_of_them_are_loaded(made, asked):
    assert {entry.source.name: entry.source.sha256 for entry in asked.entries} == {
        name: hashlib.sha256(content).hexdigest() for name, content in made.files.items()
    }


def test_it_is_written_as_files(made, tmp_path):
    paths = made.write(tmp_path)
    assert {path.name: path.read_bytes() for path in paths} == dict(made.files)


def test_every_file_row_and_answer_says_that_it_is_imagined(made, asked):
    for name, content in made.files.items():
        assert "_imagined_" in name
        lines = content.decode().splitlines()[1:]
        if name.startswith("neighbours"):
            codes = {one.la_code for one in imagined_areas()}
            assert {cell for line in lines for cell in line.split(",") if cell.isdigit() and len(cell) == 3} <= codes
        else:
            assert all("(imagined)" in line or ",X06" in line or line.startswith("X06") for line in lines)
    assert asked.imagined
    assert all(entry.imagined and entry.attribution == IMAGINED for entry in asked.entries)
    assert {entry.publisher for entry in asked.entries} == {NOBODY}
    assert all(entry.title.endswith("(imagined)") for entry in asked.entries)
    for measure in ("referral_rate", "cpp_at31", "vacancy_rate_fte", "cla_rate"):
        assert asked.measure(measure, years=[2024]).attribution == IMAGINED


def test_it_is_the_nation_that_is_meant_by_england(asked):
    answer = asked.measure("referral_count", areas=["England", "applemere", "Salt Coast"], years=[2024])
    assert answer.figures["area"].to_list() == ["Applemere", "England (imagined)", "Salt Coast"]
    assert [one.name for one in asked.regions()] == [one.name for one in imagined_areas() if one.level == REGIONAL]
    assert asked.authority("Applemere", on=date(2024, 3, 31)).la_code == "005"
    assert len(asked.authorities(on=date(2024, 3, 31))) == 152
    with pytest.raises(NotInStore, match="no authority 'Islington' in the imagined nation"):
        asked.measure("referral_count", areas=["Islington"])
    with pytest.raises(NoSuchAuthority, match=r"did you mean Applemere \(005\)"):
        asked.authority("Aplemere", on=date(2024, 3, 31))


def test_what_is_said_of_the_real_series_is_not_said_of_it(asked):
    notes = asked.measure("assessments_median_days", areas=["England"], years=[2014, 2015]).notes
    assert not any("175,290" in note or "Westminster" in note for note in notes)


def test_the_nation_and_its_regions_are_the_sums_of_their_authorities(made, asked):
    regions = {one.gss_code: place for place, one in enumerate(made.profile.regions)}
    lost = made.profile.place(LOST[0]), LOST[1] - FIRST
    for measure in SUMMED:
        counts = made.counts[measure].copy()
        counts[lost] = 0
        found = asked.measure(measure).figures.filter(pl.col("geographic_level").is_in([NATIONAL, REGIONAL]))
        assert found.height > 9
        for row in found.iter_rows(named=True):
            own = counts[:, row["year"] - FIRST]
            if row["geographic_level"] == REGIONAL:
                own = own[made.profile.in_region == regions[row["gss_code"]]]
            assert row["value"] == (int(own.sum()) + 5) // 10 * 10, (measure, row["area"], row["year"])


def test_authorities_are_printed_as_they_were_counted(made, asked, authorities):
    for measure in ("referral_count", "cpp_at31", "started_episodes", "assessments_completed"):
        for (year, code), cell in printed(asked, measure, level="Local authority").items():
            if isinstance(cell, float):
                assert cell == made.counts[measure][authorities.index(code), year - FIRST]


def test_an_authority_that_lost_its_records_has_no_figures_and_counts_nowhere(asked, authorities):
    code = authorities[[one.name for one in imagined_areas() if one.la_code].index(LOST[0])]
    for name in CIN:
        if name == "cin/b7":
            continue
        rows = asked.scan(name).filter((pl.col("la_code") == code) & (pl.col("year") == LOST[1])).collect()
        assert set(rows["status"]) == {"x"}, name
    assert isinstance(printed(asked, "inpost_fte", areas=[LOST[0]])[LOST[1], code], float)


@pytest.mark.parametrize("name", [*CIN, "cla/number_and_rate", "cla/placement_stability", "workforce/indicators"])
def test_no_count_from_1_to_5_is_printed_of_an_authority(asked, name):
    units = {column.measure: column.unit for column in data_set(name).columns}
    people = [measure for measure, unit in units.items() if unit in ("count", "headcount")]
    rows = asked.scan(name).filter((pl.col("geographic_level") == "Local authority") & pl.col("measure").is_in(people))
    small = rows.filter((pl.col("value") > 0) & (pl.col("value") <= 5)).collect()
    assert small.is_empty()
    assert name == "workforce/indicators" or rows.filter(pl.col("status") == "c").collect().height > 0


def test_nobody_can_work_out_a_withheld_count_from_a_sum(asked):
    for one in sums():
        if one.rest or not {one.total, *one.parts} <= set(measures()):
            continue
        cells = {name: printed(asked, name, level="Local authority") for name in (one.total, *one.parts)}
        for key in set.intersection(*(set(each) for each in cells.values())):
            line = [cells[name][key] for name in (one.total, *one.parts)]
            unknown = sum(cell == "c" for cell in line)
            assert unknown != 1, (one.total, key, line)
            if not unknown and "x" not in line:
                assert line[0] == sum(line[1:]), (one.total, key, line)


@pytest.mark.parametrize(
    ("percent", "part", "whole"),
    [
        ("rereferral_percent", "rereferral_count", "referral_count"),
        ("no_further_action_percent", "no_further_action_count", "referral_count"),
        ("cpp_subsequent_percent", "cpp_subsequent", "cpp_start"),
        ("cpp_reviewed_within_timescales_percent", "cpp_reviewed_within_timescales", "cpp_at31_3months"),
        ("cpp_at31_2_years_or_more_percent", "cpp_at31_2_years_or_more", "cpp_at31"),
        ("closure_rc7_other_percent", "closure_rc7_other", "ended_episodes"),
    ],
)
def test_percentages_come_from_the_counts_beside_them(asked, percent, part, whole):
    parts, wholes = (printed(asked, name, level="Local authority") for name in (part, whole))
    found = printed(asked, percent, level="Local authority")
    told = 0
    for key, cell in found.items():
        if isinstance(cell, float):
            told += 1
            assert cell == (2000 * int(parts[key]) + int(wholes[key])) // (2 * int(wholes[key])) / 10, key
        elif cell == "z":
            assert wholes[key] == 0
        else:
            assert "c" in (parts[key], wholes[key]) or cell == parts[key] == "x"
    assert told > 1_000


def test_rates_come_from_the_estimates_of_the_year_before(asked):
    printed_rates, counts = (printed(asked, name, level="Local authority") for name in ("cpp_at31_rate", "cpp_at31"))
    children = printed(asked, "population_0_17", version="2012_to_2024")
    for (year, code), rate in printed_rates.items():
        if isinstance(rate, float):
            assert rate == pytest.approx(10_000 * counts[year, code] / children[year - 1, code], abs=0.0501)
    answer = asked.measure("referral_rate", areas=["Applemere"], years=[2024])
    referrals = printed(asked, "referral_count", areas=["Applemere"])[2024, "005"]
    estimate = asked.population("Applemere", 2023, vintage="2012_to_2024")
    assert answer.figures["value"].to_list() == [pytest.approx(10_000 * referrals / estimate, abs=0.0501)]
    assert answer.figures["status"].to_list() == ["computed"]


def test_one_authority_counts_itself_as_it_is_published(made, asked):
    """The figures of the indicators room, from the returns, against the tables of the nation."""
    years = [Year(year) for year in (2023, 2024, 2025)]
    told = area_of(TOLD)
    assert told == made.told
    record = from_cin([Filing.of(told.returns(year), year) for year in years])
    figures = trend(record, years[1:], indicators=INDICATORS.only(*SAME)).figures
    assert figures["area"].unique().to_list() == [told.la_code]

    def own(name, year, category="", part="numerator"):
        return figures.filter(
            (pl.col("indicator") == name) & (pl.col("period") == f"{year}") & (pl.col("category") == category)
        )[part].item()

    for year in years[1:]:
        for name, (measure, part) in SAME.items():
            if measure:
                assert printed(asked, measure, areas=[TOLD])[year.ends_in, told.la_code] == own(name, year, part=part)
        for measure, category in (
            ("assessments_25th_percentile_days", "lower quartile"),
            ("assessments_median_days", "median"),
            ("assessments_75th_percentile_days", "upper quartile"),
        ):
            found = printed(asked, measure, areas=[TOLD])[year.ends_in, told.la_code]
            assert found == own("assessment_quartiles", year, category, "value")
        within = (
            sum(
                printed(asked, f"assessments_{band}_days", areas=[TOLD])[year.ends_in, told.la_code]
                for band in ("1_10", "11_20", "21_30", "31_40", "41_45")
            )
            + printed(asked, "assessments_same_day", areas=[TOLD])[year.ends_in, told.la_code]
        )
        assert within == own("assessments_within_45_days", year)


def test_only_one_authority_is_imagined_child_by_child():
    with pytest.raises(LookupError, match="Damsonby has figures only"):
        area_of("Damsonby")
    with pytest.raises(NoSuchAuthority):
        area_of("Islington")
    with pytest.raises(ValueError, match="2020-21 cannot be imagined"):
        area_of(TOLD).returns(Year.of("2020-21"))


def test_its_years_before_lead_up_to_what_was_counted(made):
    place = made.profile.place(TOLD)
    for measure in ("referral_count", "at31_episodes", "section47", "cpp_at31"):
        series = made.counts[measure][place]
        assert 0.5 < series[7:10].mean() / series[10:].mean() < 2, measure


def test_authorities_differ_and_less_so_as_they_slow(made):
    large = made.profile.children[:, -1] > 5_000
    bands = [name for name in made.counts if name.startswith("assessments_") and name != "assessments_completed"]
    counts = np.stack([made.counts[name] for name in bands], axis=-1)[large]
    icc = {}
    for year in (2014, 2024):
        now = counts[:, year - FIRST]
        names = [f"{place}" for place in range(len(now))]
        icc[year] = of_shares(names, now[:, :6].sum(axis=-1), now.sum(axis=-1)).index.value
    assert 0.1 < icc[2014] < 0.2
    assert 0.06 < icc[2024] < 0.13
    shares = counts.sum(axis=0) / counts.sum(axis=(0, 2))[:, None]
    within = shares[:, :6].sum(axis=-1)
    assert within[1] == pytest.approx(0.825, abs=0.01)
    assert within[11] == pytest.approx(0.845, abs=0.01)
    assert shares[1, :2].sum() > 1.6 * shares[11, :2].sum(), "quick work became rare"
    piled = (shares[:, 5] / 5) / (shares[:, 4] / 10)
    assert piled[1] < 1.3, "and finishing just under the limit usual"
    assert piled[11] > 1.6


def test_the_middle_authority_and_the_nation_slow(asked):
    whole = printed(asked, "assessments_median_days", areas=["England"])
    assert {year: whole[year, "X92000001"] for year in (2014, 2025)} == {2014: 25, 2025: pytest.approx(33, abs=2)}


def test_funnels_flag_few_where_naive_ones_flag_many(made):
    for year in (2014, 2019, 2025):
        again, all_of_them = (made.counts[name][:, year - FIRST] for name in ("rereferral_count", "referral_count"))
        found = funnel([f"{place}" for place in range(152)], again, all_of_them)
        assert found.naive_outside_3 > 50
        assert found.areas.filter(pl.col("outside_3") != "").height <= 8
        assert 0.015 < found.tau < 0.06


def test_the_eight_of_the_trials_span_nearly_all(made, authorities, asked):
    medians = printed(asked, "assessments_median_days", years=[2014], level="Local authority")
    eight = [medians[2014, code] for code in imagined_trials()]
    assert min(eight) <= 12
    assert max(eight) >= 40
    assert asked.imagined_trials == imagined_trials()
    others = np.array([value for value in medians.values() if isinstance(value, float)])
    assert np.quantile(others, 0.1) < 14
    assert np.quantile(others, 0.9) > 35


def test_neighbours_are_published_in_two_lists(asked):
    for vintage in (2021, 2025):
        found = asked.neighbours(TOLD, vintage=vintage)
        assert [one.rank for one in found] == list(range(1, 11))
        assert all(one.closeness in CLOSENESS and one.name for one in found)
        assert TOLD not in {one.name for one in found}
    with pytest.raises(NotInStore, match="imagined nation"):
        asked.neighbours("Islington", vintage=2025)


def test_the_workforce_hangs_together(asked):
    inpost, leavers, turnover = (printed(asked, name) for name in ("inpost_fte", "leavers_fte", "turnover_rate_fte"))
    vacant, vacancy = (printed(asked, name) for name in ("vacancy_fte", "vacancy_rate_fte"))
    cases, holders, load = (printed(asked, name) for name in ("cases", "case_holders_fte", "caseload_fte"))
    for key in inpost:
        assert load[key] == pytest.approx(cases[key] / holders[key], abs=0.0501)
        if "c" not in (inpost[key], leavers[key]):
            assert turnover[key] == pytest.approx(100 * leavers[key] / inpost[key], abs=0.0501)
        if inpost[key] != "c":
            assert vacancy[key] == pytest.approx(100 * vacant[key] / (vacant[key] + inpost[key]), abs=0.0501)


def test_poverty_is_told_by_district_and_ranked(asked):
    poor = "index_domain: Income Deprivation Affecting Children"
    figures = asked.measure("deprivation_average_score", version="2025", breakdown=poor).figures
    scores = figures.sort("value", descending=True)["value"].to_list()
    assert len(scores) == 152
    assert 0.02 < scores[-1] < 0.1
    assert 0.3 < scores[0] < 0.7
    ranks = asked.measure("deprivation_rank_of_average_score", version="2025", breakdown=poor).figures
    assert sorted(ranks["value"].to_list()) == list(range(1, 153))


def test_care_leavers_activities_add_up(made):
    name = next(name for name in made.files if name.startswith("la_care_leavers_activity"))
    groups: dict[tuple[str, ...], dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(made.files[name].decode())):
        key = (row["time_period"], row["new_la_code"], row["care_leaver_age"])
        if row["geographic_level"] == "Local authority":
            groups.setdefault(key, {})[row["breakdown"]] = row["care_leaver_count"]
    whole = 0
    for cells in groups.values():
        subtotals = [cells[f"Total {what}"] for what in ("in education, employment or training",
                     "not in education, employment or training", "information not known")]  # fmt: skip
        line = [cells["Total"], *subtotals]
        assert line.count("c") != 1
        if "c" not in line:
            whole += 1
            assert int(line[0]) == sum(int(cell) for cell in line[1:])
    assert whole > 100
