"""
Meetings of nobody, and notes of them in every layout of section 3 of notes-ingest.md.

A layout turns a meeting into blocks; `writers` turns blocks into files. So each layout is tested in each kind of file.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from hypothesis import strategies as st

from paramountcy.notes.meeting.shape import (
    Action,
    Decision,
    Discussion,
    Due,
    Event,
    Item,
    Meeting,
    NextMeeting,
    Paragraph,
    Person,
    Point,
    Stated,
)

FORENAMES = ("Ann", "Bola", "Cyril", "Dee", "Emeka", "Farah", "Gwen", "Hana", "Idris", "Jo", "Kit", "Lena")
SURNAMES = ("Abbot", "Baker-Lee", "Coe", "Dunn", "Eze", "O'Hara", "Grey", "Hill", "Iqbal", "Jones", "Khan", "Lowe")
JOBS = ("Head of Safeguarding", "Assistant Director", "Service Manager", "Designated Nurse", "Detective Inspector")
BODIES = ("Northtown Council", "St Bede's School", "Eastshire Police", "Westland NHS Trust", "Southby Hospital")
GROUPS = ("Northtown Safeguarding Children Partnership", "Early Help Steering Group", "Neglect Task and Finish Group")
TITLES = ("Welcome and introductions", "Neglect strategy", "Budget", "Early help: an update", "Any other business")
SAID = (
    "The strategy was presented.",
    "Figures were shown for each quarter.",
    "There was some discussion of thresholds.",
    "It was felt that the picture is mixed.",
    "Local; authorities differ, and ACDS knows it.",
)
POINTS = ("Visits are fewer", "schools should be asked first;", "What does the data show?", "Costs will rise.")
KINDS = ("Notes of Meeting", "Minutes", "Meeting Notes")
Block = tuple[str, object]


def a_meeting() -> st.SearchStrategy[Meeting]:
    """A meeting with everything that a layout can show, and nothing that a rule could take for more."""
    return st.composite(_a_meeting)()


def _a_meeting(draw) -> Meeting:
    people = _people(draw)
    gone = draw(st.integers(0, min(3, len(people) - 2)))
    day = draw(st.dates(date(2005, 1, 1), date(2030, 12, 31)))
    start, end = sorted(draw(st.lists(_times(), min_size=2, max_size=2, unique=True)))
    items, actions, decisions = _items(draw, people[gone:], day)
    following = day + timedelta(days=draw(st.integers(7, 200)))
    meets = NextMeeting(on=following, source=f"{len(items)}.1", start=start, end=end, year_inferred=True)
    words = (
        f"The next meeting will take place on {following:%A} {following.day} {following:%B} ({_from_to(start, end)})."
    )
    last = Item(
        number=len(items), title="Date of next meeting", paragraphs=(Paragraph(number=f"{len(items)}.1", text=words),)
    )
    return Meeting(
        group=Stated(value=draw(st.sampled_from(GROUPS))),
        number=Stated(value=(number := draw(st.integers(1, 60))), source=f"title line 'Meeting {number}'"),
        day=Stated(value=day),
        start=Stated(value=start),
        end=Stated(value=end),
        kind=Stated(value=draw(st.sampled_from(KINDS))),
        present=tuple(people[gone:]),
        apologies=tuple(replace(person, capacity="member") for person in people[:gone]),
        items=(*items[:-1], last),
        discussions=_discussions(draw, items),
        actions=tuple(actions),
        decisions=tuple(decisions),
        events=tuple(
            Event(text=action.text, source=action.source, on=action.due.on) for action in actions if action.due.on
        ),
        next_meeting=meets,
    )


def _times():
    return st.builds(time, st.integers(9, 18), st.sampled_from((0, 15, 30, 45)))


def _people(draw) -> list[Person]:
    count = draw(st.integers(2, 9))
    forenames = draw(st.permutations(FORENAMES))
    surnames = draw(st.permutations(SURNAMES))
    found = []
    for n in range(count):
        body, job = draw(st.sampled_from(BODIES)), draw(st.sampled_from(JOBS))
        found.append(Person(name=f"{forenames[n]} {surnames[n]}", role=job, label=body, organisations=(body,)))
    return [*found[:-1], replace(found[-1], capacity="chair")]


def _items(draw, people: list[Person], day: date):
    items, actions, decisions = [], [], []
    count = draw(st.integers(2, 5))
    titles = draw(st.permutations(TITLES))
    for n in range(1, count + 1):
        paragraphs = []
        for m in range(1, draw(st.integers(1, 3)) + 1):
            number, text = f"{n}.{m}", draw(st.sampled_from(SAID))
            extra = draw(st.sampled_from(("", "", "action", "decision", "due", "next"))) if n < count else ""
            sentence, action, decision = _extra(extra, number, draw(st.sampled_from(people)), day)
            actions += action
            decisions += decision
            points = _points(draw) if draw(st.booleans()) else ()
            paragraphs.append(Paragraph(number=number, text=f"{text} {sentence}".strip(), points=points))
        items.append(Item(number=n, title=titles[n - 1], paragraphs=tuple(paragraphs)))
    return items, actions, decisions


def _extra(what: str, number: str, who: Person, day: date):
    """A sentence from which something follows, and what."""
    first = who.name.split()[0]
    if what == "action":
        text = f"{first} agreed to circulate the paper."
        return text, [Action(owner=who.name, text=text, source=number, kind="agreed_action")], []
    if what == "due":
        on = day + timedelta(days=20)
        words = f"{on.day} {on:%B %Y}"
        text = f"{who.name} will send the figures by {words}."
        due = Due(words=words, on=on)
        return text, [Action(owner=who.name, text=text, source=number, kind="commitment", due=due)], []
    if what == "next":
        text = f"{first} undertook to report back at the next meeting."
        due = Due(words="at the next meeting", next_meeting=True)
        return text, [Action(owner=who.name, text=text, source=number, kind="agreed_action", due=due)], []
    if what == "decision":
        text = "The plan was unanimously approved."
        return text, [], [Decision(text=text, source=number, outcome="agreed", strength="unanimous")]
    return "", [], []


def _points(draw) -> tuple[Point, ...]:
    texts = draw(st.lists(st.sampled_from(POINTS), min_size=1, max_size=3))
    labels = draw(st.sampled_from((("", "", ""), ("i", "ii", "iii"), ("a", "b", "c"))))
    return tuple(Point(text=text, label=label) for text, label in zip(texts, labels, strict=False))


def _discussions(draw, items: list[Item]) -> tuple[Discussion, ...]:
    """Points about recommendations, all under the last paragraph of the last item but one."""
    if not draw(st.booleans()):
        return ()
    numbers = draw(st.lists(st.integers(1, 20), min_size=2, max_size=2, unique=True))
    return tuple(
        Discussion(
            heading=f"Recommendation {number}",
            numbers=(number,),
            points=tuple(Point(text=text) for text in draw(st.lists(st.sampled_from(POINTS), min_size=1, max_size=3))),
            under=items[-2].paragraphs[-1].number,
        )
        for number in numbers
    )


def _from_to(start: time, end: time) -> str:
    return f"{start:%H.%M} – {end:%H.%M}"


@dataclass(frozen=True)
class Layout:
    """How notes are laid out: their head, list of people and headings; and what such a list can't say of a meeting."""

    name: str
    people: Callable[[Meeting], list[Block]]
    can_say: Callable[[Person], Person]
    head: Callable[[Meeting], list[Block]]
    heading: str = "Item {number}: {title}"


