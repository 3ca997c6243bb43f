"""The pages of groups: one policy, one read or one action, one template."""

from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.actions import searches
from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.groups import actions, forms, lists, reads
from paramountcy.web.guidance.groups.models import CircleMember, Holding, Seat
from paramountcy.web.kit.export import export

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("groups")
LOOKED_AFTER = needs(Duty.RUN_GROUPS)


def today(request: Asked) -> date:
    return timezone.localdate(request.access.at)


def offers(access: Access, record: Any, kind: str, *pairs: tuple[str, str]) -> list[Offer]:
    """What may be done from the page of a record: words and address; greyed, with the sentence, where it may not."""
    no = access.may(Action.WRITE, record, kind).says
    return [Offer(text, to, no=no) for text, to in pairs]


# --- Groups


@about("group")
@require_safe
def groups(request: Asked) -> HttpResponse:
    listed = lists.GROUPS.over(
        reads.groups(request.access), request.GET, here=reverse("groups:groups"), export=reverse("groups:export")
    )
    request.access.shown("group", listed.records)
    no = request.access.may_do(Duty.RUN_GROUPS).says
    offered = [Offer("Make a group", reverse("groups:make"), no=no, kind="")]
    return PAGES.page(request, "listing", title="Groups", listed=listed, caption="Groups", offers=offered)


@about("group")
@require_safe
def export_groups(request: Asked) -> StreamingHttpResponse:
    rows = list(lists.GROUPS.whole(reads.groups(request.access), request.GET))
    request.access.shown("group", rows, action="export")
    return export(lists.GROUPS.columns, rows, name="groups")


