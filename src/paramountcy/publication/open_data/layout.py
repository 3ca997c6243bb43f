"""
Which columns a data set has: what each holds, what it is called, and what its metadata say.

Figures without categories stand side by side, a data set for each section of the catalogue. An indicator whose
categories make a whole (who referred, in which month) is a data set of its own, with the categories as a filter;
categories that are measures of one thing (median, quartiles) are columns.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from paramountcy.indicators.kinds import Count, Mix, Rate, Spread
from paramountcy.indicators.period import Period
from paramountcy.indicators.published import published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Local
from paramountcy.publication.open_data.facts import FILTER, INDICATOR, MOST_IN_LABEL, MOST_IN_NAME

TOPIC, GROUP, CATEGORY = "breakdown_topic", "breakdown", "category"
"""The filters: what figures are broken down by, which group, and which category of the indicator's own."""
YEAR = Period.of("2024-25")


@dataclass(frozen=True)
class Form:
    """How values of a unit are written: how they are called in a column's name and its label, and what they become."""

    name: str
    label: str
    unit: str = ""
    places: int = 1
    scale: float = 1.0


FORMS = {
    "share": Form("percent", "per cent", "%", scale=100),
    "percentage points": Form("points", "percentage points", "pp", scale=100),
    "per 1,000": Form("rate", "rate per 1,000"),
    "per 10,000": Form("rate", "rate per 10,000"),
    "per 100,000": Form("rate", "rate per 100,000"),
    "working days": Form("days", "working days"),
    "days": Form("days", "days"),
    "ratio": Form("ratio", "ratio", places=2),
    "score": Form("score", "score", places=3),
    "score from 0 to 1": Form("score", "score", places=3),
    "full-time equivalents": Form("fte", "full-time equivalents"),
    "pounds per child": Form("pounds", "pounds per child", "£", places=0),
    "cases": Form("cases", "cases"),
    "number": Form("count", "number", places=0),
    "count": Form("count", "number", places=0),
}
COUNTED = Form("count", "number", places=0)
OUT_OF = Form("out_of", "out of", places=0)
UNKNOWN = Form("value", "value")
INTERVAL = {"lower": "lower end of interval", "upper": "upper end of interval"}


@dataclass(frozen=True)
class Column:
    """
    A column of figures: the indicator and category it is of, and which part of a figure it holds ("numerator",
    "denominator", "value", "lower" or "upper"). `category` is None where the categories are a filter.
    """

    name: str
    label: str
    grouping: str
    form: Form
    indicator: str
    category: str | None
    part: str

    @property
    def meta(self) -> tuple[str, ...]:
        """Its row in the metadata."""
        return (self.name, INDICATOR, self.label, self.grouping, self.form.unit, f"{self.form.places}", "", "")


def filter_meta(name: str) -> tuple[str, ...]:
    """The row of a filter in the metadata."""
    label, hint, group = {
        TOPIC: ("Broken down by", "What groups of children are told apart by", ""),
        GROUP: ("Group of children", "All children, or a group of them", TOPIC),
        CATEGORY: ("Category", "All, or one of the indicator's own categories", ""),
    }[name]
    return (name, FILTER, label, "", "", "", hint, group)


def columns(rows: pl.DataFrame, indicator: str, *, filtered: bool) -> Iterator[Column]:
    """The columns that hold an indicator's rows: those parts that any of them has, and its value always."""
    title, stem = title_of(indicator), indicator
    for category in [None] if filtered else rows["category"].unique(maintain_order=True).to_list():
        of = rows if category is None else rows.filter(pl.col("category") == category)
        said = f"{title}, {category}" if category else title
        named = f"{stem}_{_slug(category)}" if category else stem
        form = _form(of)
        forms = {"numerator": COUNTED, "denominator": OUT_OF, "value": form}
        forms |= dict.fromkeys(INTERVAL, form)
        for part, one in forms.items():
            if part == "value" and form.name == COUNTED.name and of["numerator"].count():
                continue
            if part == "value" or of[part].count():
                end = f"_{part}" if part in INTERVAL else ""
                told = f"{one.label}, {INTERVAL[part]}" if part in INTERVAL else one.label
                yield Column(
                    _cut(named, f"_{one.name}{end}"),
                    _label(said, named, told),
                    title,
                    one,
                    indicator,
                    category if not filtered else None,
                    part,
                )


def is_filtered(rows: pl.DataFrame, indicator: str) -> bool:
    """Whether an indicator's categories are parts of one whole, to be chosen from, and not several measures."""
    if (rows["category"] == "").all():
        return False
    of = published().get(indicator)
    return _kinds().get(indicator, of is None or of.kind != "printed")


def title_of(indicator: str) -> str:
    """What an indicator is called in words: its title, or its name where no catalogue has it."""
    return _titles().get(indicator, indicator.replace("_", " ").capitalize())


def adds_up(indicator: str) -> bool:
    """Whether it counts things each of which is in one category: then they sum to their total."""
    return _adding().get(indicator, False)


@cache
def _titles() -> dict[str, str]:
    return {name: one.title for name, one in published().items()} | {one.name: one.title for one in INDICATORS}


@cache
def _kinds() -> dict[str, bool]:
    """By name, whether an indicator of ours has categories to choose from."""
    return {one.name: isinstance(one.kind(YEAR, Local()), Mix | Spread | Count) for one in INDICATORS}


@cache
def _adding() -> dict[str, bool]:
    kinds = {one.name: one.kind(YEAR, Local()) for one in INDICATORS}
    return {name: isinstance(kind, Count) and not isinstance(kind, Rate) for name, kind in kinds.items()}


def _form(rows: pl.DataFrame) -> Form:
    units = [unit for unit in rows["unit"].drop_nulls().unique(maintain_order=True) if unit]
    return FORMS.get(units[0], UNKNOWN) if units else UNKNOWN


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _cut(name: str, end: str) -> str:
    """A name with its ending, as long as names may be."""
    return f"{name[: MOST_IN_NAME - len(end)].rstrip('_')}{end}"


def _label(said: str, named: str, told: str) -> str:
    """A label of the title where that fits, else of the name in words."""
    label = f"{said}: {told}"
    if len(label) > MOST_IN_LABEL:
        label = f"{named.replace('_', ' ').capitalize()}: {told}"
    return label
