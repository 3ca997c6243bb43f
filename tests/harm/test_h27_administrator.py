"""H27: who looks after the system reads what is in it, or lets themselves in."""

import pytest

from paramountcy.web.access.models import BreakGlass, RoleGrant
from paramountcy.web.access.roles import Role
from tests.web.access.reader import WHY, Reader, days, today, told
from tests.web.access.world import SECRET, SITUATIONS, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]
GIVEN_BY_OTHERS = {"listed", "broken_glass", "delegated"}
"""Situations in which somebody else let them in, by name: the list that two agreed to, glass, and lent tasks."""


@pytest.fixture
def admin(place):
    return Reader(place.in_role(Role.ADMINISTRATOR))


@pytest.mark.parametrize("situation", [one for one in SITUATIONS if one not in GIVEN_BY_OTHERS])
def test_an_administrator_reads_no_record(place, admin, situation):
    ref = Situations(place, admin.user, Role.ADMINISTRATOR).refs[situation]
    answer = admin.get("notebook:note", ref)
    assert answer.status_code in (403, 404)
    assert SECRET not in told(answer)
    assert admin.post("access:break_glass", "note", ref, reason=WHY, minutes="15").status_code in (403, 404)
    assert not BreakGlass.objects.filter(user=admin.user, reason=WHY).exists()


def test_an_administrator_gives_themselves_nothing(place, admin):
    said = {"role": "duty", "team": place.north.ref, **days("from_day", today()), "reason": WHY}
    page = told(admin.post("access:give", admin.user.ref, **said))
    assert "Nobody gives a role to themselves" in page
    assert RoleGrant.objects.filter(user=admin.user).count() == 1


def test_an_administrator_sees_no_log_and_reviews_no_glass(place, admin):
    others = Situations(place, admin.user, Role.ADMINISTRATOR).others
    for name, args in (("audit", []), ("unusual", []), ("refusals", []), ("glass", []), ("restrictions", [])):
        answer = admin.get(f"access:{name}", *args)
        assert answer.status_code == 403 or others["notice"] not in told(answer)
    assert admin.get("access:audit").status_code == 403
    assert admin.get("access:glass").status_code == 403
