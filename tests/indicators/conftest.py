"""What tests of published figures share: a store with all of ../shared/data, loaded once."""

from datetime import UTC, datetime

import pytest

from paramountcy.returns.published.keep import load, tables_in
from paramountcy.returns.published.store import Store


@pytest.fixture(scope="session")
def national_store(shared, tmp_path_factory) -> Store:
    """Every table of ../shared/data that can be read."""
    folder = tmp_path_factory.mktemp("national") / "store"
    load(tables_in(shared / "data"), folder, at=datetime(2026, 1, 1, tzinfo=UTC))
    return Store(folder)
