"""Closed records: agreeing, opening again, and who is on the list."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import restrictions as actions
from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import about_any, needs
from paramountcy.web.access.models import Restriction, RestrictionMember
from paramountcy.web.access.models.exceptions import Existence
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day, moment

FORM = ["GET", "HEAD", "POST"]


def _title(one: Restriction) -> str:
    guard = GUARDS.get(one.kind)
    return guard.title if guard else one.kind


def state(one: Restriction) -> str:
    return "agreed" if one.agreed_by_id else "to be agreed"


def _in_state(rows: Any, value: str) -> Any:
    if value == "agree":
        return rows.filter(agreed_by__isnull=True)
    if value == "asked":
        return rows.filter(members__agreed_by__isnull=True, members__ended_at__isnull=True, members__isnull=False)
    return rows.filter(review_on__lte=timezone.localdate())


LIST = Listing(
    name="restrictions",
    one="closed record",
    many="closed records",
    columns=(
        Column(
            "Record",
            lambda one: f"{_title(one).capitalize()} {one.record}",
            link=lambda one: reverse("access:restriction", args=[one.ref]),
        ),
        Column("Guardian", lambda one: one.guardian.name, sort="guardian__name"),
        Column("Closed", lambda one: moment(one.from_at), sort="from_at"),
        Column("Look again on", lambda one: day(one.review_on), sort="review_on"),
        Column("State", state, tag=lambda one: "green" if one.agreed_by_id else "yellow"),
    ),
    order=("agreed_at", "from_at", "pk"),
    empty="No record is closed.",
    to_do="A record is closed from its own page, under Access.",
    filters=(
        Filter(
            "state",
            "State",
            lambda: (("agree", "To be agreed"), ("asked", "Access asked for"), ("due", "To be looked at again")),
            _in_state,
        ),
    ),
)


@needs(Duty.AGREE_RESTRICTED)
@require_safe
def restrictions(request: Asked) -> HttpResponse:
    may = [one.pk for one in reads.restrictions(request.access)]
    rows = Restriction.objects.filter(pk__in=may).select_related("guardian")
    listed = LIST.over(rows, request.GET, here=reverse("access:restrictions"))
    request.access.shown("restriction", listed.records)
    return page(request, "listing", title="Closed records", listed=listed, caption="Closed records")


@about_any()
@require_safe
def restriction(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = reads.restriction(access, ref)
    today = timezone.localdate(access.at)
    may_not = access.may_do(Duty.AGREE_RESTRICTED).says
    two = may_not or (actions.TAKES_TWO if one.asked_by_id == access.who.user else "")
    agreed = "Another person has agreed already." if one.agreed_by_id else ""
    return page(
        request,
        "restriction",
        title="A closed record",
        one=one,
        what=_title(one),
        existence=Existence(one.existence).label,
        state=state(one),
        members=[(member, _who(member, today), _member_offers(access, member)) for member in reads.members(one)],
        offers=[
            Offer("Agree", reverse("access:agree", args=[ref]), no=agreed or two, kind=""),
            Offer("Open it again", reverse("access:lift", args=[ref]), no=two, kind="warning"),
        ],
        to=reverse("access:record", args=[one.kind, one.record]),
        back=reverse("access:restrictions"),
    )


def _who(member: RestrictionMember, today: Any) -> str:
    return member.user.name if member.user else reads.called(member.team, today) if member.team else ""


def _member_offers(access: Access, member: RestrictionMember) -> list[Offer]:
    no = access.may_do(Duty.AGREE_RESTRICTED).says
    guards = member.restriction.guardian_id == access.who.user
    offers = [Offer("Take off the list", reverse("access:take_off", args=[member.ref]), no="" if guards else no)]
    if member.agreed_by_id is None:
        own = actions.NOT_ONESELF_IN if member.user_id == access.who.user else ""
        two = actions.TAKES_TWO if member.asked_by_id == access.who.user else ""
        offers.insert(
            0, Offer("Let in", reverse("access:let_in_member", args=[member.ref]), no=no or own or two, kind="")
        )
    return offers


def _facts(one: Restriction) -> list[tuple[str, Any]]:
    return [("Record", f"{_title(one).capitalize()} {one.record}"), ("Why it is closed", one.reason)]


@about_any()
@require_http_methods(FORM)
def agree(request: Asked, ref: str) -> HttpResponse:
    one = reads.restriction(request.access, ref)
    return change(
        request,
        forms.Agree(typed(request), on=timezone.localdate(request.access.at), initial={"review_on": one.review_on}),
        Change("Agree that a record is closed", "Agree", facts=_facts(one)),
        do=lambda said: actions.agree(by=request.access, restriction=one, **said),
        back=reverse("access:restriction", args=[ref]),
        done="You have agreed.",
    )


@about_any()
@require_http_methods(FORM)
def lift(request: Asked, ref: str) -> HttpResponse:
    one = reads.restriction(request.access, ref)
    says = ["Everybody whose role lets them can read it from then on."]
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("Open a record again", "Open it", says=says, facts=_facts(one), danger=True),
        do=lambda said: actions.lift(by=request.access, restriction=one, **said),
        back=reverse("access:restriction", args=[ref]),
        to=reverse("access:first"),
        done="The record is open again.",
    )


@about_any()
@require_http_methods(FORM)
def let_in_member(request: Asked, ref: str) -> HttpResponse:
    member = _member(request.access, ref)
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("Let somebody read a closed record", "Let them in", facts=_member_facts(request.access, member)),
        do=lambda said: actions.let_in(by=request.access, member=member, **said),
        back=reverse("access:restriction", args=[member.restriction.ref]),
        done="They are on the list.",
    )


@about_any()
@require_http_methods(FORM)
def take_off(request: Asked, ref: str) -> HttpResponse:
    member = _member(request.access, ref)
    facts = _member_facts(request.access, member)
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("Take somebody off the list", "Take them off", facts=facts, danger=True),
        do=lambda said: actions.take_off(by=request.access, member=member, **said),
        back=reverse("access:restriction", args=[member.restriction.ref]),
        done="They are off the list.",
    )


def _member(by: Access, ref: str) -> RestrictionMember:
    """Somebody on a list, or asked to be, of a restriction that one may look after."""
    rows = RestrictionMember.objects.filter(ended_at__isnull=True)
    member = reads.only(rows.select_related("restriction", "user", "team__body", "asked_by"), ref, by=by)
    reads.restriction(by, member.restriction.ref)
    return member


def _member_facts(by: Access, member: RestrictionMember) -> list[tuple[str, Any]]:
    return [
        *_facts(member.restriction),
        ("Who", _who(member, timezone.localdate(by.at))),
        ("Asked by", member.asked_by.name),
        ("Why they asked", member.reason),
    ]
