"""The nine traps of `../shared/data/ORIGIN.md`, each met in a small table or in the published one itself."""

from datetime import date

import polars as pl
import pytest

from paramountcy.returns.published.catalogue import breaks, data_set
from paramountcy.returns.published.keep import keep, source_of
from paramountcy.returns.published.read import read, read_bytes
from paramountcy.returns.published.shape import AUTHORITY, NATIONAL, PART_OF_LONDON, PUBLISHED, REGIONAL, STATUSES
from paramountcy.returns.published.store import Store
from paramountcy.terms.authority import authorities
from tests.returns.published import made_tables as made
from tests.returns.published.test_store import NOW

B1 = "data/cin/b1_children_in_need_2013_to_2025.csv"
C1 = "data/cin/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
C2 = "data/cin/c2_children_in_need_assessments_duration_2014_to_2024.csv"
D1 = "data/cin/d1_child_protection_plans_2013_to_2024.csv"
OLD = "data/context/ons_mid-year_population_estimates_2012_to_2023.csv"
NEW = "data/context/ons_mid-year_population_estimates_2012_to_2024.csv"


@pytest.fixture(scope="module")
def b1(shared):
    return read(shared / B1).rows


def test_trap_1_columns_drift_between_releases():
    """A column renamed has one measure; a rate that is printed no longer is computed, and marked so."""
    older, newer = made.c1_2024(), made.c1_2025()
    for measure, was, now in (("referral_count", 2100, 2407), ("rereferral_percent", 20, 16.6)):
        assert made.one(older, measure)["value"] == was
        assert made.one(newer, measure)["value"] == now
    assert made.notes(older) == made.notes(newer) == []
    assert made.one(older, "referral_rate")["status"] == PUBLISHED
    assert "referral_rate" not in {row["measure"] for row in made.figures(newer)}


