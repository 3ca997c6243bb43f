"""A sheet that came back: what it would change is kept, looked at, and then done, row by row, in one change."""

from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.tracker import reads, sheets
from paramountcy.web.guidance.tracker.models import Action, SheetBack, State, Update


def take_sheet(*, by: Access, content: bytes) -> SheetBack:
    """Keep what a sheet would change, without changing it. Raises NotDone where the file can't be read."""
    allowed(by, Duty.RUN_GROUPS)
    try:
        rows = sheets.rows_of(content)
    except sheets.NotRead as wrong:
        raise NotDone(str(wrong), field="sheet") from wrong
    refs = {row.cells.get(sheets.REF, "") for row in rows}
    known = {one.ref: one for one in reads.actions(by).filter(ref__in=refs)}
    changes, problems = sheets.changes(rows, known)
    with by.change("send sheet of actions"):
        return SheetBack.objects.create(
            user=by.somebody, changes=[one.as_data() for one in changes], problems=problems, made_at=by.at
        )


def accept_sheet(*, by: Access, sheet: SheetBack) -> int:
    """
    Do what a sheet says, as it was shown, and give how many rows that was. A row whose action was changed here in the
    meantime is not done: raises NotDone with its sentence, and then none is.
    """
    allowed(by, Duty.RUN_GROUPS)
    if sheet.accepted_at:
        raise NotDone("This sheet was taken over already.")
    known = {one.ref: one for one in reads.actions(by).filter(ref__in=[each["ref"] for each in sheet.changes])}
    late = [each["row"] for each in sheet.changes if not _still(known.get(each["ref"]), each)]
    if late:
        rows = ", ".join(str(one) for one in late)
        raise NotDone(f"Changed here since you sent the sheet: row {rows}. Take the sheet anew, and change it there.")
    for each in sheet.changes:
        by.fetch("action", each["ref"], Doing.WRITE)
    with by.change("take over sheet of actions") as lines:
        first = lines[0]
        for each in sheet.changes:
            _do(by, known[each["ref"]], each)
            lines.append(first.of("action", each["ref"]))
        sheet.accepted_at = by.at
        sheet.save()
    return len(sheet.changes)


def _still(action: Any, each: dict[str, Any]) -> bool:
    return action is not None and sheets.is_as_it_left(action, each["mark"])


def _do(by: Access, action: Action, each: dict[str, Any]) -> None:
    text = each["text"]
    if each["due"] is not None:
        action.due_on = date.fromisoformat(each["due"]) if each["due"] else None
        if action.due_on:
            action.due_group = None
        action.save()
        text = f"{text} Due {each['due'] or 'no day'}, before that: {each['due_before']}."
    Update.objects.create(
        action=action, state=State(each["state"]), text=text, on=timezone.localdate(by.at), by=by.somebody
    )
