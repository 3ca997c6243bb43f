"""A fact in words, as the confirm screen shows it, and what it is called."""

from datetime import date
from typing import Any

from paramountcy.web.guidance.meetings.models import PointKind
from paramountcy.web.guidance.reading.models import Fact
from paramountcy.web.guidance.tracker.models import ActionKind, Result
from paramountcy.web.guidance.tracker.words import day_in_words

CALLED = {
    "group": "Group",
    "number": "Number of the meeting",
    "day": "Day",
    "start": "From",
    "end": "To",
    "place": "Place",
    "kind": "What the document is",
    "issued_by": "Issued by",
    "issued_on": "Issued on",
    "next": "Next meeting",
    "organisation": "Organisation",
    "person": "Person",
    "item": "Item",
    "heading": "Heading",
    "talk": "Heading",
    "paragraph": "Paragraph",
    "point": "Point",
    "action": "Action",
    "decision": "Decision",
    "earlier": "Notes of the meeting before",
    "joined": "Joined since",
    "question": "Open question",
    "leaning": "Which way the group leant",
    "event": "Event",
}


def called(fact: Fact) -> str:
    """What a fact is called: its kind, and its number where the notes give one."""
    now = fact.now
    numbered = fact.kind in ("item", "heading", "paragraph", "point")
    number = (now.get("number") or now.get("label") or "") if numbered else ""
    return f"{CALLED[fact.kind]} {number}".strip()


def in_words(fact: Fact, value: dict[str, Any] | None = None) -> list[str]:
    """What a fact says, line by line. `value` is another value of it, such as what was read before."""
    now = fact.now if value is None else value
    if fact.kind in ("day", "issued_on"):
        return [_day(now["value"])]
    if "value" in now:
        return [str(now["value"])]
    of_its_kind = IN_WORDS.get(fact.kind)
    return of_its_kind(now) if of_its_kind else [str(now.get("text") or now.get("title") or now.get("name") or "")]


def _person(now: dict[str, Any]) -> list[str]:
    beside = now["role"] or now["label"]
    as_what = "apologies" if now["presence"] == "apologies" else now["capacity"]
    standing = f", for {now['stands_for']}" if now["stands_for"] else ""
    return [now["name"], *([beside] if beside else []), f"{as_what.capitalize()}{standing}"]


def _action(now: dict[str, Any]) -> list[str]:
    due = _day(now["due_on"]) or ("at the next meeting" if now["due_next"] else "") or now["due_words"] or "not said"
    kind = now["action_kind"]
    label = ActionKind(kind).label if kind in ActionKind.values else kind
    return [now["text"], f"Owner: {now['owner']}", f"Due: {due}", f"{label.capitalize()}, from {now['source']}"]


def _decision(now: dict[str, Any]) -> list[str]:
    outcome = now["outcome"]
    strength = f", {now['strength']}" if now["strength"] else ""
    back = _day(now["returns_on"]) or ("the next meeting" if now["returns_next"] else "")
    label = Result(outcome).label if outcome in Result.values else outcome
    return [now["text"], f"Outcome: {label}{strength}", *([f"Returns: {back}"] if back else []),
            f"From {now['source']}"]  # fmt: skip


def _day(text: str | None) -> str:
    return day_in_words(date.fromisoformat(text)) if text else ""


def _next(now: dict[str, Any]) -> list[str]:
    times = f", {now['start']} to {now['end']}" if now["start"] and now["end"] else ""
    year = ["The year is worked out: the notes give none."] if now.get("year_inferred") else []
    return [_day(now["on"]) + times, *year]


def _point(now: dict[str, Any]) -> list[str]:
    kind = now["point_kind"]
    return [now["text"], *([f"Looks like: {PointKind(kind).label}"] if kind in PointKind.values else [])]


def _event(now: dict[str, Any]) -> list[str]:
    until = f" to {_day(now['until'])}" if now["until"] else ""
    return [now["text"], *([f"On {_day(now['on'])}{until}"] if now["on"] else [])]


def _joined(now: dict[str, Any]) -> list[str]:
    return [", ".join(now["names"]) or f"{now['count']}, not named"]


def _earlier(now: dict[str, Any]) -> list[str]:
    return [f"{now['status']} ({now['where']})" if now["where"] else now["status"]]


IN_WORDS = {
    "person": _person,
    "action": _action,
    "decision": _decision,
    "next": _next,
    "point": _point,
    "event": _event,
    "joined": _joined,
    "earlier": _earlier,
}
