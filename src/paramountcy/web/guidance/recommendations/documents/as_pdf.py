"""The response to print and to post: PDF/UA, so that it can be read aloud as well as seen. Its words are never code."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from paramountcy.web.guidance.recommendations.documents.words import lines
from paramountcy.web.guidance.recommendations.told import Response

TEMPLATE = Path(__file__).with_name("response.typ")
LETTERS = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "DejaVu Sans", "Libertinus Serif")
"""What it is set in: the first of these that the machine has. The last comes with typst."""


def as_pdf(response: Response, *, on: date) -> bytes:
    import typst

    there = set(typst.Fonts().families())
    told = {
        "title": f"Response: {response.title}",
        "date": {"year": on.year, "month": on.month, "day": on.day},
        "letters": next((name for name in LETTERS if name in there), LETTERS[-1]),
        "lines": [asdict(line) for line in lines(response)],
    }
    made = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files, and a PDF is one")
    return made
