"""
The peer: csc-validator-be-cin, in an environment of its own, and how our findings differ from its.

Equal sets of (rule, child) are required for every rule in which no defect of the peer is known.
Where one is, `DIFFERENCES` gives the reason, from ../shared/reference/cin-rules.csv.
"""

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paramountcy
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year

HOUSE = Path(__file__).resolve().parents[1]
ENVIRONMENT = HOUSE / ".peer"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
PACKAGES = ["csc-validator-be-cin==0.1.13", "numpy<2", "pytest"]
REFERENCE = HOUSE.parent / "shared" / "reference" / "cin-rules.csv"
FEWEST_CHILDREN = 5
"""How many failing children a rule needs for the comparison to say something."""
OF_THE_RETURN = frozenset({"100", "2883", "2886Q", "2887Q", "2888Q", "8995Q"})
"""Rules about the return as a whole: they have no child."""
YEARS = ("2022-23", "2023-24", "2024-25", "2025-26")


def install() -> None:
    """Make the peer's environment, where there is none yet."""
    if PYTHON.exists():
        return
    building = ENVIRONMENT.with_suffix(".new")
    shutil.rmtree(building, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(building)], check=True)
    subprocess.run(
        [str(building / PYTHON.relative_to(ENVIRONMENT)), "-m", "pip", "install", "--quiet", *PACKAGES], check=True
    )
    building.rename(ENVIRONMENT)


def ruleset(year: str) -> str:
    return f"cin{year.replace('-', '_')}"


def command(path: Path, year: str) -> list[str]:
    """The peer's own command line for a return."""
    return [str(PYTHON), "-m", "cin_validator", "run", str(path), "-r", ruleset(year)]


def findings(path: Path, year: str, scratch: Path, only: str = "") -> set[tuple[str, str]]:
    """What the peer finds in a return, by one rule or all: (rule, LAchildID), the latter empty for the return."""
    out = scratch / "peer.csv"
    script = Path(__file__).with_name("peer_findings.py")
    subprocess.run(
        [str(PYTHON), str(script), str(path), ruleset(year), str(out), only],
        check=True,
        capture_output=True,
        cwd=scratch,
    )
    with out.open(encoding="utf-8", newline="") as file:
        return {(rule, child) for rule, child in csv.reader(file)}


def ours(path: Path) -> set[tuple[str, str]]:
    """What we find in a return: (rule, LAchildID), the latter empty for the return as a whole."""
    report = paramountcy.check(path)
    return {(rule, child or "") for rule, child in report.findings.select("rule", "child").iter_rows()}


def mixed_up(path: Path) -> set[str]:
    """
    Children that the peer cannot tell apart: those whose LAchildID another has too, and its names for none.

    It joins tables by LAchildID, so it finds of one what is true of another. We join by place.
    """
    sent = paramountcy.check(path, structure_only=True).tables["ChildIdentifiers"]["LAchildID"].drop_nulls()
    return {*sent.filter(sent.is_duplicated()), "nan", "<NA>", "None"}


@dataclass(frozen=True)
class Known:
    """What the reference says of the peer's version of a rule."""

    status: str
    note: str


def known(year: str) -> dict[str, Known]:
    """For each rule in force in a year, what is known of the peer's."""
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Known(row["peer_status"], row["peer_note"])
            for row in csv.DictReader(file)
            if _in(year, row["years"])
        }


def _in(year: str, years: str) -> bool:
    first, _, last = years.partition("..")
    return first <= year <= (last or first) and not years.startswith("(")


def enough(rule: str) -> int:
    """How many children both sides must have found for a rule, for their agreement to say something."""
    return 1 if rule in OF_THE_RETURN else FEWEST_CHILDREN


@dataclass(frozen=True)
class Difference:
    rule: str
    only_ours: int
    only_theirs: int
    both: int
    known: Known


def imagined(year: str, scratch: Path, **options: Any) -> Path:
    """A return imagined for a comparison: `options` as imagine.cin_return takes them."""
    tables, _ = cin_return(year=Year.of(year), seed=7, **options)
    path = scratch / "imagined.xml"
    write(tables, CIN, path, year=Year.of(year))
    return path


def compare_all(year: str, scratch: Path, children: int = 1_300) -> list[Difference]:
    """
    Every rule of a year, on returns with rule faults only: one with a fault in nearly every child, one a child,
    and one for each rule about the return as a whole, since such a fault changes what the peer finds of others.
    """
    found = {
        each.rule: each for each in compare(imagined(year, scratch, children=children, faults=0.95), year, scratch)
    }
    for rule in sorted(OF_THE_RETURN & found.keys()):
        path = imagined(year, scratch, children=500, fault=rule)
        found |= {each.rule: each for each in compare(path, year, scratch, only=rule)}
    return list(found.values())


def compare(path: Path, year: str, scratch: Path, only: str = "") -> Iterator[Difference]:
    """Rule by rule, how many (rule, child) only one side found, among children that have a LAchildID of their own."""
    about, mixed, sides = known(year), mixed_up(path), (ours(path), findings(path, year, scratch, only))
    for rule in [only] if only else sorted(about):
        a, b = ({child for code, child in found if code == rule and child not in mixed} for found in sides)
        yield Difference(rule, len(a - b), len(b - a), len(a & b), about[rule])
