"""The response as a Word document that can be edited, with real headings and lists."""

import io

import docx

from paramountcy.web.guidance.recommendations.documents.words import lines
from paramountcy.web.guidance.recommendations.told import Response

STYLES = {"1": "Heading 1", "2": "Heading 2", "3": "Heading 3", "point": "List Bullet"}
LANGUAGE = "en-GB"
NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that no document of this kind can hold, such as an old page break."""


def as_docx(response: Response) -> bytes:
    made = docx.Document()
    title = f"Response: {response.title}".translate(NOT_IN_XML)
    made.core_properties.title = title
    made.core_properties.language = LANGUAGE
    made.core_properties.author = ""
    made.add_paragraph(title, style="Title")
    for line in lines(response):
        made.add_paragraph(line.text.translate(NOT_IN_XML), style=STYLES.get(line.kind))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
