"""
Who may do what with a record: one function, and *no* unless something says yes.

`may` is pure: it is told who asks (a Standing), what the record is (Facts), and when. It answers with a Verdict, whose
sentence the page shows before the button is pressed. `lists.visible` asks the same of many records at once, in the
database; a property test holds the two together.

In this order: a conflict of interest is always no. A broken glass lets read. A restriction lets only its list. Then
role, by how far it reaches and how sensitive the record is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from paramountcy.web.access.roles import CHANGING, MAY, READING, Action, Duty, Reach, Role, Sensitivity


@dataclass(frozen=True)
class Held:
    """A role held now, in a team of a body. `lent_by` is the user whose tasks it does, where it is a delegated one."""

    role: Role
    team: int
    body: int
    in_authority: bool
    lent_by: int | None = None


@dataclass(frozen=True)
class Standing:
    """
    Who asks, and what they hold at this moment: loaded once a request. `listed` are the restrictions (by kind and
    record) on whose list they are, themselves or by a team that they belong to; `glass` those records they may read
    until a time; `conflicts` the references of people they must not see.
    """

    user: int
    ref: str
    active: bool = True
    held: tuple[Held, ...] = ()
    listed: frozenset[tuple[str, str]] = frozenset()
    glass: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    widest: Reach = Reach.AREA
    """How far anybody may read without being involved: an installation may say TEAM."""

    @property
    def own(self) -> tuple[Held, ...]:
        """The roles held in their own right, not as somebody else's delegate."""
        return tuple(held for held in self.held if held.lent_by is None)


@dataclass(frozen=True)
class Closed:
    """A restriction on a record: who may know that it exists, whom to ring, and who guards it."""

    existence: str
    call: str
    guardian: int


@dataclass(frozen=True)
class Facts:
    """What the policy must know of a record. `people` are the references of those it is about."""

    kind: str
    ref: str
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    people: frozenset[str] = frozenset()
    users: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    closed: Closed | None = None


@dataclass(frozen=True)
class Verdict:
    """
    Yes or no, with a sentence. `knows` is whether they may know that the record exists: where not, the answer is the
    same as for one that does not. `as_` is the role that allowed it; `asks_why` that a reason is asked first.
    """

    yes: bool
    says: str
    knows: bool = True
    as_: Held | None = None
    asks_why: bool = False
    by_glass: bool = False

    def __bool__(self) -> bool:
        return self.yes


NOT_FOUND = Verdict(False, "There is no such record, or it is not yours to see.", knows=False)
SIGNED_OUT = Verdict(False, "Your account can't be used. Ask whoever looks after this service.", knows=False)


def may(who: Standing, action: Action, record: Facts, *, at: datetime) -> Verdict:
    """Whether somebody may do this with this record at this moment, and why not."""
    if not who.active:
        return SIGNED_OUT
    if record.people & who.conflicts:
        return NOT_FOUND
    usual = _by_role(who, action, record)
    if record.closed is None:
        if usual or not _glass(who, record, at):
            return usual
        return _by_glass(who, action)
    if who.own and ((record.kind, record.ref) in who.listed or record.closed.guardian == who.user):
        return _on_the_list(who, action)
    if _glass(who, record, at):
        return _by_glass(who, action)
    return _outside_the_list(who, action, record.closed)


def may_do(who: Standing, duty: Duty) -> Verdict:
    """Whether somebody's own role, not a borrowed one, carries a duty that is about no record."""
    for held in who.own:
        if who.active and duty in MAY[held.role].duties:
            return Verdict(True, "", as_=held)
    return Verdict(False, f"{DUTIES[duty]} is for {_roles_with(duty)}.")


DUTIES = {
    Duty.MANAGE_PEOPLE: "Inviting people and giving roles",
    Duty.MANAGE_BODIES: "Looking after bodies and teams",
    Duty.MANAGE_TERMS: "Publishing terms",
    Duty.AGREE_RESTRICTED: "Agreeing to restricted access",
    Duty.MANAGE_CONFLICTS: "Looking after conflicts of interest",
    Duty.REVIEW_BROKEN_GLASS: "Looking at broken glass",
    Duty.SEE_AUDIT: "Seeing who has looked at what",
    Duty.DELEGATE: "Handing tasks to a colleague",
    Duty.RUN_GROUPS: "Running groups, their meetings and guidance",
    Duty.ANSWER_WORRIES: "Reading what somebody wrote who is worried about a child",
}


