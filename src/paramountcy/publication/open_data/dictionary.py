"""
The data dictionary of a release: what each file, column, item and time in it is, in words and so that it can be undone.

A row for each file (with the SHA-256 of its content), each column of figures, each item of a filter and each time. So
people know what they read, and the next release knows exactly what this one printed.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from paramountcy.indicators.published import published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.publication.open_data.layout import CATEGORY, GROUP
from paramountcy.publication.open_data.shape import DataSet
from paramountcy.publication.open_data.times import NotOpen
from paramountcy.publication.shape import GIVEN, NOT_AVAILABLE, NOTHING, RELEASED, TOO_FEW

DICTIONARY = "data_dictionary.csv"
FILE, COLUMN, ITEM, TIME = "file", "column", "item", "time"
HEADING = (
    "kind",
    "file",
    "name",
    "indicator",
    "id",
    "version",
    "breakdown",
    "group",
    "category",
    "period",
    "part",
    "unit",
    "method",
    "source",
    "means",
    "sha256",
)
"""
`name` is the column, or the item as it is printed, or the time_period and its identifier; `part` says which part of a
figure a column holds, or which filter an item is of; `means` says what is counted.
"""
LARGEST = 50_000_000
STATUS = {"c": TOO_FEW, "x": NOT_AVAILABLE}


def dictionary(sets: Iterable[DataSet], contents: Mapping[str, bytes], rows: pl.DataFrame) -> bytes:
    """The dictionary of data sets whose files have these contents, made of these rows."""
    of = {str(name): part for (name,), part in rows.partition_by("indicator", as_dict=True).items()}
    told = [entry for one in sets for entry in _of_set(one, contents, of)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADING, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(told)
    return out.getvalue().encode()


def _of_set(one: DataSet, contents: Mapping[str, bytes], of: Mapping[str, pl.DataFrame]) -> Iterator[dict[str, str]]:
    file = f"{one.stem}.csv"
    for name in (file, f"{one.stem}.meta.csv"):
        digest = hashlib.sha256(contents[name]).hexdigest()
        yield {"kind": FILE, "file": name, "means": one.title, "sha256": digest}
    for column in one.columns:
        rows = of[column.indicator]
        first = {name: rows[name].drop_nulls().to_list() for name in ("id", "version", "unit", "method", "source")}
        known = {name: next((text for text in texts if text), "") for name, texts in first.items()}
        yield {
            "kind": COLUMN,
            "file": file,
            "name": column.name,
            "indicator": column.indicator,
            "category": column.category or "",
            "part": column.part,
            "means": means(column.indicator) if column.part == "value" else column.label,
            **known,
        }
    seen = set()
    for key, cells in zip(one.keys, one.rows, strict=True):
        told = dict(zip(one.heading, cells, strict=False))
        period = key.period if CATEGORY in one.filters else ""
        entries = [{"kind": TIME, "name": " ".join(key.time), "period": key.period}]
        if GROUP in one.filters:
            name = f"{told['breakdown_topic']}: {told[GROUP]}"
            entries.append({"kind": ITEM, "part": GROUP, "name": name, "breakdown": key.breakdown, "group": key.group})
        if key.category is not None and CATEGORY in one.filters:
            entries.append(
                {"kind": ITEM, "part": CATEGORY, "name": told[CATEGORY], "category": key.category, "period": period}
            )
        for entry in entries:
            if tuple(entry.values()) not in seen:
                seen.add(tuple(entry.values()))
                yield {"file": file, **entry}


def means(indicator: str) -> str:
    """What an indicator counts, in a sentence; "" for one that is in no catalogue."""
    ours = next((one.says for one in INDICATORS if one.name == indicator), "")
    of = published().get(indicator)
    return ours or (of.says if of else "")


def read_back(folder: Path) -> pl.DataFrame:
    """
    What an earlier release printed, in the columns RELEASED: numbers as they were printed, totals of filters left out.

    Raises NotOpen where the folder is no release of ours, or was changed since.
    """
    entries = _entries(folder)
    rows: list[dict[str, str | float | None]] = []
    for file in dict.fromkeys(entry["file"] for entry in entries if entry["kind"] == COLUMN):
        rows += _rows_of([entry for entry in entries if entry["file"] == file], _content(folder, file, entries))
    return pl.DataFrame(rows, schema=RELEASED, orient="row", strict=False)


def files_of(folder: Path) -> tuple[str, ...]:
    """The files that an earlier release in a folder is made of, itself included. Raises NotOpen."""
    return (*(entry["file"] for entry in _entries(folder) if entry["kind"] == FILE), DICTIONARY)


def _entries(folder: Path) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(folder / DICTIONARY), newline=""))
    if tuple(reader.fieldnames or ()) != HEADING:
        raise NotOpen(f"{DICTIONARY} in {folder.name} is none of ours: give the folder of an earlier release")
    entries = [{name: row.get(name) or "" for name in HEADING} for row in reader]
    if any(Path(entry["file"]).name != entry["file"] for entry in entries):
        raise NotOpen(f"{DICTIONARY} in {folder.name} names files outside of its folder: it was changed")
    return entries


def _content(folder: Path, file: str, entries: list[dict[str, str]]) -> str:
    digest = next((entry["sha256"] for entry in entries if (entry["kind"], entry["file"]) == (FILE, file)), "")
    text = _text(folder / file)
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise NotOpen(f"{file} in {folder.name} is not as it was written: give the folder of that release, unchanged")
    return text


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise NotOpen(f"{path.name} in {path.parent.name} has more than {LARGEST:,} bytes: it is none of ours")
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as wrong:
        raise NotOpen(
            f"{path.name} in {path.parent.name} can't be read: give the folder of an earlier release, unchanged"
        ) from wrong


def _rows_of(entries: list[dict[str, str]], text: str) -> Iterator[dict[str, str | float | None]]:
    """The figures of a file, by what its dictionary says."""
    times = {entry["name"]: entry["period"] for entry in entries if entry["kind"] == TIME}
    groups = {entry["name"]: (entry["breakdown"], entry["group"]) for entry in entries if entry["part"] == GROUP}
    categories = {(entry["name"], entry["period"]): entry["category"] for entry in entries if entry["part"] == CATEGORY}
    figures: dict[tuple[str, str], list[dict[str, str]]] = {}
    for entry in entries:
        if entry["kind"] == COLUMN:
            figures.setdefault((entry["indicator"], entry["category"]), []).append(entry)
    for cells in csv.DictReader(io.StringIO(text, newline="")):
        period = times[f"{cells['time_period']} {cells['time_identifier']}"]
        breakdown, group = groups.get(f"{cells.get('breakdown_topic')}: {cells.get(GROUP)}", ("all", "all"))
        if CATEGORY in cells and (cells[CATEGORY], period) not in categories:
            continue
        chosen = categories.get((cells.get(CATEGORY, ""), period), "")
        for (_, category), columns in figures.items():
            if figure := _figure(columns, cells):
                yield (
                    figure
                    | _place(cells)
                    | {
                        "period": period,
                        "breakdown": breakdown,
                        "group": group,
                        "category": category or chosen,
                    }
                )


def _figure(columns: list[dict[str, str]], cells: Mapping[str, str]) -> dict[str, str | float | None] | None:
    """One figure; None where nothing of it was printed."""
    printed = {entry["part"]: cells[entry["name"]] for entry in columns}
    if all(text == "z" for text in printed.values()):
        return None
    about = columns[0]
    figure: dict[str, str | float | None] = dict.fromkeys(RELEASED)
    figure |= {name: about[name] for name in ("indicator", "id", "version", "unit", "source")}
    figure |= {"method": about["method"], "why": ""}
    scale = 100 if about["unit"] in ("share", "percentage points") else 1
    for part, text in printed.items():
        number = _number(text)
        if number is not None:
            figure[part] = round(number) if part in ("numerator", "denominator") else number / scale
    if "value" not in printed:
        figure["value"] = figure["numerator"]
    symbol = printed.get("value", printed.get("numerator", ""))
    figure["status"] = STATUS.get(symbol, NOTHING if symbol == "z" else GIVEN)
    return figure


def _number(text: str) -> float | None:
    """
    >>> _number("12.5"), _number("c"), _number("low")
    (12.5, None, 0.0)
    """
    if text == "low":
        return 0.0
    try:
        return float(text)
    except ValueError:
        return None


def _place(cells: Mapping[str, str]) -> dict[str, str]:
    level, code, name = {
        "National": ("england", "country_code", "country_name"),
        "Regional": ("region", "region_code", "region_name"),
        "Local authority": ("authority", "old_la_code", "la_name"),
    }[cells["geographic_level"]]
    return {"level": level, "area_code": cells[code], "area": cells[name]}
