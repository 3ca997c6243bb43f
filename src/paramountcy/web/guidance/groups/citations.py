"""
Where a citation leads: each room of guidance says it for its own kinds, and asks for those of others by their text.

A citation such as `meeting/abc#2.1.i` is kept as text beside what came from there, so that it works in a printed
document too; a kind that nobody has registered stays text.
"""

from collections.abc import Callable

from paramountcy.terms.citation import Citation

LEADS: dict[str, Callable[[Citation], str]] = {}


def leads_to(kind: str, find: Callable[[Citation], str]) -> None:
    """Register where citations of a kind lead. `find` gives the address of a page, "" where there is none."""
    LEADS[kind] = find


def address_of(text: str) -> str:
    """The page that a citation leads to, "" for none. Whether it may be read, its page asks."""
    try:
        cited = Citation.of(text)
    except ValueError:
        return ""
    find = LEADS.get(cited.kind)
    return find(cited) if find else ""
