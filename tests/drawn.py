"""
How often a test draws by chance: a few times in `make test-all`, many in a night (`make test-night`).

A test that draws fewer is the same test: what it asserts of one it asserts of each.
"""

import os

NIGHT = os.environ.get("PARAMOUNTCY_NIGHT") == "1"


def drawn(few: int, *, night: int) -> int:
    """A number of draws: `few`, or as many as for a night."""
    return night if NIGHT else few
