"""Installations for the tests of the site: one that was made for real work, and one of a demo, each served once."""

import pytest

from tests.web.site.installed import Installation, Server, installed


@pytest.fixture
def installation(tmp_path) -> Installation:
    """An installation of its own, its database empty."""
    with installed(tmp_path / "installed") as one:
        yield one


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Installation:
    """An installation that was made for real work, with people who are signed in and notes; `real.opens` opens them."""
    with installed(tmp_path_factory.mktemp("real")) as one:
        with one.serving("--migrate"):
            pass
        yield one


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[Installation, Server]:
    """A demo, served."""
    with installed(tmp_path_factory.mktemp("demo")) as one, one.serving("--demo") as server:
        yield one, server
