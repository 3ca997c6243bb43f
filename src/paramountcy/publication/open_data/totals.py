"""What the categories of an indicator sum to: the row that a filter begins with."""

import polars as pl

from paramountcy.publication.open_data.layout import adds_up
from paramountcy.publication.open_data.shape import KEYS, NO_SUCH_FIGURE, SYMBOL, Key
from paramountcy.publication.shape import GIVEN

Whole = dict[str, str | float | None]
"""A number or a symbol for each part of a figure that has one."""


def totals(rows: pl.DataFrame) -> dict[Key, Whole]:
    """
    What the categories sum to, by row, where they make a whole. `rows` are of one indicator.

    Shares do where, wherever all of them are given, they sum to what they are out of. Counts do where each thing is in
    one category; their total is withheld where any of them is. Others, as rates of factors, never do: a child may be
    in several categories.
    """
    told = []
    for row in rows.group_by(KEYS, maintain_order=True).agg("numerator", "denominator", "status").iter_rows():
        told.append((Key(*row[: len(KEYS)], category=None), *row[len(KEYS) :]))
    if (rows["unit"] == "share").any():
        return {key: _of_shares(out_of, statuses) for key, _, out_of, statuses in told} if _make_a_whole(told) else {}
    if not adds_up(rows["indicator"][0]):
        return {}
    return {key: _of_counts(counts, statuses) for key, counts, _, statuses in told}


def _make_a_whole(told: list[tuple[Key, list, list, list]]) -> bool:
    """Whether categories sum to what they are out of, wherever that can be seen."""
    seen = [(counts, out_of[0]) for _, counts, out_of, _ in told if None not in counts and out_of[0]]
    return bool(seen) and all(sum(counts) == whole for counts, whole in seen)


def _of_shares(out_of: list[int | None], statuses: list[str]) -> Whole:
    whole = next((number for number in out_of if number is not None), None)
    if whole is None:
        return dict.fromkeys(("numerator", "denominator", "value"), SYMBOL[statuses[0]])
    return {"numerator": whole, "denominator": whole, "value": 1.0 if whole else NO_SUCH_FIGURE}


def _of_counts(counts: list[int | None], statuses: list[str]) -> Whole:
    withheld = next((SYMBOL[status] for status in statuses if status != GIVEN), NO_SUCH_FIGURE)
    return {"numerator": withheld if None in counts else sum(number or 0 for number in counts)}
