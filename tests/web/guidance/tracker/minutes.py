"""The minutes of an imagined partnership's meeting as a Word file, for the journey of a month."""

import io
from datetime import date

import docx

GROUP = "Weir Valley Safeguarding Partnership"
PEOPLE = (
    ("Anna Archer", "Independent Chair, Weir Valley Council - Chair"),
    ("Ben Baker", "Head of Safeguarding, Weir Valley Integrated Care Board"),
    ("Carol Cooper", "Detective Superintendent, Weir Valley Police"),
)
ORDINALS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth"}


def in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def minutes(number: int, day: date, following: date, *, said: tuple[str, ...]) -> bytes:
    """The minutes of a meeting, with what was said as the paragraphs of its second item."""
    word = docx.Document()
    word.add_paragraph().add_run(GROUP).bold = True
    word.add_paragraph().add_run(
        f"{ORDINALS[number]} meeting: {day.day} {day:%B %Y}, 10:00-12:00 - Notes of Meeting"
    ).bold = True
    word.add_paragraph("Present")
    for name, role in PEOPLE:
        word.add_paragraph(f"{name}\t{role}")
    word.add_paragraph("Item 1: Welcome and introductions")
    word.add_paragraph("1.1 Anna Archer welcomed everyone.")
    word.add_paragraph("Item 2: Children who go missing")
    for count, text in enumerate(said, 1):
        word.add_paragraph(f"2.{count} {text}")
    word.add_paragraph("Date of next meeting")
    word.add_paragraph(f"The next meeting will take place on {in_words(following)}, 10:00-12:00.")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


LAST_MONTH = (
    "Ben Baker agreed to provide a report on return interviews at the next meeting.",
    "The discussion of a shared form was inconclusive. Carol Cooper will bring a paper to the next meeting.",
    "It was agreed that the three partners share one list.",
)
THIS_MONTH = (
    "Ben Baker presented the report on return interviews.",
    "Carol Cooper agreed to ask schools for their views by the next meeting.",
)
