"""The pages of reports: what was recommended, how it stands by theme, and its response as a whole."""

from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.actions import searches
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import DONE, Change, Offer, Pages, typed
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.groups.reads import groups, my_circles
from paramountcy.web.guidance.recommendations import actions, examples, forms, importing, lists, reads
from paramountcy.web.guidance.recommendations.models import Report
from paramountcy.web.guidance.recommendations.told import told
from paramountcy.web.kit.export import export
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("recommendations")
RUN = needs(Duty.RUN_GROUPS)


def today(request: Asked) -> date:
    return timezone.localdate(request.access.at)


def page_of(report: Report) -> str:
    return reverse("recommendations:report", args=[report.ref])


@about("report")
@require_safe
def reports(request: Asked) -> HttpResponse:
    access = request.access
    listed = lists.REPORTS.over(reads.reports(access), request.GET, here=reverse("recommendations:reports"))
    access.shown("report", listed.records)
    no = access.may_do(Duty.RUN_GROUPS).says
    offered = [
        Offer("Add a report", reverse("recommendations:make"), no=no, kind=""),
        Offer("All recommendations", reverse("recommendations:recommendations")),
        Offer("Chasers", reverse("recommendations:chasers"), no=no),
    ]
    return PAGES.page(
        request, "reports", title="Reports and their recommendations", listed=listed, caption="Reports",
        offers=offered, example=not no and not reads.reports(access).filter(title=examples.TITLE).exists(),
    )  # fmt: skip


@about("recommendation")
@require_safe
def recommendations(request: Asked) -> HttpResponse:
    return _recommendations(request, reverse("recommendations:recommendations"))


@about("recommendation")
@require_POST
def search(request: Asked) -> HttpResponse:
    words = request.POST.get("words", "")[:100]
    kept = searches.remember(by=request.access, kind="recommendation", terms={"words": words})
    return redirect("recommendations:found", kept.ref)


@about("recommendation")
@require_safe
def found(request: Asked, ref: str) -> HttpResponse:
    words = searches.recall(by=request.access, kind="recommendation", ref=ref).terms["words"]
    return _recommendations(request, reverse("recommendations:found", args=[ref]), words, ref)


def _recommendations(request: Asked, here: str, words: str = "", kept: str = "") -> HttpResponse:
    access = request.access
    rows = reads.with_position(reads.found(reads.recommendations(access), words))
    listed = lists.RECOMMENDATIONS.over(
        rows.prefetch_related("positions__corrected_by", "progress"),
        request.GET,
        here=here,
        export="" if kept else reverse("recommendations:export"),
    )
    access.shown("recommendation", listed.records, action="search" if kept else "list", search=kept)
    box = {
        "to": reverse("recommendations:search"), "label": "Search the words of recommendations", "hint": "",
        "value": words, "clear": reverse("recommendations:recommendations"),
    }  # fmt: skip
    return PAGES.page(
        request, "listing", title="Recommendations", listed=listed, caption="Recommendations", search=box,
        back=reverse("recommendations:reports"),
    )  # fmt: skip


@about("recommendation")
@require_safe
def export_recommendations(request: Asked) -> StreamingHttpResponse:
    rows = list(lists.RECOMMENDATIONS.whole(reads.with_position(reads.recommendations(request.access)), request.GET))
    request.access.shown("recommendation", rows, action="export")
    return export(lists.REPORT_COLUMNS, rows, name="recommendations")


