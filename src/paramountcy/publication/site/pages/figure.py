"""
The page of a figure: the sentence first, then the question it opens and what the area answers; the years, others
beside, what it must be read with, all the numbers, and what is behind them.
"""

from collections.abc import Iterator, Sequence

from paramountcy.publication.site.blocks import Block, Heading, Link, Page, Printed, Question, Said, Words
from paramountcy.publication.site.pages.definition import definition
from paramountcy.publication.site.pages.parts import by_group, parts
from paramountcy.publication.site.pages.similar import all_areas, similar
from paramountcy.publication.site.pages.together import read_together
from paramountcy.publication.site.pages.told import differences, lead
from paramountcy.publication.site.pages.trend import numbers, over_time
from paramountcy.publication.site.pages.view import View
from paramountcy.publication.site.shape import Release, Subject
from paramountcy.statistics.words import day_in_words

FOLDER = "indicators"


def figure_page(release: Release, subject: Subject) -> Page:
    view = View(release, subject)
    csv = f"../data/{subject.slug}.csv"
    blocks: list[Block] = [
        Words(tuple(lead(view)), lead=True),
        Question(subject.asks),
        *_answers(view),
        *headed("Over time", [*over_time(view, csv), *differences(view)]),
        *parts(view, csv),
        *by_group(view),
    ]
    blocks += [*headed("Beside similar areas", list(similar(view, csv))), *all_areas(view, csv)]
    blocks += [
        *read_together(view),
        Heading("All the numbers"),
        Printed(numbers(view), "numbers"),
        *definition(view, csv),
    ]
    crumbs = (Link("Overview", "../index.html"), Link("All figures", "../figures.html"))
    return Page(f"{FOLDER}/{subject.slug}.html", subject.title, tuple(blocks), subject.section, crumbs)


def _answers(view: View) -> Iterator[Block]:
    """What the area says itself; an honest empty place where it has said nothing."""
    answers = view.release.answers_of(view.subject.name)
    yield Heading(f"What {view.name} answers")
    if not answers:
        yield Words((f"Nothing yet. {view.name} has not said what it thinks is behind this figure.",))
    for one in answers:
        yield Said(one.paragraphs, one.source, day_in_words(one.on))


def headed(title: str, blocks: Sequence[Block]) -> list[Block]:
    """Blocks with a heading; nothing where there are none."""
    return [Heading(title), *blocks] if blocks else []
