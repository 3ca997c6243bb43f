"""The pages of access about people, bodies, terms and tasks: what is done there, and what stays of what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from paramountcy.web.access.models import Delegation, Entry, Invitation, RoleGrant, StoredSearch, Terms, User
from paramountcy.web.access.roles import Role
from tests.web.access.reader import WHY, days, sitting, today, told

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]


@pytest.fixture
def sits(place):
    return sitting(place)


def test_an_administrator_invites_and_the_link_is_shown_once(sits, place):
    admin = sits(Role.ADMINISTRATOR)
    said = {"name": "Ida Newcomer", "email": "ida@example.org", "role": "practitioner", "team": place.north.ref}
    answer = admin.post("access:invite", **said, reason=WHY)
    made = Invitation.objects.get()
    link = told(answer).split('id="link">')[1].split("<")[0]
    assert link.startswith("http://testserver/invitation/")
    secret = link.rstrip("/").rpartition("/")[2]
    assert secret not in told(admin.get("access:invitation", made.ref))
    assert secret not in str(list(Entry.objects.values()))
    assert admin.post("access:withdraw", made.ref, reason=WHY).status_code == 302
    page = told(admin.get("access:invitation", made.ref))
    assert "This invitation has been withdrawn already." in page
    assert "disabled" in page


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(sits, place):
    admin = sits(Role.ADMINISTRATOR)
    answer = admin.post(
        "access:invite", name="Ida", email="no address", role="practitioner", team=place.north.ref, reason="x"
    )
    page = told(answer)
    assert "There is a problem" in page
    assert 'value="no address"' in page
    assert "That is not an e-mail address." in page or "Say why" in page
    assert page.split("<title>")[1].startswith("Error: ")
    assert not Invitation.objects.exists()


def test_a_role_is_given_by_date_and_ended(sits, place):
    admin, other = sits(Role.ADMINISTRATOR), place.in_role(Role.PRACTITIONER)
    said = {"role": "team_manager", "team": place.south.ref, **days("from_day", today())}
    assert admin.post("access:give", other.ref, **said, reason=WHY).status_code == 302
    grant = RoleGrant.objects.get(user=other, role="team_manager")
    assert "The role was given." in told(admin.get("access:person", other.ref))
    assert "The role was given." not in told(admin.get("access:person", other.ref))
    assert admin.post("access:end_role", grant.ref, **days("on", today()), reason=WHY).status_code == 302
    grant.refresh_from_db()
    assert grant.to_day == today()


def test_one_can_do_nothing_to_oneself_and_sees_why_before_the_press(sits):
    admin = sits(Role.ADMINISTRATOR)
    page = told(admin.get("access:person", admin.user.ref))
    assert "Nobody gives a role to themselves: ask another administrator." in page
    assert "You can&#39;t shut yourself out: ask another administrator." in page
    answer = admin.post("access:shut_out", admin.user.ref, reason=WHY)
    assert "shut yourself out" in told(answer)
    admin.user.refresh_from_db()
    assert admin.user.is_active


def test_somebody_shut_out_is_out_with_their_next_page(sits):
    admin, worker = sits(Role.ADMINISTRATOR), sits(Role.PRACTITIONER)
    assert worker.get("access:first").status_code == 200
    admin.post("access:shut_out", worker.user.ref, reason=WHY)
    assert worker.get("access:first").status_code == 302
    admin.post("access:let_in", worker.user.ref, reason=WHY)
    assert User.objects.get(pk=worker.user.pk).is_active


def test_a_search_for_people_leaves_nothing_in_an_address(sits, place):
    admin = sits(Role.ADMINISTRATOR)
    place.in_role(Role.PARTNER, name="Ottoline Quickfall", team=place.staff_room)
    answer = admin.post("access:people_search", words="ottoline quick")
    kept = StoredSearch.objects.get()
    assert answer.headers["Location"] == reverse("access:people_found", args=[kept.ref])
    page = told(admin.get("access:people_found", kept.ref))
    assert "1 person" in page
    assert "Ottoline" not in page.split("</title>")[0]
    assert Entry.objects.filter(action="search", search=kept.ref).count() == 2
    assert "ottoline" not in str(list(Entry.objects.values()))
    another = sits(Role.ADMINISTRATOR)
    assert another.get("access:people_found", kept.ref).status_code == 404


def test_the_people_on_a_page_and_in_a_file_are_noted(sits, place):
    admin = sits(Role.ADMINISTRATOR)
    ref = place.in_role(Role.PARTNER, team=place.staff_room).ref
    admin.get("access:people")
    b"".join(admin.get("access:people_export").streaming_content)
    shown = {one.action: set(one.shown) for one in Entry.objects.filter(kind="user")}
    assert shown == {"list": {ref, admin.user.ref}, "export": {ref, admin.user.ref}}


def test_bodies_and_teams_have_dated_names(sits, place):
    admin = sits(Role.ADMINISTRATOR)
    said = {"name": "Ambleford and Dales", "body_type": "local_authority", **days("from_day", today())}
    assert admin.post("access:rename", place.authority.ref, **said, reason=WHY).status_code == 302
    page = told(admin.get("access:body", place.authority.ref))
    assert "Ambleford and Dales" in page
    assert "From 1 April 2020" in page
    admin.post("access:add_body", name="Police", body_type="police", **days("from_day", today()), reason=WHY)
    assert "Police" in told(admin.get("access:bodies", sort="-name"))
    admin.post("access:add_team", place.authority.ref, name="West", **days("from_day", today()), reason=WHY)
    assert "West" in told(admin.get("access:body", place.authority.ref))
    admin.post("access:end_team", place.south.ref, **days("on", today()), reason=WHY)
    place.south.refresh_from_db()
    assert place.south.to_day == today()


def test_terms_are_seen_before_they_are_published(sits):
    admin = sits(Role.ADMINISTRATOR)
    page = told(admin.post("access:publish", text="Be kind.\n\n<b>Be</b> careful.", reason=WHY, look="yes"))
    assert "As it will read" in page
    assert "&lt;b&gt;Be&lt;/b&gt; careful." in page
    assert not Terms.objects.exists()
    admin.post("access:publish", text="Be kind.", reason=WHY)
    assert Terms.objects.get().version == 1


def test_tasks_are_handed_over_and_taken_back(sits, place):
    worker, colleague = sits(Role.PRACTITIONER), sits(Role.PRACTITIONER)
    said = {"taker": colleague.user.email, **days("from_at", today()), **days("to_at", today() + timedelta(days=5))}
    assert worker.post("access:delegate", **said, reason=WHY).status_code == 302
    one = Delegation.objects.get()
    assert "You do the tasks of" in told(colleague.get("access:delegations"))
    colleague.post("access:take_back", one.ref)
    one.refresh_from_db()
    assert one.ended_at
    late = worker.post("access:delegate", **{**said, **days("to_at", today() + timedelta(days=99))}, reason=WHY)
    assert "42 days at most" in told(late)
