"""Conflicts of interest: mine, and everybody's for those who look after them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import conflicts as actions
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import needs, signed_in
from paramountcy.web.access.models import Conflict
from paramountcy.web.access.models.exceptions import Nature
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import moment

FORM = ["GET", "HEAD", "POST"]
LIST = Listing(
    name="conflicts",
    one="conflict",
    many="conflicts",
    columns=(
        Column(
            "Who",
            lambda one: one.user.name,
            sort="user__name",
            link=lambda one: reverse("access:conflict", args=[one.ref]),
        ),
        Column("What", lambda one: Nature(one.nature).label.capitalize()),
        Column("Declared by", lambda one: one.declared_by.name),
        Column("From", lambda one: moment(one.from_at), sort="from_at"),
        Column("State", lambda one: "over" if one.to_at else "holds", tag=lambda one: "grey" if one.to_at else "red"),
    ),
    order=("to_at", "-from_at", "-pk"),
    empty="No conflict of interest has been declared.",
    to_do="If a record may be about yourself, somebody close to you, or a concern about you, say so now.",
    filters=(
        Filter(
            "state",
            "State",
            lambda: (("holds", "Holds"), ("over", "Over")),
            lambda rows, value: rows.filter(to_at__isnull=value == "holds"),
        ),
    ),
)


@signed_in("one's own conflicts; everybody's with the duty, which the read asks for")
@require_safe
def conflicts(request: Asked) -> HttpResponse:
    access = request.access
    listed = LIST.over(reads.conflicts(access), request.GET, here=reverse("access:conflicts"))
    access.shown("conflict", listed.records)
    no = access.may_do(Duty.MANAGE_CONFLICTS).says
    offers = [
        Offer("Declare a conflict of mine", reverse("access:declare"), kind=""),
        Offer("Declare somebody else’s", reverse("access:declare_of"), no=no),
    ]
    return page(request, "listing", title="Conflicts of interest", listed=listed, caption="Conflicts", offers=offers)


@signed_in("one's own conflict; another's with the duty, which the read asks for")
@require_safe
def conflict(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = reads.only(reads.conflicts(access), ref, by=access)
    access.note("read", access.may_do(Duty.MANAGE_CONFLICTS) if one.user_id != access.who.user else reads.OWN,
                kind="conflict", record=ref)  # fmt: skip
    own = actions.NOT_ONES_OWN if one.user_id == access.who.user else ""
    over = "It is over already." if one.to_at else ""
    no = over or own or access.may_do(Duty.MANAGE_CONFLICTS).says
    return page(
        request,
        "conflict",
        title="A conflict of interest",
        one=one,
        nature=Nature(one.nature).label,
        offers=[Offer("End it", reverse("access:end_conflict", args=[ref]), no=no, kind="warning")],
        back=reverse("access:conflicts"),
    )


SAYS = ["From now on they see nothing of that person, whatever their role. Only another person can end that."]


@signed_in("one's own conflict")
@require_http_methods(FORM)
def declare(request: Asked) -> HttpResponse:
    access = request.access
    return change(
        request,
        forms.Declare(typed(request), on=timezone.localdate(access.at)),
        Change(
            "Declare a conflict of interest",
            "Declare it",
            says=["From now on you see nothing of that person, whatever your role. Only another person can end that."],
            danger=True,
        ),
        do=lambda said: actions.declare(by=access, user=access.somebody, **said),
        back=reverse("access:conflicts"),
        done="Your conflict of interest holds from now on. Thank you for saying so.",
    )


@needs(Duty.MANAGE_CONFLICTS)
@require_http_methods(FORM)
def declare_of(request: Asked) -> HttpResponse:
    return change(
        request,
        forms.DeclareOf(typed(request), on=timezone.localdate(request.access.at)),
        Change("Declare somebody else’s conflict", "Declare it", says=SAYS, danger=True),
        do=lambda said: actions.declare(by=request.access, **said),
        back=reverse("access:conflicts"),
        done="The conflict of interest holds from now on.",
    )


@needs(Duty.MANAGE_CONFLICTS)
@require_http_methods(FORM)
def end_conflict(request: Asked, ref: str) -> HttpResponse:
    one: Conflict = reads.only(reads.conflicts(request.access), ref, by=request.access)
    facts: list[tuple[str, Any]] = [("Who", one.user.name), ("What", Nature(one.nature).label.capitalize())]
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("End a conflict of interest", "End it", facts=facts, danger=True),
        do=lambda said: actions.end(by=request.access, conflict=one, **said),
        back=reverse("access:conflict", args=[ref]),
        done="The conflict of interest is over.",
    )
