"""
One child's part of a return as nested dictionaries, to read and to edit; and back.

A record has `ChildIdentifiers` and `ChildCharacteristics`, each a dictionary of fields; `Disabilities`, a
list of codes; and `CINdetails`, a list of dictionaries which hold, beside their own fields, a list for each
table under them: `Assessments` (each with `FactorsIdentifiedAtAssessment`, a list of codes), `CINPlanDates`,
`Section47`, `ChildProtectionPlans` (each with `Reviews`, a list of dates) and `PreProceedingsandFGDM`. Values are
typed as in the tables; None is missing, and in a list an element that stands empty.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.shape import PLACE, PYTHON_TO_POLARS, Table

Record = dict[str, Any]
ONE_EACH = ("ChildIdentifiers", "ChildCharacteristics")
"""Tables with one row a child."""


def records(tables: dict[str, pl.DataFrame], children: Sequence[int] | None = None) -> list[Record]:
    """The records of the Child elements with these numbers, in their order; of all, where none are given."""
    wanted = range(1, len(tables["ChildIdentifiers"]) + 1) if children is None else children
    at: dict[str, dict[int, Record]] = {"Child": {number: {} for number in wanted}}
    for table in _under_child():
        if table.__name__ not in tables:
            continue
        name, above = table.__name__, table.under
        parents, at[name] = at[above], {}
        below = [part.__name__ for part in _under_child() if part.under == name]
        if name not in ONE_EACH:
            for parent in parents.values():
                parent[name] = []
        rows = tables[name]
        if children is not None:
            rows = rows.filter(pl.col("Child").is_in(pl.Series(wanted, dtype=pl.UInt32).implode()))
        fields = list(table.fields)
        for number, parent, *values in rows.select("row", above, *fields).rows():
            record = dict(zip(fields, values, strict=True)) | {part: [] for part in below}
            at[name][number] = record
            if name in ONE_EACH:
                parents[parent][name] = record
            else:
                parents[parent][name].append(values[0] if table.listed else record)
    return [at["Child"][number] for number in wanted]


def replaced(tables: dict[str, pl.DataFrame], changed: dict[int, Record]) -> dict[str, pl.DataFrame]:
    """The tables with new records for some Child elements, by number. All rows are numbered anew."""
    rows = _rows(changed)
    result = {name: frame for name, frame in tables.items() if name in ("Header", "Source")}
    gone = pl.Series(list(changed), dtype=pl.UInt32).implode()
    numbers: dict[str, pl.DataFrame] = {}
    for table in _under_child():
        if (name := table.__name__) not in tables:
            continue
        kept = tables[name].filter(~pl.col("Child").is_in(gone)).with_columns(pl.col("row").cast(pl.Int64))
        schema = {"row": pl.Int64, **dict.fromkeys(CIN.keys(table), pl.Int64)} | {
            item.name: PYTHON_TO_POLARS[item.kind] for item in table.fields.values()
        }
        new = pl.DataFrame(rows[name], schema=schema, orient="row")
        both = pl.concat([kept.select(list(schema)).cast(dict(schema)), new]).sort("Child", maintain_order=True)
        for key in CIN.keys(table)[1:]:
            both = both.with_columns(_as_renumbered(both[key], numbers[key]))
        numbers[name] = both.select(old="row", new=pl.int_range(1, pl.len() + 1))
        both = both.with_columns(pl.int_range(1, pl.len() + 1).alias("row"))
        result[name] = both.cast(dict.fromkeys(["row", *CIN.keys(table)], PLACE["row"]))
    return result


def _as_renumbered(key: pl.Series, numbers: pl.DataFrame) -> pl.Series:
    return key.replace_strict(numbers["old"], numbers["new"], return_dtype=pl.Int64)


def _under_child() -> Iterator[type[Table]]:
    return (table for table in CIN.tables if table.under)


def _rows(changed: dict[int, Record]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of each table with their keys. The numbers below zero are theirs alone, and in order."""
    rows: dict[str, list[tuple[Any, ...]]] = {table.__name__: [] for table in _under_child()}
    number = -sum(1 for _ in changed) * 10_000

    def put(table: type[Table], record: Record, keys: tuple[int, ...]) -> None:
        nonlocal number
        name = table.__name__
        found = record.get(name, [])
        for item in [found] if name in ONE_EACH else found:
            number += 1
            mine = number
            values = (item,) if table.listed else tuple(item.get(field) for field in table.fields)
            rows[name].append((mine, *keys, *values))
            if not table.listed:
                for part in _under_child():
                    if part.under == name:
                        put(part, item, (*keys, mine))

    for child, record in sorted(changed.items()):
        for table in _under_child():
            if table.under == "Child":
                put(table, record, (child,))
    return rows
