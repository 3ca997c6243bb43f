"""
Who a child can turn to: telephone numbers and addresses, from a file that anyone can put right.

`helplines.csv` is what stands until an area gives its own. None of it was checked against a live page, and each line
says so on the page itself until somebody has rung the number: then `mark` is emptied and `checked` holds the day.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HELPLINES = Path(__file__).with_name("helplines.csv")
COLUMNS = ("name", "for_whom", "number", "web", "hours", "cost", "source", "checked", "mark")
LARGEST = 100_000
"""Bytes."""
NUMBER = re.compile(r"[0-9][0-9 ]{1,14}[0-9]", re.ASCII)
WEB = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}(/[\w./-]*)?", re.ASCII | re.IGNORECASE)


class NotHelplines(ValueError):
    """A file of helplines can't be taken. The message is a sentence, and says what to do."""


@dataclass(frozen=True)
class HelpLine:
    """Somebody to turn to. `mark` is what a reader must know before it is published, "" where it has been checked."""

    name: str
    for_whom: str
    number: str
    web: str
    hours: str
    cost: str
    source: str
    mark: str
    checked: date | None = None

    @property
    def says(self) -> str:
        """
        It in a sentence or two.

        >>> HelpLine("Childline", "children", "0800 1111", "", "at any time", "free", "", "").says
        'Childline: 0800 1111. For children. Open at any time. It is free.'
        """
        reach = ", or ".join(part for part in (self.number, self.web) if part)
        parts = [f"{self.name}: {reach}", f"For {self.for_whom}" if self.for_whom else ""]
        parts += [f"Open {self.hours}" if self.hours else "", f"It is {self.cost}" if self.cost else ""]
        return " ".join(f"{part}." for part in parts if part)


def read_helplines(file: Path = HELPLINES) -> tuple[HelpLine, ...]:
    """
    The helplines of a file in CSV, in its order. Raises NotHelplines.

    It needs the columns name and number (or web); the others of COLUMNS may be left out. A line whose mark is empty
    must say on what day it was checked.
    """
    rows = _rows(file)
    lines = tuple(_line(row, f"row {place} of {file.name}") for place, row in enumerate(rows, start=2))
    if not lines:
        raise NotHelplines(f"{file.name} has no line of help in it: give at least one, so that a child can turn to it")
    return lines


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        content = file.read_bytes()[: LARGEST + 1]
    except OSError as wrong:
        raise NotHelplines(f"{file.name} could not be read: {wrong.strerror or type(wrong).__name__}") from wrong
    if len(content) > LARGEST:
        raise NotHelplines(f"{file.name} has more than {LARGEST:,} bytes, and no list of helplines is so long")
    try:
        reader = csv.DictReader(content.decode("utf-8-sig").splitlines(), restval="")
        names = [(name or "").strip() for name in reader.fieldnames or ()]
        reader.fieldnames = names
        rows = [{name: (cell or "").strip() for name, cell in row.items() if name} for row in reader]
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise NotHelplines(f"{file.name} is not a table in CSV and UTF-8: save it so") from wrong
    if "name" not in names or not {"number", "web"} & set(names):
        raise NotHelplines(f"{file.name} has no columns name and number: it needs {', '.join(COLUMNS)}")
    return [row for row in rows if any(row.values())]


def _line(row: dict[str, str], place: str) -> HelpLine:
    told = {name: row.get(name, "") for name in COLUMNS}
    words = {name: told[name] for name in COLUMNS if name != "checked"}
    if not told["name"] or not (told["number"] or told["web"]):
        raise NotHelplines(f"{place} has no name, or neither a number nor a web address")
    if told["number"] and not NUMBER.fullmatch(told["number"]):
        raise NotHelplines(f"{place} has a number that can't be rung: write it in figures and spaces, as in 0800 1111")
    if told["web"] and not WEB.fullmatch(told["web"]):
        raise NotHelplines(f"{place} has a web address that is none: write it as in childline.org.uk")
    try:
        checked = date.fromisoformat(told["checked"]) if told["checked"] else None
    except ValueError as wrong:
        raise NotHelplines(f"{place} has a day of checking that is none: write it as in 2026-05-01") from wrong
    if not checked and not told["mark"]:
        raise NotHelplines(f"{place} has no mark and no day on which it was checked: ring it, and give that day")
    return HelpLine(**words, checked=checked)
