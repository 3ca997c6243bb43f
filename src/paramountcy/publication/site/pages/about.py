"""How the release was made, in plain words: its sources, what is held back and how that was tested, and its licence."""

from collections.abc import Iterator

from paramountcy.publication.disclosure.rules import CIN
from paramountcy.publication.shape import STATUSES, Column, Table
from paramountcy.publication.site.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Link,
    Page,
    Point,
    Points,
    Printed,
    Words,
)
from paramountcy.publication.site.folder import MANIFEST, ROWS
from paramountcy.publication.site.shape import Release
from paramountcy.returns.published.shape import LICENCE
from paramountcy.statistics.words import day_in_words, how_many

PATH = "about.html"


def about_page(release: Release) -> Page:
    blocks: list[Block] = [
        Words(
            (f"How the figures on {release.area.name} were made, and how nobody can be recognised in them.",), lead=True
        ),
        Heading("How it was made"),
        Facts(tuple(_made(release))),
        Heading("How nobody is recognised"),
        *_held_back(release),
        Heading("Why a figure is not given"),
        Printed(_statuses(), "statuses"),
        Heading("What an interval says"),
        Words(
            (
                "Behind most figures stands an interval. It says how far chance alone could have moved the figure: if "
                "the same thing were counted again and again, the true one would lie inside of it 19 times out of 20. "
                "Where two intervals overlap much, do not make anything of the difference.",
            )
        ),
        Heading("How comparisons are made"),
        Words(
            (
                "Statistical neighbours are those that the Department for Education publishes, of both lists there "
                "are, "
                "each with how close it is. Nobody is ranked, and no area is called good or bad.",
            )
        ),
        Heading("Whether you can use these pages"),
        *_accessible(),
        Heading("Licence and sources"),
        *_licence(release),
        Heading("Earlier releases"),
        *_earlier(release),
    ]
    return Page(PATH, "About this release", tuple(blocks))


def _made(release: Release) -> Iterator[Fact]:
    yield Fact("Area", (f"{release.area.name} (code {release.area.code})",))
    yield Fact("Made on", (day_in_words(release.made_on),))
    yield Fact("Made with", (f"Paramountcy {release.version}, which is open to read and to run",))
    if release.own:
        returns = [f"Return of {one.year}, made on {day_in_words(one.made)}" for one in release.own.given]
        yield Fact("Own returns", tuple(returns))
    else:
        yield Fact("Own returns", ("None: it is made of published tables alone.",))
    tables = sorted({f"{one.publication}: {one.title}, {one.version}".replace("_", " ") for one in _tables(release)})
    yield Fact("Published tables", (how_many(len(tables), "table"), "; ".join(tables)))
    yield Fact(
        "All figures of the area", (), (Link("One CSV file", ROWS), Link("What this release is made of", MANIFEST))
    )


def _tables(release: Release):
    return release.country.store.entries


def _held_back(release: Release) -> Iterator[Block]:
    yield Words(
        (
            f"A count from {CIN.least} to {CIN.most} of children is not printed, as somebody might know who they are. "
            "Nor is any number from which such a count could be worked out, such as a total less all its other parts, "
            "a percentage, or last year's release less this one.",
            "Every page is made from the figures that were let out and from nothing else: charts, sentences and files "
            "have no way to what was held back.",
        )
    )
    if release.own:
        yield Words(
            (
                "Before anything was written, the figures were attacked by a program that knows all that is printed "
                "here, "
                "the published tables and the release before, and tries to work out what was held back.",
                release.own.tried,
            )
        )
    else:
        yield Words(
            ("This release holds no figures of the area's own returns; what its publisher held back stays so.",)
        )
    yield Words(
        (
            "Answers that the area gives in its own words are not checked by a program. Whoever writes them vouches "
            "for "
            "them.",
        )
    )


def _statuses() -> Table:
    columns = (Column("Instead of a figure"), Column("What it means"))
    rows = [(status[:1].upper() + status[1:], f"{means[:1].upper()}{means[1:]}.") for status, means in STATUSES.items()]
    return Table("What stands in place of a figure", columns, tuple(rows[1:]))


def _accessible() -> Iterator[Block]:
    yield Words(
        (
            "These pages are meant to meet the Web Content Accessibility Guidelines 2.2 at level AA. They work without "
            "scripts, by keyboard, on small screens, at four times the usual size, on paper, and when read aloud.",
        )
    )
    yield Points(
        (
            Point("Every chart has a sentence that says what it shows, and a table with its figures."),
            Point("Nothing is told by colour alone."),
            Point("They were tested with axe in Chromium; no people with disabilities have tested them yet."),
            Point(
                "If something does not work for you, tell whoever sent you here: they can give you the figures "
                "another way."
            ),
        )
    )


def _licence(release: Release) -> Iterator[Block]:
    if not release.country.imagined:
        yield Words((f"The figures may be used again under the {LICENCE}, with these words:",))
    yield Points(tuple(Point(text) for text in release.country.attributions()))


def _earlier(release: Release) -> Iterator[Block]:
    if not release.earlier:
        yield Words(("This is the first release that was made here.",))
        return
    yield Points(tuple(Point(f"Made on {one.made_on}, {one.years}") for one in release.earlier))
