"""The pages of worries: the inbox of those on duty, and the receipt of whoever handed something over."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, about_any, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import DONE, Change, Offer, Pages, typed
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.worries import actions, forms, lists, reads
from paramountcy.web.guidance.worries.models import What

PAGES = Pages("worries")


@needs(Duty.ANSWER_WORRIES)
@require_safe
def inbox(request: Asked) -> HttpResponse:
    access = request.access
    listed = lists.inbox(access.at).over(reads.inbox(access), request.GET, here=reverse("worries:inbox"))
    access.shown("worry", listed.records)
    late = sum(1 for one in reads.inbox(access) if reads.overdue(one, at=access.at))
    return PAGES.page(request, "inbox", title="Worries about a child", listed=listed, late=late)


@about("worry")
@require_safe
def worry(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("worry", ref)
    steps = one.steps.select_related("by")
    received = next((step for step in steps if step.what == What.RECEIVED), None)
    history = [
        {"at": step.at, "heading": What(step.what).label.capitalize(), "by": step.by.name, "text": step.words}
        for step in reversed(steps)
    ]
    return PAGES.page(
        request,
        "worry",
        title="A worry about a child",
        worry=one,
        handings=one.handings.select_related("by"),
        to=address_of(one.source),
        received=received,
        late=received is None and access.at - one.handed_at > reads.RECEIVE_WITHIN,
        history=history,
        offers=[Offer("Say what you did", reverse("worries:step", args=[ref]))],
        back=reverse("worries:inbox"),
    )


@about("worry")
@require_POST
def receive(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("worry", ref, Action.WRITE)
    actions.receive(by=request.access, worry=one)
    request.session[DONE] = "You have received it. Whoever handed it over can see that."
    return redirect("worries:worry", ref)


@about("worry")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("worry", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.StepForm(typed(request)),
        Change("What was done about a worry", "Save", facts=[("Where it was written", one.place)]),
        do=lambda said: actions.add_step(by=request.access, worry=one, **said),
        back=reverse("worries:worry", args=[ref]),
        done="What you did is kept.",
    )


@about_any()
@require_POST
def hand_over(request: Asked, kind: str, ref: str) -> HttpResponse:
    """In one click: it is with those on duty, and the receipt is shown."""
    made = actions.hand_over(by=request.access, kind=kind, ref=ref)
    request.session[DONE] = "It was handed to those on duty, whole. If a child is in danger now, ring 999 as well."
    return redirect("worries:receipt", made.ref)


@about("worry_receipt")
@require_safe
def receipts(request: Asked) -> HttpResponse:
    listed = lists.RECEIPTS.over(reads.receipts(request.access), request.GET, here=reverse("worries:receipts"))
    request.access.shown("worry_receipt", listed.records)
    return PAGES.page(request, "receipts", title="What you handed over", listed=listed)


@about("worry_receipt")
@require_safe
def receipt(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("worry_receipt", ref)
    told = reads.receipt(one, request.access)
    return PAGES.page(request, "receipt", title="A receipt", told=told, back=reverse("worries:receipts"))
