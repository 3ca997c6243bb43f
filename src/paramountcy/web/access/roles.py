"""
The roles people hold, and what each may do: four questions asked of every role, side by side.

*Whose records may they read, and change? How sensitive? What may they do besides?* An installation's own choice, such
as reading within the team only, is a `Reach` given to the policy, not another table.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.db.models import IntegerChoices, TextChoices


class Role(TextChoices):
    PRACTITIONER = "practitioner", "social worker or practitioner"
    DUTY = "duty", "front door and duty"
    EMERGENCY_DUTY = "emergency_duty", "emergency duty"
    TEAM_MANAGER = "team_manager", "team manager"
    INDEPENDENT_CHAIR = "independent_chair", "independent chair or reviewing officer"
    LEAD_PROFESSIONAL = "lead_professional", "lead professional"
    PARTNER = "partner", "partner practitioner"
    PARTNER_LEAD = "partner_lead", "partner's safeguarding lead"
    PARTNERSHIP_OFFICER = "partnership_officer", "partnership officer"
    DATA_OFFICER = "data_officer", "data officer"
    ADMINISTRATOR = "administrator", "system administrator"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "data protection officer"


class Reach(IntEnum):
    """How far a role reaches. Each holds those before it."""

    NONE = 0
    OWN = 1
    TEAM = 2
    BODY = 3
    AREA = 4


class Sensitivity(IntegerChoices):
    """How careful one must be with a record. Restriction is something else: a list, above all of these."""

    ORDINARY = 0, "ordinary"
    SENSITIVE = 1, "sensitive"
    CLOSED = 2, "for those who work with it"


class Action(StrEnum):
    """What one may do with a record. What changes it is beneath what reads it."""

    KNOW = "know"
    READ = "read"
    PRINT = "print"
    EXPORT = "export"
    WRITE = "write"
    DECIDE = "decide"
    RESTRICT = "restrict"


READING = frozenset({Action.READ, Action.PRINT, Action.EXPORT})
CHANGING = frozenset({Action.WRITE, Action.DECIDE, Action.RESTRICT})


class Duty(StrEnum):
    """What one may do that is about no record: looking after people, bodies, terms, and the log."""

    MANAGE_PEOPLE = "manage_people"
    MANAGE_BODIES = "manage_bodies"
    MANAGE_TERMS = "manage_terms"
    AGREE_RESTRICTED = "agree_restricted"
    MANAGE_CONFLICTS = "manage_conflicts"
    REVIEW_BROKEN_GLASS = "review_broken_glass"
    SEE_AUDIT = "see_audit"
    DELEGATE = "delegate"
    RUN_GROUPS = "run_groups"
    ANSWER_WORRIES = "answer_worries"


@dataclass(frozen=True)
class May:
    """
    What a role may do. `reads` and `writes` are how far it reaches; beyond its own involvement only up to
    `clearance`. `tells` is whether a reason is asked where the reader has nothing to do with the record.
    """

    reads: Reach = Reach.NONE
    writes: Reach = Reach.NONE
    clearance: Sensitivity = Sensitivity.ORDINARY
    also: frozenset[Action] = frozenset()
    tells: bool = True
    knows_of_restricted: bool = False
    breaks_glass: bool = False
    duties: frozenset[Duty] = frozenset()


def _all(*actions: Action) -> frozenset[Action]:
    return frozenset(actions)


MAY = {
    Role.PRACTITIONER: May(
        Reach.AREA,
        Reach.TEAM,
        also=_all(Action.PRINT, Action.RESTRICT),
        breaks_glass=True,
        duties=frozenset({Duty.DELEGATE}),
    ),
    Role.DUTY: May(
        Reach.AREA,
        Reach.TEAM,
        Sensitivity.SENSITIVE,
        also=_all(Action.PRINT),
        tells=False,
        knows_of_restricted=True,
        breaks_glass=True,
        duties=frozenset({Duty.ANSWER_WORRIES}),
    ),
    Role.EMERGENCY_DUTY: May(
        Reach.AREA,
        Reach.AREA,
        Sensitivity.SENSITIVE,
        also=_all(Action.PRINT),
        tells=False,
        knows_of_restricted=True,
        breaks_glass=True,
        duties=frozenset({Duty.ANSWER_WORRIES}),
    ),
    Role.TEAM_MANAGER: May(
        Reach.AREA,
        Reach.TEAM,
        Sensitivity.SENSITIVE,
        also=_all(Action.PRINT, Action.EXPORT, Action.DECIDE, Action.RESTRICT),
        breaks_glass=True,
        duties=frozenset({Duty.DELEGATE, Duty.AGREE_RESTRICTED}),
    ),
    Role.INDEPENDENT_CHAIR: May(
        Reach.OWN,
        Reach.OWN,
        Sensitivity.CLOSED,
        also=_all(Action.PRINT, Action.DECIDE),
        breaks_glass=True,
    ),
    Role.LEAD_PROFESSIONAL: May(Reach.OWN, Reach.OWN, also=_all(Action.PRINT)),
    Role.PARTNER: May(Reach.OWN, Reach.OWN),
    Role.PARTNER_LEAD: May(Reach.BODY, Reach.NONE),
    Role.PARTNERSHIP_OFFICER: May(duties=frozenset({Duty.RUN_GROUPS})),
    Role.DATA_OFFICER: May(Reach.AREA, Reach.NONE, also=_all(Action.EXPORT)),
    Role.ADMINISTRATOR: May(duties=frozenset({Duty.MANAGE_PEOPLE, Duty.MANAGE_BODIES, Duty.MANAGE_TERMS})),
    Role.DATA_PROTECTION_OFFICER: May(
        duties=frozenset({Duty.SEE_AUDIT, Duty.REVIEW_BROKEN_GLASS, Duty.MANAGE_CONFLICTS, Duty.AGREE_RESTRICTED})
    ),
}
"""What each role may do. A test walks every role; one that is missing here may do nothing."""
