"""Every address has a door, and those open to all say why."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from paramountcy.web.access.doors import door_of, signed_in


def views(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern), one.callback


ALL = list(views(get_resolver().url_patterns))


def test_there_are_addresses():
    assert len(ALL) > 20


@pytest.mark.parametrize(("address", "view"), ALL, ids=[address for address, _ in ALL])
def test_the_view_has_a_door(address, view):
    door = door_of(view)
    assert door is not None, f"{address} has no door: nobody may enter"
    assert door.opens_to in ("all", "signed in", "duty", "records")
    if door.opens_to == "all":
        assert door.why
    if door.with_one_factor:
        assert address.startswith(("second-factor/", "sign-in/again/"))


def test_a_door_may_let_in_before_the_second_factor():
    assert door_of(signed_in("to set it up", with_one_factor=True)(lambda request: None)).with_one_factor
    assert not door_of(signed_in("for all")(lambda request: None)).with_one_factor
