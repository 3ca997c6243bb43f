"""What leaves and comes back: lists of whom to chase, the update pack, and sheets."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.access.screens.page import DONE, Change
from paramountcy.web.guidance.tracker import forms, papers, reads, sending, sheets
from paramountcy.web.guidance.tracker.models import SheetBack, State
from paramountcy.web.guidance.tracker.views import FORM, LOOKED_AFTER, PAGES, a_file, today
from paramountcy.web.guidance.tracker.views.actions import as_row
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

LETTER_FORMS = ("txt", "docx")
PACK_FORMS = ("docx", "pdf")


def _not_there(request: Asked) -> Refusal:
    request.access.note("read", NOT_FOUND)
    return Refusal(NOT_FOUND)


@LOOKED_AFTER
@require_safe
def chasers(request: Asked) -> HttpResponse:
    on = today(request)
    owners = reads.chasers(request.access, on=on)
    request.access.shown("action", [one for each in owners for one in each.rows])
    return PAGES.page(
        request,
        "chasers",
        title="Whom to chase",
        owners=[(each, [as_row(one, on) for one in each.rows]) for each in owners],
        kept_out=sum(each.kept_out for each in owners),
        back=reverse("tracker:actions"),
    )


@LOOKED_AFTER
@require_safe
def chaser(request: Asked, key: str, ending: str) -> HttpResponse:
    """The letter of one owner, or of all, without what is confidential."""
    on = today(request)
    owners = [each for each in reads.chasers(request.access, on=on) if key in ("all", each.key)]
    if ending not in LETTER_FORMS or not owners:
        raise _not_there(request)
    request.access.shown("action", [one for each in owners for one in each.to_send], action="export")
    sheet = papers.chasing(owners, on=on)
    if ending == "txt":
        return a_file(papers.as_text(sheet), ending, name="actions due")
    return a_file(papers.as_word(sheet, made_at=request.access.at), ending, name="actions due")


@LOOKED_AFTER
@require_safe
def pack(request: Asked, ref: str) -> HttpResponse:
    on = today(request)
    group = request.access.fetch("group", ref)
    progress = reads.progress(request.access, group, on=on)
    request.access.shown("action", [*progress.changed, *progress.quiet])
    return PAGES.page(
        request,
        "pack",
        title="An update pack",
        group=group,
        sheet=papers.pack(group.name, progress, on=on),
        kept_out=progress.kept_out,
        back=reverse("tracker:of_group", args=[ref]),
    )


@LOOKED_AFTER
@require_safe
def pack_file(request: Asked, ref: str, ending: str) -> HttpResponse:
    on = today(request)
    group = request.access.fetch("group", ref)
    if ending not in PACK_FORMS:
        raise _not_there(request)
    progress = reads.progress(request.access, group, on=on)
    request.access.shown("action", [*progress.changed, *progress.quiet], action="export")
    sheet = papers.pack(group.name, progress, on=on)
    made = papers.as_pdf(sheet) if ending == "pdf" else papers.as_word(sheet, made_at=request.access.at)
    return a_file(made, ending, name="progress on actions and decisions")


# --- Sheets


@LOOKED_AFTER
@require_http_methods(FORM)
@takes_files(sheets.LARGEST)
def sheets_page(request: Asked) -> HttpResponse:
    def take(said: dict) -> SheetBack:
        try:
            content = content_of(said["sheet"], most=sheets.LARGEST)
        except TooLarge as wrong:
            raise NotDone(str(wrong), field="sheet") from wrong
        return sending.take_sheet(by=request.access, content=content)

    given = request.method == "POST"
    return PAGES.change(
        request,
        forms.SheetForm(request.POST if given else None, request.FILES if given else None),
        Change("Actions as a sheet", "Look at what it would change"),
        do=take,
        back=reverse("tracker:actions"),
        to=lambda made: reverse("tracker:sheet", args=[made.ref]),
        template="sheets",
        about=sheets.ABOUT,
    )


@LOOKED_AFTER
@require_safe
def sheet_out(request: Asked) -> HttpResponse:
    """All open actions as a workbook, without what is confidential: it is changed here only."""
    rows = reads.still_open(reads.actions(request.access)).order_by("due_day", "since", "pk")
    kept = [one for one in rows if not reads.is_confidential(one)]
    request.access.shown("action", kept, action="export")
    return a_file(sheets.written(kept), "xlsx", name="actions")


@LOOKED_AFTER
@require_safe
def sheet(request: Asked, ref: str) -> HttpResponse:
    return _sheet(request, _mine(request, ref))


@LOOKED_AFTER
@require_POST
def accept_sheet(request: Asked, ref: str) -> HttpResponse:
    kept = _mine(request, ref)
    try:
        done = sending.accept_sheet(by=request.access, sheet=kept)
    except NotDone as wrong:
        return _sheet(request, kept, str(wrong))
    request.session[DONE] = f"{done} action{'' if done == 1 else 's'} brought up to date."
    return redirect("tracker:actions")


def _mine(request: Asked, ref: str) -> SheetBack:
    found: SheetBack = access_reads.only(SheetBack.objects.filter(user=request.access.user), ref, by=request.access)
    return found


def _sheet(request: Asked, kept: SheetBack, wrong: str = "") -> HttpResponse:
    known = {one.ref: one for one in reads.actions(request.access)
             .filter(ref__in=[each["ref"] for each in kept.changes])}  # fmt: skip
    request.access.shown("action", known.values())
    rows = [
        {**each, "what": known[each["ref"]].what, "state": State(each["state"]).label}
        for each in kept.changes if each["ref"] in known
    ]  # fmt: skip
    return PAGES.page(
        request,
        "sheet",
        title="A sheet that came back",
        rows=rows,
        problems=kept.problems,
        wrong=wrong,
        sheet=kept,
        back=reverse("tracker:sheets"),
    )
