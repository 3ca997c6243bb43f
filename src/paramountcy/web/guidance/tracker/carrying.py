"""What the tracker gives to meetings: open actions and open questions for the next agenda, rows for the extract."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from paramountcy.terms.citation import cite
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings.carrying import Carried
from paramountcy.web.guidance.meetings.extract import Row
from paramountcy.web.guidance.meetings.models import Line, Mark, Meeting
from paramountcy.web.guidance.tracker import reads
from paramountcy.web.guidance.tracker.models import Action, Decision, Result, State
from paramountcy.web.guidance.tracker.words import back_in_words, day_in_words, due_in_words, owner_in_words, shortened

LONGEST_TITLE = 250


def open_actions(meeting: Meeting) -> Sequence[Carried]:
    """The actions of the group, or due at its meetings, that are open when the meeting is held."""
    rows = reads.dated(Action.objects.filter(Q(group=meeting.group) | Q(due_group=meeting.group)))
    rows = reads.still_open(rows).filter(since__lt=meeting.day).select_related("group", "person", "organisation",
                                                                                "due_group", *reads.ABOVE)  # fmt: skip
    return [
        Carried(
            title=shortened(f"{owner_in_words(one, meeting.day)}: {one.what}", LONGEST_TITLE),
            about=str(cite("action", one.ref)),
            why=f"It is open, taken on {day_in_words(one.since)}, due: {due_in_words(one)}.",
            circle=_kept_to(one),
        )
        for one in rows.order_by("due_day", "since", "pk")
    ]


def action_is_over(ref: str) -> bool:
    noted = reads.dated(Action.objects.filter(ref=ref))
    return noted.exists() and not reads.still_open(noted).exists()


def question_is_over(ref: str) -> bool:
    noted = reads.outcomes_of(Decision.objects.filter(ref=ref)).exclude(result=None)
    return noted.exists() and not reads.left_open(noted).exists()


def questions_that_return(meeting: Meeting) -> Sequence[Carried]:
    """The questions that come back to this meeting: to the next one of the group, or on a day that is now past."""
    rows = reads.left_open(reads.outcomes_of(Decision.objects.all()))
    mine = Q(returns_to=meeting.group_id) | Q(returns_to__isnull=True, group=meeting.group)
    rows = rows.filter(mine, noted_on__lt=meeting.day).filter(
        Q(returns_day__lte=meeting.day) | Q(returns_day__isnull=True)
    )
    return [
        Carried(
            title=shortened(one.question, LONGEST_TITLE),
            about=str(cite("decision", one.ref)),
            why=f"It was {Result(one.result).label} on {day_in_words(one.decided_on)}, and returns"
            f"{' on ' + back_in_words(one) if one.returns_day else ''}.",
            circle=_kept_to(one),
        )
        for one in rows.select_related("group", *reads.ABOVE).order_by("decided_on", "pk")
    ]


def rows_of(by: Access, meeting: Meeting) -> Sequence[Row]:
    """The actions and decisions of a meeting that the one who asks may read."""
    found = [
        Row(
            Mark.ACTION,
            one.what,
            who=one.owner or "",
            due=due_in_words(one),
            status=State(one.state).label,
            number=_place(one.source),
        )
        for one in reads.actions(by).filter(meeting=meeting).order_by("line__order", "pk")
    ]
    return found + [
        Row(
            Mark.DECISION,
            one.question,
            due=back_in_words(one),
            status=Result(one.result).label if one.result else "",
            number=_place(one.source),
        )
        for one in reads.decisions(by).filter(meeting=meeting).order_by("line__order", "pk")
    ]


def form_of_an_action(by: Access, line: Line) -> str:
    return reverse("tracker:action_of_line", args=[line.ref])


def form_of_a_decision(by: Access, line: Line) -> str:
    return reverse("tracker:decision_of_line", args=[line.ref])


def _place(source: str) -> str:
    return source.partition("#")[2]


def _kept_to(one: Action | Decision) -> Circle | None:
    """The nearest circle that keeps an action or a decision."""
    return next((each.circle for each in (*reads.chain_of(one), one.group) if each is not None and each.circle), None)
