"""
One shape for a child's story, whatever the source; and the linking of sources into it.

The room itself answers: `paramountcy.record(files)` joins the returns of several years into one record.

>>> import paramountcy as p
>>> record = p.record("cin-2024.xml", "cin-2025.xml")                                 # doctest: +SKIP
>>> record["referral"], record.as_at(day)["plan"], record.findings                    # doctest: +SKIP
"""

import sys
from pathlib import Path
from types import ModuleType

from paramountcy.record.filing import Filing
from paramountcy.record.from_cin import from_cin
from paramountcy.record.shape import Record, together


class _Answers(ModuleType):
    def __call__(self, *files: str | Path) -> Record:
        """
        The returns of one authority, read and joined into one story for each child.

        Files are returns in XML, workbooks or folders of tables as `paramountcy convert` makes them, or folders of
        returns. Raises record.read.NotRead where nothing can be read, or where they are of two authorities.
        """
        from paramountcy.record.read import read

        return read([Path(file) for file in files])


sys.modules[__name__].__class__ = _Answers

__all__ = ["Filing", "Record", "from_cin", "together"]
