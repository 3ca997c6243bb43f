"""Stores and countries, made once for all tests of the site."""

import pytest

from tests.publication.site import made


@pytest.fixture(scope="session")
def real(shared):
    """A function that gives a release of an area, from the published tables in ../shared."""
    return lambda area: made.real(shared, area)
