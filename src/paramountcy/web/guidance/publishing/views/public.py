"""The public register: search, feeds, what was withdrawn, and links that lead nowhere any more."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import policy
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import open_to_all
from paramountcy.web.access.screens.page import Pages
from paramountcy.web.guidance.groups.publishing_registry import SOURCES
from paramountcy.web.guidance.meetings.out import told
from paramountcy.web.guidance.meetings.reads import when
from paramountcy.web.guidance.meetings.withheld import names_withheld, without
from paramountcy.web.guidance.publishing import feeds, forms, reads
from paramountcy.web.guidance.publishing.models import DeadLink, Stage

PAGES = Pages("publishing")
PER_PAGE = 30
PUBLIC = "only what was published and is kept to no circle, with the names that are withheld left out"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@open_to_all(PUBLIC)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Asked) -> HttpResponse:
    """The register. A search is sent by POST: what is typed stands in no address, and is kept nowhere."""
    form = forms.Look(request.POST if request.method == "POST" else None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = reads.narrowed(reads.register(), **asked)
    found = Paginator(rows, max(len(rows), 1) if asked else PER_PAGE).get_page(request.GET.get("page", "1"))
    here = reverse("publishing:register")
    ways = {}
    if found.has_previous():
        ways["previous"] = {"text": "Later", "to": f"{here}?page={found.previous_page_number()}"}
    if found.has_next():
        ways["next"] = {"text": "Earlier", "to": f"{here}?page={found.next_page_number()}"}
    return PAGES.page(
        request, "register", title="What we publish", form=form, rows=list(found), count=len(rows), ways=ways,
        looked=bool(asked), errors=bool(form.errors),
    )  # fmt: skip


@open_to_all(PUBLIC)
@require_safe
def withdrawn(request: Asked) -> HttpResponse:
    rows = reads.register(withdrawn=True)
    return PAGES.page(
        request, "withdrawn", title="What was withdrawn, and dead links", rows=rows, links=list(DeadLink.objects.all()),
        back=reverse("publishing:register"),
    )  # fmt: skip


@open_to_all(PUBLIC)
@require_safe
def entry(request: Asked, kind: str, ref: str) -> HttpResponse:
    """The address that stays: it leads to what is public, and says when and why what was withdrawn is gone."""
    one = reads.entry(kind, ref)
    if one is None:
        raise Refusal(policy.NOT_FOUND)
    if one.withdrawn_on is None:
        return redirect(one.to)
    answer = PAGES.page(
        request, "tombstone", title="Withdrawn", one=one, words=SOURCES[kind].words, back=reverse("publishing:register")
    )
    answer.status_code = 410
    return answer


def _entry_of(request: Asked) -> Any:
    def whole(cited: str) -> str:
        kind, _, ref = cited.partition("/")
        return str(request.build_absolute_uri(reverse("publishing:entry", args=[kind, ref])))

    return whole


@open_to_all(PUBLIC)
@require_safe
def atom(request: Asked) -> HttpResponse:
    here = request.build_absolute_uri(reverse("publishing:atom"))
    told_of = feeds.atom(
        reads.register(), reads.register(withdrawn=True), here=here, at=request.access.at, entry=_entry_of(request)
    )
    return HttpResponse(told_of, content_type="application/atom+xml; charset=utf-8")


@open_to_all(PUBLIC)
@require_safe
def json_feed(request: Asked) -> HttpResponse:
    found = feeds.as_json(
        reads.register(),
        reads.register(withdrawn=True),
        here=request.build_absolute_uri(reverse("publishing:json")),
        home=request.build_absolute_uri(reverse("publishing:register")),
        entry=_entry_of(request),
    )
    return JsonResponse(found, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


@open_to_all(PUBLIC)
@require_safe
def public_document(request: Asked, ref: str) -> HttpResponse:
    one = reads.public_document(ref)
    if one is None:
        raise Refusal(policy.NOT_FOUND)
    names = reads.names_of(reads.withheld_now(document=one))
    out = reads.step_to(one, *reads.OUT)
    return PAGES.page(
        request,
        "public_document",
        title="A document",
        one=one,
        name=without(names, one.title),
        text=without(names, one.text),
        issued_by=without(names, one.issued_by),
        withheld=bool(names),
        agreed=reads.step_to(one, Stage.AGREED),
        published=out,
        draft=out is not None and out.stage == Stage.AS_DRAFT,
        back=reverse("publishing:register"),
    )


@open_to_all(PUBLIC)
@require_safe
def public_file(request: Asked, ref: str) -> HttpResponse:
    one = reads.public_document(ref)
    names = reads.names_of(reads.withheld_now(document=one)) if one else []
    if one is None or not one.content or without(names, one.file_words) != one.file_words:
        raise Refusal(policy.NOT_FOUND)
    answer = HttpResponse(bytes(one.content), content_type=TYPES[one.ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="document.{one.ending}"'
    return answer


@open_to_all(PUBLIC)
@require_safe
def draft_notes(request: Asked, ref: str) -> HttpResponse:
    one = reads.public_drafts().filter(ref=ref, withdrawn_on__isnull=True).first()
    if one is None or reads.is_superseded(one):
        raise Refusal(policy.NOT_FOUND)
    names = names_withheld(one.meeting)
    return PAGES.page(
        request,
        "draft_notes",
        title="Draft notes of a meeting",
        one=one,
        notes=told.plainly(one.told, lambda text: without(names, text)),
        when=when(one.meeting),
        withheld=bool(names),
        back=reverse("publishing:register"),
    )
