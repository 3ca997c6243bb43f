"""What an area decides of its words: a term to avoid, one set aside, a word explained, who does what, a duty."""

from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.notes.linting.terms import terms
from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.vocabulary import reads
from paramountcy.web.guidance.vocabulary.models import AvoidedTerm, Holder, OwnDuty, SetAside, Word

MOST_FORMS = 40


def today(by: Access) -> date:
    return timezone.localdate(by.at)


def avoid(*, by: Access, term: str, preferred: str, other_forms: str = "", **said: Any) -> AvoidedTerm:
    """A term that this area avoids. Raises NotDone for a term of an Act in force: none is ever one to avoid."""
    allowed(by, Duty.RUN_GROUPS)
    ways = list(dict.fromkeys(" ".join(way.split()) for way in (term, *other_forms.split("|")) if way.strip()))
    if len(ways) > MOST_FORMS:
        raise NotDone(f"Give at most {MOST_FORMS} forms.", field="other_forms")
    for way in ways:
        if source := reads.statutory_source(way):
            raise NotDone(
                f"“{way}” is a term of the law ({source}): a term of an Act in force is never one to avoid.",
                field="term" if way == term else "other_forms",
            )
        if "*" in way.replace(" * ", "") or len(way.strip("* ")) < 2:
            raise NotDone("Write whole words; * may stand between words, for one to five of them.", field="other_forms")
    if preferred.casefold() == term.casefold():
        raise NotDone("That is the same term: give the one to prefer.", field="preferred")
    with by.change("avoid term", kind="avoided-term") as lines:
        made = AvoidedTerm.objects.create(term=term, preferred=preferred, forms="|".join(ways), **said)
        lines[0] = lines[0].of("avoided-term", made.ref)
    return made


def end_term(*, by: Access, term: AvoidedTerm) -> AvoidedTerm:
    """A term that is avoided no longer, from today."""
    by.fetch("avoided-term", term.ref, Action.WRITE)
    return _ended(by, "end term", "avoided-term", term)


def set_aside(*, by: Access, term: str, who: str, why: str) -> SetAside:
    """
    A term of the list that came with the program which this area does not avoid. Raises NotDone for one that names
    what has ended, and for one that is not in the list.
    """
    allowed(by, Duty.RUN_GROUPS)
    known = next((one for one in terms() if one.term == term), None)
    if known is None:
        raise NotDone("There is no such term in the list.", field="term")
    if known.status == "ended":
        raise NotDone("What it names has ended: there is nothing to decide.", field="term")
    if SetAside.objects.filter(term=term, to_day__isnull=True).exists():
        raise NotDone("It is set aside already.", field="term")
    with by.change("set term aside") as lines:
        made = SetAside.objects.create(term=term, who=who, why=why, from_day=today(by))
        lines[0] = lines[0].of("set-aside", made.ref)
    return made


def take_up(*, by: Access, aside: SetAside) -> SetAside:
    """A term that was set aside is avoided again, from today."""
    by.fetch("set-aside", aside.ref, Action.WRITE)
    return _ended(by, "take term up again", "set-aside", aside)


def explain(*, by: Access, **said: Any) -> Word:
    """A word for the glossary, from today. One that is there already ends, and stays in its history."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("explain word") as lines:
        for one in Word.objects.filter(word__iexact=said["word"], to_day__isnull=True):
            one.to_day = today(by)
            one.save()
        made = Word.objects.create(from_day=today(by), **said)
        lines[0] = lines[0].of("word", made.ref)
    return made


def end_word(*, by: Access, word: Word) -> Word:
    by.fetch("word", word.ref, Action.WRITE)
    return _ended(by, "end word", "word", word)


def hold(*, by: Access, **said: Any) -> Holder:
    """Which body does something in an area. Raises NotDone for a last day before the first."""
    allowed(by, Duty.RUN_GROUPS)
    first, last = said.get("from_day"), said.get("to_day")
    if first and last and last < first:
        raise NotDone("Its last day is before its first: give a later one.", field="to_day")
    with by.change("note who does what") as lines:
        made = Holder.objects.create(**said)
        lines[0] = lines[0].of("holder", made.ref)
    return made


def end_holder(*, by: Access, holder: Holder, on: date) -> Holder:
    by.fetch("holder", holder.ref, Action.WRITE)
    if holder.from_day and on < holder.from_day:
        raise NotDone("It began after that day: give a later one.", field="on")
    with by.change("end who does what", kind="holder", record=holder.ref):
        holder.to_day = on
        holder.save()
    return holder


def add_duty(*, by: Access, **said: Any) -> OwnDuty:
    """A duty with its law."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("add duty") as lines:
        made = OwnDuty.objects.create(**said)
        lines[0] = lines[0].of("duty", made.ref)
    return made


def end_duty(*, by: Access, duty: OwnDuty) -> OwnDuty:
    by.fetch("duty", duty.ref, Action.WRITE)
    return _ended(by, "end duty", "duty", duty)


def _ended(by: Access, verb: str, kind: str, row: Any) -> Any:
    """A row that holds no longer from today."""
    if row.to_day and row.to_day <= today(by):
        raise NotDone("It has ended already.")
    with by.change(verb, kind=kind, record=row.ref):
        row.to_day = today(by)
        row.save()
    return row
