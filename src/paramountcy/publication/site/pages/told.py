"""The sentences of a figure: what it is now, how it moved, how it stands to England; and where two counts differ."""

from collections.abc import Iterator, Mapping, Sequence

from paramountcy.publication import sentence
from paramountcy.publication.shape import GIVEN
from paramountcy.publication.site.blocks import Block, Heading, Point, Points, Words
from paramountcy.publication.site.everywhere import Row
from paramountcy.publication.site.pages.view import View, period_in_words
from paramountcy.statistics import words
from paramountcy.statistics.shape import POINTS, SHARE

ALIKE = 0.005
"""Two counts of one figure that differ by less than this part of it are told as the same."""
LARGEST = 3


def lead(view: View) -> Iterator[str]:
    """What the page says first: the area's own count, then the published figure, its change, and England."""
    if view.part is None:
        yield from _mixture(view)
        return
    ours, theirs = view.last(view.ours), _published(view)
    if ours is not None:
        told = [sentence.figure(ours), sentence.change(_series(view, view.ours), since=_since(view))]
        yield f"Counted from {view.name}'s own returns: {_inside(' '.join(filter(None, told)))}"
    if theirs is not None and (ours is None or theirs["value"] is not None):
        told = [sentence.figure(theirs)]
        if ours is None or ours["value"] is None:
            told.append(sentence.change(_series(view, view.theirs), since=_since(view)))
        says = " ".join(filter(None, told))
        yield says if ours is None else f"As published: {_inside(says)}"
    given = next((row for row in (theirs, ours) if row is not None and row["value"] is not None), None)
    if given is not None and (said := _england(view, given)):
        yield said
    if ours is None and theirs is None:
        yield f"{view.subject.title}: the published table has no row of {view.name}{_since_when(view)}."


def short(view: View) -> str:
    """The figure and how it stands to England, without its interval; "" where it is not given, or told in parts."""
    if view.part is None:
        return ""
    ours, theirs = view.last(view.ours), _published(view)
    row = ours if ours is not None and ours["value"] is not None else theirs
    if row is None or row["value"] is None:
        return ""
    bare = {**row, "lower": None, "upper": None, "why": ""}
    says = sentence.figure(bare).removeprefix(f"{view.subject.title}: ")
    return " ".join(filter(None, [says, _england(view, row)]))


def differences(view: View) -> Iterator[Block]:
    """Where the area's own count and the published figure are both there: whether they agree, year by year."""
    if view.part is None or not view.ours or not view.theirs:
        return
    alike: list[str] = []
    apart: list[str] = []
    for period in view.periods:
        ours, theirs = (rows.get((period, view.part)) for rows in (view.ours, view.theirs))
        if not ours or not theirs or ours["value"] is None or theirs["value"] is None:
            continue
        gap = ours["value"] - theirs["value"]
        if abs(gap) <= ALIKE * max(abs(theirs["value"]), 1e-9):
            alike.append(period)
        else:
            unit = POINTS if view.unit is SHARE else view.unit
            apart.append(
                f"{period}: {view.unit.write(ours['value'])} by its own count, {view.unit.write(theirs['value'])} as "
                f"published. The own count is {unit.write(abs(gap))} {'higher' if gap > 0 else 'lower'}."
            )
    if not alike and not apart:
        return
    yield Heading("The own count and the published figure", level=3)
    if alike:
        yield Words((f"They agree in {words.together(alike)}.",))
    if apart:
        yield Words((WHY_APART,))
        yield Points(tuple(Point(text) for text in apart))


WHY_APART = (
    "They differ in these years. A return may have been corrected after the department took its figures, and rates of "
    "our own are of the latest estimates of the population."
)


def _published(view: View) -> Row | None:
    """The published row to speak of: that of the last period, given or not; before that, the last that is given."""
    if not view.everywhere:
        return None
    return view.theirs.get((view.everywhere.latest, view.part or "")) or view.last(view.theirs)


def _series(view: View, rows: Mapping[tuple[str, str], Row]) -> list[Row]:
    return [row for (_, part), row in rows.items() if part == (view.part or "")]


def _since(view: View) -> str:
    """
    The period from which on the figures mean the same. A break in the very first one is of that period alone; any other
    begins what follows.
    """
    if not view.everywhere:
        return ""
    broken = [mark.period for mark in view.everywhere.marks(view.release.area.code) if mark.kind == "break"]
    periods = view.everywhere.periods
    if not broken:
        return ""
    last = max(broken)
    later = [period for period in periods if period > last]
    return later[0] if last == periods[0] and later else last


def _inside(says: str) -> str:
    """A sentence as it goes on after other words."""
    return f"in {says[3:]}" if says.startswith("In ") else says


def _england(view: View, row: Row) -> str:
    """How a figure stands to England's of the same period; "" where that is not published."""
    national = view.england.get((row["period"], view.part or ""))
    if national is not None and national["value"] == row["value"]:
        return "That is the same as in England."
    return sentence.beside(row, whole=national) if national is not None else ""


def _since_when(view: View) -> str:
    return f" in {view.latest}" if view.latest else ""


def _mixture(view: View) -> Iterator[str]:
    """The largest parts of the latest year."""
    rows = view.ours or view.theirs
    given = sorted({period for (period, _), row in rows.items() if row["status"] == GIVEN})
    if not given:
        yield f"{view.subject.title}: no figure is given for {view.name}{_why(list(rows.values()))}."
        return
    if view.monthly:
        months = [(part, row) for (_, part), row in sorted(rows.items(), key=lambda one: one[0][1]) if row["value"]]
        part, row = months[-1]
        month = period_in_words(part)
        yield f"{view.subject.title} in {view.name}: {view.unit.write(row['value'])} in {month}, the last there is."
        return
    of_year = [(row["value"], part) for (period, part), row in rows.items() if period == given[-1]]
    known = sorted(((value, part) for value, part in of_year if value is not None), reverse=True)[:LARGEST]
    named = [f"{part} ({view.unit.write(value)})" for value, part in known]
    held = sum(value is None for value, _ in of_year)
    yield (
        f"{view.subject.title} in {view.name} {sentence.when(given[-1])}: the largest are {words.together(named)}."
        if len(known) > 1
        else f"{view.subject.title} in {view.name} {sentence.when(given[-1])}: {words.together(named)}."
    )
    if held:
        yield f"{words.how_many(held, 'part').capitalize()} of {len(of_year)} can't be given; each says why."


def _why(rows: Sequence[Row]) -> str:
    whys = list(dict.fromkeys(row["why"] or row["status"] for row in rows))
    return f", as {whys[-1]}" if whys else ""
