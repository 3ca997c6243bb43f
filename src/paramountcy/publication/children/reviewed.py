"""
Who has checked the page: young readers, how old they were, when, and what was changed because of them.

The record is a file in CSV with the columns reviewer_role, age, date and what_changed, a line for each reader. It has
no names, and a column that looks like one is refused. Without a record the page says that no young person has checked
it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

COLUMNS = ("reviewer_role", "age", "date", "what_changed")
YOUNGEST, OLDEST = 5, 25
NOT_YET = "This page has not yet been checked by young people."
LARGEST = 1_000_000
"""Bytes."""
NAMING = ("name", "email", "phone", "address", "school", "dob", "birth")


class NotReviewed(ValueError):
    """A reviewers' record can't be taken. The message is a sentence, and quotes nothing of it."""


@dataclass(frozen=True)
class Review:
    """What one young reader gave."""

    role: str
    age: int
    on: date
    what_changed: str


def read_reviews(file: Path) -> tuple[Review, ...]:
    """The reviews of a record, in its order. Raises NotReviewed."""
    try:
        content = file.read_bytes()[: LARGEST + 1]
        text = content.decode("utf-8-sig")
    except OSError as wrong:
        raise NotReviewed(f"{file.name} could not be read: {wrong.strerror or type(wrong).__name__}") from wrong
    except UnicodeDecodeError as wrong:
        raise NotReviewed(f"{file.name} is not a table in CSV and UTF-8: save it so") from wrong
    if len(content) > LARGEST:
        raise NotReviewed(f"{file.name} has more than {LARGEST:,} bytes, and no record of readers is so long")
    reader = csv.DictReader(text.splitlines(), restval="")
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    if any(part in name for name in names for part in NAMING):
        raise NotReviewed(
            f"{file.name} has a column that may say who a young person is: leave it out, and give it again"
        )
    if missing := [name for name in COLUMNS if name not in names]:
        raise NotReviewed(f"{file.name} has no column {', '.join(missing)}: it needs {', '.join(COLUMNS)}")
    try:
        rows = [row for row in reader if any((row[name] or "").strip() for name in COLUMNS)]
    except csv.Error as wrong:
        raise NotReviewed(f"{file.name} is not a table in CSV ({wrong})") from wrong
    return tuple(_review(row, f"row {place} of {file.name}") for place, row in enumerate(rows, start=2))


def _review(row: dict[str, str], place: str) -> Review:
    told = {name: row[name].strip() for name in COLUMNS}
    if not told["age"].isdecimal() or not YOUNGEST <= int(told["age"]) <= OLDEST:
        raise NotReviewed(
            f"{place} has no age from {YOUNGEST} to {OLDEST}: a child or young person has to have read it"
        )
    try:
        on = date.fromisoformat(told["date"])
    except ValueError as wrong:
        raise NotReviewed(f"{place} has no day: write it as in 2026-05-01") from wrong
    if not told["reviewer_role"] or not told["what_changed"]:
        raise NotReviewed(f"{place} has no role, or does not say what was changed: write `nothing` where nothing was")
    return Review(told["reviewer_role"], int(told["age"]), on, told["what_changed"])


def says_who_checked(reviews: Iterable[Review]) -> str:
    """
    The sentence that stands at the head of the page. Ages are told as a span, so that no one reader stands out.

    >>> says_who_checked([])
    'This page has not yet been checked by young people.'
    >>> says_who_checked([Review("care leaver", 17, date(2026, 5, 1), "nothing"),
    ...                   Review("pupil", 12, date(2026, 4, 30), "shorter words")])
    'Two young people, aged 12 to 17, have checked this page, the last on 1 May 2026.'
    """
    found = list(reviews)
    if not found:
        return NOT_YET
    ages = sorted(one.age for one in found)
    aged = f"aged {ages[0]}" if ages[0] == ages[-1] else f"aged {ages[0]} to {ages[-1]}"
    last = max(one.on for one in found)
    day = f"{last.day} {last:%B %Y}"
    if len(found) == 1:
        return f"One young person, {aged}, has checked this page, on {day}."
    counts = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}
    return f"{counts.get(len(found), len(found))} young people, {aged}, have checked this page, the last on {day}."
