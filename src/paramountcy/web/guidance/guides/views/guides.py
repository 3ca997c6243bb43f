"""The register of guides, a guide's page, and what is done with it."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.actions import searches
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.guides import actions, forms, likeness, lists, reads, status
from paramountcy.web.guidance.guides.models import Checked, Guide
from paramountcy.web.kit.export import export as as_csv
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("guides")


def sub(request: Asked) -> list[dict[str, Any]]:
    """The pages of the register, for the bar under the heading."""
    pages = (("Guides", "guides"), ("Overlaps", "overlaps"), ("Dropped passages", "passages"))
    found = [(text, reverse(f"guides:{name}")) for text, name in pages]
    return [{"text": text, "to": to, "current": request.path == to} for text, to in found]


def offers(access: Access, record: Any, kind: str, *pairs: tuple[str, str]) -> list[Offer]:
    no = access.may(Action.WRITE, record, kind).says
    return [Offer(text, to, no=no) for text, to in pairs]


@about("guide")
@require_safe
def guides(request: Asked) -> HttpResponse:
    return _guides(request, reads.guides(request.access), reverse("guides:guides"))


@about("guide")
@require_POST
def search(request: Asked) -> HttpResponse:
    words = request.POST.get("words", "")[:100]
    kept = searches.remember(by=request.access, kind="guide", terms={"words": words})
    return redirect("guides:found", kept.ref)


@about("guide")
@require_safe
def found(request: Asked, ref: str) -> HttpResponse:
    words = searches.recall(by=request.access, kind="guide", ref=ref).terms["words"]
    rows = reads.found(reads.guides(request.access), words)
    return _guides(request, rows, reverse("guides:found", args=[ref]), words, ref)


def _guides(request: Asked, rows: Any, here: str, words: str = "", search: str = "") -> HttpResponse:
    access = request.access
    listing = lists.guides(reads.on_day(access), reads.topics(access))
    listed = listing.over(rows, request.GET, here=here, export="" if search else reverse("guides:export"))
    access.shown("guide", listed.records, action="search" if search else "list", search=search)
    box = {"to": reverse("guides:search"), "label": "Search by title, topic, owner or audience", "hint": "",
           "value": words, "clear": reverse("guides:guides")}  # fmt: skip
    offered = [Offer("Register a guide", reverse("guides:make"), no=access.may_do(Duty.RUN_GROUPS).says, kind="")]
    return PAGES.page(
        request, "listing", title="Practice guidance", listed=listed, caption="Guides", search=box, offers=offered,
        sub=sub(request), public=reverse("guides:public"),
    )  # fmt: skip


@about("guide")
@require_safe
def export(request: Asked) -> StreamingHttpResponse:
    listing = lists.guides(reads.on_day(request.access), reads.topics(request.access))
    rows = list(listing.whole(reads.guides(request.access), request.GET))
    request.access.shown("guide", rows, action="export")
    return as_csv(listing.columns, rows, name="practice-guidance")


@about("guide")
@require_safe
def guide(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("guide", ref)
    on = reads.on_day(access)
    text = reads.text_of(one)
    standing = one.standing(on)
    pairs = [
        ("Give its text", reverse("guides:give_text", args=[ref])),
        ("Note a check of its quality", reverse("guides:quality", args=[ref])),
        ("Change", reverse("guides:change", args=[ref])),
        ("Something took its place", reverse("guides:supersede", args=[ref])),
        ("It was withdrawn", reverse("guides:withdraw", args=[ref])),
    ]
    left = reads.to_compare(access, text) if text else 0
    return PAGES.page(
        request,
        "guide",
        title="A guide",
        guide=one,
        owner=one.owner.name_on(on),
        owner_ended=one.owner.ended_on if one.owner.ended_on and one.owner.ended_on <= on else None,
        accountable=one.accountable.name_on(on) if one.accountable else "",
        standing=status.STANDING[standing],
        colour=status.COLOURS[standing],
        why_not=status.NOT_CURRENT.get(standing, ""),
        after=reads.knows(access, one.superseded_by),
        checks=list(one.quality.all()),
        checked=Checked(reads.checked(one)).label,
        text=text,
        words=len(text.text.split()) if text else 0,
        left=left,
        overlaps=reads.overlaps_of(access, one),
        passages=[kept for kept in reads.passages(access).filter(handed__guide=one).distinct()
                  if reads.state_of(kept) == status.HOUSED],
        threshold=likeness.numbers()["overlap"],
        writes=bool(access.may(Action.WRITE, one, "guide")),
        offers=offers(access, one, "guide", *pairs),
        back=reverse("guides:guides"),
    )  # fmt: skip


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def make(request: Asked) -> HttpResponse:
    form = forms.GuideForm(typed(request), circles=groups.my_circles(request.access))
    return PAGES.change(
        request,
        form,
        Change("Register a guide", "Register it"),
        do=lambda said: actions.register_guide(by=request.access, **said),
        back=reverse("guides:guides"),
        to=lambda made: reverse("guides:guide", args=[made.ref]),
        done="The guide was registered. Give its text, so that overlaps with others are found.",
    )


@about("guide")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref, Action.WRITE)
    initial = {name: getattr(one, name) for name in forms.GUIDE_FIELDS} | {"topics": ", ".join(one.topic_list)}
    form = forms.GuideForm(typed(request), circles=groups.my_circles(request.access), initial=initial)
    return PAGES.change(
        request,
        form,
        Change("Change what is known of a guide", "Save", says=["What was known before stays in its history."]),
        do=lambda said: actions.change_guide(by=request.access, guide=one, **said),
        back=reverse("guides:guide", args=[ref]),
        done="The guide was changed.",
    )


@about("guide")
@takes_files(actions.FILE)
@require_http_methods(FORM)
def give_text(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref, Action.WRITE)
    files = request.FILES if request.method == "POST" else None
    form = forms.TextForm(typed(request), files=files, on=reads.on_day(request.access))
    return PAGES.change(
        request,
        form,
        Change("Give the text of a guide", "Give it", facts=[("Guide", one.title)],
               says=["It is compared with the texts of the other guides at once. The text before stays."]),
        do=lambda said: _given(request, one, said),
        back=reverse("guides:guide", args=[ref]),
        done="The text is here. Overlaps that were found stand below.",
        template="give_text",
    )  # fmt: skip


def _given(request: Asked, guide: Guide, said: dict[str, Any]) -> Any:
    text = said["text"]
    if said["file"]:
        try:
            content = content_of(said["file"], most=actions.FILE)
        except TooLarge as large:
            raise NotDone(str(large), field="file") from large
        text = actions.words_in(content, said["file"].name)
    return actions.give_text(by=request.access, guide=guide, text=text, on=said["on"])


@about("guide")
@require_safe
def text(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref)
    return PAGES.page(
        request,
        "text",
        title="The text of a guide",
        guide=one,
        texts=list(one.texts.order_by("-pk")),
        back=reverse("guides:guide", args=[ref]),
    )


@about("guide")
@require_POST
def compare_on(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref, Action.WRITE)
    if kept := reads.text_of(one):
        actions.compare_on(by=request.access, text=kept)
    return redirect("guides:guide", ref)


@about("guide")
@require_http_methods(FORM)
def quality(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.QualityForm(typed(request), on=reads.on_day(request.access)),
        Change("Note a check of its quality", "Save", facts=[("Guide", one.title)],
               says=["What was noted before stays."]),
        do=lambda said: actions.note_quality(by=request.access, guide=one, **said),
        back=reverse("guides:guide", args=[ref]),
        done="It was noted.",
    )  # fmt: skip


@about("guide")
@require_http_methods(FORM)
def supersede(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref, Action.WRITE)
    others = request.access.readable("guide").exclude(pk=one.pk).order_by("title")
    return PAGES.change(
        request,
        forms.Superseded(typed(request), guides=others),
        Change("Something took its place", "Save", facts=[("Guide", one.title)]),
        do=lambda said: actions.supersede(by=request.access, guide=one, **said),
        back=reverse("guides:guide", args=[ref]),
        done="It is superseded now.",
    )


@about("guide")
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("guide", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Withdrawn(typed(request), on=reads.on_day(request.access)),
        Change("A guide was withdrawn", "Save", facts=[("Guide", one.title)], danger=True,
               says=["It leaves the public register. Passages that it took over are orphans again."]),
        do=lambda said: actions.withdraw(by=request.access, guide=one, **said),
        back=reverse("guides:guide", args=[ref]),
        done="It is withdrawn now.",
    )  # fmt: skip
