"""
One policy for every session: it ends after a time without use, at the end of a working day, and when its user is shut
out.

The session's own row says when it began and was last used; no page can keep it alive by itself. That it ended so is in
the log, with the next request that it was tried with. What it holds (a secret being set up, an invitation's, reasons)
stands sealed in the database.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from paramountcy.web.access.audit.entry import Line

BEGAN, LAST_USED = "began", "last_used"
NOTED_EVERY = 60
"""Seconds between two notes of use: a page in between costs no write."""


class OnePolicy:
    """Ends a session that has been left alone for too long, has lasted for too long, or is nobody's any more."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            if why := _over(request, now):
                request.__dict__["ended"] = Line(f"session ended, {why}", user=request.user.ref)
                logout(request)
            else:
                _note_use(request, now)
        return self.answer(request)


class Sealed:
    """
    What a session holds, as it stands in its row: sealed with a key made from the one that signs it. Django takes what
    can't be opened for an empty session.
    """

    def dumps(self, held: Any) -> bytes:
        return _sealer().encrypt(json.dumps(held, separators=(",", ":")).encode())

    def loads(self, sealed: bytes) -> Any:
        return json.loads(_sealer().decrypt(sealed))


def _sealer() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"what sessions hold", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))


def ended(request: HttpRequest) -> Line | None:
    """The line for the log of the session that this request was the end of."""
    found = request.__dict__.get("ended")
    return found if isinstance(found, Line) else None


def _over(request: HttpRequest, now: float) -> str:
    """Why a session is over; "" where it goes on."""
    if not request.user.is_active:
        return "shut out"
    if now - request.session.get(LAST_USED, now) > 60 * settings.IDLE_MINUTES:
        return "left alone"
    return "day over" if now - request.session.get(BEGAN, now) > settings.SESSION_LASTS else ""


def _note_use(request: HttpRequest, now: float) -> None:
    used = request.session.get(LAST_USED)
    if used is None or now - used > NOTED_EVERY:
        request.session[LAST_USED] = now
        request.session.setdefault(BEGAN, now)
