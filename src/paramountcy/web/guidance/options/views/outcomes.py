"""How a question came out, and what is owed before it returns."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, typed
from paramountcy.web.guidance.options import actions, forms, reads
from paramountcy.web.guidance.options.models import Outcome, Owed
from paramountcy.web.guidance.options.status import NEXT, SETTLED
from paramountcy.web.guidance.options.views.laying_out import back_to, of_question
from paramountcy.web.guidance.options.views.questions import FORM, PAGES


@about("question")
@require_http_methods(FORM)
def record(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("question", ref, Action.WRITE)
    left = reads.in_the_way(one)
    form = forms.OutcomeForm(
        typed(request),
        on=reads.on_day(access),
        may_follow=NEXT[reads.state(one)],
        options=reads.options(one),
        meetings=reads.meetings_of(access, one),
    )
    says = ["What came out before stays. Not decided is an outcome too: the question then returns by itself."]
    if left and reads.state(one) not in SETTLED:
        risks = "1 risk has" if len(left) == 1 else f"{len(left)} risks have"
        says.append(f"{risks} no agreed answer. To decide all the same, type why.")
    return PAGES.change(
        request,
        form,
        Change("Record how it came out", "Record it", says=says, facts=[("Question", one.title)]),
        do=lambda said: actions.record_outcome(by=access, question=one, **form.told()),
        back=reverse("options:question", args=[ref]),
        done="The outcome was recorded.",
    )


@about("question")
@require_http_methods(FORM)
def owe(request: Asked, ref: str) -> HttpResponse:
    outcome, question = of_question(request, Outcome.objects.select_related("question"), ref, "question")
    return PAGES.change(
        request,
        forms.OwedForm(typed(request)),
        Change("Something more is owed", "Add it", facts=[("Question", question.title)]),
        do=lambda said: actions.owe(by=request.access, outcome=outcome, **said),
        back=back_to(question),
        done="It was added to what is owed.",
    )


@about("question")
@require_http_methods(FORM)
def give(request: Asked, ref: str) -> HttpResponse:
    owed, question = of_question(request, Owed.objects.select_related("outcome__question"), ref, "outcome.question")
    return PAGES.change(
        request,
        forms.GivenForm(typed(request), on=reads.on_day(request.access)),
        Change("What was owed is there", "Save", facts=[("Owed", owed.text), ("By", owed.who)]),
        do=lambda said: actions.give(by=request.access, owed=owed, **said),
        back=back_to(question),
        done="It was noted as given.",
    )
