"""All figures in one list: what is here, and what is not, with the reason. It stands in for a search."""

from collections.abc import Iterator

from paramountcy.indicators.catalogue import SECTIONS, Entry, catalogue
from paramountcy.publication.shape import GIVEN
from paramountcy.publication.site.blocks import Block, Heading, Link, Page, Point, Points, Words, anchor
from paramountcy.publication.site.shape import Release, Subject, not_published_here

PATH = "figures.html"


def listing_page(release: Release) -> Page:
    here = sorted(release.subjects.values(), key=lambda one: one.title.lower())
    letters = dict.fromkeys(one.title[0].upper() for one in here)
    blocks: list[Block] = [
        Words(
            (
                f"{len(here)} figures have a page here. The catalogue asks for {len(catalogue())}; those that are not "
                "here say why.",
            ),
            lead=True,
        ),
        Heading("Find a figure"),
        Points(
            (
                *(Point("", Link(f"By section: {name}", f"#{anchor(name)}")) for name in SECTIONS.values()),
                Point("", Link("By name, from A to Z", "#from-a-to-z")),
            )
        ),
    ]
    for letter, name in SECTIONS.items():
        blocks += [Heading(name), Points(tuple(_of_section(release, letter)))]
    blocks.append(Heading("From A to Z"))
    for letter in letters:
        blocks += [
            Heading(letter, level=3, name=f"letter-{letter.lower()}"),
            Points(tuple(_point(release, one) for one in here if one.title[0].upper() == letter)),
        ]
    return Page(PATH, "All figures", tuple(blocks))


def _of_section(release: Release, letter: str) -> Iterator[Point]:
    for id, entry in catalogue().items():
        if not id.startswith(letter):
            continue
        there = release.by_id.get(id, ())
        yield from (_point(release, one) for one in there)
        if not there:
            yield Point(f"{entry.title}. Not here: {_why(release, entry)}.")


def _why(release: Release, entry: Entry) -> str:
    from_tables = [name for name, why in release.country.missing.items() if name in {one.name for one in entry.fed_by}]
    return release.country.missing[from_tables[0]] if from_tables else not_published_here(entry.id)


def _point(release: Release, one: Subject) -> Point:
    return Point(status(release, one), Link(one.title, f"indicators/{one.slug}.html"))


def status(release: Release, one: Subject) -> str:
    """Up to when there are figures of the area, and who counted them; or why there are none."""
    parts = []
    if everywhere := release.everywhere(one.name):
        rows = everywhere.rows(release.area.code)
        given = [period for (period, _), row in rows.items() if row["status"] == GIVEN]
        if given:
            parts.append(f"published to {max(given)}")
        elif rows:
            last = rows[max(rows)]
            parts.append(f"published without a figure of {release.area.name}: {last['why'] or last['status']}")
        else:
            parts.append(f"published without {release.area.name}")
    if release.own and (rows := release.own.whole(one.name)):
        given = [period for (period, _), row in rows.items() if row["status"] == GIVEN]
        if given:
            parts.append(f"from its own returns to {max(given)}")
        else:
            last = rows[max(rows)]
            parts.append(f"from its own returns: {last['why'] or last['status']}")
    return "; ".join(parts)
