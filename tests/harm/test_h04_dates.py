"""H4: a wrong date must not be read as a right one."""

import pytest

import paramountcy
from tests.returns.small import EPISODE, child, write


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("01/02/2026", "day-first-date"),
        ("13-02-2026", "day-first-date"),
        ("1.2.26", "day-first-date"),
        ("2026-02-30", "not-a-date"),
        ("2026-2-1", "not-a-date"),
        ("20260201", "not-a-date"),
        ("2026-02-01T00:00:00", "not-a-date"),
        ("2026/02/01", "not-a-date"),
        ("+2026-02-1", "not-a-date"),
        ("2026- 2- 1", "not-a-date"),
        ("yesterday", "not-a-date"),
        (" 2026-02-01 ", "blanks-around"),
    ],
)
def test_only_year_first_dates_are_read(tmp_path, text, finding):
    path = write(tmp_path, child(1, episodes=EPISODE.replace("2025-06-02", text)))
    report = paramountcy.check(path, structure_only=True)
    assert report.findings.select("rule", "values").rows() == [(finding, [text])]
