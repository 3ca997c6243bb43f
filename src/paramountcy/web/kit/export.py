"""
A list as a file of comma-separated values, sent line by line.

A cell that a spreadsheet would take for a formula has an apostrophe in front. The rows are given whole, as the audit
was told of them before the first byte leaves.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

from paramountcy.returns.report.as_csv import GUARDED
from paramountcy.web.kit.lists import Column

BYTE_ORDER_MARK = "\ufeff"
FORMULA = re.compile(GUARDED)
TYPE = "text/csv; charset=utf-8"


class _Line:
    """Takes what a csv writer writes, and gives it back."""

    def write(self, text: str) -> str:
        return text


def export(columns: Sequence[Column], records: Sequence[Any], *, name: str) -> StreamingHttpResponse:
    """The file of a list. `name` is that of the file, without its ending: plain words that name nobody."""
    answer = StreamingHttpResponse(_lines(columns, records), content_type=TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _lines(columns: Sequence[Column], records: Sequence[Any]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([one.heading for one in columns])
    for record in records:
        yield writer.writerow([_plain(one.value(record)) for one in columns])


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) else text
