"""
Who is meant: the names, first names, initials, roles and bodies by which notes speak of people.

A first name means the only person in the meeting who has it; where several have, the one last named in full in the same
paragraph. "He" and "she" mean the last person named. "Officials" and "the Department" are of the body that keeps the
notes: the one that issued them, else the department of the chair.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from paramountcy.notes.meeting.bodies import is_department
from paramountcy.notes.meeting.names import forenames, initials, normal
from paramountcy.notes.meeting.shape import Meeting, Person

GROUP = (
    r"[Tt]he (?:[Ww]orking |[Aa]dvisory |[Ss]teering )?"
    r"(?:[Gg]roup|[Bb]oard|[Cc]ommittee|[Pp]artnership|[Pp]anel|[Ff]orum|[Mm]eeting)"
)
MEMBERS = r"(?:[Aa]ll )?(?:[Mm]embers|[Aa]ttendees|[Pp]artners|[Cc]olleagues|[Ee]veryone)(?: of the [Gg]roup)?|[Aa]ll"
OFFICIALS = r"(?:[Tt]he )?(?:[Oo]fficials|[Oo]fficers|[Ss]ecretariat|[Cc]lerk)"
DEPARTMENT, GOVERNMENT = r"[Tt]he Department", r"(?:[Tt]he )?Government"
CHAIR, MINISTER = r"[Tt]he (?:[Ii]ndependent )?[Cc]hair(?:man|woman|person)?", r"[Tt]he Minister"
PRONOUN = r"[Hh]e|[Ss]he"
MEMBERS_OF = "Group members"


@dataclass(frozen=True)
class Cast:
    """The people and bodies of one meeting."""

    meeting: Meeting

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return (*self.meeting.present, *self.meeting.apologies)

    @cached_property
    def home(self) -> str:
        """The body that keeps the notes, "" where they do not say."""
        if self.meeting.issued_by:
            return self.meeting.issued_by.value
        chair = self.meeting.chair
        own = [name for name in chair.organisations if is_department(name)] if chair else []
        others = [
            name for person in self.meeting.present if person.capacity == "official" for name in person.organisations
        ]
        common = Counter(name for name in others if is_department(name)).most_common(1)
        return own[0] if own else common[0][0] if common else ""

    @cached_property
    def _names(self) -> dict[str, Person]:
        """Every form of a name that means one person only."""
        forms = Counter[str]()
        by_form: dict[str, Person] = {}
        for person in self.people:
            own = {person.name, _plain(person.name), person.initials or initials(person.name)}
            for form in own:
                forms[form] += 1
                by_form[form] = person
        return {form: person for form, person in by_form.items() if form and forms[form] == 1}

    @cached_property
    def _forenames(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people:
            found.setdefault(forenames(person.name).capitalize(), []).append(person)
        return {name: people for name, people in found.items() if len(name) > 1}

    @cached_property
    def _surnames(self) -> dict[str, Person]:
        counts = Counter(_plain(person.name).split()[-1] for person in self.people if person.name.split())
        return {
            surname: person
            for person in self.people
            if (surname := (_plain(person.name).split() or [""])[-1])
            and counts[surname] == 1
            and surname not in self._forenames
        }

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple({name for person in self.people for name in (person.label, *person.organisations) if name})

    @cached_property
    def subject(self) -> str:
        """A pattern of everything that may stand for somebody who acts, the longest first."""
        words = sorted({*self._names, *self._forenames, *self._surnames, *self._labels}, key=len, reverse=True)
        known = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
        short = "|".join(re.escape(name) for name in self.meeting.short_names if not name.startswith("the "))
        generic = "|".join((GROUP, MEMBERS, OFFICIALS, DEPARTMENT, GOVERNMENT, CHAIR, MINISTER, rf"\b(?:{PRONOUN})\b"))
        return rf"(?:{'|'.join(filter(None, (known, rf'[Tt]he (?:{short})' if short else '', generic)))})"

    def person(self, words: str, before: str = "") -> Person | None:
        """The person whom words mean, in a paragraph in which `before` stands before them."""
        words = words.strip()
        if words in self._names:
            return self._names[words]
        if people := self._forenames.get(words):
            return people[0] if len(people) == 1 else self._last_named(before, people)
        if words in self._surnames:
            return self._surnames[words]
        if re.fullmatch(CHAIR, words):
            return self.meeting.chair
        if re.fullmatch(MINISTER, words):
            ministers = [each for each in self.people if re.search(r"\bminister|secretary of state", each.role, re.I)]
            present = [each for each in ministers if each in self.meeting.present]
            return present[0] if len(present) == 1 else None
        if re.fullmatch(PRONOUN, words):
            return self.last_person(before)
        return None

    def owner(self, words: str, before: str = "") -> str:
        """Who words mean, as an owner of an action is written; the words themselves where nobody known."""
        words = words.strip()
        if found := self.person(words, before):
            return found.name
        if re.fullmatch(OFFICIALS, words):
            return f"{self.home} officials".strip() if self.home else words.removeprefix("the ").capitalize()
        if re.fullmatch(DEPARTMENT, words) and is_department(self.home):
            return self.home
        if re.fullmatch(GOVERNMENT, words):
            return "Government"
        if self.is_group(words):
            return MEMBERS_OF
        return words

    def is_group(self, words: str) -> bool:
        short = words.removeprefix("the ").removeprefix("The ")
        group = self.meeting.group.value if self.meeting.group else ""
        return bool(re.fullmatch(rf"{GROUP}|{MEMBERS}", words)) or short in (*self.meeting.short_names, group)

    def body_of(self, person: Person) -> str:
        """The body that an official speaks for, "" for others."""
        return next((name for name in person.organisations if is_department(name)), "")

    def known(self, owner: str) -> bool:
        """Whether an owner is somebody present or excused, the group, or the body that keeps the notes."""
        return any(owner == person.name for person in self.people) or owner in (
            MEMBERS_OF,
            self.home,
            f"{self.home} officials",
        )

    def last_person(self, text: str) -> Person | None:
        """The person named last in a text."""
        found = [(match.end(), self.person(match.group())) for match in re.finditer(self._people_pattern, text)]
        known = [person for _, person in found if person]
        return known[-1] if known else None

    @cached_property
    def _people_pattern(self) -> str:
        words = sorted({*self._names, *self._forenames}, key=len, reverse=True)
        return "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words) or r"(?!)"

    def _last_named(self, before: str, people: list[Person]) -> Person | None:
        places = [(before.rfind(_plain(person.name)), person) for person in people]
        place, person = max(places, key=lambda found: found[0])
        return person if place >= 0 else None


def _plain(name: str) -> str:
    """A name as it is spoken, without titles before and letters after it."""
    words = name.split()
    return " ".join(word for word in words if normal(word)) or name
