"""What the imagined nation is made with: draws, levels, withholding, and the names of what is on no map."""

import csv
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.nation import also
from paramountcy.imagine.nation.children import quartile
from paramountcy.imagine.nation.draws import bell, counted, divided, times, with_odds
from paramountcy.imagine.nation.hiding import Sum, hidden
from paramountcy.imagine.nation.levels import YEARS, assessment_bands, levels
from paramountcy.imagine.nation.making import centred, mean
from paramountcy.imagine.nation.profile import LISTS, neighbours, profile
from paramountcy.imagine.nation.rows import rows
from paramountcy.indicators.shape import Indicators
from paramountcy.returns.published.catalogue import measures
from paramountcy.returns.published.imagined import imagined_areas, imagined_trials
from paramountcy.terms.authority import FIRST_DAY, NoSuchAuthority, authority


def test_a_bell_is_about_nought_and_as_wide_as_one():
    drawn = bell(Chance(3), 200_000)
    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert drawn.std() == pytest.approx(1, abs=0.01)
    assert np.quantile(drawn, 0.975) == pytest.approx(1.96, abs=0.05)


@pytest.mark.parametrize(
    ("of", "share"), [(8, 0.3), (40, 0.02), (40, 0.97), (30_000, 0.0001), (2_000, 0.4), (50_000, 0.9)]
)
def test_counts_are_binomial(of, share):
    drawn = counted(Chance(5), np.full(40_000, of), np.array(share))
    assert drawn.min() >= 0
    assert drawn.max() <= of
    assert drawn.mean() == pytest.approx(of * share, rel=0.02)
    assert drawn.var() == pytest.approx(of * share * (1 - share), rel=0.04)


def test_rare_counts_have_the_chances_of_the_formula():
    drawn = Counter(counted(Chance(7), np.full(100_000, 20), np.array(0.05)).tolist())
    assert drawn[0] / 100_000 == pytest.approx(0.95**20, abs=0.005)
    assert drawn[2] / 100_000 == pytest.approx(190 * 0.05**2 * 0.95**18, abs=0.005)


def test_certain_and_impossible_counts():
    of = np.array([0, 7, 900])
    assert counted(Chance(1), of, np.array(0.0)).tolist() == [0, 0, 0]
    assert counted(Chance(1), of, np.array(1.0)).tolist() == [0, 7, 900]


def test_what_is_divided_adds_up_and_follows_the_shares():
    of = np.full(20_000, 60)
    parts = divided(Chance(2), of, np.broadcast_to(np.array([0.5, 0.0, 0.3, 0.2]), (20_000, 4)))
    assert (parts.sum(axis=-1) == of).all()
    assert (parts >= 0).all()
    assert parts.mean(axis=0) == pytest.approx([30, 0, 18, 12], abs=0.15)


def test_effects_multiply_as_the_exponential_does():
    effects = np.linspace(-1.5, 1.5, 31)
    assert times(effects) == pytest.approx(np.exp(effects), rel=0.025)
    assert times(effects) * times(-effects) == pytest.approx(1)
    assert (times(np.linspace(-9, 9, 50)) > 0).all()


def test_odds():
    assert with_odds(np.array([0.2]), np.array([1.0])) == pytest.approx(0.2)
    assert with_odds(np.array([0.2]), np.array([4.0])) == pytest.approx(0.5)


def test_shares_are_centred_on_what_is_usual():
    factors = times(1.2 * bell(Chance(4), 300, 2))
    weights = np.arange(600).reshape(300, 2)
    found = centred(np.array([0.9, 0.05]), factors, weights)
    assert mean(found, weights) == pytest.approx([0.9, 0.05], abs=1e-4)
    assert abs(mean(with_odds(np.array([0.9, 0.05]), factors), weights)[0] - 0.9) > 0.01, "it makes a difference"


def test_quartiles_from_bands():
    days = [(0, 0), (1, 10), (11, 20)]
    assert quartile(np.array([10, 0, 0]), days, (1, 2)) == 0
    assert quartile(np.array([0, 10, 10]), days, (1, 2)) == 10
    assert quartile(np.array([0, 10, 10]), days, (1, 4)) == 5
    assert quartile(np.array([0, 0, 0]), days, (1, 2)) == 0
    assert quartile(np.array([[1, 1, 0], [0, 0, 4]]), days, (3, 4)).tolist() == [1, 16]


def masks(total, *parts, rest=False):
    """Whether the total and each part is withheld."""
    names = tuple(f"part {place}" for place in range(len(parts)))
    counts = {"total": np.array([total]), **{name: np.array([part]) for name, part in zip(names, parts, strict=True)}}
    found = hidden(counts, [Sum("total", names, rest)])
    return "".join("c" if found[name][0] else "." for name in ("total", *names))


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (60, (10, 20, 30), "...."),
        (33, (3, 10, 20), ".cc."),
        (32, (3, 9, 20), ".cc."),
        (27, (3, 4, 20), ".cc."),
        (22, (1, 1, 20), ".ccc"),
        (30, (5, 5, 20), ".ccc"),
        (8, (0, 2, 6), "..cc"),
        (3, (0, 3), "c.c"),
        (0, (0, 0), "..."),
        (13, (0, 6, 7), "...."),
    ],
)
def test_small_counts_and_what_gives_them_away_are_withheld(total, parts, expected):
    assert masks(total, *parts) == expected


