"""
An SVG picture as it is drawn: lines, shapes and words, as plain elements with plain attributes.

No style, script or reference to anything outside; every word is escaped; the same strokes give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from html import escape

from paramountcy.publication.charts.lettering import SIZE, TEXTS_KEPT
from paramountcy.publication.shape import Chart, Table

WIDTH = 480.0
"""How wide every chart is, in units of its own; its letters are drawn for this width."""

FONTS = "Arial, Liberation Sans, Helvetica, sans-serif"
"""Three of the same widths, as `lettering` counts on."""

Points = Sequence[tuple[float, float]]


class Canvas:
    """
    A picture in the making. Units count from the upper left corner; `height` grows as things are drawn below.

    `tiny` pictures keep their size; all others are as wide as what they stand in.
    """

    def __init__(self, width: float = WIDTH, *, tiny: bool = False) -> None:
        self.width = width
        self.tiny = tiny
        self.height = 0.0
        self._parts: list[str] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float = 1.0, dash: str = ""):
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self._parts.append(f"<line {ends}{_look(stroke=stroke, stroke_width=width, stroke_dasharray=dash)}/>")

    def path(
        self,
        strokes: Iterable[Points],
        *,
        stroke: str,
        width: float = 1.0,
        dash: str = "",
        fill: str = "none",
        closed: bool = False,
    ) -> None:
        """Several strokes as one shape; strokes of one point alone draw nothing."""
        drawn = [
            "M" + " L".join([f"{number(x)} {number(y)}" for x, y in points]) + ("Z" if closed else "")
            for points in strokes
            if len(points) > 1
        ]
        if drawn:
            look = _look(fill=fill, stroke=stroke, stroke_width=width, stroke_linejoin="round", stroke_dasharray=dash)
            self._parts.append(f'<path d="{" ".join(drawn)}"{look}/>')

    def rect(self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "none", dash: str = ""):
        edge = {"stroke": stroke, "stroke_width": 1.5} if stroke != "none" else {}
        size = {"x": x, "y": y, "width": max(width, 0), "height": max(height, 0)}
        self._parts.append(f"<rect{_attributes(size)}{_look(fill=fill, **edge, stroke_dasharray=dash)}/>")

    def circle(self, x: float, y: float, r: float, *, fill: str, stroke: str, stroke_width: float) -> None:
        look = _look(r=r, fill=fill, stroke=stroke, stroke_width=stroke_width)
        self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}"{look}/>')

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False) -> None:
        """A line of words standing on `y`. A white edge keeps it readable where a line runs behind it."""
        if words.strip():
            look = _look(text_anchor=anchor if anchor != "start" else "", font_weight="bold" if bold else "")
            self._parts.append(f'<text x="{number(x)}" y="{number(y)}"{look}>{clean(words)}</text>')

    def put(self, other: "Canvas") -> None:
        """Draw all that another picture holds, over what is here."""
        self._parts += other._parts

    def chart(self, title: str, says: str, table: Table, id: str = "") -> Chart:
        """
        The picture with its title, sentence and table. `id` names it within a page; without one, the name is made of
        all that the picture says, so that only equal pictures share it.
        """
        body = "".join(self._parts)
        name = (
            f"{slug(id)}-picture"
            if slug(id)
            else f"chart-{sha256((title + says + body).encode('utf-8', 'replace')).hexdigest()[:12]}"
        )
        words = {"font_family": FONTS, "font_size": SIZE, "fill": "#0B0C0C"}
        edge = {"stroke": "#FFFFFF", "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
        shapes, texts = _apart(self._parts)
        head = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(self.width)} {number(self.height)}",
            "role": "img",
            "aria_labelledby": f"{name}-title {name}-desc",
        }
        if self.tiny:
            head |= {"width": number(self.width), "height": number(self.height)}
        svg = (
            f"<svg{_attributes(head)}>"
            f'<title id="{name}-title">{clean(title)}</title><desc id="{name}-desc">{clean(says)}</desc>'
            f"<rect{_attributes({'width': self.width, 'height': self.height, 'fill': '#FFFFFF'})}/>"
            f"<g>{''.join(shapes)}</g><g{_attributes(words | edge)}>{''.join(texts)}</g></svg>"
        )
        return Chart(title, says, svg, table)


@cache
def _look(**attributes: str | float) -> str:
    """The attributes of a mark but for where it stands, as far as they are given: a chart may have hundreds alike."""
    return _attributes({name: value for name, value in attributes.items() if value != ""})


def number(value: float) -> str:
    """
    A length as SVG writes it, to a tenth of a unit.

    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}"
    if text[-2:] == ".0":
        return "0" if text == "-0.0" else text[:-2]
    return text


@lru_cache(TEXTS_KEPT)
def clean(words: str) -> str:
    """Words as they may stand in SVG: escaped, on one line, without characters that XML has no place for."""
    line = " ".join(words.split())
    if not line.isprintable():
        line = "".join(letter if _in_xml(ord(letter)) else "\ufffd" for letter in line)
    return escape(line)


def slug(words: str) -> str:
    """
    >>> slug("Re-referrals: 12 months"), slug("2024"), slug("…")
    ('re-referrals-12-months', 'chart-2024', '')
    """
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words.lower())
    name = "-".join(kept.split())
    return f"chart-{name}" if name[:1].isdigit() else name


def _attributes(of: Mapping[str, str | float]) -> str:
    return "".join(
        [f' {_hyphened(name)}="{value if isinstance(value, str) else number(value)}"' for name, value in of.items()]
    )


@cache
def _hyphened(name: str) -> str:
    return name.replace("_", "-")


def _apart(parts: list[str]) -> tuple[list[str], list[str]]:
    """Shapes first, words after them, so that nothing is drawn over a word."""
    return [part for part in parts if not part.startswith("<text")], [
        part for part in parts if part.startswith("<text")
    ]


def _in_xml(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
