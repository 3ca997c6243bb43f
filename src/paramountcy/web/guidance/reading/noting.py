"""Taking over what was noted: items, headings, paragraphs and points as lines, and the actions and decisions there."""

from datetime import date
from typing import Any

from paramountcy.notes.meeting.bodies import same_body
from paramountcy.notes.meeting.names import normal
from paramountcy.terms.citation import Citation, cite
from paramountcy.web.guidance.groups.models import Organisation, OrganisationName, Person
from paramountcy.web.guidance.meetings.models import Item, ItemKind, Line, Mark, PointKind
from paramountcy.web.guidance.meetings.reads import citation_of, place_of
from paramountcy.web.guidance.reading.facts import key, source_number
from paramountcy.web.guidance.reading.models import Fact
from paramountcy.web.guidance.reading.reads import to_take
from paramountcy.web.guidance.reading.under_way import Taking
from paramountcy.web.guidance.tracker import actions as tracker
from paramountcy.web.guidance.tracker.models import Action, ActionKind, Decision, Result

KINDS = (
    ("any other business", ItemKind.ANY_OTHER),
    ("aob", ItemKind.ANY_OTHER),
    ("next meeting", ItemKind.NEXT_MEETING),
    ("welcome", ItemKind.WELCOME),
    ("apologies", ItemKind.WELCOME),
    ("matters arising", ItemKind.MATTERS_ARISING),
    ("minutes of the last", ItemKind.LAST_NOTES),
    ("notes of the last", ItemKind.LAST_NOTES),
)
NO_ITEM = "“{0}” stands under something that was not accepted: accept that first."


def items_and_lines(taking: Taking) -> None:
    """The items of the notes, matched with those of the agenda by title, and the lines beneath, in their order."""
    for fact in taking.of("item"):
        taking.done(fact, "item", _item(taking, fact))
    _left_of_the_plan(taking)
    for fact in taking.of("heading", "paragraph", "talk", "point"):
        now = fact.now
        above = taking.rows.get(now.get("item") or now["under"])
        if above is None:
            taking.leave(NO_ITEM.format(now.get("label") or now.get("number") or "A line without a number"))
            continue
        parent = above if isinstance(above, Line) and fact.kind == "point" else None
        item = above.item if isinstance(above, Line) else above
        taking.done(fact, "line", _line(fact, item, parent))


def _item(taking: Taking, fact: Fact) -> Item:
    """An item: the one that it became before, one of the agenda with its title, or a new one."""
    meeting, now = taking.meeting, fact.now
    rows = meeting.items.filter(dropped_on__isnull=True)
    item = rows.filter(ref=Citation.of(fact.became).steps[0]).first() if fact.became else None
    kind = _kind(now)
    if item is None:
        free = [one for one in rows if one.pk not in {row.pk for row in taking.rows.values() if isinstance(row, Item)}]
        item = next((one for one in free if key(one.title) == key(now["title"])), None)
        standing = kind not in (ItemKind.AGENDA, ItemKind.SECTION)
        item = item or next((one for one in free if standing and one.kind == kind), None)
    if item is None:
        item = Item(meeting=meeting, kind=kind)
    item.number, item.order, item.title = now["number"], fact.order, now["title"][:300]
    item.save()
    return item


def _left_of_the_plan(taking: Taking) -> None:
    """
    What was planned and the notes do not have: it gives up its number, and goes on as not reached; but an action or a
    question that was to be asked about goes on by itself while it is open, so it is taken off.
    """
    numbers = {fact.now["number"] for fact in taking.of("item")}
    kept = {taking.rows[fact.path].pk for fact in taking.of("item")}
    for item in taking.meeting.items.filter(dropped_on__isnull=True, lines__isnull=True).exclude(pk__in=kept):
        if item.about.startswith(("action/", "decision/")):
            item.dropped_on = taking.meeting.day
        if item.number in numbers:
            item.number = None
        item.save()


def _kind(now: dict[str, Any]) -> str:
    title = key(now["title"])
    found = next((kind for words, kind in KINDS if words in title), None)
    if found:
        return found
    return ItemKind.AGENDA if now["number"] is not None else ItemKind.SECTION


