"""The pages of access about records and the log: what is done there, and what a page may not say."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from paramountcy.web.access import reads
from paramountcy.web.access.middleware import NotAudited
from paramountcy.web.access.models import BreakGlass, Conflict, Entry, Notice, Restriction, RestrictionMember
from paramountcy.web.access.roles import Role
from tests.web.access.reader import WHY, days, sitting, soon, today, told
from tests.web.access.world import CALL, NAMES, SECRET, Situations, noted

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]
FORGERY = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def sits(place):
    return sitting(place)


def test_a_reason_is_asked_once_for_each_record(sits, place):
    worker = sits(Role.PRACTITIONER)
    world = Situations(place, worker.user, Role.PRACTITIONER)
    ref, second = world.refs["other_team"], world._other().ref
    asked = worker.get("notebook:note", ref)
    assert (asked.status_code, SECRET in told(asked)) == (403, False)
    assert noted("note", ref) == [("ask why", "refused")]
    here = reverse("notebook:note", args=[ref])
    wrong = worker.post("access:why", "note", ref, why="other", other="x", next=here)
    assert "Say why, in at least" in told(wrong)
    assert f'value="{here}"' in told(wrong)
    answer = worker.post("access:why", "note", ref, why="covering", other="", next=here)
    assert answer.headers["Location"] == here
    assert SECRET in told(worker.get("notebook:note", ref))
    assert Entry.objects.filter(record=ref, action="read").get().reason == "I am covering for a colleague"
    assert worker.get("notebook:note", second).status_code == 403


@pytest.mark.parametrize(
    "to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_a_reason_leads_nowhere_else(sits, place, to):
    worker = sits(Role.PRACTITIONER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["other_team"]
    answer = worker.post("access:why", "note", ref, why="duty", other="", next=to)
    assert answer.headers["Location"] == reverse("access:record", args=["note", ref])


@pytest.mark.parametrize("name", ["notebook:note", "notebook:print", "notebook:write", "access:record", "access:close"])
def test_closed_and_missing_say_the_same(sits, place, name):
    partner = sits(Role.PARTNER, team=place.staff_room)
    refs = Situations(place, partner.user, Role.PARTNER).refs
    said = {}
    for one in ("front_door", "nobody", "conflicted", "delegated_closed", "missing"):
        args = ["note", refs[one]] if name.startswith("access") else [refs[one]]
        answer = partner.get(name, *args)
        said[one] = (
            answer.status_code,
            FORGERY.sub("", told(answer)).replace(refs[one], ""),
            answer.headers.get("Content-Length"),
        )
    assert len(set(said.values())) == 1
    assert said["missing"][0] == 404


def test_nothing_of_a_hidden_note_is_in_lists_counts_searches_files_or_titles(sits, place):
    worker = sits(Role.PRACTITIONER)
    world = Situations(place, worker.user, Role.PRACTITIONER)
    hidden = [
        world.refs[one] for one in ("front_door", "nobody", "conflicted", "conflicted_listed", "delegated_closed")
    ]
    page = told(worker.get("notebook:notes", page="1"))
    answer = worker.post("notebook:search", words=NAMES[0])
    found = told(worker.client.get(answer.headers["Location"]))
    file = b"".join(worker.get("notebook:export").streaming_content).decode()
    for ref in hidden:
        assert ref not in page + found + file
    assert "authority" not in page
    assert all(name not in one.split("</title>")[0] for name in NAMES for one in (page, found))


def test_emergency_duty_finds_that_a_closed_note_exists_and_whom_to_ring(sits, place):
    night = sits(Role.EMERGENCY_DUTY)
    world = Situations(place, night.user, Role.EMERGENCY_DUTY)
    answer = night.post("notebook:search", words=NAMES[0][:9])
    page = told(night.client.get(answer.headers["Location"]))
    known = [one for one in ("front_door", "authority") if world.refs[one] in page]
    assert known
    assert CALL in page
    assert world.refs["nobody"] not in page
    refused = night.get("notebook:note", world.refs["front_door"])
    assert f"This record is closed. Ring {CALL}." in told(refused)


def test_the_sentence_stands_by_the_button_before_it_is_pressed(sits, place):
    worker = sits(Role.PRACTITIONER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["own"]
    page = told(worker.get("notebook:note", ref))
    assert "does not let you export a record." in page
    assert "disabled" in page
    assert reverse("notebook:export_note", args=[ref]) not in page


def test_what_was_read_is_noted_also_where_the_page_fails(sits, place):
    worker = sits(Role.PRACTITIONER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["own"]
    worker.client.raise_request_exception = False
    answer = worker.get("notebook:raises", ref)
    assert (answer.status_code, SECRET in told(answer)) == (500, False)
    assert noted("note", ref) == [("read", "allowed")]
    assert Entry.objects.filter(outcome="failed", user=worker.user.ref).count() == 1


def test_a_page_about_records_that_notes_nothing_is_not_answered(sits):
    worker = sits(Role.PRACTITIONER)
    with pytest.raises(NotAudited, match="faults:mute"):
        worker.get("faults:mute")
    assert worker.get("faults:shut").status_code == 404


def test_a_record_is_closed_agreed_and_somebody_let_in_by_another(sits, place):
    worker, manager, officer = sits(Role.PRACTITIONER), sits(Role.TEAM_MANAGER), sits(Role.DATA_PROTECTION_OFFICER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["own"]
    said = {"guardian": worker.user.email, "call": CALL, **days("review_on", soon()), "reason": WHY}
    assert "Nobody who may sign in" in told(worker.post("access:close", "note", ref, **{**said, "guardian": "x@y.org"}))
    assert worker.post("access:close", "note", ref, **said).status_code == 302
    one = Restriction.objects.get(record=ref)
    own = told(worker.get("access:restriction", one.ref))
    assert "Agreeing to restricted access is for" in own
    agreed = officer.post("access:agree", one.ref, existence="nobody", **days("review_on", soon()), reason=WHY)
    assert agreed.status_code == 302
    assert manager.get("access:restriction", one.ref).status_code == 404
    assert worker.post("access:ask_for", "note", ref, user=manager.user.email, team="", reason=WHY).status_code == 302
    member = RestrictionMember.objects.get(restriction=one)
    assert officer.post("access:let_in_member", member.ref, reason=WHY).status_code == 302
    assert manager.get("notebook:note", ref).status_code == 200
    assert worker.post("access:take_off", member.ref, reason=WHY).status_code == 302
    assert manager.get("notebook:note", ref).status_code == 404
    assert officer.post("access:lift", one.ref, reason=WHY).status_code == 302
    one.refresh_from_db()
    assert one.lifted_at


def test_a_conflict_of_ones_own_holds_at_once_and_another_ends_it(sits, place):
    worker, officer = sits(Role.PRACTITIONER), sits(Role.DATA_PROTECTION_OFFICER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["team"]
    assert worker.post("access:conflict_here", "note", ref, nature="relative", reason=WHY).status_code == 302
    assert worker.get("notebook:note", ref).status_code == 404
    one = Conflict.objects.filter(user=worker.user).latest("pk")
    assert "Looking after conflicts of interest is for" in told(worker.get("access:conflict", one.ref)) or (
        "Another person must say that your conflict is over." in told(worker.get("access:conflict", one.ref))
    )
    assert worker.post("access:end_conflict", one.ref, reason=WHY).status_code == 403
    assert officer.post("access:end_conflict", one.ref, reason=WHY).status_code == 302
    assert worker.get("notebook:note", ref).status_code == 200
    assert "A reference is 20" in told(worker.post("access:declare", person="a name", nature="self", reason=WHY))


def test_glass_is_broken_told_ended_and_looked_at(sits, place):
    night, officer = sits(Role.EMERGENCY_DUTY), sits(Role.DATA_PROTECTION_OFFICER)
    ref = Situations(place, night.user, Role.EMERGENCY_DUTY).refs["front_door"]
    assert "Break the glass" in told(night.get("notebook:note", ref))
    short = night.post("access:break_glass", "note", ref, reason="now", minutes="30")
    assert "Say why, in at least 15" in told(short)
    assert night.post("access:break_glass", "note", ref, reason=WHY, minutes="30").status_code == 302
    page = told(night.get("notebook:note", ref))
    assert SECRET in page
    assert "All that you read is noted." in page
    assert "can&#39;t be exported" in page
    assert Notice.objects.filter(user=officer.user, about="glass broken").count() == 1
    mine = BreakGlass.objects.get(user=night.user, record=ref)
    assert Entry.objects.get(action="read", record=ref, outcome="allowed").role == Role.EMERGENCY_DUTY
    review = told(officer.get("access:glass_one", mine.ref))
    assert "Read, allowed" in review
    night.post("access:mend", mine.ref)
    assert night.get("notebook:note", ref).status_code == 403
    assert officer.post("access:glass_one", mine.ref, outcome="justified", reason=WHY).status_code == 302
    assert "Your breaking of the glass was looked at" in told(night.get("access:first"))


def test_glass_waits_and_is_overdue_after_three_days(sits, place):
    officer = sits(Role.DATA_PROTECTION_OFFICER)
    Situations(place, officer.user, Role.DATA_PROTECTION_OFFICER)
    one = BreakGlass.objects.exclude(user=officer.user).get()
    assert "to look at" in told(officer.get("access:glass"))
    one.begun_at -= reads.REVIEW_WITHIN
    one.save()
    assert "overdue" in told(officer.get("access:glass", state="late"))


# --- The log


def test_the_officer_sees_who_has_looked_also_in_lists(sits, place):
    worker, officer = sits(Role.PRACTITIONER, name="Ida Reader"), sits(Role.DATA_PROTECTION_OFFICER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["own"]
    worker.get("notebook:note", ref)
    worker.get("notebook:notes")
    assert {one.action for one in reads.who_looked("note", ref)} == {"read", "list"}
    page = told(officer.get("access:who_looked", "note", ref))
    assert page.count("Ida Reader") == 2
    assert not reads.who_looked("note", ref[:-1]).exists()


def test_the_log_is_searched_by_person_record_action_and_day(sits, place):
    worker, officer = sits(Role.PRACTITIONER), sits(Role.DATA_PROTECTION_OFFICER)
    ref = Situations(place, worker.user, Role.PRACTITIONER).refs["own"]
    worker.get("notebook:note", ref)
    now = {**days("first", today()), **days("last", today())}
    said = {"email": worker.user.email, "record": ref, "action": "read", **now}
    answer = officer.post("access:audit", **said)
    page = told(officer.client.get(answer.headers["Location"]))
    assert "1 entry" in page
    file = b"".join(officer.client.get(answer.headers["Location"] + "export/").streaming_content).decode()
    assert ref in file
    none = officer.post(
        "access:audit", **{**said, **days("first", today() - timedelta(9)), **days("last", today() - timedelta(8))}
    )
    assert "Nothing in the log is like that." in told(officer.client.get(none.headers["Location"]))


def test_unusual_reading_counts_what_was_read_with_a_reason_and_refusals(sits, place):
    worker, officer = sits(Role.PRACTITIONER, name="Ida Reader"), sits(Role.DATA_PROTECTION_OFFICER)
    world = Situations(place, worker.user, Role.PRACTITIONER)
    ref = world.refs["other_team"]
    worker.post("access:why", "note", ref, why="duty", other="", next="")
    worker.get("notebook:note", ref)
    worker.get("notebook:note", world.refs["nobody"])
    page = told(officer.get("access:unusual", days="30"))
    row = page.split("Ida Reader")[1].split("</tr>")[0]
    cells = [int(one.split("<")[0]) for one in row.split('numeric">')[1:]]
    assert cells[0] == 1
    assert cells[2] == 1
    assert "Nobody has been refused" not in told(officer.get("access:refusals"))
    assert told(officer.get("access:person_log", worker.user.ref)).count("Ida Reader") > 2


def test_a_conflict_hides_from_the_officer_too(sits, place):
    worker, officer = sits(Role.PRACTITIONER), sits(Role.DATA_PROTECTION_OFFICER)
    world = Situations(place, officer.user, Role.DATA_PROTECTION_OFFICER)
    for ref in (world.refs["conflicted"], world.refs["own"]):
        worker.get("notebook:note", ref)
    page = told(officer.get("access:audit"))
    assert world.refs["own"] in page
    assert world.refs["conflicted"] not in page


def test_no_answer_may_be_kept_and_every_page_of_a_form_refuses_a_forged_one(sits, place):
    admin = sits(Role.ADMINISTRATOR)
    assert admin.get("access:people").headers["Cache-Control"] == "no-store"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin.user)
    answer = strict.post(reverse("access:add_body"), {"name": "X", "body_type": "police", "reason": WHY})
    assert answer.status_code == 403
