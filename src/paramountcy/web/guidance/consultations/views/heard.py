"""The pages of what came back: the queue of moderators, events, and the group's response."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.terms.citation import cite
from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.consultations import forms, lists, reads
from paramountcy.web.guidance.consultations.actions import hearing, moderating, replying
from paramountcy.web.guidance.consultations.models import Event, Outcome, Reply
from paramountcy.web.guidance.consultations.status import HELD_WORDS, held
from paramountcy.web.guidance.consultations.views.run import FORM, here
from paramountcy.web.guidance.groups.identity import kinds_found
from paramountcy.web.guidance.worries.reads import handed_over

PAGES = Pages("consultations")
RESPONSE = "consultation-response"


@needs(Duty.RUN_GROUPS)
@require_safe
def queue(request: Asked) -> HttpResponse:
    rows = request.access.readable(RESPONSE).select_related("consultation").prefetch_related("moderations")
    listed = lists.QUEUE.over(rows, request.GET, here=reverse("consultations:queue"))
    request.access.shown(RESPONSE, listed.records)
    return PAGES.page(
        request, "listing", title="Responses to look at", listed=listed, caption="Responses",
        back=reverse("consultations:consultations"),
    )  # fmt: skip


@about(RESPONSE)
@require_safe
def response(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch(RESPONSE, ref)
    answers = list(one.answers.select_related("question"))
    return PAGES.page(
        request,
        "response",
        title="A response",
        one=one,
        words=HELD_WORDS[held(one)],
        answers=[(answer, reads.published_text(one, answer)) for answer in answers],
        found=moderating.identity_in(one, [answer.text for answer in answers]),
        history=[
            {"at": row.at, "heading": Outcome(row.outcome).label.capitalize(), "by": row.by.name, "text": row.reason}
            for row in one.moderations.select_related("by").order_by("-at", "-pk")
        ],
        handed=handed_over(access, RESPONSE, ref),
        offers=[Offer("Decide what is published", reverse("consultations:moderate", args=[ref]), kind="")],
        back=reverse("consultations:queue"),
    )


@about(RESPONSE)
@require_http_methods(FORM)
def moderate(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(RESPONSE, ref, Action.WRITE)
    found = moderating.identity_in(one, [answer.text for answer in one.answers.all()])
    form = forms.Moderate(typed(request), response=one, found=found)
    says = [
        "Until you decide, nobody else reads it. Where it worries you, go back and hand it to the front door first."
    ]
    if found:
        says.append(f"There is what looks like {' and '.join(found)} in it.")
    return PAGES.change(
        request,
        form,
        Change("What is published of a response", "Save", says=says, facts=[("Consent", one.get_consent_display())]),
        do=lambda _: moderating.moderate(by=request.access, response=one, **form.said),
        back=reverse("consultations:response", args=[ref]),
        to=reverse("consultations:queue"),
        done="It is decided.",
    )


@about("consultation")
@require_http_methods(FORM)
def add_event(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("consultation", ref, Action.WRITE)
    form = forms.EventForm(typed(request))
    return PAGES.change(
        request,
        form,
        Change("Add an event", "Add it", says=["What is said there is counted apart from responses."]),
        do=lambda _: hearing.add_event(by=request.access, consultation=one, **form.said),
        back=here(ref),
        done="The event was added. Add what was said there.",
    )


@about("consultation")
@require_http_methods(FORM)
def add_feedback(request: Asked, ref: str) -> HttpResponse:
    event = access_reads.only(Event.objects.select_related("consultation"), ref, by=request.access)
    one = request.access.fetch("consultation", event.consultation.ref, Action.WRITE)
    form = forms.FeedbackForm(typed(request), consultation=one, questions=reads.questions(one))
    return PAGES.change(
        request,
        form,
        Change("Add what was said", "Add it", facts=[("Event", event.title)]),
        do=lambda said: hearing.add_feedback(by=request.access, event=event, **said),
        back=here(one.ref),
        done="It was added.",
    )


@about("consultation")
@require_http_methods(FORM)
def write_reply(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("consultation", ref, Action.WRITE)
    last = one.replies.order_by("version").last()
    initial = {name: getattr(last, name) for name in ("we_asked", "you_said", "we_did")} if last else {}
    return PAGES.change(
        request,
        forms.ReplyForm(typed(request), initial=initial),
        Change("The response", "Save as a new version", says=["Versions before this one stay."]),
        do=lambda said: replying.write(by=request.access, consultation=one, **said),
        back=here(ref),
        done="A new version was saved. It is not public yet.",
    )


@about("consultation")
@require_http_methods(FORM)
def publish_reply(request: Asked, ref: str) -> HttpResponse:
    reply: Any = access_reads.only(Reply.objects.select_related("consultation"), ref, by=request.access)
    one = request.access.fetch("consultation", reply.consultation.ref, Action.WRITE)
    standing = version_of(cite("consultation", one.ref))
    found = kinds_found([reply.we_asked, reply.you_said, reply.we_did])
    says = [part for part in (standing.warns,) if part]
    if found:
        says.append(f"There is what looks like {' and '.join(found)} in it.")
    return PAGES.change(
        request,
        forms.ReleaseForm(typed(request), warns=standing.warns, found=found),
        Change("Publish the response", "Publish it", says=says, facts=[("Version", reply.version)]),
        do=lambda said: replying.publish(by=request.access, reply=reply, **said),
        back=here(one.ref),
        done="The response is public.",
        template="release",
        standing=standing,
    )