@about("report")
@require_safe
def report(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("report", ref)
    rows = reads.of_report(access, one)
    access.shown("recommendation", rows)
    rolled = reads.rolled_up(list(one.themes.all()), rows)
    no = access.may(Action.WRITE, one, "report").says
    pairs = (
        ("Add a recommendation", "add_recommendation"), ("Import recommendations", "take_in"),
        ("Add a theme", "add_theme"), ("Write the response", "statement"), ("Publish the response", "publish"),
        ("Change the report", "change"), ("Note a claim about all of it", "add_whole"),
    )  # fmt: skip
    return PAGES.page(
        request,
        "report",
        title="A report and its recommendations",
        report=one,
        response=told(one, rows, public=False),
        rolled=rolled,
        table=reads.theme_table(rolled) if rows else None,
        positions=reads.chart("Positions", [each.positions for each in rolled], id="positions") if rows else None,
        progress=reads.chart("Progress, as claimed", [each.progress for each in rolled], id="progress")
        if rows
        else None,
        out=reads.last_step(one),
        steps=one.steps.select_related("by").order_by("-at", "-pk"),
        published=reads.day_known(one.on, one.on_known),
        standing=version_of(actions.response_of(one)),
        offers=[Offer(text, reverse(f"recommendations:{name}", args=[ref]), no=no) for text, name in pairs],
        back=reverse("recommendations:reports"),
    )


def _report_form(request: Asked, **more: Any) -> forms.ReportForm:
    access = request.access
    return forms.ReportForm(
        typed(request), on=today(request), circles=my_circles(access), groups=groups(access), **more
    )


@RUN
@require_http_methods(FORM)
def make(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        _report_form(request),
        Change("Add a report", "Add it"),
        do=lambda said: actions.make_report(by=request.access, **said),
        back=reverse("recommendations:reports"),
        to=page_of,
        done="The report was added. Add its recommendations now.",
    )


@about("report")
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    initial = {name: getattr(one, name) for name in forms.REPORT_FIELDS}
    return PAGES.change(
        request,
        _report_form(request, initial=initial),
        Change("Change a report", "Save", says=["What it was before stays in its history."]),
        do=lambda said: actions.change_report(by=request.access, report=one, **said),
        back=page_of(one),
        done="The report was changed.",
    )


@about("report")
@require_http_methods(FORM)
def add_theme(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.ThemeForm(typed(request)),
        Change("Add a theme", "Add it"),
        do=lambda said: actions.add_theme(by=request.access, report=one, **said),
        back=page_of(one),
        done="The theme was added.",
    )


@about("report")
@require_http_methods(FORM)
def add_recommendation(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.RecommendationForm(typed(request), report=one, circles=my_circles(request.access)),
        Change("Add a recommendation", "Add it"),
        do=lambda said: actions.add_recommendation(by=request.access, report=one, **said),
        back=page_of(one),
        done="The recommendation was added.",
    )


@takes_files(importing.LARGEST + 100_000)
@about("report")
@require_http_methods(FORM)
def take_in(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    faults: list[str] = []

    def do(said: dict[str, Any]) -> int:
        try:
            content = content_of(said["file"], most=importing.LARGEST)
            return actions.take_in(by=request.access, report=one, rows=importing.read(content))
        except importing.NotImported as wrong:
            faults.extend(wrong.faults)
            raise NotDone(
                "Nothing was taken in: put right what is listed here, and send it again.", field="file"
            ) from wrong
        except TooLarge as wrong:
            raise NotDone(str(wrong), field="file") from wrong
        except NotDone as wrong:
            raise NotDone(str(wrong)[:1].upper() + str(wrong)[1:], field="file") from wrong

    return PAGES.change(
        request,
        forms.FileForm(typed(request), request.FILES or None),
        Change("Import recommendations", "Take them in", says=["All of them are taken in, or none."]),
        do=do,
        back=page_of(one),
        done="The recommendations were taken in.",
        template="upload",
        faults=faults,
    )


@about("report")
@require_http_methods(FORM)
def add_whole(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.WholeForm(typed(request), on=today(request)),
        Change("A claim about all recommendations", "Save", says=["It changes no position of any of them."]),
        do=lambda said: actions.claim_of_whole(by=request.access, report=one, **said),
        back=page_of(one),
        done="The claim is noted.",
    )


@about("report")
@require_http_methods(FORM)
def statement(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.StatementForm(typed(request), initial={"statement": one.statement}),
        Change("Write the response", "Save", says=["What is public stays as it is until it is published again."]),
        do=lambda said: actions.write_statement(by=request.access, report=one, **said),
        back=page_of(one),
        done="The response was saved.",
    )


@about("report")
@require_http_methods(FORM)
def publish(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    standing = version_of(actions.response_of(one))
    rows = [each for each in reads.of_report(request.access, one) if each.circle_id is None]
    return PAGES.change(
        request,
        forms.PublishForm(typed(request), without=bool(standing.warns)),
        Change("Publish the response", "Publish it"),
        do=lambda said: actions.publish(by=request.access, report=one, reason=said.get("reason", "")),
        back=page_of(one),
        done="The response is public.",
        template="publish",
        standing=standing,
        count=len(rows),
        silent=[each.number for each in rows if reads.known_position(each, public=True) is None],
        provisional=[each.number for each in rows if any(p.force == "provisional" for p in each.positions.all())],
    )


@about("report")
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("report", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Because(typed(request)),
        Change("Withdraw the response", "Withdraw it", says=["Nobody will be able to read it any more."], danger=True),
        do=lambda said: actions.withdraw(by=request.access, report=one, **said),
        back=page_of(one),
        done="The response was withdrawn.",
    )


@RUN
@require_POST
def load_example(request: Asked) -> HttpResponse:
    made = examples.munro(request.access)
    request.session[DONE] = "The example was loaded. Gaps in what is known are shown as gaps."
    return redirect(page_of(made))
