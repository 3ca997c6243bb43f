"""
Measure what evidence costs, and write docs/benchmarks-evidence.md. `make bench` runs this too.

The national tables are those of `../shared/data`, where they are, and else the imagined nation's. Each figure is of a
whole process, after one that does not count, but for those said to be of a part.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.machine import machine
from bench.measure import Cost, run

HOUSE = Path(__file__).resolve().parents[1]
SHARED = HOUSE.parent / "shared" / "data"
PAGE = HOUSE / "docs" / "benchmarks-evidence.md"
PARAMOUNTCY = Path(sys.executable).with_name("paramountcy")
CHILDREN = 20_000
YEARS = ("2022-23", "2023-24", "2024-25", "2025-26", "2026-27")
MADE_ON = "2027-08-01"
"""The day of the release with returns, when the last of those years is over."""

TARGETS = """| what | asked |
| --- | --- |
| a site of one area from 12 years of national tables | under 10 s |
| a site from five returns of an authority of 20,000 children, the attack apart | under 30 s and 2,000 MB |
| the attack on it | under 60 s |
| the sites of all areas, from published figures | under 5 minutes |
| England: 750,000 children, 150 authorities, a year, all breakdowns, counted | under 60 s |
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="paramountcy-bench-") as scratch:
        folder = Path(scratch)
        store, area, source = _store(folder)
        lines = ["# Benchmarks: evidence", "", __doc__.strip().partition("\n\n")[2], "", *machine(), "", TARGETS]
        lines += ["## Measured", "", f"National tables: {source}.", "", "| what | wall s | processor s | peak MB |"]
        lines += ["| --- | ---: | ---: | ---: |"]
        publish = [str(PARAMOUNTCY), "publish", "--store", str(store)]
        one = [*publish, "--area", area, "--out"]
        run([*one, str(folder / "first")])
        lines.append(_row("a site of one area, published figures", run([*one, str(folder / "site")])))
        returns = [word for path in _returns(folder) for word in ("--return", str(path))]
        own = run([*one, str(folder / "own"), "--made-on", MADE_ON, *returns])
        lines.append(_row("a site with five returns, the attack in it", own))
        lines += _parts(store, area, returns[1::2])
        everywhere = run([*publish, "--area", "all", "--out", str(folder / "all")])
        count = sum(path.is_dir() and path.name not in ("assets", "data") for path in (folder / "all").iterdir())
        lines.append(_row(f"the sites of all {count} areas", everywhere))
        lines += _england()
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print("\n".join(lines))
    return 0


def _store(folder: Path) -> tuple[Path, str, str]:
    """The national tables: a store, an area in it, and whose they are."""
    store = folder / "store"
    if SHARED.is_dir():
        words = [str(PARAMOUNTCY), "national", "load", str(SHARED), "--store", str(store)]
        subprocess.run(words, check=False, capture_output=True)
        return store, "Islington", "the Department for Education's, 2013 to 2025"
    words = [str(PARAMOUNTCY), "imagine", "--nation", str(folder / "nation")]
    subprocess.run(words, check=True, capture_output=True)
    subprocess.run(
        [str(PARAMOUNTCY), "national", "load", str(folder / "nation"), "--store", str(store)],
        check=True,
        capture_output=True,
    )
    return store, "Applemere", "an imagined nation's"


def _returns(folder: Path) -> list[Path]:
    """Five years' returns of one authority, imagined."""
    from paramountcy.imagine import authority, returns
    from paramountcy.returns.cin.tables import CIN
    from paramountcy.returns.put import put
    from paramountcy.returns.write_xml import write
    from paramountcy.terms.year import Year

    code = "206" if SHARED.is_dir() else "005"
    story = authority(children=CHILDREN, year=Year.of(YEARS[-1]), seed=1, la_code=code)
    made = []
    for name in YEARS[-5:]:
        year = Year.of(name)
        tables = returns(story, year)
        made.append(put(folder / f"{name}.xml", lambda file, t=tables, y=year: write(t, CIN, file, year=y)))
    return made


def _parts(store: Path, area: str, files: list[str]) -> list[str]:
    words = [sys.executable, "-m", "bench.control", str(store), area, MADE_ON, *files]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=HOUSE)
    rows, protecting, attacking, pinned = done.stdout.split()
    return [
        f"| of it: disclosure control of {int(rows):,} figures | {protecting} | | |",
        f"| of it: the attack, which pinned {pinned} | {attacking} | | |",
    ]


def _england() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.england"], check=True, capture_output=True, text=True, cwd=HOUSE
    )
    children, counts, wall, cpu = done.stdout.split()
    return [f"| England counted: {int(children):,} children, {int(counts):,} counts | {wall} | {cpu} | |"]


def _row(what: str, cost: Cost) -> str:
    if cost.exit_code:
        raise SystemExit(f"{what}: it ended with {cost.exit_code}")
    return f"| {what} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:,.0f} |"


if __name__ == "__main__":
    sys.exit(main())
