"""
A meeting as plain data for JSON. The keys are those of the hand-read answers that the reading is tested with, and are
all there whatever the notes hold; each fact has its span and confidence beside it.
"""

from datetime import date, time
from typing import Any

from paramountcy.notes.meeting.shape import (
    Action,
    Confidence,
    Decision,
    Discussion,
    Event,
    Fact,
    Item,
    Meeting,
    Person,
    Point,
    Stated,
    Words,
)
from paramountcy.notes.meeting.when import WEEKDAYS

Data = dict[str, Any]
PUBLISHED = "publish"


def as_data(meeting: Meeting, source: str = "", *, recommendations: int | None = None) -> Data:
    """
    Everything that was read, for `json.dumps`. `source` is the file's name; `recommendations` how many the report has
    whose recommendations were discussed, which the notes do not say: it gives those not reached.
    """
    day = meeting.day.value if meeting.day else None
    return {
        "source": source,
        "digest": meeting.digest,
        "layouts": list(meeting.layouts),
        "group": _value(meeting.group),
        "group_short": list(meeting.short_names),
        "meeting_number": _value(meeting.number),
        "meeting_number_from": meeting.number.source if meeting.number else None,
        "date": _iso(day),
        "weekday": WEEKDAYS[day.weekday()] if day else None,
        "start": _clock(_value(meeting.start)),
        "end": _clock(_value(meeting.end)),
        "place": _value(meeting.place),
        "document_type": _value(meeting.kind),
        "issued_by": _value(meeting.issued_by),
        "issued_on": _iso(_value(meeting.issued_on)),
        "chair": meeting.chair.name if meeting.chair else None,
        "previous_notes": _earlier(meeting),
        "publication_commitment": _publication(meeting),
        "counts": _counts(meeting, recommendations),
        "attendees": [_person(each) for each in meeting.present],
        "deputies": [
            {"deputy": each.name, "for": each.stands_for, "deputised_member_in_apologies": bool(each.excused)}
            for each in meeting.present
            if each.stands_for
        ],
        "apologies": [_person(each) for each in meeting.apologies],
        "joined_since_last": _joined(meeting),
        "items": [_item(each) for each in meeting.agenda],
        "unnumbered_sections": [_section(each) for each in meeting.sections],
        "paragraphs": {each.number: each.text for each in meeting.paragraphs if each.number},
        "paragraph_places": {each.number: _where(each) for each in meeting.paragraphs if each.number},
        "recommendation_discussion_parent": meeting.discussions[0].under if meeting.discussions else None,
        "recommendations": [_discussion(each) for each in meeting.discussions],
        "recommendations_discussed": list(meeting.recommendations),
        "recommendations_not_reached": list(meeting.not_reached(recommendations)) if recommendations else [],
        "lists": _lists(meeting),
        "list_counts": {number: len(points) for number, points in _lists(meeting).items()},
        "actions": [_action(f"A{n}", each, meeting) for n, each in enumerate(meeting.actions, 1)],
        "decisions": [_decision(f"D{n}", each, meeting) for n, each in enumerate(meeting.decisions, 1)],
        "leanings": [_words(each) | {"reaction": each.reaction} for each in meeting.leanings],
        "open_questions": [{"id": f"Q{n}"} | _words(each) for n, each in enumerate(meeting.questions, 1)],
        "events_mentioned": [_event(each) for each in meeting.events],
        "links": list(meeting.links),
        "next_meeting": _next(meeting),
        "look_at": [{"text": each.text} | _where(each) for each in meeting.notices],
        "confidence": {str(level): sum(fact.confidence == level for fact in meeting.facts()) for level in Confidence},
        "stated": {
            name: _where(stated)
            for name in ("group", "number", "day", "start", "end", "place", "kind", "issued_by", "issued_on")
            if (stated := getattr(meeting, name))
        },
    }


def _value(stated: Stated[Any] | None) -> Any:
    return stated.value if stated else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _where(fact: Fact) -> Data:
    span = [fact.span.start, fact.span.end] if fact.span else None
    page = {"page": fact.span.page} if fact.span and fact.span.page else {}
    return {"confidence": str(fact.confidence), "span": span} | page


def _person(person: Person) -> Data:
    one = person.organisations[0] if len(person.organisations) == 1 else person.label or None
    return {
        "name": person.name,
        "role": person.role or None,
        "organisation": one,
        "organisations": list(person.organisations),
        "table_label": person.label or None,
        "capacity": person.capacity,
    } | _where(person)


def _earlier(meeting: Meeting) -> Data | None:
    earlier = meeting.earlier
    if earlier is None:
        return None
    found = {
        "status": earlier.status,
        "where": earlier.where or None,
        "circulated": earlier.circulated,
        "from": earlier.source,
    }
    return found | _where(earlier)


