"""
An example: Professor Munro's fifteen recommendations of 2011, in our own words, with the positions that are known.

What is not known is left out, and the pages show it as a gap. Each fact says how it is known.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.children import actions as children
from paramountcy.web.guidance.children.adult import adult_text
from paramountcy.web.guidance.children.models import Version
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.recommendations import actions
from paramountcy.web.guidance.recommendations.models import Known, Recommendation, Report, Source, Theme

DATA = Path(__file__).with_name("munro")
TITLE = "The Munro Review of Child Protection: a child-centred system"
REMARK = (
    "Facts in our own words from public pages and the notes of two groups; the report and the response themselves were "
    "not read here. Each fact says how it is known. Where nothing was seen, nothing is shown."
)


def imagine(by: Access) -> None:
    """Load the example for a demonstration, with a version for children that no young person has read yet."""
    for_children(by, munro(by))


def for_children(by: Access, report: Report) -> Version:
    """A version for children of every position that is known. It is not out: young readers come first."""
    about = actions.response_of(report)
    made = children.make(
        by=by, about=about, adult=adult_text(by, about), title="What the government said it would do to keep you safe",
        band="8_to_10", extent="summary", format="words",
    )  # fmt: skip
    for row in _rows("children"):
        anchor = f"r{row['number']}" if row["number"] else ""
        children.add_passage(by=by, version=made, heading=row["heading"], text=row["text"], anchor=anchor)
    children.explain_known(by=by, version=made)
    return made


def munro(by: Access) -> Report:
    """The report with its recommendations; the one that is there already, where it was loaded before."""
    found = by.readable("report").filter(title=TITLE).first()
    if isinstance(found, Report):
        return found
    group = by.readable("group").filter(name__icontains="Munro Review Implementation").first()
    return _load(by, group if isinstance(group, Group) else None)


def _load(by: Access, group: Group | None) -> Report:
    report = actions.make_report(
        by=by, title=TITLE, source=Source.NATIONAL, on=date(2011, 5, 1), on_known=Known.MONTH,
        by_whom="Professor Eileen Munro (Cm 8062)", answers="HM Government (Department for Education)",
        remark=REMARK, mark="s", group=group,
    )  # fmt: skip
    themes = {row["number"]: actions.add_theme(by=by, report=report, title=row["title"]) for row in _rows("themes")}
    made = {row["number"]: _recommendation(by, report, row, themes) for row in _rows("recommendations")}
    for row in _rows("positions"):
        actions.take_position(by=by, recommendation=made[row["number"]], corrects=None, **_dated(row))
    for row in _rows("commitments"):
        actions.commit(by=by, recommendation=made[row["number"]], public=True, **_dated(row, "due"))
    for row in _rows("progress"):
        actions.claim_progress(by=by, recommendation=made[row["number"]], public=True, **_dated(row))
    for row in _rows("wholes"):
        actions.claim_of_whole(by=by, report=report, public=True, **_dated(row))
    return report


def _recommendation(by: Access, report: Report, row: dict[str, str], themes: dict[str, Theme]) -> Recommendation:
    return actions.add_recommendation(
        by=by, report=report, number=row["number"], text=row["text"], own_words=True, today=row["today"],
        addressees=row["addressees"], theme=themes[row["theme"]], theme_mark=row["theme_mark"],
    )  # fmt: skip


def _dated(row: dict[str, str], name: str = "on") -> dict[str, Any]:
    """What a row says but for whose it is, with its day as a day."""
    said: dict[str, Any] = {key: value for key, value in row.items() if key != "number"}
    said[name] = date.fromisoformat(row[name]) if row[name] else None
    return said


@cache
def _read(name: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row.items()) for row in csv.DictReader(file))


def _rows(name: str) -> list[dict[str, str]]:
    return [dict(row) for row in _read(name)]
