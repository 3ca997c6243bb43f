"""
A figure in a sentence: what it is, how sure one may be, how it changed, and how it stands beside others.

What gets neither better nor worse is never called either, a change is only told where chance would not make it, and a
place among others is never told without its uncertainty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Protocol

from paramountcy.indicators.published import published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.publication.phrase import (
    PILED_UP,
    Row,
    in_brackets,
    itself,
    more_or_fewer,
    part,
    short,
    told,
    unit,
    when,
)
from paramountcy.publication.shape import (
    CHANGED,
    GIVEN,
    NOT_AVAILABLE,
    NOT_COLLECTED,
    NOTHING,
    STATUSES,
    TOO_FEW,
    unit_of,
)
from paramountcy.statistics import words
from paramountcy.statistics.funnel import Funnel
from paramountcy.statistics.neighbours import Beside
from paramountcy.statistics.shape import Estimate, Method

ALLOWING_FOR_CHANCE = (
    "“Allowing for chance” gives a range around a figure. Made in this way, 95 ranges in 100 hold the figure that "
    "would be found if chance played no part."
)
NO_CHANGE = "No clear change"
NO_FIGURE = {
    NOTHING: "there was nothing to count",
    TOO_FEW: "too few children are behind it",
    NOT_AVAILABLE: "the source does not have it",
    NOT_COLLECTED: "nobody was asked for it then",
    CHANGED: STATUSES[CHANGED],
}
WITHHELD = "so few children are behind it that somebody might be recognised, or it would give such a number away"
SIDES = {"above": "higher", "below": "lower", "": ""}


class Named(Protocol):
    """What a figure is of: an Indicator, or a Published."""

    @property
    def title(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def better(self) -> str: ...


@dataclass(frozen=True)
class _Unknown:
    title: str
    says: str = ""
    better: str = "neither"


@cache
def named(indicator: str) -> Named:
    """What the catalogue knows by this name: its latest definition; a name it does not know stands for itself."""
    ours = [one for one in INDICATORS if one.name == indicator]
    unknown = _Unknown(words.sentence(indicator.replace("_", " ")).removesuffix("."))
    return ours[-1] if ours else published().get(indicator) or unknown


def figure(row: Row, of: Named | None = None) -> str:
    """
    One figure, with what it counts, its interval, and what else is to be known; where there is none, why.

    `of` is what it is a figure of; without it, the catalogue is asked for the row's `indicator`.
    """
    what = of or named(row["indicator"])
    if row["status"] != GIVEN or row["value"] is None:
        place = f"{row['area']}{in_brackets(part(row))}"
        return f"{what.title}: no figure for {place} {when(row['period'])}, as {_reason(row)}."
    why = words.sentence(row["why"]) if row["why"] else ""
    return " ".join(one for one in (told(row, what.title, what.says), chance(row), why) if one)


def chance(row: Row) -> str:
    """
    How far chance alone could move a figure, in a sentence; no words where no interval is known.

    >>> chance({"value": 0.234, "lower": 0.223, "upper": 0.246, "unit": "share", "category": ""})
    'Allowing for chance, it lies between 22.3% and 24.6%.'
    """
    low, high, as_unit = row["lower"], row["upper"], unit(row)
    if row["category"].startswith(PILED_UP) and low is not None and high is not None:
        return f"Allowing for chance, it lies between {more_or_fewer(low)} and {more_or_fewer(high)}."
    if low is not None and high is not None:
        return f"Allowing for chance, it lies between {as_unit.bare(low)} and {as_unit.write(high)}."
    if low is not None:
        return f"Allowing for chance, it is {as_unit.write(low)} or more."
    return "" if high is None else f"Allowing for chance, it is {as_unit.write(high)} or less."


def change(rows: Sequence[Row], of: Named | None = None, *, since: str = "") -> str:
    """
    How the latest of several figures of one series differs from the one before, and from the first.

    A difference is called one only where its interval, made of the two intervals, leaves nought out (Zou & Donner
    2008, Stat Med 27:1693). `since` is the period from which on the figures are counted in the same way: earlier ones
    are left out, as are those up to a row whose status is "changed".
    """
    ordered = sorted(rows, key=lambda row: row["period"])
    changed = [row["period"] for row in ordered if row["status"] == CHANGED]
    kept = [row for row in ordered if row["period"] >= since and row["period"] > max(changed, default="")]
    if not kept:
        return ""
    begins, last = itself(kept[0]["period"]), kept[-1]
    left_out = "" if len(kept) == len(ordered) else f" Before {begins} it was counted in another way."
    if last["value"] is None:
        return f"Whether it changed can't be said, as there is no figure for {itself(last['period'])}.{left_out}"
    earlier = [row for row in kept[:-1] if row["value"] is not None]
    if not earlier:
        return f"There is no earlier figure to set it beside.{left_out}"
    what = of or named(last["indicator"])
    compared = [_changed(one, last, what) for one in ([earlier[-1], earlier[0]] if len(earlier) > 1 else earlier)]
    if len(compared) > 1 and all(one.startswith(NO_CHANGE) for one in compared):
        return f"{compared[0].removesuffix('.')}, nor {compared[1].removeprefix(NO_CHANGE).strip()}{left_out}"
    return " ".join(compared) + left_out


def beside(row: Row, others: Beside | None = None, whole: Row | None = None) -> str:
    """
    How an area's figure stands beside groups of other areas (`others`, of statistics.neighbours), and beside a whole
    that it is a small part of: England's row, or its region's. The area's own figure is not told again.
    """
    found = [others.says_of(group) for group in others.groups] if others else []
    if whole is not None and whole["value"] is not None:
        found.append(f"{whole['area']}: {unit(whole).write(whole['value'])}.")
        gap = _gap(row, whole)
        if row["value"] is None:
            found.append(f"There is no figure for {row['area']} to set beside it.")
        elif gap is None:
            found.append("How much of the difference is chance can't be told.")
        elif gap:
            found.append(f"{row['area']} is {_compared(gap, row)}, by more than chance alone would make.")
        else:
            found.append(f"{row['area']} is not clearly different.")
    return " ".join(found)


def funnel(found: Funnel, area: str) -> str:
    """An area's place among all, for its size: expected, or further off than chance and usual differences explain."""
    if area in found.left_out.why:
        return f"{area} is not in the comparison: {found.left_out.why[area]}."
    row = found.by_area.get(area)
    if row is None:
        return f"{area} is not in the comparison: it has no figure."
    numbers = f"{found.unit.write(row['value'])}, where the average of all is {found.unit.write(found.mean)}"
    inner, outer = SIDES[row["outside_2"]], SIDES[row["outside_3"]]
    if row["limits"] == "exact":
        events = f"{words.how_many(row['count'], 'event')} of {words.number(row['out_of'], 0)}"
        place = f"{outer} than chance alone would make it" if outer else "within what chance alone allows"
        return f"{area} has only {events}, too few to say much: {place} ({numbers})."
    if outer:
        expected = words.number(found.expected_outside, 0)
        usual = "None" if expected == "0" else f"About {expected}"
        return (
            f"Among authorities of its size, {area} is {outer} than chance and the usual differences between "
            f"authorities explain: {numbers}. {usual} of {found.n} would be with nothing unusual about them: it is a "
            "question, not a verdict."
        )
    if inner:
        return (
            f"Among authorities of its size, {area} is {inner} than most, but within what chance and the usual "
            f"differences between authorities allow: {numbers}."
        )
    return f"Among authorities of its size, {area} is about as expected: {numbers}."


