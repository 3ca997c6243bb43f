"""The imagined authority: somebody in every role, the same from the same seed, and a password that opens no other."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from paramountcy.imagine.nation.counted import TOLD
from paramountcy.web.access.audit.chain import Chain
from paramountcy.web.access.audit.verify import verify
from paramountcy.web.access.models import Entry, User
from paramountcy.web.access.roles import MAY, Reach, Role
from paramountcy.web.access.standing import standing
from paramountcy.web.access.terms import terms_to_accept
from paramountcy.web.site import demo
from paramountcy.web.site.models import Installation

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def made(db, monkeypatch):
    monkeypatch.setattr(demo, "CHAIN", Chain())
    Installation.objects.create(pk=1, purpose="demo", seed=7)
    demo.imagine(seed=7, at=AT)


def test_somebody_is_in_every_role(made, audit_folder):
    people = User.objects.all()
    assert all(user.is_demo for user in people)
    held = {held.role for user in people for held in standing(user, at=timezone.now()).own}
    assert held == set(Role)
    assert len(list(demo.sign_ins())) == len(people) == len(demo.PEOPLE)
    assert list(Entry.objects.values_list("action", flat=True)) == ["imagine"]
    assert verify(audit_folder).breaks == ()


def test_only_the_authoritys_people_read_across_the_area(made):
    for user in User.objects.all():
        for held in standing(user, at=timezone.now()).own:
            assert held.in_authority or MAY[held.role].reads < Reach.AREA


def test_everybody_signs_in_with_the_password_and_accepts_the_terms(made):
    for user in User.objects.all():
        assert user.check_password(demo.password(7))
        assert terms_to_accept(user, at=AT) is not None


def test_names_come_from_the_seed_alone():
    assert demo.shuffled(demo.GIVEN, 7) == demo.shuffled(demo.GIVEN, 7)
    assert demo.shuffled(demo.GIVEN, 7) != demo.shuffled(demo.GIVEN, 8)
    assert sorted(demo.shuffled(demo.GIVEN, 7)) == sorted(demo.GIVEN)
    assert demo.shuffled(("a", "b", "c", "d"), 1) == ["c", "a", "b", "d"]


def test_nobody_shares_a_name(made):
    names = list(User.objects.values_list("name", flat=True))
    assert len(set(names)) == len(names)
    assert len({name.split(" ")[0] for name in names}) == len(names)


def test_the_password_is_of_this_installation_and_this_demo(settings, made):
    mine, user = demo.password(7), User.objects.get(email="manager@applemere.example")
    assert len(mine) >= 12
    assert demo.password(8) != mine
    settings.SECRET_KEY = "another key that is as long as it must be"
    assert demo.password(7) != mine
    assert not user.check_password(demo.password(7))


def test_the_words_are_as_many_as_a_byte_needs():
    assert len(set(demo.WORDS)) == 64


def test_the_seed_of_the_demo_is_the_one_it_was_made_with(made):
    assert demo.seed_here() == 7


def test_it_is_the_authority_of_the_published_site():
    assert demo.AUTHORITY == TOLD
