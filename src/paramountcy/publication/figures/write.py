"""Writing the month's report to a file; the file's ending says how."""

from importlib import import_module
from pathlib import Path

from paramountcy.publication.figures.shape import Report
from paramountcy.returns.put import NotWritten, put

FORMATS = {".xlsx": "as_xlsx", ".docx": "as_docx", ".html": "as_html"}


def write(report: Report, path: Path) -> Path:
    """
    Write a report. Nobody ever finds half of one, only its owner may read it, and a file of that name is replaced.

    Raises NotWritten for an ending that has no format, or where the place can't be written to, and
    paper.MissingPublish where the format needs a library that is not installed.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        said = f"ends in {ending}" if ending else "has no ending"
        raise NotWritten(f"{path.name} {said}, so it is not clear how to write it: end it in {', '.join(FORMATS)}.")
    fill = import_module(f"paramountcy.publication.figures.{FORMATS[ending]}").write
    return put(path, lambda out: fill(report, out))