def lines(*texts: str) -> list[Block]:
    return [("line", text) for text in texts]


def head_in_two_lines(m: Meeting) -> list[Block]:
    when = f"{m.day.value.day} {m.day.value:%B %Y}, {m.start.value:%H:%M}-{m.end.value:%H:%M}"
    return lines(m.group.value, f"Meeting {m.number.value}: {when} – {m.kind.value}")


def head_in_one_line(m: Meeting) -> list[Block]:
    day, hours = m.day.value, f"{m.start.value:%H:%M} to {m.end.value:%H:%M}"
    return lines(f"{m.group.value}, meeting {m.number.value}, {day:%A} {day.day} {day:%B %Y}, {hours} - {m.kind.value}")


def head_in_labels(m: Meeting) -> list[Block]:
    hours = f"{m.start.value:%H.%M} – {m.end.value:%H.%M}"
    return lines(
        m.group.value, f"Meeting {m.number.value} – {m.kind.value}", f"Date: {m.day.value:%d/%m/%Y}", f"Time: {hours}"
    )


def _role(person: Person) -> str:
    return f"{person.role}, {person.label}" + (" - Chair" if person.capacity == "chair" else "")


def name_and_role(m: Meeting) -> list[Block]:
    present = [("line", f"{person.name}\t{_role(person)}") for person in m.present]
    gone = [("line", f"{person.name}\t{_role(person)}") for person in m.apologies]
    return [("line", "Present\t"), *present, *(lines("Apologies\t") if gone else []), *gone]


def organisation_and_name(m: Meeting) -> list[Block]:
    rows = [("", "")]
    for person in m.present:
        rows.append((person.label, f"{person.name} (Chair)" if person.capacity == "chair" else person.name))
    gone = "; ".join(f"{person.name} ({person.label})" for person in m.apologies)
    return [
        ("heading", "Attendees:"),
        ("table", rows),
        *([("heading", "Apologies:"), ("text", f"{gone}.")] if gone else []),
    ]


