"""What is done with recommendations: taken in, answered, promised, followed up. What was said before stays."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.terms.citation import Citation, cite
from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.children import actions as children
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.recommendations import points
from paramountcy.web.guidance.recommendations.chasing import defaults
from paramountcy.web.guidance.recommendations.importing import Row
from paramountcy.web.guidance.recommendations.models import (
    Answer,
    Challenge,
    Chased,
    Chaser,
    Commitment,
    Effect,
    Force,
    Position,
    Progress,
    Recommendation,
    Report,
    ResponseState,
    ResponseStep,
    Theme,
    Whole,
)
from paramountcy.web.guidance.recommendations.reads import is_out


def response_of(report: Report) -> str:
    """How the response to a report is cited."""
    return str(cite("response", report.ref))


def make_report(*, by: Access, **said: Any) -> Report:
    """A report. `said` are its fields."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("add report") as lines:
        made = Report.objects.create(**said)
        lines[0] = lines[0].of("report", made.ref)
    return made


def change_report(*, by: Access, report: Report, **said: Any) -> Report:
    """Change what is known of a report. Whom its version for children is kept to follows."""
    by.fetch("report", report.ref, Action.WRITE)
    if said.get("circle") and is_out(report):
        raise NotDone("Its response is public: withdraw that first.", field="circle")
    with by.change("change report", kind="report", record=report.ref):
        _set(report, said)
        children.keep_as(about=response_of(report), circle=report.circle, group=report.group)
    return report


def add_theme(*, by: Access, report: Report, title: str) -> Theme:
    by.fetch("report", report.ref, Action.WRITE)
    if report.themes.filter(title=title).exists():
        raise NotDone("The report has a theme of that name.", field="title")
    with by.change("add theme", kind="report", record=report.ref):
        return Theme.objects.create(report=report, title=title, order=report.themes.count() + 1)


def add_recommendation(*, by: Access, report: Report, number: str, **said: Any) -> Recommendation:
    by.fetch("report", report.ref, Action.WRITE)
    _number_is_free(report, number, None)
    with by.change("add recommendation", kind="report", record=report.ref):
        return _recommendation(report, number=number, **said)


def change_recommendation(*, by: Access, recommendation: Recommendation, **said: Any) -> Recommendation:
    if "number" in said:
        _number_is_free(recommendation.report, said["number"], recommendation)
    return _changed(by, recommendation, "change recommendation", recommendation, said)


def take_in(*, by: Access, report: Report, rows: Iterable[Row]) -> int:
    """The recommendations of a file, all of them or none. Returns how many. Raises NotDone for a number it has."""
    by.fetch("report", report.ref, Action.WRITE)
    with by.change("import recommendations", kind="report", record=report.ref):
        count = 0
        for row in rows:
            _number_is_free(report, row.number, None, place=f"row {row.place}: ")
            theme = None
            if row.theme:
                theme = report.themes.filter(title=row.theme).first() or Theme.objects.create(
                    report=report, title=row.theme, order=report.themes.count() + 1
                )
            said = {"text": row.text, "addressees": row.addressees, "today": row.today, "theme": theme}
            _recommendation(report, number=row.number, **said)
            count += 1
    return count


def _recommendation(report: Report, **said: Any) -> Recommendation:
    return Recommendation.objects.create(report=report, order=report.recommendations.count() + 1, **said)


def _number_is_free(report: Report, number: str, but: Recommendation | None, place: str = "") -> None:
    found = report.recommendations.filter(number=number).first()
    if found and (but is None or found.pk != but.pk):
        raise NotDone(f"{place}The report has a recommendation {number} already: give another number.", field="number")


def take_position(
    *, by: Access, recommendation: Recommendation, corrects: Position | None = None, **said: Any
) -> Position:
    """
    What somebody says is the position on a recommendation: one more row of its history. `corrects` is a row that it
    puts right. Raises NotDone for a published position of a day to come, and for one that needs its reason.
    """
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    if said["force"] == Force.PUBLISHED and said["on"] > _today(by):
        raise NotDone("It can’t have been published on a day to come: note it as provisional.", field="on")
    if said["value"] in NEEDS_REASON and not said.get("reason", "").strip():
        raise NotDone("Give the reason: whoever made the recommendation is owed it.", field="reason")
    if corrects is not None and (corrects.recommendation_id != recommendation.pk or hasattr(corrects, "corrected_by")):
        raise NotDone("That row was put right already, or is of another recommendation.")
    with by.change("take position", kind="recommendation", record=recommendation.ref):
        return Position.objects.create(recommendation=recommendation, corrects=corrects, **said)


NEEDS_REASON = frozenset({"not_accept", "in_part", "superseded", "others"})
"""Positions that say why."""


def commit(*, by: Access, recommendation: Recommendation, **said: Any) -> Commitment:
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    with by.change("make commitment", kind="recommendation", record=recommendation.ref):
        return Commitment.objects.create(recommendation=recommendation, **said)


def end_commitment(*, by: Access, commitment: Commitment) -> Commitment:
    """A commitment that is one no longer. It stays, with its day."""
    said = {"ended_on": _today(by)}
    return _changed(by, commitment.recommendation, "end commitment", commitment, said)


