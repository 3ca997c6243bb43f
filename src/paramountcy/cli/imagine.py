"""`paramountcy imagine`: a return about children who do not exist, or the tables of a nation of such authorities."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from paramountcy.cli.options import read_year
from paramountcy.cli.places import refuse_folder, refuse_place
from paramountcy.cli.terminal import Refused, say, wrapped
from paramountcy.imagine import cin_return, plant
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.put import put
from paramountcy.returns.report.visible import visible
from paramountcy.returns.report.words import how_many
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.authority import NoSuchAuthority
from paramountcy.terms.year import Year

if TYPE_CHECKING:
    import polars as pl

EXAMPLES = (
    "paramountcy imagine cin --children 1500 --year 2025-26 --out imagined.xml",
    "paramountcy imagine cin --children 5000 --year 2026-27 --seed 7 --faults 0.3 --truth truth.csv --out imagined.xml",
    "paramountcy imagine cin --children 200 --year 2025-26 --faults 0.1 --fault 8772 --out imagined.xml",
    "paramountcy imagine --nation imagined-nation",
    "paramountcy imagine cin --area Applemere --year 2024-25 --out applemere-2025.xml",
)
CHILDREN = 1_500


def imagine(
    what: Annotated[
        Literal["cin"] | None,
        typer.Argument(metavar="RETURN", help="Which return: cin, the children in need census. Not with --nation."),
    ] = None,
    *,
    year: Annotated[
        Year | None,
        typer.Option(parser=read_year, metavar="YEAR", help="The collection year, as in 2025-26. A return needs it."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to write it, in XML. A file of that name is replaced. A return needs it."
        ),
    ] = None,
    children: Annotated[
        int | None, typer.Option(min=1, max=1_000_000, metavar="N", help="So many children; else 1,500.")
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="The same seed gives the same return, and the same nation.")
    ] = 1,
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
    area: Annotated[
        str | None,
        typer.Option(
            metavar="AREA",
            help="The return of an authority of the imagined nation, so that both agree: Applemere, the one that is "
            "imagined child by child.",
        ),
    ] = None,
    nation: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Instead of a return, write the tables that would be published of 152 imagined authorities, for "
            "`paramountcy national load`.",
        ),
    ] = None,
) -> None:
    """
    Imagine an authority's return: families, referrals, assessments, plans. Nobody in it is real.

    Without faults it breaks no rule. It is for demonstrations, tests and training. With --nation, imagine the published
    tables of a whole nation instead, for the same uses: every row of them says that it is imagined.
    """
    if nation:
        others = {"RETURN": what, "--year": year, "--out": out, "--children": children, "--faults": faults,
                  "--return-faults": return_faults, "--fault": fault, "--truth": truth, "--area": area}  # fmt: skip
        if given := [name for name, value in others.items() if value]:
            raise Refused(f"--nation imagines tables, not a return: leave out {given[0]}.")
        _nation(nation, seed)
        return
    if not what:
        raise Refused(
            "say which return, as in `paramountcy imagine cin`, or give --nation DIR for the tables of a nation."
        )
    if not year or not out:
        raise Refused(f"a return needs {'--out' if year else '--year'}: `paramountcy imagine --help` shows examples.")
    refuse_place(out, (), (".xml",))
    refuse_folder(out.parent)
    if truth:
        refuse_place(truth, (), (".csv",))
        refuse_folder(truth.parent)
    if area and children:
        raise Refused("--area says already how many children there are: leave out --children.")
    if fault and fault.upper() not in CENSUS.rules.in_force(year):
        raise Refused(f"{year} has no rule {fault}: `paramountcy rules --year {year}` lists those it has.")
    only = fault.upper() if fault else None
    try:
        if area:
            tables = _returned(area, year, seed)
            rate = 0.5 if fault and not faults else faults
            tables, planted = plant(tables, year, rate=rate, seed=seed, only=only, return_faults=return_faults)
        else:
            tables, planted = cin_return(
                children=children or CHILDREN,
                year=year,
                seed=seed,
                faults=faults,
                return_faults=return_faults,
                fault=only,
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


def _returned(area: str, year: Year, seed: int) -> "dict[str, pl.DataFrame]":
    """The return of an authority of the imagined nation. Raises ValueError for a year that has none."""
    from paramountcy.imagine.nation.nation import area_of

    try:
        return area_of(area, seed).returns(year)
    except (NoSuchAuthority, LookupError) as wrong:
        raise Refused(f"{wrong.args[0]}") from wrong


def _nation(folder: Path, seed: int) -> None:
    """Write the tables of the imagined nation into a folder that is new, empty, or has them from before."""
    from paramountcy.imagine.nation.layout import MARK
    from paramountcy.imagine.nation.nation import nation
    from paramountcy.returns.published.shape import IMAGINED

    if not folder.exists():
        refuse_folder(folder.parent)
        folder.mkdir()
    refuse_folder(folder)
    if strange := sorted(path.name for path in folder.iterdir() if MARK not in path.name):
        raise Refused(
            f"the folder {folder} holds other things, such as {visible(strange[0])}: choose an empty one, or a new one."
        )
    made = nation(seed)
    made.write(folder)
    say(f"Written: {visible(str(folder))}, {len(made.files)} tables of 152 authorities that are on no map")
    say(IMAGINED)
    say(wrapped(f"Load them with `paramountcy national load {visible(str(folder))} --store DIR`, into a store apart."))
