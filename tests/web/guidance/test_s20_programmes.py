"""
S20: a strand has an owner in each body of its programme; a change of the event outside flags all that depends on it.

The example is the joint work programme of the Department of Health and the Department for Education of 2011.
"""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from paramountcy.web.guidance.programmes import examples, reads
from paramountcy.web.guidance.programmes.models import Dependence, Event, Milestone, Programme, Step, Strand
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
START, BILL = date(2026, 1, 5), "Health and Care Bill"
FLAG = "The event changed: look whether this still fits."


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


class Officer:
    """The partnership's officer at a browser: fills in a form and sends it."""

    def __init__(self, client, user):
        self.client = client
        client.force_login(user)

    def send(self, page, *refs, **said):
        return self.client.post(reverse(f"programmes:{page}", args=refs), said)

    def sends(self, page, *refs, **said):
        answer = self.send(page, *refs, **said)
        assert answer.status_code == 302, answer.content.decode()

    def look(self, page, *refs, **asked):
        return self.client.get(reverse(f"programmes:{page}", args=refs), asked).content.decode()


@pytest.fixture
def officer(client, partnership):
    return Officer(client, partnership.officer)


@pytest.fixture
def programme(officer, partnership):
    officer.sends(
        "make", group=partnership.group.ref, title="Health and home", purpose="One door.", **boxes("from_day", START)
    )
    made = Programme.objects.get()
    for name in ("Ambleford Council", "Ambleford Integrated Care Board"):
        officer.sends("join", made.ref, organisation=organisation(name).ref, **boxes("from_day", START))
    return made


def owners(programme, *offices):
    return {f"owner_{one.ref}": office for one, office in zip(programme.partners.all(), offices, strict=True)}


@pytest.fixture
def strand(officer, programme):
    said = owners(programme, "head of safeguarding", "designated doctor")
    officer.sends("add_strand", programme.ref, title="Named doctors", **said, **boxes("from_day", START))
    return Strand.objects.get()


@pytest.fixture
def milestone(officer, strand):
    officer.sends("plan", strand.ref, title="Posts are agreed", **boxes("due", date(2026, 6, 1)))
    return Milestone.objects.get()


@pytest.fixture
def bill(officer):
    officer.sends(
        "note_event", title=BILL, kind="bill", outlook="expected", text="Second reading in March.",
        source="Business of the House", **boxes("on", date(2026, 1, 12)),
    )  # fmt: skip
    return Event.objects.get()


@pytest.fixture
def depends(officer, programme, strand, milestone, bill):
    officer.sends("depend", programme.ref, event=bill.ref, strand=strand.ref, how="It makes the posts.")
    officer.sends("depend", programme.ref, event=bill.ref, milestone=milestone.ref, how="Its date is the Bill's.")
    officer.sends("depend", programme.ref, event=bill.ref, cited="recommendation/abc", how="It asks for it.")
    return list(Dependence.objects.all())


def changes(officer, bill, text="The Bill is paused.", outlook="paused"):
    said = {"outlook": outlook, "text": text, "source": "Oral statement", **boxes("on", date(2026, 4, 1))}
    officer.sends("expect", bill.ref, **said)


def test_a_strand_needs_an_owner_in_each_body(officer, programme):
    said = {"title": "Named doctors", **boxes("from_day", START)}
    page = officer.send("add_strand", programme.ref, **said, **owners(programme, "head of safeguarding", " "))
    assert "say who owns it in Ambleford Integrated Care Board" in page.content.decode()
    assert "head of safeguarding" in page.content.decode(), "what was typed stays"
    assert not Strand.objects.exists()
    officer.sends("add_strand", programme.ref, **said, **owners(programme, "head of safeguarding", "named doctor"))
    assert [one.office for one in Strand.objects.get().owners.all()] == ["head of safeguarding", "named doctor"]


def test_a_programme_of_one_body_has_no_strands(officer, partnership):
    officer.sends(
        "make", group=partnership.group.ref, title="Alone", purpose="Alone.", **boxes("from_day", START)
    )  # fmt: skip
    alone = Programme.objects.get()
    page = officer.send("add_strand", alone.ref, title="A strand", **boxes("from_day", START)).content.decode()
    assert "A joint programme has two bodies at least" in page


def test_a_body_that_joins_or_an_owner_who_leaves_is_a_gap_that_is_seen(officer, programme, strand):
    assert "It has no owner" not in officer.look("programme", programme.ref)
    officer.sends("join", programme.ref, organisation=organisation("Police").ref, **boxes("from_day", START))
    officer.sends("stop_owning", strand.owners.first().ref, **boxes("on", date(2026, 5, 1)))
    assert "It has no owner in Ambleford Council or Police." in officer.look("programme", programme.ref)
    assert "Named doctors: none in Ambleford Council or Police" in officer.look("alerts")
    for partner in programme.partners.all():
        officer.sends("own", strand.ref, partner.ref, office="head of service", **boxes("from_day", date(2026, 5, 2)))
    assert "No owner" not in officer.look("alerts")
    assert strand.owners.filter(to_day__isnull=True).count() == 3
    assert strand.owners.count() == 5, "those before stay"


