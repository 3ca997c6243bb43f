"""Papers and the pack, the notes in Word, the extract, and the templates that notes are written into."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.meetings import forms, reads
from paramountcy.web.guidance.meetings.actions import papers as actions
from paramountcy.web.guidance.meetings.models import NotesTemplate, Paper
from paramountcy.web.guidance.meetings.out import pack as packs
from paramountcy.web.guidance.meetings.out import printed, told, word
from paramountcy.web.guidance.meetings.views.frame import (
    FORM,
    LOOKED_AFTER,
    PAGES,
    audience,
    facts_of,
    of_meeting,
    page,
    today,
)
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

ENDINGS = {packs.PDF: "pdf", packs.WORD: "docx"}
ROOM = 100_000
"""Bytes of a form beside its file."""


@about("meeting")
@require_safe
def papers(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref)
    no = request.access.may(Action.WRITE, one, "meeting").says
    mine = reads.mine(request.access)
    found = list(reads.papers(one, mine))
    request.access.shown("paper", found)
    return page(
        request,
        "papers",
        one,
        "papers",
        title="Papers of a meeting",
        papers=found,
        kept_there=any(item.circle_id for item in [*reads.items(one, mine), *found]),
        offers=[Offer("Add a paper", reverse("meetings:add_paper", args=[ref]), no=no, kind="")],
    )


@takes_files(packs.LARGEST + ROOM)
@about("meeting")
@require_http_methods(FORM)
def add_paper(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref, write=True)
    mine = reads.mine(request.access)
    form = forms.PaperForm(typed(request), request.FILES or None, items=reads.items(one, mine), circles=mine)
    says = ["A Word paper stands in the pack as its text. The file itself can be had beside it."]
    return PAGES.change(
        request,
        form,
        Change("Add a paper", "Add it", says=says, facts=facts_of(one)),
        do=lambda said: actions.add(by=request.access, meeting=one, **_with_content(said, packs.LARGEST)),
        back=reverse("meetings:papers", args=[ref]),
        done="The paper was added.",
    )


def _with_content(said: dict[str, Any], most: int) -> dict[str, Any]:
    """What a form said, with what is in its file in place of the file. Raises NotDone for one that is too large."""
    try:
        content = content_of(said["file"], most=most)
    except TooLarge as wrong:
        raise NotDone(str(wrong), field="file") from None
    return {**{name: value for name, value in said.items() if name != "file"}, "content": content}


@about("paper")
@require_safe
def paper(request: Asked, ref: str) -> HttpResponse:
    one: Paper = request.access.fetch("paper", ref)
    return _file(bytes(one.content), one.media_type, f"paper-{one.number}.{ENDINGS[one.media_type]}")


@about("paper")
@require_http_methods(FORM)
def withdraw_paper(request: Asked, ref: str) -> HttpResponse:
    one: Paper = request.access.fetch("paper", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.StrikeForm(typed(request), later=None),
        Change("Withdraw a paper", "Withdraw it", says=["It is in no pack any more."], facts=[("Paper", one.title)],
               danger=True),
        do=lambda _: actions.withdraw(by=request.access, paper=one, on=today(request)),
        back=reverse("meetings:papers", args=[one.meeting.ref]),
        done="The paper is withdrawn.",
    )  # fmt: skip


@about("meeting")
@require_safe
def pack(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref)
    circles, mark = audience(request, one)
    found = list(reads.papers(one, circles))
    request.access.shown("paper", found, action="export")
    try:
        content = packs.pack(one, circles, mark=mark)
    except packs.NotJoined as wrong:
        return page(request, "not_made", one, "papers", title="No pack could be made", says=str(wrong))
    return _file(content, packs.PDF, "pack.pdf")


@about("meeting")
@require_safe
def notes_word(request: Asked, ref: str) -> HttpResponse:
    one = of_meeting(request, ref)
    circles, mark = audience(request, one)
    own = reads.template_for(one.group, on=today(request))
    words = told.notes(one, circles, on=today(request), by=request.access, mark=mark)
    content = word.filled(bytes(own.content) if own else word.default_template(), words)
    return _file(content, word.TYPE, f"{one.group.notes_are_called}.docx")


@about("meeting")
@require_safe
def extract_word(request: Asked, ref: str) -> HttpResponse:
    return _file(word.extract(_extracted(request, ref)), word.TYPE, "actions-and-decisions.docx")


@about("meeting")
@require_safe
def extract_pdf(request: Asked, ref: str) -> HttpResponse:
    words = _extracted(request, ref)
    blocks = [
        printed.heading(words["group"]),
        printed.words(f"{words['meeting']}, {words['when']}: actions and decisions"),
    ]
    for name, heads in word.EXTRACTED:
        rows = [[row[key] for _, key in heads] for row in words[name.lower()]]
        if rows:
            blocks.append(printed.table(name, [head for head, _ in heads], rows))
        else:
            blocks += [printed.heading(name, 2), printed.words("None.")]
    content = printed.printed(f"Actions and decisions: {words['group']}", blocks, mark=words["mark"])
    return _file(content, packs.PDF, "actions-and-decisions.pdf")


def _extracted(request: Asked, ref: str) -> dict[str, Any]:
    one = of_meeting(request, ref)
    circles, mark = audience(request, one)
    return told.notes(one, circles, on=today(request), by=request.access, mark=mark)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep: never shown in the page's own place, whatever is in it."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@LOOKED_AFTER
@require_safe
def templates(request: Asked) -> HttpResponse:
    known = groups.groups(request.access)
    rows = NotesTemplate.objects.filter(to_day__isnull=True).select_related("group")
    mine = [one for one in rows if one.group is None or known.filter(ref=one.group.ref).exists()]
    return PAGES.page(
        request,
        "templates",
        title="Templates for notes",
        templates=mine,
        known=sorted(told.KNOWN),
        offers=[Offer("Send a template", reverse("meetings:set_template"), kind="")],
        back=reverse("meetings:meetings"),
    )


@takes_files(word.LARGEST + ROOM)
@LOOKED_AFTER
@require_http_methods(FORM)
def set_template(request: Asked) -> HttpResponse:
    form = forms.TemplateForm(typed(request), request.FILES or None, groups=groups.groups(request.access))
    return PAGES.change(
        request,
        form,
        Change("Send a template", "Use it from now on", says=["It is tried before it is used."]),
        do=lambda said: actions.set_template(by=request.access, on=today(request), **_with_content(said, word.LARGEST)),
        back=reverse("meetings:templates"),
        done="Notes are written into this template from now on.",
    )


@LOOKED_AFTER
@require_safe
def default_template(request: Asked) -> HttpResponse:
    return _file(word.default_template(), word.TYPE, "template.docx")
