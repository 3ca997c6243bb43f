"""
S21 works: a text with "protect from harm" where the list prefers "keep from harm" is flagged with its place; asking for
"LSCB" in 2026 gives the safeguarding partners of that area.
"""

import csv
import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.notes.linting.terms import statutory
from paramountcy.web.guidance.vocabulary.models import AvoidedTerm, Holder, OwnDuty, SetAside, Word
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
TODAY = {"on_day": "22", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def officer(client, partnership):
    client.force_login(partnership.officer)
    return client


def check(client, text, **said):
    return client.post(reverse("vocabulary:check"), {"of": "guidance", "text": text, **TODAY, **said}).content.decode()


def avoid(client, **said):
    first = {"from_day_day": "1", "from_day_month": "11", "from_day_year": "2026"}
    words = {"why": "It is said of bins.", "who": "The executive", "status": "house", **first, **said}
    return client.post(reverse("vocabulary:avoid"), words, follow=True).content.decode()


def test_protect_from_harm_is_flagged_with_its_place(officer):
    said = check(officer, "What this is for\n\nAll of us protect children from harm.")
    assert "1 term to avoid" in said
    assert "Line 3:" in said
    assert "“protect children from harm”" in said
    assert "keep from harm" in said
    assert "A proposal of 2011" in said


def test_keep_from_harm_is_shown_as_a_proposal_of_2011(client):
    said = client.get(reverse("vocabulary:glossary")).content.decode()
    assert "A proposal of 2011, which nobody is known to have decided" in said


def test_lscb_in_2026_gives_the_safeguarding_partners_of_that_area(officer, client):
    for area, names in (("Ambleford", ("Ambleford Council", "Vale Integrated Care Board", "Vale Police")),
                        ("Otherby", ("Otherby Council", "Coast Integrated Care Board", "Coast Police"))):  # fmt: skip
        for function, name in zip(("local authority", "integrated care board", "police"), names, strict=True):
            said = {"area": area, "function": function, "organisation": organisation(name).ref, "checked": "on"}
            assert officer.post(reverse("vocabulary:hold"), said).status_code == 302
    client.logout()
    ask = {"word": "LSCB", "area": "Ambleford", **TODAY}
    said = client.get(reverse("vocabulary:who_is_this"), ask).content.decode()
    assert "The three safeguarding partners" in said
    for name in ("Ambleford Council", "Vale Integrated Care Board", "Vale Police"):
        assert name in said
    assert "Coast Police" not in said


def test_lscb_in_2011_is_the_board(client, place):
    ask = {"word": "lscb", "area": "Ambleford", "on_day": "3", "on_month": "11", "on_year": "2011"}
    said = client.get(reverse("vocabulary:who_is_this"), ask).content.decode()
    assert "The area&#39;s Local Safeguarding Children Board." in said or "The area’s Local" in said
    assert "safeguarding partners, who make" not in said


def test_a_body_that_ended_in_an_area_is_not_named_after_its_last_day(officer, client):
    one = organisation("Vale Primary Care")
    Holder.objects.create(
        area="Ambleford", function="integrated care board", organisation=one, to_day=date(2022, 6, 30)
    )
    said = client.get(reverse("vocabulary:who_is_this"), {"word": "PCT", "area": "Ambleford", **TODAY}).content.decode()
    assert "The integrated care board" in said
    assert "Vale Primary Care" not in said
    assert "nobody is noted for this area" in said
    assert "from knowledge" in said


def test_a_word_that_nobody_knows_is_said_to_be_unknown(client, place):
    said = client.get(reverse("vocabulary:who_is_this"), {"word": "Quango", **TODAY}).content.decode()
    assert "That word is not known here" in said


def test_a_term_of_the_area_is_looked_for_from_its_day(officer):
    assert "No terms to avoid" in check(officer, "The case was disposed of.")
    assert "The term is in the list." in avoid(
        officer, term="disposed of", other_forms="disposed * of", preferred="decided on"
    )
    assert "“disposed of”" in check(officer, "The case was disposed of.")
    assert "No terms to avoid" in check(officer, "The case was disposed of.", on_year="2025")
    own = AvoidedTerm.objects.get()
    officer.post(reverse("vocabulary:end_term", args=[own.ref]))
    assert "No terms to avoid" in check(officer, "The case was disposed of.")
    assert AvoidedTerm.objects.get().to_day


@pytest.mark.parametrize("term", [*statutory(), "Looked After", "care orders"])
def test_a_statutory_term_is_never_deprecated(officer, term):
    said = avoid(officer, term=term, preferred="something else")
    assert "is never one to avoid" in said
    assert not AvoidedTerm.objects.exists()


def test_a_statutory_term_is_never_deprecated_as_another_form(officer):
    assert "never one to avoid" in avoid(officer, term="disposed of", other_forms="harm", preferred="decided on")
    assert not AvoidedTerm.objects.exists()


def test_the_linter_reads_no_record_no_quotation_and_no_words_of_a_person(officer):
    said = check(officer, "He will protect me from harm", of="record")
    assert "kept in their own words" in said
    assert "to avoid</h2>" not in said
    assert "kept in their own words" not in check(officer, "We protect children from harm.")
    assert "No terms to avoid" in check(officer, "She said “you did not protect me from harm”.")
    said = check(officer, "NHS number 943 476 5919: protect him from harm.")
    assert "what looks like a child&#39;s number" in said
    assert "943" not in said.split("<textarea")[0]


def test_a_word_file_is_checked(officer):
    made = docx.Document()
    made.add_paragraph("The LSCB meets monthly.")
    out = io.BytesIO()
    made.save(out)
    file = SimpleUploadedFile("draft.docx", out.getvalue())
    said = officer.post(reverse("vocabulary:check"), {"of": "guidance", "file": file, **TODAY}).content.decode()
    assert "“LSCB”" in said
    assert "safeguarding partners" in said
    file = SimpleUploadedFile("draft.docx", b"PK nothing")
    said = officer.post(reverse("vocabulary:check"), {"of": "guidance", "file": file, **TODAY}).content.decode()
    assert "It is not a Word file, or a damaged one." in said


def test_a_proposal_is_set_aside_and_taken_up_again_and_what_has_ended_is_not(officer):
    said = officer.get(reverse("vocabulary:terms")).content.decode()
    place = reverse("vocabulary:set_aside", args=[0])
    assert place in said
    answer = officer.post(place, {"who": "The executive", "why": "Protect is the word of the Act."}, follow=True)
    assert "The term is set aside." in answer.content.decode()
    assert SetAside.objects.get().term == "protect from harm"
    assert "No terms to avoid" in check(officer, "All of us protect children from harm.")
    officer.post(reverse("vocabulary:take_up", args=[SetAside.objects.get().ref]))
    assert "1 term to avoid" in check(officer, "All of us protect children from harm.")


def test_a_word_is_explained_and_its_meaning_before_stays(officer, client):
    for meaning in ("The child first.", "The welfare of the child is paramount."):
        said = {"word": "Child-centred", "meaning": meaning, "who": "The executive"}
        assert officer.post(reverse("vocabulary:explain"), said).status_code == 302
    client.logout()
    page = client.get(reverse("vocabulary:glossary")).content.decode()
    assert "The welfare of the child is paramount." in page
    assert "The child first." not in page
    assert [bool(one.to_day) for one in Word.objects.order_by("pk")] == [True, False]


def test_duties_have_their_law_and_their_mark(officer, client):
    said = {"who": "local authority; police", "duty": "Meet weekly", "law": "Imagined Act 2025, section 1"}
    assert officer.post(reverse("vocabulary:add_duty"), said).status_code == 302
    client.logout()
    page = client.get(reverse("vocabulary:duties"), {"who": "police"}).content.decode()
    assert "Imagined Act 2025, section 1" in page
    assert "Children Act 2004, section 16E" in page
    assert "Children Act 1989, section 47" not in page
    answer = client.get(reverse("vocabulary:duties_csv"))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert all(row["Law"] and row["Mark"] in ("seen", "from knowledge") for row in rows)
    assert len(rows) == 21
    assert OwnDuty.objects.count() == 1
