"""The story of an imagined authority: always the same, whole, and like England in its figures."""

import hashlib
import os
import subprocess
import sys

import polars as pl
import pytest

from paramountcy.imagine import Story, authority, returns
from paramountcy.imagine.cin import is_returned
from paramountcy.imagine.facts import fact, shares
from paramountcy.imagine.shape import STORY
from paramountcy.terms.year import Year

YEAR = Year.of("2025-26")
DIGEST = """
import hashlib
from paramountcy.imagine import authority, cin_return
from paramountcy.terms.year import Year
tables, truth = cin_return(children=300, year=Year.of("2025-26"), seed=4, faults=0.4, return_faults=True)
frames = [*authority(children=300, year=Year.of("2025-26"), seed=4).tables.values(), *tables.values(), truth]
print(hashlib.sha256("".join(frame.write_csv() for frame in frames).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def story() -> Story:
    return authority(children=12_000, year=YEAR, seed=3)


def told_in(story: Story, year: Year) -> pl.DataFrame:
    """The referrals of a year, each with the day of the child's referral before it."""
    referrals = story["episodes"].with_columns(before=pl.col("referred").shift().over("child"))
    return referrals.filter(pl.col("referred").is_between(year.start, year.end))


def digest(story: Story) -> str:
    return hashlib.sha256("".join(frame.write_csv() for frame in story.tables.values()).encode()).hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_any_process():
    seen = set()
    for hash_seed, threads in (("1", "1"), ("77", "2")):
        env = os.environ | {"PYTHONHASHSEED": hash_seed, "POLARS_MAX_THREADS": threads}
        run = subprocess.run([sys.executable, "-c", DIGEST], env=env, capture_output=True, text=True, check=True)
        seen.add(run.stdout.strip())
    assert len(seen) == 1


def test_another_seed_gives_another_authority():
    one, other = (authority(children=50, year=YEAR, seed=seed) for seed in (1, 2))
    assert digest(one) != digest(other)


def test_a_larger_authority_begins_with_the_smaller_one():
    small, large = (authority(children=children, year=YEAR, seed=6) for children in (200, 700))
    families = small["families"]["family"].head(len(small["families"]) - 50)
    for name in ("families", "children"):
        known = [story[name].filter(pl.col("family").is_in(families.implode())) for story in (small, large)]
        assert known[0].equals(known[1]), name


@pytest.mark.parametrize("children", [1, 2, 37, 1500])
def test_the_return_has_exactly_so_many_children(children):
    story = authority(children=children, year=YEAR, seed=8)
    assert story["episodes"].filter(is_returned(YEAR))["child"].n_unique() == children


def test_an_authority_of_nobody_is_refused():
    with pytest.raises(ValueError, match="ask for 1 or more"):
        authority(children=0, year=YEAR)


def test_an_unknown_authority_is_refused():
    with pytest.raises(ValueError, match="UPNauthority"):
        authority(children=5, year=YEAR, la_code="999")


def test_tables_are_as_their_shape_says(story):
    assert list(story.tables) == list(STORY)
    for name, schema in STORY.items():
        assert dict(story[name].schema) == schema, name
        assert story[name].to_series(0).is_sorted(), name


def test_every_row_belongs_to_a_row_above(story):
    for name, key, above in (
        ("children", "family", "families"),
        ("disabilities", "child", "children"),
        ("episodes", "child", "children"),
        ("assessments", "episode", "episodes"),
        ("factors", "assessment", "assessments"),
        ("enquiries", "episode", "episodes"),
        ("need_plans", "episode", "episodes"),
        ("protection_plans", "episode", "episodes"),
        ("reviews", "plan", "protection_plans"),
        ("pre_proceedings", "episode", "episodes"),
    ):
        assert story[name].join(story[above], on=key, how="anti").is_empty(), name


def test_nothing_is_told_beyond_the_story(story):
    for name, schema in STORY.items():
        for column, kind in schema.items():
            if kind == pl.Date() and column not in ("expected", "upn_from", "target"):
                latest = story[name][column].max()
                assert latest is None or latest <= story.ends, (name, column)


