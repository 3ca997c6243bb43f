"""Meetings: lists, planning, the page of one, and calendars."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.meetings import due, forms, lists, reads, seating, status
from paramountcy.web.guidance.meetings.actions import agenda, meetings, notes
from paramountcy.web.guidance.meetings.models import Meeting, next_meeting_of
from paramountcy.web.guidance.meetings.out import calendar as ics
from paramountcy.web.guidance.meetings.views.frame import FORM, LOOKED_AFTER, PAGES, facts_of, of_meeting, page, today
from paramountcy.web.kit.export import export

FIELDS = ("number", "title", "day", "start", "end", "place", "circle")


@about("meeting")
@require_safe
def all_meetings(request: Asked) -> HttpResponse:
    notes.settle_all(by=request.access)
    listed = lists.ALL.over(
        reads.meetings(request.access), request.GET, here=reverse("meetings:meetings"),
        export=reverse("meetings:export"),
    )  # fmt: skip
    request.access.shown("meeting", listed.records)
    no = request.access.may_do(Duty.RUN_GROUPS).says
    offered = [
        Offer("Plan a meeting", reverse("meetings:choose_group"), no=no, kind=""),
        Offer("Notes that are due", reverse("meetings:due")),
        Offer("Published notes", reverse("meetings:public_all")),
    ]
    if not no:
        offered.append(Offer("Templates for notes", reverse("meetings:templates")))
    return PAGES.page(request, "listing", title="Meetings", listed=listed, caption="Meetings", offers=offered)


@about("meeting")
@require_safe
def export_meetings(request: Asked) -> StreamingHttpResponse:
    rows = list(lists.ALL.whole(reads.meetings(request.access), request.GET))
    request.access.shown("meeting", rows, action="export")
    return export(lists.ALL.columns, rows, name="meetings")


@about("group")
@require_safe
def of_group(request: Asked, ref: str) -> HttpResponse:
    group = request.access.fetch("group", ref)
    notes.settle_all(by=request.access)
    listed = lists.OF_GROUP.over(
        reads.meetings(request.access).filter(group=group),
        request.GET,
        here=reverse("meetings:of_group", args=[ref]),
    )
    request.access.shown("meeting", listed.records)
    no = request.access.may(Action.WRITE, group, "group").says
    offered = [
        Offer("Plan a meeting", reverse("meetings:plan", args=[ref]), no=no, kind=""),
        Offer("Attendance over the year", reverse("meetings:over_time", args=[ref])),
        Offer("Put coming meetings into a calendar (.ics)", reverse("meetings:group_calendar", args=[ref])),
    ]
    return PAGES.page(
        request, "listing", title="Meetings of a group", head=f"Meetings: {group.name}", listed=listed,
        caption="Meetings", offers=offered, back=reverse("groups:group", args=[ref]),
    )  # fmt: skip


@LOOKED_AFTER
@require_http_methods(FORM)
def choose_group(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        forms.ChooseGroup(typed(request), groups=groups.groups(request.access).filter(to_day__isnull=True)),
        Change("Plan a meeting", "Go on"),
        do=lambda said: said["group"],
        back=reverse("meetings:meetings"),
        to=lambda group: reverse("meetings:plan", args=[group.ref]),
    )


@about("group")
@require_http_methods(FORM)
def plan(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    group = access.fetch("group", ref, Action.WRITE)
    form = forms.MeetingForm(
        typed(request), on=today(request), circles=reads.mine(access), initial={"number": reads.proposed_number(group)}
    )
    says = ["Its draft agenda is made by itself, with what goes on from the meeting before."]
    return PAGES.change(
        request,
        form,
        Change("Plan a meeting", "Plan it", says=says, facts=[("Group", group.name)]),
        do=lambda said: meetings.plan(by=access, group=group, **said),
        back=reverse("meetings:of_group", args=[ref]),
        to=lambda made: reverse("meetings:meeting", args=[made.ref]),
        done="The meeting is planned, and its draft agenda is made.",
    )


@about("meeting")
@require_safe
def meeting(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = of_meeting(request, ref)
    notes.settle(by=access, meeting=one)
    mine = reads.mine(access)
    no = access.may(Action.WRITE, one, "meeting").says
    waiting = [] if one.cancelled_on or reads.stage_of(one) else agenda.to_carry(one)
    known = set(mine.values_list("pk", flat=True))
    seen = [each for each in waiting if each.circle is None or each.circle.pk in known]
    offers = [
        Offer("Add to the agenda", reverse("meetings:add_item", args=[ref]), no=no, kind=""),
        Offer("Change or move it", reverse("meetings:change", args=[ref]), no=no),
    ]
    if not one.cancelled_on and not reads.stage_of(one):
        offers.append(Offer("Cancel it", reverse("meetings:cancel", args=[ref]), no=no))
    return page(
        request,
        "meeting",
        one,
        "meeting",
        title="A meeting",
        items=list(reads.items(one, mine)),
        waiting=seen if not no else [],
        laid=one.items.exists(),
        seats=seating.seating(one),
        stage=reads.stage_of(one),
        colour=status.COLOURS,
        new=reads.new_since(one),
        last=_readable(request, reads.before(one)),
        following=_readable(request, next_meeting_of(one)),
        when_of=reads.when,
        declarations=list(reads.declarations(one, mine)),
        offers=offers,
        declare=Offer("Note a declaration of interest", reverse("meetings:declare", args=[ref]), no=no),
    )


def _readable(request: Asked, one: Meeting | None) -> Meeting | None:
    return one if one and request.access.may(Action.READ, one, "meeting") else None


@about("meeting")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    form = forms.MeetingForm(
        typed(request),
        on=today(request),
        circles=reads.mine(request.access),
        initial={**{name: getattr(one, name) for name in FIELDS}, "circle": one.circle.ref if one.circle else None},
    )
    says = ["Whoever has it in a calendar finds it moved there when they open the file again."]
    return PAGES.change(
        request,
        form,
        Change("Change or move a meeting", "Save", says=says, facts=facts_of(one)),
        do=lambda said: meetings.change(by=request.access, meeting=one, **said),
        back=reverse("meetings:meeting", args=[ref]),
        done="The meeting was changed.",
    )


@about("meeting")
@require_http_methods(FORM)
def cancel(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    form = forms.StrikeForm(typed(request), later=None)
    says = ["What is on its agenda goes on to the next meeting."]
    return PAGES.change(
        request,
        form,
        Change("Cancel a meeting", "Cancel it", says=says, facts=facts_of(one), danger=True),
        do=lambda _: meetings.cancel(by=request.access, meeting=one, on=today(request)),
        back=reverse("meetings:meeting", args=[ref]),
        done="The meeting is cancelled.",
    )


@about("meeting")
@require_POST
def carry(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    agenda.lay(by=request.access, meeting=one)
    request.session["done"] = "What goes on from before is on the agenda."
    return redirect("meetings:meeting", ref)


@about("meeting")
@require_safe
def notes_due(request: Asked) -> HttpResponse:
    notes.settle_all(by=request.access)
    found = due.notes_due(request.access, on=today(request))
    request.access.shown("meeting", [one.meeting for one in found])
    return PAGES.page(
        request, "due", title="Notes that are due", found=found, when_of=reads.when, back=reverse("meetings:meetings")
    )


@about("meeting")
@require_safe
def calendar(request: Asked, ref: str) -> HttpResponse:
    return _calendar(request, [of_meeting(request, ref)])


@about("group")
@require_safe
def group_calendar(request: Asked, ref: str) -> HttpResponse:
    group = request.access.fetch("group", ref)
    rows = list(reads.coming(request.access, group, on=today(request)))
    request.access.shown("meeting", rows, action="export")
    return _calendar(request, rows)


def _calendar(request: Asked, rows: list[Meeting]) -> HttpResponse:
    answer = HttpResponse(ics.calendar(rows, at=request.access.at), content_type=ics.TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return answer
