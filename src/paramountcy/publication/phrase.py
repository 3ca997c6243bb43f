"""
From the definition of a figure to a sentence about one: "Of referrals made in the period, those of a child who ..."
becomes "In Islington, 23.4% of referrals made in 2024-25 (1,204 of 5,150) were of a child who ...".

Definitions are those of our indicators and of the published figures, which follow a few patterns; one that follows none
is told by its title.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from paramountcy.indicators.between import LEVEL
from paramountcy.indicators.groups import ALL
from paramountcy.indicators.period import Period
from paramountcy.publication.shape import unit_of
from paramountcy.statistics import words
from paramountcy.statistics.shape import Unit

Row = Mapping[str, Any]
"""A released figure: the columns publication.shape.RELEASED."""

QUARTERS = {"lower quartile": "a quarter", "median": "half", "upper quartile": "three quarters"}
RELATIVE = ("whose ", "on which ", "after which ", "with whom ", "for whom ", "about whom ")
SUBJECTS = ("they ", "social workers ")
"""What "that" is followed by where it is not the subject itself: "sessions that they missed"."""

PILED_UP = "limit of "
"""How the categories begin whose value says how many more were done just under a limit than expected."""


def told(row: Row, title: str, says: str) -> str:
    """A given figure, without its interval, in the words of its definition `says`."""
    defined, speaks_of_time = dated(first(says), row["period"])
    for form, write, tells_category in _FORMS:
        found = re.fullmatch(form, defined)
        made = write(row, found) if found else ""
        if made:
            where = in_brackets(group(row) if tells_category else part(row))
            time = "" if speaks_of_time else f" {when(row['period'])}"
            return f"In {row['area']}{where}{time}{made}."
    if re.fullmatch(MONTH, row["category"]):
        return f"{title}: {short(row)} in {row['area']}{in_brackets(group(row))} {when(row['category'])}."
    at = dated("in the year", row["period"])[0] if "in the year" in title else when(row["period"])
    return f"{title}: {short(row)} in {row['area']}{in_brackets(part(row))} {at}."


def short(row: Row) -> str:
    """
    A figure and its counts, without words around.

    >>> short({"value": 0.2338, "numerator": 1204, "denominator": 5150, "unit": "share"})
    '23.4% (1,204 of 5,150)'
    """
    value = unit(row).write(row["value"])
    return value + (in_brackets(_counts(row)) if row["unit"] == "share" else "")


def unit(row: Row) -> Unit:
    """How a row's numbers are written; the ends of its interval add no decimals to a whole value."""
    return unit_of(row["unit"], [row["value"]])


def group(row: Row) -> str:
    """The group of children that a row is about, where it is not about all."""
    return "" if row["breakdown"] in (ALL, "") else f"{row['breakdown']}: {row['group']}"


def part(row: Row) -> str:
    """The group and the category that a row is about."""
    return ", ".join(words_ for words_ in (group(row), row["category"]) if words_)


def in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def more_or_fewer(ratio: float) -> str:
    """
    >>> more_or_fewer(0.8), more_or_fewer(-0.125)
    ('80% more', '12% fewer')
    """
    return f"{words.number(100 * abs(ratio), 0)}% {'more' if ratio >= 0 else 'fewer'}"


def when(period: str) -> str:
    """
    >>> [when(period) for period in ("2024-25", "2024-10", "2024-25-Q4", "2025-03-31", "2023/24", "12-to-2024-10")]
    ['in 2024-25', 'in October 2024', 'from January to March 2025', 'on 31 March 2025', 'in the school year 2023/24', \
'in the 12 months to October 2024']
    """
    span = _span(period)
    if span is None:
        return f"in the school year {period}" if "/" in period else f"in {period}"
    if span.is_a_day:
        return f"on {words.day_in_words(span.end)}"
    if period.startswith("12-to-"):
        return f"in the 12 months to {span.end:%B %Y}"
    if "-Q" in period:
        return f"from {span.start:%B} to {span.end:%B %Y}"
    return f"in {span.end:%B %Y}" if span.start.month == span.end.month else f"in {period}"


def itself(period: str) -> str:
    """
    The time without the word before it, as after "since".

    >>> [itself(period) for period in ("2024-25", "2024-10", "2024-09-30", "2023/24")]
    ['2024-25', 'October 2024', '30 September 2024', 'the school year 2023/24']
    """
    return when(period).partition(" ")[2]


def dated(says: str, period: str) -> tuple[str, bool]:
    """A definition with the time in place of "the period"; whether it speaks of time at all."""
    span, at = _span(period), when(period)
    day = words.day_in_words(span.end) if span else f"the end of {period}"
    year = f"{span.end.year}" if span else period[:4]
    swaps = (
        (r"\bat the end of the period\b", f"on {day}" if span else f"at {day}"),
        (r"\bby its end\b", f"by {day}"),
        (r"\bin the period\b", at),
        (r"\bof the period\b", f"of {itself(period)}"),
        (r"\b(31 March|30 June|30 September)\b(?! \d)", rf"\1 {year}"),
        (r"\bin January\b", f"in January {year}"),
        (r"\bin the school year\b", f"in the school year {period}"),
        (r"\bin the year\b(?! to)", f"in the year to {day}" if span and span.is_a_day else at),
    )
    swapped = says
    for form, put in swaps:
        swapped = re.sub(form, put, swapped)
    return swapped, swapped != says


