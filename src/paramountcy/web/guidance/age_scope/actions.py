"""What is done with provisions: added, changed and taken out. Each is a row more, with who, when and why."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.age_scope import reads
from paramountcy.web.guidance.age_scope.models import Provision
from paramountcy.web.guidance.age_scope.questions import needs_of

COPIED = ("title", "what", "law", "from_age", "to_age", "any_age", "needs", "sure", "ask", "note")


def today(by: Access) -> date:
    return timezone.localdate(by.at)


def add(*, by: Access, why: str, **said: Any) -> Provision:
    """A provision. Without an age scope it is taken, and flagged on the register."""
    allowed(by, Duty.RUN_GROUPS)
    key = slugify(said["title"])[:60].strip("-")
    if not key or reads.one_of(key):
        raise NotDone("There is a provision of that name: give another.", field="title")
    return _kept(by, "add provision", key, why, said)


def change(*, by: Access, key: str, why: str, **said: Any) -> Provision:
    """A provision as it is from now on. What it was before stays."""
    allowed(by, Duty.RUN_GROUPS)
    if reads.one_of(key) is None:
        raise NotDone("There is no such provision.")
    return _kept(by, "change provision", key, why, said)


def take_out(*, by: Access, key: str, why: str) -> Provision:
    """A provision that stands on the register no longer."""
    allowed(by, Duty.RUN_GROUPS)
    row = reads.one_of(key)
    if row is None or (row.own and row.own.ended):
        raise NotDone("It is taken out already.")
    said = {name: getattr(row, name) for name in COPIED}
    return _kept(by, "take provision out", key, why, {**said, "ended": True})


def _kept(by: Access, verb: str, key: str, why: str, said: dict[str, Any]) -> Provision:
    first, last = said.get("from_age"), said.get("to_age")
    if first is not None and last is not None and last < first:
        raise NotDone("Its last age is before its first: give a later one.", field="to_age")
    try:
        needs_of(said.get("needs", ""))
    except ValueError as wrong:
        raise NotDone(str(wrong), field="needs") from wrong
    if said.get("checked_on") and said["checked_on"] > today(by):
        raise NotDone("That day is yet to come.", field="checked_on")
    why = _reason(why)
    with by.change(verb, kind="provision") as lines:
        made = Provision.objects.create(key=key, why=why, by=by.somebody, at=by.at, **said)
        lines[0] = lines[0].of("provision", made.ref)
    return made


def _reason(why: str) -> str:
    """Why, in words. Raises NotDone at its own field."""
    try:
        return with_reason(why)
    except NotDone as wrong:
        raise NotDone(str(wrong), field="why") from wrong
