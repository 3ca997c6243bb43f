"""What is loaded, and so how soon a command begins: read from `sys.modules` of a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import PATIENCE, wrong

NEVER = {"django", "pandas", "scipy", "duckdb", "pyspark", "pyarrow"}
"""Never loaded by `import paramountcy` or a check."""
OTHER_COMMANDS = {"jinja2", "xlsxwriter", "fastexcel", "http.server", "asyncio", "pydantic"}
"""Not loaded by a check that writes no page and no workbook."""


def loaded(code: str) -> set[str]:
    says = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, timeout=PATIENCE, check=True)
    return set(result.stdout.splitlines())


def after(*arguments: str | Path) -> set[str]:
    """The modules after a command has run."""
    given = [str(argument) for argument in arguments]
    return loaded(f"from paramountcy.cli import app\ntry: app({given!r})\nexcept SystemExit: pass")


def test_importing_the_package_loads_nothing_heavy():
    assert not loaded("import paramountcy") & (
        NEVER | OTHER_COMMANDS | {"polars", "narwhals", "numpy", "typer", "rich"}
    )


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["no-such-command"]], ids=" ".join)
def test_what_needs_no_engine_loads_none(arguments):
    assert not after(*arguments) & (NEVER | OTHER_COMMANDS | {"polars", "narwhals", "numpy", "rich"})


def test_a_check_in_python_loads_what_it_needs_only(tmp_path):
    there = loaded(f"import paramountcy; paramountcy.check({str(wrong(tmp_path))!r})")
    assert "polars" in there
    assert not there & (NEVER | OTHER_COMMANDS | {"typer", "rich"})


def test_a_check_from_a_terminal_loads_what_it_needs_only(tmp_path):
    path = wrong(tmp_path)
    there = after(
        "check", path, "--year", "2025-26", "--out", tmp_path / "report.csv", "--out", tmp_path / "report.parquet"
    )
    assert (tmp_path / "report.parquet").exists()
    assert not there & (NEVER | OTHER_COMMANDS - {"pydantic"})
    assert not after("check", path, "--quiet", "--out", tmp_path / "report.csv") & (NEVER | OTHER_COMMANDS | {"rich"})


def test_a_page_loads_its_templates_and_a_workbook_its_writer(tmp_path):
    assert "jinja2" in after("check", "-q", wrong(tmp_path), "--out", tmp_path / "report.html")
    assert "xlsxwriter" in after("check", "-q", wrong(tmp_path), "--out", tmp_path / "report.xlsx")
