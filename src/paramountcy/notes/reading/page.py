"""HTML: what a browser would show as text. Scripts, styles and what is hidden are left out; nothing is fetched."""

import re
from html.parser import HTMLParser

from paramountcy.notes.document import Builder, Document, NotRead
from paramountcy.notes.reading.decoded import decoded

DEEPEST = 200
"""Elements within each other. A page of minutes has about ten."""
UNSEEN = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "select",
    "textarea",
}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PARTS = {
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "footer", "header", "html", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "li", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "caption", "hr", "figure",
}  # fmt: skip
ENDED_BY = {"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr", "td", "th"}, "p": {"p"}}
"""Elements whose end may be left out, and which others of them the start of one ends."""
LISTS = {"ul", "ol"}
BOLD = {"b", "strong"}


class _Page(HTMLParser):
    def __init__(self, builder: Builder):
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.open: list[str] = []
        self.said: list[tuple[str, bool]] = []
        self.cells: list[str] | None = None
        self.tables = 0
        self.counts: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "q":
            self.said.append(("“", False))
        if tag == "br":
            self.said.append(("\n", False))
        if tag in EMPTY:
            return
        if len(self.open) >= DEEPEST:
            raise NotRead(
                f"more than {DEEPEST} of its elements stand within each other. Save the page again, or copy its text."
            )
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.handle_endtag(self.open[-1])
        if tag in PARTS:
            self._end_of_block()
        if tag == "table":
            self.tables += 1
        if tag == "tr":
            self.cells = []
        if tag in LISTS:
            self.counts.append(0)
        if tag == "li" and self.counts:
            self.counts[-1] += 1
        hidden = any(name == "hidden" or (name == "style" and _hides(value)) for name, value in attrs)
        self.open.append(f"hidden {tag}" if hidden else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "q":
            self.said.append(("”", False))
        for name in (tag, f"hidden {tag}"):
            if name in self.open:
                self._close(name)
                return

    def _close(self, name: str) -> None:
        while self.open:
            last = self.open[-1]
            if last in ("td", "th") and self.cells is not None:
                self.cells.append(self._text())
            elif last in PARTS:
                self._end_of_block()
            self.open.pop()
            if last == "tr" and self.cells is not None:
                self.builder.add_row(tuple(self.cells), max(self.tables, 1), line=self.getpos()[0])
                self.cells = None
            if last in LISTS and self.counts:
                self.counts.pop()
            if last == name:
                return

    def handle_data(self, data: str) -> None:
        if not any(tag in UNSEEN or tag.startswith("hidden ") for tag in self.open):
            text = data if "pre" in self.open else re.sub(r"[ \t\r\n\f]+", " ", data)
            self.said.append((text, any(tag in BOLD for tag in self.open)))

    def _text(self) -> str:
        joined = "".join(text for text, _ in self.said)
        self.said.clear()
        return re.sub(r" *\n *", "\n", re.sub(r"[ \xa0]+", " ", joined)).strip()

    def _end_of_block(self) -> None:
        if self.cells is not None and any(tag in ("td", "th") for tag in self.open):
            if any(text.strip() for text, _ in self.said):
                self.said.append(("\n", False))
            return
        bold = all(bold for text, bold in self.said if text.strip())
        text = self._text()
        if not text:
            return
        heading = next((int(tag[1]) for tag in reversed(self.open) if re.fullmatch(r"h[1-6]", tag)), 0)
        listed = sum(tag in LISTS for tag in self.open) if "li" in self.open else 0
        numbered = next((tag for tag in reversed(self.open) if tag in LISTS), "") == "ol" and listed and self.counts
        if numbered and not re.match(r"\(?([ivxl]+|\d+|[a-z])[.)]\s", text):
            text = f"{self.counts[-1]}. {text}"
        quoted = "blockquote" in self.open
        self.builder.add(text, heading=heading, listed=listed, bold=bold, line=self.getpos()[0], quoted=quoted)

    def close(self) -> None:
        super().close()
        if self.open:
            self._close(self.open[0])
        self._end_of_block()


def _hides(style: str | None) -> bool:
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style or "", re.IGNORECASE))


def from_html(content: bytes) -> Document:
    """The document in a page. Raises NotRead."""
    builder = Builder("html", content)
    page = _Page(builder)
    page.feed(decoded(content, builder))
    page.close()
    return builder.done()