def claim_progress(*, by: Access, recommendation: Recommendation, **said: Any) -> Progress:
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    with by.change("claim progress", kind="recommendation", record=recommendation.ref):
        return Progress.objects.create(recommendation=recommendation, **said)


def show_effect(*, by: Access, recommendation: Recommendation, **said: Any) -> Effect:
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    with by.change("note effect", kind="recommendation", record=recommendation.ref):
        return Effect.objects.create(recommendation=recommendation, **said)


def raise_point(*, by: Access, recommendation: Recommendation, cites: str = "", **said: Any) -> Challenge:
    """A point against a recommendation, noted by hand. Raises NotDone for a citation that is none."""
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    if cites:
        try:
            Citation.of(cites)
        except ValueError as wrong:
            raise NotDone(
                "That is not a citation: copy it from the page it is of, as in meeting/abc#2.1.", field="cites"
            ) from wrong
    with by.change("raise point", kind="recommendation", record=recommendation.ref):
        return Challenge.objects.create(recommendation=recommendation, cites=cites, **said)


def answer_point(*, by: Access, recommendation: Recommendation, to: str, says: str) -> Answer:
    """What is answered to a point. What was answered before stays. Raises NotDone where there is no such point."""
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    if to not in {one.ref for one in points.points_of(by, recommendation)}:
        raise NotDone("There is no such point.")
    with by.change("answer point", kind="recommendation", record=recommendation.ref):
        return Answer.objects.create(recommendation=recommendation, to=to, says=says, at=by.at, by=by.somebody)


def claim_of_whole(*, by: Access, report: Report, **said: Any) -> Whole:
    """A claim about all recommendations at once. It changes no position."""
    by.fetch("report", report.ref, Action.WRITE)
    with by.change("claim of whole report", kind="report", record=report.ref):
        return Whole.objects.create(report=report, **said)


# --- The response


def write_statement(*, by: Access, report: Report, statement: str) -> Report:
    """The response as a whole, in draft. What is out stays as it is until it is published again."""
    by.fetch("report", report.ref, Action.WRITE)
    with by.change("write statement", kind="report", record=report.ref):
        _set(report, {"statement": statement})
    return report


def publish(*, by: Access, report: Report, reason: str = "") -> ResponseStep:
    """
    Publish the response as it stands: its statement, and the positions that are published. Raises NotDone for one that
    is kept to a circle; and, where there is no version for children out, without a typed reason.
    """
    by.fetch("report", report.ref, Action.WRITE)
    allowed(by, Duty.RUN_GROUPS)
    if report.circle_id or (report.group and report.group.circle_id):
        raise NotDone("It is kept to a circle of names, so nothing of it can be public.")
    standing = version_of(response_of(report))
    if standing.warns and not reason.strip():
        raise NotDone(standing.warns, field="reason")
    why = with_reason(reason) if standing.warns else ""
    with by.change("publish response", kind="report", record=report.ref, reason=why):
        if standing.warns:
            children.go_without(by=by, about=response_of(report), reason=why)
        return ResponseStep.objects.create(
            report=report, state=ResponseState.PUBLISHED, at=by.at, by=by.somebody, statement=report.statement, why=why
        )


def withdraw(*, by: Access, report: Report, reason: str) -> ResponseStep:
    """Take a response back. What was public stays in its history."""
    by.fetch("report", report.ref, Action.WRITE)
    if not is_out(report):
        raise NotDone("The response is not public.")
    why = with_reason(reason)
    with by.change("withdraw response", kind="report", record=report.ref, reason=why):
        return ResponseStep.objects.create(
            report=report, state=ResponseState.WITHDRAWN, at=by.at, by=by.somebody, why=why
        )


# --- Chasing


def add_chaser(*, by: Access, months: int, what: str, mark: str = "") -> Chaser:
    """One more step where a response stays out. The first change takes the defaults over as our own."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("add chaser"):
        _own_chasers()
        return Chaser.objects.create(months=months, what=what, mark=mark)


def end_chaser(*, by: Access, months: int, what: str) -> None:
    """A step that is done no longer. Raises NotDone for the last one."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("end chaser"):
        _own_chasers()
        rows = Chaser.objects.filter(ended_on__isnull=True)
        found = rows.filter(months=months, what=what).first()
        if found is None:
            raise NotDone("There is no such step.")
        if rows.count() == 1:
            raise NotDone("It is the last step: add another first.")
        _set(found, {"ended_on": _today(by)})


def _own_chasers() -> None:
    if not Chaser.objects.exists():
        for one in defaults():
            Chaser.objects.create(months=one.months, what=one.what, mark=one.mark)


def chase(*, by: Access, report: Report, **said: Any) -> Chased:
    """What was done because a response stayed out."""
    by.fetch("report", report.ref, Action.WRITE)
    with by.change("chase response", kind="report", record=report.ref):
        return Chased.objects.create(report=report, **said)


def _today(by: Access) -> date:
    return timezone.localdate(by.at)


def _set(row: Any, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    row.save()


def _changed(by: Access, recommendation: Recommendation, verb: str, row: Any, said: dict[str, Any]) -> Any:
    by.fetch("recommendation", recommendation.ref, Action.WRITE)
    with by.change(verb, kind="recommendation", record=recommendation.ref):
        _set(row, said)
    return row
