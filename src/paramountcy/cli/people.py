"""The files about people that go with a check: who works with a child, who explained a query."""

import csv
from pathlib import Path

from paramountcy.cli.terminal import Refused


def readable(path: Path | None, option: str, columns: tuple[str, ...]) -> None:
    """Raises Refused where a file was given that is not CSV with these columns: sooner than a check would find out."""
    if path is None:
        return
    needs = f"{option} needs a CSV file in UTF-8 with the columns {', '.join(columns)}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = reader.fieldnames or ()
            for _ in reader:
                pass
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        said = wrong.strerror if isinstance(wrong, OSError) else "it is not CSV in UTF-8"
        raise Refused(f"{path.name} could not be read ({said}): {needs}.") from wrong
    missing = [name for name in columns if name not in names]
    if missing:
        raise Refused(f"{path.name} has no column {', '.join(missing)}: {needs}.")
