"""A web page in one file: no script, its style inside, and a policy that lets the browser load nothing else."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from paramountcy.returns.report import words
from paramountcy.returns.report.visible import visible

HERE = Path(__file__).parent


@cache
def style(*paths: Path) -> str:
    """The style of a page: the report's, and what other sheets add to it."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "report.css", *paths))


def policy(sheet: str, *, forms: str = "'none'") -> str:
    """The content security policy of a page with this style; `forms` says where its forms may be sent."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action {forms}"


def render(template: Path, sheet: str, *, forms: str = "'none'", **values: Any) -> str:
    """
    The page that a template makes of some values.

    Every text that is put in is escaped, and its hidden characters shown: the template need not ask.
    """
    return (
        _environment(template.parent)
        .get_template(template.name)
        .render(style=sheet, policy=policy(sheet, forms=forms), words=words, **values)
    )


@cache
def _environment(folder: Path) -> Environment:
    made = Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = lambda number: f"{number:,}"
    return made


def _shown(value: object) -> object:
    return visible(value) if type(value) is str else value
