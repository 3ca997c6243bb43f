"""The pages of responses that are late, and of what is done about them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import DONE, Change, Offer, typed
from paramountcy.web.guidance.recommendations import actions, chasing, forms
from paramountcy.web.guidance.recommendations.views.reports import FORM, PAGES, RUN, page_of, today


@RUN
@require_safe
def chasers(request: Asked) -> HttpResponse:
    late = chasing.late(request.access, on=today(request))
    request.access.shown("report", [one.report for one in late])
    return PAGES.page(
        request,
        "chasers",
        title="Responses that are late",
        late=late,
        steps=chasing.steps(),
        offers=[Offer("Add a step", reverse("recommendations:add_chaser"))],
        back=reverse("recommendations:reports"),
    )


@RUN
@require_http_methods(FORM)
def add_chaser(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        forms.ChaserForm(typed(request)),
        Change("Add a step", "Add it", says=["It holds for every report whose response is not public."]),
        do=lambda said: actions.add_chaser(by=request.access, **said),
        back=reverse("recommendations:chasers"),
        done="The step was added.",
    )


@RUN
@require_POST
def end_chaser(request: Asked) -> HttpResponse:
    months = request.POST.get("months", "")
    try:
        actions.end_chaser(
            by=request.access, months=int(months) if months.isdecimal() else -1, what=request.POST.get("what", "")
        )
        request.session[DONE] = "The step was taken out."
    except NotDone as wrong:
        request.session[DONE] = str(wrong)
    return redirect("recommendations:chasers")


@about("report")
@require_http_methods(FORM)
def chase(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    steps = [(f"{step.months}:{step.what}", f"{step.what} (month {step.months})") for step in chasing.steps()]

    def do(said: dict[str, Any]) -> Any:
        months, _, what = said.pop("step").partition(":")
        return actions.chase(by=request.access, report=one, months=int(months), what=what, **said)

    return PAGES.change(
        request,
        forms.ChasedForm(typed(request), on=today(request), steps=steps),
        Change("What was done about a late response", "Save"),
        do=do,
        back=page_of(one),
        to=reverse("recommendations:chasers"),
        done="It is noted.",
    )
