"""What is done with joint programmes: set up, given strands and milestones, and looked at when an event changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.models import Group, Organisation
from paramountcy.web.guidance.groups.reads import there_on
from paramountcy.web.guidance.programmes import reads
from paramountcy.web.guidance.programmes.models import (
    Dependence,
    Event,
    Expectation,
    Look,
    Milestone,
    Owner,
    Partner,
    Product,
    Programme,
    State,
    Step,
    Strand,
)
from paramountcy.web.guidance.programmes.status import EVENT, NEXT


def set_up(*, by: Access, group: Group, **said: Any) -> Programme:
    """A programme that answers to a group. `said` are its fields."""
    by.fetch("group", group.ref, Action.WRITE)
    _in_order(said)
    with by.change("set up programme") as lines:
        made = Programme.objects.create(group=group, **said)
        lines[0] = lines[0].of("programme", made.ref)
    return made


def change_programme(*, by: Access, programme: Programme, **said: Any) -> Programme:
    _in_order({"from_day": programme.from_day, "to_day": programme.to_day, **said})
    return _changed(by, "change programme", programme, programme, said)


def join(*, by: Access, programme: Programme, organisation: Organisation, from_day: date) -> Partner:
    """A body joins a programme: from then on each strand needs an owner in it."""
    if programme.partners.filter(there_on(from_day), organisation=organisation).exists():
        raise NotDone("It is one of the bodies already.", field="organisation")
    with _write(by, "join programme", programme):
        return Partner.objects.create(programme=programme, organisation=organisation, from_day=from_day)


def leave(*, by: Access, partner: Partner, on: date) -> Partner:
    """A body's last day in a programme."""
    if on < partner.from_day:
        raise NotDone("It joined after that day: give a later one.", field="on")
    return _changed(by, "leave programme", partner.programme, partner, {"to_day": on})


def add_strand(
    *, by: Access, programme: Programme, title: str, owners: Mapping[str, str], from_day: date, text: str = ""
) -> Strand:
    """
    A strand, with the office that owns it in each body of the programme: `owners` by the reference of the body's
    place in it. Raises NotDone where the programme has fewer than two bodies, and where a body has no owner.
    """
    bodies = reads.partners(programme, from_day)
    if len(bodies) < 2:
        raise NotDone("A joint programme has two bodies at least: add them first.")
    for partner, name in bodies:
        if not owners.get(partner.ref, "").strip():
            raise NotDone(
                f"A strand needs an owner in each body: say who owns it in {name}.", field=f"owner_{partner.ref}"
            )
    with _write(by, "add strand", programme):
        made = Strand.objects.create(programme=programme, title=title, text=text)
        for partner, _ in bodies:
            Owner.objects.create(strand=made, partner=partner, office=owners[partner.ref].strip(), from_day=from_day)
    return made


def change_strand(*, by: Access, strand: Strand, **said: Any) -> Strand:
    return _changed(by, "change strand", strand.programme, strand, said)


def end_strand(*, by: Access, strand: Strand, on: date) -> Strand:
    return _changed(by, "end strand", strand.programme, strand, {"ended_on": on})


def own(*, by: Access, strand: Strand, partner: Partner, from_day: date, **said: Any) -> Owner:
    """Somebody owns a strand in a body from a day on, in place of whoever did before."""
    if partner.programme_id != strand.programme_id:
        raise NotDone("That body is not one of this programme’s.", field="partner")
    before = strand.owners.filter(partner=partner, to_day__isnull=True)
    if before.filter(from_day__gt=from_day).exists():
        raise NotDone("Somebody owns it from a later day already: give a later one.", field="from_day")
    with _write(by, "own strand", strand.programme):
        for one in before:
            one.to_day = max(one.from_day, date.fromordinal(from_day.toordinal() - 1))
            one.save()
        return Owner.objects.create(strand=strand, partner=partner, from_day=from_day, **said)


def stop_owning(*, by: Access, owner: Owner, on: date) -> Owner:
    """Somebody's last day. The strand has no owner in that body from then on, and the alerts say so."""
    if on < owner.from_day:
        raise NotDone("They began after that day: give a later one.", field="on")
    return _changed(by, "stop owning strand", owner.strand.programme, owner, {"to_day": on})


def plan(*, by: Access, strand: Strand, title: str, due: date) -> Milestone:
    """A milestone, planned for a day."""
    with _write(by, EVENT[State.PLANNED], strand.programme):
        made = Milestone.objects.create(strand=strand, title=title)
        Step.objects.create(milestone=made, state=State.PLANNED, due=due, on=reads.on_day(by), by=by.user)
    return made


