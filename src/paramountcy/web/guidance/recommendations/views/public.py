"""What anybody may read: responses that are public, with published positions only. Nothing to sign in for."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import open_to_all
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.guidance.children.reads import standings_of
from paramountcy.web.guidance.recommendations import actions, reads, told
from paramountcy.web.guidance.recommendations.views.reports import PAGES

WHY = "only published positions of public responses, and nothing that is kept to a circle"


@open_to_all(WHY)
@require_safe
def public_reports(request: Asked) -> HttpResponse:
    found = [
        {
            "report": one,
            "published": reads.day_known(one.on, one.on_known),
            "count": len(reads.public_recommendations(one)),
        }
        for one in reads.published_reports()
    ]
    return PAGES.page(request, "public_reports", title="Recommendations and what became of them", found=found)


@open_to_all(WHY)
@require_safe
def public_report(request: Asked, ref: str) -> HttpResponse:
    report = reads.published_report(ref)
    if report is None:
        raise Refusal(NOT_FOUND)
    rows = reads.public_recommendations(report)
    rolled = reads.rolled_up(list(report.themes.all()), rows, public=True)
    return PAGES.page(
        request,
        "public_report",
        title="Response to recommendations",
        report=report,
        response=told.told(report, rows, public=True),
        table=reads.theme_table(rolled) if rows else None,
        positions=reads.chart("Positions", [each.positions for each in rolled], id="positions") if rows else None,
        out=reads.last_step(report),
        standings=standings_of(actions.response_of(report)),
    )


@open_to_all(WHY)
@require_safe
def public_recommendation(request: Asked, ref: str) -> HttpResponse:
    one = reads.published_recommendation(ref)
    if one is None:
        raise Refusal(NOT_FOUND)
    return PAGES.page(
        request,
        "public_recommendation",
        title="A recommendation and what became of it",
        one=told.tell(one, public=True),
        report=one.report,
        gaps=told,
    )
