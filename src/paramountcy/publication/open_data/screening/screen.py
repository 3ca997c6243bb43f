"""
Screening a data file, anybody's, and its metadata: whether Explore Education Statistics would take them.

The checks are those that the department's own screener (eesyscreener) makes first, in our words and written anew from
its list. Where we are stricter we say so: a column that varies and is in no metadata fails here, and is a warning
there. Places below local authorities are checked for having codes and names, not for having the right ones; ethnic
groups are not held against the harmonised list; and nothing is asked about zip files.
"""

from pathlib import Path

from paramountcy.publication.open_data.screening import column_checks, file_checks, meta_checks, place_checks
from paramountcy.publication.open_data.screening.pair import read_pair
from paramountcy.publication.open_data.screening.shape import CHECKS, Check, Screening, run

MODULES = (file_checks, place_checks, column_checks, meta_checks)
"""Where checks are written: each module adds its own to CHECKS when it is loaded."""


def checks() -> tuple[Check, ...]:
    """Every check, in the order in which they look."""
    return tuple(sorted(CHECKS, key=lambda one: [module.__name__ for module in MODULES].index(one.look.__module__)))


def screen(file: Path) -> Screening:
    """What all checks find in a file, with the metadata beside it. Raises NotScreened where it is no table at all."""
    pair = read_pair(file)
    return Screening(file.name, tuple(run(one, pair) for one in checks()))
