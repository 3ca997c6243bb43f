"""
The kinds of figure: what an indicator's function returns.

Each says which rows of a view are counted, under conditions (`condition.given`) that also say why a row is not. A kind
only declares; `count` turns it into numerators, denominators and day counts, and `figures` into values.
`at` names the date of the view at which the child's age is taken, "" for the view's own event.
"""

from dataclasses import dataclass, field, replace

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import Conditions, Given, given

WORKING_DAYS, DAYS = "working days", "days"

Bands = tuple[tuple[int, int | None], ...]
"""Bands of days, first and last of each; None where the last is open."""


def in_order(days: nw.Expr) -> Conditions:
    """That the days between two dates are known, and the first date comes first."""
    return given(~days.is_null(), "a date is missing, or outside the calendar") & given(
        days >= 0, "its dates are in the wrong order"
    )


@dataclass(frozen=True)
class Kind:
    """What all kinds answer, each in its own way."""

    @property
    def counted(self) -> Conditions:
        """Which rows are in the denominator, or counted where there is none."""
        raise NotImplementedError

    @property
    def met(self) -> Conditions | None:
        """Which of them are in the numerator; None: all that are counted."""
        return None

    @property
    def category(self) -> nw.Expr | None:
        """What counted rows are told apart by, as a code of the list `codes`."""
        return None

    @property
    def waited(self) -> nw.Expr | None:
        """The days of each counted row, where its figure rests on days."""
        return None

    @property
    def outcome(self) -> nw.Expr:
        """What ended the days: 1 what is asked about, 2 something that rules it out, 0 nothing yet."""
        return nw.lit(1)


@dataclass(frozen=True)
class Share(Kind):
    """Of the rows in `out_of`, those that `meet` the condition: a share, with Wilson's interval."""

    out_of: Conditions
    meet: Conditions
    at: str = ""

    @property
    def counted(self) -> Conditions:
        return self.out_of

    @property
    def met(self) -> Conditions:
        return self.meet


@dataclass(frozen=True)
class Between(Share):
    """How much a share differs between teams, and between areas where there are several, beyond chance."""


@dataclass(frozen=True)
class Mix(Kind):
    """Of the rows in `out_of`, the share of each code of `by`, as the list `codes` of groups.csv puts them together."""

    out_of: Conditions
    by: nw.Expr
    codes: str
    at: str = ""

    @property
    def counted(self) -> Conditions:
        return self.out_of

    @property
    def category(self) -> nw.Expr:
        return self.by


@dataclass(frozen=True)
class Count(Kind):
    """
    How many rows meet the condition `of`; where `once` names columns, rows equal in those count once, at the first
    such event, so that a child is in one group only. `by` and `codes` tell them apart as in a Mix.
    """

    of: Conditions
    once: tuple[str, ...] = ()
    by: nw.Expr | None = None
    codes: str = ""
    at: str = ""

    @property
    def counted(self) -> Conditions:
        return self.of

    @property
    def category(self) -> nw.Expr | None:
        return self.by


@dataclass(frozen=True)
class Rate(Count):
    """The same for every `per` children of the population of the area, and where known of the group."""

    per: int = 10_000


@dataclass(frozen=True)
class OfDays(Kind):
    """What rests on the days of each row in `out_of`."""

    out_of: Conditions
    days: nw.Expr
    counted_in: str = WORKING_DAYS
    at: str = ""

    @property
    def counted(self) -> Conditions:
        return self.out_of & in_order(self.days)

    @property
    def waited(self) -> nw.Expr:
        return self.days


@dataclass(frozen=True)
class Typical(OfDays):
    """The days by which a quarter, half and three quarters were done."""


@dataclass(frozen=True)
class Spread(OfDays):
    """How many took how long: the share in each band of days."""

    bands: Bands = ()


@dataclass(frozen=True)
class Bunching(OfDays):
    """Whether completions pile up just under a limit."""

    limits: tuple[int, ...] = (45,)


@dataclass(frozen=True)
class Waiting(OfDays):
    """
    The share done by each of the days in `by`, what is still open counted as long as it was seen. `days` are those
    until it was `done`, or so far.
    """

    done: nw.Expr = field(kw_only=True)
    by: tuple[int, ...] = (10, 35, 45, 60)

    @property
    def outcome(self) -> nw.Expr:
        return nw.when(self.done.fill_null(value=False)).then(nw.lit(1)).otherwise(nw.lit(0))


@dataclass(frozen=True)
class MeanWait(Waiting):
    """The mean days waited up to each limit in `by` (restricted mean): one not done by then counts the limit."""

    by: tuple[int, ...] = (45, 60)


@dataclass(frozen=True)
class Returning(OfDays):
    """
    The share that came back within each of the days in `by`, when something else may rule it out first, and not
    everybody has been followed so long. `days` are those until the first of these, `ended_by` which it was: 1 came
    back, 2 ruled out, 0 seen no further.
    """

    ended_by: nw.Expr = field(kw_only=True)
    by: tuple[int, ...] = (91, 182, 365, 730)

    @property
    def outcome(self) -> nw.Expr:
        return self.ended_by


def careless(kind: Kind, how: str) -> Kind:
    """
    A copy that is wrong on purpose, for the tests of an indicator's examples: one that ignores what it counts out of
    ("ignores out_of"), or takes everything to be what is asked about ("everything meets").
    """
    always = Conditions((Given(nw.lit(value=True), "never"),))
    if how == "ignores out_of":
        return replace(kind, **{"of" if isinstance(kind, Count) else "out_of": always})
    if isinstance(kind, Share):
        return replace(kind, meet=always)
    if isinstance(kind, OfDays):
        return replace(kind, days=nw.lit(0))
    by = getattr(kind, "by", None)
    return kind if by is None else replace(kind, by=nw.lit("everything"))
