"""
S17: guides that say alike are listed as an overlap with the passages; what nobody owns is an orphan; what is past its
review date is not current.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from paramountcy.web.guidance.guides.models import Guide, Overlap, Passage
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate

SEEING = """When you visit a family at home, see each child, and see them alone where their age allows it.

Write down on the same day what the child said, in the child's own words, and keep it apart from what you think of it.

Where nobody opens the door a second time, ring your manager before you leave the street."""

NURSES = """Weigh the baby at each visit of the first year and show the parents the line on the chart.

Write down on the same day what the child said in the child's own words and keep this apart from what you think."""

CONTRARY = (
    """Money for travel is paid back at the end of each month against a receipt that shows the day and the fare."""
)

OLD = """Each agency keeps a named professional for safeguarding children, who advises colleagues.

Staff who work with children should be trained together with those of other agencies every three years.

Where a child is missing from school, the school tells the local authority at once."""

NEW = """Where a child is missing from school, the school tells the local authority at once, and says what it did.

Each agency keeps a named professional for safeguarding children, who advises colleagues."""


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


class Officer:
    """The partnership's officer at a browser: fills in a form and sends it."""

    def __init__(self, client, user):
        self.client, self.owner = client, organisation("National College of Family Work")
        client.force_login(user)

    def send(self, page, *refs, **said):
        return self.client.post(reverse(f"guides:{page}", args=refs), said)

    def look(self, page, *refs, **asked):
        return self.client.get(reverse(f"guides:{page}", args=refs), asked).content.decode()

    def registers(self, title, **said):
        said = {"owner": self.owner.ref, "owner_kind": "practitioners", "children": "asked", **said}
        answer = self.send("make", title=title, **said)
        assert answer.status_code == 302, answer.content.decode()
        return Guide.objects.get(title=title)

    def gives(self, guide, text, day=date(2026, 2, 2)):
        answer = self.send("give_text", guide.ref, text=text, **boxes("on", day))
        assert answer.status_code == 302, answer.content.decode()


@pytest.fixture
def officer(client, partnership):
    return Officer(client, partnership.officer)


@pytest.fixture
def two(officer):
    seeing, nurses = officer.registers("Seeing the child at home"), officer.registers("Visits by nurses")
    officer.gives(seeing, SEEING)
    officer.gives(nurses, NURSES)
    return seeing, nurses


def test_two_texts_that_nearly_say_the_same_are_an_overlap_with_the_passages_shown(officer, two):
    page = officer.look("overlaps")
    assert "1 pair of guides" in page
    assert "Visits by nurses" in page
    assert "Seeing the child at home" in page
    overlap = Overlap.objects.get()
    page = officer.look("overlap", overlap.ref)
    assert "and keep it apart from what you think of it." in page
    assert "and keep this apart from what you think." in page
    assert "Weigh the baby" not in page, "only what is alike is shown"
    assert "0.55 or more" in page, "the threshold stands on the page"
    assert "1 pair of passages" in officer.look("guide", two[0].ref)


def test_a_text_about_something_else_overlaps_with_nothing(officer, two):
    travel = officer.registers("Travel money")
    officer.gives(travel, CONTRARY)
    assert Overlap.objects.count() == 1
    assert "Guides that say alike" not in officer.look("guide", travel.ref)


def test_a_person_says_what_an_overlap_is_and_what_is_to_be_done(officer, two):
    overlap = Overlap.objects.get()
    assert "not looked at yet" in officer.look("overlaps", looked="no")
    short = officer.send("judge", overlap.ref, kind="duplicate", course="merge", reason="same")
    assert short.status_code == 200
    refused = officer.send("judge", overlap.ref, kind="contradict", course="keep", reason="Both are somebody's.")
    assert "can’t both be followed" in refused.content.decode()
    officer.send("judge", overlap.ref, kind="duplicate", course="point", reason="The college looks after it.")
    page = officer.look("overlaps", looked="yes")
    assert "they say the same" in page
    assert "one points to the other" in page


def test_a_new_text_is_looked_at_anew(officer, two):
    _, nurses = two
    officer.gives(nurses, CONTRARY, date(2026, 4, 2))
    assert "No two guides say alike" in officer.look("overlaps")
    assert [one.text[:5] for one in nurses.texts.all()] == ["Weigh", "Money"], "the text before stays"


def test_a_file_is_read_and_a_wrong_one_is_a_sentence(officer, two):
    from django.core.files.uploadedfile import SimpleUploadedFile

    seeing, _ = two
    fourth = officer.registers("From a file")
    file = SimpleUploadedFile("guide.txt", SEEING.encode(), "text/plain")
    answer = officer.send("give_text", fourth.ref, file=file, **boxes("on", date(2026, 2, 3)))
    assert answer.status_code == 302
    assert Overlap.objects.filter(first__guide=fourth, second__guide=seeing, pairs=3).exists()
    wrong = SimpleUploadedFile("guide.docx", b"PK\x03\x04 no", "application/octet-stream")
    page = officer.send("give_text", fourth.ref, file=wrong, **boxes("on", date(2026, 2, 3))).content.decode()
    assert "The file was not read" in page


