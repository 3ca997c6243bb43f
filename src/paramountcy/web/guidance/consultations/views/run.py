"""The pages of those who run consultations: made, filled, announced, put to other dates, and withdrawn."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.terms.citation import cite
from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.consultations import forms, lists, reads, status
from paramountcy.web.guidance.consultations.actions import making
from paramountcy.web.guidance.consultations.models import Consultation, Document, Question, Section
from paramountcy.web.guidance.consultations.principles import rules
from paramountcy.web.guidance.consultations.results import results
from paramountcy.web.guidance.consultations.status import WORDS, State
from paramountcy.web.guidance.consultations.views.public import made_file
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.groups.reads import groups, my_circles
from paramountcy.web.guidance.groups.views import offers, today
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("consultations")
MOST_BYTES = 5 * 1024 * 1024
FIELDS = ("title", "why", "undecided", "opens_on", "closes_on", "group", "circle")


def here(ref: str) -> str:
    return reverse("consultations:consultation", args=[ref])


@about("consultation")
@require_safe
def consultations(request: Asked) -> HttpResponse:
    access = request.access
    listing = lists.consultations(access.at, today(request))
    listed = listing.over(reads.consultations(access), request.GET, here=reverse("consultations:consultations"))
    access.shown("consultation", listed.records)
    no = access.may_do(Duty.RUN_GROUPS).says
    offered = [
        Offer("Make a consultation", reverse("consultations:make"), no=no, kind=""),
        Offer("Responses to look at", reverse("consultations:queue"), no=no),
    ]
    return PAGES.page(request, "listing", title="Consultations", listed=listed, caption="Consultations", offers=offered)


def _fetched(request: Asked, ref: str, action: Action = Action.READ) -> Consultation:
    return request.access.fetch("consultation", ref, action)


@about("consultation")
@require_safe
def consultation(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = _fetched(request, ref)
    state = status.state_of(one, at=access.at)
    child = version_of(cite("consultation", ref))
    return PAGES.page(
        request,
        "consultation",
        title="A consultation",
        one=one,
        state=state,
        words=WORDS[state],
        is_public=status.is_public(one),
        runs=bool(access.may_do(Duty.RUN_GROUPS)),
        drafting=state is State.DRAFT,
        sections=reads.sections(one),
        asked=list(one.asked.all()),
        documents=[doc for doc in one.documents.all() if doc.withdrawn_on is None],
        steps=one.steps.select_related("by"),
        principles=reads.principles(one),
        events=one.events.select_related("official").prefetch_related("attended", "feedback"),
        found=results(one, in_public=False),
        replies=list(one.replies.prefetch_related("releases")),
        child=child,
        about=address_of(one.about),
        due=status.answer_due(one),
        late=status.days_late(one, at=access.at),
        offers=offers(access, one, "consultation", *_links(ref, state)),
        back=reverse("consultations:consultations"),
    )


def _links(ref: str, state: State) -> list[tuple[str, str]]:
    """What may be done at each stage: words and address."""
    names = {
        State.DRAFT: ["change", "add_section", "add_asked", "add_document", "announce"],
        State.COMING: ["add_asked", "add_document", "add_event", "dates", "withdraw"],
        State.OPEN: ["add_asked", "add_document", "add_event", "dates", "withdraw"],
        State.CLOSED: ["write_reply", "add_event", "why_late", "dates", "withdraw"],
        State.ANSWERED: ["write_reply", "withdraw"],
        State.WITHDRAWN: [],
    }[state]
    return [(SAYS[name], reverse(f"consultations:{name}", args=[ref])) for name in names]


SAYS = {
    "change": "Change it",
    "add_section": "Add a section",
    "add_asked": "Add who is asked",
    "add_document": "Add a document",
    "announce": "Announce it",
    "add_event": "Add an event",
    "dates": "Change its dates",
    "withdraw": "Withdraw it",
    "write_reply": "Write the response",
    "why_late": "Say why the response is late",
}


def _form(request: Asked, **more: Any) -> forms.ConsultationForm:
    access = request.access
    return forms.ConsultationForm(typed(request), circles=my_circles(access), groups=groups(access), **more)


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def make(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        _form(request),
        Change("Make a consultation", "Make it"),
        do=lambda said: making.make(by=request.access, **said),
        back=reverse("consultations:consultations"),
        to=lambda made: here(made.ref),
        done="It is made, as a draft. Add its sections and questions now, and who is asked.",
    )


def _changes(request: Asked, ref: str, form: Any, words: Change, *, do: Any, done: str) -> HttpResponse:
    return PAGES.change(request, form, words, do=do, back=here(ref), done=done)


@about("consultation")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    form = _form(request, initial={name: getattr(one, name) for name in FIELDS})
    return _changes(
        request, ref, form, Change("Change a consultation", "Save"),
        do=lambda said: making.change(by=request.access, consultation=one, **said), done="It was changed.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def add_asked(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    words = Change(
        "Who is asked", "Add them", says=["Those who do not answer are listed, so that they can be asked again."]
    )
    return _changes(
        request, ref, forms.AskedForm(typed(request)), words,
        do=lambda said: making.add_asked(by=request.access, consultation=one, **said), done="They are asked.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def add_section(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    return _changes(
        request, ref, forms.SectionForm(typed(request)), Change("Add a section", "Add it"),
        do=lambda said: making.add_section(by=request.access, consultation=one, **said),
        done="The section was added. Add its questions.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def add_question(request: Asked, ref: str) -> HttpResponse:
    section = access_reads.only(Section.objects.select_related("consultation"), ref, by=request.access)
    one = _fetched(request, section.consultation.ref, Action.WRITE)
    return _changes(
        request, one.ref, forms.QuestionForm(typed(request)),
        Change("Add a question", "Add it", facts=[("Section", section.title)]),
        do=lambda said: making.add_question(by=request.access, section=section, **said), done="The question was added.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def drop_question(request: Asked, ref: str) -> HttpResponse:
    rows = Question.objects.select_related("section__consultation")
    question = access_reads.only(rows, ref, by=request.access)
    one = _fetched(request, question.section.consultation.ref, Action.WRITE)
    return _changes(
        request, one.ref, forms.Empty(typed(request)),
        Change("Take out a question", "Take it out", facts=[("Question", question.text)], danger=True),
        do=lambda said: making.drop_question(by=request.access, question=question), done="The question was taken out.",
    )  # fmt: skip


@takes_files(MOST_BYTES)
@about("consultation")
@require_http_methods(FORM)
def add_document(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    form = forms.DocumentForm(typed(request), request.FILES if request.method == "POST" else None)

    def do(said: dict[str, Any]) -> Any:
        try:
            content = content_of(said["file"], most=MOST_BYTES)
        except TooLarge as wrong:
            raise making.NotDone(str(wrong), field="file") from wrong
        return making.add_document(
            by=request.access, consultation=one, title=said["title"], content=content, name=said["file"].name
        )

    words = Change("Add a document", "Add it", says=["Anybody may read it once the consultation is announced."])
    return _changes(request, ref, form, words, do=do, done="The document was added.")


@about("consultation")
@require_http_methods(FORM)
def withdraw_document(request: Asked, ref: str) -> HttpResponse:
    found = access_reads.only(Document.objects.select_related("consultation"), ref, by=request.access)
    one = _fetched(request, found.consultation.ref, Action.WRITE)
    return _changes(
        request, one.ref, forms.Empty(typed(request)),
        Change("Withdraw a document", "Withdraw it", facts=[("Document", found.title)], danger=True),
        do=lambda said: making.withdraw_document(by=request.access, document=found), done="The document was withdrawn.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def principle(request: Asked, ref: str, key: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    rule = next((rule for rule in rules() if rule.key == key), None)
    facts = [(rule.principle, rule.says), ("Source", f"{rule.source} ({rule.mark})")] if rule else []
    return _changes(
        request, ref, forms.PrincipleForm(typed(request)), Change("A principle of consulting", "Save", facts=facts),
        do=lambda said: making.keep_principle(
            by=request.access, consultation=one, key=key, kept=said["kept"] == "yes", words=said["words"]
        ), done="It is noted.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def announce(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    open_ones = [rule.principle for rule, said in reads.principles(one) if said is None]
    says = ["Anybody may read it then, and its questions stand. It opens and closes by itself, at midnight in London."]
    if open_ones:
        says.append(f"Nothing is said yet of these principles of consulting: {'; '.join(open_ones)}.")
    return _changes(
        request, ref, forms.Empty(typed(request)), Change("Announce a consultation", "Announce it", says=says),
        do=lambda said: making.announce(by=request.access, consultation=one), done="It is announced.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def dates(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    form = forms.Dates(typed(request), initial={"opens_on": one.opens_on, "closes_on": one.closes_on})
    return _changes(
        request, ref, form, Change("Change the dates", "Save", says=["What they were, and why, stays on its page."]),
        do=lambda said: making.change_dates(by=request.access, consultation=one, **said),
        done="It has other dates now.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def why_late(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    return _changes(
        request, ref, forms.Why(typed(request)), Change("Why the response is late", "Save"),
        do=lambda said: making.say_why_late(by=request.access, consultation=one, **said), done="It stands on its page.",
    )  # fmt: skip


@about("consultation")
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = _fetched(request, ref, Action.WRITE)
    return _changes(
        request, ref, forms.Why(typed(request)),
        Change("Withdraw a consultation", "Withdraw it", says=["Its page stays, and says why."], danger=True),
        do=lambda said: making.withdraw(by=request.access, consultation=one, **said), done="It is withdrawn.",
    )  # fmt: skip


@about("consultation")
@require_safe
def file(request: Asked, ref: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    one = _fetched(request, ref)
    request.access.shown("consultation", [one], action="export")
    return made_file(one, kind, in_public=False)
