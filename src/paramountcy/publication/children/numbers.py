"""Numbers as children are told them: counts in full, shares as so many in every hundred, waits in days and weeks."""

from math import isclose

FEW = 100
"""A share of fewer than these is told as what it is: 7 of the 20."""
WORKING_WEEK = 5
TOLD_IN = (100, 1_000, 10_000)


def how_many(count: int) -> str:
    """
    >>> how_many(1_203), how_many(0)
    ('1,203 children', 'no children')
    """
    return f"{count:,} children" if count else "no children"


def in_every(share: float, count: int | None = None, out_of: int | None = None) -> str:
    """
    A share from 0 to 1, to stand before what it is a share of. Where that is few, and the count is known, it is told
    exactly, since "in every 100" would promise more than there is.

    >>> in_every(0.0412), in_every(0.0043), in_every(0.35, 7, 20), in_every(1.0), in_every(0.998), in_every(0)
    ('about 4 in every 100', 'about 4 in every 1,000', '7 of the 20', 'all', 'nearly all', 'none of the')
    """
    if isclose(share, 1):
        return "all"
    if share == 0:
        return "none of the"
    if count is not None and out_of and out_of < FEW:
        return f"{count:,} of the {out_of:,}"
    for base in TOLD_IN:
        told = round(share * base)
        if told == base:
            return "nearly all"
        if told:
            return f"about {told:,} in every {base:,}"
    return f"fewer than 1 in every {TOLD_IN[-1]:,}"


def how_long(working_days: float) -> str:
    """
    Working days as time that passes: days while it is less than two weeks, then weeks of five of them.

    >>> how_long(0), how_long(1), how_long(9.4), how_long(28), how_long(44)
    ('a day', 'a day', '9 weekdays', 'about 6 weeks', 'about 9 weeks')
    """
    if working_days < 1.5:
        return "a day"
    if working_days < 2 * WORKING_WEEK:
        return f"{round(working_days)} weekdays"
    return f"about {round(working_days / WORKING_WEEK)} weeks"
