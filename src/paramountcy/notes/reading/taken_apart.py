"""
The process that takes a PDF apart: `python -m paramountcy.notes.reading.taken_apart PAGES SECONDS`, bytes in, JSON out.

Lines are put together into paragraphs by how they stand: a line goes on with the one before where it follows closely
and its first word would not have fitted there. So are the lines in a cell, whose lines else are lines of their own.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY = 2_000_000_000
"""Bytes that this process may use, where the system can say so."""
RAISED = 0.5
"""Share of a letter's height by which a letter of the same line may stand higher, as in 3rd."""
CLOSE = 1.8
"""Heights of a letter from one line of a paragraph to the next, at most."""
PADDING = 6
"""Points between a cell's text and its edge, about."""
LARGER = 1.15
MARKER = re.compile(
    r"([•▪◦‣●○\-–]\s|\(?[ivxl]{1,5}[.)]\s|\(?[a-z][.)]\s|\d{1,2}\.\d|\d{1,2}[.)]\s|(agenda )?item \d)", re.I
)
BULLET = re.compile(r"[•▪◦‣●○]\s*|[-–]\s+")
Line = dict[str, Any]


def main(pages: int, seconds: int) -> None:
    """Read a PDF from standard input and write what is on it to standard output."""
    _limit(seconds)
    logging.disable(logging.CRITICAL)
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(BytesIO(sys.stdin.buffer.read())) as pdf:
            said: dict[str, Any] = {"no": "pages"} if len(pdf.pages) > pages else {"blocks": list(_blocks(pdf))}
    except MemoryError:
        raise
    except PdfminerException as wrong:
        locked = any(isinstance(each, PDFPasswordIncorrect) for each in wrong.args)
        said = {"no": "password" if locked else "damaged"}
    except Exception:  # whatever a damaged file makes the library raise is the file's fault
        said = {"no": "damaged"}
    sys.stdout.buffer.write(json.dumps(said).encode())


def _limit(seconds: int) -> None:
    if sys.platform != "win32":
        import resource

        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
            resource.setrlimit(what, (most, most))


def _blocks(pdf: Any) -> Iterator[dict[str, Any]]:
    tables = 0
    for page in pdf.pages:
        found = page.find_tables()
        boxes = [table.bbox for table in found]

        def outside(thing: Any, boxes: list[Any] = boxes) -> bool:
            return not any(_within(thing, box) for box in boxes)

        lines = _lines(page.filter(outside))
        margin = max((line["x1"] for line in lines), default=0)
        usual = sorted(line["size"] for line in lines)[len(lines) // 2] if lines else 0
        pieces: list[tuple[float, list[dict[str, Any]]]] = []
        for paragraph in _paragraphs(lines, margin):
            pieces.append((paragraph[0]["top"], [_paragraph(paragraph, page.page_number, usual)]))
        for table in found:
            tables += 1
            about = {"table": tables, "page": page.page_number}
            rows = [{"cells": cells, "joined": joined, **about} for cells, joined in _rows(page, table)]
            pieces.append((table.bbox[1], rows))
        for _, blocks in sorted(pieces, key=lambda piece: piece[0]):
            yield from blocks
        page.close()


def _lines(page: Any) -> list[Line]:
    chars = page.chars
    if not chars:
        return []
    height = sorted(char["size"] for char in chars)[len(chars) // 2]
    return [
        {
            "text": line["text"],
            "x0": line["x0"],
            "x1": line["x1"],
            "top": max(char["top"] for char in line["chars"]),
            "size": max(char["size"] for char in line["chars"]),
            "bold": all("bold" in char["fontname"].lower() for char in line["chars"] if char["text"].strip()),
            "first": _first_word(line["chars"]),
        }
        for line in page.extract_text_lines(y_tolerance=RAISED * height, return_chars=True)
    ]


def _first_word(chars: list[Any]) -> float:
    """How wide the first word of a line is, in points, with the space before it."""
    width = chars[0]["size"] / 4
    last = chars[0]["x0"]
    for char in chars:
        if char["text"].isspace() or char["x0"] - last > char["size"] / 5:
            break
        width += char["x1"] - char["x0"]
        last = char["x1"]
    return width


def _follows(line: Line, before: Line, edge: float) -> bool:
    """Whether a line goes on with the one before: close below, of one size, and its first word did not fit there."""
    close = line["top"] - before["top"] <= CLOSE * max(line["size"], before["size"])
    alike = abs(line["size"] - before["size"]) <= 1 and line["bold"] == before["bold"]
    return close and alike and before["x1"] + line["first"] > edge - 1


def _paragraphs(lines: list[Line], margin: float) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in lines:
        if found and not MARKER.match(line["text"]) and _follows(line, found[-1][-1], margin):
            found[-1].append(line)
        else:
            line["gap"] = not found or line["top"] - found[-1][-1]["top"] > CLOSE * line["size"]
            found.append([line])
    return found


def _paragraph(lines: list[Line], page: int, usual: float) -> dict[str, Any]:
    text = _joined([line["text"] for line in lines])
    bullet = BULLET.match(text)
    return {
        "text": text[bullet.end() :] if bullet else text,
        "page": page,
        "bold": all(line["bold"] for line in lines),
        "heading": int(lines[0]["size"] > LARGER * usual),
        "listed": int(bool(bullet)),
        "gap": lines[0]["gap"],
    }


def _joined(lines: list[str]) -> str:
    """
    Lines of a paragraph as one; a hyphen at the end of a line is kept, as nobody can tell whose it is.

    >>> _joined(["a multi-", "agency team", "met"])
    'a multi-agency team met'
    """
    return re.sub(r"(?<=\w-)\n(?=\w)|(?<=/)\n(?=\S)", "", "\n".join(lines)).replace("\n", " ")


def _rows(page: Any, table: Any) -> Iterator[tuple[list[str], list[int]]]:
    """The cells of each row, and in which of them lines were put together."""
    for row in table.rows:
        cells: list[str] = []
        joined = []
        for box in row.cells:
            if box is None:
                cells.append("")
                continue
            lines = _lines(page.filter(lambda thing, box=box: _within(thing, box)))
            texts: list[list[str]] = []
            for number, line in enumerate(lines):
                if number and _follows(line, lines[number - 1], box[2] - PADDING):
                    texts[-1].append(line["text"])
                else:
                    texts.append([line["text"]])
            if len(texts) < len(lines):
                joined.append(len(cells))
            cells.append("\n".join(_joined(each) for each in texts))
        yield cells, joined


def _within(thing: Any, box: Any) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
