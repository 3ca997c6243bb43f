"""
The process that joins PDFs into one and numbers its pages: `python -m …joined SECONDS`, parts in, one PDF out.

It is a process of its own, with little memory and time, since the papers were made by others. In comes a line of JSON,
{"lengths": bytes of each part, "pages": most pages}, and the parts; out comes a line of JSON, {"pages": of each part}
or {"no": why, "part": which, from 0}, and the PDF. What a page shows is not parsed: the number stands over it.
"""

import json
import logging
import sys
from io import BytesIO
from typing import Any

MEMORY = 2_000_000_000
"""Bytes that this process may use, where the system can say so."""
FONT, SIZE, LETTER = "/PcStamp", 9, 4.7
"""The name of the font that numbers are set in, its size, and the width of a letter of it, about, in points."""
MARGIN = 10
"""Points from the edge of the page to the number."""
KEPT_LINKS = ("/URI", "/GoTo")
"""What a link in a paper may still do: lead somewhere. No page runs or opens anything."""


def main(seconds: int) -> None:
    """Join the parts from standard input and write them to standard output."""
    _limit(seconds)
    logging.disable(logging.CRITICAL)
    told = json.loads(sys.stdin.buffer.readline())
    parts = [sys.stdin.buffer.read(length) for length in told["lengths"]]
    said, content = join(parts, most=told["pages"])
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


def join(parts: list[bytes], *, most: int) -> tuple[dict[str, Any], bytes]:
    """What is said of the parts, and the PDF of all of them; b"" where one can't be read."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    pages: list[int] = []
    for part, content in enumerate(parts):
        try:
            reader = PdfReader(BytesIO(content))
            if reader.is_encrypted:
                return {"no": "password", "part": part}, b""
            count = len(reader.pages)
            if count == 0 or count + sum(pages) > most:
                return {"no": "pages" if count else "damaged", "part": part}, b""
            for page in reader.pages:
                _disarm(writer.add_page(page))
            pages.append(count)
        except MemoryError:
            raise
        except Exception:  # whatever a damaged file makes the library raise is the file's fault
            return {"no": "damaged", "part": part}, b""
    font = writer._add_object(_font())
    for number, page in enumerate(writer.pages, start=1):
        _stamp(writer, page, f"Page {number} of {len(writer.pages)}", font)
    made = BytesIO()
    writer.write(made)
    return {"pages": pages}, made.getvalue()


def _disarm(page: Any) -> None:
    """Take from a page what would run or open something; links to other places stay."""
    page.pop("/AA", None)
    kept = page.get("/Annots")
    for one in kept.get_object() if kept is not None else ():
        annotation = one.get_object()
        annotation.pop("/AA", None)
        action = annotation.get("/A")
        if action is not None and action.get_object().get("/S") not in KEPT_LINKS:
            annotation.pop("/A")
        elif action is not None:
            action.get_object().pop("/Next", None)


def _font() -> Any:
    from pypdf.generic import DictionaryObject, NameObject

    words = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    return DictionaryObject({NameObject(name): NameObject(value) for name, value in words.items()})


def _stamp(writer: Any, page: Any, text: str, font: Any) -> None:
    """Put a number at the foot of a page as it is seen, whichever way it is turned."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    resources = page.get("/Resources")
    own = DictionaryObject(resources.get_object()) if resources is not None else DictionaryObject()
    fonts = own.get("/Font")
    known = DictionaryObject(fonts.get_object()) if fonts is not None else DictionaryObject()
    known[NameObject(FONT)] = font
    own[NameObject("/Font")] = known
    page[NameObject("/Resources")] = own
    there = page.get("/Contents")
    there = there.get_object() if there is not None else None
    streams = [] if there is None else list(there) if isinstance(there, list) else [page.raw_get("/Contents")]
    before, after = _stream(writer, b"q\n"), _stream(writer, b"\nQ\n" + _words(page, text))
    page[NameObject("/Contents")] = ArrayObject([before, *streams, after])


def _stream(writer: Any, content: bytes) -> Any:
    from pypdf.generic import StreamObject

    made = StreamObject()
    made.set_data(content)
    return writer._add_object(made)


def _words(page: Any, text: str) -> bytes:
    """What draws a number on white, in the middle of the foot of a page that may be turned."""
    box = page.cropbox
    left, bottom, right, top = (float(one) for one in (box.left, box.bottom, box.right, box.top))
    wide, across, up = len(text) * LETTER, (left + right) / 2, (bottom + top) / 2
    match page.rotation % 360:
        case 90:
            matrix = (0, 1, -1, 0, right - MARGIN, up - wide / 2)
        case 180:
            matrix = (-1, 0, 0, -1, across + wide / 2, top - MARGIN)
        case 270:
            matrix = (0, -1, 1, 0, left + MARGIN, up + wide / 2)
        case _:
            matrix = (1, 0, 0, 1, across - wide / 2, bottom + MARGIN)
    placed = " ".join(f"{one:.2f}" for one in matrix)
    white = f"1 g -4 -3 {wide + 8:.2f} {SIZE + 4} re f 0 g"
    return f"q {placed} cm {white} BT {FONT} {SIZE} Tf ({text}) Tj ET Q\n".encode("ascii")


def _limit(seconds: int) -> None:
    if sys.platform != "win32":
        import resource

        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]))