def first(says: str) -> str:
    """
    The first sentence of a definition, without what stands in brackets or explains it further.

    >>> first("Of children looked after, those who were away (once or more): it was known where. All count.")
    'Of children looked after, those who were away'
    """
    text = re.sub(r" \([^)]*\)", "", says).split(". ")[0].removesuffix(".")
    return re.split(r": |; (?!and how)", text)[0]


def _those(row: Row, found: re.Match[str]) -> str:
    """A share: "Of X, those that Y", or "Of X, what went on Y"."""
    did = _verb(found["did"]) if found["who"] == "those" else found["did"]
    return _of(row, found["of"], in_brackets(_counts(row)), did)


def _each(row: Row, found: re.Match[str]) -> str:
    """A share told apart by category: "Of X, the share with each Y"."""
    return _of(row, found["of"], in_brackets(_counts(row)), f"were in the group “{row['category']}”")


def _by_then(row: Row, found: re.Match[str]) -> str:
    """A share done by several days: "Of X, the share that ... by each day", or "within 6 and 12 months"."""
    if not row["category"].startswith(("by day ", "within ")):
        return ""
    counts = f"{row['denominator']:,}" if row["denominator"] is not None else "all"
    open_too = ", open ones counted" if "open ones counted" in found[0] else " in all"
    return _of(row, found["of"], f" ({counts}{open_too})", f"{_verb(found['did'])} {row['category']}")


def _level(row: Row, found: re.Match[str]) -> str:
    """The level of a share whose differences between areas or teams are told beside it."""
    if row["category"] != LEVEL:
        return ""
    return _of(row, found["of"], in_brackets(_counts(row)), _verb(found["did"]))


def _of(row: Row, of: str, counts: str, did: str) -> str:
    if row["unit"] != "share":
        return ""
    return f", {unit(row).write(row['value'])} of {_plain(of)}{counts} {did}"


def _days(row: Row, found: re.Match[str]) -> str:
    """The day by which a quarter, half or three quarters were done."""
    if row["category"] not in QUARTERS:
        return ""
    counts = f" ({row['denominator']:,} in all)" if row["denominator"] else ""
    return (
        f", {QUARTERS[row['category']]} of the {_plain(found['of'])}{counts} were {found['did']} "
        f"within {unit(row).write(row['value'])}"
    )


def _mean(row: Row, found: re.Match[str]) -> str:
    counts = f" ({row['denominator']:,}, open ones counted)" if row["denominator"] else ""
    waited = unit_of(row["unit"], [0.5]).write(row["value"])
    return f", {_plain(found['of'])}{counts} waited {waited} on average, {row['category']}"


def _more(row: Row, found: re.Match[str]) -> str:
    """How many more were done under a limit than the days around it lead one to expect."""
    return f", of {_plain(found['of'])}, {more_or_fewer(row['value'])} {found['did']} ({row['category']})"


def _rate(row: Row, found: re.Match[str]) -> str:
    if not row["unit"].startswith("per "):
        return ""
    of = _plain(found["of"][:1].lower() + found["of"][1:])
    counts = "" if row["numerator"] is None else f" ({row['numerator']:,} in all)"
    every = f"{',' if ',' in of else ''} for every {row['unit'].removeprefix('per ')} {found['people']}"
    return f" there were {unit(row).bare(row['value'])} {of}{every}{counts}"


MONTH = r"[12]\d{3}-(?:0[1-9]|1[0-2])"
_FORMS = (
    (r"Of (?P<of>.+?), the share (?P<did>.+?);? (?:by each day|(?:by|within) [\d, and]+ months)\b.*", _by_then, True),
    (r"Of (?P<of>.+?), the share (?P<did>.+?); and how .+", _level, True),
    (r"Of (?P<of>.+?), (?:the share|those) .*\beach (?!later).+", _each, True),
    (r"Of (?P<of>.+?), (?P<who>those|what) (?P<did>.+)", _those, False),
    (r"Of (?P<of>.+?), the (?:working )?days by which .+ were (?P<did>\w+)", _days, True),
    (r"Of (?P<of>.+?), the mean .+", _mean, True),
    (r"Of (?P<of>.+?), how many more (?P<did>.+)", _more, True),
    (r"(?P<of>.+?), for every [\d,]+ (?P<people>children|of them)\b.*", _rate, False),
)
"""Patterns of definitions, how each is told, and whether the telling has the row's category in it. The first counts."""


def _plain(of: str) -> str:
    """
    >>> _plain("enquiries started in 2024-25, and followed for 15 working days")
    'enquiries started in 2024-25 and followed for 15 working days'
    """
    return of.replace(", and ", " and ")


def _verb(did: str) -> str:
    """
    >>> [_verb(did) for did in ("that led to a plan", "of a child", "whose child came back", "with a plan")]
    ['led to a plan', 'were of a child', 'were ones whose child came back', 'had a plan']
    """
    if did.startswith(RELATIVE):
        return f"were ones {did}"
    for word in ("that ", "who "):
        if did.startswith(word):
            rest = did.removeprefix(word)
            return f"were ones {did}" if rest.startswith(SUBJECTS) else rest
    return f"had {did.removeprefix('with ')}" if did.startswith("with ") else f"were {did}"


def _counts(row: Row) -> str:
    counted, out_of = row["numerator"], row["denominator"]
    if counted is None or out_of is None:
        return ""
    return f"{counted:,} of {out_of:,}"


def _span(period: str) -> Period | None:
    try:
        return Period.of(period)
    except ValueError:
        return (
            Period(date(int(period), 1, 1), date(int(period), 12, 31), period) if re.fullmatch(YEAR, period) else None
        )


YEAR = r"[12]\d{3}"
