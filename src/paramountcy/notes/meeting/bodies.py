"""
Organisations by their names and short forms, and what sort of body each is.

The table beside this is short: it settles which labels mean one body and which are government departments. What it does
not know stays as it is written.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEPARTMENT = "department"


@dataclass(frozen=True)
class Body:
    """A body with its short forms; `until` and `now` where it ended and what took its place."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    until: str
    now: str


@cache
def bodies() -> tuple[Body, ...]:
    text = files("paramountcy.notes.meeting").joinpath("bodies.csv").read_text(encoding="utf-8")
    return tuple(
        Body(row["name"], tuple(filter(None, row["aliases"].split("|"))), row["kind"], row["until"], row["now"])
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_name() -> dict[str, Body]:
    return {_key(name): body for body in bodies() for name in (body.name, *body.aliases)}


def body_of(label: str) -> Body | None:
    """
    The body that a label names, None where the table has none.

    >>> body_of("DfE").name, body_of("National College of Social Work").name, body_of("Somewhere")
    ('Department for Education', 'The College of Social Work', None)
    """
    return _by_name().get(_key(label))


def is_department(label: str) -> bool:
    found = body_of(label)
    return found is not None and found.kind == DEPARTMENT


def acronyms() -> frozenset[str]:
    """The short forms in capitals that the table knows."""
    return frozenset(alias for body in bodies() for alias in body.aliases if alias.isupper())


def same_body(one: str, other: str) -> bool:
    first, second = body_of(one), body_of(other)
    return _key(one) == _key(other) or (first is not None and first == second)


def _key(label: str) -> str:
    return " ".join(label.casefold().replace("’", "'").removeprefix("the ").split())
