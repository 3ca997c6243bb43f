"""The list of programmes, a programme's page, its files, and the public pages."""

from operator import itemgetter
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.actions import searches
from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import about, needs, open_to_all
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.programmes import actions, forms, lists, paper, reads, status
from paramountcy.web.kit.export import export as as_csv
from paramountcy.web.kit.lists import Column

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("programmes")


def sub(request: Asked) -> list[dict[str, Any]]:
    """The pages of programmes, for the bar under the heading."""
    pages = (("Programmes", "programmes"), ("Events", "events"), ("Alerts", "alerts"))
    found = [(text, reverse(f"programmes:{name}")) for text, name in pages]
    return [{"text": text, "to": to, "current": request.path == to} for text, to in found]


def offers(access: Access, record: Any, kind: str, *pairs: tuple[str, str]) -> list[Offer]:
    no = access.may(Action.WRITE, record, kind).says
    return [Offer(text, to, no=no) for text, to in pairs]


@about("programme")
@require_safe
def programmes(request: Asked) -> HttpResponse:
    return _programmes(request, reads.programmes(request.access), reverse("programmes:programmes"))


@about("programme")
@require_POST
def search(request: Asked) -> HttpResponse:
    words = request.POST.get("words", "")[:100]
    kept = searches.remember(by=request.access, kind="programme", terms={"words": words})
    return redirect("programmes:found", kept.ref)


@about("programme")
@require_safe
def found(request: Asked, ref: str) -> HttpResponse:
    words = searches.recall(by=request.access, kind="programme", ref=ref).terms["words"]
    rows = reads.found(reads.programmes(request.access), words)
    return _programmes(request, rows, reverse("programmes:found", args=[ref]), words, ref)


def _programmes(request: Asked, rows: Any, here: str, words: str = "", search: str = "") -> HttpResponse:
    access = request.access
    listed = lists.of(list(groups.groups(access))).over(
        rows, request.GET, here=here, export="" if search else reverse("programmes:export")
    )
    access.shown("programme", listed.records, action="search" if search else "list", search=search)
    box = {"to": reverse("programmes:search"), "label": "Search by title, purpose or strand", "hint": "",
           "value": words, "clear": reverse("programmes:programmes")}  # fmt: skip
    offered = [Offer("Set up a programme", reverse("programmes:make"), no=access.may_do(Duty.RUN_GROUPS).says, kind="")]
    return PAGES.page(
        request, "listing", title="Joint programmes", listed=listed, caption="Programmes", search=box,
        offers=offered, sub=sub(request), public=reverse("programmes:public"),
    )  # fmt: skip


@about("programme")
@require_safe
def export(request: Asked) -> StreamingHttpResponse:
    listing = lists.of(list(groups.groups(request.access)))
    rows = list(listing.whole(reads.programmes(request.access), request.GET))
    request.access.shown("programme", rows, action="export")
    return as_csv(listing.columns, rows, name="programmes")


@about("programme")
@require_safe
def alerts(request: Asked) -> HttpResponse:
    told = reads.alerts(request.access)
    seen = {one.programme.pk: one.programme for one in told}
    request.access.shown("programme", seen.values())
    return PAGES.page(request, "alerts", title="Alerts of programmes", alerts=told, sub=sub(request))


@about("programme")
@require_safe
def programme(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("programme", ref)
    laid = reads.laid_out(access, one)
    pairs = [
        ("Add a strand", reverse("programmes:add_strand", args=[ref])),
        ("Add a body", reverse("programmes:join", args=[ref])),
        ("Add a publication or letter", reverse("programmes:add_product", args=[ref])),
        ("Something depends on an event", reverse("programmes:depend", args=[ref])),
        ("Change", reverse("programmes:change", args=[ref])),
    ]
    return PAGES.page(
        request,
        "programme",
        title="A joint programme",
        laid=laid,
        programme=one,
        on=reads.on_day(access),
        open=status.OPEN,
        colours=status.COLOURS,
        cites=address_of(one.cited) if one.cited else "",
        leads={w.dependence.cited: address_of(w.dependence.cited) for w in laid.waiting if w.dependence.cited},
        writes=bool(access.may(Action.WRITE, one, "programme")),
        offers=offers(access, one, "programme", *pairs),
        back=reverse("programmes:programmes"),
    )


@about("programme")
@require_safe
def as_docx(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("programme", ref, Action.EXPORT)
    on = reads.on_day(request.access)
    answer = HttpResponse(paper.as_docx(reads.laid_out(request.access, one), on=on), content_type=paper.WORD)
    answer.headers["Content-Disposition"] = 'attachment; filename="programme.docx"'
    return answer


HEADINGS = ("Programme", "Strand", "Owners", "Milestone", "State", "Due", "Late", "To look at")
MILESTONES = tuple(Column(text, itemgetter(place)) for place, text in enumerate(HEADINGS))


@about("programme")
@require_safe
def milestones(request: Asked, ref: str) -> StreamingHttpResponse:
    one = request.access.fetch("programme", ref, Action.EXPORT)
    rows = reads.rows_of([reads.laid_out(request.access, one)], reads.on_day(request.access))
    return as_csv(MILESTONES, rows, name="milestones")


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def make(request: Asked) -> HttpResponse:
    access = request.access
    form = forms.ProgrammeForm(
        typed(request), on=reads.on_day(access), circles=groups.my_circles(access), groups=groups.groups(access)
    )
    return PAGES.change(
        request,
        form,
        Change("Set up a programme", "Set it up"),
        do=lambda said: actions.set_up(by=access, **said),
        back=reverse("programmes:programmes"),
        to=lambda made: reverse("programmes:programme", args=[made.ref]),
        done="The programme was set up. Add the bodies that run it, and then its strands.",
    )


@about("programme")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("programme", ref, Action.WRITE)
    form = forms.ProgrammeForm(
        typed(request),
        on=reads.on_day(access),
        circles=groups.my_circles(access),
        initial={name: getattr(one, name) for name in forms.PROGRAMME_FIELDS},
    )
    return PAGES.change(
        request,
        form,
        Change("Change a programme", "Save", says=["What it was before stays in its history."]),
        do=lambda said: actions.change_programme(by=access, programme=one, **said),
        back=reverse("programmes:programme", args=[ref]),
        done="The programme was changed.",
    )


# --- The public pages


@open_to_all("only programmes whose page is public, and which are kept to no circle")
@require_safe
def public(request: Asked) -> HttpResponse:
    return PAGES.page(request, "public", title="Joint programmes", programmes=list(reads.public()))


@open_to_all("one programme whose page is public; its owners are offices, and nobody is named")
@require_safe
def public_page(request: Asked, ref: str) -> HttpResponse:
    one = access_reads.only(reads.public(), ref, by=request.access)
    on = reads.on_day(request.access)
    laid = reads.public_page(one, on)
    events = {waiting.dependence.event.pk: waiting.dependence.event for waiting in laid.waiting}
    return PAGES.page(
        request,
        "public_programme",
        title="A joint programme",
        laid=laid,
        events=[(event, reads.latest(event)) for event in events.values()],
        programme=one,
        on=on,
        colours=status.COLOURS,
        outlooks=status.OUTLOOK_COLOURS,
        back=reverse("programmes:public"),
    )