def test_numbers_are_nobody_elses(story):
    children = story["children"]
    assert children["la_child_id"].n_unique() == len(children)
    assert children["la_child_id"].str.contains(r"^P\d{8}$").all()
    assert children["upn"].drop_nulls().n_unique() == children["upn"].count()
    assert children["upn"].drop_nulls().str.contains(r"^[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z0-9]$").all()


def test_siblings_live_together_and_are_referred_together(story):
    children = story["children"]
    assert children["family"].n_unique() == len(story["families"])
    assert story["families"]["address"].null_count() == 0
    families = (
        told_in(story, YEAR).join(children, on="child").group_by("family").agg(pl.col("child"), pl.col("referred"))
    )
    several = families.filter(pl.col("child").list.n_unique() > 1)
    together = several.filter(pl.col("referred").list.n_unique() < pl.col("referred").list.len())
    assert len(several) > 0.15 * len(families)
    assert len(together) > 0.9 * len(several)


def test_no_child_is_referred_while_open_or_after_death(story):
    episodes = story["episodes"].join(story["children"].select("child", "died"), on="child", maintain_order="left")
    ended = episodes.with_columns(open_until=pl.col("closed").shift().over("child"))
    assert (ended["referred"] > ended["open_until"]).all()
    assert (episodes["referred"] <= episodes["died"]).all()


@pytest.mark.parametrize("name", ["2022-23", "2023-24", "2024-25", "2025-26"])
def test_returns_of_consecutive_years_agree(story, name):
    year = Year.of(name)
    first, then = returns(story, year), returns(story, year.next)

    def with_ids(tables: dict[str, pl.DataFrame], table: str) -> pl.DataFrame:
        return tables[table].join(tables["ChildIdentifiers"].select("Child", "LAchildID"), on="Child")

    both = first["ChildIdentifiers"].join(then["ChildIdentifiers"], on="LAchildID", suffix="_then")
    assert len(both) > 1000
    assert (both["PersonBirthDate"] == both["PersonBirthDate_then"]).all()
    born_since = both.filter(pl.col("ExpectedPersonBirthDate").is_not_null())["PersonBirthDate_then"].drop_nulls()
    assert len(born_since) > 0
    assert ((born_since >= year.next.start) & (born_since <= year.next.end)).all()
    both_upns = both.filter(pl.col("UPN").is_not_null() & pl.col("UPN_then").is_not_null())
    assert (both_upns["UPN"] == both_upns["UPN_then"]).all()

    # What was open comes again, from the same day; what was over does not.
    for table, start, end in (
        ("CINdetails", "CINreferralDate", "CINclosureDate"),
        ("Assessments", "AssessmentActualStartDate", "AssessmentAuthorisationDate"),
        ("CINPlanDates", "CINPlanStartDate", "CINPlanEndDate"),
        ("ChildProtectionPlans", "CPPstartDate", "CPPendDate"),
    ):
        before, after = with_ids(first, table), with_ids(then, table)
        if table == "CINdetails":
            before = before.filter(~pl.col("ReferralNFA"))
        known = after.select("LAchildID", start)
        still_open = before.filter(pl.col(end).is_null())
        assert len(still_open) > 0, table
        assert still_open.join(known, on=["LAchildID", start], how="anti").is_empty(), table
        over = before.filter(pl.col(end).is_not_null())
        assert over.join(known, on=["LAchildID", start], how="semi").is_empty(), table


def share(numbers: pl.Series) -> float:
    return float(numbers.sum()) / len(numbers)


def test_referrals_are_like_englands(story):
    for year in (Year.of("2022-23"), YEAR):
        referrals = told_in(story, year)
        again = (referrals["referred"] - referrals["before"]).dt.total_days() <= 365
        assert share(referrals["no_further_action"]) == pytest.approx(fact("referral.no_further_action"), rel=0.2)
        assert share(referrals["reason"].is_in(["RC8", "RC9"])) == pytest.approx(fact("referral.not_in_need"), rel=0.15)
        assert again.sum() / len(referrals) == pytest.approx(fact("referral.again_within_12_months"), rel=0.15)
        assert referrals["child"].n_unique() / len(referrals) == pytest.approx(fact("referral.children"), rel=0.05)
        for code in ("1A", "2A", "6"):
            assert share(referrals["source"] == code) == pytest.approx(fact(f"referral.source.{code}"), rel=0.15), code