def test_a_rest_that_is_printed_nowhere_counts_too():
    assert masks(100, 97, rest=True) == ".c", "100 less 97 would tell the 3"
    assert masks(100, 90, rest=True) == ".."
    assert masks(100, 100, rest=True) == ".."


def test_withholding_in_one_sum_is_seen_in_the_next():
    counts = {name: np.array([number]) for name, number in
              {"all": 60, "a": 20, "b": 40, "a1": 3, "a2": 17}.items()}  # fmt: skip
    found = hidden(counts, [Sum("all", ("a", "b")), Sum("a", ("a1", "a2"))])
    assert [name for name, mask in found.items() if mask[0]] == ["a1", "a2"]
    counts["a2"], counts["a"], counts["b"] = np.array([0]), np.array([3]), np.array([57])
    found = hidden(counts, [Sum("all", ("a", "b")), Sum("a", ("a1", "a2"))])
    assert [name for name, mask in found.items() if mask[0]] == ["a", "b", "a1"]


def test_every_level_says_where_it_is_from():
    for level in levels().values():
        assert (
            level.source == "imagined"
            or "DfE" in level.source
            or "facts.csv" in level.source
            or "rounded" in level.source
        )
        assert len(level.path) == len(level.apart) == len(YEARS)
        assert 0 < level.lasting <= 1
        assert not level.like or level.like in levels()


def test_the_bands_of_assessments_are_a_whole_and_follow_on():
    bands = assessment_bands()
    assert sum(band.path for band in bands) == pytest.approx(np.ones(len(YEARS)), abs=0.001)
    assert all(before.last + 1 == after.first for before, after in pairwise(bands))


@pytest.mark.parametrize("name", ["parts", "counted", "factors"])
def test_every_measure_of_the_data_files_is_one_that_is_published(name):
    listed = [row["measure"] for row in rows(name)]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= set(measures())


def test_what_is_counted_besides_has_an_example_in_no_catalogue_but_a_sentence():
    assert all(one.says.endswith(".") for one in Indicators.of(also))


def test_152_authorities_in_nine_regions_eight_of_them_in_trials():
    levels_of = Counter(one.level for one in imagined_areas())
    assert levels_of == {"National": 1, "Regional": 9, "Local authority": 152}
    assert len({one.gss_code for one in imagined_areas()}) == len({one.name for one in imagined_areas()}) == 162
    assert len(imagined_trials()) == 8
    regions = {one.name for one in imagined_areas() if one.level == "Regional"}
    assert {one.region for one in imagined_areas() if one.la_code} == regions


def test_none_of_them_is_on_a_map():
    for one in imagined_areas():
        for word in filter(None, (one.name, one.la_code, one.gss_code)):
            with pytest.raises(NoSuchAuthority):
                authority(word, on=FIRST_DAY)
        assert one.gss_code.startswith("X"), "no place of the United Kingdom has a code that begins so"


def test_none_of_them_is_called_as_a_district_is(shared):
    lookup = shared / "data" / "context" / "LTLA-UTLA_Apr23_Lookup_England-Wales.csv"
    with lookup.open(encoding="utf-8-sig", newline="") as file:
        real = {row[name].lower() for row in csv.DictReader(file) for name in ("LTLA23NM", "UTLA23NM")}
    assert not real & {one.name.lower() for one in imagined_areas()}


def test_neighbours_are_ten_others_the_nearest_first():
    of = profile(1, known={})
    for year in LISTS:
        for place, near in enumerate(neighbours(1, of, year)):
            assert len({other for other, _ in near}) == 10
            assert place not in {other for other, _ in near}
    labels = Counter(label for near in neighbours(1, of, 2025) for _, label in near)
    assert len(labels) == 5, "some have close neighbours, some have none"
    assert neighbours(1, of, 2021) != neighbours(1, of, 2025)


def test_another_seed_is_another_nation_and_the_same_seed_the_same():
    one, two, other = profile(1, known={}), profile(1, known={}), profile(2, known={})
    assert (one.children == two.children).all()
    assert (one.children != other.children).any()
    assert 9_000_000 < one.children[:, -1].sum() < 15_000_000
    assert (one.before_revision != one.children[:, :-1]).any()


def test_an_authority_can_be_asked_for_by_name_or_code():
    of = profile(1, known={"Applemere": 12_345})
    assert of.children[of.place("Applemere"), -1] == 12_345
    assert of.place("005") == of.place("Applemere")
    with pytest.raises(LookupError, match="no authority 'Islington'"):
        of.place("Islington")
