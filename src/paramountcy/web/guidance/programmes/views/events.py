"""Events outside the programmes, what depends on them, and the looks that a change calls for."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.programmes import actions, forms, lists, reads, status
from paramountcy.web.guidance.programmes.models import Dependence
from paramountcy.web.guidance.programmes.views.programmes import FORM, PAGES, offers, sub
from paramountcy.web.guidance.programmes.views.strands import back_to, of_programme


@about("event")
@require_safe
def events(request: Asked) -> HttpResponse:
    access = request.access
    listed = lists.EVENTS.over(reads.events(access), request.GET, here=reverse("programmes:events"))
    access.shown("event", listed.records)
    no = access.may_do(Duty.RUN_GROUPS).says
    return PAGES.page(
        request,
        "listing",
        title="Events that programmes wait for",
        listed=listed,
        caption="Events",
        offers=[Offer("Note an event", reverse("programmes:note_event"), no=no, kind="")],
        sub=sub(request),
        says="When what is expected of an event changes, everything that depends on it is flagged until somebody has "
        "looked at it.",
    )


@about("event")
@require_safe
def event(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("event", ref)
    waiting = reads.depends_on(access, one)
    seen = {w.dependence.programme.pk: w.dependence.programme for w in waiting}
    access.shown("programme", seen.values())
    return PAGES.page(
        request,
        "event",
        title="An event",
        event=one,
        expectations=list(one.expectations.order_by("-pk")),
        waiting=waiting,
        flags=sum(1 for w in waiting if w.flag),
        leads={w.dependence.cited: address_of(w.dependence.cited) for w in waiting if w.dependence.cited},
        colours=status.OUTLOOK_COLOURS,
        writes=bool(access.may(Action.WRITE, one, "event")),
        offers=offers(
            access, one, "event", ("Something else is expected of it now", reverse("programmes:expect", args=[ref]))
        ),
        back=reverse("programmes:events"),
    )


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def note_event(request: Asked) -> HttpResponse:
    access = request.access
    form = forms.EventForm(typed(request), on=reads.on_day(access), circles=groups.my_circles(access))
    return PAGES.change(
        request,
        form,
        Change("Note an event", "Note it", says=["A thing outside your programmes that they wait for."]),
        do=lambda said: actions.note_event(by=access, **form.told()),
        back=reverse("programmes:events"),
        to=lambda made: reverse("programmes:event", args=[made.ref]),
        done="The event was noted. Say on the page of a programme what depends on it.",
    )


@about("event")
@require_http_methods(FORM)
def expect(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("event", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.ExpectForm(typed(request), on=reads.on_day(request.access)),
        Change("Something else is expected", "Save", facts=[("Event", one.title)],
               says=["Everything that depends on it is flagged until somebody has looked at it. What was expected "
                     "before stays."]),
        do=lambda said: actions.expect(by=request.access, event=one, **said),
        back=reverse("programmes:event", args=[ref]),
        done="It was noted. Look now at what depends on it.",
    )  # fmt: skip


@about("programme")
@require_http_methods(FORM)
def depend(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("programme", ref, Action.WRITE)
    form = forms.DependForm(
        typed(request),
        events=access.readable("event").order_by("title"),
        strands=reads.strands_of(one),
        milestones=reads.milestones_of(one),
    )
    return PAGES.change(
        request,
        form,
        Change("Something depends on an event", "Save", facts=[("Programme", one.title)]),
        do=lambda said: actions.depend(by=access, programme=one, **said),
        back=back_to(one),
        done="It was noted: when the event changes, it is flagged.",
    )


@about("programme")
@require_http_methods(FORM)
def look(request: Asked, ref: str) -> HttpResponse:
    rows = Dependence.objects.select_related("programme", "event", "strand", "milestone")
    dependence, one = of_programme(request, rows, ref)
    request.access.fetch("event", dependence.event.ref)
    expected = reads.latest(dependence.event)
    facts = [("What depends", dependence.what), ("How", dependence.how), ("Event", dependence.event.title)]
    if expected:
        facts.append(("Expected now", f"{expected.get_outlook_display()}: {expected.text}"))
    return PAGES.change(
        request,
        forms.LookForm(typed(request)),
        Change("Does it still fit?", "Save", facts=facts),
        do=lambda said: actions.look(by=request.access, dependence=dependence, **said),
        back=back_to(one),
        done="It was noted that you looked.",
    )


@about("programme")
@require_POST
def end_dependence(request: Asked, ref: str) -> HttpResponse:
    dependence, one = of_programme(request, Dependence.objects.select_related("programme"), ref)
    actions.end_dependence(by=request.access, dependence=dependence)
    return redirect(back_to(one))
