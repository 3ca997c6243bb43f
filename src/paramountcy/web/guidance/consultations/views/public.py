"""The pages for anybody: what is asked, the form to answer it, and what came of it. Nothing to sign in for."""

from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.terms.citation import cite
from paramountcy.web.access import policy
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access, Asked, Refusal
from paramountcy.web.access.doors import open_to_all
from paramountcy.web.access.limits import Wide
from paramountcy.web.access.screens.page import Pages, typed
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.consultations import exports, forms, reads, status
from paramountcy.web.guidance.consultations.actions import answering
from paramountcy.web.guidance.consultations.models import Consultation
from paramountcy.web.guidance.consultations.results import results
from paramountcy.web.guidance.consultations.status import WORDS, State
from paramountcy.web.guidance.groups.disclosures import sent_from

PAGES = Pages("consultations")
A_CLASSROOM = 60
"""Responses in an hour from one network address: a school has one, and a class answers together."""
MOST_A_DAY = 5_000
"""Responses to one consultation in a day, wherever they come from."""
TOO_MANY = "Too many answers have come in just now. Wait an hour and send it again: what you wrote is still below."
ANNOUNCED = "only consultations that were announced, which were made for anybody to read"


def found(request: Asked, ref: str) -> Consultation:
    """A consultation that anybody may read. Raises Refusal, as for one that is not there."""
    one = reads.public_one(ref)
    if one is None:
        raise Refusal(policy.NOT_FOUND)
    return one


@open_to_all(ANNOUNCED)
@require_safe
def public(request: Asked) -> HttpResponse:
    at = request.access.at
    rows = [(one, status.state_of(one, at=at)) for one in reads.public()]
    parts = [
        ("Open now", [one for one, state in rows if state is State.OPEN]),
        ("Opening later", [one for one, state in rows if state is State.COMING]),
        ("Closed", [one for one, state in rows if state in (State.CLOSED, State.ANSWERED)]),
        ("Withdrawn", [one for one, state in rows if state is State.WITHDRAWN]),
    ]
    return PAGES.page(request, "public", title="Consultations", parts=parts)


@open_to_all(ANNOUNCED)
@require_safe
def public_one(request: Asked, ref: str) -> HttpResponse:
    one = found(request, ref)
    at = request.access.at
    state = status.state_of(one, at=at)
    over = state in (State.CLOSED, State.ANSWERED)
    child = version_of(cite("consultation", one.ref))
    return PAGES.page(
        request,
        "public_one",
        title="A consultation",
        one=one,
        state=state,
        words=WORDS[state],
        steps=[step for step in one.steps.all() if step.words],
        documents=[doc for doc in one.documents.all() if doc.withdrawn_on is None],
        sections=reads.sections(one),
        found=results(one, in_public=True) if over else None,
        reply=reads.reply_out(one),
        child=child,
        due=status.answer_due(one),
        late=status.days_late(one, at=at),
        back=reverse("consultations:public"),
    )


@open_to_all("anybody may answer a consultation that is open; what they send is held for a moderator")
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: Asked, ref: str) -> HttpResponse:
    one = found(request, ref)
    at = request.access.at
    form = forms.Respond(typed(request), sections=reads.sections(one), asked=list(one.asked.all()))
    if request.method == "POST" and form.is_valid():
        made = _send(request, one, form)
        if made:
            return redirect("consultations:thanks", made.ref)
    is_open = status.state_of(one, at=at) is State.OPEN
    told = {"one": one, "form": form, "is_open": is_open, "errors": bool(form.errors), "sections": _parts(form)}
    return PAGES.page(
        request, "respond", title="Answer a consultation", back=reverse("consultations:public_one", args=[ref]), **told
    )


def _send(request: Asked, one: Consultation, form: forms.Respond) -> Any:
    """Send it, unless that is too much of it; what is wrong is said on the form, which keeps what was typed."""
    near, far = sent_from(request, "consultation", most=A_CLASSROOM), Wide("answers", one.ref, MOST_A_DAY, 24 * 60 * 60)
    if near.full or far.full:
        form.add_error(None, TOO_MANY)
        return None
    nobody = Access(None, at=request.access.at, request=request.access.request, address="")
    try:
        made = answering.respond(
            by=nobody, consultation=one, answers=form.answers, once=form.cleaned_data["once"], **form.about
        )
    except NotDone as wrong:
        form.add_error(None, str(wrong))
        return None
    near.add()
    far.add()
    return made


def _parts(form: forms.Respond) -> list[tuple[Any, list[Any]]]:
    """The fields of the questions, section by section."""
    parts: dict[int, tuple[Any, list[Any]]] = {}
    for name, question in form.questions.items():
        parts.setdefault(question.section_id, (question.section, []))[1].append(form[name])
    return list(parts.values())


@open_to_all("it says thank you, and shows only the reference that its address holds")
@require_safe
def thanks(request: Asked, ref: str) -> HttpResponse:
    return PAGES.page(request, "thanks", title="Thank you", ref=ref)


@open_to_all(ANNOUNCED)
@require_safe
def document(request: Asked, ref: str, paper: str) -> HttpResponse:
    one = found(request, ref)
    paper_found = one.documents.filter(ref=paper, withdrawn_on__isnull=True).first()
    if paper_found is None:
        raise Refusal(policy.NOT_FOUND)
    return exports.file_of(bytes(paper_found.content), paper_found.ending, "document")


@open_to_all(ANNOUNCED)
@require_safe
def public_file(request: Asked, ref: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    """What was published, as a file, once the consultation has closed."""
    one = found(request, ref)
    if status.state_of(one, at=request.access.at) not in (State.CLOSED, State.ANSWERED):
        raise Refusal(policy.NOT_FOUND)
    return made_file(one, kind, in_public=True)


def made_file(one: Consultation, kind: str, *, in_public: bool) -> HttpResponse | StreamingHttpResponse:
    what = results(one, in_public=in_public)
    if kind == "json":
        return JsonResponse(exports.as_data(one, what), json_dumps_params={"ensure_ascii": False, "indent": 1})
    if kind == "csv":
        return exports.as_csv(what)
    if kind == "docx":
        return exports.file_of(exports.as_docx(one, what), "docx", "consultation")
    raise Refusal(policy.NOT_FOUND)
