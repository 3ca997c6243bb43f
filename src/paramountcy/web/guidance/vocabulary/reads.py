"""What the pages of words need: one function a question."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.db.models import Q, QuerySet

from paramountcy.notes.linting.lint import Found, lint
from paramountcy.notes.linting.terms import Term, first_day, statutory, terms
from paramountcy.notes.reading import read_bytes
from paramountcy.web.access.models import BodyName
from paramountcy.web.access.models.bodies import BodyType
from paramountcy.web.guidance.groups.models import OrganisationName
from paramountcy.web.guidance.groups.reads import there_on
from paramountcy.web.guidance.vocabulary.models import AvoidedTerm, Holder, OwnDuty, SetAside, Word

SEEN, FROM_KNOWLEDGE = "seen", "from knowledge"


def _rows(name: str) -> list[dict[str, str]]:
    text = files("paramountcy.web.guidance.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# --- Terms


@dataclass(frozen=True)
class Listed:
    """A term to avoid on a day: ours, or of the list that came with the program; `set_aside` where it is not ours."""

    term: Term
    own: AvoidedTerm | None = None
    set_aside: SetAside | None = None

    @property
    def holds(self) -> bool:
        return self.set_aside is None

    @property
    def number(self) -> int | None:
        """Its number among the terms that an area may set aside; None for one that is ours, or whose body has ended."""
        known = of_the_list()
        return known.index(self.term) if self.own is None and self.term in known else None


def _as_term(own: AvoidedTerm) -> Term:
    return Term(
        term=own.term,
        forms=tuple(one.strip() for one in own.forms.split("|") if one.strip()) or (own.term,),
        preferred=own.preferred,
        status=own.status,
        since=own.from_day.isoformat(),
        until=own.to_day.isoformat() if own.to_day else "",
        who=own.who,
        why=own.why,
        source=own.source,
        checked=own.checked,
    )


def listed(*, on: date) -> list[Listed]:
    """The terms to avoid on a day, by name: those decided here stand in the place of the same of the program."""
    ours = list(AvoidedTerm.objects.filter(there_on(on)).exclude(to_day=on))
    aside = {one.term: one for one in SetAside.objects.filter(there_on(on)).exclude(to_day=on)}
    found = [Listed(_as_term(one), own=one) for one in ours]
    names = {one.term.casefold() for one in ours}
    found += [
        Listed(one, set_aside=aside.get(one.term))
        for one in terms()
        if one.holds(on) and one.term.casefold() not in names
    ]
    return sorted(found, key=lambda one: one.term.term.casefold())


def of_the_list() -> list[Term]:
    """The terms that came with the program and that an area may set aside, in the order that an address counts them."""
    return [one for one in terms() if one.status != "ended"]


def avoided(*, on: date) -> tuple[Term, ...]:
    """What the linter looks for on a day."""
    return tuple(one.term for one in listed(on=on) if one.holds)


def check_text(text: str, *, on: date) -> list[Found]:
    """The terms to avoid in a text of guidance. Raises NotRead for one that is empty, too long, or a case record."""
    return check_file(text.encode(), "guidance.txt", on=on)


def check_file(content: bytes, name: str, *, on: date) -> list[Found]:
    """The same of a file. Raises NotRead."""
    return lint(read_bytes(content, name), on=on, listed=avoided(on=on))


def statutory_source(words: str) -> str:
    """The section of the Act whose term these words are, "" where they are none."""
    plain = " ".join(words.casefold().replace("’", "'").split())
    known = {term.replace("’", "'"): source for term, source in statutory().items()}
    return next((known[way] for way in (plain, plain.removesuffix("s")) if way in known), "")


# --- The glossary


@dataclass(frozen=True)
class Entry:
    """A word of the glossary: what it means, what 2011 called it, since when, who says so, and how sure that is."""

    word: str
    meaning: str
    was: str
    since: str
    source: str
    mark: str
    own: Word | None = None


def glossary(*, on: date) -> list[Entry]:
    """The words of a day, each with what 2011 called it: ours, those of Acts, and those that took others' place."""
    found = [
        Entry(one.word, one.meaning, one.was, one.from_day.isoformat(), one.source or one.who,
              SEEN if one.checked else FROM_KNOWLEDGE, one)
        for one in Word.objects.filter(there_on(on)).exclude(to_day=on)
    ]  # fmt: skip
    ours = {one.word.casefold() for one in found}
    found += [
        Entry(one.row["is"], one.row["note"], one.row["word"], one.row["from"], one.row["source"], one.row["mark"])
        for one in _holding(on)
        if one.row["from"] and one.row["is"].casefold() not in ours
    ]
    found += [
        Entry(term, "A term of an Act in force: it is never one to avoid.", "", "", source, FROM_KNOWLEDGE)
        for term, source in statutory().items()
        if term.casefold() not in ours
    ]
    return sorted(found, key=lambda one: one.word.casefold().removeprefix("the ").removeprefix("a "))


def proposals(*, on: date) -> list[Term]:
    """Terms that somebody proposed and nobody is known to have decided, such as *keep from harm* of 2011."""
    return [one.term for one in listed(on=on) if one.holds and one.term.status == "proposed"]


