"""
Findings as Parquet, with their types, and the rest of the report as JSON in the file's metadata.

    about = json.loads(polars.read_parquet_metadata(path)["paramountcy"])
"""

import json
from typing import BinaryIO

from paramountcy.returns.report.about import about, findings
from paramountcy.returns.report.shape import Report


def write(report: Report, out: BinaryIO) -> None:
    said = about(report)
    findings(report).write_parquet(
        out, metadata={"heading": said["heading"], "paramountcy": json.dumps(said, ensure_ascii=False)}
    )
