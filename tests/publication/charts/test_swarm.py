"""Where dots stand, beside the plain way to find it: try every level, and measure how far every dot is."""

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from paramountcy.publication.charts.swarm import TOUCH, swarm
from tests.publication.charts.samples import dots

HIGHEST, PAPER = 40.0, (0.0, 480.0)


def obvious(places: list[float], reach: list[float]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for place, half in zip(places, reach, strict=True):
        columns = [0.0, *(side * step * 2 * half for step in range(1, 200) for side in (1, -1))]
        levels = [side * step * half for step in range(int(HIGHEST / half) + 1) for side in (1, -1)]
        found.append(
            next(
                (place + aside, up)
                for aside in columns
                if not aside or PAPER[0] + half <= place + aside <= PAPER[1] - half
                for up in levels
                if all(
                    hypot(place + aside - x, up - y) >= (half + other) * TOUCH
                    for (x, y), other in zip(found, reach, strict=False)
                )
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(some.floats(20, 460), some.sampled_from([4.3, 4.8, 8.5])), max_size=40))
def test_dots_stand_where_the_plain_way_puts_them(drawn):
    places, reach = [at for at, _ in drawn], [half for _, half in drawn]
    assert swarm(places, reach, HIGHEST, PAPER) == obvious(places, reach)


@pytest.mark.parametrize("spread", [2000.0, 300.0, 0.0])
def test_so_do_as_many_as_there_are_areas(spread):
    values = [one.value for one in dots() if one.value is not None]
    places = [240 + spread * (value - 0.22) for value in values[:11]]
    places += sorted(240 + spread * (value - 0.22) for value in values[11:])
    reach = [8.5, *[4.8] * 10, *[4.3] * (len(values) - 11)]
    assert swarm(places, reach, HIGHEST, PAPER) == obvious(places, reach)
