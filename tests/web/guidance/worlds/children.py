"""A version for children of a response, with a passage and its picture, a tie, a word, another form, and a reader."""

from datetime import date

from django.utils import timezone

from paramountcy.web.guidance.children.content import content_of
from paramountcy.web.guidance.children.models import HardWord, Link, Media, Passage, Release, Review, Version
from tests.web.guidance.worlds.recommendations import report


def refs(partnership, circle):
    of = report(partnership, circle)
    one = Version.objects.create(
        about=f"response/{of.ref}", title="Whooper swans for you", band="8_to_10", extent="summary", reading_age_most=9,
        sentence_most=15, group=partnership.group, circle=circle,
    )  # fmt: skip
    passage = Passage.objects.create(
        version=one, order=1, text="Whooper swans are big.", picture=b"GIF89a", media_type="image/png", alt="A swan"
    )
    link = Link.objects.create(passage=passage, anchor="statement", was="Whooper")
    word = HardWord.objects.create(version=one, word="Whooper", means="A kind of swan.")
    media = Media.objects.create(version=one, kind="audio", title="Whooper", address="https://example.org/")
    content = content_of(one)
    review = Review.objects.create(
        version=one,
        on=date(2026, 3, 2),
        band="8_to_10",
        role="pupil",
        said="Whooper!",
        agrees="yes",
        digest=content.digest,
    )
    Release.objects.create(
        version=one, state="released", at=timezone.now(), content=content.as_data(), digest=content.digest
    )
    of_version = (
        "version", "change", "words", "add_passage", "explain", "explain_known", "add_media", "readers", "add_review",
        "release", "withdraw", "public",
    )  # fmt: skip
    of_passage = ("change_passage", "strike_passage", "tie", "picture", "passage_picture", "public_picture")
    return (
        dict.fromkeys(of_version, one.ref)
        | dict.fromkeys(of_passage, passage.ref)
        | {
            "untie": link.ref,
            "compare": link.ref,
            "end_word": word.ref,
            "end_media": media.ref,
            "say_changed": review.ref,
        }
        | {"make": {"kind": "response", "ref": of.ref}}
    )


ONLY_POST = ("strike_passage", "untie", "explain_known", "end_word", "end_media")