def step(*, by: Access, milestone: Milestone, state: str, on: date, due: date | None = None, reason: str = "") -> Step:
    """The next step of a milestone; those before stay. Raises NotDone for one that can't follow, or has no reason."""
    last = milestone.steps.order_by("-pk").first()
    if last is None or state not in NEXT[last.state]:
        raise NotDone("That can’t follow what stands: to plan it anew, move it to another day.", field="state")
    if on > reads.on_day(by):
        raise NotDone("That day is still to come: give the day on which it happened.", field="on")
    if state == State.MOVED and due is None:
        raise NotDone("Say to which day it is moved.", field="due")
    told = reason if state == State.DONE else with_reason(reason)
    with _write(by, EVENT[state], milestone.strand.programme):
        return Step.objects.create(
            milestone=milestone, state=state, due=due if state == State.MOVED else None, on=on, reason=told, by=by.user
        )


def add_product(*, by: Access, programme: Programme, **said: Any) -> Product:
    """Something that was published or sent."""
    _of(programme, said.get("strand"))
    with _write(by, "add product", programme):
        return Product.objects.create(programme=programme, **said)


def note_event(*, by: Access, expectation: Mapping[str, Any], **said: Any) -> Event:
    """An event outside, with what is expected of it now."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("note event") as lines:
        made = Event.objects.create(**said)
        Expectation.objects.create(event=made, by=by.user, **expectation)
        lines[0] = lines[0].of("event", made.ref)
    return made


def expect(*, by: Access, event: Event, **said: Any) -> Expectation:
    """
    What is expected of an event now. Everything that depends on it is flagged until it is looked at; what was expected
    before stays.
    """
    by.fetch("event", event.ref, Action.WRITE)
    last = reads.latest(event)
    if last and said["on"] < last.on:
        raise NotDone("There is a later expectation already: give its day, or a later one.", field="on")
    if said["on"] > reads.on_day(by):
        raise NotDone("That day is still to come: give the day on which it became known.", field="on")
    with by.change("expect", kind="event", record=event.ref):
        return Expectation.objects.create(event=event, by=by.user, **said)


def depend(*, by: Access, programme: Programme, event: Event, **said: Any) -> Dependence:
    """Something of a programme depends on an event, as it is expected now."""
    _of(programme, said.get("strand"))
    milestone = said.get("milestone")
    if milestone and milestone.strand.programme_id != programme.pk:
        raise NotDone("That is a milestone of another programme.", field="milestone")
    by.fetch("event", event.ref)
    since = event.expectations.latest("pk")
    with _write(by, "depend", programme):
        return Dependence.objects.create(programme=programme, event=event, since=since, **said)


def look(*, by: Access, dependence: Dependence, found: str, reason: str) -> Look:
    """Somebody looked at what depends on an event as it is expected now: the flag goes, unless it must be changed."""
    told = with_reason(reason)
    with _write(by, "look at dependence", dependence.programme):
        return Look.objects.create(
            dependence=dependence,
            expectation=reads.latest(dependence.event) or dependence.since,
            found=found,
            reason=told,
            on=reads.on_day(by),
            by=by.user,
        )


def end_dependence(*, by: Access, dependence: Dependence) -> Dependence:
    """It depends on the event no longer. What was found stays in the history."""
    if dependence.ended_on:
        return dependence
    return _changed(by, "end dependence", dependence.programme, dependence, {"ended_on": reads.on_day(by)})


def _of(programme: Programme, strand: Strand | None) -> None:
    if strand and strand.programme_id != programme.pk:
        raise NotDone("That is a strand of another programme.", field="strand")


def _in_order(said: Mapping[str, Any]) -> None:
    first, last = said.get("from_day"), said.get("to_day")
    if first and last and last < first:
        raise NotDone("Its last day is before its first: give a later one.", field="to_day")


def _write(by: Access, verb: str, programme: Programme) -> Any:
    by.fetch("programme", programme.ref, Action.WRITE)
    return by.change(verb, kind="programme", record=programme.ref)


def _changed(by: Access, verb: str, programme: Programme, what: Any, said: Mapping[str, Any]) -> Any:
    with _write(by, verb, programme):
        for name, value in said.items():
            setattr(what, name, value)
        what.save()
    return what
