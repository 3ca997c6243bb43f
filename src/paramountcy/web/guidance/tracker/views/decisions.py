"""The pages of decisions: each question with all that came of it."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.screens.page import Change, typed
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.groups.reads import my_circles
from paramountcy.web.guidance.tracker import actions, forms, lists, reads, words
from paramountcy.web.guidance.tracker.models import Result
from paramountcy.web.guidance.tracker.views import FORM, LOOKED_AFTER, PAGES, offers, today
from paramountcy.web.guidance.tracker.views.actions import rooms, the_line
from paramountcy.web.kit.export import export

NOT_OF_AN_OUTCOME = ("question", "circle")


@about("decision")
@require_safe
def decisions(request: Asked) -> HttpResponse:
    access = request.access
    listed = lists.decisions(access).over(
        reads.decisions(access), request.GET, here=reverse("tracker:decisions"), export=reverse("tracker:decided")
    )
    access.shown("decision", listed.records)
    return PAGES.page(request, "listing", title="Decisions", listed=listed, caption="Questions", sub=rooms("decisions"))


@about("decision")
@require_safe
def export_decisions(request: Asked) -> StreamingHttpResponse:
    listing = lists.decisions(request.access)
    rows = list(listing.whole(reads.decisions(request.access), request.GET))
    request.access.shown("decision", rows, action="export")
    return export(listing.columns, rows, name="decisions")


@about("decision")
@require_safe
def decision(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = reads.decisions(access).get(pk=access.fetch("decision", ref).pk)
    return PAGES.page(
        request,
        "decision",
        title="A decision",
        decision=one,
        result=Result(one.result).label if one.result else "nothing yet",
        colour=words.RESULT_COLOURS[Result(one.result)] if one.result else "grey",
        back_on=words.back_in_words(one),
        outcomes=[(each, Result(each.result).label) for each in reads.outcomes(one)],
        confidential=reads.is_confidential(one),
        source=address_of(one.source),
        subject=address_of(one.about),
        offers=offers(access, one, "decision", ("Note what came of it", reverse("tracker:decide", args=[ref]), True)),
        back=reverse("tracker:decisions"),
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def make_decision(request: Asked, ref: str) -> HttpResponse:
    group = request.access.fetch("group", ref, Doing.WRITE)
    return _make(request, group, {"on": today(request)}, {}, reverse("tracker:of_group", args=[ref]))


@LOOKED_AFTER
@require_http_methods(FORM)
def decision_of_line(request: Asked, ref: str) -> HttpResponse:
    line, group = the_line(request, ref)
    more = actions.from_line(line)
    initial = {"question": line.text, "on": more.pop("noted_on"), "decided_by": group.short or group.name}
    return _make(request, group, initial, more, address_of(more["source"]) or reverse("tracker:of_group",
                                                                                    args=[group.ref]))  # fmt: skip


def _make(request: Asked, group: Group, initial: dict[str, Any], more: dict[str, Any], back: str) -> HttpResponse:
    access = request.access
    form = forms.DecisionForm(
        typed(request),
        on=today(request),
        circles=my_circles(access),
        groups=access.readable("group"),
        initial=initial,
    )

    def make(said: dict[str, Any]) -> Any:
        outcome = {name: value for name, value in said.items() if name not in NOT_OF_AN_OUTCOME}
        rest = {name: said[name] for name in NOT_OF_AN_OUTCOME}
        return actions.make_decision(by=access, group=group, noted_on=said["on"], outcome=outcome, **rest, **more)

    return PAGES.change(
        request,
        form,
        Change("Add a decision", "Add it", facts=[("Group", group.name)]),
        do=make,
        back=back,
        to=lambda made: reverse("tracker:decision", args=[made.ref]),
        done="The decision was added.",
    )


@LOOKED_AFTER
@require_http_methods(FORM)
def decide(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("decision", ref, Doing.WRITE)
    return PAGES.change(
        request,
        forms.OutcomeForm(typed(request), on=today(request), groups=access.readable("group")),
        Change(
            "What came of a question",
            "Save",
            says=["What came of it before stays in its history."],
            facts=[("Question", one.question)],
        ),
        do=lambda said: actions.decide(by=access, decision=one, **said),
        back=reverse("tracker:decision", args=[ref]),
        done="What came of it is noted.",
    )
