"""`paramountcy convert`: a return taken apart into its tables."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from paramountcy import __version__
from paramountcy.cli.refusals import about
from paramountcy.cli.terminal import Progress, Refused, say, warn
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.convert import convert as convert_reading
from paramountcy.returns.read_xml import read
from paramountcy.returns.report.visible import visible
from paramountcy.returns.report.words import moment

EXAMPLES = (
    "paramountcy convert return.xml --to tables/ --as csv",
    "paramountcy convert return.xml --to tables/ --as xlsx",
)


def convert(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The return, in XML.")],
    to: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the tables; it is made where there is none.")],
    form: Annotated[
        Literal["csv", "parquet", "xlsx"], typer.Option("--as", help="A file for each table, or one workbook.")
    ],
) -> None:
    """
    Take a return apart into its tables, every value as it was sent.

    `paramountcy write` puts them together again. They hold children's personal data. Ends with 1 where the
    file has faults of structure, so that something in it may not be in the tables.
    """
    if file.resolve().parent == to.resolve() and file.suffix.lower() in (".csv", ".parquet", ".xlsx", ".txt"):
        raise Refused(f"{file.name} is in the folder {to}, and might be written over: choose another folder.")
    with about(file.name), Progress() as progress:
        reading = read(file, CIN, progress=lambda share: progress("reading", share))
        progress("writing", 1.0)
        origin = f"From {visible(file.name)}, by Paramountcy {__version__}, {moment(datetime.now().astimezone())}."
        written = convert_reading(reading, to, form, about=origin)
    for path in written:
        say(f"Written: {visible(str(path))}")
    if reading.faults:
        warn(
            f"{file.name} has {len(reading.faults):,} faults of structure, so something in it may not be in the "
            "tables: `paramountcy check --structure-only` lists them."
        )
        raise typer.Exit(1)
