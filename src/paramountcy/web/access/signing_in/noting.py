"""What the log is told of signing in. Never an e-mail address: who was tried is named by reference, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from paramountcy.web.access.actions.notices import tell
from paramountcy.web.access.audit.chain import CHAIN
from paramountcy.web.access.audit.entry import ALLOWED, REFUSED, Line
from paramountcy.web.access.models import User

LOCKED_OUT = "your sign-in was locked"
TOLD = {
    "password changed": "your password was changed",
    "password reset": "your password was changed",
    "second factor added": "your second factor was changed",
    "second factor removed": "your second factor was changed",
}
"""Of which changes somebody is told in the application, in case it was not they who made them."""


def note(request: Any, action: str, user: User | None, *, refused: bool = False) -> None:
    """Note something for the middleware to write before the answer."""
    access = getattr(request, "access", None)
    if access is not None:
        access.lines.append(_line(access, action, user, REFUSED if refused else ALLOWED))


@contextmanager
def changing(request: Any, action: str, user: User) -> Iterator[None]:
    """The transaction of a change to how somebody signs in, with its line in it."""
    with CHAIN.change() as lines:
        lines.append(_line(request.access, action, user, ALLOWED))
        if action in TOLD:
            tell(user, TOLD[action], at=request.access.at)
        yield


def lock_out(request: Any, user: User | None) -> None:
    """Note that somebody tried too often and tell the one they tried to be, if there is such a one."""
    access = request.access
    if user is None:
        note(request, "locked out", None, refused=True)
        return
    with CHAIN.change() as lines:
        lines.append(_line(access, "locked out", user, REFUSED))
        tell(user, LOCKED_OUT, at=access.at)


def _line(access: Any, action: str, user: User | None, outcome: str) -> Line:
    return Line(action, outcome, user=user.ref if user else "", request=access.request, address=access.address)
