"""
S4: fifteen recommendations in four themes; a history shows provisional, then published; recommendation 10 goes from
accept in principle to its duty not being taken forward, with day and reason, and nothing is overwritten.
"""

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from paramountcy.web.guidance.recommendations import reads
from paramountcy.web.guidance.recommendations.models import Position, Recommendation, Report

pytestmark = pytest.mark.django_db
DAY = {"on_day": "13", "on_month": "7", "on_year": "2011", "on_known": "day"}


@pytest.fixture
def munro(client, partnership):
    """The example, loaded by the button of the list."""
    client.force_login(partnership.officer)
    assert b"Load the example" in client.get(reverse("recommendations:reports")).content
    client.post(reverse("recommendations:load_example"))
    return Report.objects.get()


def words(answer):
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def recommendation(number):
    return Recommendation.objects.get(number=number)


def page(client, number):
    return words(client.get(reverse("recommendations:recommendation", args=[recommendation(number).ref])))


def take(client, number, **said):
    one = recommendation(number)
    told = {"claimant": "body", "claimed_by": "The partnership", **DAY, **said}
    return client.post(reverse("recommendations:take_position", args=[one.ref]), told, follow=True)


def test_fifteen_recommendations_stand_in_four_themes(client, munro):
    told = words(client.get(reverse("recommendations:report", args=[munro.ref])))
    assert munro.themes.count() == 4
    assert munro.recommendations.count() == 15
    by_theme = {one.title: sorted(int(row.number) for row in one.recommendations.all()) for one in munro.themes.all()}
    assert list(by_theme.values()) == [[1, 2, 3, 4], [8, 10, 13], [11, 12, 14, 15], [5, 6, 7, 9]]
    for theme in by_theme:
        assert theme in told
    for number in range(1, 16):
        assert f"Recommendation {number} " in told


def test_a_history_shows_provisional_then_published(client, munro):
    take(client, "5", value="consider", force="provisional", on_day="15", on_month="6")
    take(client, "5", value="accept", force="published")
    told = page(client, "5")
    later, earlier = told.index("13 July 2011: accept"), told.index("15 June 2011: consider further")
    assert later < earlier, "the latest stands first"
    assert "Published" in told[later:earlier]
    assert "Provisional" in told[earlier:]
    rows = Position.objects.filter(recommendation__number="5").order_by("on")
    assert [(one.value, one.force) for one in rows] == [("consider", "provisional"), ("accept", "published")]


def test_recommendation_10_went_from_in_principle_to_no_duty_and_nothing_is_overwritten(client, munro):
    told = page(client, "10")
    assert "13 July 2011: accept in principle" in told
    assert "December 2011: not accept" in told
    assert "The duty was not taken forward: existing law was held to be enough" in told
    assert "2014: not accept" in told
    assert "Position not accept" in told
    before = list(Position.objects.filter(recommendation__number="10").values())
    assert "Give the reason" in words(take(client, "10", value="not_accept", force="published"))
    take(client, "10", value="not_accept", force="published", reason="Looked at again.", on_year="2015")
    after = list(Position.objects.filter(recommendation__number="10").values())
    assert [one for one in after if one in before] == before
    assert len(after) == len(before) + 1
    assert all(one.history.count() == 1 for one in Position.objects.all()), "a row was changed after it was made"


def test_what_others_say_is_no_position_of_the_body(client, munro):
    three = recommendation("3")
    assert three.positions.get().claimant == "account"
    assert reads.known_position(three) is None
    told = page(client, "3")
    assert "No position of the body itself is known here" in told
    assert "How it is known: inferred" in told
    take(client, "6", value="accept", force="published", claimant="press", link="https://example.org/paper")
    assert reads.known_position(recommendation("6")) is None


def test_gaps_in_what_is_known_are_shown_as_gaps(client, munro):
    told = page(client, "12")
    assert "No position of the body itself is known here" in told
    assert "No claim of progress is known here" in told
    assert "No evidence of effect is known here. That something was done is no such evidence" in told


def test_done_and_its_effect_are_apart(client, munro):
    one = recommendation("1")
    assert reads.progress_words(reads.last_progress(one)) == "done"
    client.post(
        reverse("recommendations:show_effect", args=[one.ref]),
        {"change": "too_early", "says": "Timeliness was compared in eight areas.", "by_whom": "A study", **DAY},
    )
    told = page(client, "1")
    effect = told.index("Evidence of effect", told.index("Progress, as claimed"))
    assert "Too early to say: Timeliness was compared in eight areas" in told[effect:]
    assert reads.progress_words(reads.last_progress(recommendation("1"))) == "done"


