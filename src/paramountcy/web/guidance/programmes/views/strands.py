"""The bodies of a programme, its strands with their owners, its milestones, and what it publishes."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, typed
from paramountcy.web.guidance.programmes import actions, forms, reads
from paramountcy.web.guidance.programmes.models import Milestone, Owner, Partner, Programme, Strand
from paramountcy.web.guidance.programmes.views.programmes import FORM, PAGES


def of_programme(request: Asked, rows: Any, ref: str, path: str = "programme") -> tuple[Any, Programme]:
    """What belongs to a programme that may be changed. Raises Refusal, the same for what is not there."""
    found = access_reads.only(rows, ref, by=request.access)
    of = found
    for step in path.split("."):
        of = getattr(of, step)
    return found, request.access.fetch("programme", of.ref, Action.WRITE)


def back_to(programme: Programme) -> str:
    return reverse("programmes:programme", args=[programme.ref])


@about("programme")
@require_http_methods(FORM)
def join(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("programme", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.JoinForm(typed(request), on=reads.on_day(request.access)),
        Change("Add a body", "Add it", facts=[("Programme", one.title)],
               says=["From then on every strand needs an owner in it."]),
        do=lambda said: actions.join(by=request.access, programme=one, **said),
        back=back_to(one),
        done="The body was added. Give each strand an owner in it.",
    )  # fmt: skip


@about("programme")
@require_http_methods(FORM)
def leave(request: Asked, ref: str) -> HttpResponse:
    partner, one = of_programme(request, Partner.objects.select_related("programme"), ref)
    on = reads.on_day(request.access)
    return PAGES.change(
        request,
        forms.LastDay(typed(request), on=on),
        Change("A body leaves", "Save", facts=[("Body", partner.organisation.name_on(on))], danger=True),
        do=lambda said: actions.leave(by=request.access, partner=partner, **said),
        back=back_to(one),
        done="It has a last day in the programme now.",
    )


@about("programme")
@require_http_methods(FORM)
def add_strand(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("programme", ref, Action.WRITE)
    on = reads.on_day(request.access)
    form = forms.StrandForm(typed(request), on=on, bodies=reads.partners(one, on))
    return PAGES.change(
        request,
        form,
        Change("Add a strand", "Add it", facts=[("Programme", one.title)],
               says=["A strand needs an owner in each body of the programme."]),
        do=lambda said: actions.add_strand(by=request.access, programme=one, **form.told()),
        back=back_to(one),
        done="The strand was added.",
    )  # fmt: skip


@about("programme")
@require_http_methods(FORM)
def change_strand(request: Asked, ref: str) -> HttpResponse:
    strand, one = of_programme(request, Strand.objects.select_related("programme"), ref)
    return PAGES.change(
        request,
        forms.StrandText(typed(request), initial={"title": strand.title, "text": strand.text}),
        Change("Change a strand", "Save"),
        do=lambda said: actions.change_strand(by=request.access, strand=strand, **said),
        back=back_to(one),
        done="The strand was changed.",
    )


@about("programme")
@require_http_methods(FORM)
def end_strand(request: Asked, ref: str) -> HttpResponse:
    strand, one = of_programme(request, Strand.objects.select_related("programme"), ref)
    return PAGES.change(
        request,
        forms.LastDay(typed(request), on=reads.on_day(request.access)),
        Change("End a strand", "End it", facts=[("Strand", strand.title)], danger=True),
        do=lambda said: actions.end_strand(by=request.access, strand=strand, **said),
        back=back_to(one),
        done="The strand has ended.",
    )


@about("programme")
@require_http_methods(FORM)
def own(request: Asked, ref: str, body: str) -> HttpResponse:
    strand, one = of_programme(request, Strand.objects.select_related("programme"), ref)
    partner = access_reads.only(one.partners.all(), body, by=request.access)
    on = reads.on_day(request.access)
    return PAGES.change(
        request,
        forms.OwnForm(typed(request), on=on),
        Change("Who owns a strand", "Save", says=["Whoever owned it before stays in its history."],
               facts=[("Strand", strand.title), ("In", partner.organisation.name_on(on))]),
        do=lambda said: actions.own(by=request.access, strand=strand, partner=partner, **said),
        back=back_to(one),
        done="It has its owner.",
    )  # fmt: skip


@about("programme")
@require_http_methods(FORM)
def stop_owning(request: Asked, ref: str) -> HttpResponse:
    owner, one = of_programme(request, Owner.objects.select_related("strand__programme"), ref, "strand.programme")
    return PAGES.change(
        request,
        forms.LastDay(typed(request), on=reads.on_day(request.access)),
        Change("Somebody owns a strand no longer", "Save",
               facts=[("Strand", owner.strand.title), ("Office", owner.office)], danger=True,
               says=["The strand has no owner in that body until you give it one."]),
        do=lambda said: actions.stop_owning(by=request.access, owner=owner, **said),
        back=back_to(one),
        done="They have a last day now.",
    )  # fmt: skip


@about("programme")
@require_http_methods(FORM)
def plan(request: Asked, ref: str) -> HttpResponse:
    strand, one = of_programme(request, Strand.objects.select_related("programme"), ref)
    return PAGES.change(
        request,
        forms.PlanForm(typed(request)),
        Change("Add a milestone", "Add it", facts=[("Strand", strand.title)]),
        do=lambda said: actions.plan(by=request.access, strand=strand, **said),
        back=back_to(one),
        done="The milestone was added.",
    )


@about("programme")
@require_http_methods(FORM)
def step(request: Asked, ref: str) -> HttpResponse:
    rows = Milestone.objects.select_related("strand__programme")
    milestone, one = of_programme(request, rows, ref, "strand.programme")
    return PAGES.change(
        request,
        forms.StepForm(typed(request), on=reads.on_day(request.access)),
        Change("What happened to a milestone", "Save", facts=[("Milestone", milestone.title)],
               says=["What was noted before stays."]),
        do=lambda said: actions.step(by=request.access, milestone=milestone, **said),
        back=back_to(one),
        done="It was noted.",
    )  # fmt: skip


@about("programme")
@require_http_methods(FORM)
def add_product(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("programme", ref, Action.WRITE)
    form = forms.ProductForm(typed(request), on=reads.on_day(request.access), strands=reads.strands_of(one))
    return PAGES.change(
        request,
        form,
        Change("Add a publication or letter", "Add it", facts=[("Programme", one.title)]),
        do=lambda said: actions.add_product(by=request.access, programme=one, **said),
        back=back_to(one),
        done="It was added.",
    )
