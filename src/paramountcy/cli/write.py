"""`paramountcy write`: a return made from its tables."""

from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.options import read_year
from paramountcy.cli.places import refuse_folder, refuse_place
from paramountcy.cli.refusals import about
from paramountcy.cli.terminal import say
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.convert import read_tables
from paramountcy.returns.put import put
from paramountcy.returns.report.visible import visible
from paramountcy.returns.report.words import how_many
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year

EXAMPLES = ("paramountcy write tables/ --year 2025-26 --out return.xml",)


def write(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The tables, as `paramountcy convert` writes them: csv, parquet or the workbook."
        ),
    ],
    year: Annotated[Year, typer.Option(parser=read_year, metavar="YEAR", help="The collection year, as in 2025-26.")],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The return to write, in XML. A file of that name is replaced.")
    ],
) -> None:
    """
    Make a return from its tables, every value as it stands there.

    It is not checked: `paramountcy check` does that.
    """
    refuse_place(out, (), (".xml",))
    refuse_folder(out.parent)
    with about(folder.name or str(folder)):
        tables = read_tables(folder, CIN, year)
        put(out, lambda file: write_xml(tables, CIN, file, year=year))
    children = len(tables["ChildIdentifiers"])
    say(f"Written: {visible(str(out))}, {how_many(children, 'child')}. Check it with `paramountcy check`.")