def test_a_row_that_was_wrong_is_put_right_by_another_and_stays(client, munro):
    row = recommendation("2").positions.get()
    said = {
        "value": "in_part",
        "force": "published",
        "claimant": "body",
        "claimed_by": "HM Government",
        "reason": "Misread.",
    }
    client.post(reverse("recommendations:correct_position", args=[row.ref]), {**DAY, **said})
    told = page(client, "2")
    assert "Put right by a later row" in told
    assert reads.known_position(recommendation("2")).value == "in_part"
    assert Position.objects.get(pk=row.pk).value == "accept"


def test_the_public_reads_published_positions_only(client, munro):
    take(client, "5", value="not_accept", force="provisional", reason="Whooper swans first.")
    client.post(reverse("recommendations:publish", args=[munro.ref]), {"reason": "It is a record of the past."})
    client.logout()
    report = client.get(reverse("recommendations:public_report", args=[munro.ref]))
    assert "There is no version for children and young people yet" in words(report)
    assert "provisional)" not in words(report)
    five = client.get(reverse("recommendations:public_recommendation", args=[recommendation("5").ref]))
    assert "No position of the body itself is known here" in words(five)
    assert "In the words of its day" in words(five), "2011's words stand beside today's"
    for answer in (report, five, *files(client, munro, "public_document").values()):
        assert b"Whooper" not in answer.content
    assert words(client.get(reverse("recommendations:public_reports"))).count("15 recommendations") == 1


def files(client, munro, name):
    found = {form: client.get(reverse(f"recommendations:{name}", args=[munro.ref, form])) for form in ("csv", "json")}
    return found | {
        form: client.get(reverse(f"recommendations:{name}", args=[munro.ref, form])) for form in ("docx", "pdf")
    }


def test_the_response_leaves_as_four_files_that_others_can_read(client, munro):
    import docx
    from pypdf import PdfReader

    made = files(client, munro, "document")
    rows = list(csv.DictReader(io.StringIO(made["csv"].content.decode("utf-8-sig"))))
    assert [row["position"] for row in rows if row["number"] == "10"] == [
        "accept in principle",
        "not accept",
        "not accept",
    ]
    assert [row["position"] for row in rows if row["number"] == "12"] == [""]
    told = json.loads(made["json"].content)
    assert len(told["recommendations"]) == 15
    assert told["recommendations"][9]["history"][1]["reason"].startswith("The duty was not taken forward")
    paragraphs = docx.Document(io.BytesIO(made["docx"].content)).paragraphs
    headings = [one.text for one in paragraphs if one.style.name == "Heading 2"]
    assert sorted(headings) == sorted(f"Recommendation {number}" for number in range(1, 16))
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(made["pdf"].content)).pages)
    assert "duty was not taken forward" in " ".join(text.split())


def test_a_picture_and_a_table_show_each_theme(client, munro):
    answer = client.get(reverse("recommendations:report", args=[munro.ref])).content.decode()
    assert answer.count("<svg") == 2
    assert "Of 15 recommendations: no position is known 9, accept 3, accept in principle 2, not accept 1." in answer


def test_a_response_goes_out_without_a_childrens_version_only_with_a_reason(client, munro):
    asked = words(client.get(reverse("recommendations:publish", args=[munro.ref])))
    assert "Warning There is no version for children and young people" in asked
    client.post(reverse("recommendations:publish", args=[munro.ref]), {"reason": ""})
    client.post(reverse("recommendations:publish", args=[munro.ref]), {"reason": "no"})
    assert not reads.is_out(munro)
    client.post(reverse("recommendations:publish", args=[munro.ref]), {"reason": "The children’s one follows in May."})
    assert reads.is_out(munro)
    client.post(reverse("recommendations:withdraw", args=[munro.ref]), {"reason": "Two positions are wrong."})
    client.logout()
    assert client.get(reverse("recommendations:public_report", args=[munro.ref])).status_code == 404


def test_recommendations_are_searched_by_their_words_and_narrowed_by_position(client, munro):
    answer = client.post(reverse("recommendations:search"), {"words": "serious case"}, follow=True)
    assert "1 recommendation " in words(answer)
    assert "serious" not in answer.request["PATH_INFO"]
    listed = client.get(reverse("recommendations:recommendations"), {"position": "none"})
    assert "9 recommendations" in words(listed)
    listed = client.get(reverse("recommendations:recommendations"), {"position": "not_accept"})
    assert "10. Put a duty on local authorities" in words(listed)
    content = client.get(reverse("recommendations:export"), {"position": "not_accept"})
    assert len(b"".join(content.streaming_content).decode().strip().splitlines()) == 2
