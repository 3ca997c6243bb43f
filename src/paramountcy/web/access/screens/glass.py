"""Breaking the glass: the pause before it, ending it early, and looking at it afterwards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import glass as actions
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import about_any, needs, signed_in
from paramountcy.web.access.models import BreakGlass
from paramountcy.web.access.models.exceptions import GlassOutcome
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import DONE, Change, Offer, change, page, typed
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import moment

FORM = ["GET", "HEAD", "POST"]


def what(one: BreakGlass) -> str:
    guard = GUARDS.get(one.kind)
    return f"{guard.title.capitalize() if guard else one.kind} {one.record}"


def state(one: BreakGlass) -> str:
    if one.reviewed_at:
        return str(GlassOutcome(one.outcome).label)
    return "overdue" if reads.overdue(one, at=timezone.now()) else "to look at"


COLOURS = {"overdue": "red", "to look at": "yellow", "justified": "green", "not justified": "red"}


def _in_state(rows: Any, value: str) -> Any:
    if value == "late":
        rows = rows.filter(begun_at__lt=timezone.now() - reads.REVIEW_WITHIN)
    return rows.filter(reviewed_at__isnull=value != "done")


LIST = Listing(
    name="glass",
    one="time",
    many="times",
    columns=(
        Column(
            "When",
            lambda one: moment(one.begun_at),
            sort="begun_at",
            link=lambda one: reverse("access:glass_one", args=[one.ref]),
        ),
        Column("Who", lambda one: one.user.name, sort="user__name"),
        Column("Record", what),
        Column("State", state, tag=lambda one: COLOURS.get(state(one), "grey")),
    ),
    order=("begun_at", "pk"),
    empty="Nobody has broken the glass.",
    to_do="When somebody does, you are told at once, and it waits here to be looked at.",
    filters=(
        Filter(
            "state",
            "State",
            lambda: (("wait", "To look at"), ("late", "Overdue"), ("done", "Looked at")),
            _in_state,
        ),
    ),
    chosen={"state": "wait"},
)


@about_any()
@require_http_methods(FORM)
def break_glass(request: Asked, kind: str, ref: str) -> HttpResponse:
    """The pause: what it means, why, and for how long."""
    access = request.access
    verdict = access.may_break_glass(kind, ref)
    access.note("look at glass", verdict, kind=kind, record=ref)
    if not verdict:
        raise Refusal(verdict)
    guard = GUARDS[kind]

    def do(said: dict[str, Any]) -> Any:
        return actions.break_glass(
            by=access, kind=kind, record=ref, reason=said["reason"], minutes=int(said["minutes"])
        )

    return change(
        request,
        forms.Break(typed(request)),
        Change("Are you sure you must read this now?", "Break the glass", danger=True),
        do=do,
        back=reverse("access:first"),
        to=reverse(guard.page or "access:record", args=[ref] if guard.page else [kind, ref]),
        done="You may read it now. Everything that you read is noted.",
        template="break_glass",
        what=guard.title,
    )


@signed_in("one's own broken glass")
@require_safe
def my_glass(request: Asked) -> HttpResponse:
    at = request.access.at
    rows = [
        (one, what(one), _now(one, at), reverse("access:record", args=[one.kind, one.record]))
        for one in reads.my_glass(request.access)
    ]
    outcomes = dict(GlassOutcome.choices)
    return page(
        request,
        "my_glass",
        title="Glass that I have broken",
        rows=rows,
        outcomes=outcomes,
        back=reverse("access:first"),
    )


def _now(one: BreakGlass, at: Any) -> bool:
    return one.ended_at is None and one.ends_at > at


@signed_in("one's own broken glass")
@require_POST
def mend(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(reads.my_glass(request.access), ref, by=request.access)
    actions.mend(by=request.access, glass=one)
    request.session[DONE] = "You can’t read it any more."
    return redirect("access:my_glass")


@needs(Duty.REVIEW_BROKEN_GLASS)
@require_safe
def glass(request: Asked) -> HttpResponse:
    access = request.access
    listed = LIST.over(reads.all_glass(access), request.GET, here=reverse("access:glass"))
    access.shown("glass", listed.records)
    return page(request, "listing", title="Broken glass", listed=listed, caption="Broken glass")


@needs(Duty.REVIEW_BROKEN_GLASS)
@require_http_methods(FORM)
def glass_one(request: Asked, ref: str) -> HttpResponse:
    """One time: who, why, what they read meanwhile; and what somebody else found."""
    access = request.access
    one = reads.only(reads.all_glass(access), ref, by=access)
    access.note("read glass", access.may_do(Duty.REVIEW_BROKEN_GLASS), kind=one.kind, record=one.record)
    own = actions.NOT_ONES_OWN if one.user_id == access.who.user else ""
    done = "It has been looked at." if one.reviewed_at else ""
    return change(
        request,
        forms.LookAt(typed(request)),
        Change("Broken glass", "Record what you found"),
        do=lambda said: actions.review(by=access, glass=one, outcome=said["outcome"], note=said["reason"]),
        back=reverse("access:glass"),
        done="What you found is kept, and they have been told.",
        template="glass_one",
        one=one,
        what=what(one),
        state=state(one),
        colour=COLOURS.get(state(one), "grey"),
        until=one.ended_at or one.ends_at,
        read=reads.read_by_glass(one),
        outcome=GlassOutcome(one.outcome).label if one.outcome else "",
        no=own or done,
        offers=[
            Offer(
                "Who has looked at this record",
                reverse("access:who_looked", args=[one.kind, one.record]),
                no=access.may_do(Duty.SEE_AUDIT).says,
            )
        ],
    )
