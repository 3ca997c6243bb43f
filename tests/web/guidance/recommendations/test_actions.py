"""Files of recommendations, points and their answers, what goes on to the next meeting, circles, and late responses."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.guidance.groups.models import CircleMember
from paramountcy.web.guidance.meetings.models import Item, Line, Meeting
from paramountcy.web.guidance.recommendations import actions, chasing, examples, importing, points, reads
from paramountcy.web.guidance.recommendations.models import Chaser, Position, Recommendation
from paramountcy.web.guidance.recommendations.points import citation_of, not_reached
from tests.web.guidance.worlds.recommendations import DAY, report

pytestmark = pytest.mark.django_db
HEAD = "number,text,addressees,theme,today\n"


@pytest.fixture
def by(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def of(partnership):
    return report(partnership, None)


def recommend(by, of, count=3):
    return [
        actions.add_recommendation(by=by, report=of, number=str(n), text=f"Do thing {n}.") for n in range(1, count + 1)
    ]


def meeting(partnership, day, **more):
    return Meeting.objects.create(group=partnership.group, day=day, **more)


def line(at, text, *, mark="", about="", parent=None, item=None, kind="", order=1, circle=None):
    item = item or Item.objects.create(meeting=at, order=1, title="Discussion")
    return Line.objects.create(
        item=item, order=order, text=text, mark=mark, about=about, parent=parent, point_kind=kind, circle=circle
    )


# --- Files


def test_a_file_is_taken_in_whole(client, partnership, of):
    client.force_login(partnership.officer)
    content = HEAD + '1,"Listen to children, first.",The board,Listening,\n2.1,Share what you know.,Police,Sharing,\n'
    answer = client.post(
        reverse("recommendations:take_in", args=[of.ref]), {"file": SimpleUploadedFile("r.csv", content.encode())}
    )
    assert answer.status_code == 302
    rows = [(one.number, one.text, one.theme.title) for one in of.recommendations.all()]
    assert rows == [("1", "Listen to children, first.", "Listening"), ("2.1", "Share what you know.", "Sharing")]


def test_every_fault_of_a_file_is_told_with_its_row_and_nothing_is_taken_in(client, partnership, of):
    client.force_login(partnership.officer)
    content = HEAD + "1,Listen.,,,\n,Share.,,,\n1,Learn.,,,\n4,,,,\n"
    answer = client.post(
        reverse("recommendations:take_in", args=[of.ref]), {"file": SimpleUploadedFile("r.csv", content.encode())}
    )
    told = answer.content.decode()
    for fault in ("Row 3 has no number", "Row 4 has the number of row 2", "Row 5 has no text"):
        assert fault in told
    assert not of.recommendations.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no column number and text"),
        (b"text\nListen.\n", "no column number"),
        (b"number,text\n", "no recommendation"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b"number,text\n1,a\0b\n", "not a table"),
        ((HEAD + f"1,{'a' * 20_001},,,\n").encode(), "more than 20,000 letters in text"),
    ],
)
def test_a_file_that_is_none_ends_in_a_sentence(content, says):
    with pytest.raises(importing.NotImported, match=says):
        importing.read(content)


def test_a_number_that_the_report_has_already_stops_the_file(by, of):
    recommend(by, of, 1)
    with pytest.raises(NotDone, match="row 2: The report has a recommendation 1 already"):
        actions.take_in(by=by, report=of, rows=importing.read((HEAD + "1,Again.,,,\n").encode()))
    assert of.recommendations.count() == 1


# --- Points


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Recommendations 2 & 3", ("2", "3")),
        ("Recommendation 10", ("10",)),
        ("**Recommendation 2.1:** data", ("2.1",)),
        ("Recommendations 4, 5 and 6", ("4", "5", "6")),
        ("Recommendations 1-999999999", ("1", "999999999")),
        ("Other matters", ()),
    ],
)
def test_a_heading_names_its_recommendations(heading, numbers):
    assert points.numbers_in(heading) == numbers


def test_points_of_notes_stand_where_the_position_must_answer_them(client, partnership, by, of):
    one, two, three = recommend(by, of)
    held = meeting(partnership, date(2026, 4, 1))
    heading = line(held, "Recommendations 2 & 3", mark="heading")
    line(
        held,
        "Voice of the child is hard to do well.",
        mark="point",
        parent=heading,
        kind="concern",
        item=heading.item,
        order=2,
    )
    line(held, "A duty needs a sanction.", mark="point", about=citation_of(one), kind="doubt")
    found = points.points_of(by, two)
    assert [(each.kind, each.says, each.answers) for each in found] == [
        ("concern", "Voice of the child is hard to do well.", ())
    ]
    assert found[0].cites.startswith(f"meeting/{held.ref}#")
    assert [each.says for each in points.points_of(by, three)] == ["Voice of the child is hard to do well."]
    assert [each.says for each in points.points_of(by, one)] == ["A duty needs a sanction."]
    client.force_login(partnership.officer)
    page = client.get(reverse("recommendations:recommendation", args=[two.ref])).content.decode()
    assert "1 point was raised; not answered yet: 1." in page
    client.post(
        reverse("recommendations:answer_point", args=[two.ref, found[0].ref]), {"says": "We will pay for skill."}
    )
    page = client.get(reverse("recommendations:recommendation", args=[two.ref])).content.decode()
    assert "We will pay for skill." in page
    assert "Not answered" not in page
    assert not Position.objects.exists(), "a point, and an answer to it, is no position"


def test_a_confidential_line_is_no_point_for_those_outside_its_circle(partnership, by, of):
    one, *_ = recommend(by, of)
    line(
        meeting(partnership, date(2026, 4, 1)),
        "Whooper!",
        mark="point",
        about=citation_of(one),
        circle=partnership.circle,
    )
    assert points.points_of(by, one) == []
    assert [each.says for each in points.points_of(partnership.asks(partnership.named), one)] == ["Whooper!"]


def test_what_cites_nothing_that_there_is_is_refused(by, of):
    one, *_ = recommend(by, of)
    with pytest.raises(NotDone, match="not a citation"):
        actions.raise_point(
            by=by, recommendation=one, cites="over there", kind="concern", says="Hm", raised_by="A", on=DAY
        )
    with pytest.raises(NotDone, match="no such point"):
        actions.answer_point(by=by, recommendation=one, to="nothing", says="Yes.")


# --- What goes on


def test_recommendations_that_were_not_reached_go_on_to_the_next_meeting(partnership, by, of):
    rows = recommend(by, of, 8)
    first, second, third = (meeting(partnership, date(2026, month, 1)) for month in (4, 5, 6))
    assert len(not_reached(first)) == 8
    heading = line(first, "Recommendations 2 & 3", mark="heading")
    line(first, "A point.", mark="point", parent=heading, item=heading.item, order=2)
    line(first, "Said of the last.", about=citation_of(rows[7]))
    Item.objects.create(meeting=first, order=5, title="Carried", about=citation_of(rows[0]))
    on = not_reached(second)
    assert [one.about for one in on] == [citation_of(rows[n]) for n in (0, 3, 4, 5, 6)]
    assert on[0].title == "Recommendation 1: Do thing 1."
    line(
        second,
        "Time was short.",
        item=Item.objects.create(meeting=second, order=1, title="R1", about=citation_of(rows[0])),
    )
    assert [one.about for one in not_reached(third)] == [citation_of(rows[n]) for n in (3, 4, 5, 6)]


def test_what_is_kept_to_a_circle_goes_on_kept_to_it_and_other_groups_have_none(partnership, by, of):
    recommend(by, of, 1)
    Recommendation.objects.create(report=of, number="9", order=9, text="Hidden.", circle=partnership.circle)
    circles = {one.title: one.circle for one in not_reached(meeting(partnership, date(2026, 4, 1)))}
    assert circles == {"Recommendation 1: Do thing 1.": None, "Recommendation 9: Hidden.": partnership.circle}
    assert not_reached(Meeting.objects.create(group=partnership.other, day=date(2026, 4, 1))) == []
    assert not_reached(meeting(partnership, date(2026, 1, 1))) == [], "the report was not out yet"


def test_once_the_response_is_public_nothing_more_goes_on(partnership, by, of):
    recommend(by, of, 2)
    actions.publish(by=by, report=of, reason="No children’s version yet.")
    assert not_reached(meeting(partnership, date(2026, 4, 1))) == []


# --- Positions


def test_a_position_can_not_have_been_published_on_a_day_to_come(by, of):
    one, *_ = recommend(by, of)
    said = {"value": "accept", "claimant": "body", "claimed_by": "The board", "on": date(2099, 1, 1)}
    with pytest.raises(NotDone, match="a day to come"):
        actions.take_position(by=by, recommendation=one, force="published", **said)
    actions.take_position(by=by, recommendation=one, force="provisional", **said)


def test_a_row_is_put_right_once_and_by_one_of_its_own_recommendation(by, of):
    one, two, _ = recommend(by, of)
    said = {"value": "accept", "force": "published", "claimant": "body", "claimed_by": "The board", "on": DAY}
    row = actions.take_position(by=by, recommendation=one, **said)
    with pytest.raises(NotDone, match="another recommendation"):
        actions.take_position(by=by, recommendation=two, corrects=row, **said)
    actions.take_position(by=by, recommendation=one, corrects=row, **said)
    row.refresh_from_db()
    with pytest.raises(NotDone, match="put right already"):
        actions.take_position(by=by, recommendation=one, corrects=row, **said)


# --- Circles


def test_a_confidential_recommendation_of_an_open_report_is_nowhere_for_others(client, partnership, by, of):
    recommend(by, of, 1)
    hidden = Recommendation.objects.create(
        report=of, number="9", order=9, text="Count the Whooper.", circle=partnership.circle
    )
    actions.publish(by=by, report=of, reason="No children’s version yet.")
    client.force_login(partnership.officer)
    pages = [reverse("recommendations:report", args=[of.ref]), reverse("recommendations:recommendations"),
             reverse("recommendations:export"), reverse("recommendations:publish", args=[of.ref]),
             reverse("recommendations:public_report", args=[of.ref])]  # fmt: skip
    pages += [reverse("recommendations:document", args=[of.ref, form]) for form in ("csv", "json")]
    pages += [reverse("recommendations:public_document", args=[of.ref, form]) for form in ("csv", "json")]
    for page in pages:
        answer = client.get(page)
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200
        assert b"Count the Whooper" not in told, page
    assert client.get(reverse("recommendations:recommendation", args=[hidden.ref])).status_code == 404
    assert client.get(reverse("recommendations:public_recommendation", args=[hidden.ref])).status_code == 404
    client.force_login(partnership.named)
    assert b"Count the Whooper" in client.get(reverse("recommendations:report", args=[of.ref])).content
    client.get(reverse("recommendations:public_report", args=[of.ref]))
    assert b"Whooper." not in client.get(reverse("recommendations:public_document", args=[of.ref, "json"])).content


def test_a_report_of_a_circle_is_never_public_and_its_childrens_version_follows_it(partnership, by, of):
    from paramountcy.web.guidance.children.actions import make
    from paramountcy.web.guidance.children.adult import adult_text
    from paramountcy.web.guidance.children.models import Version

    CircleMember.objects.create(circle=partnership.circle, user=partnership.officer, from_at=by.at)
    about = actions.response_of(of)
    make(
        by=by, about=about, adult=adult_text(by, about), title="For you", band="8_to_10", extent="whole", format="words"
    )
    actions.change_report(by=by, report=of, circle=partnership.circle)
    assert Version.objects.get().circle == partnership.circle
    with pytest.raises(NotDone, match="circle of names"):
        actions.publish(by=by, report=of, reason="For all to read now.")
    assert adult_text(None, about) is None
    assert adult_text(partnership.asks(partnership.member), about) is None


def test_a_member_reads_and_does_not_write(partnership, by, of):
    one, *_ = recommend(by, of)
    member = partnership.asks(partnership.member)
    assert list(reads.recommendations(member)) == list(reads.recommendations(by))
    with pytest.raises(Refusal):
        actions.commit(by=member, recommendation=one, what="More help.")


# --- Late responses


def test_the_steps_fall_due_by_months_and_the_last_one_overdue_is_shown(partnership, by, of):
    assert [(one.step.months, one.on) for one in chasing.due_of(of)][:2] == [
        (6, date(2026, 9, 2)),
        (9, date(2026, 12, 2)),
    ]
    assert chasing.late(by, on=date(2026, 9, 1)) == []
    assert [one.step.what for one in chasing.late(by, on=date(2026, 12, 24))] == ["First letter"]
    actions.chase(by=by, report=of, months=9, what="First letter", on=date(2026, 12, 24))
    assert [one.step.what for one in chasing.late(by, on=date(2026, 12, 24))] == ["The response is due"]
    actions.change_report(by=by, report=of, response_due=date(2027, 3, 1))
    assert chasing.late(by, on=date(2026, 12, 24)) == []
    actions.publish(by=by, report=of, reason="No children’s version yet.")
    assert chasing.late(by, on=date(2030, 1, 1)) == []


def test_the_steps_are_data_that_can_be_changed_and_say_where_they_come_from(client, partnership, by):
    client.force_login(partnership.officer)
    page = client.get(reverse("recommendations:chasers")).content.decode()
    assert "our choice" in page
    assert "Seen: a present-day inquiry" in page
    client.post(reverse("recommendations:add_chaser"), {"months": "2", "what": "A telephone call", "mark": ""})
    client.post(reverse("recommendations:end_chaser"), {"months": "18", "what": "Public request for the reasons"})
    assert [one.months for one in chasing.steps()] == [2, 6, 9, 12, 15]
    assert Chaser.objects.count() == 6


def test_a_table_of_recommendations_holds_no_formula(client, partnership, by, of):
    actions.add_recommendation(by=by, report=of, number="=1+1", text="@SUM(A1)")
    client.force_login(partnership.officer)
    content = client.get(reverse("recommendations:document", args=[of.ref, "csv"])).content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert (row["number"], row["text"]) == ("'=1+1", "'@SUM(A1)")


def test_the_example_has_a_version_for_children_that_keeps_its_limits_and_waits_for_readers(by):
    from paramountcy.web.guidance.children.adult import adult_text
    from paramountcy.web.guidance.children.checks import checks
    from paramountcy.web.guidance.children.models import Version

    examples.imagine(by)
    version = Version.objects.get()
    found = checks(version, adult_text(by, version.about))
    assert {one.name: one.says for one in found if not one.met} == {"Young readers": "No young person has read it yet."}
