"""A file of notes that was read, kept to a circle where there is one, with a fact of it."""

from paramountcy.web.guidance.reading.models import Extraction, Fact, SourceDocument
from tests.web.conftest import AT


def refs(partnership, circle):
    said = {"by": partnership.officer, "at": AT}
    text = "Whooper swans"
    document = SourceDocument.objects.create(
        name="Whooper.txt", content=text.encode(), digest="0", kind="text", text=text, blocks=[[0, len(text), None]],
        circle=circle, **said,
    )  # fmt: skip
    extraction = Extraction.objects.create(document=document, reader="1", known=True, look_at=[], **said)
    fact = Fact.objects.create(
        extraction=extraction, section="meeting", kind="group", path="group", order=0, value={"value": text}, start=0,
        end=len(text), confidence="certain",
    )  # fmt: skip
    part = {"ref": document.ref, "part": "meeting"}
    return {
        "document": document.ref, "section": part, "accept_certain": part, "take_over": document.ref,
        "read_again": document.ref, "fix": fact.ref, "settle": {"ref": fact.ref, "verdict": "accept"},
    }  # fmt: skip


ONLY_POST = ("accept_certain", "take_over", "read_again", "settle")
