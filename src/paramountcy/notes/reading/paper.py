"""
PDF: what stands on the pages, put together again as lines, paragraphs and tables.

A PDF says where letters stand and not what a paragraph is, so this is a reading and not a copy: nothing in it is
certain unless its own form shows it. The file is taken apart by another process (`taken_apart`), with limits of time
and memory, since one that is made to do so can swell without end.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from paramountcy.notes.document import NOTES, Builder, Document, NotRead

SECONDS = 90
PAGES = 150
ASK_FOR_WORD = "Ask for the Word file it was made from: that is read exactly."
REASONS = {
    "password": f"it has a password. Save it without one and give that. {ASK_FOR_WORD}",
    "pages": f"it has more than {PAGES} pages, which notes of a meeting have not. Give the notes alone.",
    "damaged": f"it is damaged, or no PDF. {ASK_FOR_WORD}",
    "memory": f"it swells, when it is opened, to more than notes of a meeting can be. {ASK_FOR_WORD}",
}
SCAN = (
    "there is no text in it: it is a scan, a picture of pages. Ask for the file it was made from, or type it; pictures "
    "are not read here."
)


def from_pdf(content: bytes) -> Document:
    """The document in a PDF. Raises NotRead, also where the library is missing."""
    with NOTES:
        if find_spec("pdfplumber") is None:
            raise ModuleNotFoundError(name="pdfplumber")
    found = _apart(content)
    if why := found.get("no"):
        raise NotRead(REASONS.get(why, REASONS["damaged"]))
    builder = Builder("pdf", content)
    for block in found["blocks"]:
        if "cells" in block:
            builder.add_row(tuple(block["cells"]), block["table"], page=block["page"], joined=tuple(block["joined"]))
        else:
            builder.add(
                block["text"],
                page=block["page"],
                bold=block["bold"],
                heading=block["heading"],
                listed=block["listed"],
                gap=block["gap"],
            )
    if not found["blocks"]:
        raise NotRead(SCAN)
    builder.warnings.append(
        f"It was read from a PDF, which does not say what its parts are: look it through. {ASK_FOR_WORD}"
    )
    return builder.done()


def _apart(content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "paramountcy.notes.reading.taken_apart", str(PAGES), str(SECONDS)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS + 10, check=False)
    except subprocess.TimeoutExpired:
        raise NotRead(
            f"it takes longer than {SECONDS} seconds to open, as no notes of a meeting do. {ASK_FOR_WORD}"
        ) from None
    if done.returncode:
        return {"no": "memory"}
    return json.loads(done.stdout)
