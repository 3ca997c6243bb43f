"""What tests share: the references beside the project, how examples are found, and that nothing skips in CI."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in each run, as long as they take: a test fails for what was changed, not by chance or on a slow
# machine. Others: `pytest --hypothesis-profile=default`.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

SHARED = Path(__file__).resolve().parents[2] / "shared"


LONGEST = (
    "harm/test_h10_small_numbers.py", "site/test_commands.py", "site/test_serving.py", "returns/test_hostile_xml.py",
    "cli/test_demo.py", "peer/test_peer.py", "site/test_killed.py", "journeys/test_web_access.py",
    "journeys/test_web_guidance_seeds.py",
)  # fmt: skip
"""Files whose tests take minutes, and no database of this process: begun first, so that none is left at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


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
