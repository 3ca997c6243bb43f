"""Options that several commands have, and how what is given to them is read."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from paramountcy.terms.year import Year


def read_year(text: str) -> Year:
    try:
        return Year.of(text)
    except ValueError as wrong:
        raise typer.BadParameter(f"{wrong}.") from wrong


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise typer.BadParameter(f"{text!r} is not a day: write it year first, as in 2025-10-31.")


def codes(given: Iterable[str]) -> list[str]:
    """
    Rule codes, one or several in a text, each once.

    >>> codes(["8736, 8772", "8670q", "8736"])
    ['8736', '8772', '8670Q']
    """
    return list(dict.fromkeys(code.strip().upper() for text in given for code in text.split(",") if code.strip()))


YearOption = Annotated[
    Year | None,
    typer.Option(
        "--year", parser=read_year, metavar="YEAR", help="The collection year, as in 2025-26; else the file's own."
    ),
]
DayOption = Annotated[
    date | None,
    typer.Option(
        "--to",
        parser=_day,
        metavar="DATE",
        help="A part-year check: what is not yet due on this day, as in 2025-10-31, is not reported.",
    ),
]
AnonymousOption = Annotated[
    bool,
    typer.Option(
        "--anonymous", help="Numbers for children, years for dates of birth and death; no line and no file name."
    ),
]
