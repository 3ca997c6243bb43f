"""What a file is by its first bytes: XML, in which encoding, or something else, said in a sentence."""

import re

from paramountcy.returns.shape import Unreadable

BEGINNING = 4_096
"""How many bytes are looked at."""

MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16le",
    b"\xfe\xff": "utf-16be",
    b"<\x00": "utf-16le",
    b"\x00<": "utf-16be",
}
"""What a file begins with that tells its encoding, whatever its first line says."""

ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "iso-8859-1",
    "latin-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
}
"""The encodings that a first line may name, and what the parser calls them."""

OTHER_TYPES = {
    b"PK\x03\x04": "a zip file or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x1f\x8b": "a compressed file",
    b"%PDF": "a PDF file",
    b"{": "a JSON file",
    b"[": "a JSON file",
}
WEB_PAGE = re.compile(r"<(!doctype\s+)?html\b", re.IGNORECASE)
DECLARATION = re.compile(r"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']""")
EXPORT = "export the return as XML and give that file"


def encoding_of(beginning: bytes) -> str:
    """
    The encoding of an XML file, for the parser, from its first BEGINNING bytes.

    Raises Unreadable where the file is empty, is not XML, or names an encoding that is not read.
    """
    encoding = next((encoding for mark, encoding in MARKS.items() if beginning.startswith(mark)), "")
    text = beginning.decode(encoding or "latin-1", errors="replace").lstrip("\ufeff \t\r\n")
    if not text:
        raise Unreadable(f"The file is empty: {EXPORT}.")
    for mark, name in OTHER_TYPES.items():
        if beginning.lstrip().startswith(mark):
            raise Unreadable(f"This is {name}, not XML: {EXPORT}.")
    if WEB_PAGE.match(_after_comments(text)):
        raise Unreadable(f"This is a web page, not a return: {EXPORT}.")
    if not text.startswith("<"):
        raise Unreadable(f"This is not an XML file, which would begin with <: {EXPORT}.")
    return encoding or _declared(text)


def _after_comments(text: str) -> str:
    while text.startswith("<!--"):
        text = text.partition("-->")[2].lstrip()
    return text


def _declared(text: str) -> str:
    """The encoding that the first line names; UTF-8 where it names none."""
    declaration = DECLARATION.match(text)
    name = declaration[1].lower() if declaration else "utf-8"
    if name.startswith(("utf-16", "utf16")):
        raise Unreadable(
            "The first line says that the file is in UTF-16, and it is not: "
            'change it to encoding="UTF-8", or export the file again.'
        )
    if name not in ENCODINGS:
        raise Unreadable(f"The file is in the encoding {name[:40]!r}, which is not read: save it as UTF-8.")
    return ENCODINGS[name]
