"""Overlaps of guides, passages that statutory texts dropped, and the public register."""

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, needs, open_to_all
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.guides import actions, forms, likeness, lists, reads, status
from paramountcy.web.guidance.guides.models import Kind
from paramountcy.web.guidance.guides.views.guides import FORM, PAGES, offers, sub
from paramountcy.web.kit.export import export as as_csv

# --- Overlaps


@about("overlap")
@require_safe
def overlaps(request: Asked) -> HttpResponse:
    listed = lists.OVERLAPS.over(
        reads.overlaps(request.access), request.GET, here=reverse("guides:overlaps"),
        export=reverse("guides:export_overlaps"),
    )  # fmt: skip
    request.access.shown("overlap", listed.records)
    return PAGES.page(
        request, "overlaps", title="Guides that overlap", listed=listed, caption="Overlaps", sub=sub(request),
        numbers=likeness.numbers(),
    )  # fmt: skip


@about("overlap")
@require_safe
def export_overlaps(request: Asked) -> StreamingHttpResponse:
    rows = list(lists.OVERLAPS.whole(reads.overlaps(request.access), request.GET))
    request.access.shown("overlap", rows, action="export")
    return as_csv(lists.OVERLAPS.columns, rows, name="overlaps")


@about("overlap")
@require_safe
def overlap(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("overlap", ref)
    first, second = one.first.text, one.second.text
    alike = [
        (pair.likeness, first[pair.first_start : pair.first_end], second[pair.second_start : pair.second_end])
        for pair in one.alike.all()
    ]
    return PAGES.page(
        request,
        "overlap",
        title="Two guides that overlap",
        overlap=one,
        first=one.first.guide,
        second=one.second.guide,
        alike=alike,
        judgements=list(one.judgements.order_by("-on", "-pk")),
        kinds=dict(Kind.choices),
        offers=offers(
            request.access, one, "overlap", ("Say what they are", reverse("guides:judge", args=[ref]))
        ),
        back=reverse("guides:overlaps"),
    )  # fmt: skip


@about("overlap")
@require_http_methods(FORM)
def judge(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("overlap", ref, Action.WRITE)
    facts = [("One", one.first.guide.title), ("The other", one.second.guide.title)]
    return PAGES.change(
        request,
        forms.JudgeForm(typed(request)),
        Change("What are these two guides to each other?", "Save", facts=facts, says=["Read both passages first."]),
        do=lambda said: actions.judge(by=request.access, overlap=one, **said),
        back=reverse("guides:overlap", args=[ref]),
        done="It was noted.",
    )


# --- Passages


@about("passage")
@require_safe
def passages(request: Asked) -> HttpResponse:
    access = request.access
    listed = lists.PASSAGES.over(
        reads.passages(access), request.GET, here=reverse("guides:passages"), export=reverse("guides:export_passages")
    )
    access.shown("passage", listed.records)
    no = access.may_do(Duty.RUN_GROUPS).says
    offered = [
        Offer("Compare an old and a new text", reverse("guides:compare"), no=no, kind=""),
        Offer("Add a passage by hand", reverse("guides:add_passage"), no=no),
    ]
    return PAGES.page(
        request, "listing", title="Passages dropped from statutory texts", listed=listed, caption="Passages",
        offers=offered, sub=sub(request),
        says="What a statutory text no longer says is either owned by somebody else, no longer needed, or an orphan: "
        "practice that nobody looks after.",
    )  # fmt: skip


@about("passage")
@require_safe
def export_passages(request: Asked) -> StreamingHttpResponse:
    listing = lists.EXPORTED_PASSAGES
    rows = list(listing.whole(reads.passages(request.access), request.GET))
    request.access.shown("passage", rows, action="export")
    return as_csv(listing.columns, rows, name="dropped-passages")


@about("passage")
@require_safe
def passage(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("passage", ref)
    on = reads.on_day(access)
    told = reads.passage_with_fate(one, on)
    state = reads.state_of(told)
    steps = [
        (step, step.owner.name_on(step.on) if step.owner else "", reads.knows(access, step.guide))
        for step in one.handed.select_related("owner", "guide").order_by("-on", "-pk")
    ]
    return PAGES.page(
        request,
        "passage",
        title="A passage that was dropped",
        passage=one,
        state=status.PASSAGE[state],
        colour=status.PASSAGE_COLOURS[state],
        lost=told.lost,
        cites=address_of(one.cited) if one.cited else "",
        steps=steps,
        offers=offers(access, one, "passage", ("Say what became of it", reverse("guides:hand_over", args=[ref]))),
        back=reverse("guides:passages"),
    )


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def compare(request: Asked) -> HttpResponse:
    access = request.access
    same = likeness.numbers()["same"]
    form = forms.EditionsForm(typed(request), on=reads.on_day(access), circles=groups.my_circles(access))
    return PAGES.change(
        request,
        form,
        Change(
            "Compare an old and a new text",
            "Compare them",
            says=[
                "A passage of the old text that has nothing alike in the new one was dropped, and is an orphan until "
                "somebody takes it on. One that only moved is not dropped.",
                f"Alike means a likeness of {same.value:.2f} or more, from 0 to 1, by the words alone: read the list "
                "before you tell anybody that something was lost.",
            ],
        ),
        do=lambda said: actions.compare_editions(by=access, **said),
        back=reverse("guides:passages"),
        to=lambda made: reverse("guides:comparison", args=[made.ref]),
        done="The texts were compared.",
    )


@about("comparison")
@require_safe
def comparison(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("comparison", ref)
    rows = list(reads.passages(access).filter(comparison=one).order_by("pk"))
    access.shown("passage", rows)
    return PAGES.page(
        request,
        "comparison",
        title="An old and a new text",
        comparison=one,
        passages=[(row, reads.state_of(row)) for row in rows],
        words=status.PASSAGE,
        colours=status.PASSAGE_COLOURS,
        counted=(len(list(likeness.pieces(one.old))), len(list(likeness.pieces(one.new)))),
        back=reverse("guides:passages"),
    )


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def add_passage(request: Asked) -> HttpResponse:
    access = request.access
    form = forms.PassageForm(typed(request), on=reads.on_day(access), circles=groups.my_circles(access))
    return PAGES.change(
        request,
        form,
        Change("Add a passage that was dropped", "Add it"),
        do=lambda said: actions.add_passage(by=access, **said),
        back=reverse("guides:passages"),
        to=lambda made: reverse("guides:passage", args=[made.ref]),
        done="The passage was added. It is an orphan until somebody takes it on.",
    )


@about("passage")
@require_http_methods(FORM)
def hand_over(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("passage", ref, Action.WRITE)
    form = forms.HandOverForm(
        typed(request), on=reads.on_day(access), guides=access.readable("guide").order_by("title")
    )
    return PAGES.change(
        request,
        form,
        Change("What became of a passage", "Save", facts=[("Dropped from", one.source)],
               says=["What was noted before stays."]),
        do=lambda said: actions.hand_over(by=access, passage=one, **said),
        back=reverse("guides:passage", args=[ref]),
        done="It was noted.",
    )  # fmt: skip


# --- The public register


@open_to_all("only guides that are published and kept to no circle, with nothing of who uses them")
@require_safe
def public(request: Asked) -> HttpResponse:
    shown = reads.shown(reads.on_day(request.access))
    return PAGES.page(
        request,
        "public",
        title="Practice guidance used here",
        current=[one for one in shown if one.standing == status.CURRENT],
        others=[one for one in shown if one.standing != status.CURRENT],
        words=status.STANDING,
        colours=status.COLOURS,
        why=status.NOT_CURRENT,
    )


@open_to_all("one guide that is published and kept to no circle")
@require_safe
def public_guide(request: Asked, ref: str) -> HttpResponse:
    one = access_reads.only(reads.register(), ref, by=request.access)
    on = reads.on_day(request.access)
    standing = one.standing(on)
    after = one.superseded_by
    return PAGES.page(
        request,
        "public_guide",
        title="A guide",
        guide=one,
        standing=status.STANDING[standing],
        colour=status.COLOURS[standing],
        why_not=status.NOT_CURRENT.get(standing, ""),
        checked=reads.checked(one),
        checks=list(one.quality.all()),
        accountable=one.accountable.name_on(on) if one.accountable else "",
        after=after if after and after.published and not after.circle_id else None,
        back=reverse("guides:public"),
    )
