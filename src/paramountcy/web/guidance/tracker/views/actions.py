"""The pages of actions: the tracker over all groups, and each action with its updates and effects."""

from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.actions import searches
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.groups.reads import my_circles
from paramountcy.web.guidance.meetings.models import Line
from paramountcy.web.guidance.tracker import actions, forms, lists, reads, words
from paramountcy.web.guidance.tracker.models import Seen, State
from paramountcy.web.guidance.tracker.views import FORM, LOOKED_AFTER, PAGES, offers, today
from paramountcy.web.kit.export import export


@about("action")
@require_safe
def tracker(request: Asked) -> HttpResponse:
    return _tracker(request, reads.actions(request.access), reverse("tracker:actions"))


@about("action")
@require_POST
def search(request: Asked) -> HttpResponse:
    said = request.POST.get("words", "")[:100]
    kept = searches.remember(by=request.access, kind="action", terms={"words": said})
    return redirect("tracker:found", kept.ref)


@about("action")
@require_safe
def found(request: Asked, ref: str) -> HttpResponse:
    said = searches.recall(by=request.access, kind="action", ref=ref).terms["words"]
    rows = reads.found(reads.actions(request.access), said, "what", "owner", "owner_words", "due_words", "group__name")
    return _tracker(request, rows, reverse("tracker:found", args=[ref]), said, ref)


def _tracker(request: Asked, rows: Any, here: str, said: str = "", search: str = "") -> HttpResponse:
    access = request.access
    on = today(request)
    listed = lists.actions(access, on=on).over(
        rows, request.GET, here=here, export="" if search else reverse("tracker:export")
    )
    access.shown("action", listed.records, action="search" if search else "list", search=search)
    box = {"to": reverse("tracker:search"), "label": "Search actions", "hint": "", "value": said,
           "clear": reverse("tracker:actions")}  # fmt: skip
    no = access.may_do(Duty.RUN_GROUPS).says
    return PAGES.page(
        request,
        "listing",
        title="Actions",
        listed=listed,
        caption="Actions",
        search=box,
        sub=rooms("actions"),
        count=reads.overdue(reads.actions(access), on=on).count(),
        long=reads.long_open(reads.actions(access), on=on).count(),
        offers=[
            Offer("Whom to chase", reverse("tracker:chasers"), no=no),
            Offer("Take or send a sheet", reverse("tracker:sheets"), no=no),
        ],
    )


def rooms(here: str) -> list[dict[str, Any]]:
    return [
        {"text": text, "to": reverse(f"tracker:{name}"), "current": name == here}
        for text, name in (("Actions", "actions"), ("Decisions", "decisions"))
    ]


@about("action")
@require_safe
def export_actions(request: Asked) -> StreamingHttpResponse:
    listing = lists.actions(request.access, on=today(request))
    rows = list(listing.whole(reads.actions(request.access), request.GET))
    request.access.shown("action", rows, action="export")
    return export(listing.columns, rows, name="actions")


@about("group")
@require_safe
def of_group(request: Asked, ref: str) -> HttpResponse:
    access, on = request.access, today(request)
    group = access.fetch("group", ref)
    rows = list(reads.still_open(reads.actions(access).filter(group=group)).order_by("due_day", "since", "pk"))
    asked = list(reads.decisions(access).filter(group=group).order_by("-decided_on", "pk"))
    access.shown("action", rows)
    access.shown("decision", asked)
    told = (
        ("Add an action", reverse("tracker:make_action", args=[ref]), True),
        ("Add a decision", reverse("tracker:make_decision", args=[ref]), True),
        ("Update pack", reverse("tracker:pack", args=[ref]), True),
    )
    return PAGES.page(
        request,
        "of_group",
        title="Actions and decisions of a group",
        group=group,
        rows=[as_row(one, on) for one in rows],
        asked=asked,
        words=words,
        all=f"{reverse('tracker:actions')}?group={ref}&state=",
        offers=offers(access, group, "group", *told),
        back=reverse("groups:group", args=[ref]),
    )


def as_row(one: Any, on: date) -> dict[str, Any]:
    """An action as a page shows it in a list."""
    return {
        "one": one,
        "due": words.due_in_words(one),
        "look": words.look_at(one, on=on, long_before=on - reads.LONG_OPEN),
        "state": State(one.state).label,
        "colour": words.COLOURS[State(one.state)],
        "confidential": reads.is_confidential(one),
    }


