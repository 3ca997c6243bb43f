"""The guidance of a demo: each room makes its examples, in the order in which they stand on each other."""

from datetime import datetime
from importlib import import_module

from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import User
from paramountcy.web.access.roles import Role
from paramountcy.web.guidance.groups.models import Group

ROOMS = (
    "groups", "vocabulary", "meetings", "tracker", "reading", "recommendations", "drafting", "age_scope", "options",
    "guides", "programmes", "consultations", "publishing",
)  # fmt: skip


def imagine(*, at: datetime) -> None:
    """Fill the guidance of a demo that has none yet, as its partnership officer would; without one there is none."""
    today = timezone.localdate(at)
    officers = User.objects.filter(is_demo=True, grants__role=Role.PARTNERSHIP_OFFICER, grants__from_day__lte=today)
    officer = officers.first()
    if officer is None or Group.objects.exists():
        return
    by = Access(officer, at=at, request="the demo", address="", reason="The demo was made.")
    for room in ROOMS:
        import_module(f"paramountcy.web.guidance.{room}.examples").imagine(by)
