"""The lock file: everything needed at run time installs on Windows too, without a compiler."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
LOCK = tomllib.loads((HOUSE / "uv.lock").read_text(encoding="utf-8"))
PACKAGES: dict[str, list[dict]] = {}
for package in LOCK["package"]:
    PACKAGES.setdefault(package["name"], []).append(package)


def needed(name: str, found: set[str]) -> Iterator[str]:
    """A package and all that it needs at run time, whatever the platform."""
    if name in found:
        return
    found.add(name)
    yield name
    for version in PACKAGES[name]:
        for other in version.get("dependencies", []):
            yield from needed(other["name"], found)


RUN_TIME = sorted(set(needed("paramountcy", set())) - {"paramountcy"})


def on_windows(wheel: str) -> bool:
    return wheel.endswith(("-none-any.whl", "-win_amd64.whl"))


def test_the_walk_finds_what_the_software_is_made_of():
    assert {"polars", "polars-runtime-32", "narwhals", "numpy", "typer", "jinja2", "markupsafe"} <= set(RUN_TIME)


def test_every_run_time_package_has_a_wheel_for_windows():
    without = [
        f"{name} {version['version']}"
        for name in RUN_TIME
        for version in PACKAGES[name]
        if not any(on_windows(wheel["url"].rpartition("/")[2]) for wheel in version.get("wheels", []))
    ]
    assert without == []


def test_what_is_needed_at_run_time_is_not_the_whole_lock():
    assert not {"django", "pandas", "scipy", "duckdb", "pyspark", "pyarrow", "lifelines"} & set(RUN_TIME)
