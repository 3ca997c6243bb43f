"""H26: somebody who left, or whose work ended, still gets in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from paramountcy.web.access.models import Delegation, RoleGrant
from paramountcy.web.access.roles import Role
from tests.web.access.reader import WHY, Reader, days, today, told
from tests.web.access.test_signing_in import sign_in
from tests.web.access.world import SECRET, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]


@pytest.fixture
def worker(place):
    return Reader(place.in_role(Role.PRACTITIONER))


@pytest.fixture
def ref(place, worker):
    return Situations(place, worker.user, Role.PRACTITIONER).refs["own"]


def reads(reader, ref) -> bool:
    answer = reader.get("notebook:note", ref)
    return answer.status_code == 200 and SECRET in told(answer)


def test_who_is_shut_out_is_out_with_their_next_page_and_does_not_come_in_again(place, worker, ref):
    admin = Reader(place.in_role(Role.ADMINISTRATOR))
    assert reads(worker, ref)
    assert admin.post("access:shut_out", worker.user.ref, reason=WHY).status_code == 302
    assert not reads(worker, ref)
    assert sign_in(worker.client, worker.user.email, "a long password").url == "/sign-in/closed/"
    assert not reads(worker, ref)


def test_a_role_that_has_ended_opens_nothing_whatever_they_worked_with(worker, ref):
    grant = RoleGrant.objects.get(user=worker.user)
    grant.to_day = today()
    grant.save()
    assert reads(worker, ref), "it is held on its last day"
    grant.to_day = today() - timedelta(days=1)
    grant.save()
    assert not reads(worker, ref)
    assert SECRET not in told(worker.get("notebook:notes"))


def test_a_team_that_has_ended_takes_its_roles_with_it(place, worker, ref):
    admin = Reader(place.in_role(Role.ADMINISTRATOR, team=place.south))
    assert admin.post("access:end_team", place.north.ref, **days("on", today()), reason=WHY).status_code == 302
    assert reads(worker, ref)
    place.north.refresh_from_db()
    place.north.to_day = today() - timedelta(days=1)
    place.north.save()
    assert not reads(worker, ref)


def test_who_was_shut_out_lends_nothing(place, worker, ref):
    now = timezone.now()
    taker = Reader(place.in_role(Role.LEAD_PROFESSIONAL, team=place.south))
    assert not reads(taker, ref)
    Delegation.objects.create(
        giver=worker.user, taker=taker.user, made_by=worker.user, from_at=now - timedelta(days=1),
        to_at=now + timedelta(days=1), reason="away for two days",
    )  # fmt: skip
    assert reads(taker, ref)
    worker.user.is_active = False
    worker.user.save()
    assert not reads(taker, ref)
