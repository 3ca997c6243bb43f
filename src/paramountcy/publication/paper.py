"""
Words on paper: what a template of typst makes of them, as a PDF that can be read aloud as well as seen (PDF/UA-1).

What somebody wrote is given to the template as data, and is never code.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from paramountcy.returns.report.visible import visible

STANDARD = "ua-1"
LETTERS = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "DejaVu Sans", "Libertinus Serif")
"""What paper is set in: the first of these that the machine has. The last comes with typst."""

LAST_OF_LATIN, LAST_OF_FIRST_PLANE = 0x24F, 0xFFFF


class MissingPublish(Exception):
    """A library of the extra `publish` is not installed. The message says what to install."""


def printed(template: Path, told: Mapping[str, Any]) -> bytes:
    """
    The PDF that a template makes of `told`, which it reads as JSON, with `letters` beside it. The same bytes for the
    same words on the same machine. Raises MissingPublish without typst.

    The standard takes no sign that the machine has no letters for, such as a smiling face: its name stands there. Where
    that was not it, so does the name of each letter that is not Latin. What is wrong then is wrong in the template.
    """
    typst = _typst()
    for spelt in (_is_none, _is_sign):
        try:
            return _compiled(template, _each_text(told, partial(_spelt, which=spelt)))
        except typst.TypstError:
            continue
    return _compiled(template, _each_text(told, partial(_spelt, which=_is_not_latin)))


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


def _spelt(text: str, which: Callable[[str], bool]) -> str:
    """
    A text with some of its signs spelt out.

    >>> _spelt("We like it \\U0001fae0", _is_sign)
    'We like it [melting face]'
    """
    return "".join(f"[{_name(one)}]" if which(one) else one for one in text)


def _is_none(one: str) -> bool:
    return False


def _is_sign(one: str) -> bool:
    return ord(one) > LAST_OF_FIRST_PLANE or unicodedata.category(one) == "So"


def _is_not_latin(one: str) -> bool:
    return _is_sign(one) or (ord(one) > LAST_OF_LATIN and not unicodedata.category(one).startswith("P"))


def _name(one: str) -> str:
    return unicodedata.name(one, f"sign {ord(one):X}").lower()