def may_break_glass(who: Standing, record: Facts, *, at: datetime) -> Verdict:
    """Whether somebody may open a record for an hour that they otherwise may not. Never against a conflict."""
    if not who.active or record.people & who.conflicts:
        return NOT_FOUND
    if may(who, Action.READ, record, at=at):
        return Verdict(False, "You may read this record already.")
    for held in who.own:
        if MAY[held.role].breaks_glass and _knows(who, record):
            return Verdict(True, "", as_=held)
    return NOT_FOUND if not _knows(who, record) else Verdict(False, "Your role does not let you open a closed record.")


def _by_role(who: Standing, action: Action, record: Facts) -> Verdict:
    """The first role that allows it; else why the nearest does not."""
    refusals = []
    for held in who.held:
        verdict = _one_role(who, held, action, record)
        if verdict:
            return verdict
        refusals.append(verdict)
    return next((no for no in refusals if no.knows), NOT_FOUND)


def _one_role(who: Standing, held: Held, action: Action, record: Facts) -> Verdict:
    can = MAY[held.role]
    near = _distance(who, held, record)
    involved = near <= Reach.TEAM
    reads = can.reads if involved else min(can.reads, who.widest, Reach.AREA if held.in_authority else Reach.BODY)
    if near > reads:
        return NOT_FOUND
    if record.sensitivity > can.clearance and near > Reach.OWN:
        return Verdict(False, "This record is kept to those who work with it.", knows=True)
    why = can.tells and not involved
    if action in (Action.KNOW, Action.READ):
        return Verdict(True, "", as_=held, asks_why=why)
    if action in READING:
        if action in can.also:
            return Verdict(True, "", as_=held, asks_why=why)
        return Verdict(False, f"Your role as {Role(held.role).label} does not let you {action.value} a record.")
    if near > can.writes:
        return Verdict(False, "You may read this record; changing it is for those who work with it.")
    if action is Action.WRITE or action in can.also:
        return Verdict(True, "", as_=held)
    return Verdict(False, f"Your role as {Role(held.role).label} does not let you {action.value} here.")


def _distance(who: Standing, held: Held, record: Facts) -> Reach:
    """How near a role stands to a record: own, its team's, its body's, or only in the same area."""
    actor = held.lent_by or who.user
    if actor in record.users:
        return Reach.OWN
    if held.team in record.teams:
        return Reach.TEAM
    if held.body in record.bodies:
        return Reach.BODY
    return Reach.AREA


def _on_the_list(who: Standing, action: Action) -> Verdict:
    """On the list of a restricted record: by one's own role, never by a borrowed one."""
    for held in who.own:
        can = MAY[held.role]
        if action in (Action.KNOW, Action.READ) or action in can.also:
            return Verdict(True, "", as_=held)
        if action is Action.WRITE and can.writes >= Reach.OWN:
            return Verdict(True, "", as_=held)
    return Verdict(False, "You may read this record; your role does not let you do this with it.")


def _outside_the_list(who: Standing, action: Action, closed: Closed) -> Verdict:
    if not _may_know_of_closed(who, closed):
        return NOT_FOUND
    says = f"This record is closed. Ring {closed.call}."
    return Verdict(action is Action.KNOW, says)


def _may_know_of_closed(who: Standing, closed: Closed) -> bool:
    if closed.existence == "front_door":
        return any(MAY[held.role].knows_of_restricted for held in who.own)
    return closed.existence == "authority" and any(held.in_authority for held in who.own)


def _knows(who: Standing, record: Facts) -> bool:
    if record.closed:
        return _may_know_of_closed(who, record.closed)
    return _by_role(who, Action.KNOW, record).knows


def _glass(who: Standing, record: Facts, at: datetime) -> bool:
    until = who.glass.get((record.kind, record.ref))
    return until is not None and at < until


def _by_glass(who: Standing, action: Action) -> Verdict:
    """By broken glass: for reading only, and in the role that let them break it."""
    if action in (Action.KNOW, Action.READ):
        broke = next((held for held in who.own if MAY[held.role].breaks_glass), None)
        return Verdict(True, "", as_=broke, by_glass=True)
    if action in CHANGING:
        return Verdict(False, "A record opened by breaking the glass can be read, and not changed.", by_glass=True)
    return Verdict(
        False, f"A record opened by breaking the glass can't be {action.value}ed: it is to be read now.", by_glass=True
    )


def _roles_with(duty: Duty) -> str:
    names = [role.label for role in Role if duty in MAY[role].duties]
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
