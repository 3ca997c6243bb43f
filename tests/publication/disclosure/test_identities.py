"""
What counts have to do with each other: each declared identity holds, and there are none that nobody declared.

Imagined authorities are counted, and the lines of `identities.csv` are tried on the plain figures. Then every pair of
counts that are always the same, and every count that is always the sum of two, has to follow from what is declared.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import polars as pl
import pytest

from paramountcy.imagine import authority, returns
from paramountcy.indicators.measure import trend
from paramountcy.publication.disclosure.cells import COUNT, NAMED, OUT_OF, cells
from paramountcy.publication.disclosure.identities import Identity, Term, identities
from paramountcy.publication.disclosure.structure import proposed
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year

YEARS = [Year.of(name) for name in ("2022-23", "2023-24", "2024-25")]
BEFORE = {"2024-25": "2023-24"}
SEEDS = (1, 2, 3)
MORE_SEEDS = (4, 5, 6, 7, 8, 9)
SEEN = 2
"""A count has to be more than nought so often to say anything about what it sums to."""

Name = tuple[str, str, str]
"""Count or out of; the indicator; the category."""
Where = tuple[str, str, str]
"""Period, breakdown and group."""
Counts = dict[Where, dict[Name, int]]


@cache
def figures(seed: int) -> pl.DataFrame:
    """The figures of two years, of an authority with three years of returns."""
    story = authority(children=300, year=YEARS[-1], seed=seed)
    record = from_cin([Filing.of(returns(story, year), year) for year in YEARS])
    return trend(record, YEARS[1:], breakdowns=("sex",)).figures


def counted(seed: int) -> Counts:
    """Every count that the rows print, or that a share done by a day gives away."""
    found: Counts = defaultdict(dict)
    for row in figures(seed).iter_rows(named=True):
        here = found[row["period"], row["breakdown"], row["group"]]
        indicator, number, out_of = row["indicator"], row["numerator"], row["denominator"]
        if number is not None:
            here[COUNT, indicator, row["category"]] = number
        elif row["category"].startswith("by day ") and row["value"] is not None:
            here[COUNT, indicator, row["category"]] = round(row["value"] * out_of)
        if out_of is not None:
            here[OUT_OF, indicator, ""] = out_of
    return found


def verdict(one: Identity, counts: Counts, where: Where) -> bool | None:
    """Whether an identity holds there; None where it is not of this group, or a count is missing."""
    if one.by and where[1] not in one.by:
        return None

    def side(terms: tuple[Term, ...]) -> int | None:
        numbers = []
        for term in terms:
            if term.what != NAMED:
                period = BEFORE.get(where[0], "") if term.before else where[0]
                at = counts.get((period, *where[1:]), {})
                numbers.append(at.get((term.what, term.indicator, term.category)))
        return None if None in numbers else sum(numbers)

    left, right = side(one.left), side(one.right)
    if left is None or right is None:
        return None
    if any(term.what == NAMED for term in one.right):
        return right <= left
    return left <= right if one.at_most else left == right


def tried(seeds: tuple[int, ...]) -> dict[int, Counter]:
    found: dict[int, Counter] = {one.line: Counter() for one in identities()}
    for seed in seeds:
        counts = counted(seed)
        for one in identities():
            found[one.line].update(verdict(one, counts, where) for where in counts)
    return found


def check(seeds: tuple[int, ...]) -> None:
    found = tried(seeds)
    for one in identities():
        held, failed = found[one.line][True], found[one.line][False]
        assert held, f"line {one.line} never holds: {one.says}"
        assert not (one.always and failed), f"line {one.line} fails {failed} times: {one.says}"


def test_each_identity_holds_where_it_is_said_to():
    check(SEEDS)


@pytest.mark.slow
def test_so_it_does_in_more_authorities():
    check(MORE_SEEDS)


def test_there_are_no_others_that_nobody_declared():
    """Two counts that are always the same, or one that is always the sum of two, however far apart they stand."""
    names, numbers = _seen(SEEDS)
    follows = _declared(names)
    same = _same(numbers)
    pairs = [(first, other) for first, *others in same for other in others]
    undeclared = [pair for pair in pairs if not follows(pair)]
    undeclared += [three for three in _sums_of_two(numbers, [there[0] for there in same]) if not follows(three)]
    assert [[names[place] for place in places] for places in undeclared] == []


def test_the_search_finds_what_is_declared():
    """That conferences in time are those of the two bands up to the limit: if it missed that, it would miss others."""
    names, numbers = _seen(SEEDS)
    found = [
        {names[place] for place in places} for places in _sums_of_two(numbers, [there[0] for there in _same(numbers)])
    ]
    bands = {(COUNT, "conference_days", band) for band in ("0 to 10", "11 to 15")}
    assert {(COUNT, "conferences_within_15_days", ""), *bands} in found


def _seen(seeds: tuple[int, ...]) -> tuple[list[Name], np.ndarray]:
    """The counts that are there wherever one looks, and not mostly nought: their names, and a line of numbers each."""
    there = [counts for seed in seeds for counts in counted(seed).values()]
    names = sorted(set.intersection(*(set(counts) for counts in there)))
    numbers = np.array([[counts[name] for counts in there] for name in names], dtype=np.int64)
    often = (numbers > 0).sum(axis=1) >= SEEN
    return [name for name, kept in zip(names, often, strict=True) if kept], numbers[often]


def _prints(numbers: np.ndarray) -> np.ndarray:
    """A number for each line, such that the print of a sum is the sum of the prints."""
    return numbers @ np.random.default_rng(0).integers(-(2**40), 2**40, numbers.shape[1])


def _same(numbers: np.ndarray) -> list[list[int]]:
    """The lines that are the same, together."""
    alike = defaultdict(list)
    for place, line in enumerate(_prints(numbers).tolist()):
        alike[line].append(place)
    return list(alike.values())


def _sums_of_two(numbers: np.ndarray, places: list[int]) -> list[tuple[int, int, int]]:
    """Each of these lines that is the sum of two others."""
    prints = _prints(numbers)[places]
    one, other = np.triu_indices(len(places), 1)
    sums, order = prints[one] + prints[other], np.argsort(prints)
    at = np.minimum(np.searchsorted(prints[order], sums), len(places) - 1)
    return [
        (places[order[at[hit]]], places[one[hit]], places[other[hit]])
        for hit in np.flatnonzero(prints[order][at] == sums)
    ]


def _declared(names: list[Name]) -> Callable[[Sequence[int]], bool]:
    """Whether that a count is the sum of the others follows from the sums that disclosure control reckons with."""
    whole = figures(SEEDS[0]).filter(pl.col("breakdown") == "all", pl.col("period") == str(YEARS[-1]))
    of = cells(whole)
    sums = proposed(of)
    least, most = sums.ends()
    known = sums.matrix(len(of))[np.flatnonzero((least == 0) & (most == 0))].toarray()
    place = {(cell.what, cell.indicator, cell.category): number for number, cell in enumerate(of.of)}
    _, sizes, space = np.linalg.svd(known, full_matrices=False)
    space = space[sizes > 1e-9]

    def follows(counts: Sequence[int]) -> bool:
        asked = np.zeros(len(of))
        for number, sign in zip(counts, (-1, 1, 1), strict=False):
            asked[place[names[number]]] += sign
        return bool(np.abs(asked - space.T @ (space @ asked)).max() < 1e-6)

    return follows
