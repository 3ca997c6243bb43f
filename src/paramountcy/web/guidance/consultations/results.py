"""
What came back: by question, by sector and by profession; events apart from responses; and who said nothing.

Only what was moderated is counted and shown. Children's responses are not shown apart where they are few: one to five
of them stand with all others, for a school of one village may know its five.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.shape import Chart, Column, Table
from paramountcy.statistics.shape import Unit
from paramountcy.web.guidance.consultations import reads
from paramountcy.web.guidance.consultations.models import (
    Consent,
    Consultation,
    Event,
    Feedback,
    Permission,
    Question,
    QuestionKind,
    Response,
)
from paramountcy.web.guidance.consultations.status import Held, held
from paramountcy.web.guidance.groups.models import Sector

FEW = 5
"""So many children's responses, or fewer, are not counted apart."""
OTHERS = "all others, with those who are too few to be counted apart"
RESPONSES = Unit("responses", places=0)
SHOWN = frozenset({Held.PUBLISHED, Held.REDACTED})


@dataclass(frozen=True)
class Said:
    """A published answer: its words, who said it where they let us say so, and why words were taken out."""

    text: str
    who: str
    anchor: str
    taken_out: str = ""


@dataclass(frozen=True)
class OfQuestion:
    """What came back to one question: how many answered, the choices counted, the words published, events apart."""

    question: Question
    answered: int
    chosen: dict[str, int]
    said: list[Said]
    heard: list[Feedback]

    @property
    def chart(self) -> Chart | None:
        """The choices as a picture, None where it is answered in words or nobody has."""
        if not self.chosen or not self.answered:
            return None
        title = f"Question {self.question.number}: what was chosen"
        most = max(self.chosen, key=lambda one: self.chosen[one])
        says = f"{_people(self.answered)} answered. Most often: {most} ({self.chosen[most]})."
        return bars(title, says, [Bar(text, number) for text, number in self.chosen.items()], unit=RESPONSES)


@dataclass(frozen=True)
class Results:
    """
    What came back to a consultation. `received` is all that was sent, `held` what no moderator has looked at, `counted`
    what is counted; `people` and `organisations` are of those; `came` how many were at events, who are no responses.
    """

    received: int
    held: int
    counted: int
    withheld: int
    people: int
    organisations: int
    events: int
    came: int
    sectors: dict[str, int]
    came_by_sector: dict[str, int]
    silent: list[str]
    questions: list[OfQuestion] = field(default_factory=list)

    @property
    def table(self) -> Table:
        """Responses and those at events, sector by sector, in columns of their own."""
        names = [one for one in (*Sector.labels, OTHERS) if one in self.sectors or one in self.came_by_sector]
        return Table(
            "Responses by sector, and those who came to events, who are counted apart",
            (Column("Sector"), Column("Responses", True), Column("At events", True)),
            tuple(
                (_capital(one), str(self.sectors.get(one, 0)), str(self.came_by_sector.get(one, 0))) for one in names
            ),
            f"Responses: counted once a moderator has looked. {_few()}",
        )

    @property
    def chart(self) -> Chart | None:
        if not self.sectors:
            return None
        says = f"{_people(self.counted)} are counted here. Those who came to events are not among them."
        return bars(
            "Responses by sector", says, [Bar(_capital(one), n) for one, n in self.sectors.items()], unit=RESPONSES
        )


def results(one: Consultation, *, in_public: bool) -> Results:
    """What came back. In public, what was said at an event is left out where nobody allowed it."""
    rows = reads.responses(one)
    standing = {row.pk: held(row) for row in rows}
    counted = [row for row in rows if standing[row.pk] not in (Held.HELD, Held.WITHHELD)]
    events = list(one.events.prefetch_related("attended", "feedback__question"))
    came = Counter[str]()
    for event in events:
        came.update({Sector(row.sector).label: row.number for row in event.attended.all()})
    answered_by = {row.asked_id for row in counted}
    return Results(
        received=len(rows),
        held=sum(1 for where in standing.values() if where is Held.HELD),
        counted=len(counted),
        withheld=sum(1 for where in standing.values() if where is Held.WITHHELD),
        people=sum(1 for row in counted if not row.organisation),
        organisations=sum(1 for row in counted if row.organisation),
        events=len(events),
        came=sum(came.values()),
        sectors=by_sector(counted),
        came_by_sector=_without_few(came),
        silent=[asked.name for asked in one.asked.all() if asked.pk not in answered_by],
        questions=[
            _of_question(question, counted, standing, [e for e in events if not in_public or _may_be_shown(e)])
            for question in reads.questions(one)
        ],
    )


def by_sector(rows: Sequence[Response]) -> dict[str, int]:
    """Responses by sector, in the order of sectors. A child counts as a child, whichever sector was chosen."""
    return _without_few(Counter(Sector.CHILDREN.label if row.by_child else Sector(row.sector).label for row in rows))


def _without_few(found: Counter[str]) -> dict[str, int]:
    """The counts with few children's among the others: then there is no row of others by itself to subtract from."""
    children = Sector.CHILDREN.label
    if 0 < found[children] <= FEW:
        others = found.pop(children) + found.pop(Sector.OTHER.label, 0)
        told = {one: found[one] for one in Sector.labels if found[one]}
        if told and others <= FEW:
            smallest = min(told, key=lambda one: told[one])
            others += told.pop(smallest)
        return {**told, OTHERS: others}
    return {one: found[one] for one in Sector.labels if found[one]}


def _may_be_shown(event: Event) -> bool:
    return event.permission == Permission.PUBLISH


def _of_question(question: Question, counted: list[Any], standing: dict[int, Held], events: list[Event]) -> OfQuestion:
    chosen = Counter[str]()
    said = []
    answered = 0
    for row in counted:
        for answer in row.answers.all():
            if answer.question_id != question.pk:
                continue
            answered += 1
            if question.kind != QuestionKind.TEXT:
                chosen.update(answer.text.splitlines())
            elif standing[row.pk] in SHOWN and (text := reads.published_text(row, answer)).strip():
                last = list(row.moderations.all())[-1]
                said.append(
                    Said(text, who(row), f"q{question.number}-{answer.ref}", last.reason if text != answer.text else "")
                )
    return OfQuestion(
        question,
        answered,
        {one: chosen[one] for one in question.options} if question.kind != QuestionKind.TEXT else {},
        said,
        [note for event in events for note in event.feedback.all() if note.question_id == question.pk],
    )


def who(row: Response) -> str:
    """Who said it, where they let us say so."""
    if row.consent != Consent.NAMED or row.by_child:
        return ""
    return ", ".join(part for part in (row.name, row.organisation) if part)


def _people(number: int) -> str:
    return f"{number} {'response' if number == 1 else 'responses'}"


def _few() -> str:
    return f"Where {FEW} children or fewer answered, they are counted with all others."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
