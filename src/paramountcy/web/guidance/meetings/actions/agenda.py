"""
The agenda: its standing items, what goes on from before, what is added, moved, put off and taken off.

Numbers are those that everybody of the meeting sees. An item that is kept to a circle has none, so that no number is
missing for those who may not know of it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings.carrying import Carried, carried_over
from paramountcy.web.guidance.meetings.models import Item, ItemKind, Line, Meeting
from paramountcy.web.guidance.meetings.reads import items

STANDING = (
    (ItemKind.WELCOME, "Welcome, apologies and declarations of interest"),
    (ItemKind.LAST_NOTES, "{notes} of the last meeting"),
    (ItemKind.MATTERS_ARISING, "Matters arising"),
    (ItemKind.ANY_OTHER, "Any other business"),
    (ItemKind.NEXT_MEETING, "Date of next meeting"),
)
"""What every agenda has."""
RANK = {
    ItemKind.WELCOME: 0,
    ItemKind.LAST_NOTES: 1,
    ItemKind.MATTERS_ARISING: 2,
    ItemKind.CARRIED_OVER: 3,
    ItemKind.AGENDA: 4,
    ItemKind.SECTION: 4,
    ItemKind.ANY_OTHER: 5,
    ItemKind.NEXT_MEETING: 6,
}
"""Where an item goes when it is put on the agenda: before the first of a higher rank."""
LONGEST = 300
"""Characters of a title, and of a reason."""


def lay(*, by: Access, meeting: Meeting) -> list[Item]:
    """The draft agenda: the standing items that are not on it yet, and what goes on from before."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    there = set(meeting.items.values_list("kind", flat=True))
    words = meeting.group.notes_are_called.capitalize()
    with by.change("lay agenda", kind="meeting", record=meeting.ref):
        made = [
            _put(meeting, title=title.format(notes=words), kind=kind) for kind, title in STANDING if kind not in there
        ]
        renumber(meeting)
    return made + carry_over(by=by, meeting=meeting)


def carry_over(*, by: Access, meeting: Meeting) -> list[Item]:
    """
    Put on the agenda what goes on from before and is not on it yet, each with its reason; what was taken off stays off.
    Gives what was put on.
    """
    by.fetch("meeting", meeting.ref, Action.WRITE)
    with by.change("carry over", kind="meeting", record=meeting.ref):
        made = [
            _put(
                meeting,
                title=one.title[:LONGEST],
                kind=ItemKind.CARRIED_OVER,
                about=one.about,
                why=one.why[:LONGEST],
                carried_from=one.from_item,
                circle=one.circle,
            )
            for one in to_carry(meeting)
        ]
        renumber(meeting)
    return made


def to_carry(meeting: Meeting) -> list[Carried]:
    """What goes on from before and is not on the agenda yet, each thing once."""
    known: set[Any] = set()
    for item in meeting.items.all():
        known |= _keys(item.title, item.about, item.carried_from_id)
    found = []
    for one in carried_over(meeting):
        keys = _keys(one.title, one.about, one.from_item.pk if one.from_item else None)
        if not keys & known:
            known |= keys
            found.append(one)
    return found


def _keys(title: str, about: str, from_item: int | None) -> set[Any]:
    """By what an item is known again: what it is about, or goes on with; by its title only where it has neither."""
    keys: set[Any] = {("about", about)} if about else set()
    if from_item:
        keys.add(("from", from_item))
    return keys or {("title", " ".join(title.casefold().split()))}


def add(*, by: Access, meeting: Meeting, **said: Any) -> Item:
    """An item on the agenda, before any other business."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    with by.change("add to agenda", kind="meeting", record=meeting.ref):
        made = _put(meeting, **said)
        renumber(meeting)
    made.refresh_from_db()
    return made


def change(*, by: Access, item: Item, **said: Any) -> Item:
    by.fetch("item", item.ref, Action.WRITE)
    with by.change("change item", kind="item", record=item.ref):
        for name, value in said.items():
            setattr(item, name, value)
        if item.circle_id:
            item.number = None
        item.save()
        renumber(item.meeting)
    return item


def move(*, by: Access, item: Item, up: bool, among: QuerySet[Circle]) -> None:
    """Move an item up or down past the next one that whoever moves it can see."""
    by.fetch("item", item.ref, Action.WRITE)
    seen = list(items(item.meeting, among))
    here = next(place for place, one in enumerate(seen) if one.pk == item.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(seen):
        raise NotDone("It is at that end of the agenda already.")
    with by.change("move item", kind="item", record=item.ref):
        other = seen[there]
        mine = seen[here]
        mine.order, other.order = other.order, mine.order
        mine.save()
        other.save()
        renumber(item.meeting)


def take_off(*, by: Access, item: Item, on: date) -> Item:
    """Take an item off the agenda. Raises NotDone where something is noted under it."""
    by.fetch("item", item.ref, Action.WRITE)
    if item.lines.exists():
        raise NotDone("Something is noted under it: it stays on the agenda.")
    with by.change("take off agenda", kind="item", record=item.ref):
        item.dropped_on = on
        item.save()
        renumber(item.meeting)
    return item


def put_off(*, by: Access, item: Item, on: date) -> Item:
    """Put an item off to the next meeting, whatever was noted under it."""
    by.fetch("item", item.ref, Action.WRITE)
    with by.change("put off item", kind="item", record=item.ref):
        item.deferred_on = on
        item.save()
    return item


def renumber(meeting: Meeting) -> None:
    """
    Number the items in their order. Once there are notes, numbers stay as they are, for what cites them: an item that
    has none gets the next.
    """
    rows = list(Item.objects.filter(meeting=meeting, dropped_on__isnull=True).exclude(kind=ItemKind.SECTION))
    rows = [one for one in rows if not one.circle_id or one.circle_id in (meeting.circle_id, meeting.group.circle_id)]
    if Line.objects.filter(item__meeting=meeting).exists():
        last = max((one.number or 0 for one in meeting.items.all()), default=0)
        rows = [one for one in rows if one.number is None]
        _number(rows, last)
    else:
        _number(rows, 0)


def _number(rows: Sequence[Item], last: int) -> None:
    for number, item in enumerate(rows, start=last + 1):
        if item.number != number:
            item.number = number
            item.save()


def _put(meeting: Meeting, *, kind: str = ItemKind.AGENDA, **said: Any) -> Item:
    """Make an item in its place among the others."""
    rank = RANK[ItemKind(kind)]
    there = list(meeting.items.order_by("order", "pk"))
    after = next((place for place, one in enumerate(there) if RANK[ItemKind(one.kind)] > rank), len(there))
    for order, item in enumerate(there, start=1):
        wanted = order if order <= after else order + 1
        if item.order != wanted:
            item.order = wanted
            item.save()
    return Item.objects.create(meeting=meeting, kind=kind, order=after + 1, **said)
