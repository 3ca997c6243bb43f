"""The first page: the sentences that matter most, then the way to everything else."""

from collections.abc import Iterator

from paramountcy.indicators.catalogue import SECTIONS
from paramountcy.publication.site.blocks import (
    Block,
    Card,
    Cards,
    Heading,
    Link,
    Page,
    Point,
    Points,
    Words,
    anchor,
)
from paramountcy.publication.site.pages import about, children, listing, quality, timeliness, trials, variation
from paramountcy.publication.site.pages.told import short
from paramountcy.publication.site.pages.view import View
from paramountcy.publication.site.shape import Release
from paramountcy.statistics.words import day_in_words, how_many

PATH = "index.html"
FIRST = (
    "children_in_need",
    "re_referrals",
    "assessments_within_45_days",
    "assessment_quartiles",
    "protection_plans",
    "repeat_plans",
    "children_looked_after",
    "caseload",
)
"""The figures that are told first, where they are given."""
THEN = ("referrals", "plans_reviewed", "conferences_within_15_days", "three_or_more_placements", "social_work_turnover")
"""Those that stand in where one of the first is not given."""
FEWEST, MOST = 5, 8


def overview_page(release: Release) -> Page:
    name = release.area.name
    sentences = list(_sentences(release))
    blocks: list[Block] = [Words((_opening(release),), lead=True)]
    if sentences:
        blocks += [Heading("What to ask about first"), Points(tuple(sentences))]
    if not_given := _not_given(release):
        blocks.append(Words((not_given,)))
    blocks += [
        Heading("Look at the whole"),
        Cards(tuple(_wholes(release))),
        Heading("Look at one figure"),
        Cards(tuple(_sections(release))),
    ]
    return Page(PATH, f"How children are helped and kept safe in {name}", tuple(blocks))


def _opening(release: Release) -> str:
    made_of = "imagined figures" if release.country.imagined else "figures that the government publishes"
    if release.own:
        years = " to ".join(dict.fromkeys((str(release.own.years[0]), str(release.own.years[-1]))))
        made_of = f"{release.area.name}'s own returns of {years}, and {made_of}"
    return (
        f"This release is made of {made_of}. It was made on {day_in_words(release.made_on)}. Numbers here are to open "
        "questions, not to rate anybody."
    )


def _sentences(release: Release) -> Iterator[Point]:
    """Five to eight: what each figure is now, how it moved, and how it stands to England."""
    told = 0
    for wanted, names in ((MOST, FIRST), (FEWEST, THEN)):
        for name in names:
            subject = release.subjects.get(name)
            if subject is None or told >= wanted:
                continue
            if says := short(View(release, subject)):
                told += 1
                yield Point(says, Link(subject.title, f"indicators/{subject.slug}.html"))


def _not_given(release: Release) -> str:
    """Which of the first figures have no sentence, so that nobody takes silence for nought."""
    missing = [
        release.subjects[name].title
        for name in FIRST
        if name in release.subjects and not short(View(release, release.subjects[name]))
    ]
    if not missing:
        return ""
    return f"Not given for {release.area.name}, each with its reason on its page: {'; '.join(missing)}."


def _wholes(release: Release) -> Iterator[Card]:
    yield Card(
        Link("How long assessments take", timeliness.PATH),
        "The whole distribution, those still open, and the official percentage beside the honest one.",
    )
    yield Card(
        Link("Level and lottery", variation.PATH), "How much depends on where a child lives, and whether that grows."
    )
    yield Card(
        Link("The trials of flexible time limits", trials.PATH),
        "What eight authorities tried in 2011, what followed, and what nobody measured.",
    )
    yield Card(Link("For children and young people", children.PATH), "The same in plain words, and who to talk to.")
    yield Card(Link("Data quality", quality.PATH), "What is known to be wrong, missing or changed.")
    yield Card(
        Link("About this release", about.PATH),
        "How it was made, how nobody can be recognised in it, and by what licence.",
    )


def _sections(release: Release) -> Iterator[Card]:
    """The sections of the catalogue that have a page here."""
    for letter, name in SECTIONS.items():
        here = [one for one in release.subjects.values() if one.id.startswith(letter)]
        if here:
            first = ", ".join(in_a_sentence(one.title) for one in here[:2])
            more = f" and {len(here) - 2} more" if len(here) > 2 else ""
            yield Card(Link(name, f"{listing.PATH}#{anchor(name)}"), f"{how_many(len(here), 'figure')}: {first}{more}.")


def in_a_sentence(title: str) -> str:
    """
    A title as it stands within a sentence.

    >>> in_a_sentence("Children on 31 March"), in_a_sentence("ICC of teams")
    ('children on 31 March', 'ICC of teams')
    """
    return title[0].lower() + title[1:] if title[1:2].islower() else title
