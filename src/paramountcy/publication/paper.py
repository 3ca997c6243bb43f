"""
Words on paper: what a template of typst makes of them, as a PDF that can be read aloud as well as seen (PDF/UA-1).

What somebody wrote is given to the template as data, and is never code.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from paramountcy.returns.report.visible import visible

STANDARD = "ua-1"
LETTERS = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "DejaVu Sans", "Libertinus Serif")
"""What paper is set in: the first of these that the machine has. The last comes with typst."""


class MissingPublish(Exception):
    """A library of the extra `publish` is not installed. The message says what to install."""


def printed(template: Path, told: Mapping[str, Any]) -> bytes:
    """
    The PDF that a template makes of `told`, which it reads as JSON, with `letters` beside it. The same bytes for the
    same words on the same machine. Raises MissingPublish without typst.

    The standard takes no sign that the machine has no letters for, such as a smiling face: its name stands there.
    """
    typst = _typst()
    try:
        return _compiled(template, told)
    except typst.TypstError:
        spelt: Mapping[str, Any] = _each_text(told, _spelt)
        return _compiled(template, spelt)


def shown(told: Any) -> Any:
    """What somebody wrote, with what could not be seen in it shown by its number; line ends stay."""
    return _each_text(told, _in_sight)


@cache
def letters() -> str:
    """The name of what paper is set in here."""
    there = set(_typst().Fonts().families())
    return next((name for name in LETTERS if name in there), LETTERS[-1])


def _compiled(template: Path, told: Mapping[str, Any]) -> bytes:
    data = json.dumps({**told, "letters": letters()}, ensure_ascii=False)
    made = _typst().compile(template.read_bytes(), sys_inputs={"data": data}, format="pdf", pdf_standards=[STANDARD])
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files, and a PDF is one")
    return made


def _typst() -> Any:
    try:
        return import_module("typst")
    except ImportError as missing:
        raise MissingPublish(
            "typst is not installed, and a PDF needs it: pip install 'paramountcy[publish]'"
        ) from missing


def _each_text(told: Any, change: Any) -> Any:
    match told:
        case str():
            return change(told)
        case Mapping():
            return {name: _each_text(one, change) for name, one in told.items()}
        case list() | tuple():
            return [_each_text(one, change) for one in told]
        case _:
            return told


def _in_sight(text: str) -> str:
    return "\n".join(visible(line.rstrip("\r").replace("\t", " ")) for line in text.split("\n"))


def _spelt(text: str) -> str:
    """
    A text with the signs that few letters have spelt out.

    >>> _spelt("We like it \\U0001fae0")
    'We like it [melting face]'
    """
    return "".join(f"[{_name(one)}]" if ord(one) > 0xFFFF or unicodedata.category(one) == "So" else one for one in text)


def _name(one: str) -> str:
    return unicodedata.name(one, f"sign {ord(one):X}").lower()
