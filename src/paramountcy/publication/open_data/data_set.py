"""
Released figures as data sets: wide tables of text, a row for each time, place and group, with their metadata.

What a figure has not got is a symbol: c where it is withheld, x where the source does not have it, z where there was
nothing to count or where such a figure can't be. Filters begin with a Total. That of an indicator's categories is what
they sum to; where they do not make a whole (a child may have several factors) it is z.
"""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from paramountcy.indicators.catalogue import SECTIONS
from paramountcy.publication.open_data.facts import MONTHS, TOTAL
from paramountcy.publication.open_data.layout import CATEGORY, GROUP, TOPIC, Column, columns, is_filtered, title_of
from paramountcy.publication.open_data.shape import KEYS, NO_SUCH_FIGURE, SYMBOL, DataSet, Key, written
from paramountcy.publication.open_data.times import NotOpen, Time, end_year, family_of, time_of
from paramountcy.publication.open_data.totals import totals

SHORT = {
    "A": "context",
    "B": "early_help",
    "E": "enquiries_and_conferences",
    "F": "need_and_plans",
    "G": "looked_after",
    "H": "outcomes",
    "I": "voice",
    "K": "learning",
}
"""How the names of files call a section of the catalogue whose title is long."""
LEVELS = ("england", "region", "authority")
INTERNAL = ("team",)
"""Breakdowns that are for those who work with the children, and never leave."""
UNSAID = ("not recorded", "not on the list")
"""Groups that several breakdowns have, so that their label says of which."""


def data_sets(rows: pl.DataFrame, prefix: str) -> tuple[DataSet, ...]:
    """
    The data sets of released figures (columns publication.shape.RELEASED), their names beginning with `prefix`.

    Raises NotOpen for figures of teams, of an area or a time that open data have no words for, or told twice.
    """
    if rows.filter(pl.col("breakdown").is_in(INTERNAL)).height:
        raise NotOpen("figures of teams are for those who work with the children: leave them out of what is released")
    twice = rows.select("indicator", *KEYS, "category").is_duplicated()
    if twice.any():
        raise NotOpen(f"a figure of {rows.filter(twice)['indicator'][0]} is there twice: release each once")
    return tuple(_named(list(_all(rows)), prefix))


def _all(rows: pl.DataFrame) -> Iterator[tuple[str, str, DataSet]]:
    """Each data set with its name before it is told apart from others, and its kind of time."""
    together: dict[tuple[str, str], list[str]] = {}
    times = {period: family_of(time_of(period))[0] for period in rows["period"].unique(maintain_order=True)}
    rows = rows.with_columns(time=pl.col("period").replace_strict(times, return_dtype=pl.String))
    for (indicator, time), of in rows.group_by("indicator", "time", maintain_order=True):
        name, kind = str(indicator), str(time)
        if is_filtered(of, name):
            yield name, kind, _data_set(of, [name], title_of(name), filtered=True)
        else:
            together.setdefault((of["id"][0][:1], kind), []).append(name)
    for (section, kind), names in together.items():
        of = rows.filter(pl.col("indicator").is_in(names) & (pl.col("time") == kind))
        yield SHORT.get(section, SECTIONS[section]), kind, _data_set(of, names, SECTIONS[section], filtered=False)


