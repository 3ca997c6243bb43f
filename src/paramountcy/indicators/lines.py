"""
From a view to lines: for each of its rows, whether each indicator counts it, and as what.

All indicators of a view are put on its rows in one pass; what is counted from them afterwards is plain grouping.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from paramountcy.indicators.groups import age_group
from paramountcy.indicators.kinds import Count, Kind
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator, Local
from paramountcy.indicators.view import Around, View

COUNTED_ALREADY = "counted once already"

WHO = ("row_id", "area", "person_id", "la_child_id", "sex", "ethnicity", "primary_need")


@dataclass(frozen=True)
class Asked:
    """An indicator as it stands for a period: its kind, and the names of its columns on the lines of its view."""

    indicator: Indicator
    kind: Kind

    @property
    def at(self) -> str:
        """The date at which the child's age is taken."""
        return getattr(self.kind, "at", "") or self.indicator.view.event

    @property
    def age(self) -> str:
        return f"age__{self.at}"

    @property
    def counted(self) -> str:
        return f"{self.indicator.name}__counted"

    @property
    def met(self) -> str:
        return f"{self.indicator.name}__met"

    @property
    def category(self) -> str:
        return f"{self.indicator.name}__category"

    @property
    def days(self) -> str:
        return f"{self.indicator.name}__days"

    @property
    def outcome(self) -> str:
        return f"{self.indicator.name}__outcome"

    @property
    def once(self) -> tuple[str, ...]:
        return self.kind.once if isinstance(self.kind, Count) else ()

    @property
    def told_apart(self) -> list[str]:
        """The columns that say what a counted row counts as: its code, or its days and what ended them."""
        if self.kind.category is not None:
            return [self.category]
        return [] if self.kind.waited is None else [self.days, self.outcome]

    @property
    def counts(self) -> nw.Expr:
        """Whether a row is counted, before `once`."""
        return self.kind.counted.hold.alias(self.counted)

    @property
    def columns(self) -> list[nw.Expr]:
        """On rows that have `counts`: that, whether a row is in the numerator too, its code, days and outcome."""
        found = [nw.col(self.counted)]
        if self.kind.met is not None:
            found.append((nw.col(self.counted) & self.kind.met.hold).alias(self.met))
        if self.kind.category is not None:
            found.append(self.kind.category.alias(self.category))
        if self.kind.waited is not None:
            found.append(self.kind.waited.alias(self.days))
            found.append(self.kind.outcome.alias(self.outcome))
        return found

    def first(self, view: type[View]) -> nw.Expr:
        """Whether a counted row is the first of those equal in `once`."""
        so_far = nw.when(nw.col(self.counted)).then(1).otherwise(0).cum_sum()
        return nw.col(self.counted) & (so_far.over(*self.once, order_by=[view.event, "row_id"]) == 1)


def asked(indicators: Sequence[Indicator], period: Period, local: Local) -> list[Asked]:
    return [Asked(one, one.kind(period, local)) for one in indicators]


def lines(
    view: type[View], wanted: Sequence[Asked], around: Around, period: Period, *, with_ages: bool = True
) -> nw.LazyFrame:
    """The view's rows that any indicator counts: who they are about, age groups, and each indicator's columns."""
    ages = {one.age: one.at for one in wanted} if with_ages else {}
    born, expected = nw.col("birth_date"), nw.col("expected_birth_date")
    keys = dict.fromkeys(name for one in wanted for name in (*one.once, view.event) if name not in WHO)
    rows = around.rows(view, period).with_columns(*(one.counts for one in wanted))
    rows = rows.select(
        *WHO,
        *keys,
        *(age_group(born, expected, nw.col(at)).alias(name) for name, at in ages.items()),
        *(column for one in wanted for column in one.columns),
    )
    once = [one.first(view).alias(one.counted) for one in wanted if one.once]
    rows = rows.with_columns(*once) if once else rows
    return rows.filter(nw.any_horizontal(*(nw.col(one.counted) for one in wanted), ignore_nulls=True))
