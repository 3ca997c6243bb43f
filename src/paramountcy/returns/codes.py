"""The code lists of a return, dated: which codes a field may hold in which year."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from paramountcy.terms.year import Year, Years, years


@dataclass(frozen=True)
class Code:
    """One code of a list, what it means in our words, and when it may be used."""

    list: str
    code: str
    label: str
    years: Years


@cache
def read_codes(path: Path) -> tuple[Code, ...]:
    """Every code in a file with the columns list, code, label, since, until (empty: still in use)."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Code(row["list"], row["code"], row["label"], years(row["since"], row["until"] or None))
            for row in csv.DictReader(file)
        )


class Codes:
    """The lists of one year: `codes.Ethnicity` is a list of its codes. Raises LookupError for a list it has not."""

    def __init__(self, path: Path, year: Year):
        self._year = year
        self._lists: dict[str, list[str]] = {}
        for code in read_codes(path):
            if year in code.years:
                self._lists.setdefault(code.list, []).append(code.code)

    def __getattr__(self, name: str) -> list[str]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._lists:
            raise LookupError(f"there is no list {name} for {self._year}")
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)
