"""The pages of the reading of notes: the source on the left, the facts on the right, in the same order."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.notes.document import LARGEST
from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import needs
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens.page import DONE, Change, Offer, Pages
from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.groups.reads import my_circles
from paramountcy.web.guidance.reading import actions, forms, lists, reads, taking, words
from paramountcy.web.guidance.reading.facts import TITLES, Section
from paramountcy.web.guidance.reading.models import Fact, SourceDocument, Status
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("reading")
LOOKED_AFTER = needs(Duty.RUN_GROUPS)
PDF_SAYS = (
    "This is a PDF. A page has no paragraphs and no cells, so what was read may be wrong where it looks right: look at "
    "each fact beside its source, or ask for the Word file."
)
UNKNOWN_SAYS = "The layout of these notes is not a known one. Every fact is a guess."
COLOURS = {Status.PROPOSED: "yellow", Status.CONFIRMED: "green", Status.CORRECTED: "purple", Status.REJECTED: "grey"}
SURE = {"certain": "green", "likely": "blue", "guess": "yellow"}
NOT_YET = (
    "What is read in the file is shown beside it, fact by fact. Nothing goes into a meeting or into the action log "
    "before you have accepted it and pressed to take it over."
)
TAKEN_IN = "The notes were read. Nothing is taken over before you accept it."
KNOWN_ALREADY = "This file was read before: this is what became of it."


@LOOKED_AFTER
@require_safe
def documents(request: Asked) -> HttpResponse:
    listed = lists.DOCUMENTS.over(reads.documents(request.access), request.GET, here=reverse("reading:documents"))
    request.access.shown("source_document", listed.records)
    offered = [Offer("Read notes", reverse("reading:upload"), kind="")]
    return PAGES.page(request, "listing", title="Notes that were read", listed=listed, caption="Files", offers=offered)


@LOOKED_AFTER
@require_http_methods(FORM)
@takes_files(LARGEST)
def upload(request: Asked) -> HttpResponse:
    access = request.access
    given = request.method == "POST"
    form = forms.Upload(
        request.POST if given else None,
        request.FILES if given else None,
        groups=access.readable("group"),
        circles=my_circles(access),
    )
    told: dict[str, bool] = {}

    def take(said: dict[str, Any]) -> SourceDocument:
        file = said["file"]
        try:
            content = content_of(file, most=LARGEST)
        except TooLarge as wrong:
            raise NotDone(str(wrong), field="file") from wrong
        made, told["new"] = actions.take_file(
            by=access, content=content, name=file.name, group=said["group"], circle=said["circle"]
        )
        return made

    answer = PAGES.change(
        request,
        form,
        Change("Read notes", "Read them", says=[NOT_YET]),
        do=take,
        back=reverse("reading:documents"),
        to=lambda made: reverse("reading:document", args=[made.ref]),
    )
    if told:
        request.session[DONE] = TAKEN_IN if told["new"] else KNOWN_ALREADY
    return answer


def _document(request: Asked, ref: str, action: Doing = Doing.READ) -> SourceDocument:
    found: SourceDocument = request.access.fetch("source_document", ref, action)
    return found


@LOOKED_AFTER
@require_safe
def document(request: Asked, ref: str) -> HttpResponse:
    one = _document(request, ref)
    progress = reads.progress(one)
    return PAGES.page(
        request,
        "document",
        title="Notes that were read",
        document=one,
        extraction=reads.latest(one),
        progress=progress,
        left=sum(each.left for each in progress),
        to_take=sum(each.to_take for each in progress),
        warnings=_warnings(one),
        gone=[(words.called(each), words.in_words(each)) for each in reads.gone(one)],
        back=reverse("reading:documents"),
    )


def _warnings(one: SourceDocument) -> list[str]:
    extraction = reads.latest(one)
    return [*([PDF_SAYS] if one.kind == "pdf" else []), *([] if extraction.known else [UNKNOWN_SAYS])]


@LOOKED_AFTER
@require_safe
def section(request: Asked, ref: str, part: str) -> HttpResponse:
    one = _document(request, ref)
    return _section(request, one, _part(request, part))


def _part(request: Asked, part: str) -> Section:
    try:
        return Section(part)
    except ValueError as wrong:
        request.access.note("read", NOT_FOUND, kind="source_document")
        raise Refusal(NOT_FOUND) from wrong


def _section(request: Asked, one: SourceDocument, part: Section, wrong: str = "", at: str = "") -> HttpResponse:
    facts = reads.facts(one, part)
    known = reads.Known()
    rows = reads.side_by_side(one, facts, whole=part in reads.WHOLE)
    shown = {each.pk: _shown(each, known, wrong if each.ref == at else "") for each in facts}
    parts = reads.progress(one)
    here = next((number for number, each in enumerate(parts) if each.section == part), 0)
    return PAGES.page(
        request,
        "section",
        title="Notes beside what was read",
        head=TITLES[part],
        document=one,
        part=part,
        rows=[(row, [shown[each.pk] for each in row.facts]) for row in rows],
        certain=len(reads.certain(one, part)),
        left=sum(each.status == Status.PROPOSED for each in facts),
        count=len(facts),
        warnings=_warnings(one),
        wrong=wrong,
        sub=[
            {"text": f"{each.title} ({each.left} left)" if each.left else each.title,
             "to": reverse("reading:section", args=[one.ref, each.section]), "current": each.section == part}
            for each in parts
        ],
        after=parts[here + 1] if here + 1 < len(parts) else None,
        back=reverse("reading:document", args=[one.ref]),
    )  # fmt: skip


def _shown(fact: Fact, known: reads.Known, wrong: str) -> dict[str, Any]:
    """A fact as the screen shows it."""
    settled = fact.status != Status.PROPOSED
    people = known.named(fact.now["name"]) if fact.kind == "person" and not settled else []
    return {
        "fact": fact,
        "called": words.called(fact),
        "lines": words.in_words(fact),
        "read": words.in_words(fact, fact.value) if fact.settled is not None else [],
        "before": words.in_words(fact, fact.before.now) if fact.before and fact.before.now != fact.now else [],
        "status": Status(fact.status).label,
        "colour": COLOURS[Status(fact.status)],
        "sure": SURE[fact.confidence],
        "settled": settled,
        "people": people,
        "taken": bool(fact.became) and fact.taken == fact.now,
        "wrong": wrong,
    }


@LOOKED_AFTER
@require_POST
def accept_certain(request: Asked, ref: str, part: str) -> HttpResponse:
    one = _document(request, ref, Doing.WRITE)
    which = _part(request, part)
    count = actions.accept_certain(by=request.access, document=one, section=which)
    request.session[DONE] = f"{count} accepted. What is not certain is still to be looked at."
    return redirect("reading:section", ref, which)


# --- One fact


def _fact(request: Asked, ref: str) -> Fact:
    rows = Fact.objects.select_related("extraction__document", "before", "same_as")
    rows = rows.defer("extraction__document__content")
    found: Fact = access_reads.only(rows, ref, by=request.access)
    request.access.fetch("source_document", found.extraction.document.ref, Doing.WRITE)
    return found


def _next(fact: Fact) -> str:
    """Where the next fact is that nobody has looked at: on the same page, or at its end."""
    document = fact.extraction.document
    page = reverse("reading:section", args=[document.ref, fact.section])
    left = [one for one in reads.facts(document, fact.section) if one.status == Status.PROPOSED]
    after = next((one for one in left if one.order > fact.order), left[0] if left else None)
    return f"{page}#fact-{after.ref}" if after else f"{page}#end"


@LOOKED_AFTER
@require_POST
def settle(request: Asked, ref: str, verdict: str) -> HttpResponse:
    """Accept a fact, refuse it, or open it again: the three buttons beside it."""
    fact = _fact(request, ref)
    by = request.access
    try:
        if verdict == "accept":
            who = request.POST.get("same_as", "")
            same = access_reads.only(Person.objects.all(), who, by=by) if who and who != "new" else None
            actions.accept(by=by, fact=fact, same_as=same, new=who == "new")
        elif verdict == "refuse":
            actions.reject(by=by, fact=fact)
        elif verdict == "reopen":
            actions.reopen(by=by, fact=fact)
        else:
            by.note("read", NOT_FOUND, kind="source_document")
            raise Refusal(NOT_FOUND)
    except NotDone as wrong:
        return _section(request, fact.extraction.document, Section(fact.section), str(wrong), fact.ref)
    return redirect(_next(fact))


@LOOKED_AFTER
@require_http_methods(FORM)
def fix(request: Asked, ref: str) -> HttpResponse:
    fact = _fact(request, ref)
    document = fact.extraction.document
    form = forms.Fix(request.POST if request.method == "POST" else None, fact=fact)
    rows = reads.side_by_side(document, [fact], whole=False)
    return PAGES.change(
        request,
        form,
        Change(f"Correct: {words.CALLED[fact.kind].lower()}", "Accept it so"),
        do=lambda _: actions.correct(
            by=request.access, fact=fact, value=form.said(), same_as=form.cleaned_data.get("same_as")
        ),
        back=f"{reverse('reading:section', args=[document.ref, fact.section])}#fact-{fact.ref}",
        to=_next,
        done="It was corrected.",
        template="fix",
        rows=rows,
    )


# --- Taking over


@LOOKED_AFTER
@require_POST
def take_over(request: Asked, ref: str) -> HttpResponse:
    one = _document(request, ref, Doing.WRITE)
    try:
        taken = taking.take_over(by=request.access, document=one)
    except NotDone as wrong:
        return PAGES.page(
            request, "not_taken", title="Not taken over", says=str(wrong), back=reverse("reading:document", args=[ref])
        )
    says = f"{taken.count} {'fact was' if taken.count == 1 else 'facts were'} taken over."
    request.session[DONE] = " ".join([says, *taken.left])
    return redirect("reading:document", ref)


@LOOKED_AFTER
@require_POST
def read_again(request: Asked, ref: str) -> HttpResponse:
    actions.read_again(by=request.access, document=_document(request, ref, Doing.WRITE))
    request.session[DONE] = "The file was read again. What you settled stays where it reads the same."
    return redirect("reading:document", ref)