def partners(rows: Sequence[Row]) -> str:
    """
    What a figure must be read beside, so that none looks better for another made worse. A row for each partner; of one
    in several parts, a row for each part.
    """
    parts: dict[str, list[str]] = {}
    for row in rows:
        given = row["value"] is not None and row["status"] == GIVEN
        value = short(row) if given else f"no figure, as {_reason(row)}"
        parts.setdefault(named(row["indicator"]).title, []).append(f"{value} {row['category']}".strip())
    listed = [f"{title}: {words.together(values)}" for title, values in parts.items()]
    return f"Never read it alone, but beside {'; '.join(listed)}." if listed else ""


def estimate(row: Row) -> Estimate:
    """A released row as the statistics room takes it, to be set beside others."""
    given = row["status"] == GIVEN and row["value"] is not None
    method = Method(row["method"] or "as published", row["source"] or "")
    ends = (row["value"], row["lower"], row["upper"]) if given else (None, None, None)
    return Estimate(*ends, unit(row), method, row["denominator"] or 0, why_not="" if given else _reason(row))


def _reason(row: Row) -> str:
    if row["status"] == TOO_FEW and not row["why"]:
        return WITHHELD
    return NO_FIGURE.get(row["status"], "none is given") + in_brackets(row["why"] or "")


def _changed(before: Row, after: Row, what: Named) -> str:
    """What came of a figure between two periods, in a sentence."""
    gap, since = _gap(after, before), itself(before["period"])
    as_unit = unit_of(after["unit"], [before["value"], after["value"]])
    then, now = as_unit.bare(before["value"]), as_unit.write(after["value"])
    if gap is None:
        if then == as_unit.bare(after["value"]):
            return f"It was {now} in {since} too."
        return f"It was {then} in {since} and is {now} now; how much of that is chance can't be told."
    if not gap:
        return f"{NO_CHANGE} since {since} ({as_unit.write(before['value'])})."
    went = f"got {_compared(gap, after)}" if _is_days(after) else "went up" if gap > 0 else "went down"
    good = {"higher": gap > 0, "lower": gap < 0}.get(what.better)
    verdict = "" if good is None else f", a change for the {'better' if good else 'worse'}"
    return f"Since {since} it {went}, from {then} to {now}, by more than chance alone would make{verdict}."


def _gap(row: Row, other: Row) -> int | None:
    """1 or -1 where the first figure is clearly above or below the other, 0 where not; None where no interval says."""
    ends = [one[name] for one in (row, other) for name in ("value", "lower", "upper")]
    if any(end is None for end in ends):
        return None
    value, low, high, other_value, other_low, other_high = ends
    gap = value - other_value
    if gap - hypot(value - low, other_high - other_value) > 0:
        return 1
    return -1 if gap + hypot(high - value, other_value - other_low) < 0 else 0


def _is_days(row: Row) -> bool:
    return row["unit"].endswith("days")


def _compared(gap: int, row: Row) -> str:
    """
    >>> _compared(1, {"unit": "working days"}), _compared(-1, {"unit": "share"})
    ('slower', 'lower')
    """
    return ("slower" if gap > 0 else "faster") if _is_days(row) else ("higher" if gap > 0 else "lower")
