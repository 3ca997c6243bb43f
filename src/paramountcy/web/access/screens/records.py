"""
Access to one record, of whichever kind: who works with it, what I may do, whether it is closed and to whom; and the
question why it is opened.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads, reasons
from paramountcy.web.access.actions import conflicts, restrictions
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access, Asked, Refusal
from paramountcy.web.access.doors import about_any
from paramountcy.web.access.models import Restriction
from paramountcy.web.access.models.exceptions import Existence
from paramountcy.web.access.records import GUARDS, now_is_between
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed

FORM = ["GET", "HEAD", "POST"]
WORDS = {
    Action.READ: "Read it",
    Action.PRINT: "Print it",
    Action.EXPORT: "Export it",
    Action.WRITE: "Write in it",
    Action.DECIDE: "Decide about it",
    Action.RESTRICT: "Close it, or ask for access for somebody",
}


@about_any()
@require_safe
def record(request: Asked, kind: str, ref: str) -> HttpResponse:
    """Who works with a record, what one may do with it, and to whom it is open."""
    access = request.access
    found = access.fetch(kind, ref)
    guard = GUARDS[kind]
    closed = _closed(access, kind, ref)
    may = [(WORDS[one], access.may(one, found, kind)) for one in WORDS]
    return page(
        request,
        "record",
        title=f"Access to a {guard.title}",
        kind=kind,
        ref=ref,
        what=guard.title,
        to=reverse(guard.page, args=[ref]) if guard.page else "",
        may=may,
        people=sorted(guard.of(found, at=access.at).people),
        involved=[_worker(one, access) for one in reads.involved(kind, ref, at=access.at)],
        closed=closed,
        existence=Existence(closed.existence).label if closed else "",
        members=reads.members(closed) if closed else [],
        called=lambda team: reads.called(team, timezone.localdate(access.at)),
        offers=_offers(access, found, kind, closed),
    )


def _offers(access: Access, found: Any, kind: str, closed: Restriction | None) -> list[Offer]:
    no = access.may(Action.RESTRICT, found, kind).says
    offers = [Offer("Say that I have a conflict of interest", reverse("access:conflict_here", args=[kind, found.ref]))]
    if closed is None:
        return [Offer("Close this record", reverse("access:close", args=[kind, found.ref]), no=no), *offers]
    offers.insert(0, Offer("Ask for access for somebody", reverse("access:ask_for", args=[kind, found.ref]), no=no))
    if access.may_do(Duty.AGREE_RESTRICTED) or closed.guardian_id == access.who.user:
        offers.insert(0, Offer("Look after this restriction", reverse("access:restriction", args=[closed.ref])))
    return offers


def _worker(one: Any, access: Access) -> dict[str, Any]:
    on = timezone.localdate(access.at)
    if one.user:
        who = one.user.name
    elif one.team:
        who = reads.called(one.team, on)
    else:
        named = one.body.name_on(on)
        who = named.name if named else ""
    return {"who": who, "as_what": one.as_what, "from_at": one.from_at}


def _closed(access: Access, kind: str, ref: str) -> Restriction | None:
    rows = Restriction.objects.filter(now_is_between(access.at, end="lifted_at"), kind=kind, record=ref)
    return rows.select_related("guardian", "asked_by", "agreed_by").first()


@about_any()
@require_POST
def why(request: Asked, kind: str, ref: str) -> HttpResponse:
    """Takes the reason for opening a record, for this record only, and goes on to it."""
    verdict = request.access.may_read(kind, ref)
    request.access.note("give reason", verdict, kind=kind, record=ref)
    if not verdict:
        raise Refusal(verdict, kind=kind, record=ref)
    given = {"why": request.POST.get("why", ""), "other": request.POST.get("other", "")}
    try:
        reasons.give(request.session, kind=kind, record=ref, **given)
    except NotDone as wrong:
        told = reasons.question(request, chosen=given["why"], other=given["other"], wrong=wrong)
        return render(request, "access/why.html", {**told, "kind": kind, "record": ref}, using="paramountcy")
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return redirect(to if safe and to.startswith("/") else reverse("access:record", args=[kind, ref]))


@about_any()
@require_http_methods(FORM)
def close(request: Asked, kind: str, ref: str) -> HttpResponse:
    request.access.fetch(kind, ref, Action.RESTRICT)
    title = GUARDS[kind].title
    return change(
        request,
        forms.Close(typed(request), on=timezone.localdate(request.access.at)),
        Change(
            f"Close this {title}",
            "Close it now",
            says=[
                "From now on only its list and its guardian can read it: not you either, unless you guard it.",
                "Front door and emergency duty see that it exists, and whom to ring. Another person agrees afterwards, "
                "and may change that.",
            ],
            danger=True,
        ),
        do=lambda said: restrictions.close(by=request.access, kind=kind, record=ref, **said),
        back=reverse("access:record", args=[kind, ref]),
        to=reverse("access:first"),
        done=f"The {title} is closed, and its guardian has been told.",
    )


@about_any()
@require_http_methods(FORM)
def ask_for(request: Asked, kind: str, ref: str) -> HttpResponse:
    """Ask that somebody be on the list of a closed record."""
    request.access.fetch(kind, ref, Action.RESTRICT)
    closed = _closed(request.access, kind, ref)

    def do(said: dict[str, Any]) -> Any:
        if closed is None:
            raise NotDone("This record is not closed: nobody needs to be let in.")
        return restrictions.ask_for(by=request.access, restriction=closed, **said)

    return change(
        request,
        forms.AskFor(typed(request), on=timezone.localdate(request.access.at)),
        Change("Ask for access for somebody", "Ask", says=["It holds when another person has agreed."]),
        do=do,
        back=reverse("access:record", args=[kind, ref]),
        done="Asked. Another person must agree.",
    )


@about_any()
@require_http_methods(FORM)
def conflict_here(request: Asked, kind: str, ref: str) -> HttpResponse:
    """Say that one has a conflict with the people a record is about: with all of them."""
    access = request.access
    found = access.fetch(kind, ref)
    people = sorted(GUARDS[kind].of(found, at=access.at).people)

    def do(said: dict[str, Any]) -> Any:
        if not people:
            raise NotDone("This record is about nobody, so there is nobody to have a conflict with.")
        return [conflicts.declare(by=access, user=access.somebody, person=one, **said) for one in people]

    count = "the person" if len(people) == 1 else f"the {len(people)} people"
    return change(
        request,
        forms.DeclareHere(typed(request), on=timezone.localdate(access.at)),
        Change(
            "Say that you have a conflict of interest",
            "Declare it",
            says=[f"From now on you see nothing of {count} this record is about. Only another person can end that."],
            danger=True,
        ),
        do=do,
        back=reverse("access:record", args=[kind, ref]),
        to=reverse("access:first"),
        done="Your conflict of interest holds from now on. Thank you for saying so.",
    )
