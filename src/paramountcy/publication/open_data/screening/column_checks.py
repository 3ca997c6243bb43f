"""Checks of filters and indicators: totals, items, values, symbols, decimals."""

from collections.abc import Iterator

import polars as pl

from paramountcy.publication.open_data.facts import MOST_IN_ITEM, OLD_SYMBOLS, SYMBOLS, TOTAL, VALUE
from paramountcy.publication.open_data.screening.pair import LINE, Pair, is_value, shown
from paramountcy.publication.open_data.screening.shape import WARNING, Fault, check, each, lines


@check(
    "filters have a choice",
    "A filter has at least two items.",
    do="Take it out of the metadata: a filter with one item tells nothing apart.",
)
def choice(pair: Pair) -> Iterator[Fault]:
    yield from each([name for name in pair.filters if len(pair.data.texts(name)) < 2], "it has fewer than two items")


@check(
    "filters have a total",
    f"A filter has the item {TOTAL}, or another named as its default in the metadata.",
    do=f"Add rows for the {TOTAL}, with z where there is none, or name a default in filter_default.",
    broken=WARNING,
)
def total(pair: Pair) -> Iterator[Fault]:
    defaults = {row.get("col_name", ""): row.get("filter_default", "") for row in pair.told}
    for name in pair.filters:
        wanted = defaults.get(name) or TOTAL
        if wanted not in pair.data.texts(name):
            yield Fault(f"column {name}", f"it has no item {shown(wanted)}")


@check("filters are filled", "No cell of a filter is empty.", do=f"Write {TOTAL} where a row is about all.")
def filled(pair: Pair) -> Iterator[Fault]:
    yield from _cells(pair, pair.filters, lambda text: not text.strip(), "it is empty")


@check("filters without spaces around", "No item begins or ends with a space.", do="Take the spaces away.")
def spaces(pair: Pair) -> Iterator[Fault]:
    yield from _cells(pair, pair.filters, lambda text: text != text.strip(), "there is a space around {}")


@check(
    "symbols in indicators only",
    "The symbols for numbers that are not given stand in indicators, never as items of a filter.",
    do="Write what the item is.",
)
def symbols(pair: Pair) -> Iterator[Fault]:
    odd = (*SYMBOLS, *OLD_SYMBOLS)
    yield from _cells(pair, pair.filters, lambda text: text in odd, "{} is a symbol, not an item")


@check(
    "items are short",
    f"An item has at most {MOST_IN_ITEM} characters.",
    do="Shorten it; the service's API does not take it.",
    broken=WARNING,
)
def short_items(pair: Pair) -> Iterator[Fault]:
    yield from _cells(pair, pair.filters, lambda text: len(text) > MOST_IN_ITEM, "{} is too long")


@check("indicators are filled", "No cell of an indicator is empty.", do="Write the symbol that says why: c, x or z.")
def values_there(pair: Pair) -> Iterator[Fault]:
    yield from _cells(pair, pair.indicators, lambda text: not text.strip(), "it is empty")


@check(
    "values of indicators",
    f"A number without commas, or one of the symbols {', '.join(SYMBOLS)}.",
    do="Write the number plainly, or the symbol of today.",
)
def values(pair: Pair) -> Iterator[Fault]:
    yield from _cells(
        pair, pair.indicators, lambda text: bool(text.strip()) and not is_value(text), "{} is no number and no symbol"
    )


@check(
    "decimals",
    "No more decimal places than the metadata say the indicator is shown with.",
    do="Round the figures, or say more places in indicator_dp.",
    broken=WARNING,
)
def decimals(pair: Pair) -> Iterator[Fault]:
    places = {row.get("col_name", ""): row.get("indicator_dp", "").strip() for row in pair.told}
    for name in pair.indicators:
        if (most := places.get(name, "")).isdecimal():
            yield from _cells(
                pair, [name], lambda text, most=int(most): _places(text) > most, f"{{}} has more than {most} places"
            )


def _places(text: str) -> int:
    """
    >>> _places("5.00"), _places("5"), _places("c"), _places("1e3")
    (2, 0, 0, 0)
    """
    return len(text.partition(".")[2]) if VALUE.fullmatch(text) and "e" not in text.lower() else 0


def _cells(pair: Pair, names, is_wrong, what: str) -> Iterator[Fault]:
    """A fault for each different wrong text of each of some columns."""
    for name in names:
        wrong = [text for text in pair.data.texts(name) if is_wrong(text)]
        for text in wrong:
            rows = pair.data.cells.filter(pl.col(name) == text)
            yield Fault(f"column {name}, {lines(rows[LINE])}", what.format(shown(text)))
