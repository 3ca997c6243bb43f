"""
One policy for every session: it ends after a time without use, at the end of the day, and when its user is shut out.

The session's own row says when it was last used; no page can keep it alive by itself.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

LAST_USED = "last_used"
NOTED_EVERY = 60
"""Seconds between two notes of use: a page in between costs no write."""


class OnePolicy:
    """Ends a session that has been left alone for too long."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            used = request.session.get(LAST_USED, now)
            if now - used > 60 * settings.IDLE_MINUTES or not request.user.is_active:
                logout(request)
            elif now - used > NOTED_EVERY or LAST_USED not in request.session:
                request.session[LAST_USED] = now
        return self.answer(request)
