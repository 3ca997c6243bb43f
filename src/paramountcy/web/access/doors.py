"""
Who may enter an address: every view says so, and one that says nothing is shut.

`open_to_all` needs a reason. `signed_in` is for one's own things. `needs` is for those with a duty. `about` is for
records of a kind: the view fetches them through `request.access`, which asks the policy and writes the audit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paramountcy.web.access.roles import Duty

View = Callable[..., Any]


@dataclass(frozen=True)
class Door:
    """Who may enter. `why` says why one that is open to all may be."""

    opens_to: str
    """"all", "signed in", "duty" or "records"."""
    why: str = ""
    duty: Duty | None = None
    kind: str = ""
    with_old_terms: bool = False
    """Whether it may be entered before the latest terms are accepted: what one needs in order to accept them."""
    with_one_factor: bool = False
    """Whether it may be entered before a second factor is set up: what one needs in order to set one up."""


def open_to_all(why: str) -> Callable[[View], View]:
    """A page for anybody, and why that is safe. Raises ValueError without a reason."""
    if not why.strip():
        raise ValueError("say why anybody may enter")
    return _with(Door("all", why, with_old_terms=True))


def signed_in(why: str, *, with_old_terms: bool = False, with_one_factor: bool = False) -> Callable[[View], View]:
    """A page for everybody who has signed in, about nothing but themselves."""
    return _with(Door("signed in", why, with_old_terms=with_old_terms, with_one_factor=with_one_factor))


def needs(duty: Duty) -> Callable[[View], View]:
    """A page for those whose role carries a duty."""
    return _with(Door("duty", duty=duty))


def about(kind: str) -> Callable[[View], View]:
    """A page with records of a kind. Its answer goes out only when what it showed is in the audit."""
    return _with(Door("records", kind=kind))


def about_any() -> Callable[[View], View]:
    """The same for a page that is about records of whichever kind its address names."""
    return _with(Door("records"))


def door_of(view: Any) -> Door | None:
    """The door of a view, whether a function or a class; None for one that says nothing."""
    for one in (view, getattr(view, "view_class", None), getattr(view, "__wrapped__", None)):
        if isinstance(found := getattr(one, "door", None), Door):
            return found
    return None


def _with(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.__dict__["door"] = door
        return view

    return mark
