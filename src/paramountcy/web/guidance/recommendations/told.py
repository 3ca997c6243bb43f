"""
A response as it is told: the same words for the page, the document, the table and the file that a program reads.

What the public is told is made of what is published alone, and of nothing that is kept to a circle.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from paramountcy.terms.citation import cite
from paramountcy.web.guidance.recommendations import reads
from paramountcy.web.guidance.recommendations.models import (
    Change,
    Claim,
    Claimant,
    Force,
    Position,
    Recommendation,
    Report,
    Source,
    Value,
)
from paramountcy.web.guidance.recommendations.reads import day_known, marked

NO_POSITION = "No position of the body itself is known here."
NO_PROGRESS = "No claim of progress is known here."
NO_EFFECT = "No evidence of effect is known here. That something was done is no such evidence."


@dataclass(frozen=True)
class Held:
    """A position as it is told: what, how firm, who says so, when, and how it is known here."""

    value: str
    force: str
    claimant: str
    claimed_by: str
    on: str
    day: str
    reason: str
    conditions: str
    link: str
    mark: str
    put_right: bool


@dataclass(frozen=True)
class Told:
    """A recommendation as it is told. `position` is that of the body itself, NO_POSITION where none is known."""

    ref: str
    citation: str
    number: str
    text: str
    own_words: bool
    today: str
    addressees: str
    theme: str
    theme_mark: str
    position: str
    reason: str
    history: tuple[Held, ...]
    commitments: tuple[str, ...]
    progress: tuple[str, ...]
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Response:
    """A response as it is told, with its report."""

    ref: str
    title: str
    source: str
    published: str
    by_whom: str
    link: str
    answers: str
    statement: str
    remark: str
    mark: str
    wholes: tuple[str, ...]
    recommendations: tuple[Told, ...]
    public: bool

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def themes(self) -> list[tuple[str, list[Told]]]:
        """The recommendations by theme, in the order in which the themes first come."""
        found: dict[str, list[Told]] = {}
        for one in self.recommendations:
            found.setdefault(one.theme or reads.NO_THEME, []).append(one)
        return list(found.items())


def told(report: Report, rows: Sequence[Recommendation], *, public: bool) -> Response:
    """A response with the recommendations that its reader may read."""
    step = reads.last_step(report)
    wholes = [one for one in report.wholes.all() if one.public or not public]
    return Response(
        ref=report.ref,
        title=report.title,
        source=Source(report.source).label,
        published=day_known(report.on, report.on_known),
        by_whom=report.by_whom,
        link=report.link,
        answers=report.answers,
        statement=(step.statement if step else "") if public else report.statement,
        remark=report.remark,
        mark=marked(report.mark),
        wholes=tuple(
            _sentence(one.says, f"{one.claimed_by}, {day_known(one.on, one.on_known)}", one.mark) for one in wholes
        ),
        recommendations=tuple(_told(one, public=public) for one in rows),
        public=public,
    )


def tell(recommendation: Recommendation, *, public: bool) -> Told:
    """One recommendation."""
    return _told(recommendation, public=public)


def _told(one: Recommendation, *, public: bool) -> Told:
    known = reads.known_position(one, public=public)
    commitments = [each for each in one.commitments.all() if each.public or not public]
    progress = sorted(one.progress.all(), key=lambda each: (each.on, each.pk))
    return Told(
        ref=one.ref,
        citation=str(cite("recommendation", one.ref)),
        number=one.number,
        text=one.text,
        own_words=one.own_words,
        today=one.today,
        addressees=one.addressees,
        theme=one.theme.title if one.theme else "",
        theme_mark=marked(one.theme_mark),
        position=reads.position_words(known) if known else NO_POSITION,
        reason=known.reason if known else "",
        history=tuple(_held(each) for each in reads.history(one, public=public)),
        commitments=tuple(
            _sentence(
                each.what,
                ", ".join(
                    part
                    for part in (
                        each.owner,
                        f"due {day_known(each.due, each.due_known)}" if each.due else "no day was given",
                        f"measured by {each.measure}" if each.measure else "",
                        f"ended {day_known(each.ended_on, 'day')}" if each.ended_on else "",
                    )
                    if part
                ),
                each.mark,
            )
            for each in commitments
        ),
        progress=tuple(
            _sentence(
                f"{Claim(each.claim).label.capitalize()}: {each.says or 'no more is said'}",
                ", ".join(
                    part
                    for part in (
                        f"{each.claimed_by}, {day_known(each.on, each.on_known)}",
                        f"evidence: {each.evidence}" if each.evidence else "no evidence is given",
                        f"assessed by {each.assessed_by}" if each.assessed_by else "assessed by nobody",
                    )
                    if part
                ),
                each.mark,
            )
            for each in progress
            if each.public or not public
        ),
        effects=tuple(
            _sentence(
                f"{Change(each.change).label.capitalize()}: {each.says}",
                f"{each.by_whom}, {day_known(each.on, each.on_known)}",
                each.mark,
            )
            for each in one.effects.all()
            if each.public or not public
        ),
    )


def _held(one: Position) -> Held:
    return Held(
        value=Value(one.value).label,
        force=Force(one.force).label,
        claimant=Claimant(one.claimant).label,
        claimed_by=one.claimed_by,
        on=day_known(one.on, one.on_known),
        day=one.on.isoformat(),
        reason=one.reason,
        conditions=one.conditions,
        link=one.link,
        mark=marked(one.mark),
        put_right=reads.corrected(one),
    )


def _sentence(says: str, who: str, mark: str) -> str:
    """
    What is said, by whom, and how it is known.

    >>> _sentence("Done: a new edition.", "a page, March 2013", "s")
    'Done: a new edition (a page, March 2013; seen in a public page)'
    """
    aside = "; ".join(part for part in (who, marked(mark)) if part)
    return f"{says.rstrip('.')} ({aside})" if aside else says
