"""An SVG as a PNG, for documents whose programs do not all read SVG."""

import re
from functools import cache

from paramountcy.publication.paper import MissingPublish

DOTS = 220
"""Dots in an inch, at the picture's own size."""
SANS = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "Nimbus Sans", "DejaVu Sans", "Noto Sans")
"""What the letters of a picture are set in, the first of them that the machine has."""

PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawn), format: "svg")"""


@cache
def png(svg: str) -> bytes:
    """The picture, the same bytes for the same SVG on the same machine. Raises MissingPublish without typst."""
    try:
        import typst
    except ImportError as missing:
        raise MissingPublish(
            "typst is not installed, and pictures in a document need it: pip install 'paramountcy[publish]'"
        ) from missing
    lettered = re.sub(r'font-family="[^"]*"', f'font-family="{_letters()}"', svg)
    made = typst.compile(PAGE, sys_inputs={"drawn": lettered}, format="png", ppi=DOTS)
    assert isinstance(made, bytes)
    return made


@cache
def _letters() -> str:
    import typst

    there = set(typst.Fonts().families())
    return next((name for name in SANS if name in there), "sans-serif")
