"""Pictures that keep nothing but the picture, words that nothing explains, and what must never go out."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.guidance.children import actions, wording
from paramountcy.web.guidance.children.checks import checks
from paramountcy.web.guidance.children.models import AgeBand, Passage
from paramountcy.web.guidance.children.pictures import NotAPicture, bare_picture
from paramountcy.web.guidance.children.reads import public_version

pytestmark = pytest.mark.django_db
PLACE = "Mill Lane 7"


@pytest.fixture
def by(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def version(by):
    said = {"title": "For you", "band": "8_to_10", "extent": "summary", "format": "words"}
    return actions.make(by=by, about="plan/abc", **said)


def photograph(kind="JPEG"):
    """A picture that says where it was taken."""
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "red")
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        said = PngInfo()
        said.add_text("Comment", PLACE)
        picture.save(out, kind, pnginfo=said)
    else:
        exif = Image.Exif()
        exif[0x010E] = PLACE
        picture.save(out, kind, exif=exif, comment=PLACE.encode())
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_is_kept_of_where_a_picture_was_taken(kind):
    sent = photograph(kind)
    assert PLACE.encode() in sent
    kept, media_type = bare_picture(sent)
    assert PLACE.encode() not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        assert (seen.size, media_type) == ((40, 30), f"image/{kind.lower()}")
        assert not seen.getexif()


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload='x'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, photograph()[:80]]
)
def test_what_is_no_picture_is_refused_in_a_sentence(content):
    with pytest.raises(NotAPicture, match="not a picture in PNG or JPEG"):
        bare_picture(content)


def test_a_picture_is_sent_and_seen_only_where_its_version_is_out(client, partnership, by, version):
    actions.add_passage(by=by, version=version, text="You can ask for help.")
    passage = Passage.objects.get()
    client.force_login(partnership.officer)
    file = SimpleUploadedFile("holiday.jpg", photograph())
    client.post(reverse("children:picture", args=[passage.ref]), {"file": file, "alt": "Two people talk."})
    assert Passage.objects.get().alt == "Two people talk."
    client.logout()
    assert client.get(reverse("children:public_picture", args=[passage.ref])).status_code == 404
    actions.release(by=by, version=version, reason="For the open day in May.")
    assert client.get(reverse("children:public_picture", args=[passage.ref])).headers["Content-Type"] == "image/jpeg"
    assert b"Two people talk." in client.get(reverse("children:public", args=[version.ref])).content


def test_every_age_has_its_limits_and_each_says_where_it_comes_from():
    found = wording.limits()
    assert set(found) == set(AgeBand.values)
    assert all(one.source for one in found.values())
    assert [found[band].reading_age for band in ("8_to_10", "11_to_13")] == [9, 11]


def test_a_hard_word_counts_as_explained_in_any_of_its_forms():
    assert wording.unexplained("Two assessments were made by the MASH and the NHS.", []) == ["assessment", "MASH"]
    assert wording.unexplained("Two assessments were made by the MASH.", ["Assessments", "mash"]) == []


def test_what_hard_words_mean_is_said_in_plain_words():
    from paramountcy.notes.readability import reading_age

    for one in wording.hard_words():
        plain = re.sub("|".join(sorted(one.forms, key=len, reverse=True)), "it", one.means, flags=re.IGNORECASE)
        assert reading_age(plain).age <= 13, one.word


@pytest.mark.parametrize(
    "text",
    ["Ring 943 476 5919 and ask.", "She was born on 3.4.2015.", "We heard child AB.", "His number is A123456789012."],
)
def test_what_may_tell_who_a_child_is_never_goes_out(by, version, text):
    actions.add_passage(by=by, version=version, text=text)
    with pytest.raises(NotDone, match="There is what looks like") as wrong:
        actions.release(by=by, version=version, reason="It is needed all the same.")
    assert text[:12] not in str(wrong.value), "the sentence quotes nothing of it"
    assert public_version(version.ref) is None


def test_an_empty_version_does_not_go_out(by, version):
    with pytest.raises(NotDone, match="no passage"):
        actions.release(by=by, version=version, reason="It is needed all the same.")


def test_pictures_are_wanted_where_the_form_says_so(by, version):
    actions.change(by=by, version=version, format="easy_read")
    actions.add_passage(by=by, version=version, text="You can ask for help.")
    assert not {one.name: one.met for one in checks(version, None)}["Pictures"]


def test_the_notes_of_a_meeting_are_an_adult_text_without_what_is_kept_to_a_circle(partnership, by):
    from datetime import date

    from paramountcy.web.guidance.children.adult import adult_text
    from paramountcy.web.guidance.meetings.models import Item, Line, Meeting

    meeting = Meeting.objects.create(group=partnership.group, day=date(2026, 4, 1))
    item = Item.objects.create(meeting=meeting, order=1, title="Help")
    Line.objects.create(item=item, order=1, number="1.1", text="Help comes sooner.", mark="decision")
    Line.objects.create(item=item, order=2, text="Whooper.", circle=partnership.circle)
    found = adult_text(by, f"meeting/{meeting.ref}")
    assert [(one.title, one.must) for one in found.parts] == [("1.1 Help comes sooner.", True)]
    assert found.title == "Notes of Quality and learning group, 1 April 2026"
    assert adult_text(partnership.asks(partnership.stranger), f"meeting/{meeting.ref}") is None
    assert adult_text(None, f"meeting/{meeting.ref}") is None
