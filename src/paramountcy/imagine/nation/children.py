"""What happened to children in the imagined nation: referrals, assessments, enquiries, need, protection plans."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np

from paramountcy.imagine.facts import Draws, Whole, bands, shares
from paramountcy.imagine.nation.draws import bell, counted, times, with_odds
from paramountcy.imagine.nation.levels import CONFERENCE_BANDS, QUARTERS, YEARS, assessment_bands, levels
from paramountcy.imagine.nation.making import Making, centred
from paramountcy.imagine.nation.rows import rows

UNKNOWN = 0.02
"""The share of parts that no fact tells: closures for a reason not known. Imagined."""
FIRST_SIX_MONTHS = "cpp_end_first_6months"
DISABILITIES = {
    "autism": "AUT",
    "behaviour": "BEH",
    "communication": "COMM",
    "consciousness": "CON",
    "hand_function": "HAND",
    "hearing": "HEAR",
    "incontinence": "INC",
    "learning_difficulties": "LD",
    "mobility": "MOB",
    "personal_care": "PC",
    "vision": "VIS",
    "other": "DDA",
}


def made(making: Making) -> None:
    """Make all counts of the children in need tables."""
    _referrals(making)
    _assessments(making)
    _enquiries(making)
    _need(making)
    _protection(making)
    for parts in _parts():
        making.parts(parts.measures, parts.of, parts.usual, parts.apart)
    _reviewed(making)
    _factors(making)
    _ended_in_first_half(making)


def _referrals(making: Making) -> None:
    referrals = making.rate("referral_count", "referral")
    nothing_done = making.share("no_further_action_count", referrals, "no_further_action")
    assessed = referrals - nothing_done
    not_in_need = making.share("not_in_need_count", assessed, "not_in_need")
    making.keep("started_episodes", assessed - not_in_need)
    making.share("rereferral_count", referrals, "rereferral")
    children = making.share("referral_child_count", referrals, "referral_child")
    # A child referred three times is counted once among children, and twice among re-referrals.
    again = np.minimum(making.counts["rereferral_count"] * children // np.maximum(referrals, 1), children)
    making.keep("rereferral_child_count", again)


def _assessments(making: Making) -> None:
    completed = making.ratio("assessments_completed", "referral_count", "assessments")
    parts = assessment_bands()
    done = np.cumsum(np.stack([band.path for band in parts], axis=1), axis=1)
    slower = times(making.effect("assessment.speed"))[..., None]
    early = times(making.effect("assessment.early"))[..., None]
    # Up to the limit some begin by deciding much quickly, others wait: it wears off towards day 45.
    towards = np.array([max(45 - band.last, 0) / 45 for band in parts])
    by_band = centred(np.minimum(done, 1.0), slower * (1.0 + (early - 1.0) * towards), completed[..., None])
    by_band = np.maximum.accumulate(by_band, axis=-1)
    by_band[..., -1] = 1.0
    making.divide([band.measure for band in parts], completed, np.diff(by_band, axis=-1, prepend=0.0))
    _quartiles(making, "assessments", [(band.measure, band.first, band.last) for band in parts])


def _enquiries(making: Making) -> None:
    enquiries = making.rate("section47", "section47")
    making.share("section47_child", enquiries, "section47_child")
    making.rate("icpc", "icpc")
    held = making.keep("icpc", np.minimum(making.counts["icpc"], enquiries * 9 // 10))
    making.share("icpc_child", held, "icpc_child")
    whole = bands("conference.days")
    usual = np.interp([last + 1.0 for _, last in CONFERENCE_BANDS.values()], whole.edges, whole.upto)
    usual[-1] = 1.0
    in_time = centred(levels()["icpc_15_days"].path, times(making.effect("icpc_15_days")), held)
    factor = (in_time / (1.0 - in_time)) * ((1.0 - usual[1]) / usual[1])
    by_band = with_odds(usual[None, None], factor[..., None])
    making.divide(list(CONFERENCE_BANDS), held, np.diff(by_band, axis=-1, prepend=0.0))
    _quartiles(making, "icpc", [(name, *days) for name, days in CONFERENCE_BANDS.items()])


def _need(making: Making) -> None:
    making.stock("started_episodes", "at31_episodes", "ended_episodes", "anypoint_episodes", "at31", of_children=True)
    for name in ("anypoint", "started", "ended"):
        making.share(f"{name}_child", f"{name}_episodes", f"{name}_child")
    making.share("awaiting_assessment", "at31_episodes", "awaiting")
    disabled = making.share("at31_disability_recorded", "at31_episodes", "disability")
    known = shares("child.disability")
    for name, code in DISABILITIES.items():
        share = float(known.shares[known.codes.index(code)])
        lean = times(0.3 * bell(making.chance(f"disability {name}"), len(disabled), 1))
        making.keep(f"disability_{name}", counted(making.chance(name), disabled, np.minimum(share * lean, 0.95)))
    making.ratio("cinplan_start", "started_episodes", "cinplan_start")
    making.stock("cinplan_start", "cinplan_at31", "cinplan_end", "cinplan_anypoint", "cinplan_at31")
    for name in ("start", "end", "anypoint"):
        making.share(f"cinplan_child_{name}", f"cinplan_{name}", "cinplan_child")


def _protection(making: Making) -> None:
    making.share("cpp_start", "icpc", "cpp_start")
    making.stock("cpp_start", "cpp_at31", "cpp_end", "cpp_anypoint", "cpp_at31")
    for name in ("start", "end", "anypoint"):
        making.share(f"cpp_child_{name}", f"cpp_{name}", "cpp_child")
    making.share("cpp_subsequent", "cpp_start", "cpp_subsequent")


def _reviewed(making: Making) -> None:
    """Plans of three months or more at 31 March, and those reviewed in time: they rest on how long plans last."""
    due = making.keep("cpp_at31_3months", making.counts["cpp_at31"] - making.counts["cpp_at31_3_months_or_less"])
    making.share("cpp_reviewed_within_timescales", due, "cpp_reviewed")


def _factors(making: Making) -> None:
    whole = making.ratio("episodes_with_assessment_factor", "started_episodes", "factors")
    found = shares("assessment.factor")
    by_code = dict(zip(found.codes, found.shares, strict=True))
    for row in rows("factors"):
        share = max(sum(float(by_code.get(code, 0.0)) for code in row["codes"].split()), 0.002)
        lean = times(0.35 * bell(making.chance(f"lean {row['measure']}"), len(whole), 1))
        expected = np.minimum(share * lean, 0.9)
        making.keep(row["measure"], counted(making.chance(row["measure"]), whole, expected))
    before = np.array(YEARS) < 2021
    for kind in ("physical", "sexual"):
        unknown, by_child, by_adult = (
            f"factor_{kind}_abuse_{whom}" for whom in ("unknown", "child_on_child", "adult_on_child")
        )
        together = making.counts[unknown] + making.counts[by_child] + making.counts[by_adult]
        making.keep(unknown, np.where(before, together, making.counts[unknown]))


def _ended_in_first_half(making: Making) -> None:
    """Of the plans that ended in each span, those that ended from April to September. Of the short ones some moved."""
    spans = {
        "3_months_or_less": ["3_months_or_less"],
        "more_than_3_months_6_months": ["more_than_3_months_6_months"],
        "more_than_6_months": ["more_than_6_months_less_than_1_year", "1_year_less_than_2_years", "2_years_or_more"],
    }
    whole = np.zeros_like(making.counts["cpp_end"])
    for name, of in spans.items():
        ended = sum((making.counts[f"cpp_end_{span}"] for span in of), np.zeros_like(whole))
        half = counted(making.chance(f"first half {name}"), ended, np.array(0.5))
        whole = whole + making.keep(f"{FIRST_SIX_MONTHS}_{name}", half)
    making.keep(FIRST_SIX_MONTHS, whole)
    making.share(f"{FIRST_SIX_MONTHS}_3_months_or_less_transfer", f"{FIRST_SIX_MONTHS}_3_months_or_less", "transfer")


def part_lists() -> list[tuple[str, list[str]]]:
    """The totals that are divided, and the measures of their parts."""
    return [(one.of, one.measures) for one in _parts()]


@cache
def factor_years() -> dict[str, int]:
    """The first year in which each factor was asked for that was not always."""
    return {row["measure"]: int(row["since"]) for row in rows("factors") if row["since"]}


def quartile(parts: Whole, days: list[tuple[int, int]], quarter: tuple[int, int]) -> Whole:
    """
    The day by which that part (so many of so many) was done, from counts in bands of days along the last axis.

    Within a band days are taken to be even. Where nothing was done it is 0.
    """
    done = np.cumsum(parts, axis=-1)
    goal = (done[..., -1] * quarter[0] + quarter[1] - 1) // quarter[1]
    band = np.minimum((done < goal[..., None]).sum(axis=-1), parts.shape[-1] - 1)
    here = np.take_along_axis(parts, band[..., None], axis=-1)[..., 0]
    before = np.take_along_axis(done, band[..., None], axis=-1)[..., 0] - here
    first, last = (np.array(side)[band] for side in zip(*days, strict=True))
    return np.where(goal > 0, first + (goal - before - 1) * (last - first + 1) // np.maximum(here, 1), 0)


def _quartiles(making: Making, stem: str, parts: list[tuple[str, int, int]]) -> None:
    counts = np.stack([making.counts[name] for name, _, _ in parts], axis=-1)
    for name, quarter in QUARTERS.items():
        measure = f"{stem}_{name}_days"
        found = quartile(counts, [(first, last) for _, first, last in parts], quarter)
        making.days[measure] = making.with_known(measure, found)


@dataclass(frozen=True)
class _Parts:
    of: str
    measures: list[str]
    usual: Draws
    apart: float


@cache
def _parts() -> tuple[_Parts, ...]:
    """How totals are divided: `parts.csv`, with the shares of the facts that an imagined authority is drawn from."""
    found = []
    for _, group in groupby(rows("parts"), key=lambda row: (row["of"], row["indicator"])):
        lines = list(group)
        known = shares(lines[0]["fact"])
        by_code = dict(zip(known.codes, known.shares, strict=True))
        usual = [sum(float(by_code[code]) for code in row["codes"].split()) or UNKNOWN for row in lines]
        found.append(
            _Parts(lines[0]["of"], [row["measure"] for row in lines], np.array(usual), float(lines[0]["apart"]))
        )
    return tuple(found)
