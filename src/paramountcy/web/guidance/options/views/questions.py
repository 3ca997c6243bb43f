"""The list of questions, a question's page, and its paper."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.actions import searches
from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.options import actions, forms, lists, paper, reads
from paramountcy.web.guidance.options.models import Question
from paramountcy.web.guidance.options.status import COLOURS, SETTLED, WORDS
from paramountcy.web.kit.export import export as as_csv

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("options")


def offers(access: Access, question: Question, *pairs: tuple[str, str]) -> list[Offer]:
    """What may be done with a question: greyed, with the sentence, where it may not be."""
    no = access.may(Action.WRITE, question, "question").says
    return [Offer(text, to, no=no) for text, to in pairs]


@about("question")
@require_safe
def questions(request: Asked) -> HttpResponse:
    return _questions(request, reads.questions(request.access), reverse("options:questions"))


@about("question")
@require_POST
def search(request: Asked) -> HttpResponse:
    words = request.POST.get("words", "")[:100]
    kept = searches.remember(by=request.access, kind="question", terms={"words": words})
    return redirect("options:found", kept.ref)


@about("question")
@require_safe
def found(request: Asked, ref: str) -> HttpResponse:
    words = searches.recall(by=request.access, kind="question", ref=ref).terms["words"]
    rows = reads.found(reads.questions(request.access), words)
    return _questions(request, rows, reverse("options:found", args=[ref]), words, ref)


def _questions(request: Asked, rows: Any, here: str, words: str = "", search: str = "") -> HttpResponse:
    access = request.access
    listed = lists.of(list(groups.groups(access))).over(
        rows, request.GET, here=here, export="" if search else reverse("options:export")
    )
    access.shown("question", listed.records, action="search" if search else "list", search=search)
    box = {"to": reverse("options:search"), "label": "Search questions and options", "hint": "", "value": words,
           "clear": reverse("options:questions")}  # fmt: skip
    offered = [Offer("Raise a question", reverse("options:make"), no=access.may_do(Duty.RUN_GROUPS).says, kind="")]
    says = (
        "Questions that groups have to decide. A discussion may end inconclusive: then the question returns to the "
        "group's agenda by itself, with what is owed before it does."
    )
    return PAGES.page(
        request, "questions", title="Open decisions", listed=listed, caption="Questions", search=box, offers=offered,
        says=says,
    )  # fmt: skip


@about("question")
@require_safe
def export(request: Asked) -> StreamingHttpResponse:
    listing = lists.of(list(groups.groups(request.access)))
    rows = list(listing.whole(reads.questions(request.access), request.GET))
    request.access.shown("question", rows, action="export")
    return as_csv(listing.columns, rows, name="questions")


@about("question")
@require_safe
def question(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("question", ref)
    laid = reads.laid_out(one)
    settled = laid.state in SETTLED
    pairs = [
        ("Open it again" if settled else "Record how it came out", reverse("options:record", args=[ref])),
        ("Add an option", reverse("options:add_option", args=[ref])),
        ("Add a risk", reverse("options:add_risk", args=[ref])),
        ("Add a view", reverse("options:add_view", args=[ref])),
        ("Change the question", reverse("options:change", args=[ref])),
    ]
    return PAGES.page(
        request,
        "question",
        title="A question to decide",
        laid=laid,
        question=one,
        stands=WORDS[laid.state],
        colour=COLOURS[laid.state],
        words=WORDS,
        colours=COLOURS,
        wanting=[] if settled else laid.wanting,
        leads=reads.leads(_cited(laid)),
        writes=bool(access.may(Action.WRITE, one, "question")),
        offers=offers(access, one, *pairs),
        back=reverse("options:questions"),
    )


def _cited(laid: reads.Laid) -> list[str]:
    risks = laid.all_risks
    found = [laid.question.cited, *(one.cited for one in laid.outcomes), *(one.cited for one in laid.views)]
    found += [one.risk.cited for one in risks] + [answer.cited for one in risks for answer in one.answers]
    for option in laid.options:
        found += [one.cited for one in (*option.reasons_for, *option.reasons_against)]
        found += [one.cited for one in option.views]
        found.append(option.option.duty)
    return found


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def make(request: Asked) -> HttpResponse:
    access = request.access
    form = forms.QuestionForm(
        typed(request), on=reads.on_day(access), circles=groups.my_circles(access), groups=groups.groups(access)
    )
    return PAGES.change(
        request,
        form,
        Change("Raise a question", "Raise it", says=["Its options, risks and views are added on its page."]),
        do=lambda said: actions.raise_question(by=access, **said),
        back=reverse("options:questions"),
        to=lambda made: reverse("options:question", args=[made.ref]),
        done="The question was raised. Add its options, one of which leaves things as they are.",
    )


@about("question")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("question", ref, Action.WRITE)
    names = ("title", "why_now", "background", "would_change", "raised_on", "cited", "circle")
    form = forms.QuestionForm(
        typed(request),
        on=reads.on_day(access),
        circles=groups.my_circles(access),
        initial={name: getattr(one, name) for name in names},
    )
    return PAGES.change(
        request,
        form,
        Change("Change a question", "Save", says=["What it said before stays in its history."]),
        do=lambda said: actions.change_question(by=access, question=one, **said),
        back=reverse("options:question", args=[ref]),
        done="The question was changed.",
    )


@about("question")
@require_safe
def as_docx(request: Asked, ref: str) -> HttpResponse:
    return _paper(request, ref, "docx")


@about("question")
@require_safe
def as_pdf(request: Asked, ref: str) -> HttpResponse:
    return _paper(request, ref, "pdf")


def _paper(request: Asked, ref: str, ending: str) -> HttpResponse:
    one = request.access.fetch("question", ref, Action.EXPORT)
    on = reads.on_day(request.access)
    laid = reads.laid_out(one)
    made = paper.as_pdf(laid, on=on) if ending == "pdf" else paper.as_docx(laid, on=on)
    answer = HttpResponse(made, content_type=paper.PDF if ending == "pdf" else paper.WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="decision-paper.{ending}"'
    return answer
