"""What a data set is: its columns, its rows with what each is about, and what stands where a figure has no number."""

from dataclasses import dataclass
from functools import cached_property

from paramountcy.publication.open_data.facts import STANDARD
from paramountcy.publication.open_data.layout import Column, Form, filter_meta
from paramountcy.publication.open_data.times import Place, Time, place_of, time_of
from paramountcy.publication.shape import CHANGED, GIVEN, NOT_AVAILABLE, NOT_COLLECTED, NOTHING, TOO_FEW

SYMBOL = {GIVEN: "z", NOTHING: "z", TOO_FEW: "c", NOT_AVAILABLE: "x", NOT_COLLECTED: "x", CHANGED: "x"}
"""What stands for a number that a figure has not got, by its status."""
NO_SUCH_FIGURE = "z"
ROUNDED_AWAY = "low"
KEYS = ("period", "level", "area", "area_code", "breakdown", "group")


@dataclass(frozen=True)
class Key:
    """What a row is about. `category` is "" where the data set has no such filter, and None for its total."""

    period: str
    level: str
    area: str
    area_code: str
    breakdown: str
    group: str
    category: str | None = ""

    @cached_property
    def time(self) -> Time:
        return time_of(self.period)

    @cached_property
    def place(self) -> Place:
        return place_of(self.level, self.area_code, self.area)


@dataclass(frozen=True)
class DataSet:
    """A data file and its metadata, before they are written. `rows` go with `keys`, one by one."""

    stem: str
    title: str
    columns: tuple[Column, ...]
    filters: tuple[str, ...]
    keys: tuple[Key, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def heading(self) -> tuple[str, ...]:
        return (*STANDARD, *self.filters, *(column.name for column in self.columns))

    @property
    def meta(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the metadata."""
        return (*(filter_meta(name) for name in self.filters), *(column.meta for column in self.columns))


def written(number: float | None, form: Form) -> str:
    """
    A number as a cell.

    >>> written(0.1234, Form("percent", "", "%", scale=100)), written(0.0001, Form("percent", "", "%", scale=100))
    ('12.3', 'low')
    """
    if number is None:
        return NO_SUCH_FIGURE
    text = f"{number * form.scale:.{form.places}f}"
    if number and not float(text):
        return ROUNDED_AWAY
    return text.lstrip("-") if not float(text) else text
