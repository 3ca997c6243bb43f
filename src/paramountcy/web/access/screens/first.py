"""The first page: my roles, what I have been told, and what waits for me."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import notices
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import signed_in
from paramountcy.web.access.models import Notice
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Role
from paramountcy.web.access.screens.page import page
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import moment

SAYS = {
    "guards a record": "A record was closed, and you guard it",
    "may see a closed record": "You may now see a closed record",
    "glass broken": "Somebody broke the glass to read a record",
    "conflict declared": "A conflict of interest was declared",
    "broken glass was looked at": "Your breaking of the glass was looked at",
}
"""What each notice says. One that is not here says what it is about, in its own words."""


def says(notice: Notice) -> str:
    return SAYS.get(notice.about, notice.about.capitalize())


@signed_in("what one holds, and what waits for oneself")
@require_safe
def first(request: Asked) -> HttpResponse:
    access = request.access
    today = timezone.localdate(access.at)
    mine = reads.grants(access.somebody)
    return page(
        request,
        "first",
        title="Your work",
        roles=[_role(one, today) for one in mine.filter(reads.held_on(today))],
        lent=reads.lent_to(access),
        waiting=reads.waiting(access),
        notices=[(one, says(one)) for one in reads.notices(access).filter(read_at__isnull=True)[:10]],
        unread=reads.notices(access).filter(read_at__isnull=True).count(),
    )


def _role(grant, today):
    return {
        "role": Role(grant.role).label.capitalize(),
        "team": reads.called(grant.team, today),
        "to_day": grant.to_day,
    }


LIST = Listing(
    name="notices",
    one="notice",
    many="notices",
    columns=(
        Column("What", says, link=lambda one: reverse("access:notice", args=[one.ref])),
        Column("When", lambda one: moment(one.made_at), sort="made_at"),
        Column(
            "State", lambda one: "read" if one.read_at else "new", tag=lambda one: "grey" if one.read_at else "blue"
        ),
    ),
    order=("-made_at", "-pk"),
    empty="You have no notices.",
    to_do="You are told here when something is asked of you, or done about a record that you guard.",
    filters=(
        Filter(
            "state",
            "State",
            lambda: (("new", "New"), ("read", "Read")),
            lambda rows, value: rows.filter(read_at__isnull=value == "new"),
        ),
    ),
)


@signed_in("one's own notices")
@require_safe
def all_notices(request: Asked) -> HttpResponse:
    here = reverse("access:notices")
    listed = LIST.over(reads.notices(request.access), request.GET, here=here)
    return page(request, "listing", title="Notices", listed=listed, caption="Your notices")


@signed_in("one's own notice")
@require_safe
def notice(request: Asked, ref: str) -> HttpResponse:
    found = reads.only(reads.notices(request.access), ref, by=request.access)
    to = _leads_to(found)
    return page(
        request, "notice", title="Notice", notice=found, says=says(found), to=to, back=reverse("access:notices")
    )


@signed_in("one's own notice")
@require_POST
def read_notice(request: Asked, ref: str) -> HttpResponse:
    found = reads.only(reads.notices(request.access), ref, by=request.access)
    notices.read(by=request.access, notice=found)
    return redirect(_leads_to(found) or "access:notices")


def _leads_to(notice: Notice) -> str:
    """Where a notice leads: to the record, to broken glass, or nowhere."""
    if notice.about == "broken glass was looked at":
        return reverse("access:my_glass")
    if notice.about == "conflict declared":
        return reverse("access:conflicts")
    if notice.kind in GUARDS:
        return reverse("access:record", args=[notice.kind, notice.record])
    return ""