def test_a_change_of_the_event_flags_all_that_depends_on_it(officer, programme, depends, bill):
    assert FLAG not in officer.look("programme", programme.ref)
    changes(officer, bill)
    assert "3 things have to be looked at because of it." in officer.look("event", bill.ref)
    assert officer.look("event", bill.ref).count(FLAG) == 3
    assert FLAG in officer.look("programme", programme.ref)
    assert officer.look("alerts").count(FLAG) == 3
    assert "3 to look at" in officer.look("programmes")
    assert "3 to look at" in officer.look("events")


def test_each_flag_stays_until_somebody_has_looked_at_it(officer, depends, bill):
    changes(officer, bill)
    first, second, third = depends
    short = officer.send("look", first.ref, found="fits", reason="fine")
    assert short.status_code == 200
    officer.sends("look", first.ref, found="fits", reason="The posts are funded anyway.")
    assert officer.look("alerts").count(FLAG) == 2
    officer.sends("look", second.ref, found="must", reason="It can’t be June any more.")
    page = officer.look("alerts")
    assert page.count(FLAG) == 1
    assert "It was found that this must be changed." in page
    officer.sends("look", second.ref, found="changed", reason="It was moved to September.")
    officer.sends("look", third.ref, found="fits", reason="It asks for the same.")
    assert "Nothing has to be seen to" not in officer.look("programmes")
    assert FLAG not in officer.look("event", bill.ref)
    changes(officer, bill, "It is withdrawn.", "fell")
    assert officer.look("event", bill.ref).count(FLAG) == 3, "the next change flags all of them again"


def test_a_group_leads_to_its_own_programmes(officer, partnership, programme):
    page = officer.client.get(reverse("groups:group", args=[partnership.group.ref])).content.decode()
    assert f"{reverse('programmes:programmes')}?group={partnership.group.ref}" in page
    assert "Health and home" in officer.look("programmes", group=partnership.group.ref)
    assert "Health and home" not in officer.look("programmes", group=partnership.other.ref)


def test_what_was_expected_before_stays(officer, depends, bill):
    changes(officer, bill)
    page = officer.look("event", bill.ref)
    assert page.index("The Bill is paused.") < page.index("Second reading in March.")
    earlier = {"outlook": "changed", "text": "x", "source": "y", **boxes("on", date(2026, 2, 1))}
    assert "There is a later expectation already" in officer.send("expect", bill.ref, **earlier).content.decode()


def test_what_depends_on_it_no_longer_is_not_flagged(officer, depends, bill):
    officer.sends("end_dependence", depends[0].ref)
    changes(officer, bill)
    assert officer.look("event", bill.ref).count(FLAG) == 2


def test_a_milestone_keeps_every_day_that_it_had(officer, programme, milestone):
    page = officer.send("step", milestone.ref, state="moved", reason="The Bill waits.", **boxes("on", START))
    assert "Say to which day it is moved" in page.content.decode()
    said = {"state": "moved", "reason": "The Bill waits.", **boxes("on", date(2026, 4, 2))}
    officer.sends("step", milestone.ref, **said, **boxes("due", date(2026, 9, 1)))
    assert [one.due for one in milestone.steps.all()] == [date(2026, 6, 1), date(2026, 9, 1)]
    page = officer.look("programme", programme.ref)
    assert "due 1 September 2026" in page
    assert "planned (1 June 2026)" in page
    assert "Posts are agreed: was due on 1 September 2026" in officer.look("alerts"), "it is November in this test"
    officer.sends("step", milestone.ref, state="done", **boxes("on", date(2026, 9, 3)))
    assert "was due on" not in officer.look("alerts")
    again = officer.send("step", milestone.ref, state="done", **boxes("on", date(2026, 9, 3)))
    assert "can’t follow what stands" in again.content.decode()
    assert Step.objects.count() == 3


def test_the_joint_work_programme_of_2011_is_an_example(partnership):
    asks = partnership.asks(partnership.officer)
    examples.imagine(asks)
    programme = Programme.objects.get()
    laid = reads.laid_out(asks, programme)
    assert [name for _, name in laid.partners] == ["Department of Health", "Department for Education"]
    assert [run.without for run in laid.strands] == [[], []]
    assert {one.on for one in laid.products} == {date(2011, 10, 31)}
    assert [bool(one.flag) for one in laid.waiting] == [True, False], "one was not looked at since the Bill passed"


def test_the_example_says_what_the_notes_say(shared):
    [seed] = (shared / "seeds").glob("004*.txt")
    notes = " ".join(seed.read_text(encoding="utf-8").split())
    assert "ensure robust arrangements for safeguarding children in the NHS of the future" in notes
    assert "was published on 31 October, alongside a joint letter" in notes


def test_the_public_page_names_offices_and_nobody_and_only_where_it_is_published(client, officer, programme, strand):
    officer.sends("add_product", programme.ref, kind="letter", title="A joint letter", **boxes("on", START))
    client.logout()
    assert client.get(reverse("programmes:public_page", args=[programme.ref])).status_code == 404
    assert "Health and home" not in officer.look("public")
    programme.published = True
    programme.save()
    page = officer.look("public_page", programme.ref)
    assert "Ambleford Council: head of safeguarding" in page
    assert "A joint letter" in page
    assert "Health and home" in officer.look("public")


def test_the_milestones_go_out_as_a_file(officer, programme, milestone):
    answer = officer.client.get(reverse("programmes:milestones", args=[programme.ref]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["Milestone"] == "Posts are agreed"
    assert row["Due"] == "2026-06-01"
    assert row["Late"] == "yes"
    assert "Ambleford Council: head of safeguarding" in row["Owners"]
