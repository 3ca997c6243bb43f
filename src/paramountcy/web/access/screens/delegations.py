"""My tasks, done by a colleague for a time; and theirs, done by me."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import roles
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import needs, signed_in
from paramountcy.web.access.models import Delegation
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import DONE, Change, Offer, change, page, typed


@signed_in("one's own tasks, given and taken")
@require_safe
def delegations(request: Asked) -> HttpResponse:
    access = request.access
    no = access.may_do(Duty.DELEGATE).says
    return page(
        request,
        "delegations",
        title="Tasks handed over",
        rows=[
            (one, *_state(one, access.at), one.giver_id == access.somebody.pk) for one in reads.my_delegations(access)
        ],
        offers=[Offer("Hand over my tasks", reverse("access:delegate"), no=no, kind="")],
        back=reverse("access:first"),
    )


@needs(Duty.DELEGATE)
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: Asked) -> HttpResponse:
    def do(said: dict[str, Any]) -> Any:
        start, end = said.pop("from_at"), said.pop("to_at")
        return roles.delegate(by=request.access, from_at=_start(start), to_at=_start(end + timedelta(days=1)), **said)

    return change(
        request,
        forms.Delegate(typed(request), on=timezone.localdate(request.access.at)),
        Change(
            "Hand over my tasks",
            "Hand them over",
            says=[
                "Your colleague sees what your role shows, and nothing that is closed. What they do is in their name."
            ],
        ),
        do=do,
        back=reverse("access:delegations"),
        done="Your tasks are handed over.",
    )


@signed_in("the two whom it is between")
@require_POST
def take_back(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(reads.my_delegations(request.access), ref, by=request.access)
    roles.take_back(by=request.access, delegation=one)
    request.session[DONE] = "The tasks are back where they were."
    return redirect("access:delegations")


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _state(one: Delegation, at: datetime) -> tuple[str, str]:
    if one.ended_at or one.to_at <= at:
        return "over", "grey"
    return ("now", "green") if one.from_at <= at else ("to come", "blue")
