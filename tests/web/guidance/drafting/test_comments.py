"""Comments: who may make them, those that come by e-mail, in Word and from meetings, and what becomes of each."""

import io
import zipfile
from datetime import date, timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.notes.document import NotRead
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.guidance.drafting import actions, brought, commenting, examples, reads
from paramountcy.web.guidance.drafting.models import Comment, Disposition, Outcome, Via
from paramountcy.web.guidance.groups.models import CircleMember
from paramountcy.web.guidance.meetings.models import Item, Line, Meeting
from paramountcy.web.guidance.worries.models import Worry

pytestmark = pytest.mark.django_db
TEXT = "First here.\n\n3.2 We keep every child safe from harm. Schools keep a register.\n\nAnd no more."


@pytest.fixture
def by(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def chapter(by, partnership):
    guidance = actions.make_guidance(by=by, title="Together", group=partnership.group)
    made = actions.add_chapter(by=by, guidance=guidance, number=3, title="Who does what")
    actions.write(by=by, chapter=made, text=TEXT)
    return made


def test_a_member_comments_on_a_paragraph_without_selecting_anything(client, partnership, chapter):
    client.force_login(partnership.member)
    page = client.get(reverse("drafting:chapter", args=[chapter.ref])).content.decode()
    assert "Comment on paragraph 3.2" in page
    said = {"paragraph": "3.2", "kind": "change", "text": "Say which register."}
    assert client.post(reverse("drafting:comment_on", args=[chapter.ref]), said).status_code == 302
    one = Comment.objects.get()
    assert (one.name, one.via, one.paragraph) == ("Mabel Member", Via.SCREEN, "3.2")
    assert one.quote.startswith("We keep every child")
    answer = client.post(reverse("drafting:comment_on", args=[chapter.ref]), {**said, "paragraph": "9.9"})
    assert "There is no paragraph 9.9 in the text" in answer.content.decode()
    answer = client.post(reverse("drafting:comment_on", args=[chapter.ref]), {**said, "quote": "never written here"})
    assert "Those words are not in the text: copy them from it." in answer.content.decode()
    assert Comment.objects.count() == 1


def test_a_member_writes_no_version_and_decides_nothing(partnership, chapter):
    asks = partnership.asks(partnership.member)
    made = commenting.comment(by=asks, chapter=chapter, text="Shorter")
    with pytest.raises(Refusal):
        actions.write(by=asks, chapter=chapter, text="Mine.")
    with pytest.raises(Refusal):
        commenting.dispose(by=asks, comment=made, outcome=Outcome.NOT, reason="No")
    with pytest.raises(Refusal):
        commenting.comment(by=partnership.asks(partnership.outsider), chapter=chapter, text="Me too")


def test_the_lead_drafter_writes_and_decides_without_running_groups(partnership, by, chapter):
    actions.change_guidance(by=by, guidance=chapter.guidance, lead=partnership.outsider)
    lead = partnership.asks(partnership.outsider)
    actions.write(by=lead, chapter=chapter, text=TEXT + "\n\nOne thing more.")
    made = commenting.comment(by=lead, chapter=chapter, text="Shorter")
    commenting.dispose(by=lead, comment=made, outcome=Outcome.LATER, reason="In draft 2")
    assert Disposition.objects.get().by == partnership.outsider


def test_an_anchor_moves_with_its_words_and_is_said_to_be_gone_when_they_are(client, partnership, by, chapter):
    commenting.comment(by=by, chapter=chapter, text="Which?", quote="Schools keep a register")
    page = reverse("drafting:chapter", args=[chapter.ref])
    client.force_login(partnership.officer)
    for text, said in (
        ("Something new.\n\n3.9 Schools keep a register.", "Paragraph 3.9"),
        ("3.1 Schools of every kind keep a register.", "Paragraph 3.1, whose words have changed"),
        ("3.1 We keep every child safe.", "Its words are gone"),
    ):
        actions.write(by=by, chapter=chapter, text=text)
        assert said in client.get(page).content.decode()


EMAIL = """Dear all,

Para 3.2: which register do you mean?

> We keep every child safe from harm
Say from what.

3.7 - this has no paragraph yet."""


def test_the_comments_of_an_e_mail_are_parted_and_anchored(by, chapter):
    made = commenting.from_email(
        by=by, chapter=chapter, text=EMAIL, received_on=actions.today(by), name="A Member", organisation="Vale Police"
    )
    assert [(one.paragraph, one.text) for one in made] == [
        ("", "Dear all,"), ("3.2", "which register do you mean?"), ("3.2", "Say from what."),
        ("3.7", "this has no paragraph yet."),
    ]  # fmt: skip
    assert {one.organisation for one in made} == {"Vale Police"}
    assert [one.where for one in reads.placed(made)] == [
        "The whole chapter", "Paragraph 3.2", "Paragraph 3.2", "Paragraph 3.7"
    ]  # fmt: skip
    with pytest.raises(NotDone, match="All of them are here already"):
        commenting.from_email(by=by, chapter=chapter, text=EMAIL, received_on=actions.today(by), name="A Member")
    with pytest.raises(NotDone, match="yet to come"):
        commenting.from_email(
            by=by, chapter=chapter, text="3.2: Soon", received_on=actions.today(by) + timedelta(days=1)
        )


def word_with_comments() -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph("We keep every child ")
    run = paragraph.add_run("safe from harm")
    paragraph.add_run(".")
    made.add_comment(run, text="From what?", author="Ada Reader", initials="AR")
    made.add_comment(
        made.add_paragraph("Schools keep a register.").runs[0], text="Which?\nAnd where?", author="Bo Writer"
    )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_the_comments_of_a_word_file_come_with_their_words_and_their_authors(client, partnership, chapter):
    client.force_login(partnership.officer)
    here = reverse("drafting:from_word", args=[chapter.ref])
    on = {"received_on_day": "3", "received_on_month": "11", "received_on_year": "2026"}
    assert (
        client.post(here, {"file": SimpleUploadedFile("comments.docx", word_with_comments()), **on}).status_code == 302
    )
    assert [(one.name, one.quote, one.text, one.paragraph) for one in Comment.objects.order_by("pk")] == [
        ("Ada Reader", "safe from harm", "From what?", "3.2"),
        ("Bo Writer", "Schools keep a register.", "Which?\nAnd where?", "3.2"),
    ]
    for content, says in (
        (b"not a word file at all", "It is not a Word file, or a damaged one."),
        (examples.FIRST.encode(), "It is not a Word file"),
    ):
        answer = client.post(here, {"file": SimpleUploadedFile("x.docx", content), **on})
        assert says in answer.content.decode()
    plain = io.BytesIO()
    docx.Document().save(plain)
    answer = client.post(here, {"file": SimpleUploadedFile("x.docx", plain.getvalue()), **on})
    assert "The file holds no comments" in answer.content.decode()
    answer = client.post(here, {"file": SimpleUploadedFile("x.docx", b"PK" + b"0" * 5_100_000), **on})
    assert "larger than" in answer.content.decode()


def test_a_word_file_that_means_harm_is_refused():
    whole = word_with_comments()
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    entity = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w:comments xmlns:w="w">&a;</w:comments>'
    many = b'<w:comments xmlns:w="w">' + b'<w:comment w:id="1"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment>' * 1001
    for content, says in ((entity, "declares entities"), (many + b"</w:comments>", "more than 1,000 comments")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, part in {**parts, "word/comments.xml": content}.items():
                package.writestr(name, part)
        with pytest.raises(NotRead, match=says):
            brought.from_word(out.getvalue())


def test_a_disposition_says_where_it_landed_and_none_before_is_lost(by, chapter):
    made = commenting.comment(by=by, chapter=chapter, text="Say from what.")
    commenting.dispose(by=by, comment=made, outcome=Outcome.NOT, reason="It is plain.")
    with pytest.raises(NotDone, match="not in the text as it is now"):
        commenting.dispose(by=by, comment=made, outcome=Outcome.ACCEPTED, reason="Yes", landed_words="from neglect")
    with pytest.raises(NotDone, match="Copy the words of the text"):
        commenting.dispose(by=by, comment=made, outcome=Outcome.PART, reason="Yes")
    actions.write(by=by, chapter=chapter, text=TEXT.replace("from harm", "from abuse and neglect"))
    commenting.dispose(
        by=by, comment=made, outcome=Outcome.ACCEPTED, reason="Yes", landed_words="from abuse and neglect"
    )
    (found,) = reads.placed([made])
    assert found.landed_says == "Version 2, paragraph 3.2"
    assert [one.outcome for one in made.dispositions.all()] == ["not", "accepted"]
    actions.write(by=by, chapter=chapter, text="3.1 All anew.")
    assert reads.placed([made])[0].landed_says == "Version 2, paragraph 3.2; those words are gone since"


def test_duplicates_lead_to_another_comment_and_never_in_a_ring(by, chapter):
    one, other = (commenting.comment(by=by, chapter=chapter, text=text) for text in ("Shorter", "Too long"))
    commenting.dispose(by=by, comment=one, outcome=Outcome.DUPLICATE, reason="The same", duplicate_of=other)
    for of in (one, None):
        with pytest.raises(NotDone):
            commenting.dispose(by=by, comment=other, outcome=Outcome.DUPLICATE, reason="The same", duplicate_of=of)


def test_nobody_is_told_before_something_is_decided(by, chapter):
    made = commenting.comment(by=by, chapter=chapter, text="Shorter")
    with pytest.raises(NotDone, match="Nothing is decided"):
        commenting.tell(by=by, comment=made, on=actions.today(by))
    commenting.dispose(by=by, comment=made, outcome=Outcome.LATER, reason="In draft 2")
    commenting.tell(by=by, comment=made, on=actions.today(by), how="by e-mail")
    assert reads.placed([made])[0].told is not None


def test_points_kept_to_a_circle_are_not_there_for_others_and_stay_kept(partnership, by, chapter):
    meeting = Meeting.objects.create(group=partnership.group, day=date(2026, 11, 3))
    item = Item.objects.create(meeting=meeting, number=3, order=3, title="Chapter 1")
    head = Line.objects.create(item=item, order=1, number="3.2", text="These included:")
    for place, (text, circle) in enumerate((("Shorter", None), ("Whooper swans first", partnership.circle))):
        Line.objects.create(item=item, parent=head, order=2 + place, number=str(place), text=text, circle=circle)
    made = commenting.from_meeting(by=by, chapter=chapter, meeting=meeting, paragraph="3.2")
    assert [one.text for one in made] == ["Shorter"]
    CircleMember.objects.create(circle=partnership.circle, user=partnership.officer, from_at=by.at)
    later = partnership.asks(partnership.officer)
    (kept,) = commenting.from_meeting(by=later, chapter=chapter, meeting=meeting, paragraph="3.2")
    assert kept.circle == partnership.circle
    assert [one.text for one in reads.comments(partnership.asks(partnership.chair), chapter.guidance)] == ["Shorter"]
    assert reads.comments(partnership.asks(partnership.named), chapter.guidance).count() == 2


def test_a_confidential_comment_is_absent_from_pages_counts_and_files(client, partnership, by, chapter):
    made = commenting.comment(by=by, chapter=chapter, text="Whooper swans", paragraph="3.2")
    made.circle = partnership.circle
    made.save()
    guidance = chapter.guidance.ref
    for user, seen in ((partnership.officer, False), (partnership.member, False), (partnership.named, True)):
        client.force_login(user)
        for page, ref in (("chapter", chapter.ref), ("comments", guidance), ("comments_csv", guidance)):
            answer = client.get(reverse(f"drafting:{page}", args=[ref]))
            content = answer.getvalue() if answer.streaming else answer.content
            assert (b"Whooper" in content) is seen, (user, page)
        said = client.get(reverse("drafting:comments", args=[guidance])).content.decode()
        assert ("1 comment from" in said) is seen
        assert client.get(reverse("drafting:comment", args=[made.ref])).status_code == (200 if seen else 404)


def test_a_confidential_document_is_never_published(by, partnership, chapter):
    CircleMember.objects.create(circle=partnership.circle, user=partnership.officer, from_at=by.at)
    again = partnership.asks(partnership.officer)
    actions.change_guidance(by=again, guidance=chapter.guidance, circle=partnership.circle)
    with pytest.raises(NotDone, match="confidential to a circle"):
        actions.release(by=again, guidance=chapter.guidance, reason="They will have theirs.")


def test_what_may_tell_of_a_child_is_looked_at_before_it_goes_out(by, chapter):
    actions.write(by=by, chapter=chapter, text="3.1 She was born on 3/4/2019 here.")
    with pytest.raises(NotDone, match="may tell who a child is"):
        actions.release(by=by, guidance=chapter.guidance, reason="They will have theirs.")
    actions.release(by=by, guidance=chapter.guidance, reason="They will have theirs.", looked=True)
    assert reads.public_releases().count() == 1


def test_terms_to_avoid_are_shown_with_their_paragraph(client, partnership, by, chapter):
    actions.write(by=by, chapter=chapter, text="3.4 All of us protect children from harm.")
    client.force_login(partnership.member)
    page = client.get(reverse("drafting:terms", args=[chapter.ref])).content.decode()
    assert 'href="/partnership/chapters/' in page
    assert ">3.4</a>" in page
    assert "keep from harm" in page


def test_the_example_of_the_demo_is_whole(by, partnership):
    examples.imagine(by)
    guidance = reads.documents(by).get()
    assert reads.lengths(guidance)[-1].says.startswith("Draft 2 is 60% of the old edition")
    rows = reads.placed(list(reads.comments(by, guidance)))
    assert len(rows) == 10
    assert all(one.landed_says and "gone" not in one.landed_says and one.told for one in rows)
    assert not [one for chapter in guidance.chapters.all() for one in reads.provisions_of(chapter) if one.fault]


def test_a_comment_that_worries_its_reader_goes_to_those_on_duty_in_one_click(client, partnership, by, chapter):
    one = commenting.comment(by=by, chapter=chapter, text="She is afraid to go home.", kind="change", paragraph="3.2")
    page = reverse("drafting:comment", args=[one.ref])
    client.force_login(partnership.member)
    assert "I am worried: hand this to the front door" in client.get(page).content.decode()
    client.post(reverse("worries:hand_over", args=["comment", one.ref]))
    assert "You handed it over on" in client.get(page).content.decode()
    client.force_login(partnership.duty)
    inbox = client.get(reverse("worries:inbox")).content.decode()
    assert "She is afraid to go home." not in inbox
    worry = Worry.objects.get()
    assert "She is afraid to go home." in client.get(reverse("worries:worry", args=[worry.ref])).content.decode()