@about("group")
@require_safe
def group(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("group", ref)
    on = today(request)
    links = [
        ("Add a seat", reverse("groups:add_seat", args=[ref])),
        ("Change the group", reverse("groups:change", args=[ref])),
    ]
    return PAGES.page(
        request,
        "group",
        title="A group",
        group=one,
        seats=reads.seats(one, on=on),
        past=reads.past_holdings(one, on=on),
        subgroups=reads.groups(access).filter(parent=one).order_by("name"),
        runs=bool(access.may_do(Duty.RUN_GROUPS)),
        offers=offers(access, one, "group", *links),
        rooms=lists.rooms_of(one),
        back=reverse("groups:groups"),
    )


def _group_form(request: Asked, **more: Any) -> forms.GroupForm:
    access = request.access
    return forms.GroupForm(
        typed(request), on=today(request), circles=reads.my_circles(access), parents=reads.groups(access), **more
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def make(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        _group_form(request),
        Change("Make a group", "Make it"),
        do=lambda said: actions.make_group(by=request.access, **said),
        back=reverse("groups:groups"),
        to=lambda made: reverse("groups:group", args=[made.ref]),
        done="The group was made. Add its seats now.",
    )


@about("group")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("group", ref, Action.WRITE)
    form = _group_form(request, initial={name: getattr(one, name) for name in lists.GROUP_FIELDS})
    return PAGES.change(
        request,
        form,
        Change("Change a group", "Save", says=["What it was before stays in its history."]),
        do=lambda said: actions.change_group(by=request.access, group=one, **said),
        back=reverse("groups:group", args=[ref]),
        done="The group was changed.",
    )


# --- Seats and who holds them


@about("group")
@require_http_methods(FORM)
def add_seat(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("group", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.SeatForm(typed(request), on=today(request)),
        Change("Add a seat", "Add it", facts=[("Group", one.name)]),
        do=lambda said: actions.add_seat(by=request.access, group=one, **said),
        back=reverse("groups:group", args=[ref]),
        done="The seat was added.",
    )


def _of_group(request: Asked, rows: Any, ref: str, path: str) -> Any:
    """What belongs to a group that may be changed. Raises Refusal, the same for what is not there."""
    found = access_reads.only(rows, ref, by=request.access)
    of = found
    for step in path.split("."):
        of = getattr(of, step)
    request.access.fetch("group", of.ref, Action.WRITE)
    return found


@about("group")
@require_http_methods(FORM)
def fill_seat(request: Asked, ref: str) -> HttpResponse:
    seat = _of_group(request, Seat.objects.select_related("group"), ref, "group")
    return PAGES.change(
        request,
        forms.Fill(typed(request), on=today(request)),
        Change("Fill a seat", "Save", facts=[("Group", seat.group.name), ("Seat", seat.title)]),
        do=lambda said: actions.fill_seat(by=request.access, seat=seat, **said),
        back=reverse("groups:group", args=[seat.group.ref]),
        done="The seat is filled.",
    )


@about("group")
@require_http_methods(FORM)
def end_seat(request: Asked, ref: str) -> HttpResponse:
    seat = _of_group(request, Seat.objects.select_related("group"), ref, "group")
    return PAGES.change(
        request,
        forms.LastDay(typed(request), on=today(request)),
        Change("End a seat", "End it", says=["Whoever holds it leaves it on that day too."],
               facts=[("Seat", seat.title)], danger=True),
        do=lambda said: actions.end_seat(by=request.access, seat=seat, **said),
        back=reverse("groups:group", args=[seat.group.ref]),
        done="The seat has a last day now.",
    )  # fmt: skip


@about("group")
@require_http_methods(FORM)
def end_holding(request: Asked, ref: str) -> HttpResponse:
    holding = _of_group(request, Holding.objects.select_related("seat__group", "person"), ref, "seat.group")
    return PAGES.change(
        request,
        forms.LastDay(typed(request), on=today(request)),
        Change("Leave a seat", "Save", facts=[("Who", holding.person.name), ("Seat", holding.seat.title)]),
        do=lambda said: actions.end_holding(by=request.access, holding=holding, **said),
        back=reverse("groups:group", args=[holding.seat.group.ref]),
        done="They have a last day in the seat now.",
    )


# --- People


@LOOKED_AFTER
@require_safe
def people(request: Asked) -> HttpResponse:
    return _people(request, reads.people(), reverse("groups:people"))


@LOOKED_AFTER
@require_POST
def people_search(request: Asked) -> HttpResponse:
    words = request.POST.get("words", "")[:100]
    kept = searches.remember(by=request.access, kind="person", terms={"words": words})
    return redirect("groups:people_found", kept.ref)


@LOOKED_AFTER
@require_safe
def people_found(request: Asked, ref: str) -> HttpResponse:
    words = searches.recall(by=request.access, kind="person", ref=ref).terms["words"]
    return _people(request, reads.found_people(words), reverse("groups:people_found", args=[ref]), words, ref)


def _people(request: Asked, rows: Any, here: str, words: str = "", search: str = "") -> HttpResponse:
    listed = lists.PEOPLE.over(rows, request.GET, here=here)
    request.access.shown("person", listed.records, action="search" if search else "list", search=search)
    box = {"to": reverse("groups:people_search"), "label": "Search by name", "hint": "", "value": words,
           "clear": reverse("groups:people")}  # fmt: skip
    offered = [Offer("Add somebody", reverse("groups:add_person"), kind="")]
    return PAGES.page(
        request, "listing", title="People of the groups", listed=listed, caption="People", search=box, offers=offered
    )


@about("person")
@require_safe
def person(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("person", ref)
    where = one.organisation.name_on(today(request)) if one.organisation else ""
    links = [("Change", reverse("groups:change_person", args=[ref]))]
    return PAGES.page(
        request,
        "person",
        title="Somebody who takes part",
        person=one,
        where=where,
        held=reads.held_by(one),
        offers=offers(request.access, one, "person", *links),
        back=reverse("groups:people"),
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def add_person(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        forms.PersonForm(typed(request), on=today(request)),
        Change("Add somebody", "Add them"),
        do=lambda said: actions.add_person(by=request.access, **said),
        back=reverse("groups:people"),
        done="They were added.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def change_person(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("person", ref, Action.WRITE)
    initial = {name: getattr(one, name) for name in forms.PERSON_FIELDS} | {"user": one.user.email if one.user else ""}
    return PAGES.change(
        request,
        forms.PersonForm(typed(request), on=today(request), initial=initial),
        Change("Change what is known of somebody", "Save"),
        do=lambda said: actions.change_person(by=request.access, person=one, **said),
        back=reverse("groups:person", args=[ref]),
        done="It was changed.",
    )


# --- Organisations


@LOOKED_AFTER
@require_safe
def organisations(request: Asked) -> HttpResponse:
    listed = lists.ORGANISATIONS.over(reads.organisations(), request.GET, here=reverse("groups:organisations"))
    offered = [Offer("Add an organisation", reverse("groups:add_organisation"), kind="")]
    return PAGES.page(request, "listing", title="Organisations", listed=listed, caption="Organisations", offers=offered)


@about("organisation")
@require_safe
def organisation(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("organisation", ref)
    links = [
        ("Rename it", reverse("groups:rename", args=[ref])),
        ("It is no more", reverse("groups:end_organisation", args=[ref])),
    ]
    return PAGES.page(
        request,
        "organisation",
        title="An organisation",
        organisation=one,
        name=one.name_on(today(request)),
        names=list(one.names.all()),
        after=one.followed_by.name_on(today(request)) if one.followed_by else "",
        offers=offers(request.access, one, "organisation", *links),
        back=reverse("groups:organisations") if request.access.may_do(Duty.RUN_GROUPS) else "",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def add_organisation(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        forms.OrganisationForm(typed(request)),
        Change("Add an organisation", "Add it"),
        do=lambda said: actions.add_organisation(by=request.access, **said),
        back=reverse("groups:organisations"),
        done="The organisation was added.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def rename(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("organisation", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Rename(typed(request), on=today(request)),
        Change("Rename an organisation", "Rename it", says=["What it was called before stays, with its dates."]),
        do=lambda said: actions.rename_organisation(by=request.access, organisation=one, **said),
        back=reverse("groups:organisation", args=[ref]),
        done="The organisation has its new name.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def end_organisation(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("organisation", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Ended(typed(request), on=today(request), but=one),
        Change("An organisation is no more", "Save", facts=[("Organisation", one.name_on(today(request)))]),
        do=lambda said: actions.end_organisation(by=request.access, organisation=one, **said),
        back=reverse("groups:organisation", args=[ref]),
        done="Its last day is noted.",
    )


# --- Circles


@about("circle")
@require_safe
def circles(request: Asked) -> HttpResponse:
    listed = lists.CIRCLES.over(reads.my_circles(request.access), request.GET, here=reverse("groups:circles"))
    request.access.shown("circle", listed.records)
    no = request.access.may_do(Duty.RUN_GROUPS).says
    offered = [Offer("Make a circle", reverse("groups:make_circle"), no=no, kind="")]
    return PAGES.page(
        request, "listing", title="Confidential business", listed=listed, caption="Circles", offers=offered
    )


@about("circle")
@require_safe
def circle(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("circle", ref)
    return PAGES.page(
        request,
        "circle",
        title="A circle",
        circle=one,
        members=reads.circle_members(one),
        offers=[Offer("Let somebody in", reverse("groups:let_in", args=[ref]))],
        back=reverse("groups:circles"),
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def make_circle(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        forms.CircleForm(typed(request)),
        Change(
            "Make a circle",
            "Make it",
            says=["What is kept to a circle is there for its people only: nobody else, whatever their role, is told "
                  "that it exists. You will be the first in it."],
        ),
        do=lambda said: actions.make_circle(by=request.access, **said),
        back=reverse("groups:circles"),
        to=lambda made: reverse("groups:circle", args=[made.ref]),
        done="The circle was made, with you in it.",
    )  # fmt: skip


@about("circle")
@require_http_methods(FORM)
def let_in(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("circle", ref)
    return PAGES.change(
        request,
        forms.LetIn(typed(request)),
        Change("Let somebody in", "Let them in", says=["They will see everything that is kept to this circle."]),
        do=lambda said: actions.let_into_circle(by=request.access, circle=one, **said),
        back=reverse("groups:circle", args=[ref]),
        done="They are in the circle.",
    )


@about("circle")
@require_POST
def leave(request: Asked, ref: str) -> HttpResponse:
    member = access_reads.only(CircleMember.objects.select_related("circle"), ref, by=request.access)
    actions.leave_circle(by=request.access, member=member)
    return redirect("groups:circle", member.circle.ref)
