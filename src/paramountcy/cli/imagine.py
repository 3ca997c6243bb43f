"""`paramountcy imagine`: a return about children who do not exist."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from paramountcy.cli.options import read_year
from paramountcy.cli.places import refuse_folder, refuse_place
from paramountcy.cli.terminal import Refused, say
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.put import put
from paramountcy.returns.report.visible import visible
from paramountcy.returns.report.words import how_many
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year

EXAMPLES = (
    "paramountcy imagine cin --children 1500 --year 2025-26 --out imagined.xml",
    "paramountcy imagine cin --children 5000 --year 2026-27 --seed 7 --faults 0.3 --truth truth.csv --out imagined.xml",
    "paramountcy imagine cin --children 200 --year 2025-26 --faults 0.1 --fault 8772 --out imagined.xml",
)


def imagine(
    what: Annotated[
        Literal["cin"], typer.Argument(metavar="RETURN", help="Which return: cin, the children in need census.")
    ],
    *,
    year: Annotated[Year, typer.Option(parser=read_year, metavar="YEAR", help="The collection year, as in 2025-26.")],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Where to write it, in XML. A file of that name is replaced.")
    ],
    children: Annotated[int, typer.Option(min=1, max=1_000_000, metavar="N", help="So many children.")] = 1500,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="The same seed gives the same return.")] = 1,
    faults: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="RATE", help="The share of children given one fault each, kinds in turn."),
    ] = 0,
    return_faults: Annotated[
        bool, typer.Option("--return-faults", help="Plant the faults of the return as a whole too.")
    ] = False,
    fault: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Plant faults of this rule only, in half of the children where --faults does not say."
        ),
    ] = None,
    truth: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Write what a check will find, in columns rule, child, kind.")
    ] = None,
) -> None:
    """
    Imagine an authority's return: families, referrals, assessments, plans. Nobody in it is real.

    Without faults it breaks no rule. It is for demonstrations, tests and training.
    """
    refuse_place(out, (), (".xml",))
    refuse_folder(out.parent)
    if truth:
        refuse_place(truth, (), (".csv",))
        refuse_folder(truth.parent)
    if fault and fault.upper() not in CENSUS.rules.in_force(year):
        raise Refused(f"{year} has no rule {fault}: `paramountcy rules --year {year}` lists those it has.")
    try:
        tables, planted = cin_return(
            children=children,
            year=year,
            seed=seed,
            faults=faults,
            return_faults=return_faults,
            fault=fault.upper() if fault else None,
        )
    except ValueError as wrong:
        raise Refused(f"{wrong}") from wrong
    put(out, lambda file: write_xml(tables, CENSUS.kind, file, year=year))
    found = (
        f", in which a check will find {how_many(len(planted), 'finding')}" if faults or fault or return_faults else ""
    )
    say(f"Written: {visible(str(out))}, {how_many(len(tables['ChildIdentifiers']), 'child')} who do not exist{found}")
    if truth:
        put(truth, lambda file: planted.select("rule", "child", "kind").write_csv(file))
        say(f"Written: {visible(str(truth))}")
