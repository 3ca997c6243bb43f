"""What stands of an action or a decision in words: its owner, when it is due, and what to look at."""

from datetime import date
from typing import Any

from paramountcy.web.guidance.tracker.models import OPEN_STATES, Result, State
from paramountcy.web.kit.dates import NAMES

COLOURS = {
    State.OPEN: "blue",
    State.UNDER_WAY: "blue",
    State.HANDED_OVER: "blue",
    State.DONE: "green",
    State.DONE_DIFFERENTLY: "green",
    State.STOPPED: "grey",
}
RESULT_COLOURS = {
    Result.AGREED: "green",
    Result.REFUSED: "grey",
    Result.NOTED: "grey",
    Result.DEFERRED: "yellow",
    Result.INCONCLUSIVE: "yellow",
}


def day_in_words(day: date | None) -> str:
    return f"{day.day} {NAMES[day.month - 1].capitalize()} {day.year}" if day else ""


def owner_in_words(action: Any, on: date) -> str:
    """Who owns an action: the person, else the organisation as it is called on a day, else the words of the notes."""
    if action.person:
        return str(action.person.name)
    return str(action.organisation.name_on(on)) if action.organisation else str(action.owner_words)


def due_in_words(action: Any) -> str:
    """When an action is due, with the next meeting's day where that is known. `action` has been through reads.dated."""
    if action.due_on:
        return day_in_words(action.due_on)
    if action.due_group:
        known = day_in_words(action.due_day)
        of = "" if action.due_group_id == action.group_id else f" of {action.due_group.name}"
        return f"at the next meeting{of}, {known}" if known else f"at the next meeting{of}, which has no day yet"
    return action.due_words or "no day is set"


def back_in_words(decision: Any) -> str:
    """When a question returns. `decision` has been through reads.outcomes_of."""
    if decision.returns_day:
        return day_in_words(decision.returns_day)
    return "at the next meeting, which has no day yet" if decision.returns_to else ""


def look_at(action: Any, *, on: date, long_before: date) -> list[str]:
    """What of an action wants looking at: that it is overdue, or has been open for long, whatever its day says."""
    if action.state not in OPEN_STATES:
        return []
    found = []
    if action.due_day and action.due_day < on:
        found.append("overdue")
    if action.since < long_before:
        found.append("open over 6 months")
    return found


def shortened(text: str, most: int = 120) -> str:
    """The beginning of a text, to the end of a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