def _line(fact: Fact, item: Item, parent: Line | None) -> Line:
    line = Line.objects.filter(ref=Citation.of(fact.became).steps[0]).first() if fact.became else None
    now = fact.now
    if line is None:
        line = Line(item=item, parent=parent)
    elif not to_take(fact):
        return line
    line.order = fact.order
    line.number = (now.get("number") or now.get("label") or "")[:20]
    line.text = now.get("text") or now["title"]
    if fact.kind in ("heading", "talk"):
        line.mark = Mark.HEADING
    elif fact.kind == "point":
        line.mark = Mark.POINT
        line.point_kind = now["point_kind"] if now["point_kind"] in PointKind.values else ""
    line.save()
    return line


def _from(taking: Taking, source: str) -> dict[str, Any]:
    """What an action or a decision keeps of where it is from: its line where that was taken over, else its meeting."""
    place = source_number(source)
    lines = {place_of(one): one for one in taking.rows.values() if isinstance(one, Line)}
    line = lines.get(place) if place else None
    if line is None:
        item = next((one for one in taking.rows.values() if isinstance(one, Item) and one.title == source), None)
        cited = str(cite("meeting", taking.meeting.ref, at=place))
        return {"meeting": taking.meeting, "item": item, "line": None, "source": cited}
    return {"meeting": taking.meeting, "item": line.item, "line": line, "source": citation_of(line)}


def actions(taking: Taking) -> None:
    """The actions that were accepted, open, each with its owner as far as one is known."""
    people = {normal(one.now["name"]): taking.rows[one.path] for one in taking.of("person")
              if isinstance(taking.rows.get(one.path), Person)}  # fmt: skip
    for fact in taking.of("action"):
        now = fact.now
        told: dict[str, Any] = {
            "what": now["text"],
            "kind": now["action_kind"] if now["action_kind"] in ActionKind.values else ActionKind.AGREED,
            "owner_words": now["owner"][:200],
            "person": _person(people, now["owner"]),
            "organisation": None,
            "due_on": date.fromisoformat(now["due_on"]) if now["due_on"] else None,
            "due_group": taking.group if now["due_next"] and not now["due_on"] else None,
            "due_words": now["due_words"][:200],
            "circle": taking.document.circle,
            **_from(taking, now["source"]),
        }
        if told["person"] is None:
            told["organisation"] = _organisation(now["owner"])
        known = Action.objects.filter(ref=Citation.of(fact.became).steps[0]).first() if fact.became else None
        if known is None:
            known = tracker.put_action(group=taking.group, noted_on=taking.meeting.day, **told)
        elif to_take(fact):
            for name, value in told.items():
                setattr(known, name, value)
            known.save()
        taking.done(fact, "action", known)


def _person(people: dict[str, Person], owner: str) -> Person | None:
    """Whoever of those at the meeting is named in the words of an owner, where that is one person only."""
    words = f" {normal(owner.replace('(', ' ').replace(')', ' '))} "
    found = [person for name, person in people.items() if f" {name} " in words]
    return found[0] if len(found) == 1 else None


def _organisation(owner: str) -> Organisation | None:
    names = OrganisationName.objects.select_related("organisation").order_by("pk")
    return next((one.organisation for one in names if same_body(one.name, owner)), None)


def decisions(taking: Taking) -> None:
    """The questions that were put, each with what came of it: an inconclusive discussion is not an agreement."""
    for fact in taking.of("decision"):
        now = fact.now
        back = now["returns_next"] and not now["returns_on"]
        outcome = {
            "result": now["outcome"] if now["outcome"] in Result.values else Result.NOTED,
            "text": now["text"],
            "strength": now["strength"][:100],
            "decided_by": taking.group.name,
            "returns_on": date.fromisoformat(now["returns_on"]) if now["returns_on"] else None,
            "returns_group": taking.group if back else None,
        }
        known = Decision.objects.filter(ref=Citation.of(fact.became).steps[0]).first() if fact.became else None
        if known is None:
            come_from = _from(taking, now["source"])
            line = come_from["line"]
            still_open = now["outcome"] in ("deferred", "inconclusive")
            title = f"{line.item.title}: {now['text']}" if line and still_open else now["text"]
            known = tracker.put_decision(
                by=taking.by, group=taking.group, question=title, noted_on=taking.meeting.day, outcome=outcome,
                circle=taking.document.circle, **come_from,
            )  # fmt: skip
        elif to_take(fact):
            tracker.put_outcome(by=taking.by, decision=known, on=taking.meeting.day, meeting=taking.meeting, **outcome)
        taking.done(fact, "decision", known)
