"""
Several years' returns of one authority, read from their files into one record.

A file is a return in XML; a folder with the tables of one, or a workbook of them, as `paramountcy convert` makes them,
is a return too; any other folder stands for every .xml in it. What can't be read is left out and said, and the rest
goes on; returns of two authorities are refused, as a child's number means something within one alone.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl

from paramountcy.record.filing import Filing
from paramountcy.record.from_cin import from_cin
from paramountcy.record.shape import Record
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.convert import WORKBOOK, NoTables, read_tables
from paramountcy.returns.published.imagined import imagined_area
from paramountcy.returns.read_xml import read as read_xml
from paramountcy.returns.shape import EVER, Reading, Unreadable
from paramountcy.returns.values import read_values
from paramountcy.terms.authority import NoSuchAuthority, authority
from paramountcy.terms.year import Year

Progress = Callable[[str, float], None]
"""Is told the step, and the share that is done, from 0 to 1."""

FIRST, LAST = 2014, 2060
"""The years that a return may end in: those that were collected, and as far as working days are known."""
READING = 0.6
"""The share of the work that reading the files is; putting them together is the rest."""


class NotRead(ValueError):
    """The returns can't be read into a record. The message is a sentence or more, and quotes no child's data."""


@dataclass(frozen=True)
class Taken:
    """A return that is in the record. `last` is the last day that it speaks for."""

    name: str
    year: Year
    area: str
    made: date
    last: date
    children: int


@dataclass(frozen=True, repr=False)
class ReadReturns:
    """
    What was read: the record, the returns in it in order, and sentences: what was left out, and what else to know.

    `incomplete` says that something in a return that was taken could not be read.
    """

    record: Record
    taken: tuple[Taken, ...]
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]
    incomplete: bool


@dataclass(frozen=True, repr=False)
class _Told:
    """One return, read."""

    name: str
    filing: Filing
    remarks: tuple[str, ...]
    digest: str

    @property
    def children(self) -> int:
        return len(self.filing.tables["ChildIdentifiers"])


def read(paths: Iterable[str | Path], *, progress: Progress | None = None) -> Record:
    """
    The record of one authority from its returns. Raises NotRead where any of them can't be read, or they are of several
    authorities: to go on without those that can't be read, and to hear what else to know, take `read_returns`.
    """
    found = read_returns(paths, progress=progress)
    if found.left_out:
        raise NotRead(" ".join(found.left_out))
    return found.record


def read_returns(paths: Iterable[str | Path], *, progress: Progress | None = None) -> ReadReturns:
    """
    The record of one authority from those of its returns that can be read, and what to say of the others.

    Raises NotRead where none can be, or they are of several authorities.
    """
    say = progress or (lambda step, share: None)
    told, left_out = [], []
    places = list(_places([Path(path) for path in paths], left_out))
    for at, place in enumerate(places):
        say(f"reading {place.name}", READING * at / len(places))
        try:
            told.append(_one(place))
        except (Unreadable, NoTables, NotRead) as why:
            left_out.append(f"{place.name} was left out: {_sentence(str(why))}")
    remarks = [f"{one.name}: {remark}" for one in told for remark in one.remarks]
    told = _each_once(told, remarks)
    if not told:
        raise NotRead(" ".join(["No return could be read.", *left_out]) if left_out else "Give at least one return.")
    _refuse_several_authorities(told)
    told.sort(key=lambda one: one.filing.order)
    say("putting the returns together", READING)
    record = from_cin([one.filing for one in told])
    say("putting the returns together", 1.0)
    taken = tuple(
        Taken(
            one.name,
            one.filing.year,
            one.filing.area,
            one.filing.recorded_at.date(),
            one.filing.last,
            one.children,
        )
        for one in told
    )
    incomplete = any(one.remarks for one in told)
    return ReadReturns(record, taken, tuple(left_out), (*remarks, *_together(taken)), incomplete)


def _places(given: Sequence[Path], left_out: list[str]) -> Iterator[Path]:
    """What is to be read as a return each, none twice: files, folders of tables, and every .xml of other folders."""
    seen = set()
    for path in given:
        inside = [path]
        if path.is_dir() and not _holds_tables(path):
            inside = sorted(file for file in path.iterdir() if _is_return(file))
            if not inside:
                left_out.append(f"The folder {path.name} has no file that ends in .xml, and no tables of a return.")
        for place in inside:
            if place.resolve() not in seen:
                seen.add(place.resolve())
                yield place


def _is_return(file: Path) -> bool:
    return file.suffix.lower() == ".xml" and not file.name.startswith(".") and file.is_file()


def _holds_tables(folder: Path) -> bool:
    names = {f"ChildIdentifiers{ending}" for ending in (".csv", ".parquet")} | {f"{WORKBOOK}.xlsx"}
    return any((folder / name).is_file() for name in names)


def _one(place: Path) -> _Told:
    """One return. Raises Unreadable, NoTables or NotRead, with a sentence."""
    if place.is_dir() or place.suffix.lower() == ".xlsx":
        reading, digest = Reading(CIN, read_tables(place, CIN)), ""
    else:
        reading, digest = read_xml(place, CIN), _digest(place)
    collection = reading.tables["Header"]["Collection"].drop_nulls().str.strip_chars().to_list()
    if collection and collection[0].upper() != CIN.name.upper():
        raise NotRead("it says that it is of another collection: give returns of the children in need census.")
    values = read_values(reading)
    year = _year(values.tables["Header"])
    if values.tables["ChildIdentifiers"].is_empty():
        raise NotRead("there is no child in it: check that it is the whole return.")
    try:
        filing = Filing.of(values.tables, year)
    except ValueError as why:
        raise NotRead(f"{why}.") from why
    if not re.fullmatch(r"[0-9]{3}", filing.area):
        raise NotRead("it does not say which authority it is of by a three-digit code (Source, LEA): correct that.")
    return _Told(place.name, filing, tuple(_remarks(reading, values.faults)), digest)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _year(header: pl.DataFrame) -> Year:
    """The year that a return says it is of: by Year, else by ReferenceDate. Raises NotRead."""
    said = header.row(0, named=True) if len(header) else {"Year": None, "ReferenceDate": None}
    ends_in = said["Year"]
    if ends_in is None and said["ReferenceDate"] is not None:
        ends_in = Year.containing(said["ReferenceDate"]).ends_in
    if ends_in is None:
        raise NotRead("it does not say which year it is of (Header, Year): add that, and give it again.")
    if not FIRST <= ends_in <= LAST:
        raise NotRead(f"it is of a year that ends in {ends_in}, and returns are known from {EVER.since} on.")
    return Year(ends_in)


def _remarks(reading: Reading, faults: Iterable) -> Iterator[str]:
    if reading.ends_early is not None:
        yield "the file breaks off, and no child after that place is counted. Export it again."
    names = [fault.name for fault in (*reading.faults, *faults) if fault.name not in _HARMLESS]
    if names:
        one = len(names) == 1
        yield (
            f"{len(names):,} {'fault' if one else 'faults'} of structure, so that something in it may not be counted: "
            f"`paramountcy check --structure-only` lists {'it' if one else 'them'}."
        )


_HARMLESS = ("blanks-around", "not-asked-this-year", "default-namespace")
"""Faults of structure by which nothing is lost."""


def _each_once(told: list[_Told], remarks: list[str]) -> list[_Told]:
    """
    The returns without those that can't be put beside another: the same file twice, and of two of one year that were
    made at the same moment all but the last given. Says so.
    """
    kept: list[_Told] = []
    for one in told:
        same = next((other for other in kept if one.digest and other.digest == one.digest), None)
        twin = next((other for other in kept if other.filing.order == one.filing.order), None)
        if same:
            remarks.append(f"{one.name} is the same file as {same.name}: it is counted once.")
            continue
        if twin:
            kept.remove(twin)
            remarks.append(
                f"{twin.name} and {one.name} are both of {one.filing.year}, and say that they were made at the same "
                f"moment: {one.name} stands, as it was given last, and {twin.name} was left out."
            )
        kept.append(one)
    return kept


def _refuse_several_authorities(told: Sequence[_Told]) -> None:
    of: dict[str, list[str]] = {}
    for one in told:
        of.setdefault(one.filing.area, []).append(one.name)
    if len(of) > 1:
        day = max(one.filing.year.end for one in told)
        each = "; ".join(f"{', '.join(names)} of {area_in_words(code, on=day)}" for code, names in of.items())
        raise NotRead(
            f"These returns are of {len(of)} authorities: {each}. A child's number means something within one "
            "authority alone: give the returns of one."
        )


def area_in_words(code: str, *, on: date) -> str:
    """
    An authority's name and code on a day; its code alone where none has it then. Imagined ones say so.

    >>> [area_in_words(code, on=date(2026, 3, 31)) for code in ("206", "005", "820")]
    ['Islington (206)', 'Applemere (005, imagined)', 'authority 820']
    """
    try:
        return str(authority(code, on=on))
    except NoSuchAuthority:
        one = imagined_area(code)
        return f"{one.name} ({code}, imagined)" if one else f"authority {code}"


def _together(taken: Sequence[Taken]) -> Iterator[str]:
    """What to know of the returns as they stand beside each other."""
    years = sorted({one.year for one in taken})
    for year in years:
        several = [one for one in taken if one.year == year]
        if len(several) > 1:
            *before, last = several
            names = ", ".join(one.name for one in before)
            yield f"There are {len(several)} returns for {year}: {last.name}, made last, stands in place of {names}."
    for before, after in pairwise(years):
        gap = [str(Year(number)) for number in range(before.ends_in + 1, after.ends_in)]
        if gap:
            yield (
                f"There is no return for {', '.join(gap)}: a figure that looks back over "
                f"{'it' if len(gap) == 1 else 'them'} can't be given, and says so."
            )
    last = max(taken, key=lambda one: (one.year, one.made))
    if last.last < last.year.end:
        yield (
            f"The return for {last.year} was made before that year was over, and tells of it up to "
            f"{last.last.day} {last.last:%B %Y}."
        )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
