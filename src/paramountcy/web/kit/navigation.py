"""What stands in the bar under the header: each app adds its own, shown to those who may enter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A page in the bar: its words, the name of its address, and who sees it."""

    text: str
    name: str
    shown: Callable[[Any], bool]


ENTRIES: list[Entry] = []


def add(text: str, name: str, *, shown: Callable[[Any], bool]) -> None:
    """Add a page to the bar. `shown` is asked with the request's `access`; the page's own door decides all the same."""
    entry = Entry(text, name, shown)
    if all(one.name != name for one in ENTRIES):
        ENTRIES.append(entry)


def navigation(request: Any) -> list[dict[str, Any]]:
    """The bar for a request: nothing for somebody who has not signed in."""
    access = getattr(request, "access", None)
    if access is None or access.user is None:
        return []
    found = []
    for entry in ENTRIES:
        if entry.shown(access):
            to = reverse(entry.name)
            found.append({"text": entry.text, "to": to, "current": request.path == to})
    return found
