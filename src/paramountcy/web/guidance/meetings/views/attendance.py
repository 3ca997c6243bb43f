"""Who was at a meeting, and over the year; declarations of interest."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.groups.reads import people
from paramountcy.web.guidance.meetings import forms, reads, seating
from paramountcy.web.guidance.meetings.actions import attendance as actions
from paramountcy.web.guidance.meetings.models import Attendance, Presence
from paramountcy.web.guidance.meetings.out.told import person
from paramountcy.web.guidance.meetings.views.frame import FORM, PAGES, facts_of, of_meeting, page, today


@about("meeting")
@require_safe
def attendance(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref)
    no = request.access.may(Action.WRITE, one, "meeting").says
    seats = seating.seating(one)
    rows = list(seating.attendances(one))
    return page(
        request,
        "attendance",
        one,
        "attendance",
        title="Who was at a meeting",
        seats=seats,
        people={row.pk: person(row, one.day) for row in rows},
        present=[row for row in rows if row.presence == Presence.PRESENT],
        apologies=[row for row in rows if row.presence == Presence.APOLOGIES],
        declarations=list(reads.declarations(one, reads.mine(request.access))),
        offers=[
            Offer("Note who was there, seat by seat", reverse("meetings:note_attendance", args=[ref]), no=no, kind=""),
            Offer("Add somebody without a seat", reverse("meetings:note_other", args=[ref]), no=no),
            Offer("Note a declaration of interest", reverse("meetings:declare", args=[ref]), no=no),
        ],
    )


@about("meeting")
@require_http_methods(FORM)
def note(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    form = forms.AttendanceForm(typed(request), seating=seating.seating(one))
    says = [
        "Where somebody came instead of whoever holds a seat, the seat counts as filled, and its holder as excused."
    ]
    return PAGES.change(
        request,
        form,
        Change("Who was there, seat by seat", "Save", says=says, facts=facts_of(one)),
        do=lambda _: actions.note(by=request.access, meeting=one, sat=form.sat()),
        back=reverse("meetings:attendance", args=[ref]),
        done="Who was there is noted.",
        template="seats",
    )


@about("meeting")
@require_http_methods(FORM)
def note_other(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    return PAGES.change(
        request,
        forms.OtherForm(typed(request)),
        Change("Somebody without a seat", "Add them", facts=facts_of(one)),
        do=lambda said: actions.note_other(by=request.access, meeting=one, **said),
        back=reverse("meetings:attendance", args=[ref]),
        done="They are noted.",
    )


@about("meeting")
@require_POST
def take_back(request: Asked, ref: str) -> HttpResponse:
    row = access_reads.only(Attendance.objects.select_related("meeting"), ref, by=request.access)
    actions.take_back(by=request.access, attendance=row)
    return redirect("meetings:attendance", row.meeting.ref)


@about("meeting")
@require_http_methods(FORM)
def declare(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    mine = reads.mine(request.access)
    there = people().filter(attendances__in=seating.attendances(one)).distinct().order_by("name")
    return PAGES.change(
        request,
        forms.DeclarationForm(typed(request), there=there, items=reads.items(one, mine), circles=mine),
        Change("A declaration of interest", "Save", facts=facts_of(one)),
        do=lambda said: actions.declare(by=request.access, meeting=one, **said),
        back=reverse("meetings:attendance", args=[ref]),
        done="The declaration is noted.",
    )


@about("group")
@require_safe
def over_time(request: Asked, ref: str) -> HttpResponse:
    group = request.access.fetch("group", ref)
    years, year = _years(request, group)
    rows = list(
        reads.meetings(request.access)
        .filter(group=group, cancelled_on__isnull=True, day__year=year, day__lte=today(request))
        .order_by("day", "start", "pk")
    )
    request.access.shown("meeting", rows)
    here = reverse("meetings:over_time", args=[ref])
    return PAGES.page(
        request,
        "over_time",
        title="Attendance over the year",
        group=group,
        year=year,
        years=[{"text": str(one), "to": f"{here}?year={one}", "current": one == year} for one in years],
        found=seating.over_time(group, rows, [date_format(one.day, "j M") for one in rows]),
        back=reverse("meetings:of_group", args=[ref]),
    )


def _years(request: Asked, group: Group) -> tuple[list[int], int]:
    """The years in which the group met, the latest first, and the one that is asked for."""
    known: list[date] = list(reads.meetings(request.access).filter(group=group).dates("day", "year", order="DESC"))
    years = [one.year for one in known if one.year <= today(request).year]
    asked = request.GET.get("year", "")
    chosen = next((one for one in years if str(one) == asked), None)
    return years, chosen or (years[0] if years else today(request).year)
