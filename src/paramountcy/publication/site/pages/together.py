"""What a figure must be read beside, so that nobody improves one by spoiling the other."""

from collections.abc import Iterator

from paramountcy.indicators.catalogue import catalogue
from paramountcy.publication.charts.spark import spark
from paramountcy.publication.shape import Chart
from paramountcy.publication.site.blocks import Beside, Block, Heading, Partner, Words
from paramountcy.publication.site.pages.trend import points
from paramountcy.publication.site.pages.view import View, period_in_words
from paramountcy.publication.site.shape import Release, Subject, not_published_here


def read_together(view: View) -> Iterator[Block]:
    """Each partner with a small line, its sentence and the way to its page; one that is not here says why."""
    wanted = view.subject.beside
    if not wanted:
        return
    partners: list[Partner] = []
    for id in wanted:
        there = view.release.by_id.get(id, ())
        partners += [_partner(view.release, one) for one in there if one.name != view.subject.name]
        if not there:
            partners.append(Partner(catalogue()[id].title, "", f"Not here: {not_published_here(id)}.", None))
    yield Heading("Read it together with")
    yield Words(("One of these can be improved by spoiling another, so they are shown together.",))
    yield Beside(tuple(partners))


def _partner(release: Release, subject: Subject) -> Partner:
    view = View(release, subject)
    return Partner(subject.title, f"{subject.slug}.html", lead_of(view), _spark(view))


def _spark(view: View) -> Chart | None:
    """A line of the number that stands for a figure; none of a mixture."""
    rows = view.ours or view.theirs
    if view.part is None or not rows:
        return None
    at = points(rows, view.part, sorted({period for period, _ in rows}), ends=False)
    title = f"{view.subject.title}: {view.name}"
    return spark(title, lead_of(view), at, unit=view.unit, id=f"spark-{view.subject.slug}")


def lead_of(view: View) -> str:
    """The one sentence on a figure: the latest there is of the area, or why there is none."""
    row = view.last(view.ours) or view.last(view.theirs)
    if row is None and view.part is None:
        return f"{view.subject.title}: told part by part on its page."
    if row is None:
        return f"There is no figure of {view.name}."
    if row["value"] is None:
        return f"{period_in_words(row['period'])}: not given, as {row['why'] or row['status']}."
    part = f", {row['category']}" if row["category"] else ""
    return f"{period_in_words(row['period'])}{part}: {view.unit.write(row['value'])}."
