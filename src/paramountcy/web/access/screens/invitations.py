"""Invitations: made, with a link that is shown once; and withdrawn."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import people
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import needs
from paramountcy.web.access.models import Invitation
from paramountcy.web.access.roles import Duty, Role
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day

FORM = ["GET", "HEAD", "POST"]
LOOKED_AFTER = needs(Duty.MANAGE_PEOPLE)
COLOURS = {"open": "blue", "used": "green", "withdrawn": "grey", "too old": "yellow"}
WAY_IN = "invitation"
"""The name of the address that takes an invitation, with its secret: the sign-in's, introduced by the site."""


def state(one: Invitation) -> str:
    if one.used_at:
        return "used"
    if one.withdrawn_at:
        return "withdrawn"
    return "open" if one.ends_at > timezone.now() else "too old"


def _in_state(rows, value):
    unused = rows.filter(used_at__isnull=True, withdrawn_at__isnull=True)
    return {
        "open": unused.filter(ends_at__gt=timezone.now()),
        "old": unused.filter(ends_at__lte=timezone.now()),
        "used": rows.filter(used_at__isnull=False),
        "withdrawn": rows.filter(withdrawn_at__isnull=False),
    }[value]


LIST = Listing(
    name="invitations",
    one="invitation",
    many="invitations",
    columns=(
        Column("For", lambda one: one.name, sort="name", link=lambda one: reverse("access:invitation", args=[one.ref])),
        Column("Role", lambda one: Role(one.role).label.capitalize(), sort="role"),
        Column("Team", lambda one: reads.called(one.team, timezone.localdate())),
        Column("Good until", lambda one: day(timezone.localtime(one.ends_at)), sort="ends_at"),
        Column("State", state, tag=lambda one: COLOURS[state(one)]),
    ),
    order=("-made_at", "-pk"),
    empty="Nobody has been invited yet.",
    to_do="Invite somebody: you get a link, good for seven days, to give to them.",
    filters=(
        Filter(
            "state",
            "State",
            lambda: (("open", "Open"), ("used", "Used"), ("withdrawn", "Withdrawn"), ("old", "Too old")),
            _in_state,
        ),
    ),
)


def _all():
    return Invitation.objects.select_related("team__body", "invited_by").prefetch_related("team__body__names")


@LOOKED_AFTER
@require_safe
def invitations(request: Asked) -> HttpResponse:
    listed = LIST.over(_all(), request.GET, here=reverse("access:invitations"))
    request.access.shown("invitation", listed.records)
    offers = [Offer("Invite somebody", reverse("access:invite"), kind="")]
    return page(
        request, "listing", title="Invitations", listed=listed, caption="Invitations", offers=offers,
        back=reverse("access:people"),
    )  # fmt: skip


@LOOKED_AFTER
@require_safe
def invitation(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(_all(), ref, by=request.access)
    request.access.note("read", request.access.may_do(Duty.MANAGE_PEOPLE), kind="invitation", record=ref)
    no = "" if state(one) in ("open", "too old") else f"This invitation has been {state(one)} already."
    return page(
        request,
        "invitation",
        title="An invitation",
        one=one,
        role=Role(one.role).label.capitalize(),
        team=reads.called(one.team, timezone.localdate()),
        state=state(one),
        colour=COLOURS[state(one)],
        offers=[Offer("Withdraw it", reverse("access:withdraw", args=[ref]), no=no, kind="warning")],
        back=reverse("access:invitations"),
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def invite(request: Asked) -> HttpResponse:
    """The form; and in the answer to it, once and nowhere else, the link."""
    form = forms.Invite(typed(request), on=timezone.localdate(request.access.at))
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = people.invite(by=request.access, **form.cleaned_data)
        except NotDone as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            link = request.build_absolute_uri(reverse(WAY_IN, args=[secret]))
            return page(
                request, "invited", title="Give them this link", one=made, link=link, back=reverse("access:invitations")
            )
    words = Change(
        "Invite somebody",
        "Make the invitation",
        says=["You get a link to give to them yourself. It is good for seven days, and for one person."],
    )
    back = reverse("access:invitations")
    return page(request, "change", form=form, words=words, back=back, errors=bool(form.errors))


@LOOKED_AFTER
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(_all(), ref, by=request.access)
    request.access.note("read", request.access.may_do(Duty.MANAGE_PEOPLE), kind="invitation", record=ref)
    return change(
        request,
        forms.Because(typed(request), on=timezone.localdate(request.access.at)),
        Change("Withdraw an invitation", "Withdraw it", facts=[("For", one.name)], danger=True),
        do=lambda said: people.withdraw(by=request.access, invitation=one, **said),
        back=reverse("access:invitation", args=[ref]),
        done="The invitation was withdrawn: its link leads nowhere now.",
    )
