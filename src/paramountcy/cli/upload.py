"""Reading a form that a browser sends with a file: the file goes to disk as it comes, nothing else is kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from paramountcy.cli.terminal import Refused

CHUNK = 1 << 16
PARTS = 16
HEADERS = 1 << 13
TEXT = 1 << 10
"""How many bytes a field of text may have."""
FILE_NAME = "return.xml"


@dataclass
class Form:
    """The fields of a form, and the file sent with it: where it was put, and its name where it came from."""

    fields: dict[str, str] = field(default_factory=dict)
    file: Path | None = None
    file_name: str = ""


def read_form(read: Callable[[int], bytes], content_type: str, length: int, folder: Path) -> Form:
    """
    Read a multipart form of `length` bytes, of which `read` gives so many or fewer; its file is put in `folder`.

    Raises Refused. Holds no more than a few chunks in memory, however large the file.
    """
    boundary = re.search(r'^multipart/form-data;.*boundary="?([^";]{1,70})"?', content_type.strip(), re.IGNORECASE)
    if not boundary:
        raise Refused("The form was not sent as a file: use the button on the page.")
    source = _Source(read, length, b"\r\n--" + boundary[1].encode("latin-1"))
    form = Form()
    source.until_boundary(None, limit=HEADERS)
    for _ in range(PARTS):
        if source.at_end():
            return form
        _read_part(source, form, folder)
    raise Refused("The form has more parts than the page has fields: use the button on the page.")


def _read_part(source: "_Source", form: Form, folder: Path) -> None:
    headers = source.headers()
    disposition = re.search(r"^content-disposition:(.*)$", headers, re.IGNORECASE | re.MULTILINE)
    said = dict(re.findall(r'\b(name|filename)="([^"]*)"', disposition[1])) if disposition else {}
    if "filename" not in said:
        form.fields[said.get("name", "")] = source.until_boundary(None, limit=TEXT).decode(errors="replace").strip()
        return
    if form.file:
        raise Refused("More than one file was sent: check them one at a time.")
    path = folder / FILE_NAME
    with path.open("wb") as out:
        source.until_boundary(out)
    if said["filename"] or path.stat().st_size:
        form.file = path
        form.file_name = re.split(r"[/\\]", said["filename"].replace("%22", '"'))[-1]


class _Source:
    """Bytes from a browser, read up to each boundary."""

    def __init__(self, read: Callable[[int], bytes], length: int, boundary: bytes):
        self.read = read
        self.left = length
        self.boundary = boundary
        self.held = bytearray(b"\r\n")

    def _more(self) -> None:
        chunk = self.read(min(CHUNK, self.left))
        if not chunk:
            raise Refused("The file did not arrive whole: choose it again.")
        self.left -= len(chunk)
        self.held += chunk

    def until_boundary(self, out: BinaryIO | None, limit: int = 0) -> bytes:
        """What comes before the next boundary: written to `out`, or given back if it has no more than `limit` bytes."""
        while (at := self.held.find(self.boundary)) < 0:
            sure = len(self.held) - len(self.boundary)
            if out is None and sure > limit:
                raise Refused("A field of the form is too long.")
            if out is not None and sure > 0:
                out.write(self.held[:sure])
                del self.held[:sure]
            self._more()
        before = bytes(self.held[:at])
        del self.held[: at + len(self.boundary)]
        if out is None and len(before) > limit:
            raise Refused("A field of the form is too long.")
        if out is not None:
            out.write(before)
        return before

    def at_end(self) -> bool:
        """Whether the boundary just passed was the last."""
        while len(self.held) < 2:
            self._more()
        return self.held.startswith(b"--")

    def headers(self) -> str:
        """The headers of the part that begins here."""
        while (at := self.held.find(b"\r\n\r\n")) < 0:
            if len(self.held) > HEADERS:
                raise Refused("The form could not be read: use the button on the page.")
            self._more()
        text = self.held[:at].decode(errors="replace")
        del self.held[: at + 4]
        return text
