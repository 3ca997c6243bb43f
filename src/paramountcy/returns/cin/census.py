"""The children in need census as a whole: its tables, its rules, the years they are held for, their source."""

from paramountcy.returns.check import Collection
from paramountcy.returns.cin.rules import RULES
from paramountcy.returns.cin.tables import CIN
from paramountcy.terms.year import Year

YEARS = tuple(Year(ends_in) for ends_in in range(2023, 2028))


def source(year: Year) -> str:
    """Where the rules of a year come from, and what of the publisher's was not read."""
    known = "Rules as read from the sector's open validator and its history, checked one by one; the messages are ours."
    unread = {
        Year(2026): " DfE issued the rules for 2025-26 anew on 26 November 2025; that text was not read.",
        Year(2027): " DfE issued the rules for 2026-27 by February 2026; that text was not read. Those on "
        "pre-proceedings come from an unmerged draft and are shown apart.",
    }
    return known + unread.get(year, "")


CENSUS = Collection(CIN, RULES, YEARS, source)
