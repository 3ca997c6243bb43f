"""
Days and times as people write them in notes: 15 June 2011, 3rd November, 31/10/2011, 15:00-17:30, 12.30 – 15.00, 2pm.

A day without a year is given one from the meeting it stands in; a weekday beside it says which. The clock is not read.
"""

import re
from dataclasses import dataclass
from datetime import date, time

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(f"{name}|{name[:4] if name == 'september' else name[:3]}" for name in MONTHS)
_WEEKDAY = "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS) + "|Tues|Thurs|Weds"
DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b,?\s+(?:the\s+)?)?"
    rf"(?:\b(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)?\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b)",
    re.IGNORECASE,
)
_TIME = r"(?:(\d{1,2})[:.](\d\d)\s*([ap]\.?m\b\.?)?|(\d{1,2})\s*([ap]\.?m\b\.?)|\b(noon|midday)\b)"
BARE = r"(\d{1,2})(?![\d:.]|\s*[ap]m)"
TIMES = re.compile(rf"(?<![\d/.]){_TIME}(?:\s*(?:-|–|—|to|until)\s*{_TIME})?", re.IGNORECASE)
BARE_FIRST = re.compile(r"(?<![\d/.:])(\d{1,2})(\s*(?:-|–|—|to)\s*\d{1,2}(?:[:.]\d\d)?\s*)([ap]m)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A day found in a text: its parts, and where it stands. `year` is None where none is written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: str

    def on(self, meeting: date | None, *, later: bool = False) -> date | None:
        """
        The day. Without a year, the one nearest to the meeting, or where `later` the first after it; where a weekday
        is written, the nearest in which it agrees. None where no such day can be.

        >>> days("Tuesday 6th December")[0].on(date(2011, 11, 3), later=True)
        datetime.date(2011, 12, 6)
        >>> days("20 December")[0].on(date(2012, 1, 10))
        datetime.date(2011, 12, 20)
        """
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if meeting is None:
            return None
        years = range(meeting.year if later else meeting.year - 1, meeting.year + (7 if later else 2))
        candidates = [found for year in years if (found := _day(year, self.month, self.day))]
        if later:
            candidates = [found for found in candidates if found > meeting]
        near = sorted(candidates, key=lambda found: abs(found - meeting))
        agreeing = [found for found in near if self.agrees(found)]
        return next(iter(agreeing or near), None)

    def agrees(self, found: date) -> bool:
        """Whether the weekday that is written, if one is, is that of the day."""
        return not self.weekday or WEEKDAYS[found.weekday()].lower().startswith(self.weekday.lower()[:3])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days(text: str) -> list[Found]:
    """
    The days in a text.

    >>> [(found.day, found.month, found.year) for found in days("from 2nd to 23 November 2011, not 31 June")]
    [(23, 11, 2011)]
    """
    found = []
    for match in DAY.finditer(text):
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["d"]:
            day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
            year += 2000 if year < 100 else 0
        else:
            day = int(match["day"])
            month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"].lower()[:3]))
            year = int(match["year"]) if match["year"] else None
        if _day(year or 2024, month, day):
            found.append(Found(match.start(), match.end(), day, month, year, match["weekday"] or ""))
    return found


def times(text: str) -> tuple[time | None, time | None]:
    """
    The first time in a text and the one it lasts until.

    >>> times("3rd November 2011, 15:00-17:30"), times("(12.30 – 15.00)"), times("2 to 4pm"), times("in 2011")
    ((datetime.time(15, 0), datetime.time(17, 30)), (datetime.time(12, 30), datetime.time(15, 0)), \
(datetime.time(14, 0), datetime.time(16, 0)), (None, None))
    """
    plain = BARE_FIRST.sub(r"\1\3\2\3", DAY.sub(" ", re.sub(r"\b12 (?=noon|midday)", "", text)))
    for match in TIMES.finditer(plain):
        parts = match.groups()
        later = _time(parts[6:])
        begin = _time(parts[:6], other=parts[8] or parts[10])
        if begin:
            return begin, later
    return None, None


def _time(parts: tuple[str | None, ...], other: str | None = None) -> time | None:
    """A time of its parts: hour and minutes with am or pm, hour with either, or noon; `other` is that of its end."""
    hour, minute, half, alone, alone_half, noon = parts
    if noon:
        return time(12)
    if not hour and not alone:
        return None
    value, half = int(hour or alone or 0), half or alone_half
    if half is None and other and value < 12 and other.lower().startswith("p") and value >= 1 and value != 12:
        half = None if value >= 8 else "pm"
    if half and half.lower().startswith("p") and value < 12:
        value += 12
    if half and half.lower().startswith("a") and value == 12:
        value = 0
    return time(value, int(minute or 0)) if value < 24 and int(minute or 0) < 60 else None
