"""
The notes in Word, in the partnership's own template.

A template is a file that somebody sends, and its placeholders are a small language: only names that there are, loops
over lists and conditions are let in, nothing that calls anything. Whatever else is in it is refused with a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from paramountcy.notes.document import NotRead
from paramountcy.notes.reading.packed import Packed
from paramountcy.web.guidance.meetings.out.told import KNOWN, plainly

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 2 * 1_048_576
"""Bytes of a template."""
LET_IN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Const,
)
"""What a placeholder may be made of."""
FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")
OUTSIDE = re.compile(rb"<Relationship\b[^>]*\bTargetMode=\"External\"[^>]*>")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NotATemplate(Exception):
    """A file can't be a template. The message is a sentence."""


def check(content: bytes) -> None:
    """Raises NotATemplate for a file that notes can't, or must not, be written into."""
    try:
        Packed(content)
    except NotRead as wrong:
        raise NotATemplate(f"The file can’t be a template: {wrong}") from None
    with ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith(".rels"):
                _check_outside(packed.read(name))
    unknown = sorted({one for tree in _trees(content) for one in _unknown(tree)})
    if unknown:
        names = ", ".join(f"{{{{ {one} }}}}" for one in unknown[:5])
        raise NotATemplate(
            f"The template names what there is not: {names}. It may name {', '.join(sorted(KNOWN))}, and go through "
            "the lists among them."
        )
    try:
        filled(content, EXAMPLE)
    except Exception:  # whatever a template makes the libraries raise is the template's fault
        raise NotATemplate(
            "The template can’t be filled in: look whether each {% for %} and {% if %} has its end."
        ) from None


def _check_outside(relations: bytes) -> None:
    for one in OUTSIDE.findall(relations):
        if b"/relationships/hyperlink" not in one:
            raise NotATemplate(
                "The template fetches something from elsewhere when it is opened, such as a picture or another "
                "template: put that into the file itself."
            )


def _trees(content: bytes) -> Iterator[nodes.Template]:
    """What each part of the file that is filled in is made of."""
    template = DocxTemplate(BytesIO(content))
    with ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if FILLED.fullmatch(name):
                try:
                    yield _environment().parse(template.patch_xml(packed.read(name).decode("utf-8")))
                except (TemplateError, UnicodeDecodeError):
                    raise NotATemplate(
                        "A placeholder in the template is not written as one: look for {{ without }}, or {% without %}."
                    ) from None


def _unknown(tree: nodes.Template) -> Iterator[str]:
    """What a template names that there is not, or does that it may not."""
    own = {one.target.name for one in tree.find_all(nodes.For) if isinstance(one.target, nodes.Name)}
    rows = {word for words in KNOWN.values() if words for word in words}
    for node in _all(tree):
        if not isinstance(node, LET_IN):
            yield type(node).__name__.lower()
        elif isinstance(node, nodes.Name) and node.name not in own and node.name not in KNOWN:
            yield node.name
        elif isinstance(node, nodes.Getattr) and node.attr not in rows:
            yield node.attr


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _all(child)


def filled(content: bytes, told: Mapping[str, Any]) -> bytes:
    """A template with its placeholders filled in."""
    template = DocxTemplate(BytesIO(content))
    template.render(plainly(dict(told), lambda text: NOT_IN_XML.sub("", text)), jinja_env=_environment())
    made = BytesIO()
    template.save(made)
    return made.getvalue()


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True)


EXAMPLE: dict[str, Any] = {
    name: [dict.fromkeys(words, "") | ({"lines": []} if "lines" in words else {})] if words else ""
    for name, words in KNOWN.items()
}
"""Notes that say nothing, to try a template with."""


@cache
def default_template() -> bytes:
    """The template for partnerships that have none of their own."""
    made = Document()
    made.add_heading("{{ group }}", 1)
    made.add_heading("{{ meeting }}: {{ notes }}", 2)
    for line in ("{{ mark }}", "{{ when }}", "{{ place }}", "Status: {{ stage }}", "{{ quorum }}"):
        made.add_paragraph(line)
    made.add_heading("Present", 2)
    _rows(made, "one in present", "{{ one.name }}, {{ one.role }}, {{ one.organisation }}{% if one.stands_for %}, for "
          "{{ one.stands_for }}{% endif %}")  # fmt: skip
    made.add_heading("Apologies", 2)
    _rows(made, "one in apologies", "{{ one.name }}, {{ one.role }}, {{ one.organisation }}")
    made.add_paragraph("{%p if declarations %}")
    made.add_heading("Declarations of interest", 2)
    _rows(made, "one in declarations", "{{ one.name }}: {{ one.interest }} ({{ one.item }}; {{ one.done }})")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p for item in items %}")
    made.add_heading("{{ item.number }} {{ item.title }}", 2)
    made.add_paragraph("{%p for line in item.lines %}")
    made.add_paragraph("{{ line.number }} {% if line.mark %}{{ line.mark }}: {% endif %}{{ line.text }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p if next_meeting %}")
    made.add_paragraph("Next meeting: {{ next_meeting }}")
    made.add_paragraph("{%p endif %}")
    return _bytes(made)


def _rows(made: Any, loop: str, text: str) -> None:
    made.add_paragraph(f"{{%p for {loop} %}}")
    made.add_paragraph(text)
    made.add_paragraph("{%p endfor %}")


def extract(told: Mapping[str, Any]) -> bytes:
    """The actions and decisions of a meeting in Word, on a page."""
    told = plainly(dict(told), lambda text: NOT_IN_XML.sub("", text))
    made = Document()
    made.add_heading(told["group"], 1)
    made.add_paragraph(f"{told['meeting']}, {told['when']}: actions and decisions")
    if told["mark"]:
        made.add_paragraph(told["mark"])
    for name, heads in EXTRACTED:
        made.add_heading(name, 2)
        rows = told[name.lower()]
        if not rows:
            made.add_paragraph("None.")
            continue
        table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
        for cell, (head, _) in zip(table.rows[0].cells, heads, strict=True):
            cell.text = head
        for row in rows:
            for cell, (_, word) in zip(table.add_row().cells, heads, strict=True):
                cell.text = row[word]
    return _bytes(made)


EXTRACTED = (
    ("Actions", (("No.", "number"), ("What", "text"), ("Who", "who"), ("By when", "due"), ("How it stands", "status"))),
    ("Decisions", (("No.", "number"), ("What", "text"), ("How it stands", "status"))),
)
"""The tables of an extract: their heads, and what stands under each."""


def _bytes(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()
