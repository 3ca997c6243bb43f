"""The imagined authority of the tests of the web, for the hazards of the web."""

from tests.web.conftest import audit_folder, place

__all__ = ["audit_folder", "place"]
