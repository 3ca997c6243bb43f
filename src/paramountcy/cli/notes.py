"""`paramountcy notes`: notes of meetings, read into what they say."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from paramountcy.cli.terminal import Refused, say, warn, wrapped
from paramountcy.notes.document import NotRead
from paramountcy.notes.meeting.across import gathered, same_people
from paramountcy.notes.meeting.as_data import as_data
from paramountcy.notes.meeting.read import meeting_of
from paramountcy.notes.meeting.shape import Action, Confidence, Decision, Item, Meeting, Person, Stated
from paramountcy.notes.reading import read
from paramountcy.returns.report.visible import visible

EXAMPLES = (
    "paramountcy notes minutes.docx",
    "paramountcy notes minutes.docx --json",
    "paramountcy notes minutes.txt --recommendations 15",
    "paramountcy notes june.docx november.docx",
)
SURE = {Confidence.CERTAIN: "", Confidence.LIKELY: " [likely]", Confidence.GUESS: " [guess]"}
LONG = 100


def notes(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Notes as .docx, .txt, .md, .html or .pdf, or a list of who joined a call (.csv)."
        ),
    ],
    *,
    recommendations: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=1,
            max=999,
            help="How many recommendations the report has that is discussed: those not reached are listed.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything that was read, each fact with its place.")
    ] = False,
) -> None:
    """
    Read notes of meetings: who was there, items, paragraphs, points, actions, decisions, the next meeting.

    What is not certain is marked [likely] or [guess]; actions and decisions are proposals for a person to confirm. Give
    the Word file rather than the PDF. Nothing of a file is kept, run or fetched. Exits with 0 where every file was
    read, 2 where one could not be.
    """
    meetings = [(path.name, _read(path)) for path in files]
    once = gathered(meeting for _, meeting in meetings)
    shown = [(name, meeting) for name, meeting in meetings if any(meeting is each for each in once)]
    if len(shown) < len(meetings):
        warn("some files are notes of the same meeting: the last of them stands.")
    if as_json:
        _print_json(shown, recommendations)
        return
    for name, meeting in shown:
        _print(name, meeting, recommendations)
    for (_, first), (_, second) in pairwise(shown):
        _print_same(first, second)


def _read(path: Path) -> Meeting:
    try:
        return meeting_of(read(path))
    except NotRead as no:
        raise Refused(f"{visible(path.name)}: {no}") from no


def _print_json(shown: list[tuple[str, Meeting]], recommendations: int | None) -> None:
    found: list[dict[str, Any]] = [as_data(meeting, name, recommendations=recommendations) for name, meeting in shown]
    if len(found) == 1:
        say(json.dumps(found[0], ensure_ascii=False, indent=1))
        return
    offered = [
        {"first": same.first.name, "second": same.second.name, "files": [name, other]}
        for (name, first), (other, second) in pairwise(shown)
        for same in same_people(first, second)
    ]
    say(json.dumps({"meetings": found, "may_be_the_same_people": offered}, ensure_ascii=False, indent=1))


def _print(name: str, meeting: Meeting, recommendations: int | None) -> None:
    say(f"== {visible(name)} ==")
    for label, stated in _head(meeting):
        say(f"{label}: {visible(stated)}")
    _print_people("Present", meeting.present)
    _print_people("Apologies", meeting.apologies)
    say()
    for item in meeting.items:
        _print_item(item)
    for talk in meeting.discussions:
        say(f"{visible(talk.heading)}: {len(talk.points)} points, under {talk.under or 'no paragraph'}")
    if recommendations and (left := meeting.not_reached(recommendations)):
        say(f"Recommendations not reached: {', '.join(str(number) for number in left)}")
    _print_proposals(meeting)
    if meeting.notices:
        say("\nTo look at:")
        for notice in meeting.notices:
            say(wrapped(visible(notice.text), "  - ", hanging=4))
    facts = list(meeting.facts())
    counted = [f"{sum(fact.confidence == level for fact in facts):,} {level}" for level in Confidence]
    say(f"\n{len(facts):,} facts: {', '.join(counted)}.\n")


def _head(meeting: Meeting) -> list[tuple[str, str]]:
    day, start, end = meeting.day, meeting.start, meeting.end
    time = f", {start.value:%H:%M}" + (f" to {end.value:%H:%M}" if end else "") if start else ""
    when = f"{day.value:%A} {day.value.day} {day.value:%B %Y}{time}{SURE[day.confidence]}" if day else "not found"
    number = f", meeting {meeting.number.value}{SURE[meeting.number.confidence]}" if meeting.number else ""
    found = [("Group", f"{_stated(meeting.group)}{number}"), ("When", when)]
    if meeting.place:
        found.append(("Where", _stated(meeting.place)))
    if meeting.issued_by or meeting.issued_on:
        on = f", {meeting.issued_on.value:%d %B %Y}" if meeting.issued_on else ""
        found.append(("Issued", f"{meeting.issued_by.value if meeting.issued_by else ''}{on}".strip(", ")))
    if meets := meeting.next_meeting:
        times = f", {meets.start:%H:%M}" + (f" to {meets.end:%H:%M}" if meets.end else "") if meets.start else ""
        inferred = " (the year is inferred)" if meets.year_inferred else ""
        found.append(("Next meeting", f"{meets.on:%A %d %B %Y}{times}{inferred}{SURE[meets.confidence]}"))
    return found


def _stated(stated: Stated[str] | None) -> str:
    return f"{stated.value}{SURE[stated.confidence]}" if stated else "not found"


def _print_people(title: str, people: tuple[Person, ...]) -> None:
    say(f"\n{title}: {len(people)}")
    for person in people:
        beside = person.role or ", ".join(dict.fromkeys((person.label, *person.organisations)))
        capacity = f" – {person.capacity}" if person.capacity != "member" else ""
        stands = f" for {person.stands_for}" if person.stands_for else ""
        more = f" ({beside})" if beside else ""
        say(wrapped(visible(f"{person.name}{more}{capacity}{stands}") + SURE[person.confidence], "  ", hanging=4))


def _print_item(item: Item) -> None:
    number = f"{item.number}. " if item.number is not None else ""
    paragraphs = [paragraph.number for paragraph in item.paragraphs if paragraph.number]
    points = sum(len(paragraph.points) for paragraph in item.paragraphs)
    says = ", ".join(
        filter(
            None,
            (
                " to ".join(dict.fromkeys((paragraphs[0], paragraphs[-1]))) if paragraphs else "",
                f"{points} points" if points else "",
            ),
        )
    )
    say(wrapped(visible(f"{number}{item.title}") + (f" ({says})" if says else "") + SURE[item.confidence], hanging=3))


def _print_proposals(meeting: Meeting) -> None:
    say(f"\nActions proposed: {len(meeting.actions)}")
    for action in meeting.actions:
        say(wrapped(_action(action, meeting), "  ", hanging=4))
    say(f"\nDecisions proposed: {len(meeting.decisions)}")
    for decision in meeting.decisions:
        say(wrapped(_decision(decision, meeting), "  ", hanging=4))


def _action(action: Action, meeting: Meeting) -> str:
    day = meeting.due(action)
    due = f", due {day:%d %B %Y}" if day else ""
    words = f" ({action.due.words})" if action.due.words and not action.due.on else ""
    who = action.owner or "nobody named"
    return visible(f"{action.source}: {who}{due}{words}: {_shortened(action.text)}") + SURE[action.confidence]


def _decision(decision: Decision, meeting: Meeting) -> str:
    back = decision.returns.day(meeting.next_meeting.on if meeting.next_meeting else None)
    returns = f", returns {back:%d %B %Y}" if back else ""
    strength = f", {decision.strength}" if decision.strength else ""
    says = f"{decision.source}: {decision.outcome}{strength}{returns}: {_shortened(decision.text)}"
    return visible(says) + SURE[decision.confidence]


def _shortened(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]} …"


def _print_same(first: Meeting, second: Meeting) -> None:
    offered = same_people(first, second)
    if offered:
        say("May be the same people in both (nothing is merged):")
    for same in offered:
        say(f"  {visible(same.first.name)} and {visible(same.second.name)}")
