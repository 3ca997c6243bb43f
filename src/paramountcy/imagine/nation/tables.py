"""The children in need tables of the imagined nation: B1 to B7, C1 to C6 and D1 to D8, from the counts to the text."""

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Whole
from paramountcy.imagine.nation.children import (
    FIRST_SIX_MONTHS,
    factor_years,
    part_lists,
    quartile,
)
from paramountcy.imagine.nation.hiding import Flags, Sum, hidden
from paramountcy.imagine.nation.layout import MARK, columns_of, file_name, known_table, places, table, written
from paramountcy.imagine.nation.levels import CONFERENCE_BANDS, FIRST, LAST, QUARTERS, YEARS, assessment_bands
from paramountcy.imagine.nation.press import Press
from paramountcy.returns.published.catalogue import TITLE, Column

FIRST_YEARS = {"cin/b7": 2022, "cin/c2": 2014, "cin/c3": 2018, "cin/c5": 2014}
"""The first year of tables that begin later than the others."""
TABLES = ("b1", "b2", "b3", "b4", "b5", "b6", "b7", "c1", "c2", "c3", "c4", "c5", "c6",
          "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8")  # fmt: skip
OUT_OF = {
    "rereferral_child": "referral_child_count",
    "rereferral": "referral_count",
    "no_further_action": "referral_count",
    "not_in_need": "referral_count",
    "disability": "at31_disability_recorded",
    "at31": "at31_episodes",
    "ended_after": "ended_episodes",
    "closure": "ended_episodes",
    "cpp_subsequent": "cpp_start",
    "cpp_reviewed": "cpp_at31_3months",
    "cpp_at31": "cpp_at31",
    f"{FIRST_SIX_MONTHS}_3_months_or_less_transfer": f"{FIRST_SIX_MONTHS}_3_months_or_less",
    FIRST_SIX_MONTHS: FIRST_SIX_MONTHS,
    "cpp_end": "cpp_end",
}
"""What percentages are out of, by how the names of their measures begin; the first that fits."""


def sums() -> list[Sum]:
    """How the counts hang together, within tables and between them."""
    found = [
        Sum("referral_count", ("no_further_action_count", "not_in_need_count", "started_episodes")),
        Sum("assessments_completed", tuple(band.measure for band in assessment_bands())),
        Sum("icpc", tuple(CONFERENCE_BANDS), rest=True),
        Sum("cpp_at31", ("cpp_at31_3_months_or_less", "cpp_at31_3months"), rest=True),
        Sum(
            FIRST_SIX_MONTHS,
            tuple(
                f"{FIRST_SIX_MONTHS}_{span}"
                for span in ("3_months_or_less", "more_than_3_months_6_months", "more_than_6_months")
            ),
        ),
    ]
    found += [
        Sum(total, (part,), rest=True)
        for total, part in (
            ("referral_count", "rereferral_count"),
            ("referral_child_count", "rereferral_child_count"),
            ("at31_episodes", "awaiting_assessment"),
            ("at31_episodes", "at31_disability_recorded"),
            ("cpp_start", "cpp_subsequent"),
            ("cpp_at31_3months", "cpp_reviewed_within_timescales"),
            (f"{FIRST_SIX_MONTHS}_3_months_or_less", f"{FIRST_SIX_MONTHS}_3_months_or_less_transfer"),
        )
    ]
    found += [
        Sum(f"{stem}anypoint{end}", (f"{stem}at31{end}", f"{ended}{end}"))
        for stem, ended, end in (("", "ended", "_episodes"), ("cinplan_", "cinplan_end", ""), ("cpp_", "cpp_end", ""))
    ]
    return [*found, *(Sum(of, tuple(names)) for of, names in part_lists())]


def files(press: Press, counts: Mapping[str, Whole], days: Mapping[str, Whole]) -> Iterator[tuple[str, bytes]]:
    """Each table's file: its name and its bytes."""
    where = places(press.profile)
    masks = hidden(counts, sums())
    texts: dict[tuple[str, str], pl.Series] = {}
    for name in (f"cin/{letter}" for letter in TABLES):
        cells: dict[str, pl.Series | str] = {}
        for column in columns_of(name, LAST):
            if column.unit == TITLE:
                cells[column.column] = f"{known_table(name).title} ({MARK})"
                continue
            key = column.measure, column.unit
            if key not in texts:
                if column.measure in days:
                    texts[key] = _quartile(press, column.measure, days[column.measure], counts, masks)
                else:
                    texts[key] = _text(press, column, counts, masks)
            cells[column.column] = texts[key]
        first = FIRST_YEARS.get(name, FIRST)
        yield file_name(name, first, LAST), written(table(where, cells, first=first))


def _text(press: Press, column: Column, counts: Mapping[str, Whole], masks: Mapping[str, Flags]) -> pl.Series:
    """A column as printed."""
    measure = column.measure
    if column.rate_of:
        return press.rates(counts[column.rate_of], masks[column.rate_of])
    if column.unit == "percent":
        stem = measure.removesuffix("_percent")
        part = stem if stem in counts else f"{stem}_count"
        whole = next(of for start, of in OUT_OF.items() if stem.startswith(start))
        return press.shares(counts[part], counts[whole], masks[part] | masks[whole])
    since = factor_years().get(measure, FIRST)
    return press.counts(counts[measure], masks[measure], unasked=np.array(YEARS) < since if since > FIRST else None)


def _quartile(
    press: Press, measure: str, own: Whole, counts: Mapping[str, Whole], masks: Mapping[str, Flags]
) -> pl.Series:
    """Quartiles: authorities' own, and those of regions and the nation from all their authorities' counts."""
    stem = measure.partition("_")[0]
    quarter = next(parts for name, parts in QUARTERS.items() if f"_{name}_" in measure)
    whole = {"assessments": "assessments_completed", "icpc": "icpc"}[stem]
    if stem == "assessments":
        days = {band.measure: (band.first, band.last) for band in assessment_bands()}
    else:
        days = CONFERENCE_BANDS
    together = np.stack([press.with_sums(counts[name]) for name in days], axis=-1)
    found = quartile(together, list(days.values()), quarter)
    found[press.above :] = own
    return press.days(found, masks[whole], together.sum(axis=-1) == 0)