def _publication(meeting: Meeting) -> Data | None:
    """An action that promises to publish the group's notes."""
    for action in meeting.actions:
        text = action.text.lower()
        if PUBLISHED in text and ("notes" in text or "minutes" in text):
            return {"who": action.owner, "what": action.text, "from": action.source} | _where(action)
    return None


def _counts(meeting: Meeting, recommendations: int | None) -> Data:
    labels = [each.label for each in meeting.present if each.label]
    rows = [label for n, label in enumerate(labels) if n == 0 or label != labels[n - 1] or not _same_row(meeting, n)]
    return {
        "attendees": len(meeting.present),
        "apologies": len(meeting.apologies),
        "organisation_rows": len(rows),
        "distinct_organisation_labels": len(set(labels)),
        "items": len(meeting.agenda),
        "aob_subheadings": sum(len(item.subheadings) for item in meeting.items),
        "numbered_paragraphs": sum(bool(each.number) for each in meeting.paragraphs),
        "hard_wrapped_paragraphs": sum(each.joined for each in meeting.paragraphs),
        "list_points": sum(len(each.points) for each in meeting.paragraphs),
        "recommendation_headings": len(meeting.discussions),
        "recommendations_discussed": len(meeting.recommendations),
        "recommendations_not_reached": len(meeting.not_reached(recommendations)) if recommendations else None,
        "bullets": sum(len(each.points) for each in meeting.discussions),
        "actions": len(meeting.actions),
        "decisions": len(meeting.decisions),
        "open_questions": len(meeting.questions),
        "events_mentioned": len(meeting.events),
    }


def _same_row(meeting: Meeting, number: int) -> bool:
    """Whether a person with a label stands in the same row of the list as the one before."""
    people = [each for each in meeting.present if each.label]
    return people[number].span == people[number - 1].span


def _joined(meeting: Meeting) -> list[str] | Data:
    joined = meeting.joined
    if joined is None:
        return []
    return list(joined.names) if joined.names else {"count": joined.count, "names": None, "from": joined.source}


def _item(item: Item) -> Data:
    found: Data = {"number": item.number, "title": item.title, "paragraphs": _numbers(item)}
    if item.subheadings:
        found["subheadings"] = [
            {"label": each.label, "title": each.title, "paragraphs": list(each.paragraphs)} for each in item.subheadings
        ]
    return found | _unnumbered(item) | _where(item)


def _section(item: Item) -> Data:
    return {"title": item.title, "paragraphs": _numbers(item)} | _unnumbered(item) | _where(item)


def _numbers(item: Item) -> list[str]:
    return [each.number for each in item.paragraphs if each.number]


def _unnumbered(item: Item) -> Data:
    found = [
        {"text": each.text, "points": [_point(point) for point in each.points]}
        for each in item.paragraphs
        if not each.number
    ]
    return {"unnumbered_paragraphs": found} if found else {}


def _point(point: Point) -> Data:
    return {"label": point.label or None, "text": point.text}


def _lists(meeting: Meeting) -> Data:
    numbered = (each for each in meeting.paragraphs if each.number and each.points)
    return {each.number: [_point(point) for point in each.points] for each in numbered}


def _discussion(talk: Discussion) -> Data:
    name = "R" + "-".join(str(number) for number in talk.numbers)
    points = [
        {"ref": f"{name}.{n}", "kind": point.kind, "text": point.text} | _where(point)
        for n, point in enumerate(talk.points, 1)
    ]
    return {
        "heading": talk.heading,
        "numbers": list(talk.numbers),
        "point_count": len(talk.points),
        "points": points,
    } | _where(talk)


def _action(name: str, action: Action, meeting: Meeting) -> Data:
    return {
        "id": name,
        "who": action.owner,
        "what": action.text,
        "by": _iso(meeting.due(action)),
        "by_text": action.due.words or None,
        "at_next_meeting": action.due.next_meeting,
        "from": action.source,
        "type": action.kind,
    } | _where(action)


def _decision(name: str, decision: Decision, meeting: Meeting) -> Data:
    found: Data = {"id": name, "what": decision.text, "from": decision.source, "outcome": decision.outcome}
    if decision.strength:
        found["strength"] = decision.strength
    if back := decision.returns.day(meeting.next_meeting.on if meeting.next_meeting else None):
        found["returns"] = _iso(back)
    return found | _where(decision)


def _words(words: Words) -> Data:
    return {"text": words.text, "from": words.source} | _where(words)


def _event(event: Event) -> Data:
    when: Data = {"start": _iso(event.on), "end": _iso(event.until)} if event.until else {"date": _iso(event.on)}
    return when | {"what": event.text, "from": event.source} | _where(event)


def _next(meeting: Meeting) -> Data | None:
    following = meeting.next_meeting
    if following is None:
        return None
    return {
        "date": _iso(following.on),
        "weekday": WEEKDAYS[following.on.weekday()],
        "start": _clock(following.start),
        "end": _clock(following.end),
        "year_inferred": following.year_inferred,
        "from": following.source,
    } | _where(following)
