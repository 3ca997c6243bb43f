"""People who sign in: a list, a search, one of them, and what is done with them."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import roles, searches
from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import needs
from paramountcy.web.access.models import RoleGrant, User
from paramountcy.web.access.roles import Duty, Role
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed
from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column, Filter, Listing

FORM = ["GET", "HEAD", "POST"]
LOOKED_AFTER = needs(Duty.MANAGE_PEOPLE)


def state(user: User) -> str:
    return "may sign in" if user.is_active and user.ended_at is None else "shut out"


def roles_in_words(user: User) -> str:
    """What somebody holds today, in a line."""
    today = timezone.localdate()
    held = [one for one in user.grants.all() if one.from_day <= today and (one.to_day is None or one.to_day >= today)]
    return "; ".join(f"{Role(one.role).label.capitalize()}, {reads.called(one.team, today)}" for one in held) or "None"


def _in_state(rows: Any, value: str) -> Any:
    may = {"is_active": True, "ended_at__isnull": True}
    if value == "out":
        return rows.exclude(**may)
    rows = rows.filter(**may)
    return reads.without_role(rows, timezone.localdate()) if value == "idle" else rows


LIST = Listing(
    name="people",
    one="person",
    many="people",
    columns=(
        Column("Name", lambda one: one.name, link=lambda one: reverse("access:person", args=[one.ref]), sort="name"),
        Column("E-mail address", lambda one: one.email, sort="email"),
        Column("Roles today", roles_in_words),
        Column("State", state, tag=lambda one: "green" if state(one) == "may sign in" else "grey", sort="is_active"),
    ),
    order=("name", "pk"),
    empty="Nobody signs in yet.",
    to_do="Invite the first person.",
    filters=(
        Filter(
            "state",
            "State",
            lambda: (("may", "May sign in"), ("out", "Shut out"), ("idle", "May sign in, without a role")),
            _in_state,
        ),
        Filter(
            "role",
            "Role today",
            lambda: Role.choices,
            lambda rows, value: reads.with_role(rows, timezone.localdate(), role=value),
        ),
        Filter(
            "team",
            "Team today",
            lambda: [
                (one.ref, reads.called(one, timezone.localdate())) for one in reads.open_teams(timezone.localdate())
            ],
            lambda rows, value: reads.with_role(rows, timezone.localdate(), team__ref=value),
        ),
    ),
)


@LOOKED_AFTER
@require_safe
def people(request: Asked) -> HttpResponse:
    here = reverse("access:people")
    listed = LIST.over(reads.people(), request.GET, here=here, export=reverse("access:people_export"))
    request.access.shown("user", listed.records)
    return _list(request, listed, words="")


@LOOKED_AFTER
@require_POST
def search(request: Asked) -> HttpResponse:
    form = forms.Search(request.POST)
    words = form.cleaned_data["words"].strip() if form.is_valid() else ""
    if not words:
        return redirect("access:people")
    kept = searches.remember(by=request.access, kind="user", terms={"words": words})
    return redirect("access:people_found", kept.ref)


@LOOKED_AFTER
@require_safe
def found(request: Asked, ref: str) -> HttpResponse:
    kept = searches.recall(by=request.access, kind="user", ref=ref)
    words = kept.terms["words"]
    listed = LIST.over(reads.found_people(words), request.GET, here=reverse("access:people_found", args=[ref]))
    request.access.shown("user", listed.records, action="search", search=ref)
    return _list(request, listed, words=words)


@LOOKED_AFTER
@require_safe
def people_export(request: Asked) -> HttpResponseBase:
    records = list(LIST.whole(reads.people(), request.GET))
    request.access.shown("user", records, action="export")
    return export(LIST.columns, records, name="people")


def _list(request: Asked, listed: Any, *, words: str) -> HttpResponse:
    box = {
        "to": reverse("access:people_search"),
        "label": "Search by name or e-mail address",
        "hint": "",
        "value": words,
        "clear": reverse("access:people"),
    }
    offers = [
        Offer("Invite somebody", reverse("access:invite"), kind=""),
        Offer("Invitations", reverse("access:invitations")),
    ]
    return page(request, "listing", title="People", listed=listed, caption="People", search=box, offers=offers)


@LOOKED_AFTER
@require_safe
def person(request: Asked, ref: str) -> HttpResponse:
    user = _one(request.access, ref)
    today = timezone.localdate(request.access.at)
    mine = user.pk == request.access.somebody.pk
    offers = [
        Offer("Give a role", reverse("access:give", args=[ref]), no=roles.NOT_TO_ONESELF if mine else "", kind="")
    ]
    if state(user) == "may sign in":
        to = reverse("access:shut_out", args=[ref])
        offers.append(Offer("Shut out", to, no=roles.NOT_ONESELF_OUT if mine else "", kind="warning"))
    else:
        offers.append(Offer("Let in again", reverse("access:let_in", args=[ref])))
    return page(
        request,
        "person",
        title="A person who signs in",
        user=user,
        state=state(user),
        grants=[(one, Role(one.role).label.capitalize(), _when(one, today)) for one in reads.grants(user)],
        called=lambda team: reads.called(team, today),
        offers=offers,
        back=reverse("access:people"),
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def give(request: Asked, ref: str) -> HttpResponse:
    user = _one(request.access, ref)
    return change(
        request,
        forms.Give(typed(request), on=timezone.localdate(request.access.at)),
        Change("Give a role", "Give the role", facts=_facts(user)),
        do=lambda said: roles.give(by=request.access, user=user, **said),
        back=reverse("access:person", args=[ref]),
        done="The role was given.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def end(request: Asked, ref: str) -> HttpResponse:
    grant = reads.only(RoleGrant.objects.select_related("user", "team__body"), ref, by=request.access)
    request.access.note("read", request.access.may_do(Duty.MANAGE_PEOPLE), kind="user", record=grant.user.ref)
    today = timezone.localdate(request.access.at)
    facts = [
        *_facts(grant.user),
        ("Role", Role(grant.role).label.capitalize()),
        ("Team", reads.called(grant.team, today)),
    ]
    return change(
        request,
        forms.EndOn(typed(request), on=today),
        Change("End a role", "End the role", facts=facts, danger=True),
        do=lambda said: roles.end(by=request.access, grant=grant, **said),
        back=reverse("access:person", args=[grant.user.ref]),
        done="The role has a last day now.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def shut_out(request: Asked, ref: str) -> HttpResponse:
    user = _one(request.access, ref)
    says = ["They can’t sign in from now on. If they are signed in, that ends with the next page they open."]
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("Shut somebody out", "Shut them out", says=says, facts=_facts(user), danger=True),
        do=lambda said: roles.shut_out(by=request.access, user=user, **said),
        back=reverse("access:person", args=[ref]),
        done="They can’t sign in any more.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def let_in(request: Asked, ref: str) -> HttpResponse:
    user = _one(request.access, ref)
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("Let somebody in again", "Let them in", says=["Their roles are as they were."], facts=_facts(user)),
        do=lambda said: roles.let_in(by=request.access, user=user, **said),
        back=reverse("access:person", args=[ref]),
        done="They may sign in again.",
    )


def _one(by: Access, ref: str) -> User:
    user = reads.only(reads.people(), ref, by=by)
    by.note("read", by.may_do(Duty.MANAGE_PEOPLE), kind="user", record=ref)
    return user


def _facts(user: User) -> list[tuple[str, Any]]:
    return [("Person", user.name), ("E-mail address", user.email)]


def _when(grant: RoleGrant, today: Any) -> tuple[str, str]:
    if grant.from_day > today:
        return "to come", "blue"
    return ("ended", "grey") if grant.to_day and grant.to_day < today else ("held", "green")
