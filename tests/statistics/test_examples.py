"""The examples in the docstrings of every module of the room, and what every module must say of itself."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

from paramountcy import statistics
from paramountcy.statistics.shape import Method

MODULES = sorted(module.name for module in pkgutil.iter_modules(statistics.__path__))
WITH_EXAMPLES = [
    "control_chart",
    "day_counts",
    "duration_bins",
    "incidence",
    "intervals",
    "shape",
    "timeliness",
    "words",
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_in_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"paramountcy.statistics.{name}"))
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_method_names_a_source_with_a_year(name):
    module = importlib.import_module(f"paramountcy.statistics.{name}")
    for method in (value for value in vars(module).values() if isinstance(value, Method)):
        assert any(part.strip(",.;:()")[:4].isdigit() for part in method.source.split()), method


def test_importing_the_room_loads_none_of_the_extra():
    imports = "; ".join(f"import paramountcy.statistics.{name}" for name in MODULES)
    heavy = "[name for name in ('scipy', 'pandas', 'statsmodels', 'lifelines', 'numba') if name in sys.modules]"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {imports}; print({heavy})"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
