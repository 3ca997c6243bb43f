"""`paramountcy lint-terms`: guidance checked for terms that are out of date, or that others are preferred to."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.terminal import Refused, say, wrapped
from paramountcy.notes.document import NotRead
from paramountcy.notes.linting.lint import Found, lint
from paramountcy.notes.reading import read
from paramountcy.returns.report.visible import visible

EXAMPLES = (
    "paramountcy lint-terms chapter-1.docx",
    "paramountcy lint-terms guidance/*.md --json",
    "paramountcy lint-terms chapter-1.docx --as-at 2011-11-03",
)


def lint_terms(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Guidance, published text or templates: .docx, .txt, .md, .html or .pdf."),
    ],
    *,
    as_at: Annotated[
        str | None,
        typer.Option("--as-at", metavar="DATE", help="Judge by the terms of this day, as in 2011-11-03; else today."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """
    Check guidance, published text and templates for terms that are out of date, or that others are preferred to.

    Says where each stands, what is preferred to it, why, since when and who decided so. A warning names what has ended
    or been renamed; an advice what somebody proposed, or this project prefers. Quotations are passed over, and a term
    of an Act is never one to avoid. Not for case records or a person's own words. Exits with 0 where nothing was found,
    1 where something was, 2 where a file could not be read.
    """
    on = _day(as_at) if as_at else datetime.now().astimezone().date()
    found = [(path.name, _in(path, on)) for path in files]
    if as_json:
        data = [{"file": name} | each.as_data() for name, all_found in found for each in all_found]
        say(json.dumps({"as_at": on.isoformat(), "found": data}, ensure_ascii=False, indent=1))
    else:
        for name, all_found in found:
            for each in all_found:
                say(wrapped(_line(name, each), hanging=2))
        count = sum(len(all_found) for _, all_found in found)
        say(f"{count:,} term{'' if count == 1 else 's'} to look at, by the terms of {on:%d %B %Y}.")
    raise typer.Exit(int(any(all_found for _, all_found in found)))


def _in(path: Path, on: date) -> list[Found]:
    try:
        return lint(read(path), on=on)
    except NotRead as no:
        raise Refused(f"{visible(path.name)}: {no}") from no


def _line(name: str, found: Found) -> str:
    return visible(f"{name}: {found.place}: {found.term.severity}: “{found.written}”: {found.says}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"--as-at {visible(text)} is no day: write it as 2011-11-03.") from None
