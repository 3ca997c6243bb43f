"""A report as JSON: one object with the keys of `about.KEYS`, UTF-8."""

import json
from typing import BinaryIO

from paramountcy.returns.report.about import KEYS, about, findings
from paramountcy.returns.report.shape import Report


def write(report: Report, out: BinaryIO) -> None:
    said = about(report)
    documented = {"keys": {key: meaning for key, meaning in KEYS.items() if key in said or key == "findings"}}
    beginning = json.dumps(said | documented, ensure_ascii=False, indent=1)
    out.write(beginning.removesuffix("\n}").encode())
    out.write(b',\n "findings": ')
    out.write(findings(report).write_json().encode())
    out.write(b"\n}\n")
