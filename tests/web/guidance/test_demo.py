"""The guidance of the demo: made by its rooms through their own actions, once, and seen by the people of the demo."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from paramountcy.web.access import asking
from paramountcy.web.access.audit.chain import Chain
from paramountcy.web.access.audit.verify import verify
from paramountcy.web.access.models import Acceptance, Terms, User
from paramountcy.web.guidance import demo as guidance
from paramountcy.web.guidance.groups.models import Group, Holding
from paramountcy.web.site import demo
from paramountcy.web.site.models import Installation

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def made(db, monkeypatch):
    chain = Chain()  # that of the process goes on from tests whose entries were taken back
    monkeypatch.setattr(demo, "CHAIN", chain)
    monkeypatch.setattr(asking, "CHAIN", chain)
    Installation.objects.create(pk=1, purpose="demo", seed=7)
    demo.imagine(seed=7, at=AT)
    guidance.imagine(at=AT)
    for user in User.objects.all():
        Acceptance.objects.create(user=user, terms=Terms.objects.get(), at=AT)


def test_it_is_made_once_and_the_log_is_whole(made, audit_folder):
    groups = Group.objects.count()
    guidance.imagine(at=AT)
    assert Group.objects.count() == groups >= 2
    assert verify(audit_folder).breaks == ()


def test_the_people_of_the_demo_sit_on_its_groups(made, client):
    sitting = set(Holding.objects.filter(person__user__isnull=False).values_list("person__user__email", flat=True))
    assert {one.partition("@")[0] for one in sitting} >= {
        "manager",
        "chair",
        "school.nurse",
        "detective",
        "school.lead",
    }
    client.force_login(User.objects.get(email__startswith="school.lead@"))
    told = client.get(reverse("groups:groups")).content.decode()
    assert "Partnership executive" in told
    client.force_login(User.objects.get(email__startswith="data@"))
    assert "Partnership executive" not in client.get(reverse("groups:groups")).content.decode()
