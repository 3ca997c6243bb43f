"""Checks of the metadata: that they are there, match the data's columns, and say of each what the service needs."""

from collections import Counter
from collections.abc import Iterator

from paramountcy.publication.open_data.facts import FILTER, INDICATOR, META, META_TOO, MOST_IN_LABEL, PLACES, UNITS
from paramountcy.publication.open_data.screening.pair import Pair, shown
from paramountcy.publication.open_data.screening.shape import WARNING, Fault, check


@check("metadata", "A file of the same name that ends in .meta.csv, with the columns of metadata.", do="Add them.")
def there(pair: Pair) -> Iterator[Fault]:
    if pair.meta is None:
        yield Fault(pair.meta_file, f"{pair.why_not}; filters and indicators were told apart by what they hold")
        return
    yield from (
        Fault(f"{pair.meta_file}, column {name}", "it is missing") for name in META if name not in pair.meta.names
    )
    others = [name for name in pair.meta.names if name not in (*META, *META_TOO)]
    yield from (Fault(f"{pair.meta_file}, column {shown(name)}", "metadata have no such column") for name in others)


@check(
    "metadata name columns", "Each row is about a column of the data.", do="Take the row out, or put its name right."
)
def rows_match(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        name = row.get("col_name", "")
        if name in PLACES:
            yield Fault(place, f"{name} says when or where, and is not listed in metadata")
        elif name not in pair.data.names:
            yield Fault(place, f"the data have no column {shown(name)}")
    names = Counter(row.get("col_name", "") for row in pair.told)
    yield from (
        Fault(f"{pair.meta_file}", f"{name} is there {times} times") for name, times in names.items() if times > 1
    )


@check(
    "columns are in the metadata", "Each column that varies and is no time or place is listed.", do="Add a row for it."
)
def columns_match(pair: Pair) -> Iterator[Fault]:
    if pair.meta is None:
        return
    listed = {row.get("col_name", "") for row in pair.told} | {
        row.get("filter_grouping_column", "") for row in pair.told
    }
    for name in pair.others:
        if name not in listed and len(pair.data.texts(name)) > 1:
            yield Fault(f"column {name}", "the metadata do not say what it is")


@check("types", f"col_type is {FILTER} or {INDICATOR}.", do="Write one of them.")
def types(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        if row.get("col_type", "") not in (FILTER, INDICATOR):
            yield Fault(place, f"{shown(row.get('col_type', ''))} is neither")


@check("labels", "Every row has a label, and no two have the same.", do="Write what readers are to see.")
def labels(pair: Pair) -> Iterator[Fault]:
    times = Counter(row.get("label", "").strip() for row in pair.told)
    for place, row in _rows(pair):
        label = row.get("label", "").strip()
        if not label:
            yield Fault(place, "it has no label")
        elif times[label] > 1:
            yield Fault(place, f"{shown(label)} is the label of another row too")


@check("labels are short", f"A label has at most {MOST_IN_LABEL} characters.", do="Shorten it.", broken=WARNING)
def short_labels(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        if len(row.get("label", "")) > MOST_IN_LABEL:
            yield Fault(place, f"its label has {len(row['label'])} characters")


@check(
    "units",
    f"indicator_unit is empty or one of {', '.join(unit for unit in UNITS if unit)}.",
    do="Say it in the label.",
)
def units(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        if row.get("indicator_unit", "") not in UNITS:
            yield Fault(place, f"{shown(row['indicator_unit'])} is no unit")


@check("decimal places", "indicator_dp is a whole number.", do="Write how many places are to be shown, as in 1.")
def decimal_places(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        text = row.get("indicator_dp", "").strip()
        if text and not (text.isascii() and text.isdecimal()):
            yield Fault(place, f"{shown(text)} is no whole number")


@check(
    "decimal places are given", "Every indicator says its decimal places.", do="Fill in indicator_dp.", broken=WARNING
)
def decimal_places_given(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        if row.get("col_type") == INDICATOR and not row.get("indicator_dp", "").strip():
            yield Fault(place, "it does not say how many places are to be shown")


@check(
    "filters and indicators apart",
    "What is about indicators is empty for filters, and the other way round.",
    do="Empty the cell.",
)
def apart(pair: Pair) -> Iterator[Fault]:
    wrong = {
        FILTER: ("indicator_grouping", "indicator_unit", "indicator_dp"),
        INDICATOR: ("filter_hint", "filter_grouping_column", "filter_default"),
    }
    for place, row in _rows(pair):
        for name in wrong.get(row.get("col_type", ""), ()):
            if row.get(name, "").strip():
                yield Fault(place, f"{name} is filled, and the row is about {_a(row['col_type'])}")


@check(
    "groups of filters",
    "What a filter is grouped by is another column of the data, and an item lies in no more groups than there are.",
    do="Put the name right, or turn filter and group round.",
)
def groups(pair: Pair) -> Iterator[Fault]:
    for place, row in _rows(pair):
        group, name = row.get("filter_grouping_column", ""), row.get("col_name", "")
        if not group:
            continue
        if group not in pair.data.names or group == name:
            yield Fault(place, f"{shown(group)} is no other column of the data")
        elif name in pair.data.names and len(pair.data.texts(group)) > len(pair.data.texts(name)):
            yield Fault(place, f"{group} has more items than {name}, which it groups")


def _rows(pair: Pair) -> Iterator[tuple[str, dict[str, str]]]:
    for place, row in enumerate(pair.told, start=2):
        yield f"{pair.meta_file}, row {place}", row


def _a(kind: str) -> str:
    return "an indicator" if kind == INDICATOR else "a filter"
