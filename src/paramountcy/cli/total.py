"""The total of several checks: every finding of every return in one CSV file, whose first column is the return."""

import json
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl

from paramountcy.returns.put import placing
from paramountcy.returns.report import as_csv, words
from paramountcy.returns.report.about import about
from paramountcy.returns.report.shape import FINDINGS, Report
from paramountcy.returns.report.visible import visible

NOT_CHECKED = "not-checked"
"""What stands for the rule in the line of a return that was not checked, so that nobody takes it for a clean one."""


class Total:
    """
    The files total.csv and total.csv-metadata.json of a folder, written while the checks go on.

    They take their places when all is done; a run that is broken off leaves none.
    """

    def __init__(self, path: Path, *, anonymous: bool):
        self._path = path
        self._anonymous = anonymous
        self._said: list[dict[str, Any]] = []
        self._files = ExitStack()

    def __enter__(self) -> "Total":
        self._beside = self._files.enter_context(placing(as_csv.metadata_path(self._path)))
        self._out = self._files.enter_context(placing(self._path))
        self._lines("", pl.DataFrame(schema=FINDINGS), heading=True)
        return self

    def add(self, file: str, report: Report) -> None:
        self._lines(file, report.findings)
        self._said.append({"file": visible(file)} | about(report))

    def add_not_checked(self, file: str, why: str) -> None:
        line = dict.fromkeys(FINDINGS, None) | {
            "finding": 1,
            "rule": NOT_CHECKED,
            "severity": "structure",
            "message": why,
        }
        self._lines(file, pl.DataFrame([line], schema=FINDINGS))
        self._said.append({"file": visible(file), "not_checked": why})

    def _lines(self, file: str, findings: pl.DataFrame, *, heading: bool = False) -> None:
        lines = as_csv.frame(findings)
        lines.insert_column(0, pl.Series("file", [visible(file)] * len(lines), dtype=pl.String))
        lines = lines.with_columns(as_csv.guarded("file"))
        lines.write_csv(self._out, include_bom=heading, include_header=heading)

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            heading = words.ANONYMOUS if self._anonymous else words.PERSONAL
            said = {
                "@context": "http://www.w3.org/ns/csvw",
                "url": self._path.name,
                "dc:title": f"{heading}: findings of {len(self._said):,} returns",
                "dc:description": words.ANONYMOUS_ADVICE if self._anonymous else words.PERSONAL_ADVICE,
                "returns": self._said,
            }
            self._beside.write(json.dumps(said, ensure_ascii=False, indent=1).encode())
        self._files.__exit__(kind, wrong, at)
