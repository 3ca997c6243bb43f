"""The agenda: what is added, changed, moved, put off and taken off."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import DONE, Change, typed
from paramountcy.web.guidance.meetings import forms, reads
from paramountcy.web.guidance.meetings.actions import agenda
from paramountcy.web.guidance.meetings.models import Item
from paramountcy.web.guidance.meetings.views.frame import FORM, PAGES, facts_of, of_meeting, today

FIELDS = ("title", "purpose", "lead", "minutes", "circle")


def item_of(request: Asked, ref: str) -> Item:
    """An item that may be changed. Raises Refusal."""
    return request.access.fetch("item", ref, Action.WRITE)


@about("meeting")
@require_http_methods(FORM)
def add(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    return PAGES.change(
        request,
        forms.ItemForm(typed(request), circles=reads.mine(request.access)),
        Change("Add to the agenda", "Add it", facts=facts_of(one)),
        do=lambda said: agenda.add(by=request.access, meeting=one, **said),
        back=reverse("meetings:meeting", args=[ref]),
        done="It is on the agenda.",
    )


@about("item")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    item = item_of(request, ref)
    initial = {name: getattr(item, name) for name in FIELDS}
    return PAGES.change(
        request,
        forms.ItemForm(typed(request), circles=reads.mine(request.access), initial=initial),
        Change("Change an item", "Save", facts=facts_of(item.meeting)),
        do=lambda said: agenda.change(by=request.access, item=item, **said),
        back=reverse("meetings:meeting", args=[item.meeting.ref]),
        done="The item was changed.",
    )


@about("item")
@require_POST
def up(request: Asked, ref: str) -> HttpResponse:
    return _moved(request, ref, up=True)


@about("item")
@require_POST
def down(request: Asked, ref: str) -> HttpResponse:
    return _moved(request, ref, up=False)


def _moved(request: Asked, ref: str, *, up: bool) -> HttpResponse:
    item = item_of(request, ref)
    try:
        agenda.move(by=request.access, item=item, up=up, among=reads.mine(request.access))
        request.session[DONE] = "The item was moved."
    except NotDone as no:
        request.session[DONE] = str(no)
    return redirect("meetings:meeting", item.meeting.ref)


@about("item")
@require_http_methods(FORM)
def take_off(request: Asked, ref: str) -> HttpResponse:
    item = item_of(request, ref)
    says = ["It does not come back by itself, neither here nor at the next meeting."]
    return PAGES.change(
        request,
        forms.StrikeForm(typed(request), later=None),
        Change("Take an item off the agenda", "Take it off", says=says, facts=[("Item", item.title)], danger=True),
        do=lambda _: agenda.take_off(by=request.access, item=item, on=today(request)),
        back=reverse("meetings:meeting", args=[item.meeting.ref]),
        done="It is off the agenda.",
    )


@about("item")
@require_http_methods(FORM)
def put_off(request: Asked, ref: str) -> HttpResponse:
    item = item_of(request, ref)
    says = ["It goes on to the next meeting’s agenda by itself. What was noted under it stays."]
    return PAGES.change(
        request,
        forms.StrikeForm(typed(request), later=None),
        Change("Put an item off to the next meeting", "Put it off", says=says, facts=[("Item", item.title)]),
        do=lambda _: agenda.put_off(by=request.access, item=item, on=today(request)),
        back=reverse("meetings:meeting", args=[item.meeting.ref]),
        done="It is put off to the next meeting.",
    )
