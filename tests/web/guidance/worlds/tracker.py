"""An action and a decision from a line of notes, kept to a circle where there is one, and a sheet that came back."""

from datetime import date

from paramountcy.web.guidance.meetings.models import Item, Line, Meeting
from paramountcy.web.guidance.tracker.models import Action, Decision, Outcome, Result, SheetBack
from tests.web.conftest import AT

DAY = date(2026, 9, 1)


def refs(partnership, circle):
    group = partnership.group
    meeting = Meeting.objects.create(group=group, day=DAY)
    item = Item.objects.create(meeting=meeting, order=1, title="Whooper swans", circle=circle)
    line = Line.objects.create(item=item, order=1, number="1.1", text="Whooper swans will be counted.")
    owner = partnership.person(partnership.member)
    said = {"meeting": meeting, "item": item, "line": line, "source": f"meeting/{meeting.ref}#1.1", "noted_on": DAY}
    action = Action.objects.create(group=group, what="Count the Whooper swans.", person=owner, due_on=DAY, **said)
    decision = Decision.objects.create(group=group, question="Shall Whooper swans be counted?", **said)
    Outcome.objects.create(decision=decision, result=Result.INCONCLUSIVE, on=DAY, by=partnership.officer)
    sheet = SheetBack.objects.create(user=partnership.officer, changes=[], problems=[], made_at=AT)
    group.circle = circle
    group.save()
    key = f"person-{owner.ref}"
    return {
        "found": action.ref, "chaser": {"key": key, "ending": "txt"}, "sheet": sheet.ref, "accept_sheet": sheet.ref,
        "of_group": group.ref, "make_action": group.ref, "pack": group.ref,
        "pack_file": {"ref": group.ref, "ending": "docx"}, "action_of_line": line.ref, "action": action.ref,
        "update": action.ref, "effect": action.ref, "hand_over": action.ref, "move_due": action.ref,
        "make_decision": group.ref, "decision_of_line": line.ref, "decision": decision.ref, "decide": decision.ref,
    }  # fmt: skip


ONLY_POST = ("search", "accept_sheet")
