"""The response to print and to post: PDF/UA, so that it can be read aloud as well as seen. Its words are never code."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from paramountcy.publication import paper
from paramountcy.web.guidance.recommendations.documents.words import lines
from paramountcy.web.guidance.recommendations.told import Response

TEMPLATE = Path(__file__).with_name("response.typ")


def as_pdf(response: Response, *, on: date) -> bytes:
    told = {
        "title": f"Response: {response.title}",
        "date": {"year": on.year, "month": on.month, "day": on.day},
        "lines": [asdict(line) for line in lines(response)],
    }
    return paper.printed(TEMPLATE, paper.shown(told))
