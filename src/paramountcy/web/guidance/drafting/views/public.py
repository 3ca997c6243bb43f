"""What is published: anybody may read it. Nothing that is confidential, or withdrawn, is there."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from paramountcy.statistics.words import day_in_words
from paramountcy.web.access.doors import open_to_all
from paramountcy.web.guidance.children.reads import standings_of
from paramountcy.web.guidance.drafting import printing, reads
from paramountcy.web.guidance.drafting.models import Release
from paramountcy.web.guidance.drafting.passages import paragraphs
from paramountcy.web.guidance.drafting.views.documents import PAGES

PUBLISHED = open_to_all("only guidance that was published, is not withdrawn and is kept to no circle")


def _released(ref: str) -> Release:
    """What is published of a document. Raises Http404, the same for what is not and for what nobody may know of."""
    found: Release | None = reads.public_releases().filter(guidance__ref=ref).first()
    if found is None:
        raise Http404
    return found


@PUBLISHED
@require_safe
def published(request: Any) -> HttpResponse:
    return PAGES.page(request, "published", title="Guidance", found=list(reads.public_releases()))


@PUBLISHED
@require_safe
def read(request: Any, ref: str) -> HttpResponse:
    one = _released(ref)
    chapters = [
        {"chapter": each.chapter, "paragraphs": paragraphs(each.text, each.chapter.number)}
        for each in reads.versions_of(one.guidance, one.draft)
    ]
    return PAGES.page(
        request, "read", title="Guidance", released=one, document=one.guidance, chapters=chapters,
        standings=standings_of(reads.cited(one.guidance)), back=reverse("drafting:published"),
    )  # fmt: skip


def _printed(one: Release) -> printing.Printed:
    guidance = one.guidance
    says = [
        " ".join(filter(None, (f"Edition {guidance.edition}." if guidance.edition else "", f"Published on "
                               f"{day_in_words(one.on)} by {guidance.group.name}."))),
        f"It replaces {guidance.replaces}." if guidance.replaces else "",
        "Must is law, and names it. Should is guidance: follow it unless there is good reason not to.",
    ]  # fmt: skip
    sections = [
        printing.Section(str(each.chapter), paragraphs(each.text, each.chapter.number))
        for each in reads.versions_of(guidance, one.draft)
    ]
    return printing.Printed(guidance.title, [line for line in says if line], sections)


@PUBLISHED
@require_safe
def as_word(_: Any, ref: str) -> HttpResponse:
    answer = HttpResponse(printing.as_word(_printed(_released(ref))), content_type=printing.WORD)
    answer.headers["Content-Disposition"] = 'attachment; filename="guidance.docx"'
    return answer


@PUBLISHED
@require_safe
def as_pdf(_: Any, ref: str) -> HttpResponse:
    one = _released(ref)
    answer = HttpResponse(printing.as_pdf(_printed(one), on=one.on), content_type=printing.PDF)
    answer.headers["Content-Disposition"] = 'attachment; filename="guidance.pdf"'
    return answer
