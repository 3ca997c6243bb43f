"""The pages of actions, decisions and updates: one policy, one read or one action, one template."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import needs
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens.page import Offer, Pages

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("tracker")
LOOKED_AFTER = needs(Duty.RUN_GROUPS)
TYPES = {
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def today(request: Asked) -> date:
    return timezone.localdate(request.access.at)


def offers(access: Access, record: Any, kind: str, *told: tuple[str, str, bool]) -> list[Offer]:
    """
    What may be done from the page of a record: words, address, and whether only those who run groups do it. Greyed,
    with the sentence, where it may not.
    """
    mine = access.may(Doing.WRITE, record, kind).says
    theirs = access.may_do(Duty.RUN_GROUPS).says
    return [Offer(text, to, no=mine or (theirs if runs else "")) for text, to, runs in told]


def a_file(content: bytes, ending: str, *, name: str) -> HttpResponse:
    """A file to keep. `name` is plain words that name nobody."""
    answer = HttpResponse(content, content_type=TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
