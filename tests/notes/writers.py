"""Blocks of notes written as files: text, HTML, Word and PDF."""

import html
import io

import docx
import typst

from tests.notes.rendering import Block


def as_text(found: list[Block]) -> bytes:
    pieces = []
    for kind, what in found:
        if kind == "table":
            rows = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in what]
            pieces.append("\n".join(["", rows[0], "|" + "---|" * len(what[0]), *rows[1:], ""]))
        elif kind == "line":
            pieces.append(str(what))
        elif kind == "point":
            pieces.append(f"- {what}")
        else:
            pieces.append(f"\n**{what}**\n" if kind == "heading" else f"\n{what}\n")
    return "\n".join(pieces).encode()


def as_html(found: list[Block]) -> bytes:
    pieces = []
    for kind, what in found:
        if kind == "table":
            cells = ["".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in what]
            pieces.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
            continue
        name, text = str(what).partition("\t")[::2]
        said = html.escape(str(what).replace("#", "").replace("**", "").strip())
        if "\t" in str(what):
            pieces.append(f"<table><tr><td>{html.escape(name)}</td><td>{html.escape(text)}</td></tr></table>")
        elif kind == "point":
            pieces.append(f"<ul><li>{said}</li></ul>")
        else:
            tag = {"item": "h2", "heading": "h3"}.get(kind, "p")
            pieces.append(f"<{tag}>{said}</{tag}>")
    return ("<!doctype html><title>Notes</title><body>" + "\n".join(pieces)).encode()


def as_word(found: list[Block]) -> bytes:
    document = docx.Document()
    for kind, what in found:
        if kind == "table":
            table = document.add_table(len(what), len(what[0]))
            for n, row in enumerate(what):
                for m, cell in enumerate(row):
                    table.cell(n, m).text = cell
            continue
        said = str(what).replace("#", "").replace("**", "").strip(" ")
        if kind == "item":
            document.add_heading(said, 2)
        elif kind == "heading":
            document.add_paragraph().add_run(said).bold = True
        else:
            document.add_paragraph(said, style="List Bullet" if kind == "point" else None)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(found: list[Block]) -> bytes:
    """A paper as a word processor prints it, in which lines wrap; a line with a tab is a table of one row."""
    pieces = ["#set page(margin: 2cm)", "#set text(size: 11pt)"]
    for kind, what in found:
        if kind == "table":
            cells = [" \\ ".join(f"#{_typed(line)}" for line in cell.split("\n")) for row in what for cell in row]
            pieces.append(f"#table(columns: {len(what[0])}, {', '.join(f'[{cell}]' for cell in cells)})")
            continue
        said = str(what).replace("#", "").replace("**", "").strip(" ")
        if "\t" in said:
            name, beside = said.split("\t", 1)
            pieces.append(f"#table(columns: (4cm, 1fr), [#{_typed(name)}], [#{_typed(beside)}])")
        elif kind == "point":
            pieces.append(f"#list([#{_typed(said)}])")
        else:
            pieces.append(f"#strong({_typed(said)})\n" if kind in ("item", "heading") else f"#{_typed(said)}\n")
    return typst.compile("\n".join(pieces).encode())


def _typed(text: str) -> str:
    """A text as Typst writes one."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


WRITERS = {"txt": as_text, "html": as_html, "docx": as_word}
