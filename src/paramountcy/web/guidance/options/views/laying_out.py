"""Options, reasons, risks with their answers, and views: what a question is laid out in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, typed
from paramountcy.web.guidance.options import actions, forms, reads
from paramountcy.web.guidance.options.models import Answer, Argument, Option, Question, Risk, View
from paramountcy.web.guidance.options.views.questions import FORM, PAGES

PARTS: dict[str, tuple[Any, str]] = {
    "argument": (Argument.objects.select_related("option__question"), "option.question"),
    "risk": (Risk.objects.select_related("question"), "question"),
    "answer": (Answer.objects.select_related("risk__question"), "risk.question"),
    "view": (View.objects.select_related("question"), "question"),
}
"""What may be struck out: its rows, and the way to the question that it is of."""


def of_question(request: Asked, rows: Any, ref: str, path: str) -> tuple[Any, Question]:
    """What belongs to a question that may be changed. Raises Refusal, the same for what is not there."""
    found = access_reads.only(rows, ref, by=request.access)
    of = found
    for step in path.split("."):
        of = getattr(of, step)
    return found, request.access.fetch("question", of.ref, Action.WRITE)


def back_to(question: Question) -> str:
    return reverse("options:question", args=[question.ref])


@about("question")
@require_http_methods(FORM)
def add_option(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("question", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.OptionForm(typed(request)),
        Change("Add an option", "Add it", facts=[("Question", one.title)],
               says=["What nobody has worked out may stay empty: the page and the paper show it as a gap."]),
        do=lambda said: actions.add_option(by=request.access, question=one, **said),
        back=back_to(one),
        done="The option was added.",
    )  # fmt: skip


@about("question")
@require_http_methods(FORM)
def change_option(request: Asked, ref: str) -> HttpResponse:
    option, question = of_question(request, Option.objects.select_related("question"), ref, "question")
    initial = {name: getattr(option, name) for name in forms.OPTION_FIELDS}
    return PAGES.change(
        request,
        forms.OptionForm(typed(request), initial=initial),
        Change("Change an option", "Save", facts=[("Question", question.title)]),
        do=lambda said: actions.change_option(by=request.access, option=option, **said),
        back=back_to(question),
        done="The option was changed.",
    )


@about("question")
@require_http_methods(FORM)
def drop_option(request: Asked, ref: str) -> HttpResponse:
    option, question = of_question(request, Option.objects.select_related("question"), ref, "question")
    return PAGES.change(
        request,
        forms.Why(typed(request)),
        Change("Drop an option", "Drop it", says=["It stays on the page, with the reason."],
               facts=[("Option", option.title)], danger=True),
        do=lambda said: actions.drop_option(by=request.access, option=option, **said),
        back=back_to(question),
        done="The option was dropped.",
    )  # fmt: skip


@about("question")
@require_http_methods(FORM)
def add_argument(request: Asked, ref: str) -> HttpResponse:
    option, question = of_question(request, Option.objects.select_related("question"), ref, "question")
    return PAGES.change(
        request,
        forms.ArgumentForm(typed(request)),
        Change("Add a reason", "Add it", facts=[("Option", option.title)]),
        do=lambda said: actions.add_argument(by=request.access, option=option, **said),
        back=back_to(question),
        done="The reason was added.",
    )


@about("question")
@require_http_methods(FORM)
def add_risk(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("question", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.RiskForm(typed(request), options=reads.options(one)),
        Change("Add a risk", "Add it", facts=[("Question", one.title)]),
        do=lambda said: actions.add_risk(by=request.access, question=one, **said),
        back=back_to(one),
        done="The risk was added. It needs an answer before the question is decided.",
    )


@about("question")
@require_http_methods(FORM)
def answer_risk(request: Asked, ref: str) -> HttpResponse:
    risk, question = of_question(request, Risk.objects.select_related("question"), ref, "question")
    return PAGES.change(
        request,
        forms.AnswerForm(typed(request)),
        Change("Answer a risk", "Save", facts=[("Risk", risk.text)]),
        do=lambda said: actions.answer_risk(by=request.access, risk=risk, **said),
        back=back_to(question),
        done="The answer was added.",
    )


@about("question")
@require_http_methods(FORM)
def add_view(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("question", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.ViewForm(typed(request), options=reads.options(one)),
        Change("Add a view", "Add it", facts=[("Question", one.title)]),
        do=lambda said: actions.add_view(by=request.access, question=one, **said),
        back=back_to(one),
        done="The view was added.",
    )


@about("question")
@require_POST
def strike(request: Asked, part: str, ref: str) -> HttpResponse:
    rows, path = PARTS.get(part, PARTS["view"])
    what, question = of_question(request, rows, ref, path)
    actions.strike(by=request.access, what=what)
    return redirect(back_to(question))