def test_the_year_has_its_seasons(story):
    months = story["episodes"].filter(pl.col("referred") >= story.begins)["referred"].dt.month()
    known = shares("referral.month")
    for place, (month, published) in enumerate(zip(known.codes, known.shares, strict=True)):
        assert share(months == (place + 3) % 12 + 1) == pytest.approx(published, rel=0.1), month
    weekdays = story["episodes"]["referred"].dt.weekday()
    assert share(weekdays >= 6) == pytest.approx(0.025, abs=0.008)


def test_assessments_are_like_englands(story):
    tables = returns(story, YEAR)
    referred = told_in(story, YEAR)
    done = tables["Assessments"].filter(pl.col("AssessmentAuthorisationDate").is_not_null())
    assert len(done) / len(referred) == pytest.approx(fact("assessment.completed"), rel=0.1)
    found = tables["FactorsIdentifiedAtAssessment"]["AssessmentFactors"]
    for code in ("1B", "3B", "4B", "5A", "16A", "18C", "20"):
        published = fact(f"assessment.factor.{code}")
        assert (found == code).sum() / len(done) == pytest.approx(published, rel=0.2), code
    asked = [(asked, told) for asked, told in (("Section47", "section_47.started"),)]
    for table, name in asked:
        begun = tables[table].filter(pl.col("S47ActualStartDate") >= YEAR.start)
        assert len(begun) / len(referred) == pytest.approx(fact(name), rel=0.1)
    met = tables["Section47"]["DateOfInitialCPC"].count() / len(begun)
    assert met == pytest.approx(fact("section_47.to_conference"), rel=0.1)


def test_plans_are_like_englands(story):
    tables = returns(story, YEAR)
    plans = tables["ChildProtectionPlans"]
    begun, still = plans.filter(pl.col("CPPstartDate") >= YEAR.start), plans.filter(pl.col("CPPendDate").is_null())
    assert len(still) / len(begun) == pytest.approx(fact("protection_plan.open_at_31_march"), rel=0.12)
    assert share(begun["NumberOfPreviousCPP"] > 0) == pytest.approx(fact("protection_plan.second_or_later"), rel=0.25)
    for code in ("NEG", "EMO"):
        published = fact(f"protection_plan.category.{code}")
        assert share(begun["InitialCategoryOfAbuse"] == code) == pytest.approx(published, rel=0.2), code
    help_begun = tables["CINPlanDates"].filter(pl.col("CINPlanStartDate") >= YEAR.start)
    needs = told_in(story, YEAR).filter(
        ~pl.col("no_further_action"), ~pl.col("reason").is_in(["RC8", "RC9"]).fill_null(False)
    )
    assert len(help_begun) / len(needs) == pytest.approx(fact("need_plan.started"), rel=0.15)


def test_help_lasts_as_in_england(story):
    episodes = story["episodes"].filter(~pl.col("no_further_action"))
    still = episodes.filter(pl.col("referred") <= YEAR.end, pl.col("closed").is_null() | (pl.col("closed") > YEAR.end))
    lasted = (pl.lit(YEAR.end) - pl.col("referred")).dt.total_days()
    for low, high in ((0, 91), (92, 182), (183, 365), (366, 730)):
        published = fact(f"need.open_days.{low}-{high}")
        within = still.select(lasted.is_between(low, high)).to_series()
        assert share(within) == pytest.approx(published, rel=0.25), low
    assert share(still.select(lasted > 730).to_series()) == pytest.approx(fact("need.open_days.731-"), rel=0.2)
    closed = episodes.filter(pl.col("closed").is_between(YEAR.start, YEAR.end), ~pl.col("reason").is_in(["RC8", "RC9"]))
    assert share(closed["reason"] == "RC5") == pytest.approx(fact("need.closure.RC5"), rel=0.3)
    disabled = still["child"].is_in(story["disabilities"]["child"].implode())
    assert share(disabled) == pytest.approx(fact("child.disabled"), rel=0.2)