# --- Who is this today?


@dataclass(frozen=True)
class Then:
    """A row of what a word meant, from a day to a day."""

    row: dict[str, str]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(one.casefold() for one in (self.row["word"], *self.row["forms"].split("|")))

    @property
    def functions(self) -> tuple[str, ...]:
        return tuple(filter(None, self.row["functions"].split("|")))

    def holds(self, on: date) -> bool:
        began = not self.row["from"] or first_day(self.row["from"]) <= on
        return began and (not self.row["until"] or on < first_day(self.row["until"]))


@cache
def _then() -> tuple[Then, ...]:
    return tuple(Then(row) for row in _rows("then_and_now.csv"))


def _holding(on: date) -> Iterator[Then]:
    return (one for one in _then() if one.holds(on))


@dataclass(frozen=True)
class Doer:
    """Who does something in an area on a day; nobody is said where nobody is noted. `mark` says how sure that is."""

    function: str
    names: tuple[str, ...]
    source: str
    mark: str


@dataclass(frozen=True)
class Answer:
    """What a word means on a day, and who that is in an area."""

    word: str
    means: str
    note: str
    source: str
    mark: str
    doers: tuple[Doer, ...]


def who_is(word: str, *, area: str, on: date) -> list[Answer]:
    """
    What a word of any year means on a day, and who does it in an area. Nothing for a word that is not known.

    A body of this partnership that has another name on that day, or was followed by another, is found too.
    """
    plain = " ".join(word.casefold().replace("’", "'").split())
    found = [
        Answer(one.row["word"], one.row["is"], one.row["note"], one.row["source"], one.row["mark"],
               tuple(_doer(function, area, on) for function in one.functions))
        for one in _holding(on)
        if plain in one.forms
    ]  # fmt: skip
    if not found:
        found += _of_our_bodies(plain, on)
    return found


def _doer(function: str, area: str, on: date) -> Doer:
    rows = list(
        Holder.objects.filter(there_on(on), area__iexact=area, function__iexact=function)
        .select_related("organisation")
        .prefetch_related("organisation__names")
    )
    if rows:
        sure = all(one.checked for one in rows)
        names = tuple(one.organisation.name_on(on) for one in rows)
        return Doer(function, names, "; ".join(filter(None, (one.source for one in rows))), SEEN if sure else "")
    own = _bodies_called(area, on) if function == "local authority" else ()
    return Doer(function, own, "the bodies of this application" if own else "", "")


def _local_authorities(on: date) -> QuerySet[BodyName]:
    return BodyName.objects.filter(from_day__lte=on, body_type=BodyType.LOCAL_AUTHORITY)


def _bodies_called(area: str, on: date) -> tuple[str, ...]:
    return tuple(_local_authorities(on).filter(name__iexact=area).values_list("name", flat=True).distinct())


def _of_our_bodies(plain: str, on: date) -> list[Answer]:
    found = []
    for one in OrganisationName.objects.filter(Q(name__iexact=plain) | Q(short__iexact=plain)).select_related(
        "organisation__followed_by"
    ):
        now = one.organisation
        while now.ended_on and now.ended_on < on and now.followed_by:
            now = now.followed_by
        name = now.name_on(on)
        ended = bool(now.ended_on and now.ended_on < on)
        means = f"{name}, which is no more; what took its place is not noted" if ended else name
        found.append(Answer(one.name, means, "", "the organisations of this application", "", ()))
    return found


def areas(*, on: date) -> list[str]:
    """The areas that something is known of: those of holders, and the local authorities of this application."""
    known = set(Holder.objects.values_list("area", flat=True))
    return sorted(known | set(_local_authorities(on).values_list("name", flat=True)))


def words_of_then() -> list[str]:
    """The words that can be asked for."""
    return sorted({one.row["word"] for one in _then()}, key=str.casefold)


# --- Duties


@dataclass(frozen=True)
class DutyRow:
    """A duty: whose, what, by which law, since when, and how sure that is."""

    who: str
    duty: str
    law: str
    since: str
    note: str
    mark: str
    own: OwnDuty | None = None

    @property
    def functions(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.who.split(";"))


def duties(*, on: date, who: str = "") -> list[DutyRow]:
    """The duties of a day, by whose they are; of one function where it is given."""
    found = [
        DutyRow(row["who"], row["duty"], row["law"], row["from"], row["note"], row["mark"])
        for row in _rows("duties.csv")
        if not row["from"] or first_day(row["from"]) <= on
    ]
    found += [
        DutyRow(one.who, one.duty, one.law, one.from_day.isoformat() if one.from_day else "", one.note,
                SEEN if one.checked else FROM_KNOWLEDGE, one)
        for one in OwnDuty.objects.filter(there_on(on)).exclude(to_day=on)
    ]  # fmt: skip
    chosen = [one for one in found if not who or who in one.functions]
    return sorted(chosen, key=lambda one: (one.who, one.law))


def whose(rows: Sequence[DutyRow]) -> list[str]:
    """Everybody who has one of these duties."""
    return sorted({name for one in rows for name in one.functions})
