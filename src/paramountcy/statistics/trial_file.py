"""
The register of trials as a file that people can read and write: TOML or JSON.

    [[trial]]
    name = "Flexible assessment"
    question = "Do children wait longer where the timescale is set aside?"
    level = "authority"
    readiness = "readiness/2027/3"
    comparators = ["E09000019", "E09000012"]
    dispensation = [{ body = "E09000033", requirement = "45 working days", from = 2027-04-01, to = 2028-03-31 }]
    outcome = [{ indicator = "re_referrals", role = "guard", better = "lower", margin = 0.02 }]
    analysis = { every = "month", before = 12, after = 12 }
    sealed = [{ on = 2027-03-01, by = "A. Person", hash = "9f2c...", start = 2027-04-01 }]

Reading judges the form only, and names all that is wrong at once; whether a plan is sound is for trial_plan.problems.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from paramountcy.statistics import words
from paramountcy.statistics.trial_plan import Analysis, Dispensation, Outcome, Plan
from paramountcy.statistics.trial_register import RegisterFault, Seal, Trial


def read_register(path: Path) -> tuple[Trial, ...]:
    """
    Read a register. Raises RegisterFault with every fault in it: not TOML or JSON, a word missing or not known, a value
    of the wrong kind, a trial named twice.
    """
    kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text) if kind == "TOML" else json.loads(text, object_pairs_hook=_no_key_twice)
    except (ValueError, RecursionError) as fault:
        raise RegisterFault([f"{path.name} can't be read as {kind}: {fault}."]) from fault
    return trials_of(content)


def trials_of(content: Any) -> tuple[Trial, ...]:
    """The trials of a register already parsed: see read_register."""
    faults: list[str] = []
    rows = content.get("trial") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise RegisterFault(["The register has no list of trials: begin each with [[trial]]."])
    trials = [_trial(row, f"Trial {number}", faults) for number, row in enumerate(rows, start=1)]
    known = [trial for trial in trials if trial is not None]
    names = [trial.plan.name for trial in known]
    faults += [
        f"Two trials are called {name}: give each its own name."
        for name in sorted({n for n in names if names.count(n) > 1})
    ]
    if faults:
        raise RegisterFault(faults)
    return tuple(known)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a word is there twice in one table")
    return table


def as_json(trials: Sequence[Trial]) -> str:
    """The register as JSON that read_register gives back equal."""
    rows = []
    for trial in trials:
        plan = asdict(trial.plan)
        plan["dispensation"] = [
            {"body": one["body"], "requirement": one["requirement"], "from": one["start"], "to": one["end"]}
            for one in plan.pop("dispensations")
        ]
        plan["outcome"] = [
            {key: value for key, value in one.items() if value is not None} for one in plan.pop("outcomes")
        ]
        plan["analysis"]["strata"] = dict(plan["analysis"]["strata"])
        plan["sealed"] = [asdict(seal) for seal in trial.seals]
        rows.append(plan)
    return json.dumps({"trial": rows}, indent=2, ensure_ascii=False, default=str) + "\n"


@dataclass(frozen=True)
class _Reader:
    """Takes known words out of one table of the file, and notes what is missing, unknown or of the wrong kind."""

    table: Mapping[str, Any]
    place: str
    faults: list[str]

    def only(self, *allowed: str) -> None:
        unknown = [key for key in self.table if key not in allowed]
        if unknown:
            self.faults.append(
                f"{self.place}: {words.together(unknown)} is not known here; use {words.together(allowed)}."
            )

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str):
            self.faults.append(f"{self.place}: {key} is {'missing' if value is None else 'not text'}.")
            return ""
        return value.strip()

    def day(self, key: str) -> date:
        value = self.table.get(key)
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.faults.append(f"{self.place}: {key} is not a day: write it like 2027-04-01.")
            return date.min

    def number(self, key: str, default: float | None = None) -> float:
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.faults.append(f"{self.place}: {key} is {'missing' if value is None else 'not a number'}.")
            return 0.0
        return float(value)

    def whole(self, key: str, default: int | None = None) -> int:
        value = self.number(key, default)
        if value != int(value):
            self.faults.append(f"{self.place}: {key} is not a whole number.")
            return 0
        return int(value)

    def tables(self, key: str) -> list["_Reader"]:
        rows = self.table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.faults.append(f"{self.place}: {key} is not a list of tables.")
            return []
        return [_Reader(row, f"{self.place}, {key} {number}", self.faults) for number, row in enumerate(rows, start=1)]


def _trial(row: Any, place: str, faults: list[str]) -> Trial | None:
    if not isinstance(row, dict):
        faults.append(f"{place} is not a table.")
        return None
    reader = _Reader(row, place, faults)
    reader.only(
        "name", "question", "level", "readiness", "comparators", "dispensation", "outcome", "analysis", "sealed"
    )
    comparators = row.get("comparators", [])
    if not isinstance(comparators, list) or not all(isinstance(one, str) for one in comparators):
        faults.append(f"{place}: comparators is not a list of codes.")
        comparators = []
    plan = Plan(
        name=reader.text("name"),
        question=reader.text("question"),
        level=reader.text("level"),
        readiness=reader.text("readiness"),
        dispensations=tuple(_dispensation(one) for one in reader.tables("dispensation")),
        comparators=tuple(comparators),
        outcomes=tuple(_outcome(one) for one in reader.tables("outcome")),
        analysis=_analysis(row.get("analysis"), place, faults),
    )
    seals = tuple(_seal(one) for one in reader.tables("sealed"))
    if not plan.dispensations:
        faults.append(f"{place}: nothing is set aside, so it has no start: give at least one dispensation.")
    return Trial(plan, tuple(sorted(seals, key=lambda seal: seal.on)))


def _seal(reader: _Reader) -> Seal:
    reader.only("on", "by", "hash", "start")
    return Seal(reader.day("on"), reader.text("by"), reader.text("hash"), reader.day("start"))


def _dispensation(reader: _Reader) -> Dispensation:
    reader.only("body", "requirement", "from", "to")
    return Dispensation(reader.text("body"), reader.text("requirement"), reader.day("from"), reader.day("to"))


def _outcome(reader: _Reader) -> Outcome:
    reader.only("indicator", "role", "better", "margin")
    margin = reader.number("margin") if "margin" in reader.table else None
    return Outcome(reader.text("indicator"), reader.text("role"), reader.text("better"), margin)


def _analysis(table: Any, place: str, faults: list[str]) -> Analysis:
    if not isinstance(table, dict):
        faults.append(f"{place}: analysis is missing: say every, before and after.")
        table = {"every": "month", "before": 1, "after": 1}
    reader = _Reader(table, f"{place}, analysis", faults)
    reader.only("every", "before", "after", "draws", "confidence", "strata")
    strata = table.get("strata", {})
    if not isinstance(strata, dict) or not all(isinstance(group, str) for group in strata.values()):
        faults.append(f"{place}, analysis: strata is not a table of bodies and their groups.")
        strata = {}
    return Analysis(
        every=reader.text("every"),
        before=reader.whole("before"),
        after=reader.whole("after"),
        draws=reader.whole("draws", 9_999),
        confidence=reader.number("confidence", 0.95),
        strata=tuple(strata.items()),
    )
