"""The characters of a file of text."""

from paramountcy.notes.document import Builder, NotRead

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = "it is not text: it holds bytes that no text has. Give the notes as .docx, .txt, .html or .pdf."


def decoded(content: bytes, builder: Builder) -> str:
    """The text of a file: in UTF-8, in UTF-16 with its mark, or as Windows wrote it. Raises NotRead for others."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise NotRead(NOT_TEXT) from None
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise NotRead(NOT_TEXT) from None
        builder.warnings.append("The file is in the encoding of an older Windows: look whether quotes and £ are right.")
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        raise NotRead(NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
