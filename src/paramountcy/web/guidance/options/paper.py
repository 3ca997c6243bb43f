"""
A question as a decision paper: the same blocks as a Word document that can be edited, and as a PDF/UA-1 to print.

What nobody has worked out stands in the paper as *not worked out yet*; a risk without an agreed answer says so.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from paramountcy.publication.paper import printed, shown
from paramountcy.returns.report.visible import visible
from paramountcy.web.guidance.options.models import Option, Outcome
from paramountcy.web.guidance.options.reads import Laid, Weighed
from paramountcy.web.guidance.options.status import WORDS
from paramountcy.web.kit.templating import day

TEMPLATE = Path(__file__).with_name("paper.typ")
GAP = "not worked out yet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph, with bold words before it; its lines stay lines."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Points:
    texts: tuple[str, ...]


Block = Heading | Words | Points


def blocks(laid: Laid, *, on: date) -> Iterator[Block]:
    """The paper, in the order in which it is read."""
    question = laid.question
    if question.circle:
        yield Words("Only the people of one circle may read this paper.", "Confidential.")
    yield Words(f"{question.group.name}. Printed on {day(on)}.")
    yield Words(_stands(laid), "Where it stands:")
    yield Heading(1, "Why now")
    yield Words(question.why_now)
    if question.background:
        yield Heading(1, "Background")
        yield Words(question.background)
    yield Heading(1, "Options")
    if not laid.options:
        yield Words("No option is laid out yet.")
    for number, one in enumerate(laid.options, 1):
        yield Heading(2, f"Option {number}: {one.option.title}")
        yield from _option(one.option)
        yield from _list("For it:", [_said(a.text, a.cited) for a in one.reasons_for])
        yield from _list("Against it:", [_said(a.text, a.cited) for a in one.reasons_against])
        for risk in one.risks:
            yield from _risk(risk)
        yield from _list("Views:", [_view(view) for view in one.views])
    if laid.risks:
        yield Heading(1, "Risks of whichever option is chosen")
        for risk in laid.risks:
            yield from _risk(risk)
    if laid.views:
        yield Heading(1, "Views")
        yield Points(tuple(_view(view) for view in laid.views))
    yield Heading(1, "What would change our mind")
    yield Words(question.would_change or "Nobody has said so yet.")
    if laid.dropped:
        yield Heading(1, "Options that were dropped")
        yield Points(tuple(f"{one.title} ({day(one.dropped_on)}): {one.dropped_because}" for one in laid.dropped))
    yield Heading(1, "How it came out")
    if not laid.outcomes:
        yield Words("No outcome yet.")
    for outcome in laid.outcomes:
        yield Words(_outcome(outcome), f"{day(outcome.on)}, {outcome.who}: {WORDS[outcome.result]}.")
        owed = [_owed(one) for one in outcome.owed.all()]
        yield from _list("Owed before it returns:", owed)


def _stands(laid: Laid) -> str:
    left = len(laid.unanswered)
    risks = f" {left} of {len(laid.all_risks)} risks without an agreed answer." if laid.all_risks else ""
    if laid.last is None:
        return f"not discussed yet.{risks}"
    back = f" It returns on {day(laid.last.returns)}." if laid.last.returns else ""
    return f"{WORDS[laid.state]} on {day(laid.last.on)}.{back}{risks}"


def _option(option: Option) -> Iterator[Block]:
    if option.does_nothing:
        yield Words("This option leaves things as they are.")
    if option.text:
        yield Words(option.text)
    for words, text in option.effects:
        yield Words(text or GAP, f"{words[:1].upper()}{words[1:]}:")
    stands_on = f", on {option.duty}" if option.duty else ""
    yield Words(f"{option.get_lever_display()}{stands_on}.", "Lever:")
    enforced = f"enforced by {option.enforcer}. " if option.enforcer else "nobody is named who enforces it. "
    yield Words(f"{enforced}{option.consequence or 'What follows where it is not done is ' + GAP + '.'}", "Sanction:")


def _risk(weighed: Weighed) -> Iterator[Block]:
    risk = weighed.risk
    label = "Main risk:" if risk.main else "Risk:"
    yield Words(_said(risk.text, risk.cited) + ("" if weighed.answered else " It has no agreed answer."), label)
    if weighed.answers:
        yield Points(
            tuple(
                f"{one.get_kind_display().split(':')[0].capitalize()} ({one.get_standing_display()}, {day(one.on)}): "
                f"{_said(one.text, one.cited)}{f' Seen to by {one.owner}.' if one.owner else ''}"
                for one in weighed.answers
            )
        )


def _view(view: Any) -> str:
    whose = f"{view.whose}: " if view.whose else ""
    return f"{whose}{view.get_stance_display()}. {_said(view.text, view.cited)}"


def _outcome(outcome: Outcome) -> str:
    told = f"{outcome.option.title}. " if outcome.option else ""
    told += outcome.reason
    if outcome.despite:
        told += f"\nDecided with a risk unanswered, because: {outcome.despite}"
    if outcome.returns:
        told += f"\nIt returns on {day(outcome.returns)}{' at a meeting' if outcome.returns_at else ''}."
    return told + (f" [{outcome.cited}]" if outcome.cited else "")


def _owed(one: Any) -> str:
    due = f", by {day(one.due)}" if one.due else ""
    given = f" Given on {day(one.given_on)}. {one.given}".rstrip() if one.given_on else " Not given yet."
    return f"{one.text} ({one.who}{due}).{given}"


def _said(text: str, cited: str) -> str:
    return f"{text} [{cited}]" if cited else text


def _list(label: str, texts: Iterable[str]) -> Iterator[Block]:
    found = tuple(texts)
    if found:
        yield Words("", label)
        yield Points(found)


def as_docx(laid: Laid, *, on: date) -> bytes:
    """The paper as a Word document, with real headings and lists."""
    import docx

    paper = docx.Document()
    paper.core_properties.title = "Decision paper"
    paper.core_properties.author = "Paramountcy"
    paper.core_properties.language = "en-GB"
    paper.add_heading(visible(laid.question.title), 0)
    for one in blocks(laid, on=on):
        match one:
            case Heading():
                paper.add_heading(visible(one.text), one.level)
            case Points():
                for text in one.texts:
                    paper.add_paragraph(visible(text), style="List Bullet")
            case Words():
                paragraph = paper.add_paragraph()
                if one.label:
                    paragraph.add_run(f"{visible(one.label)} ").bold = True
                lines = one.text.split("\n")
                for place, line in enumerate(lines):
                    run = paragraph.add_run(visible(line.rstrip("\r")))
                    if place < len(lines) - 1:
                        run.add_break()
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def as_pdf(laid: Laid, *, on: date) -> bytes:
    """The paper as a PDF in the standard PDF/UA-1, so that it can be read aloud as well as seen."""
    told = {
        "title": laid.question.title,
        "date": {"year": on.year, "month": on.month, "day": on.day},
        "confidential": bool(laid.question.circle),
        "blocks": [_told(one) for one in blocks(laid, on=on)],
    }
    return printed(TEMPLATE, shown(told))


def _told(one: Block) -> dict[str, Any]:
    match one:
        case Heading():
            return {"kind": "heading", "level": one.level, "text": one.text}
        case Points():
            return {"kind": "points", "texts": list(one.texts)}
        case Words():
            lines = one.text.split("\n")
            return {"kind": "words", "label": one.label, "lines": lines}