@about("action")
@require_safe
def action(request: Asked, ref: str) -> HttpResponse:
    access, on = request.access, today(request)
    one = reads.one(access, access.fetch("action", ref))
    told = (
        ("Write an update", reverse("tracker:update", args=[ref]), False),
        ("Say what came of it", reverse("tracker:effect", args=[ref]), False),
        ("Hand it over", reverse("tracker:hand_over", args=[ref]), True),
        ("Change when it is due", reverse("tracker:move_due", args=[ref]), True),
    )
    return PAGES.page(
        request,
        "action",
        title="An action",
        action=one,
        shown=as_row(one, on),
        updates=reads.history(one),
        effects=[(each, Seen(each.seen).label, address_of(each.evidence)) for each in reads.effects(one)],
        states=dict(State.choices),
        source=address_of(one.source),
        subject=address_of(one.about),
        offers=offers(access, one, "action", *told),
        back=reverse("tracker:actions"),
    )


# --- Made by hand, or of a line that was marked


@LOOKED_AFTER
@require_http_methods(FORM)
def make_action(request: Asked, ref: str) -> HttpResponse:
    group = request.access.fetch("group", ref, Doing.WRITE)
    return _make(request, group, {"noted_on": today(request)}, {}, reverse("tracker:of_group", args=[ref]))


@LOOKED_AFTER
@require_http_methods(FORM)
def action_of_line(request: Asked, ref: str) -> HttpResponse:
    line, group = the_line(request, ref)
    more = actions.from_line(line)
    initial = {"what": line.text, "noted_on": more.pop("noted_on"), "about": more.pop("about")}
    return _make(request, group, initial, more, address_of(more["source"]) or reverse("tracker:of_group",
                                                                                    args=[group.ref]))  # fmt: skip


def the_line(request: Asked, ref: str) -> tuple[Line, Group]:
    """A line that was marked, and its group. Raises Refusal where it may not be known of or changed."""
    line = request.access.fetch("line", ref, Doing.WRITE)
    return line, line.item.meeting.group


def _make(request: Asked, group: Group, initial: dict[str, Any], more: dict[str, Any], back: str) -> HttpResponse:
    access = request.access
    form = forms.ActionForm(
        typed(request),
        on=today(request),
        circles=my_circles(access),
        groups=access.readable("group"),
        initial=initial,
    )
    return PAGES.change(
        request,
        form,
        Change("Add an action", "Add it", facts=[("Group", group.name)]),
        do=lambda said: actions.make_action(by=access, group=group, **said, **more),
        back=back,
        to=lambda made: reverse("tracker:action", args=[made.ref]),
        done="The action was added.",
    )


# --- What became of it


def _page(ref: str) -> str:
    return reverse("tracker:action", args=[ref])


@about("action")
@require_http_methods(FORM)
def update(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("action", ref, Doing.WRITE)
    return PAGES.change(
        request,
        forms.UpdateForm(typed(request), on=today(request)),
        Change(
            "Write an update",
            "Save",
            says=["What was written before stays. Whether it helped anybody is said apart from whether it is done."],
            facts=[("Action", one.what)],
        ),
        do=lambda said: actions.update(by=request.access, action=one, **said),
        back=_page(ref),
        done="The update was saved.",
    )


@about("action")
@require_http_methods(FORM)
def effect(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("action", ref, Doing.WRITE)
    return PAGES.change(
        request,
        forms.EffectForm(typed(request), on=today(request)),
        Change("What came of an action", "Save", facts=[("Action", one.what)]),
        do=lambda said: actions.see_effect(by=request.access, action=one, **said),
        back=_page(ref),
        done="What came of it is noted.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def hand_over(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("action", ref, Doing.WRITE)
    owner = words.owner_in_words(one, today(request))
    return PAGES.change(
        request,
        forms.HandOver(typed(request), on=today(request)),
        Change("Hand an action over", "Hand it over", facts=[("Action", one.what), ("Owner now", owner)]),
        do=lambda said: actions.hand_over(by=request.access, action=one, **said),
        back=_page(ref),
        done="The action has a new owner.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def move_due(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = reads.one(access, access.fetch("action", ref, Doing.WRITE))
    initial = {"due_on": one.due_on, "due_group": one.due_group.ref if one.due_group else "",
               "due_words": one.due_words}  # fmt: skip
    form = forms.DueForm(typed(request), on=today(request), groups=access.readable("group"), initial=initial)
    return PAGES.change(
        request,
        form,
        Change("Change when an action is due", "Save", facts=[("Action", one.what),
                                                              ("Due now", words.due_in_words(one))]),
        do=lambda said: actions.move_due(by=access, action=one, **said),
        back=_page(ref),
        done="It is due at another time now.",
    )  # fmt: skip
