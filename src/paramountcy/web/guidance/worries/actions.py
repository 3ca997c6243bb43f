"""What is done about a worry: handed over, received, and what those on duty did then."""

from paramountcy.terms.citation import cite
from paramountcy.web.access import policy
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.actions.notices import tell_those_with
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.disclosures import PASSAGES
from paramountcy.web.guidance.worries.models import Handing, Step, What, Worry

TOLD = "a worry was handed over"


def hand_over(*, by: Access, kind: str, ref: str) -> Worry:
    """
    Hand what somebody wrote to those on duty, whole, whoever else it is kept from. Twice is once: whoever hands over
    what was handed over already is told the same of it. Raises Refusal for what they may not read.
    """
    record = by.fetch(kind, ref)
    if kind not in PASSAGES:
        by.note("hand over", policy.NOT_FOUND, kind=kind, record=ref)
        raise Refusal(policy.NOT_FOUND)
    told = PASSAGES[kind](record)
    source = str(cite(kind.replace("_", "-"), ref))
    with by.change("hand over", kind=kind, record=ref) as lines:
        known = Worry.objects.filter(source=source, text=told.text).first()
        worry = known or Worry.objects.create(
            source=source, place=told.where, text=told.text, contact=told.contact, written_at=told.written_at,
            handed_at=by.at,
        )  # fmt: skip
        if not worry.handings.filter(by=by.somebody).exists():
            Handing.objects.create(worry=worry, by=by.somebody, at=by.at)
        if known is None:
            tell_those_with(Duty.ANSWER_WORRIES, TOLD, at=by.at, kind="worry", record=worry.ref)
        lines.append(lines[0].of("worry", worry.ref))
    return worry


def receive(*, by: Access, worry: Worry) -> Step:
    """Somebody on duty has it. Raises NotDone where a colleague has."""
    by.fetch("worry", worry.ref, Action.WRITE)
    first = worry.steps.filter(what=What.RECEIVED).first()
    if first:
        raise NotDone(f"{first.by.name} has received it already: add what you did instead.")
    with by.change("receive worry", kind="worry", record=worry.ref):
        return Step.objects.create(worry=worry, what=What.RECEIVED, by=by.somebody, at=by.at)


def add_step(*, by: Access, worry: Worry, what: str, words: str) -> Step:
    """What was done. Whoever does something first has received it too."""
    by.fetch("worry", worry.ref, Action.WRITE)
    if what == What.CLOSED and len(words.split()) < 3:
        raise NotDone("Say in a sentence why there is nothing more to do here.", field="words")
    with by.change("answer worry", kind="worry", record=worry.ref):
        if not worry.steps.filter(what=What.RECEIVED).exists():
            Step.objects.create(worry=worry, what=What.RECEIVED, by=by.somebody, at=by.at)
        return Step.objects.create(worry=worry, what=what, words=words, by=by.somebody, at=by.at)
