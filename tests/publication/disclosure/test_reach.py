"""How far counts can be from each other, for somebody who knows sums: by hand, where it can be seen."""

import numpy as np
import pytest

from paramountcy.publication.disclosure.reach import Contradiction, Known, Reach, reach
from paramountcy.publication.disclosure.sums import ENDLESS, Sums

WIDTH, ABOVE = 5, 5


def square(lines: tuple[int, int], columns: tuple[int, int], lower: int = 0, upper: int = ENDLESS) -> Known:
    """Two lines of two columns, of which only the sums are known, and from how much to how much each count may be."""
    sums = Sums()
    for number, (cells, total) in enumerate(zip([(0, 1), (2, 3), (0, 2), (1, 3)], [*lines, *columns], strict=True)):
        sums.add(number, cells, [1, 1], least=total, most=total)
    return Known(np.full(4, lower), np.full(4, upper), sums)


def found(known: Known, **more: np.ndarray) -> Reach:
    return reach(known, np.arange(4), width=WIDTH, above=ABOVE, **more)


def test_what_can_be_far_apart_is_safe():
    it = found(square((10, 20), (15, 15)))
    assert it.is_safe(np.arange(4), width=WIDTH, above=ABOVE).all()


def test_what_can_not_is_found_with_its_ends():
    """The first line comes to 3, so that nothing in it is more."""
    it = found(square((3, 40), (20, 23)))
    assert (it.least[:2].tolist(), it.most[:2].tolist()) == ([0, 0], [3, 3])
    assert (it.least[2:].tolist(), it.most[2:].tolist()) == ([17, 20], [20, 23])
    assert not it.is_safe(np.arange(4), width=WIDTH, above=ABOVE).any()


def test_large_counts_are_asked_about_like_small_ones():
    """Each is more than 100 whatever else: it is how far apart they can be that counts."""
    wide = found(square((230, 230), (230, 230), lower=100))
    assert wide.is_safe(np.arange(4), width=WIDTH, above=ABOVE).all()
    narrow = found(square((230, 230), (230, 230), lower=114))
    assert narrow.least.tolist() == [114] * 4
    assert narrow.most.tolist() == [116] * 4


def test_so_they_are_where_halves_would_do():
    """Each two of three come to 231 at least: 115½ each, but for children."""
    sums = Sums()
    for number, cells in enumerate([(0, 1), (1, 2), (0, 2)]):
        sums.add(number, cells, [1, 1], least=231, most=232)
    it = reach(Known(np.full(3, 100), np.full(3, ENDLESS), sums), np.arange(3), width=WIDTH, above=ABOVE)
    assert (it.least.tolist(), it.most.tolist()) == ([115] * 3, [116] * 3)


def test_the_truth_is_a_place_to_begin_from():
    it = found(square((10, 20), (15, 15)), seen=np.array([2, 8, 13, 7]))
    assert it.is_safe(np.arange(4), width=WIDTH, above=ABOVE).all()


def test_what_can_not_all_be_true_is_said():
    with pytest.raises(Contradiction):
        found(square((10, 20), (40, 15)))
