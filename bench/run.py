"""
Measure speed, beside the peer and above the floors, and write docs/benchmarks.md. `make bench`.

Figures are whole processes by the operating system's own account, so what a user waits for is what
is measured: start-up, imports, reading, judging and the summary. Read the ratios: the seconds are
those of one machine on one day. A peak of memory below that of the measuring process cannot be told.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import peer
from bench.machine import machine
from bench.measure import Cost, median_of, run

HOUSE = Path(__file__).resolve().parents[1]
PAGE = HOUSE / "docs" / "benchmarks.md"
PARAMOUNTCY = Path(sys.executable).with_name("paramountcy")
YEAR = "2025-26"
RETURNS = ((5_000, "0.1"), (20_000, "0"), (20_000, "0.1"), (100_000, "0"))
"""Children, and the share of them with a planted fault: some faults make a return slower to read."""

TIMES = "Medians of five runs after one that does not count; the peer once."
TARGETS = """| what | floor asked | goal |
| --- | --- | --- |
| processor time, 5,000 children, peer / ours | at least 25 | |
| processor time, 20,000 children, peer / ours | at least 80 | 120 |
| wall time, 20,000 children, ours / `xmllint --stream --noout` | at most 15 | 10 |
| peak memory, 100,000 children | under 1,000 MB | |
"""


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is measured is a second run, with compiled modules
    peer.install()
    with tempfile.TemporaryDirectory(prefix="paramountcy-bench-") as scratch:
        folder = Path(scratch)
        lines = ["# Benchmarks", "", __doc__.strip().partition("\n\n")[2], "", *machine(), TIMES, "", TARGETS]
        lines += _speed(folder)
        agreement, wrong = _agreement(folder)
        lines += agreement
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print("\n".join(lines))
    return 1 if wrong else 0


def _imagine(folder: Path, children: int, year: str = YEAR, *, faults: str = "0", seed: int = 1) -> Path:
    path = folder / f"{year}-{children}-{faults}-{seed}.xml"
    if not path.exists():
        options = ["--children", str(children), "--year", year, "--seed", str(seed), "--faults", faults]
        subprocess.run(
            [str(PARAMOUNTCY), "imagine", "cin", *options, "--out", str(path)], check=True, capture_output=True
        )
    return path


def _speed(folder: Path) -> list[str]:
    rows = [
        "## Speed",
        "",
        "| children | at fault | MB | who | processor s | wall s | peak MB |",
        "| ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    ratios = ["", "| children | at fault | ratio | value |", "| ---: | ---: | --- | ---: |"]
    for children, share in RETURNS:
        path = _imagine(folder, children, faults=share)
        about = f"| {children:,} | {share} |"
        size = f"{path.stat().st_size / 1e6:.1f}"
        _say(f"{children:,} children, {share} at fault")
        ours = median_of([str(PARAMOUNTCY), "check", str(path)])
        rows.append(f"{about} {size} | paramountcy check | {_figures(ours)} |")
        if shutil.which("xmllint"):
            floor = median_of(["xmllint", "--stream", "--noout", str(path)])
            rows.append(f"{about} {size} | floor: xmllint --stream --noout | {_figures(floor)} |")
            ratios.append(f"{about} wall, ours / xmllint | {ours.wall / floor.wall:.1f} |")
        if share != "0":
            _say(f"{children:,} children, the peer")
            theirs = run(peer.command(path, YEAR))
            rows.append(f"{about} {size} | csc-validator-be-cin | {_figures(theirs)} |")
            ratios.append(f"{about} processor time, peer / ours | {theirs.cpu / ours.cpu:.0f} |")
            ratios.append(f"{about} wall, peer / ours | {theirs.wall / ours.wall:.0f} |")
    start = median_of([sys.executable, "-c", "import polars"])
    rows.append(f"| | | | floor: python -c 'import polars' | {_figures(start)} |")
    return [*rows, *ratios, ""]


def _figures(cost: Cost) -> str:
    return f"{cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.0f}"


def _agreement(folder: Path) -> tuple[list[str], bool]:
    """What each side finds in returns with rule faults only, one a child."""
    out = ["## Agreement with the peer", ""]
    wrong = False
    for year in peer.YEARS:
        _say(f"agreement, {year}")
        differences = peer.compare_all(year, folder)
        ok = [each for each in differences if each.known.status == "ok"]
        unequal = [each for each in ok if each.only_ours or each.only_theirs]
        few = [each.rule for each in ok if each.both < peer.enough(each.rule)]
        wrong = wrong or bool(unequal or few)
        out += [
            f"### {year}",
            "",
            f"{len(ok)} rules of the peer without a known defect; equal (rule, child) in {len(ok) - len(unequal)}.",
        ]
        if few:
            out.append(f"Too few failing children to say something: {', '.join(few)}.")
        out += [
            "",
            "| rule | both | only ours | only theirs | the peer's version | why |",
            "| --- | ---: | ---: | ---: | --- | --- |",
        ]
        for each in differences:
            if each.only_ours or each.only_theirs:
                cells = (each.rule, each.both, each.only_ours, each.only_theirs, each.known.status, each.known.note)
                out.append("| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |")
        out.append("")
    return out, wrong


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
