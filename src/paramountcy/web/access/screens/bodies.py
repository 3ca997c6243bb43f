"""Bodies and their teams: what they are called, from when to when."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import bodies as actions
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import needs
from paramountcy.web.access.models import Body, Team
from paramountcy.web.access.models.bodies import BodyName, BodyType
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed
from paramountcy.web.kit.lists import Column, Filter, Listing

FORM = ["GET", "HEAD", "POST"]
LOOKED_AFTER = needs(Duty.MANAGE_BODIES)


def _name(body: Body) -> BodyName | None:
    return body.name_on(timezone.localdate())


def _teams(body: Body) -> int:
    today = timezone.localdate()
    return sum(1 for one in body.teams.all() if one.to_day is None or one.to_day >= today)


LIST = Listing(
    name="bodies",
    one="body",
    many="bodies",
    columns=(
        Column(
            "Name",
            lambda one: named.name if (named := _name(one)) else "",
            link=lambda one: reverse("access:body", args=[one.ref]),
            sort="last_name",
        ),
        Column("What it is", lambda one: BodyType(named.body_type).label if (named := _name(one)) else ""),
        Column("Teams", _teams, numeric=True),
    ),
    order=("last_name", "pk"),
    empty="There is no body yet.",
    to_do="Add the local authority first, then the bodies that work with it.",
    filters=(
        Filter(
            "type",
            "What it is",
            lambda: BodyType.choices,
            lambda rows, value: rows.filter(names__body_type=value).distinct(),
        ),
    ),
)


@LOOKED_AFTER
@require_safe
def bodies(request: Asked) -> HttpResponse:
    listed = LIST.over(reads.bodies(), request.GET, here=reverse("access:bodies"))
    offers = [Offer("Add a body", reverse("access:add_body"), kind="")]
    return page(request, "listing", title="Bodies and teams", listed=listed, caption="Bodies", offers=offers)


@LOOKED_AFTER
@require_safe
def body(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(reads.bodies(), ref, by=request.access)
    today = timezone.localdate(request.access.at)
    named = one.name_on(today)
    return page(
        request,
        "body",
        title="A body",
        name=named.name if named else "",
        kind=BodyType(named.body_type).label if named else "",
        names=[(known, BodyType(known.body_type).label) for known in reversed(one.names.all())],
        teams=[(team, team.to_day is not None and team.to_day < today) for team in one.teams.all()],
        offers=[
            Offer("Add a team", reverse("access:add_team", args=[ref]), kind=""),
            Offer("Rename it", reverse("access:rename", args=[ref])),
        ],
        back=reverse("access:bodies"),
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def add_body(request: Asked) -> HttpResponse:
    return change(
        request,
        forms.NameBody(typed(request), on=timezone.localdate(request.access.at)),
        Change("Add a body", "Add it"),
        do=lambda said: actions.add_body(by=request.access, **said),
        back=reverse("access:bodies"),
        done="The body was added.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def rename(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(reads.bodies(), ref, by=request.access)
    named = one.name_on(timezone.localdate(request.access.at))
    initial: dict[str, Any] = {"name": named.name, "body_type": named.body_type} if named else {}
    return change(
        request,
        forms.NameBody(typed(request), on=timezone.localdate(request.access.at), initial=initial),
        Change("Rename a body", "Rename it", says=["What it was called before stays, with its dates."]),
        do=lambda said: actions.rename_body(by=request.access, body=one, **said),
        back=reverse("access:body", args=[ref]),
        done="The body has its new name.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def add_team(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(reads.bodies(), ref, by=request.access)
    named = one.name_on(timezone.localdate(request.access.at))
    return change(
        request,
        forms.NameTeam(typed(request), on=timezone.localdate(request.access.at)),
        Change("Add a team", "Add it", facts=[("Body", named.name)] if named else []),
        do=lambda said: actions.add_team(by=request.access, body=one, **said),
        back=reverse("access:body", args=[ref]),
        done="The team was added.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def end_team(request: Asked, ref: str) -> HttpResponse:
    team = reads.only(Team.objects.select_related("body"), ref, by=request.access)
    today = timezone.localdate(request.access.at)
    return change(
        request,
        forms.EndOn(typed(request), on=today),
        Change(
            "End a team",
            "End it",
            says=["Every role that is held in it ends on that day too."],
            facts=[("Team", reads.called(team, today))],
            danger=True,
        ),
        do=lambda said: actions.end_team(by=request.access, team=team, **said),
        back=reverse("access:body", args=[team.body.ref]),
        done="The team has a last day now.",
    )
