"""Word and PDF files made by hand, part by part, as nobody's word processor would make them."""

import io
import zipfile
import zlib

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
)
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, parts: dict[str, bytes] | None = None, *, kind: str = PLAIN, before: str = "") -> bytes:
    """A Word file of the XML of its body, with further parts."""
    text = f'<?xml version="1.0"?>{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES.format(kind=kind))
        packed.writestr("word/document.xml", text)
        for name, content in (parts or {}).items():
            packed.writestr(name, content)
    return file.getvalue()


def paragraph(text: str, look: str = "") -> str:
    return f'<w:p><w:pPr>{look}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def pdf(content: bytes = b"", *, trailer: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages all have the same content stream, packed."""
    stream = zlib.compress(content, 9)
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        *([page] * pages),
    ]
    found, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    found += b"".join(b"%010d 00000 n \n" % place for place in places)
    return found + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)


def written(*lines: str) -> bytes:
    """The content of a page with lines of text."""
    shown = b"".join(b"1 0 0 1 60 %d Tm (%s) Tj " % (780 - 14 * n, line.encode()) for n, line in enumerate(lines))
    return b"BT /F 11 Tf " + shown + b"ET"


LOCKED = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(0123456789abcdef) (0123456789abcdef)]"
    % (
        b"o" * 32,
        b"u" * 32,
    )
)
"""A password that nobody knows."""