def organisations_merged(m: Meeting) -> list[Block]:
    """All in one row, a line for each organisation, those of one organisation parted by commas."""
    labels, names = [], []
    for person in m.present:
        name = f"{person.name} (Chair)" if person.capacity == "chair" else person.name
        if labels and labels[-1] == person.label:
            names[-1] += f", {name}"
        else:
            labels.append(person.label)
            names.append(name)
    rows = [("", ""), ("\n".join(labels), "\n".join(names))]
    gone = "; ".join(f"{person.name} ({person.label})" for person in m.apologies)
    return [("heading", "Attendees"), ("table", rows), *([("heading", "Apologies"), ("text", gone)] if gone else [])]


def present_y_n(m: Meeting) -> list[Block]:
    rows = [("Name", "Role", "Organisation", "Present (Y/N)")]
    for here, people in (("Y", m.present), ("N", m.apologies)):
        for person in people:
            role = f"{person.role} - Chair" if person.capacity == "chair" else person.role
            rows.append((person.name, role, person.label, here))
    return [("heading", "Attendance"), ("table", rows)]


def initials_first(m: Meeting) -> list[Block]:
    rows = [(_initials(person), person.name, _role(person)) for person in m.present]
    gone = [(_initials(person), person.name, _role(person)) for person in m.apologies]
    return [("heading", "Present"), ("table", rows), *([("heading", "Apologies"), ("table", gone)] if gone else [])]


def a_line_each(m: Meeting) -> list[Block]:
    present = lines(*(f"{person.name}, {_role(person)}" for person in m.present if person.capacity != "official"))
    officers = lines(*(f"{person.name}, {_role(person)}" for person in m.present if person.capacity == "official"))
    gone = lines(*(f"{person.name}, {_role(person)}" for person in m.apologies))
    found = [("heading", "Members"), *present]
    found += [("heading", "Officers in attendance"), *officers] if officers else []
    return [*found, *([("heading", "Apologies for absence"), *gone] if gone else [])]


def apologies_in_prose(m: Meeting) -> list[Block]:
    names = [person.name for person in m.apologies]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    present = [("line", f"{person.name}\t{_role(person)}") for person in m.present]
    said = [("text", f"Apologies for absence were received from {listed}.")] if names else []
    return [("heading", "Present"), *present, *said]


def _initials(person: Person) -> str:
    return "".join(part[0] for part in person.name.replace("-", " ").split())


def in_role(person: Person) -> Person:
    """A person as a list shows in which the organisation is a part of the role."""
    return replace(person, role=_role(person), label="")


def in_label(person: Person) -> Person:
    return replace(person, role="")


def with_initials(person: Person) -> Person:
    return replace(in_role(person), initials=_initials(person))


def in_columns(person: Person) -> Person:
    return replace(person, role=f"{person.role} - Chair" if person.capacity == "chair" else person.role)


def name_alone(person: Person) -> Person:
    return Person(name=person.name)


LAYOUTS = (
    Layout("name TAB role", name_and_role, in_role, head_in_two_lines, "Item {number} – {title}"),
    Layout(
        "organisation and name", organisation_and_name, in_label, head_in_two_lines, "## **Item {number}: {title}**"
    ),
    Layout("organisations merged", organisations_merged, in_label, head_in_one_line),
    Layout("columns with Y and N", present_y_n, in_columns, head_in_labels, "{number}. {title}"),
    Layout("initials", initials_first, with_initials, head_in_labels, "Agenda item {number} - {title}"),
    Layout("members and officers", a_line_each, in_role, head_in_one_line, "{number}. {title}"),
    Layout("apologies in prose", apologies_in_prose, in_role, head_in_two_lines, "#### Item {number}: {title}"),
)


def as_shown(meeting: Meeting, layout: Layout) -> Meeting:
    """A meeting with its people as this layout can show them."""
    excused = name_alone if layout.people is apologies_in_prose else layout.can_say
    return replace(
        meeting,
        present=tuple(layout.can_say(person) for person in meeting.present),
        apologies=tuple(excused(person) for person in meeting.apologies),
    )


def blocks(meeting: Meeting, layout: Layout) -> list[Block]:
    """The notes of a meeting: texts, lines without a gap, points, headings and tables."""
    found = [*layout.head(meeting), *layout.people(meeting)]
    for item in meeting.items:
        found.append(("item", layout.heading.format(number=item.number, title=item.title)))
        for paragraph in item.paragraphs:
            found.append(("text", f"{paragraph.number} {paragraph.text}"))
            for point in paragraph.points:
                found.append(("point", f"{point.label}. {point.text}" if point.label else point.text))
            for talk in meeting.discussions:
                if talk.under == paragraph.number:
                    found.append(("text", talk.heading))
                    found += [("point", point.text) for point in talk.points]
    return found
