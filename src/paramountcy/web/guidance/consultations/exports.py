"""What came back, as files. Only what is published stands in them, and children's few responses not apart."""

from io import BytesIO
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from docx import Document as new_document

from paramountcy.publication.paper import shown
from paramountcy.terms.citation import cite
from paramountcy.web.guidance.consultations import reads
from paramountcy.web.guidance.consultations.models import Consultation
from paramountcy.web.guidance.consultations.results import Results
from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_of(content: bytes, ending: str, name: str) -> HttpResponse:
    """A file to download. `name` is plain words that name nobody."""
    answer = HttpResponse(content, content_type=TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


def rows_of(what: Results) -> list[dict[str, Any]]:
    """Each published answer, each choice with its count, and what was heard at events, one a row."""
    rows = []
    for one in what.questions:
        told = {"number": one.question.number, "question": one.question.text}
        rows += [{**told, "what": "response", "text": said.text, "who": said.who, "count": ""} for said in one.said]
        rows += [{**told, "what": "choice", "text": text, "who": "", "count": n} for text, n in one.chosen.items()]
        rows += [{**told, "what": "heard at an event", "text": note.text, "who": "", "count": ""} for note in one.heard]
    return rows


COLUMNS = (
    Column("Question number", lambda row: row["number"]),
    Column("Question", lambda row: row["question"]),
    Column("What it is", lambda row: row["what"]),
    Column("Words or choice", lambda row: row["text"]),
    Column("Who, where they let us say", lambda row: row["who"]),
    Column("How many chose it", lambda row: row["count"]),
)


def as_csv(what: Results) -> StreamingHttpResponse:
    return export(COLUMNS, rows_of(what), name="consultation")


def as_data(one: Consultation, what: Results) -> dict[str, Any]:
    """The whole as data. Days are ISO 8601; counts are of responses, those of events apart."""
    reply = reads.reply_out(one)
    return {
        "citation": str(cite("consultation", one.ref)),
        "title": one.title,
        "why": one.why,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        "responses": {
            "received": what.received, "counted": what.counted, "held": what.held, "withheld": what.withheld,
            "from_people": what.people, "from_organisations": what.organisations, "by_sector": what.sectors,
        },
        "events": {"number": what.events, "came": what.came, "by_sector": what.came_by_sector},
        "asked_and_silent": what.silent,
        "questions": [
            {
                "anchor": f"q{found.question.number}",
                "question": found.question.text,
                "answered": found.answered,
                "chosen": found.chosen,
                "published": [{"text": s.text, "who": s.who, "taken_out_because": s.taken_out} for s in found.said],
                "heard_at_events": [note.text for note in found.heard],
            }
            for found in what.questions
        ],
        "response": {"we_asked": reply.we_asked, "you_said": reply.you_said, "we_did": reply.we_did} if reply else None,
    }  # fmt: skip


def as_docx(one: Consultation, what: Results) -> bytes:
    """The whole as a Word document."""
    document = new_document()
    document.core_properties.author = "Paramountcy"
    document.core_properties.title = "Consultation"
    document.add_heading(shown(one.title), 0)
    document.add_paragraph(f"Open from {one.opens_on:%d %B %Y} to {one.closes_on:%d %B %Y}.")
    _paragraphs(document, one.why)
    if reply := reads.reply_out(one):
        for heading, text in (("We asked", reply.we_asked), ("You said", reply.you_said), ("We did", reply.we_did)):
            document.add_heading(heading, 1)
            _paragraphs(document, text)
    document.add_heading("Who answered", 1)
    document.add_paragraph(
        f"{what.counted} responses are counted: {what.people} from people and {what.organisations} from organisations. "
        f"Counted apart: {what.came} people came to {what.events} events."
    )
    grid = document.add_table(rows=1, cols=len(what.table.columns))
    for cell, column in zip(grid.rows[0].cells, what.table.columns, strict=True):
        cell.text = column.heading
    for row in what.table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = shown(str(text))
    if what.silent:
        document.add_paragraph(f"Asked, and no response: {shown('; '.join(what.silent))}.")
    for found in what.questions:
        document.add_heading(shown(f"{found.question.number}. {found.question.text}"), 1)
        for text, number in found.chosen.items():
            document.add_paragraph(shown(f"{text}: {number}"), style="List Bullet")
        for said in found.said:
            _paragraphs(document, said.text + (f" ({said.who})" if said.who else ""))
        for note in found.heard:
            _paragraphs(document, f"Heard at an event: {note.text}")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _paragraphs(document: Any, text: str) -> None:
    for line in text.splitlines():
        document.add_paragraph(shown(line))
