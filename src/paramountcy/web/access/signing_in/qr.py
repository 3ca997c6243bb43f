"""A QR code as a picture of our own: one path in an SVG, with no style of its own, so that the page may hold it."""

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
"""Squares of white all round, as the standard asks (ISO/IEC 18004)."""
SIZE = 240
"""Pixels on the page."""


def svg(text: str, says: str) -> Markup:
    """The code of a text. `says` is what it is, for whoever can't see it."""
    code = qrcode.QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    squares = code.get_matrix()
    path = "".join(_runs(row, y) for y, row in enumerate(squares))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" width="{1}" height="{1}" role="img" '
        'aria-label="{2}" shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h{0}v{0}H0z"/>'
        '<path fill="#000000" d="{3}"/></svg>'
    ).format(len(squares), SIZE, says, path)


def _runs(row: list[bool], y: int) -> str:
    """The black stretches of a row, as parts of a path."""
    found, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            found.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return "".join(found)
