"""
Files that are sent here: read past and kept nowhere, but for the few pages that take one.

A view that takes a file says so, and how large, with `takes_files`. It is kept in memory, never under a name that
somebody sent; what is larger than the page takes is read past, and the page says so.
"""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest, HttpResponse

SIGNED_IN = "_auth_user_id"
"""What the session of somebody who has signed in holds."""
NAME = "file"
"""What a file is called here, whatever its sender calls it."""


class TooLarge(ValueError):
    """A file larger than its page takes. The message says how large it may be."""


class NoFiles(FileUploadHandler):
    """Skips every file, so that nobody fills the disk with what nothing asked for."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is kept of it."""

    def file_complete(self, file_size: int) -> None:
        """No file comes of it."""


class Held(FileUploadHandler):
    """Keeps files in memory, up to so many bytes of all; what goes past that is read past, and is None."""

    def __init__(self, request: HttpRequest, most: int):
        super().__init__(request)
        self.left = most
        self.parts: list[bytes] = []
        self.over = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.parts, self.over = [], False
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.over, self.parts = True, []
        else:
            self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        kept = SimpleUploadedFile(self.file_name or NAME, b"".join(self.parts), self.content_type or "")
        kept.__dict__["too_large"] = self.over
        return kept


def takes_files(most: int) -> Callable[[Any], Any]:
    """A view that takes files, of at most so many bytes altogether, from somebody who has signed in."""

    def mark(view: Any) -> Any:
        view.__dict__["most_bytes"] = most
        return view

    return mark


def content_of(file: UploadedFile, *, most: int) -> bytes:
    """What is in a file that was sent. Raises TooLarge with a sentence."""
    if file.__dict__.get("too_large"):
        raise TooLarge(f"The file is larger than {most / 1_048_576:.3g} MB: send a smaller one, or a part of it.")
    return file.read()


class Files:
    """Lets the views that take files have them, before anything reads the request."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        most = getattr(view, "most_bytes", 0)
        if most and SIGNED_IN in request.session:
            request.upload_handlers = [Held(request, most)]
