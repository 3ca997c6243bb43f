"""Files that are sent here are read past and kept nowhere: no page takes one."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NoFiles(FileUploadHandler):
    """Skips every file, so that nobody fills the disk with what nothing asked for."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is kept of it."""

    def file_complete(self, file_size: int) -> None:
        """No file comes of it."""
