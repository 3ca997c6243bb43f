"""A document with a chapter of two versions, a comment that is decided on, a principle and what was published."""

from paramountcy.web.guidance.drafting.models import (
    Chapter,
    Comment,
    Disposition,
    Draft,
    Guidance,
    Principle,
    Release,
    Version,
)


def refs(partnership, circle):
    at = partnership.place.asks(None).at
    by = partnership.officer
    guidance = Guidance.objects.create(title="Whooper swans together", group=partnership.group, circle=circle)
    draft = Draft.objects.create(guidance=guidance, number=1, begun_on=at.date())
    chapter = Chapter.objects.create(guidance=guidance, number=1, title="Whooper swans first")
    for number in (1, 2):
        text = f"Whooper swans must rest {number} times (Swans Act 1999, section 1)."
        Version.objects.create(chapter=chapter, draft=draft, number=number, text=text, by=by, at=at)
    comment = Comment.objects.create(chapter=chapter, text="Whooper swans rest", received_on=at.date(), by=by, at=at)
    Disposition.objects.create(comment=comment, outcome="not", reason="Whooper swans do", by=by, on=at.date())
    principle = Principle.objects.create(
        guidance=guidance, name="Whooper swans", looks_for="says", words="swans", from_day=at.date()
    )
    release = Release.objects.create(guidance=guidance, draft=draft, on=at.date(), by=by)
    of_document = ("document", "change", "next_draft", "add_chapter", "must_dos", "must_dos_csv", "must_dos_word",
                   "principles", "add_principle", "release", "comments", "comments_csv", "comments_word", "read",
                   "as_word", "as_pdf")  # fmt: skip
    of_chapter = ("chapter", "change_chapter", "write", "terms", "provision", "comment_on", "from_email", "from_word",
                  "from_meeting")  # fmt: skip
    return {
        **dict.fromkeys(of_document, guidance.ref),
        **dict.fromkeys(of_chapter, chapter.ref),
        **dict.fromkeys(("comment", "dispose", "tell", "place"), comment.ref),
        "end_principle": principle.ref,
        "withdraw": release.ref,
        "version": {"ref": chapter.ref, "number": 1},
        "compare": {"ref": chapter.ref, "older": 1, "newer": 2},
    }


ONLY_POST = ("end_principle",)
