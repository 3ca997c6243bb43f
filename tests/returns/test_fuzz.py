"""Broken files: some hundreds new ones by seed, and every one that ever failed."""

from pathlib import Path

import pytest

from tests.returns.broken_returns import broken
from tests.returns.fuzz import BROKEN, problem

COUNT = 400
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_broken_files_are_refused_in_a_sentence_or_read(part):
    for number in range(part, COUNT, PARTS):
        assert not problem(broken(f"0-{number}"), "read"), f"python tests/returns/fuzz.py --only 0-{number}"


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.xml")), ids=lambda path: path.stem)
def test_every_file_that_failed_once_is_taken_well(path: Path):
    assert not problem(path.read_bytes(), "read")


def test_the_same_seed_breaks_the_same_file():
    assert broken("0-1") == broken("0-1")
    assert broken("0-1") != broken("0-2")
