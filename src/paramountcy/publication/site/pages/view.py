"""A figure as its page looks at it: what the area itself counted, what is published of it, and what stands beside."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from paramountcy.publication.shape import GIVEN, STATUSES, Table, unit_of
from paramountcy.publication.site.everywhere import MIDDLE, Everywhere, Row
from paramountcy.publication.site.shape import Release, Subject
from paramountcy.statistics.shape import Unit
from paramountcy.statistics.words import day_in_words

MONTH = re.compile(r"\d{4}-\d\d")
BY_DAY = re.compile(r"by day \d+")
STANDS_FOR_ALL = ("", MIDDLE, "by day 45", "up to day 45", "within 12 months", "limit of 45 working days")
"""The parts that stand for a figure told in parts which do not make a whole, such as shares done by each day."""


@dataclass(frozen=True)
class View:
    """
    One subject of a release. `theirs` are the area's published rows and `ours` those of its own returns, by period and
    part; `part` is the part that stands for the whole, None of a mixture.
    """

    release: Release
    subject: Subject

    @property
    def name(self) -> str:
        """The area's."""
        return self.release.area.name

    @cached_property
    def everywhere(self) -> Everywhere | None:
        return self.release.everywhere(self.subject.name)

    @cached_property
    def theirs(self) -> Mapping[tuple[str, str], Row]:
        return self.everywhere.rows(self.release.area.code) if self.everywhere else {}

    @cached_property
    def ours(self) -> Mapping[tuple[str, str], Row]:
        return self.release.own.whole(self.subject.name) if self.release.own else {}

    @cached_property
    def england(self) -> Mapping[tuple[str, str], Row]:
        """England's; none of a figure that says how large an area is."""
        return self.everywhere.rows(self.everywhere.england) if self.everywhere and not self.everywhere.is_size else {}

    @cached_property
    def region(self) -> Mapping[tuple[str, str], Row]:
        if not self.everywhere or self.everywhere.is_size:
            return {}
        code = self.everywhere.region(self.release.area.region)
        return self.everywhere.rows(code) if code else {}

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What the figure is told apart by, in order; ("",) of one number."""
        published = self.everywhere.parts if self.everywhere else ()
        counted = dict.fromkeys(part for _, part in self.ours)
        found = tuple(dict.fromkeys((*published, *counted))) or ("",)
        return tuple(sorted(found, key=_day)) if all(BY_DAY.fullmatch(part) for part in found) else found

    @property
    def monthly(self) -> bool:
        """Whether its parts are the months of the year."""
        return any("{" in part for part in self.parts) or all(MONTH.fullmatch(part) for part in self.parts)

    @cached_property
    def part(self) -> str | None:
        return next((name for name in STANDS_FOR_ALL if name in self.parts), None)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Every period of the figure, ours too, in order."""
        published = self.everywhere.periods if self.everywhere else ()
        return tuple(sorted({*published, *(period for period, _ in self.ours)}))

    @cached_property
    def unit(self) -> Unit:
        if self.everywhere:
            return self.everywhere.unit
        rows = list(self.ours.values())
        name = next((row["unit"] for row in rows if row["unit"]), "number")
        return unit_of(name, [row["value"] for row in rows])

    def last(self, rows: Mapping[tuple[str, str], Row], part: str | None = None) -> Row | None:
        """The latest row of a part: the last that is given, else the last that says why it is not."""
        wanted = (self.part or "") if part is None else part
        of_part = [rows[key] for key in sorted(rows) if key[1] == wanted]
        given = [row for row in of_part if row["value"] is not None]
        return (given or of_part or [None])[-1]

    @cached_property
    def latest(self) -> str:
        """The last period of what the page is about: the published one, else our own."""
        if self.everywhere:
            return self.everywhere.latest
        return max((period for period, _ in self.ours), default="")

    def write(self, row: Row | None) -> str:
        """A value with its unit; else why there is none."""
        return written(row, self.unit)

    def neighbours(self, vintage: int) -> tuple[str, ...]:
        """The codes of the area's neighbours in a list, the nearest first."""
        found = self.release.country.neighbours(self.release.area.code, vintage)
        return tuple(one.la_code for one in found)


def _day(part: str) -> int:
    return int(part.removeprefix("by day "))


def written(row: Row | None, unit: Unit) -> str:
    """A value as it is printed in a table; else the short reason why there is none."""
    if row is None:
        return "no figure"
    if row["value"] is None:
        return row["status"] if row["status"] != GIVEN else "no figure"
    return unit.bare(row["value"])


def counted(row: Row | None) -> str:
    """
    What a figure was made of, as far as it is printed.

    >>> counted({"numerator": 404, "denominator": 2407}), counted({"numerator": None, "denominator": 935})
    ('404 of 2,407', 'of 935')
    """
    if row is None or row["numerator"] is None:
        return f"of {row['denominator']:,}" if row and row["denominator"] is not None else ""
    out_of = f" of {row['denominator']:,}" if row["denominator"] is not None else ""
    return f"{row['numerator']:,}{out_of}"


def interval(row: Row | None, unit: Unit) -> str:
    if row is None or row["lower"] is None or row["upper"] is None:
        return ""
    return f"{unit.bare(row['lower'])} to {unit.bare(row['upper'])}"


def reasons(rows: Iterable[Row | None]) -> str:
    """What the short reasons in a table mean, as a note below it."""
    used = {row["status"]: row["why"] for row in rows if row is not None and row["value"] is None}
    return " ".join(
        f"{status[:1].upper()}{status[1:]}: {STATUSES.get(status, why or status)}."
        for status, why in sorted(used.items())
        if status and status != GIVEN
    )


def period_in_words(period: str) -> str:
    """
    A period as a heading has it.

    >>> [period_in_words(period) for period in ("2024-25", "2025-09-30", "2025-01", "2023/24")]
    ['2024-25', '30 September 2025', 'January 2025', '2023/24']
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", period):
        return day_in_words(date.fromisoformat(period))
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", period):
        return f"{date(int(found[1]), int(found[2]), 1):%B %Y}"
    return period


def without_empty(table: Table) -> Table:
    """A table without the columns in which no cell says anything."""
    kept = [at for at in range(len(table.columns)) if not at or any(row[at] for row in table.rows)]
    columns = tuple(table.columns[at] for at in kept)
    return replace(table, columns=columns, rows=tuple(tuple(row[at] for at in kept) for row in table.rows))


def together(texts: Sequence[str]) -> tuple[str, ...]:
    """Those that say anything, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))
