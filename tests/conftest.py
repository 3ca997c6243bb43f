"""What tests share: the folder of references beside the project, and the rule that nothing skips in CI."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; the test is skipped, saying so, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared, with public samples and references, is not beside this checkout")
    return SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Under PARAMOUNTCY_NO_SKIP=1 a skip is a failure: CI must have everything the tests need."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("PARAMOUNTCY_NO_SKIP") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may skip: {report.longrepr}"
    return report
