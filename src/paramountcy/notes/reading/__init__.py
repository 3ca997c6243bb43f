"""
Reading files of notes and guidance into documents: text, Markdown, Word, HTML, PDF, and a list of who joined a call.

`read(path)` opens a file, `read_bytes(content, name)` takes what was uploaded. What a file is, is looked up in the file
itself; its name only decides between kinds that look alike. Nothing that a file names is fetched and nothing in it is
run. Add a kind by a module with a function from its bytes to a Document, and a line in `_reader`.
"""

from collections.abc import Callable
from pathlib import Path

from paramountcy.notes.document import LARGEST, Document, NotRead

ENDINGS = (".txt", ".md", ".markdown", ".docx", ".html", ".htm", ".pdf", ".csv")
OLD_WORD = b"\xd0\xcf\x11\xe0"
ZIP = b"PK"
MACROS = (".docm", ".dotm")


def read(path: Path) -> Document:
    """The document in a file. Raises NotRead where it can't be read safely, OSError where it can't be opened."""
    if path.is_dir():
        raise NotRead("it is a folder: give the file of one meeting.")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Document:
    """
    The document in a file's bytes. Raises NotRead.

    >>> read_bytes(b"Item 1: Welcome", "notes.txt").blocks[0].text
    'Item 1: Welcome'
    """
    if len(content) > LARGEST:
        raise NotRead(
            f"it is larger than {LARGEST // 1_000_000} MB, and notes of a meeting are not. Give the notes alone, "
            "without pictures and papers."
        )
    if not content.strip():
        raise NotRead("the file is empty.")
    return _reader(content, Path(name).suffix.lower())(content)


def _reader(content: bytes, ending: str) -> Callable[[bytes], Document]:
    """What reads a file; it is imported only now, since each has needs of its own."""
    if ending in MACROS:
        raise NotRead("it is a Word file with macros, which are not opened here. Save it as .docx and give that.")
    if ending and ending not in ENDINGS:
        raise NotRead(f"files of this kind are not read here: give one that ends in {', '.join(ENDINGS)}.")
    found = _is_really(content)
    if found != (expected := _said(ending)) and (found, expected) != ("text", ""):
        raise NotRead(
            f"it is not what its name says: it ends in {ending or 'nothing'} and holds "
            f"{NAMES[found]}. Save it again, or give it the right ending."
        )
    if found == "word":
        from paramountcy.notes.reading.word import from_word

        return from_word
    if found == "pdf":
        from paramountcy.notes.reading.paper import from_pdf

        return from_pdf
    if ending in (".html", ".htm"):
        from paramountcy.notes.reading.page import from_html

        return from_html
    if ending == ".csv":
        from paramountcy.notes.reading.joined import from_attendance

        return from_attendance
    from paramountcy.notes.reading.plain import from_markdown, from_text

    return from_markdown if ending in (".md", ".markdown") else from_text


NAMES = {"word": "a packed file, as Word's is", "pdf": "a PDF", "text": "text"}


def _said(ending: str) -> str:
    return {".docx": "word", ".pdf": "pdf", "": ""}.get(ending, "text")


def _is_really(content: bytes) -> str:
    """What a file holds, by how it begins: word, pdf or text."""
    if content.startswith(OLD_WORD):
        raise NotRead(
            "it is a Word file of before 2007, or one with a password. Save it as .docx without a password and give "
            "that."
        )
    if content.startswith(ZIP):
        return "word"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        raise NotRead("it is a Rich Text file. Save it as .docx and give that.")
    return "text"
