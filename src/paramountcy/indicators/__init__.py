"""
What we count, and who asks: every indicator declared once, with origin, examples and what to read beside it.

The room itself answers, too: `paramountcy.indicators(record, period)` gives the figures of a period.

>>> import paramountcy as p
>>> p.indicators(p.record("cin-2024.xml", "cin-2025.xml"), "2024-25").figures      # doctest: +SKIP
"""

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from paramountcy.indicators.measure import Measured
    from paramountcy.indicators.period import Period
    from paramountcy.indicators.shape import Local
    from paramountcy.record.shape import Record
    from paramountcy.terms.year import Year


class _Answers(ModuleType):
    def __call__(
        self,
        record: "Record",
        period: "str | Year | Period",
        *,
        only: Iterable[str] = (),
        population: "pl.DataFrame | None" = None,
        teams: "pl.DataFrame | None" = None,
        breakdowns: Iterable[str] | None = None,
        local: "Local | None" = None,
    ) -> "Measured":
        """
        The figures of a period ("2024-25", "2024-25-Q1", "2024-10", "2026-03-31"): `figures`, a row each with its
        numerator, denominator, value, interval, method and status, and the `day_counts` that those of time rest on.

        `only` are names or places in the catalogue, as "D2"; all where none are given. Raises ValueError for a period
        that is none, LookupError for an indicator that there is not. They are true counts: publish nothing of them
        that has not passed disclosure control.
        """
        from paramountcy.indicators.measure import measure
        from paramountcy.indicators.registry import INDICATORS
        from paramountcy.indicators.shape import BREAKDOWNS

        chosen = tuple(only)
        return measure(
            record,
            period,
            indicators=INDICATORS.only(*chosen) if chosen else INDICATORS,
            population=population,
            teams=teams,
            breakdowns=BREAKDOWNS if breakdowns is None else breakdowns,
            local=local,
        )


sys.modules[__name__].__class__ = _Answers
