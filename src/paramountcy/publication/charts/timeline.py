"""
Where periods stand on a line of time, and how they are written under it.

Years, quarters, months and days are known by their form, so that a year nobody sent leaves a hole of its size. Names
of any other form stand side by side, in the order in which they come.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

LONGEST = 600
"""Steps of time beyond which the line is not spread out: a date in it is a mistake."""


@dataclass(frozen=True)
class Timeline:
    """Places of names in time. `even` says that every step is one period, so that a hole can be seen."""

    place: dict[str, float]
    label: dict[float, str]
    even: bool

    @classmethod
    def of(cls, names: Iterable[str]) -> "Timeline":
        """
        >>> line = Timeline.of(["2013-14", "2015-16"])
        >>> line.place["2015-16"] - line.place["2013-14"], list(line.label.values())
        (2.0, ['2013-14', '2014-15', '2015-16'])
        """
        known = list(dict.fromkeys(names))
        for read, write in _FORMS:
            found = [read(name) for name in known]
            places = [float(place) for place in found if place is not None]
            if known and len(places) == len(known) and max(places) - min(places) <= LONGEST:
                every = range(int(min(places)), int(max(places)) + 1)
                return cls(dict(zip(known, places, strict=True)), {float(at): write(at) for at in every}, even=True)
        days = [_day(name) for name in known]
        if known and None not in days:
            at = [float(day.toordinal()) for day in days if day]
            labels = {place: f"{day.day} {day:%b %Y}" for place, day in zip(at, days, strict=True) if day}
            return cls(dict(zip(known, at, strict=True)), labels, even=False)
        return cls(
            {name: float(at) for at, name in enumerate(known)},
            {float(at): name for at, name in enumerate(known)},
            even=False,
        )

    @property
    def first(self) -> float:
        return min(self.place.values(), default=0.0)

    @property
    def last(self) -> float:
        return max(self.place.values(), default=0.0)

    @property
    def step(self) -> float:
        """From one period to the next: 1, or for days the shortest step there is."""
        at = sorted(self.place.values())
        return min((other - one for one, other in pairwise(at)), default=1.0)

    def written(self, name: str) -> str:
        """How a period is written here."""
        return self.label.get(self.place.get(name, -1.0), name)

    def before(self, name: str) -> float | None:
        """Where a change that came with a period is drawn: between it and the one before. None: not on this line."""
        if name not in self.place:
            return None
        at = self.place[name]
        earlier = [place for place in self.place.values() if place < at]
        if not earlier:
            return at
        return at - 0.5 if self.even else (at + max(earlier)) / 2


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if re.fullmatch(r"\d{4}-\d\d-\d\d", name) else None
    except ValueError:
        return None


def _year(name: str) -> int | None:
    found = re.fullmatch(r"([12]\d{3})-(\d\d)", name)
    return int(found[1]) if found and int(found[2]) == (int(found[1]) + 1) % 100 else None


def _single(name: str) -> int | None:
    return int(name) if re.fullmatch(r"[12]\d{3}", name) else None


def _quarter(name: str) -> int | None:
    found = re.fullmatch(r"([12]\d{3}-\d\d)-Q([1-4])", name)
    year = _year(found[1]) if found else None
    return None if found is None or year is None else 4 * year + int(found[2]) - 1


def _month(name: str) -> int | None:
    found = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", name)
    return 12 * int(found[1]) + int(found[2]) - 1 if found else None


def _twelve(name: str) -> int | None:
    return _month(name.removeprefix("12-to-")) if name.startswith("12-to-") else None


def _write_year(at: int) -> str:
    return f"{at}-{(at + 1) % 100:02d}"


def _write_quarter(at: int) -> str:
    return f"Q{at % 4 + 1} {_write_year(at // 4)}"


def _write_month(at: int) -> str:
    return f"{date(at // 12, at % 12 + 1, 1):%b %Y}"


_FORMS: tuple[tuple[Callable[[str], int | None], Callable[[int], str]], ...] = (
    (_year, _write_year),
    (_single, str),
    (_quarter, _write_quarter),
    (_month, _write_month),
    (_twelve, lambda at: f"to {_write_month(at)}"),
)
