"""A report's recommendations from a file in CSV: read whole, every fault with its row, before any is taken in."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

COLUMNS = ("number", "text", "addressees", "theme", "today")
NEEDED = ("number", "text")
LARGEST = 1_048_576
"""Bytes of a file."""
MOST = 2_000
"""Recommendations of a report."""
LONGEST = {"number": 20, "text": 20_000, "addressees": 300, "theme": 200, "today": 20_000}


class NotImported(ValueError):
    """A file can't be taken in. `faults` are sentences, each with its row."""

    def __init__(self, faults: list[str]):
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Row:
    """A recommendation of a file, and the row it stands in."""

    place: int
    number: str
    text: str
    addressees: str
    theme: str
    today: str


def read(content: bytes) -> list[Row]:
    """The recommendations of a file. Raises NotImported with every fault that was found."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotImported(["The file is not in UTF-8: save it as CSV UTF-8 (comma separated)."]) from wrong
    if "\0" in text:
        raise NotImported(["The file is not a table in CSV: save it as CSV UTF-8 (comma separated)."])
    reader = csv.DictReader(text.splitlines(keepends=True), restval="")
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise NotImported([f"The first row has no column {' and '.join(missing)}: it needs {', '.join(COLUMNS)}."])
        reader.fieldnames = names
        found = [(reader.line_num, {key: (cell or "").strip() for key, cell in row.items() if key}) for row in reader]
    except csv.Error as wrong:
        raise NotImported([f"The file is not a table in CSV ({wrong})."]) from wrong
    rows = [_row(place, cells) for place, cells in found if any(cells.values())]
    faults = list(_faults(rows))
    if not rows:
        faults = ["The file has no recommendation: one stands in each row, under the headings."]
    if faults:
        raise NotImported(faults)
    return rows


def _row(place: int, cells: dict[str, str]) -> Row:
    return Row(place, **{name: cells.get(name, "") for name in COLUMNS})


def _faults(rows: list[Row]) -> Iterator[str]:
    if len(rows) > MOST:
        yield f"The file has {len(rows):,} recommendations; {MOST:,} are the most of one report."
        return
    seen: dict[str, int] = {}
    for row in rows:
        if not row.number:
            yield f"Row {row.place} has no number: give the one that the report gives it."
        elif row.number in seen:
            yield f"Row {row.place} has the number of row {seen[row.number]}: give each its own."
        seen.setdefault(row.number, row.place)
        if not row.text:
            yield f"Row {row.place} has no text: write what is recommended."
        for name, most in LONGEST.items():
            if len(getattr(row, name)) > most:
                yield f"Row {row.place} has more than {most:,} letters in {name}: shorten it."