def test_a_passage_dropped_from_a_statutory_text_with_no_new_owner_is_an_orphan(officer):
    answer = officer.send("compare", title="Chapter 4", old=OLD, new=NEW, **boxes("on", date(2026, 4, 1)))
    assert answer.status_code == 302
    [dropped] = Passage.objects.all()
    assert dropped.text.startswith("Staff who work with children should be trained together"), "what moved is kept"
    assert "Staff who work with children should be trained together" in officer.look("passages")
    assert "orphan: nobody owns it" in officer.look("passages")
    officer.send("hand_over", dropped.ref, fate="offered", owner=officer.owner.ref, **boxes("on", date(2026, 4, 9)))
    assert "Staff who work with children" in officer.look("passages"), "an offer is no owner"
    officer.send("hand_over", dropped.ref, fate="taken", owner=officer.owner.ref, **boxes("on", date(2026, 5, 9)))
    assert "Staff who work with children" not in officer.look("passages")
    assert "Has a new owner" in officer.look("passage", dropped.ref)


def test_a_passage_is_an_orphan_again_when_its_owner_or_its_guide_is_no_more(officer):
    officer.send("add_passage", source="Chapter 4", text="Train together.", **boxes("dropped_on", date(2026, 4, 1)))
    passage = Passage.objects.get()
    guide = officer.registers("Training together")
    officer.send("hand_over", passage.ref, fate="taken", guide=guide.ref, **boxes("on", date(2026, 5, 9)))
    assert "Train together." not in officer.look("passages")
    officer.send("withdraw", guide.ref, reason="Nobody keeps it up.", **boxes("on", date(2026, 6, 9)))
    assert "Train together." in officer.look("passages")
    assert "it is an orphan again" in officer.look("passage", passage.ref)
    officer.send("hand_over", passage.ref, fate="taken", owner=officer.owner.ref, **boxes("on", date(2026, 7, 9)))
    assert "Train together." not in officer.look("passages")
    officer.owner.ended_on = date(2026, 8, 1)
    officer.owner.save()
    assert "Train together." in officer.look("passages")


def test_guidance_past_its_review_date_is_not_shown_as_current(client, officer):
    yesterday = TODAY() - timedelta(days=1)
    late = officer.registers("An old guide", published="on", **boxes("review_due", yesterday))
    officer.registers("A new guide", published="on", **boxes("review_due", yesterday + timedelta(days=1)))
    officer.registers("A guide without a date", published="on")
    current = officer.look("guides", standing="current")
    assert "A new guide" in current
    assert "An old guide" not in current
    assert "A guide without a date" not in current
    assert "past its review date" in officer.look("guides", standing="overdue")
    client.logout()
    public = officer.look("public")
    first, _, rest = public.partition("Not current")
    assert "A new guide" in first
    assert "An old guide" not in first
    assert "An old guide" in rest
    assert "Ask its owner before you rely on it" in officer.look("public_guide", late.ref)


def test_a_guide_has_a_history_of_what_was_done_for_its_quality(officer):
    guide = officer.registers("A guide")
    for state, day in (("peer", date(2026, 2, 2)), ("local", date(2026, 3, 2))):
        officer.send("quality", guide.ref, state=state, who="the board", **boxes("on", day))
    page = officer.look("guide", guide.ref)
    assert page.index("Adopted locally") < page.index("Reviewed by peers")
    assert "A guide" in officer.look("guides", quality="local")
    assert "No guides here as you look" in officer.look("guides", quality="peer")


def test_what_took_its_place_is_shown_and_goes_round_in_no_circle(officer):
    old, new = officer.registers("The old one"), officer.registers("The new one")
    assert officer.send("supersede", old.ref, superseded_by=new.ref).status_code == 302
    assert "Something newer took its place" in officer.look("guide", old.ref)
    assert officer.send("supersede", new.ref, superseded_by=old.ref).status_code == 200


def test_the_lists_are_searched_narrowed_and_exported(officer, two):
    topical = officer.registers("Neglect", topics="neglect, early help", **boxes("issued_on", date(2026, 1, 2)))
    assert topical.topic_list == ["neglect", "early help"]
    assert "Seeing the child at home" not in officer.look("guides", topic="early help")
    answer = officer.send("search", words="early college")
    page = officer.client.get(answer.url).content.decode()
    assert "Neglect" in page
    assert "Visits by nurses" not in page
    file = b"".join(officer.client.get(reverse("guides:export")).streaming_content).decode("utf-8-sig")
    assert file.splitlines()[0].startswith("Title,Owner,Today,Review due")
    assert len(file.splitlines()) == 4
