"""The pages of words: the glossary, who is this today, duties, terms to avoid, and the check of a text."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.notes.document import LARGEST, NotRead
from paramountcy.web.access.doors import about, needs, open_to_all, signed_in
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.vocabulary import actions, forms, reads
from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("vocabulary")
PUBLIC = open_to_all("words, names of public bodies and law: about nobody")
LOOKED_AFTER = needs(Duty.RUN_GROUPS)
PLAIN_DOOR = signed_in("lists of words; a text that is checked is not kept, and shown only to whoever sent it")
DUTIES_FILE = (
    Column("Whose", lambda one: one.who),
    Column("Duty", lambda one: one.duty),
    Column("Law", lambda one: one.law),
    Column("From", lambda one: one.since),
    Column("Note", lambda one: one.note),
    Column("Mark", lambda one: one.mark),
)


def _runs(request: Any) -> bool:
    return request.access.user is not None and bool(request.access.may_do(Duty.RUN_GROUPS))


# --- For everybody


@PUBLIC
@require_safe
def glossary(request: Any) -> HttpResponse:
    on = actions.today(request.access)
    return PAGES.page(
        request, "glossary", title="Glossary", entries=reads.glossary(on=on), proposals=reads.proposals(on=on), on=on,
        runs=_runs(request), back="",
    )  # fmt: skip


@PUBLIC
@require_safe
def who_is_this(request: Any) -> HttpResponse:
    on = actions.today(request.access)
    asked = "word" in request.GET
    form = forms.AskForm(request.GET if asked else None, on=on)
    answers: list[reads.Answer] = []
    said: dict[str, Any] = {}
    if asked and form.is_valid():
        said = form.cleaned_data
        answers = reads.who_is(said["word"], area=said["area"], on=said["on"])
    return PAGES.page(
        request, "who_is_this", title="Who is this today?", form=form, answers=answers, said=said,
        words=reads.words_of_then(), areas=reads.areas(on=on), runs=_runs(request), errors=bool(form.errors),
        back=reverse("vocabulary:glossary"),
    )  # fmt: skip


@PUBLIC
@require_safe
def duties(request: Any) -> HttpResponse:
    on = actions.today(request.access)
    whole = reads.duties(on=on)
    chosen = request.GET.get("who", "")
    names = reads.whose(whole)
    chosen = chosen if chosen in names else ""
    return PAGES.page(
        request, "duties", title="Duties and their law", rows=reads.duties(on=on, who=chosen), names=names,
        chosen=chosen, runs=_runs(request), back=reverse("vocabulary:glossary"),
    )  # fmt: skip


@PUBLIC
@require_safe
def duties_csv(request: Any) -> StreamingHttpResponse:
    return export(DUTIES_FILE, reads.duties(on=actions.today(request.access)), name="duties")


# --- For those who sign in


@PLAIN_DOOR
@require_safe
def terms(request: Any) -> HttpResponse:
    no = request.access.may_do(Duty.RUN_GROUPS).says
    offered = [
        Offer("Avoid a term", reverse("vocabulary:avoid"), no=no, kind=""),
        Offer("Check a text", reverse("vocabulary:check")),
    ]
    listed = reads.listed(on=actions.today(request.access))
    return PAGES.page(
        request, "terms", title="Terms to avoid", listed=listed, offers=offered, runs=_runs(request),
        back=reverse("vocabulary:glossary"),
    )  # fmt: skip


@PLAIN_DOOR
@takes_files(LARGEST + 1_000_000)
@require_http_methods(FORM)
def check(request: Any) -> HttpResponse:
    form = forms.CheckForm(typed(request), on=actions.today(request.access), files=request.FILES or None)
    found = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["file"]:
                content = content_of(said["file"], most=LARGEST)
                found = reads.check_file(content, said["file"].name or "", on=said["on"])
            else:
                found = reads.check_text(said["text"], on=said["on"])
        except (NotRead, TooLarge) as wrong:
            told = str(wrong)
            form.add_error("file" if said["file"] else "text", told[:1].upper() + told[1:])
    return PAGES.page(
        request, "check", title="Check a text", form=form, found=found, errors=bool(form.errors),
        back=reverse("vocabulary:terms"),
    )  # fmt: skip


# --- For those who run groups


@LOOKED_AFTER
@require_http_methods(FORM)
def avoid(request: Any) -> HttpResponse:
    return PAGES.change(
        request,
        forms.TermForm(typed(request), on=actions.today(request.access)),
        Change(
            "Avoid a term",
            "Save",
            says=["It is looked for in guidance, published text and templates, never in a record or in what people "
                  "say. A term of an Act in force can’t be one to avoid."],
        ),
        do=lambda said: actions.avoid(by=request.access, **said),
        back=reverse("vocabulary:terms"),
        done="The term is in the list.",
    )  # fmt: skip


@about("avoided-term")
@require_POST
def end_term(request: Any, ref: str) -> HttpResponse:
    actions.end_term(by=request.access, term=request.access.fetch("avoided-term", ref, Action.WRITE))
    return redirect("vocabulary:terms")


@LOOKED_AFTER
@require_http_methods(FORM)
def set_aside(request: Any, number: int) -> HttpResponse:
    known = reads.of_the_list()
    term = known[min(number, len(known) - 1)].term
    return PAGES.change(
        request,
        forms.AsideForm(typed(request)),
        Change("Set a term aside", "Set it aside", says=["This area will not be told to avoid it."],
               facts=[("Term", term)]),
        do=lambda said: actions.set_aside(by=request.access, term=term, **said),
        back=reverse("vocabulary:terms"),
        done="The term is set aside.",
    )  # fmt: skip


@about("set-aside")
@require_POST
def take_up(request: Any, ref: str) -> HttpResponse:
    actions.take_up(by=request.access, aside=request.access.fetch("set-aside", ref, Action.WRITE))
    return redirect("vocabulary:terms")


@LOOKED_AFTER
@require_http_methods(FORM)
def explain(request: Any) -> HttpResponse:
    return PAGES.change(
        request,
        forms.WordForm(typed(request)),
        Change("Explain a word", "Save", says=["It stands in the glossary, which anybody may read, from today."]),
        do=lambda said: actions.explain(by=request.access, **said),
        back=reverse("vocabulary:glossary"),
        done="The word is in the glossary.",
    )


@about("word")
@require_POST
def end_word(request: Any, ref: str) -> HttpResponse:
    actions.end_word(by=request.access, word=request.access.fetch("word", ref, Action.WRITE))
    return redirect("vocabulary:glossary")


@LOOKED_AFTER
@require_safe
def holders(request: Any) -> HttpResponse:
    rows = list(
        request.access.readable("holder").select_related("organisation").prefetch_related("organisation__names")
    )
    request.access.shown("holder", rows)
    on = actions.today(request.access)
    shown = [{"holder": one, "name": one.organisation.name_on(on)} for one in rows]
    offered = [Offer("Note who does what", reverse("vocabulary:hold"), kind="")]
    return PAGES.page(
        request, "holders", title="Who does what here", shown=shown, offers=offered,
        back=reverse("vocabulary:who_is_this"),
    )  # fmt: skip


@LOOKED_AFTER
@require_http_methods(FORM)
def hold(request: Any) -> HttpResponse:
    return PAGES.change(
        request,
        forms.HolderForm(typed(request), on=actions.today(request.access)),
        Change("Note who does what in an area", "Save", says=["Anybody may read it: it is about bodies, not people."]),
        do=lambda said: actions.hold(by=request.access, **said),
        back=reverse("vocabulary:holders"),
        done="It is noted.",
    )


@about("holder")
@require_http_methods(FORM)
def end_holder(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("holder", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.LastDay(typed(request), on=actions.today(request.access)),
        Change("It does so no longer", "Save", facts=[("Area", one.area), ("What it does", one.function)]),
        do=lambda said: actions.end_holder(by=request.access, holder=one, **said),
        back=reverse("vocabulary:holders"),
        done="Its last day is noted.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def add_duty(request: Any) -> HttpResponse:
    return PAGES.change(
        request,
        forms.DutyForm(typed(request)),
        Change("Add a duty", "Add it"),
        do=lambda said: actions.add_duty(by=request.access, **said),
        back=reverse("vocabulary:duties"),
        done="The duty was added.",
    )


@about("duty")
@require_POST
def end_duty(request: Any, ref: str) -> HttpResponse:
    actions.end_duty(by=request.access, duty=request.access.fetch("duty", ref, Action.WRITE))
    return redirect("vocabulary:duties")
