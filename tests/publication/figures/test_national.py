"""Rates and neighbours from published tables: of the latest year that both sides have, and never made up."""

from datetime import UTC, datetime

import pytest

from paramountcy.indicators.period import Period
from paramountcy.publication.figures.gather import gather
from paramountcy.returns.published.keep import keep, source_of
from paramountcy.returns.published.read import read_bytes
from paramountcy.returns.published.store import Store
from tests.publication.figures import made
from tests.returns.published import made_tables

NEAR = {"201": "City of London", "202": "Camden", "203": "Greenwich", "204": "Hackney", "205": "Hammersmith and Fulham"}
OTHERS = range(207, 212)
LIST = (
    "old_la_code,la_name," + ",".join(f"SN_{rank},SN_{rank}P" for rank in range(1, 11)) + "\n"
    "206,Islington," + ",".join(f"{code},Close" for code in (*NEAR, *OTHERS)) + "\n"
).encode()


def again(count: str, percent: str) -> tuple[str, ...]:
    """The figures of a row of table C1: 100 referrals, so many of them again."""
    return ("Referrals and Re-referrals", "100", count, percent, "0", "0", "0", "0", "100", "0", "0")


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    folder = tmp_path_factory.mktemp("store")
    rows = [
        (2025, made_tables.authority(code, f"E0900000{at}", name), *again(f"{10 * (at + 1)}", f"{10 * (at + 1)}.0"))
        for at, (code, name) in enumerate(list(NEAR.items())[:4])
    ]
    rows.append((2025, made_tables.authority("205", "E09000013", NEAR["205"]), *again("c", "c")))
    rows.append((2025, made_tables.ISLINGTON, *again("90", "90.0")))
    files = {
        "c1_2013_to_2025": made_tables.table(made_tables.C1_2025, *rows),
        "neighbours_2021": LIST,
        "population_2022_to_2024": made_tables.population(2024, (made_tables.ISLINGTON, 30_000, 31_000, 32_000)),
    }
    keep(
        [(read_bytes(text, f"{name}.csv"), source_of(text, name)) for name, text in files.items()],
        folder,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Store(folder)


@pytest.fixture(scope="module")
def report(store):
    names = ("referrals", "re_referrals", "referrals_by_source", "children_in_need")
    return gather(
        made.told(2024, 2025, 2026),
        Period.of("2025-26"),
        made_at=made.MADE_AT,
        version="0.1.0",
        store=store,
        indicators=made.few(*names),
    )


def test_neighbours_are_of_the_latest_year_that_is_published_beside_our_own_figure_of_it(report):
    one = report.figure("re_referrals")
    ours = one.years.filter(period="2024-25").row(0, named=True)
    own, said = one.neighbours
    assert own.startswith(f"Islington (206) in 2024-25: {100 * ours['value']:.1f}% (95% interval ")
    assert "Statistical neighbours of 2021 (4 of 10 known; 10 close): the middle one has 25.0%" in said
    assert "half of them lie between 17.5% and 32.5%" in said
    assert "Hammersmith and Fulham (too few)" in said
    assert "90.0%" not in said


def test_what_is_not_published_has_no_neighbours_and_says_why(report):
    one = report.figure("children_in_need")
    assert one.neighbours == ()
    assert any(caveat.startswith("No neighbours: the store has no table cin/") for caveat in one.caveats)


def test_a_mix_has_no_neighbours(report):
    assert report.figure("referrals_by_source").neighbours == ()


def test_rates_are_of_the_published_population(report):
    row = report.figure("referrals").rows.row(0, named=True)
    assert row["denominator"] == 32_000
    assert row["value"] == pytest.approx(10_000 * row["numerator"] / 32_000)
    assert f"{row['value']:.1f} per 10,000" in report.figure("referrals").says


def test_a_population_not_yet_published_is_that_of_the_latest_year_and_it_says_so(report):
    assert report.remarks == (
        "The latest population in the published tables is that of mid-2024: the rates of 2025-26 are of it too.",
    )
    years = report.figure("referrals").years
    assert years["denominator"].to_list() == [31_000, 32_000, 32_000]


def test_who_published_is_named(report):
    assert any("Open Government Licence" in source for source in report.sources)
