"""`paramountcy demo`: the main job on an imaginary authority, from beginning to end."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

import paramountcy
from paramountcy.cli.terminal import say, show
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.put import put
from paramountcy.returns.report.summary import summary
from paramountcy.returns.report.write import write
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year

CHILDREN = 1_500
SHARE_AT_FAULT = 0.3
YEAR = Year.of("2025-26")
SEED = 2011

EXAMPLES = ("paramountcy demo",)


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where to put it all; else a new temporary folder.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="End with 1 where a planted fault was not found.")] = False,
) -> None:
    """
    Imagine a return with planted faults, check it, write the report, and say where it is.
    """
    folder = folder or Path(tempfile.mkdtemp(prefix="paramountcy-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    say(
        f"Imagining an authority: {CHILDREN:,} children in need in {YEAR}, "
        f"faults planted in {SHARE_AT_FAULT:.0%} of them."
    )
    say("Nobody in it is real.")
    say()
    tables, truth = cin_return(children=CHILDREN, year=YEAR, seed=SEED, faults=SHARE_AT_FAULT)
    returned = put(folder / "imagined-return.xml", lambda file: write_xml(tables, CIN, file, year=YEAR))
    report = paramountcy.check(returned)
    show(summary(report))
    page, workbook = folder / "report.html", folder / "report.xlsx"
    for path in (page, workbook):
        write(report, path)
    planted = set(truth.select("rule", "child").iter_rows())
    missed = planted - set(report.findings.select("rule", "child").iter_rows())
    say()
    say(f"Of {len(planted):,} planted faults (rule and child) the check found {len(planted) - len(missed):,}.")
    say(f"The return:  {returned}")
    say(f"The report:  {page}   (open it in a browser)")
    say(f"The list:    {workbook}")
    if check and missed:
        raise typer.Exit(1)
