"""
S14 works: draft 2 is 60% of the old edition and the page says so; every *must* has a legal source or an error; all ten
suggestions of paragraph 3.2 of 3 November 2011 have a disposition and show where in the text they landed.
"""

import csv
import io
from datetime import date

import docx
import pytest
from django.urls import reverse

from paramountcy.web.guidance.drafting.examples import FIRST, SECOND, SUGGESTIONS
from paramountcy.web.guidance.drafting.models import Comment, Draft, Guidance, Version
from paramountcy.web.guidance.meetings.models import Item, Line, Mark, Meeting
from tests.notes.answers import answers

pytestmark = pytest.mark.django_db
OLD = " ".join(f"word{number} is here now." for number in range(125))
"""An old edition of 500 words: 125 sentences of four."""


@pytest.fixture
def officer(client, partnership):
    client.force_login(partnership.officer)
    return client


def send(client, name, *args, **said):
    """Send a form, which must lead on, and read the page that it leads to."""
    answer = client.post(reverse(f"drafting:{name}", args=args), said, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def page(client, name, *args):
    return client.get(reverse(f"drafting:{name}", args=args)).content.decode()


@pytest.fixture
def guidance(officer, partnership) -> Guidance:
    send(officer, "make", title="Working together", edition="2012", group=partnership.group.ref,
         replaces="Working together, 2010", old_text=OLD, budget="75")  # fmt: skip
    made = Guidance.objects.get()
    send(officer, "add_chapter", made.ref, number="1", title="Shared responsibility")
    return made


def write(client, guidance, text):
    chapter = guidance.chapters.get()
    last = chapter.versions.last()
    return send(client, "write", chapter.ref, text=text, why="", after=str(last.number if last else 0))


def test_draft_2_is_60_per_cent_of_the_old_edition_and_the_page_says_so(officer, guidance):
    write(officer, guidance, " ".join(f"This{number} is said here." for number in range(115)))
    send(officer, "next_draft", guidance.ref, why="Shorter")
    write(officer, guidance, " ".join(f"This{number} is said here." for number in range(75)))
    said = page(officer, "document", guidance.ref)
    assert "Draft 2 is 60% of the old edition: 300 words against 500." in said
    assert "It is within its budget of 75% (375 words)." in said
    assert "Draft 1" in said
    assert "<svg" in said


def test_every_must_has_a_legal_source_or_an_error(officer, guidance):
    write(officer, guidance, FIRST)
    chapter = guidance.chapters.get()
    said = page(officer, "chapter", chapter.ref)
    assert said.count("A must without a legal source") == 1
    assert "Reading age " in said
    assert "“Agencies must share what they know.”" in said
    assert "Children Act 1989, section 47" in said
    assert "LSCB is named in 1.4: it ended in 2019; today: safeguarding partners" in said
    assert "1 must without a legal source" in page(officer, "must_dos", guidance.ref)
    send(officer, "provision", chapter.ref, sentence="Agencies must share what they know.",
         source="Children Act 2004, section 10", age_scope="under 18")  # fmt: skip
    said = page(officer, "chapter", chapter.ref)
    assert "A must without a legal source" not in said
    assert "Children Act 2004, section 10" in said


@pytest.fixture
def meeting(partnership, shared) -> Meeting:
    """The meeting of 3 November 2011, with paragraph 3.2 and its ten points as one careful reader took them."""
    points = answers(shared, "004")["lists"]["3.2"]
    made = Meeting.objects.create(group=partnership.group, day=date(2011, 11, 3), number=2)
    item = Item.objects.create(meeting=made, number=3, order=3, title="Draft revision of chapter 1")
    head = Line.objects.create(item=item, order=1, number="3.2", text="These included:")
    for place, point in enumerate(points):
        Line.objects.create(
            item=item, parent=head, order=2 + place, number=point["label"], text=point["text"], mark=Mark.POINT
        )
    assert len(points) == 10
    return made


def test_the_ten_suggestions_have_a_disposition_and_show_where_they_landed(officer, guidance, meeting):
    write(officer, guidance, FIRST)
    chapter = guidance.chapters.get()
    send(officer, "from_meeting", chapter.ref, meeting=meeting.ref, paragraph="3.2")
    made = list(Comment.objects.order_by("pk"))
    assert [one.source for one in made] == [
        f"meeting/{meeting.ref}#3.2.{number}"
        for number in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    ]
    assert "10 with nothing decided yet" in page(officer, "comments", guidance.ref)
    send(officer, "next_draft", guidance.ref)
    write(officer, guidance, SECOND)
    for one, (_, outcome, reason, words) in zip(made, SUGGESTIONS, strict=True):
        send(officer, "dispose", one.ref, outcome=outcome.value, reason=reason, landed_words=words)
    assert "none with nothing decided yet" in page(officer, "comments", guidance.ref)
    answer = officer.get(reverse("drafting:comments_csv", args=[guidance.ref]))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 10
    for row, (_, outcome, _, words) in zip(rows, SUGGESTIONS, strict=True):
        assert row["What became of it"] == outcome.label
        assert row["Where it landed"].startswith("Version 2, paragraph 1.")
        assert row["Words that came of it"] == words
    assert [row["Where it landed"] for row in rows][:4] == [
        "Version 2, paragraph 1.2", "Version 2, paragraph 1.2", "Version 2, paragraph 1.6", "Version 2, paragraph 1.8"
    ]  # fmt: skip
    assert "Version 2, paragraph 1.2" in page(officer, "comment", made[1].ref)
    word = officer.get(reverse("drafting:comments_word", args=[guidance.ref])).content
    table = docx.Document(io.BytesIO(word)).tables[0]
    assert len(table.rows) == 11


def test_points_are_brought_in_once(officer, guidance, meeting):
    chapter = guidance.chapters.get()
    send(officer, "from_meeting", chapter.ref, meeting=meeting.ref, paragraph="3.2")
    answer = officer.post(
        reverse("drafting:from_meeting", args=[chapter.ref]), {"meeting": meeting.ref, "paragraph": "3.2"}
    )
    assert "All of them are here already." in answer.content.decode()
    assert Comment.objects.count() == 10


def test_a_sentence_that_only_moved_is_told_apart_from_what_is_new(officer, guidance):
    write(officer, guidance, FIRST)
    write(officer, guidance, SECOND)
    chapter = guidance.chapters.get()
    said = page(officer, "compare", chapter.ref, 1, 2)
    assert "Moved from 1.6, with some words changed" not in said
    write(officer, guidance, SECOND.replace("Learning\n\nA learning", "A learning").replace(
        "Children first", "A learning system is one in which we look at how work was done, say what we found, change "
        "something, and look again.\n\nChildren first", 1).rsplit("\n\n", 1)[0])  # fmt: skip
    said = page(officer, "compare", chapter.ref, 2, 3)
    assert "Moved from 1.8" in said
    assert "0 words new" in said
    assert "23 words only moved" in said


def test_a_second_writer_keeps_what_they_typed_and_is_told(officer, guidance):
    write(officer, guidance, FIRST)
    chapter = guidance.chapters.get()
    answer = officer.post(reverse("drafting:write", args=[chapter.ref]), {"text": "Mine.", "after": "0"})
    said = answer.content.decode()
    assert "Somebody wrote version 1 meanwhile." in said
    assert "Mine." in said
    assert Version.objects.count() == 1


def test_it_is_published_with_a_warning_that_children_have_no_version(officer, client, guidance):
    write(officer, guidance, FIRST)
    out = {"summary": "All of it", "reason": "Young people will write theirs next month."}
    answer = officer.post(reverse("drafting:release", args=[guidance.ref]), out)
    assert "1 must without a legal source" in answer.content.decode()
    write(officer, guidance, SECOND)
    assert "There is no version for children and young people. Make one first" in page(officer, "release", guidance.ref)
    answer = officer.post(reverse("drafting:release", args=[guidance.ref]), {"summary": "All of it"})
    assert not answer.has_header("Location")
    send(officer, "release", guidance.ref, **out)
    assert Draft.objects.count() == 2
    client.logout()
    assert "Working together" in page(client, "published")
    said = page(client, "read", guidance.ref)
    assert "There is no version for children and young people yet." in said
    assert "the welfare of the child is paramount" in said
    word = client.get(reverse("drafting:as_word", args=[guidance.ref])).content
    assert any("paramount" in one.text for one in docx.Document(io.BytesIO(word)).paragraphs)
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(client.get(reverse("drafting:as_pdf", args=[guidance.ref])).content))
    assert "learning system" in " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
