"""The notes of a meeting: read, written under the items, marked, corrected; and the steps that they go through."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.meetings import forms, marking, reads, status, withheld
from paramountcy.web.guidance.meetings.actions import lines, notes
from paramountcy.web.guidance.meetings.models import Line, Mark, Meeting, Stage
from paramountcy.web.guidance.meetings.views.frame import FORM, PAGES, facts_of, later, of_meeting, page, today


@about("meeting")
@require_safe
def read(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = of_meeting(request, ref)
    notes.settle(by=access, meeting=one)
    found = reads.sections(one, reads.mine(access), struck=True)
    stage = reads.stage_of(one)
    step = reads.last_step(one)
    return page(
        request,
        "notes",
        one,
        "notes",
        title="Notes of a meeting",
        sections=found,
        stage=stage,
        label=Stage(stage).label if stage else "not written yet",
        colour=status.COLOURS.get(stage, "grey"),
        settled=stage in status.SETTLED,
        holds=status.HOLDS[stage],
        step=step,
        until=reads.silent_until(step) if step else None,
        objections=list(step.objections.select_related("by")) if step else [],
        steps=list(one.steps.select_related("by", "at_meeting")),
        marks=Mark,
        offers=_offers(request, one, stage),
        outs=_outs(ref),
    )


def _offers(request: Asked, one: Meeting, stage: str) -> list[Offer]:
    """What may be done with the notes as they stand."""
    no = request.access.may(Action.WRITE, one, "meeting").says
    offers = []
    for then, text, name in (
        (Stage.CIRCULATED, "Circulate them again" if stage == Stage.CIRCULATED else "Circulate them", "circulate"),
        (Stage.AGREED, "They were agreed", "agree"),
        (Stage.PUBLISHED, "Publish them", "publish"),
        (Stage.WITHDRAWN, "Take them back from publication", "withdraw"),
    ):
        if status.may_follow(stage, then):
            why = no or (notes.why_not_published(one) if then == Stage.PUBLISHED else "")
            offers.append(Offer(text, reverse(f"meetings:{name}", args=[one.ref]), no=why))
    if stage == Stage.CIRCULATED:
        offers.append(Offer("I do not agree with them", reverse("meetings:object", args=[one.ref])))
    return offers


def _outs(ref: str) -> list[dict[str, str]]:
    """The files that the notes go out as."""
    return [
        {"text": "The notes in Word (.docx)", "to": reverse("meetings:notes_word", args=[ref])},
        {"text": "Actions and decisions on a page (.docx)", "to": reverse("meetings:extract_word", args=[ref])},
        {"text": "Actions and decisions on a page (.pdf)", "to": reverse("meetings:extract_pdf", args=[ref])},
    ]


@about("item")
@require_http_methods(FORM)
def write(request: Asked, ref: str) -> HttpResponse:
    item = request.access.fetch("item", ref, Action.WRITE)
    return _write(request, item, None)


@about("line")
@require_http_methods(FORM)
def write_points(request: Asked, ref: str) -> HttpResponse:
    line = request.access.fetch("line", ref, Action.WRITE)
    return _write(request, line.item, line)


def _write(request: Asked, item: Any, parent: Line | None) -> HttpResponse:
    facts = [*facts_of(item.meeting), ("Item", item.title)]
    says = []
    if parent:
        facts.append(("Under", reads.place_of(parent) or "a paragraph"))
        says = ["Each line that begins with a dash, and each paragraph, is a point."]
    return PAGES.change(
        request,
        forms.WriteForm(typed(request), circles=reads.mine(request.access)),
        Change("Write points under a paragraph" if parent else "Write notes", "Save", says=says, facts=facts),
        do=lambda said: lines.write(by=request.access, item=item, parent=parent, **said),
        back=f"{reverse('meetings:notes', args=[item.meeting.ref])}#{item.ref}",
        done="It is written.",
    )


@about("line")
@require_http_methods(FORM)
def mark(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    line = access.fetch("line", ref, Action.WRITE)
    here = f"{reverse('meetings:notes', args=[line.item.meeting.ref])}#{reads.place_of(line) or line.ref}"
    initial = {"mark": line.mark, "point_kind": line.point_kind}
    says = ["An action or a decision is made of it only by you, on the page that follows."]
    return PAGES.change(
        request,
        forms.MarkForm(typed(request), initial=initial),
        Change("What a line is", "Save", says=says, facts=[("Line", f"{reads.place_of(line)} {line.text}".strip())]),
        do=lambda said: lines.mark(by=access, line=line, **said),
        back=here,
        to=lambda marked: marking.next_form(access, marked) or here,
        done="The line is marked.",
    )


def _later(request: Asked, line: Line) -> Any:
    """The meetings at which a line of agreed notes may have been changed, None for a draft."""
    one = line.item.meeting
    return later(request.access, one) if reads.stage_of(one) in status.SETTLED else None


@about("line")
@require_http_methods(FORM)
def correct(request: Asked, ref: str) -> HttpResponse:
    line = request.access.fetch("line", ref, Action.WRITE)
    after = _later(request, line)
    says = [] if after is None else ["These notes are agreed: the old words stay to be seen, struck out."]
    return PAGES.change(
        request,
        forms.CorrectForm(typed(request), later=after, initial={"text": line.text}),
        Change("Correct a line", "Save", says=says, facts=facts_of(line.item.meeting)),
        do=lambda said: lines.correct(by=request.access, line=line, **said),
        back=f"{reverse('meetings:notes', args=[line.item.meeting.ref])}#{line.item.ref}",
        done="The line is corrected.",
    )


@about("line")
@require_http_methods(FORM)
def strike(request: Asked, ref: str) -> HttpResponse:
    line = request.access.fetch("line", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.StrikeForm(typed(request), later=_later(request, line)),
        Change("Strike out a line", "Strike it out", says=["It stays to be seen here, and goes out in no file."],
               facts=[("Line", f"{reads.place_of(line)} {line.text}".strip())], danger=True),
        do=lambda said: lines.strike(by=request.access, line=line, **said),
        back=f"{reverse('meetings:notes', args=[line.item.meeting.ref])}#{line.item.ref}",
        done="The line is struck out.",
    )  # fmt: skip


@about("meeting")
@require_http_methods(FORM)
def circulate(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    days = one.group.silence_days
    says = [f"They count as agreed after {days} days in which nobody of the group objects."] if days else []
    return PAGES.change(
        request,
        forms.StepForm(typed(request), on=today(request)),
        Change("Circulate notes", "They are circulated", says=says, facts=facts_of(one)),
        do=lambda said: notes.circulate(by=request.access, meeting=one, **said),
        back=reverse("meetings:notes", args=[ref]),
        done="The notes are circulated. What was not reached is on the next agenda.",
    )


@about("meeting")
@require_http_methods(FORM)
def agree(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    says = ["From then on nothing is added: a line is corrected or struck out, and that is seen."]
    return PAGES.change(
        request,
        forms.AgreeForm(typed(request), on=today(request), later=later(request.access, one)),
        Change("Notes were agreed", "Save", says=says, facts=facts_of(one)),
        do=lambda said: notes.agree(by=request.access, meeting=one, **said),
        back=reverse("meetings:notes", args=[ref]),
        done="The notes are agreed.",
    )


@about("meeting")
@require_http_methods(FORM)
def object_to(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref)
    says = ["Nobody’s silence agrees them then: they are circulated again, or agreed at a meeting."]
    return PAGES.change(
        request,
        forms.ObjectForm(typed(request)),
        Change("I do not agree with the notes", "Send it", says=says, facts=facts_of(one)),
        do=lambda said: notes.object_to(by=request.access, meeting=one, **said),
        back=reverse("meetings:notes", args=[ref]),
        done="Your objection is noted.",
    )


@about("meeting")
@require_http_methods(FORM)
def publish(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    waits = withheld.to_look_at(one)
    says = ["Anybody can read them then. What is confidential, and names that are withheld, are not in them.", *waits]
    return PAGES.change(
        request,
        forms.PublishForm(typed(request), on=today(request), waits=waits),
        Change("Publish notes", "Publish them", says=says, facts=facts_of(one), danger=True),
        do=lambda said: notes.publish(by=request.access, meeting=one, **said),
        back=reverse("meetings:notes", args=[ref]),
        done="The notes are published.",
    )


@about("meeting")
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    return PAGES.change(
        request,
        forms.WithdrawForm(typed(request), on=today(request)),
        Change("Take notes back from publication", "Take them back", facts=facts_of(one), danger=True),
        do=lambda said: notes.withdraw(by=request.access, meeting=one, **said),
        back=reverse("meetings:notes", args=[ref]),
        done="The notes are published no more.",
    )
