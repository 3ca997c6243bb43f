"""
Why somebody opens a record that they have nothing to do with: asked once for each record, and kept while they are
signed in. It stands in the log beside what they read.
"""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import TextChoices
from django.http import HttpRequest

from paramountcy.web.access.actions.asked import NotDone

KEY = "why"
LONGEST = 500
LEAST = 10


class Why(TextChoices):
    """The usual reasons, in words that the reader would use."""

    DUTY = "duty", "I am on duty and have been called about them"
    COVERING = "covering", "I am covering for a colleague"
    RELATED = "related", "They are related to somebody I work with"
    AUDIT = "audit", "I am auditing or supervising the work"
    OTHER = "other", "Another reason"


def given(session: SessionBase) -> dict[tuple[str, str], str]:
    """The reasons given in this session, by kind and reference of the record."""
    found = {}
    for key, why in session.get(KEY, {}).items():
        kind, _, record = key.partition("/")
        found[kind, record] = why
    return found


def give(session: SessionBase, *, kind: str, record: str, why: str, other: str) -> str:
    """Keep a reason for one record. Raises NotDone without one; another reason needs its words."""
    if why not in Why.values:
        raise NotDone("Choose why you are opening this record.", field="why")
    told = " ".join("".join(one for one in other if one.isprintable() or one.isspace()).split())[:LONGEST]
    if why == Why.OTHER and len(told) < LEAST:
        raise NotDone(f"Say why, in at least {LEAST} characters.", field="other")
    reason = told if why == Why.OTHER else str(Why(why).label)
    session[KEY] = {**session.get(KEY, {}), f"{kind}/{record}": reason}
    return reason


def question(
    request: HttpRequest, *, chosen: str = "", other: str = "", wrong: NotDone | None = None
) -> dict[str, Any]:
    """What the page that asks needs."""
    return {
        "whys": [(one.value, one.label) for one in Why],
        "chosen": chosen,
        "other": other,
        "wrong": str(wrong) if wrong else "",
        "wrong_field": wrong.field if wrong else "",
        "next": request.POST.get("next", "") or request.path,
        "errors": bool(wrong),
    }
