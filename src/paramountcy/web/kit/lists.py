"""
One list for every list: columns, filters, sorting, pages, a count in words, and what to do where it is empty.

A `Listing` says what a list is; `over` lays it over rows that the policy has let through, for what an address asks.
What an address may ask is a filter, a column to sort by and a page, and nothing that tells of a person: a search for
people is sent by POST and kept under a reference.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

SORT, PAGE = "sort", "page"
AROUND = 1
"""Pages shown on each side of the one that is open."""


@dataclass(frozen=True)
class Column:
    """
    One column. `value` gives a row's words, `link` where they lead ("" nowhere), `sort` the field that it is sorted by
    ("" not at all), `tag` the colour of a tag around the words ("" none).
    """

    heading: str
    value: Callable[[Any], Any]
    link: Callable[[Any], str] | None = None
    sort: str = ""
    tag: Callable[[Any], str] | None = None
    numeric: bool = False

    @property
    def key(self) -> str:
        """What an address calls it."""
        return "-".join(self.heading.lower().split())


@dataclass(frozen=True)
class Filter:
    """Something to narrow a list by: its choices as (value, words), and what each leaves of the rows."""

    name: str
    label: str
    choices: Callable[[], Sequence[tuple[str, str]]]
    narrow: Callable[[Any, str], Any]


@dataclass(frozen=True)
class Cell:
    """What stands in one place of the table."""

    text: Any
    to: str = ""
    tag: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Heading:
    """The head of a column: `to` sorts by it, `order` says how it is sorted now ("" not by this)."""

    text: str
    to: str = ""
    order: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Choice:
    """A filter as it stands on the page."""

    name: str
    label: str
    items: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Listed:
    """A list as a page shows it. `records` are exactly the rows that are shown: what the audit is told."""

    name: str
    words: str
    count: int
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    records: Sequence[Any]
    filters: Sequence[Choice]
    filtered: bool
    kept: Mapping[str, str]
    pages: Mapping[str, Any]
    export: str
    empty: str
    to_do: str
    here: str
    all: str
    small: bool


@dataclass(frozen=True)
class Listing:
    """
    A list. `one` and `many` are what its rows are called; `order` is how they stand unless somebody sorts; `empty` and
    `to_do` are what is said where there is none, and what to do then.
    """

    name: str
    one: str
    many: str
    columns: Sequence[Column]
    order: Sequence[str]
    empty: str
    to_do: str = ""
    filters: Sequence[Filter] = ()
    per_page: int = 25
    small: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What each filter is set to where the address says nothing."""

    def whole(self, rows: Any, asked: Mapping[str, str]) -> Any:
        """All rows as the address narrows and sorts them: what an export holds."""
        for one in self.filters:
            value = self._chosen(one, asked)
            if value:
                rows = one.narrow(rows, value)
        return rows.order_by(*self._order(asked))

    def over(
        self,
        rows: Any,
        asked: Mapping[str, str],
        *,
        here: str,
        export: str = "",
        prepare: Callable[[Sequence[Any]], None] | None = None,
    ) -> Listed:
        """
        The page of the list that an address asks for. `here` is the list's own address, `export` that of its file;
        `prepare` is given the rows of the page before their words are asked for.
        """
        paginator = Paginator(self.whole(rows, asked), self.per_page)
        page = paginator.get_page(asked.get(PAGE, "1"))
        records = list(page.object_list)
        if prepare:
            prepare(records)
        kept = {one.name: asked[one.name] for one in self.filters if one.name in asked}
        sorting = {SORT: asked[SORT]} if self._sorted(asked) else {}
        return Listed(
            name=self.name,
            words=self._words(page),
            count=paginator.count,
            headings=[self._heading(one, asked, kept, here) for one in self.columns],
            rows=[[_cell(one, record) for one in self.columns] for record in records],
            records=records,
            filters=[self._choice(one, asked) for one in self.filters],
            filtered=any(self._chosen(one, asked) for one in self.filters),
            kept=sorting,
            pages=_pages(page, here, {**kept, **sorting}),
            export=_with(export, {**kept, **sorting}) if export and records else "",
            empty=self.empty,
            to_do=self.to_do,
            here=here,
            small=self.small,
            all=_with(here, dict.fromkeys((one.name for one in self.filters), "")),
        )

    def _chosen(self, one: Filter, asked: Mapping[str, str]) -> str:
        value = asked.get(one.name, self.chosen.get(one.name, ""))
        return value if value in {name for name, _ in one.choices()} else ""

    def _choice(self, one: Filter, asked: Mapping[str, str]) -> Choice:
        chosen = self._chosen(one, asked)
        items = [{"value": "", "text": "All", "selected": not chosen}]
        items += [{"value": value, "text": text, "selected": value == chosen} for value, text in one.choices()]
        return Choice(one.name, one.label, items)

    def _sorted(self, asked: Mapping[str, str]) -> tuple[Column, bool] | None:
        """The column that the address sorts by, and whether from the end."""
        wanted = asked.get(SORT, "")
        for one in self.columns:
            if one.sort and wanted.removeprefix("-") == one.key:
                return one, wanted.startswith("-")
        return None

    def _order(self, asked: Mapping[str, str]) -> list[str]:
        found = self._sorted(asked)
        if found is None:
            return list(self.order)
        column, backwards = found
        return [f"-{column.sort}" if backwards else column.sort, *self.order]

    def _heading(self, column: Column, asked: Mapping[str, str], kept: Mapping[str, str], here: str) -> Heading:
        if not column.sort:
            return Heading(column.heading, numeric=column.numeric)
        found = self._sorted(asked)
        mine = found is not None and found[0] is column
        backwards = mine and found is not None and found[1]
        order = ("descending" if backwards else "ascending") if mine else ""
        to = _with(here, {**kept, SORT: column.key if backwards or not mine else f"-{column.key}"})
        return Heading(column.heading, to, order, column.numeric)

    def _words(self, page: Page) -> str:
        count = page.paginator.count
        if count == 0:
            return f"No {self.many}"
        called = f"{count:,} {self.one if count == 1 else self.many}"
        if page.paginator.num_pages == 1:
            return called
        return f"{page.start_index():,} to {page.end_index():,} of {called}"


def _cell(column: Column, record: Any) -> Cell:
    return Cell(
        column.value(record),
        column.link(record) if column.link else "",
        column.tag(record) if column.tag else "",
        column.numeric,
    )


def _pages(page: Page, here: str, kept: Mapping[str, str]) -> Mapping[str, Any]:
    """The parameters of GOV.UK's pagination; empty where there is one page."""
    last = page.paginator.num_pages
    if last == 1:
        return {}
    shown = sorted({1, last, *range(max(1, page.number - AROUND), min(last, page.number + AROUND) + 1)})
    items: list[dict[str, Any]] = []
    for number in shown:
        if items and number - items[-1]["number"] > 1:
            items.append({"ellipsis": True, "number": number})
        items.append({"number": number, "href": _with(here, {**kept, PAGE: number}), "current": number == page.number})
    found: dict[str, Any] = {"items": items}
    if page.has_previous():
        found["previous"] = {"href": _with(here, {**kept, PAGE: page.number - 1})}
    if page.has_next():
        found["next"] = {"href": _with(here, {**kept, PAGE: page.number + 1})}
    return found


def _with(address: str, asked: Mapping[str, Any]) -> str:
    return f"{address}?{urlencode(asked)}" if asked else address
