"""The pages of one recommendation: its history, what must be answered, what was promised, done, and what it changed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import about
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import DONE, Change, Offer, typed
from paramountcy.web.guidance.groups.reads import my_circles
from paramountcy.web.guidance.recommendations import actions, forms, points, reads, told
from paramountcy.web.guidance.recommendations.models import Commitment, Position, Recommendation
from paramountcy.web.guidance.recommendations.views.reports import FORM, PAGES, page_of, today

KIND = "recommendation"


def page(one: Recommendation) -> str:
    return reverse("recommendations:recommendation", args=[one.ref])


@about(KIND)
@require_safe
def recommendation(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    access.fetch(KIND, ref)
    one = reads.recommendations(access).get(ref=ref)
    raised = points.points_of(access, one)
    no = access.may(Action.WRITE, one, KIND).says
    pairs = (
        ("Take a position", "take_position"), ("Make a commitment", "commit"), ("Claim progress", "claim_progress"),
        ("Note evidence of effect", "show_effect"), ("Note a point", "raise_point"),
        ("Change its words", "change_recommendation"),
    )  # fmt: skip
    rows = list(reversed(reads.history(one)))
    return PAGES.page(
        request,
        "recommendation",
        title="A recommendation",
        one=one,
        told=told.tell(one, public=False),
        known=reads.known_position(one),
        history=[
            (row, reads.day_known(row.on, row.on_known), reads.marked(row.mark), reads.corrected(row)) for row in rows
        ],
        points=raised,
        open_points=sum(not each.answers for each in raised),
        commitments=one.commitments.filter(ended_on__isnull=True),
        offers=[Offer(text, reverse(f"recommendations:{name}", args=[ref]), no=no) for text, name in pairs],
        writes=not no,
        gaps=told,
        back=page_of(one.report),
    )


def _may_write(request: Asked, ref: str) -> Any:
    request.access.fetch(KIND, ref, Action.WRITE)
    return reads.recommendations(request.access).get(ref=ref)


@about(KIND)
@require_http_methods(FORM)
def change_recommendation(request: Asked, ref: str) -> HttpResponse:
    one = _may_write(request, ref)
    initial = {name: getattr(one, name) for name in forms.RECOMMENDATION_FIELDS}
    form = forms.RecommendationForm(
        typed(request), report=one.report, circles=my_circles(request.access), initial=initial
    )
    return PAGES.change(
        request,
        form,
        Change("Change a recommendation", "Save", says=["What it was before stays in its history."]),
        do=lambda said: actions.change_recommendation(by=request.access, recommendation=one, **said),
        back=page(one),
        done="The recommendation was changed.",
    )


@about(KIND)
@require_http_methods(FORM)
def take_position(request: Asked, ref: str) -> HttpResponse:
    one = _may_write(request, ref)
    return _position(request, one, None)


@about(KIND)
@require_http_methods(FORM)
def correct_position(request: Asked, ref: str) -> HttpResponse:
    """A row that puts an earlier one right: that one stays, and says so."""
    row = access_reads.only(Position.objects.select_related("recommendation"), ref, by=request.access)
    return _position(request, _may_write(request, row.recommendation.ref), row)


def _position(request: Asked, one: Recommendation, corrects: Position | None) -> HttpResponse:
    initial = {}
    if corrects:
        fields = ("value", "force", "claimant", "claimed_by", "on", "on_known", "reason", "conditions", "link")
        initial = {name: getattr(corrects, name) for name in fields}
    open_points = sum(not each.answers for each in points.points_of(request.access, one))
    says = ["It is added to the history. Nothing that stands there is changed."]
    if open_points:
        says.append(f"Points that groups raised and that nothing answers yet: {open_points}.")
    return PAGES.change(
        request,
        forms.PositionForm(typed(request), on=today(request), initial=initial),
        Change(
            "Put a position right" if corrects else "Take a position", "Add it", says=says,
            facts=[("Recommendation", f"{one.number}. {points.short(one.text)}")],
        ),
        do=lambda said: actions.take_position(by=request.access, recommendation=one, corrects=corrects, **said),
        back=page(one),
        done="The position was added to the history.",
    )  # fmt: skip


@about(KIND)
@require_http_methods(FORM)
def commit(request: Asked, ref: str) -> HttpResponse:
    one = _may_write(request, ref)
    return PAGES.change(
        request,
        forms.CommitmentForm(typed(request)),
        Change("Make a commitment", "Save"),
        do=lambda said: actions.commit(by=request.access, recommendation=one, **said),
        back=page(one),
        done="The commitment is noted.",
    )


@about(KIND)
@require_POST
def end_commitment(request: Asked, ref: str) -> HttpResponse:
    found = access_reads.only(Commitment.objects.select_related("recommendation"), ref, by=request.access)
    one = _may_write(request, found.recommendation.ref)
    actions.end_commitment(by=request.access, commitment=found)
    request.session[DONE] = "It is a commitment no longer. It stays, with this day."
    return redirect(page(one))


@about(KIND)
@require_http_methods(FORM)
def claim_progress(request: Asked, ref: str) -> HttpResponse:
    one = _may_write(request, ref)
    form = forms.ProgressForm(
        typed(request), on=today(request), commitments=one.commitments.filter(ended_on__isnull=True)
    )
    return PAGES.change(
        request,
        form,
        Change("Claim progress", "Save", says=["That something is done does not say that it helped: evidence of effect "
               "is noted apart."]),
        do=lambda said: actions.claim_progress(by=request.access, recommendation=one, **said),
        back=page(one),
        done="The claim is noted.",
    )  # fmt: skip


@about(KIND)
@require_http_methods(FORM)
def show_effect(request: Asked, ref: str) -> HttpResponse:
    one = _may_write(request, ref)
    return PAGES.change(
        request,
        forms.EffectForm(typed(request), on=today(request)),
        Change("Note evidence of effect", "Save"),
        do=lambda said: actions.show_effect(by=request.access, recommendation=one, **said),
        back=page(one),
        done="The evidence is noted.",
    )


@about(KIND)
@require_http_methods(FORM)
def raise_point(request: Asked, ref: str) -> HttpResponse:
    one = _may_write(request, ref)
    return PAGES.change(
        request,
        forms.ChallengeForm(typed(request), on=today(request)),
        Change("Note a point", "Save", says=["Points of a group’s notes under this recommendation stand here by "
               "themselves. This is for what was said elsewhere."]),
        do=lambda said: actions.raise_point(by=request.access, recommendation=one, **said),
        back=page(one),
        done="The point is noted.",
    )  # fmt: skip


@about(KIND)
@require_http_methods(FORM)
def answer_point(request: Asked, ref: str, to: str) -> HttpResponse:
    one = _may_write(request, ref)
    point = next((each for each in points.points_of(request.access, one) if each.ref == to), None)
    if point is None:
        raise Refusal(NOT_FOUND)
    return PAGES.change(
        request,
        forms.AnswerForm(typed(request)),
        Change("Answer a point", "Save", facts=[("Point", point.says), ("Raised by", point.who)]),
        do=lambda said: actions.answer_point(by=request.access, recommendation=one, to=to, **said),
        back=page(one),
        done="The answer is noted.",
    )
