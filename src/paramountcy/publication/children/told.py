"""
The area's figures told to its children and young people.

What is told are released figures alone, so whatever is withheld from others is withheld here. Nothing is made up for
an area that has hardly any figures: the page says what it can not tell, and why, and all of it but the figures stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from paramountcy.indicators.period import Period
from paramountcy.publication.children.helplines import HELPLINES, HelpLine, read_helplines
from paramountcy.publication.children.numbers import how_long, how_many, in_every
from paramountcy.publication.children.reviewed import Review, says_who_checked
from paramountcy.publication.children.words import Explaining, Figure, Term, Topic, terms_in, words
from paramountcy.publication.shape import GIVEN, NOT_AVAILABLE, TOO_FEW
from paramountcy.terms.year import Year

FEWEST = 6
"""No smaller number of children is ever told here, whatever the rows say, but for none at all."""
PER = {"share": 1, "per 10,000": 10_000}
"""What a value is divided by to give a share, by its unit."""


@dataclass(frozen=True)
class Section:
    """A heading, the sentences below it, and the points of a list below those, if it has one."""

    heading: str
    sentences: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """
    The page. `checked` says whether young people have read it, and stands at its head; `changed` is what they had
    changed, in the words of the record. `local` is what to say of the local front door, "" where it is among the
    `help_lines`. `terms` are all hard words on the page, to be explained once more at its end.
    """

    title: str
    checked: str
    changed: tuple[str, ...]
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    help_lines: tuple[HelpLine, ...]
    local: str
    terms: tuple[Term, ...]

    @property
    def text(self) -> str:
        """The running text, for notes.readability: all that a child reads but headings, helplines and the last list."""
        sections = (
            "\n".join([" ".join(section.sentences), *(f"- {point}." for point in section.points)])
            for section in self.sections
        )
        return "\n\n".join([" ".join(self.opening), *sections, self.local])


def told(
    rows: pl.DataFrame,
    area: str,
    period: str | Year | Period,
    *,
    helplines: Path = HELPLINES,
    front_door: Path | None = None,
    reviews: Iterable[Review] = (),
) -> Told:
    """
    The page of an area, by its name or its code, for a period.

    `rows` are released figures (columns publication.shape.RELEASED), of that area or of others too. `helplines` and
    `front_door` are files as helplines.read_helplines takes them, the second with the area's own telephone numbers.
    Raises NotHelplines, and ValueError for a period that is none.
    """
    said, about = words(), Period.of(period)
    of_area = rows.filter((pl.col("area") == area) | (pl.col("area_code") == area))
    name = of_area["area"][0] if of_area.height else area
    page = _Page(of_area, about, {"area": name, "during": _during(about), "on": _day(about)})
    opening = page.explained(said.opening)
    sections = [*page.topics(said.topics), *page.left_out()]
    sections += [Section(heading, page.explained(sentences)) for heading, sentences in said.closing]
    doors = read_helplines(front_door) if front_door else ()
    lines = (*doors, *read_helplines(helplines))
    found = list(reviews)
    return Told(
        said.title.format(**page.places),
        says_who_checked(found),
        tuple(dict.fromkeys(one.what_changed for one in found if one.what_changed.lower() != "nothing")),
        opening,
        tuple(sections),
        lines,
        "" if doors else said.any_adult,
        terms_in([*opening, *(" ".join(one.sentences) for one in sections), *(line.for_whom for line in lines)]),
    )


class _Page:
    """A page while it is written: what has been explained, and what could not be told."""

    def __init__(self, rows: pl.DataFrame, about: Period, places: dict[str, str]):
        whole = (pl.col("breakdown") == "all") & (pl.col("group") == "all")
        self.rows, self.about, self.places = rows.filter(whole), about, places
        self._explaining = Explaining()
        self._not_told: dict[str, list[str]] = {}
        self._said_why = False

    def explained(self, sentences: Iterable[str]) -> tuple[str, ...]:
        """Sentences with the area and the time in their places, and hard words explained where they come first."""
        return tuple(self._explaining.told(sentence.format(**self.places) for sentence in sentences))

    def topics(self, topics: Iterable[Topic]) -> Iterator[Section]:
        """A section for each topic that something can be said of."""
        for topic in topics:
            sentences = [sentence for figure in topic.figures for sentence in self._figure(figure)]
            if sentences:
                yield Section(topic.heading, self.explained([*topic.before, *sentences, *topic.after]))

    def left_out(self) -> Iterator[Section]:
        """What could not be told, a section for each reason."""
        for status, names in self._not_told.items():
            heading, sentences = words().not_told[status]
            yield Section(heading, self.explained(sentences), tuple(name[:1].upper() + name[1:] for name in names))

    def _figure(self, figure: Figure) -> Iterator[str]:
        """The sentences of a figure; that it is withheld, where it is; none where there is no such figure."""
        row = self._row(figure, self.about)
        status = row["status"] if row else NOT_AVAILABLE
        if row and 0 < (row["numerator"] or 0) < FEWEST:
            status = TOO_FEW
        if row and (status == GIVEN or (figure.count and status != TOO_FEW and _count(row) is not None)):
            yield from self._given(figure, row)
        elif status == TOO_FEW:
            yield words().too_few.replace("{what}", figure.what)
            if not self._said_why:
                yield words().too_few_why
            self._said_why = True
        else:
            self._not_told.setdefault(status, []).append(figure.point or figure.what)

    def _given(self, figure: Figure, row: dict) -> Iterator[str]:
        count, value, per = _count(row), row["value"], PER.get(row["unit"])
        if figure.count and count is not None:
            yield self._say(figure.count, children=how_many(count))
        if figure.rate and per and value:
            yield self._say(figure.rate, share=in_every(value / per))
        if figure.share and per and value is not None:
            yield self._say(figure.share, share=in_every(value / per, row["numerator"], row["denominator"]))
        if figure.days and value is not None:
            yield self._say(figure.days, time=how_long(value))
        before = self._row(figure, _year_before(self.about)) if figure.earlier else None
        if before and (count := _count(before)) is not None and not 0 < count < FEWEST:
            yield self._say(figure.earlier, children=how_many(count))

    def _row(self, figure: Figure, about: Period | None) -> dict | None:
        """The first of a figure's indicators that is given for a period; else the first that is there at all."""
        if about is None:
            return None
        rows = self.rows.filter(
            (pl.col("category") == figure.category) & pl.col("period").is_in([about.name, about.end.isoformat()])
        )
        there = [row for name in figure.of for row in rows.filter(pl.col("indicator") == name).iter_rows(named=True)]
        return next((row for row in there if row["status"] == GIVEN), there[0] if there else None)

    def _say(self, sentence: str, **figures: str) -> str:
        capitals = {name.capitalize(): text[:1].upper() + text[1:] for name, text in figures.items()}
        return sentence.format(**self.places, **figures, **capitals)


def _count(row: dict) -> int | None:
    """
    How many were counted, None where that is not known: the numerator, which a rate has even where the population that
    it is of is not known, or the value of a figure that is a count.
    """
    if row["numerator"] is None and row["unit"] in ("count", "number") and row["value"] is not None:
        return round(row["value"])
    return row["numerator"]


def _year_before(period: Period) -> Period | None:
    """The year before a whole year; None for any other period."""
    if period.name != str(period.year):
        return None
    return Period.of(Year(period.year.ends_in - 1))


def _during(period: Period) -> str:
    """
    >>> _during(Period.of("2024-25")), _during(Period.of("2024-10")), _during(Period.of("2025-03-31"))
    ('from April 2024 to March 2025', 'in October 2024', 'on 31 March 2025')
    """
    if period.is_a_day:
        return f"on {_day(period)}"
    first, last = (f"{day:%B %Y}" for day in (period.start, period.end))
    return f"in {last}" if first == last else f"from {first} to {last}"


def _day(period: Period) -> str:
    return f"{period.end.day} {period.end:%B %Y}"
