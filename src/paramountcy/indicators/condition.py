"""What must hold for a row to be counted, and what to say of one for which it does not."""

from dataclasses import dataclass

import narwhals.stable.v2 as nw


@dataclass(frozen=True)
class Given:
    """
    One condition. `if_not` says why a row for which it does not hold is left out, as in "its case is closed".

    What can't be known, because a date is missing, does not hold. `of_period` marks the condition that says whether a
    row has to do with the period at all.
    """

    holds: nw.Expr
    if_not: str
    of_period: bool = False


@dataclass(frozen=True)
class Conditions:
    """Conditions that must all hold, in the order in which a reader asks for them."""

    parts: tuple[Given, ...]

    def __and__(self, other: "Conditions") -> "Conditions":
        return Conditions(self.parts + other.parts)

    @property
    def hold(self) -> nw.Expr:
        first, *rest = (part.holds.fill_null(value=False) for part in self.parts)
        for part in rest:
            first = first & part
        return first

    @property
    def why_not(self) -> nw.Expr:
        """What to say of a row: the first condition that does not hold; null where all do."""
        said = nw.when(self.hold).then(nw.lit(None, dtype=nw.String))
        for part in self.parts[:-1]:
            said = said.when(~part.holds.fill_null(value=False)).then(nw.lit(part.if_not))
        return said.otherwise(nw.lit(self.parts[-1].if_not))

    @property
    def of_period(self) -> nw.Expr:
        """Whether a row has to do with the period: true where no condition asks."""
        asked = Conditions(tuple(part for part in self.parts if part.of_period))
        return asked.hold if asked.parts else nw.lit(value=True)


def given(holds: nw.Expr, if_not: str) -> Conditions:
    """
    A condition that rows are counted under, and what to say of the others.

    `given(assessment.days <= 45, "took more than 45 working days")`; several are joined with `&`.
    """
    return Conditions((Given(holds, if_not),))