def test_trap_1_a_rate_that_vanished_is_computed_from_the_pinned_population(tmp_path):
    files = {
        "c1.csv": made.c1_2025(),
        "population_2012_to_2024.csv": made.population(2024, (made.ISLINGTON, 1, 2, 35000)),
        "population_2012_to_2025.csv": made.population(2025, (made.ISLINGTON, 1, 40000, 3)),
    }
    keep(((read_bytes(text, name), source_of(text, name)) for name, text in files.items()), tmp_path, at=NOW)
    answer = Store(tmp_path).measure("referral_rate", areas=["Islington"], years=[2025])
    (rate,) = answer.figures.to_dicts()
    assert (rate["value"], rate["status"], rate["printed"]) == (687.7, "computed", None)  # 2407 of 35,000, not 40,000
    assert answer.notes == (
        "Referrals and re-referrals 2025 does not print referral_rate: it was computed with the mid-year estimates "
        "2022_to_2024",
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without", "with"])
def test_trap_2_a_byte_order_mark_and_the_order_of_columns(mark):
    plain = made.c1_2025()
    text = plain.decode()
    swapped = "\n".join(
        ",".join([*cells[:7], cells[9], cells[8], cells[7], *cells[10:]])
        for line in text.splitlines()
        if (cells := line.split(","))
    )
    assert "la_name,new_la_code,old_la_code" in swapped.splitlines()[0]
    assert made.figures(mark + swapped.encode()) == made.figures(plain)


def test_trap_3_symbols_are_kept_and_never_nought():
    symbols = ("c", "x", "z", "u", "k", "low", ":", "0", "12", "1,234")
    content = made.c1_2025((2025, made.ISLINGTON, "Referrals", *symbols))
    assert [(row["value"], row["status"], row["printed"]) for row in made.figures(content)] == [
        (None, "c", "c"),
        (None, "x", "x"),
        (None, "z", "z"),
        (None, "u", "u"),
        (None, "k", "k"),
        (None, "low", "low"),
        (None, "x", ":"),
        (0.0, PUBLISHED, "0"),
        (12.0, PUBLISHED, "12"),
        (1234.0, PUBLISHED, "1,234"),
    ]


def test_trap_3_england_too_may_be_unreliable(shared):
    rows = read(shared / "data/cin/headline_figures_2013_to_2024.csv").rows
    found = rows.filter((pl.col("measure") == "assessments_completed") & (pl.col("year") == 2014)).to_dicts()
    assert [(row["area"], row["value"], row["status"]) for row in found] == [("England", None, "u")]


def test_trap_4_rounding_goes_with_the_level(b1):
    near = b1.group_by("geographic_level").agg(pl.col("rounding").unique())
    assert {level: list(found) for level, found in near.iter_rows()} == {
        NATIONAL: [10.0], REGIONAL: [10.0], PART_OF_LONDON: [10.0], AUTHORITY: [1.0]
    }  # fmt: skip


def test_trap_5_levels_are_spelled_in_several_ways():
    spellings = ("Local authority", "Local Authority", "LOCAL AUTHORITY", "local_authority", "LA")
    places = [(made.ISLINGTON[0], text, *made.ISLINGTON[2:]) for text in spellings]
    rows = [(2021 + late, place, *made.C1_FIGURES_2025) for late, place in enumerate(places)]
    assert {row["geographic_level"] for row in made.figures(made.c1_2025(*rows))} == {AUTHORITY}


def test_trap_5_the_regions_add_up_to_england_and_london_is_counted_once(b1):
    rows = b1.filter((pl.col("measure") == "at31_episodes") & (pl.col("year") == 2025))
    of_level = {level: some for (level,), some in rows.group_by("geographic_level")}
    england = of_level[NATIONAL]["value"][0]
    assert of_level[REGIONAL].height == 9
    assert abs(of_level[REGIONAL]["value"].sum() - england) <= 5 * 10
    assert set(of_level[PART_OF_LONDON]["area"]) == {"Inner London", "Outer London"}
    as_printed = of_level[REGIONAL]["value"].sum() + of_level[PART_OF_LONDON]["value"].sum()
    assert as_printed > 1.1 * england, "what the printed regional rows would add up to"


def test_trap_6_authorities_through_reorganisation(b1):
    """Each row has the codes of 31 March of its year, and the authorities of a year are those that stood then."""
    for year in range(2013, 2026):
        rows = b1.filter((pl.col("year") == year) & (pl.col("geographic_level") == AUTHORITY))
        ours = {(row.la_code, row.gss_code, row.name) for row in authorities(on=date(year, 3, 31))}
        assert set(rows.select("la_code", "gss_code", "area").unique().iter_rows()) == ours, year
    dorset = b1.filter(pl.col("area") == "Dorset").group_by("la_code").agg(pl.col("year").max())
    assert dict(dorset.iter_rows()) == {"835": 2019, "838": 2025}


def test_trap_6_the_publisher_may_print_the_code_of_another_day():
    """Gateshead's code changed on 1 April 2013; tables print now the one, now the other for 2013."""
    north_east = ("E12000001", "North East")
    for printed in ("E08000020", "E08000037"):
        place = made.authority("390", printed, "Gateshead", north_east)
        found = made.one(made.c1_2025((2013, place, *made.C1_FIGURES_2025)), "referral_count")
        assert (found["la_code"], found["gss_code"]) == ("390", "E08000020")


def test_trap_6_hackney_has_no_figures_for_2021(shared):
    rows = read(shared / C2).rows.filter((pl.col("la_code") == "204") & (pl.col("year") == 2021))
    assert rows.height == 14
    assert set(rows["status"]) == {"x"}
    assert rows["value"].is_null().all()
    (known,) = [one for one in breaks() if one.la_code == "204"]
    assert known.kind == "missing"
    assert known.touches("cin/c2", "assessments_completed", {"204"}, {2021})
    assert not known.touches("cin/c2", "assessments_completed", {"206"}, {2021})


def test_trap_7_the_assessments_of_2014_are_a_stated_break(shared, tmp_path):
    text = (shared / C2).read_bytes()
    keep([(read_bytes(text, "c2.csv"), source_of(text, "c2.csv"))], tmp_path, at=NOW)
    store = Store(tmp_path)
    whole = store.measure("assessments_completed", areas=["England"])
    assert any("only assessments recorded as single" in note for note in whole.notes)
    later = store.measure("assessments_completed", areas=["England"], years=[2015, 2016])
    assert later.notes == ()


def test_trap_8_plans_are_not_children(shared):
    table = data_set("cin/d1")
    counts = {column.measure: column.counts for column in table.columns if column.measure and not column.rate_of}
    assert set(counts.values()) == {"plans", "children"}
    rows = read(shared / D1).rows.filter(pl.col("geographic_level") == AUTHORITY)
    wide = rows.pivot("measure", index=["year", "la_code"], values="value")
    for plans, children in (("cpp_start", "cpp_child_start"), ("cpp_end", "cpp_child_end"),
                            ("cpp_anypoint", "cpp_child_anypoint")):  # fmt: skip
        assert (counts[plans], counts[children]) == ("plans", "children")
        both = wide.drop_nulls([plans, children])
        assert (both[plans] >= both[children]).all(), "a child has a plan, and may have two"
        assert (both[plans] > both[children]).any()


def test_trap_9_population_may_be_x_and_has_two_vintages(shared, tmp_path):
    for path in (OLD, NEW):
        text = (shared / path).read_bytes()
        keep([(read_bytes(text, path[13:]), source_of(text, path))], tmp_path, at=NOW)
    store = Store(tmp_path)
    assert store.population("Islington", 2023, vintage="2012_to_2023") == 35_656
    assert store.population("Islington", 2023, vintage="2012_to_2024") == 36_129
    with pytest.raises(ValueError, match="the population of Dorset in 2016 is not available"):
        store.population("Dorset", 2016, vintage="2012_to_2023")
    rows = store.scan("context/population", "2012_to_2023").filter(pl.col("status") == "x").collect()
    assert rows.height == 21
    assert rows["value"].is_null().all()


def test_every_status_is_explained(shared):
    for path in sorted((shared / "data").rglob("*.csv")):
        if path.parent.name in ("cin", "cla", "workforce"):
            assert set(read(path).rows["status"]) <= set(STATUSES), path.name
