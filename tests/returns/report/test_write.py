"""Writing to a file: by its ending, whole or not at all, and a sentence where it can't be done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from paramountcy.returns.report.write import NotWritten, write
from tests.returns.report.made_report import made


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "parquet", "html", "HTML"])
def test_the_ending_says_how(tmp_path, ending):
    path = tmp_path / f"findings.{ending}"
    written = write(made(), path)
    assert written[0] == path
    assert all(one.stat().st_size for one in written)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(one.name for one in written)


def test_a_csv_has_its_metadata_beside_it(tmp_path):
    assert [path.name for path in write(made(), tmp_path / "a.csv")] == ["a.csv", "a.csv-metadata.json"]


@pytest.mark.parametrize("name", ["findings.pdf", "findings"])
def test_an_unknown_ending_is_a_sentence(tmp_path, name):
    with pytest.raises(NotWritten, match=r"\.csv, \.json, \.xlsx, \.parquet or \.html"):
        write(made(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(NotWritten, match="there is no folder"):
        write(made(), tmp_path / "none" / "a.csv")


def test_a_folder_of_that_name(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(NotWritten, match="a folder of that name"):
        write(made(), tmp_path / "a.csv")


def test_half_a_report_is_never_left(tmp_path, monkeypatch):
    from paramountcy.returns.report import as_json

    path = tmp_path / "a.json"
    path.write_text("the one before")

    def breaks(report, out):
        out.write(b"half")
        raise RuntimeError("on purpose")

    monkeypatch.setattr(as_json, "write", breaks)
    with pytest.raises(RuntimeError):
        write(made(), path)
    assert path.read_text() == "the one before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the folder says who may read a file")
def test_only_its_owner_can_read_it(tmp_path):
    (path,) = write(made(), tmp_path / "a.json")
    assert path.stat().st_mode & 0o077 == 0


def test_only_the_libraries_of_that_format_are_loaded():
    code = "import paramountcy.returns.report.write, sys; print({'xlsxwriter', 'jinja2', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout.strip() == "set()"
