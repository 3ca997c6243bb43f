"""
What stands in the bar under the header: each app adds its own, shown to those who may enter.

Pages that belong together stand behind one word of the bar, a section; the line below shows them once one is there.
"""

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


@dataclass(frozen=True)
class Section:
    """Pages that belong together: the word they stand behind, and the names of their addresses in order."""

    text: str
    names: tuple[str, ...]


ENTRIES: list[Entry] = []
SECTIONS: list[Section] = []


def add(text: str, name: str, *, shown: Callable[[Any], bool]) -> None:
    """Add a page to the bar. `shown` is asked with the request's `access`; the page's own door decides all the same."""
    entry = Entry(text, name, shown)
    if all(one.name != name for one in ENTRIES):
        ENTRIES.append(entry)


def section(text: str, *names: str) -> None:
    """Let pages stand behind one word. Sections come after the pages that stand by themselves, in their order."""
    if all(one.text != text for one in SECTIONS):
        SECTIONS.append(Section(text, names))


def navigation(request: Any) -> list[dict[str, Any]]:
    """
    The bar for a request, nothing for somebody who has not signed in: text, to, current and under.

    `current` is a value of aria-current: "page" for the page itself, "true" for one behind it, "" for any other.
    `under` is the line below, in the same form, for a section of more than one page; the section leads to its first.
    """
    access = getattr(request, "access", None)
    if access is None or access.user is None:
        return []
    shown = {entry.name: _link(entry, request) for entry in ENTRIES if entry.shown(access)}
    sections = [[shown.pop(name) for name in one.names if name in shown] for one in SECTIONS]
    found = list(shown.values())
    for each, under in zip(SECTIONS, sections, strict=True):
        if len(under) > 1:
            current = "true" if any(one["current"] for one in under) else ""
            found.append({"text": each.text, "to": under[0]["to"], "current": current, "under": under})
        else:
            found += under
    return found


def _link(entry: Entry, request: Any) -> dict[str, Any]:
    to = reverse(entry.name)
    current = "page" if request.path == to else "true" if _behind(entry, to, request) else ""
    return {"text": entry.text, "to": to, "current": current}


def _behind(entry: Entry, to: str, request: Any) -> bool:
    """Whether a page lies behind one of the bar: below its address, or of its app where it is the app's only one."""
    app = _app(entry)
    if sum(_app(one) == app for one in ENTRIES) > 1:
        return to != "/" and request.path.startswith(to)
    return request.resolver_match is not None and request.resolver_match.app_name == app


def _app(entry: Entry) -> str:
    return entry.name.partition(":")[0]