def _named(found: list[tuple[str, str, DataSet]], prefix: str) -> Iterator[DataSet]:
    several = {name for name, kind, _ in found if any(name == other and kind != time for other, time, _ in found)}
    for name, kind, one in found:
        ends = sorted({end_year(key.time) for key in one.keys})
        span = f"{ends[0]}_to_{ends[-1]}" if len(ends) > 1 else f"{ends[0]}"
        words = (prefix, name, kind if name in several else "", span)
        stem = "_".join(re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_") for word in words if word)
        yield DataSet(stem, one.title, one.columns, one.filters, one.keys, one.rows)


def _data_set(rows: pl.DataFrame, names: Sequence[str], title: str, *, filtered: bool) -> DataSet:
    of_each = [rows.filter(pl.col("indicator") == name) for name in names]
    held = tuple(
        column for of, name in zip(of_each, names, strict=True) for column in columns(of, name, filtered=filtered)
    )
    figures = {_identity(row, filtered=filtered): row for row in rows.iter_rows(named=True)}
    keys = _keys(rows, filtered=filtered)
    filters = (*((TOPIC, GROUP) if (rows["breakdown"] != "all").any() else ()), *((CATEGORY,) if filtered else ()))
    labels = _labels(rows)
    told = []
    wholes = totals(rows) if filtered else {}
    for key in keys:
        cells = {TOPIC: labels[key.breakdown, ""], GROUP: labels[key.breakdown, key.group]}
        cells[CATEGORY] = TOTAL if key.category is None else _category(key.category, key.period)
        values = [_cell(column, key, figures, wholes) for column in held]
        told.append((*key.time, *key.place, *(cells[name] for name in filters), *values))
    return DataSet("", title, held, filters, tuple(keys), tuple(told))


def _identity(row: dict, *, filtered: bool) -> tuple[str, str, Key]:
    """What a figure is found by: its indicator, its category where that is a column, and its row."""
    key = Key(*(row[name] for name in KEYS), category=row["category"] if filtered else "")
    return row["indicator"], "" if filtered else row["category"], key


def _keys(rows: pl.DataFrame, *, filtered: bool) -> list[Key]:
    """The rows of a data set in their order: by time, England first, all children first, the total first."""
    about = [*KEYS, *(["category"] if filtered else [])]
    breakdowns = {name: place for place, name in enumerate(["all", *rows["breakdown"].unique(maintain_order=True)])}
    categories = {name: place for place, name in enumerate(rows["category"].unique(maintain_order=True))}
    groups = {
        key: place for place, key in enumerate(rows.select("breakdown", "group").unique(maintain_order=True).rows())
    }
    found = [Key(**row) for row in rows.select(about).unique(maintain_order=True).iter_rows(named=True)]
    if filtered:
        whole = {(*(getattr(key, name) for name in KEYS),): None for key in found}
        found += [Key(*names, category=None) for names in whole]
    return sorted(
        found,
        key=lambda key: (
            key.time[0],
            _place_in_year(key.time),
            LEVELS.index(key.level),
            key.area,
            breakdowns[key.breakdown],
            groups[key.breakdown, key.group],
            -1 if key.category is None else categories.get(key.category, 0),
        ),
    )


def _place_in_year(time: Time) -> int:
    return family_of(time).index(time[1])


def _labels(rows: pl.DataFrame) -> dict[tuple[str, str], str]:
    """What breakdowns (with "" for the group) and groups are called; a group that several have says of which it is."""
    labels = {("all", ""): TOTAL, ("all", "all"): TOTAL}
    for breakdown, group in rows.select("breakdown", "group").unique(maintain_order=True).iter_rows():
        if breakdown != "all":
            labels[breakdown, ""] = _capital(breakdown)
            labels[breakdown, group] = _capital(f"{group} ({breakdown})" if group in UNSAID else group)
    return labels


def _category(text: str, period: str) -> str:
    """
    A category as it is printed; a month by its name, as its year is that of the row.

    >>> _category("2024-10", "2024-25"), _category("police", "2024-25"), _category("1 to 10", "2024-25")
    ('October', 'Police', '1 to 10')
    """
    if re.fullmatch(r"\d{4}-\d\d", text, re.ASCII) and re.fullmatch(r"\d{4}-\d\d(-Q\d)?", period, re.ASCII):
        return list(MONTHS)[int(text[5:]) - 1]
    return _capital(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(column: Column, key: Key, figures: dict, wholes: dict) -> str:
    if key.category is None:
        whole = wholes.get(key, {}).get(column.part)
        return whole if isinstance(whole, str) else written(whole, column.form)
    row = figures.get((column.indicator, column.category or "", key))
    if row is None:
        return NO_SUCH_FIGURE
    number = row[column.part]
    return SYMBOL[row["status"]] if number is None else written(number, column.form)
