"""
What an area gives to its site beside its returns: its own answers to the questions, and its own list of areas.

Both are files of a few lines that people keep in a spreadsheet, saved as CSV. A line that can't be used is
refused, with its number and what to do; nothing is left out in silence.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from paramountcy.returns.published.imagined import imagined_authority
from paramountcy.returns.report.visible import short, visible
from paramountcy.terms.authority import Authority, NoSuchAuthority, authority

ANSWERS = ("indicator", "text", "source", "date")
LONGEST = 5_000
"""Characters of an answer; more is a report, and is better linked to."""
LARGEST = 5_000_000
SMALL = re.compile(
    r"(?<![\w.,/-])(?:[1-5]|one|two|three|four|five) (?:of |children|child|families|young people|siblings)",
    re.IGNORECASE,
)
"""A number of children that disclosure control would not print."""
PUPIL_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]\d{11}[\dA-Z](?![A-Za-z0-9])")


class NotUsable(ValueError):
    """A file that was given can't be used. The message is a sentence with the file, the line and what to do."""


@dataclass(frozen=True)
class Answer:
    """What an area says of one of its figures, in its own words: paragraphs, who says so, and when."""

    indicator: str
    paragraphs: tuple[str, ...]
    source: str
    on: date


@dataclass(frozen=True)
class Answers:
    """By indicator, the newest first; and sentences of warning for whoever publishes them."""

    of: Mapping[str, tuple[Answer, ...]]
    warnings: tuple[str, ...] = ()


NO_ANSWERS = Answers({})


def read_answers(path: Path, *, known: Mapping[str, str], by: date) -> Answers:
    """
    The answers in a CSV file of indicator, text, source and date.

    `known` has each indicator's name by every word that it may be given as: its name, or its place in the catalogue
    where that has one. `by` is the day of the release: no answer is of a later one. Raises NotUsable.
    """
    found: dict[str, list[Answer]] = {}
    warnings = []
    for line, row in _rows(path, ANSWERS):
        place = f"{path.name}, line {line}"
        name = known.get(row["indicator"].strip())
        if name is None:
            near = get_close_matches(row["indicator"].strip(), known, n=1, cutoff=0.6)
            meant = f": did you mean {near[0]}?" if near else ": the page of all figures lists those of this release."
            raise NotUsable(f"{place}: there is no indicator {short(visible(row['indicator']), 60)!r} here{meant}")
        answer = Answer(name, _paragraphs(row["text"], place), row["source"].strip(), _day(row["date"], place, by))
        if not answer.source:
            raise NotUsable(f"{place}: the answer has no source: say who gives it, such as a board or a role.")
        if SMALL.search(row["text"]):
            warnings.append(
                f"{place}: the answer speaks of a number of children from 1 to 5. Disclosure control does not read "
                "answers: make sure that nobody can be recognised."
            )
        found.setdefault(name, []).append(answer)
    return Answers(
        {name: tuple(sorted(answers, key=lambda one: one.on, reverse=True)) for name, answers in found.items()},
        tuple(warnings),
    )


def read_list(path: Path, *, on: date, without: Authority, imagined: bool = False) -> tuple[Authority, ...]:
    """
    The area's own list of areas to be set beside: a CSV file with one column, `area`, of names or codes.

    Raises NotUsable for one that there is not, the area itself, one named twice, or an empty list.
    """
    found: dict[str, Authority] = {}
    for line, row in _rows(path, ("area",)):
        place = f"{path.name}, line {line}"
        try:
            asked = row["area"].strip()
            one = imagined_authority(asked) if imagined else authority(asked, on=on)
        except NoSuchAuthority as why:
            raise NotUsable(f"{place}: {why}") from why
        if one.la_code == without.la_code:
            raise NotUsable(f"{place}: {one.name} is the area itself: take it off the list.")
        if one.la_code in found:
            raise NotUsable(f"{place}: {one.name} is on the list twice: take one of them off.")
        found[one.la_code] = one
    if not found:
        raise NotUsable(f"{path.name} names no area: give one a line, below the heading area.")
    return tuple(found.values())


def _paragraphs(text: str, place: str) -> tuple[str, ...]:
    if len(text) > LONGEST:
        raise NotUsable(
            f"{place}: the answer has {len(text):,} characters, and {LONGEST:,} are the most: say the main thing, and "
            "where the rest is to be read."
        )
    if PUPIL_NUMBER.search(text):
        raise NotUsable(f"{place}: the answer holds what looks like a unique pupil number: take it out.")
    paragraphs = tuple(part for line in re.split(r"\r?\n", visible_lines(text)) if (part := line.strip()))
    if not paragraphs:
        raise NotUsable(f"{place}: the answer has no text: write it, or take the line out.")
    return paragraphs


def visible_lines(text: str) -> str:
    """A text with its hidden characters shown, but for the ends of its lines."""
    return "\n".join(visible(line.replace("\t", " ")) for line in text.splitlines())


def _day(text: str, place: str, by: date) -> date:
    try:
        day = date.fromisoformat(text.strip()) if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip(), re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        said = f"{short(visible(text), 40)!r} is not a day" if text.strip() else "the answer has no date"
        raise NotUsable(f"{place}: {said}: write it year first, as in 2025-10-31.")
    if day > by:
        raise NotUsable(
            f"{place}: the answer is of {day.isoformat()}, which is after the day of this release, {by.isoformat()}: "
            "correct the date."
        )
    return day


def _rows(path: Path, columns: Collection[str]) -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with their numbers; other columns are left alone, and empty lines too."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), restkey="", restval=None)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in columns if name not in names]
        if missing:
            raise NotUsable(
                f"{path.name} has no column {missing[0]}: its first line must name the columns {', '.join(columns)}."
            )
        reader.fieldnames = names
        found = []
        for row in reader:
            if all(not value or not value.strip() for value in row.values() if isinstance(value, str)):
                continue
            line = reader.line_num
            if row.get("") is not None:
                raise NotUsable(
                    f"{path.name}, line {line}: there are more cells than columns: put text that holds a comma "
                    "between double quotes."
                )
            if any(row[name] is None for name in columns):
                raise NotUsable(f"{path.name}, line {line}: cells are missing: give {', '.join(columns)}.")
            found.append((line, {name: row[name] for name in columns}))
    except csv.Error as wrong:
        raise NotUsable(f"{path.name}, line {reader.line_num}: this is not CSV ({wrong}): save it as CSV.") from wrong
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise NotUsable(f"{path.name} is larger than {LARGEST:,} bytes: this is not such a list.")
        raw = path.read_bytes()
    except OSError as wrong:
        raise NotUsable(f"{path.name} can't be read: {wrong.strerror or type(wrong).__name__}.") from wrong
    if b"\0" in raw:
        raise NotUsable(f"{path.name} is not text: save the spreadsheet as CSV (UTF-8).")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel writes plain CSV in the code page of its machine.
        return raw.decode("cp1252", errors="replace")
