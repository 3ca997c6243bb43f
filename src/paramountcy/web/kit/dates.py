"""A date in three boxes: day, month, year. What is wrong with it is said in words, and of which box."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A box of a date: its name, its label, and the digits it has room for."""

    name: str
    label: str
    width: int


PARTS = (Part("day", "Day", 2), Part("month", "Month", 2), Part("year", "Year", 4))
Typed = tuple[str, str, str]


class MemorableDateInput(forms.Widget):
    """The three boxes. `attrs={"autocomplete": "bday"}` for one's own date of birth."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        day, month, year = (str(data.get(f"{name}_{part.name}") or "") for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part.name}" in data for part in PARTS)

    def parts_of(self, value: Any) -> Typed:
        """What stands in the boxes: what was typed, or a date's day, month and year."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        if isinstance(value, tuple):
            day, month, year = value
            return day, month, year
        return "", "", ""


class MemorableDate(forms.Field):
    """
    A date somebody knows. A month may be written as a word. `earliest` and `latest` are the first and last day that
    make sense; a form sets them when it is made, since they may depend on today.
    """

    widget = MemorableDateInput

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **more: Any):
        super().__init__(**more)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        day, month, year = (part.strip() for part in value)
        if not (day or month or year):
            return None
        missing = [part.name for part, typed in zip(PARTS, (day, month, year), strict=True) if not typed]
        if missing:
            said = " and a ".join(missing)
            raise _wrong(f"{self._name} must include a {said}.", *missing)
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise _wrong("Year must be four digits, such as 2026.", "year")
        number = _month(month)
        if number is None:
            raise _wrong("Month must be a number from 1 to 12, or its name.", "month")
        if not (day.isascii() and day.isdigit() and len(day) <= 2):
            raise _wrong("Day must be a number from 1 to 31.", "day")
        try:
            return date(int(year), number, int(day))
        except ValueError as wrong:
            raise _wrong(f"{self._name} must be a day that the calendar has.", "day") from wrong

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise _wrong(f"Enter {self._name[0].lower()}{self._name[1:]}.", *(part.name for part in PARTS))
        if value and self.earliest and value < self.earliest:
            raise _wrong(f"{self._name} must be {_in_words(self.earliest)} or later.")
        if value and self.latest and value > self.latest:
            raise _wrong(f"{self._name} must be {_in_words(self.latest)} or earlier.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    @property
    def _name(self) -> str:
        return str(self.label or "The date")


def _wrong(says: str, *parts: str) -> ValidationError:
    return ValidationError(says.replace("%", "%%"), code="invalid", params={"parts": parts})


def _month(typed: str) -> int | None:
    if typed.isascii() and typed.isdigit() and len(typed) <= 2:
        return int(typed) if 1 <= int(typed) <= 12 else None
    word = typed.casefold().rstrip(".")
    if word in NAMES:
        return NAMES.index(word) + 1
    return MONTHS.index(word) + 1 if word in MONTHS else None


def _in_words(day: date) -> str:
    return f"{day.day} {NAMES[day.month - 1].capitalize()} {day.year}"
