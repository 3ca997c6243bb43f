"""What a figure is: what is counted and how, who asks for it, where it comes from, its rounding and its licence."""

import re
from collections.abc import Iterator

from paramountcy.indicators.origins import CHAT, ILACS, NATIONAL_FRAMEWORK, WORKING_TOGETHER
from paramountcy.indicators.published import Published
from paramountcy.indicators.shape import Origin
from paramountcy.publication.disclosure.rules import CIN
from paramountcy.publication.shape import GIVEN
from paramountcy.publication.site.blocks import Block, Fact, Facts, Heading, Link, Point, Points
from paramountcy.publication.site.pages.view import View, period_in_words, together
from paramountcy.returns.published.catalogue import data_set
from paramountcy.returns.published.shape import LICENCE
from paramountcy.statistics import words

BETTER = {
    "higher": "Higher is better, as long as what it is read with does not get worse.",
    "lower": "Lower is better, as long as what it is read with does not get worse.",
    "neither": "Neither. It says what happens, not how well.",
}
KNOWN: dict[str, Origin] = {"NF": NATIONAL_FRAMEWORK, "ChAT": CHAT, "ILACS": ILACS, "WT": WORKING_TOGETHER}


def definition(view: View, csv: str) -> Iterator[Block]:
    """The facts of a figure, and what to know before it is used."""
    yield Heading("About this figure")
    yield Facts(tuple(_facts(view, csv)))
    codes = (view.release.area.code, *view.neighbours(view.release.vintage))
    notes = list(view.everywhere.notes(codes)) if view.everywhere else []
    rows = [*view.ours.values(), *view.theirs.values()]
    part = [f"{row['period']}: {row['why']}." for row in rows if row["status"] == GIVEN and row["why"]]
    if said := together([*notes, *part, *_not_given(view)]):
        yield Heading("What to know before you use it", level=3)
        yield Points(tuple(Point(text) for text in said))


def _facts(view: View, csv: str) -> Iterator[Fact]:
    subject, everywhere = view.subject, view.everywhere
    yield Fact("What is counted", (subject.says,))
    yield Fact("Unit", (_unit(view),))
    yield Fact("Which way is better", (BETTER[subject.better],))
    yield Fact("Place in the catalogue", (f"{subject.id}, {subject.section}",))
    yield Fact(
        "Who asks for it", tuple(spelled(origin) for origin in subject.origins) or ("Nobody but this catalogue.",)
    )
    methods = dict.fromkeys(row["method"] for row in (*view.ours.values(), *view.theirs.values()) if row["method"])
    if methods:
        yield Fact("How it is worked out", (*methods, "Intervals are of 95%."))
    if view.ours:
        version = next((row["version"] for row in view.ours.values() if row["version"]), "1")
        yield Fact(
            "From the area's own returns",
            (
                f"Counted by version {version} of the definition, from {view.name}'s children in need census returns.",
                f"Counts from {CIN.least} to {CIN.most} are not printed, nor what would give them away.",
            ),
        )
    if everywhere:
        of = everywhere.of
        table = data_set(of.data_set)
        title = f"{table.publication}: {table.title}" if table else of.data_set
        yield Fact(
            "As published",
            (
                f"{title}, release {everywhere.found.version.replace('_', ' ')}, {of.when}.",
                f"{_rounded(of)} What its publisher holds back is not given here either.",
                everywhere.found.attribution,
            ),
        )
    yield Fact("Licence", ("None is needed: they are imagined." if view.release.country.imagined else f"{LICENCE}.",))
    yield Fact("Data", (), (Link("These figures as a CSV file", csv),))


def _not_given(view: View) -> Iterator[str]:
    """For each reason, the periods of which a figure of the area is not given."""
    for rows, counted in ((view.ours, "its own returns"), (view.theirs, "the published table")):
        why: dict[str, list[str]] = {}
        for (period, _), row in sorted(rows.items(), key=lambda one: one[0]):
            if row["value"] is None and row["numerator"] is None:
                why.setdefault(row["why"] or row["status"], []).append(period_in_words(period))
        for reason, periods in why.items():
            named = words.together(list(dict.fromkeys(periods)), most=6)
            yield f"Not given from {counted} for {named}, as a whole or in part: {reason}."


def _rounded(of: Published) -> str:
    """How its publisher rounds the counts, as far as that is known."""
    table = data_set(of.data_set)
    columns = [one for one in table.columns if one.measure in of.measures and one.unit == "count"] if table else []
    own = {one.rounding for one in columns if one.rounding}
    above = {one.rounding_above for one in columns if one.rounding_above}
    if len(own) != 1 or len(above) != 1:
        return "It is rounded as its publisher rounds it."
    return f"Counts of authorities are to the nearest {own.pop():g}, those of regions and England to the nearest " + (
        f"{above.pop():g}."
    )


def _unit(view: View) -> str:
    name = view.unit.name
    return {"share": "per cent", "number": "a number", "ratio": "one number for each one of another"}.get(name, name)


def spelled(origin: str) -> str:
    """
    Who asks for a figure, in full, where the catalogue has it short.

    >>> spelled("LAIT 124")
    'DfE: Local Authority Interactive Tool, data dictionary, measure 124'
    """
    if one := KNOWN.get(origin):
        return f"{one.body}: {one.document}, {one.reference}"
    if found := re.fullmatch(r"LAIT (\d+)", origin):
        return f"DfE: Local Authority Interactive Tool, data dictionary, measure {found[1]}"
    if found := re.fullmatch(r"F12-(\d)", origin):
        return f"DfE: Children's Safeguarding Performance Information Framework, June 2012, theme {found[1]}"
    if found := re.fullmatch(r"NI(\d+)", origin):
        return f"CLG: National Indicator set 2008 to 2010, NI {found[1]}"
    if origin == "EES" or origin.startswith("EES "):
        return f"DfE: official statistics, Explore Education Statistics{origin[3:] and ', table ' + origin[4:].upper()}"
    return {"own": "this catalogue, to answer what nobody counts"}.get(origin, origin)
