"""docs/roles-and-defaults.md says what the code does: each table row and each time limit is worked out from it."""

from pathlib import Path

import pytest
from django.conf import settings

from paramountcy.web.access import limits, reads
from paramountcy.web.access.actions import asked, glass, people, roles
from paramountcy.web.access.audit import seal, unusual
from paramountcy.web.access.models.exceptions import Existence, GlassOutcome, Nature
from paramountcy.web.access.policy import DUTIES
from paramountcy.web.access.reasons import Why
from paramountcy.web.access.roles import MAY, Action, Reach, Role, Sensitivity
from paramountcy.web.access.signing_in import second_factor

PAGE = Path(__file__).parents[3] / "docs" / "roles-and-defaults.md"
REACHES = {
    Reach.NONE: "none",
    Reach.OWN: "their own",
    Reach.TEAM: "their team's",
    Reach.BODY: "their body's",
    Reach.AREA: "the area's",
}
CLEARED = {
    Sensitivity.ORDINARY: "ordinary",
    Sensitivity.SENSITIVE: "sensitive",
    Sensitivity.CLOSED: "any",
}
ALSO = (Action.PRINT, Action.EXPORT, Action.DECIDE, Action.RESTRICT)


def yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def row(role: Role) -> str:
    """What a role may do with records, as a row of the first table."""
    can = MAY[role]
    reads_any = can.reads is not Reach.NONE
    cells = [
        role.label.capitalize(),
        REACHES[can.reads],
        REACHES[can.writes],
        CLEARED[can.clearance] if can.reads > Reach.OWN else "–",
        ", ".join(one.value for one in ALSO if one in can.also) or "–",
        yes(can.tells) if can.reads > Reach.TEAM else "–",
        yes(can.knows_of_restricted),
        yes(can.breaks_glass) if reads_any else "no",
    ]
    return f"| {' | '.join(cells)} |"


def duty_row(duty) -> str:
    held = [role.label for role in Role if duty in MAY[role].duties]
    return f"| {DUTIES[duty]} | {', '.join(held)} |"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_do_with_records(page, role):
    assert row(role) in page


def test_no_other_role_is_told_of(page):
    table = page.split("| Role |")[1].split("\n\n")[0]
    assert len(table.splitlines()) == 2 + len(Role)


@pytest.mark.parametrize("duty", DUTIES)
def test_who_has_a_duty(page, duty):
    assert duty_row(duty) in page


@pytest.mark.parametrize(
    "one", [*Existence, *Nature, *GlassOutcome, *Why], ids=lambda one: f"{type(one).__name__} {one}"
)
def test_every_choice_is_told(page, one):
    assert one.label.lower() in page.lower()


def minutes(seconds: float) -> str:
    return f"{seconds / 60:g} minutes"


LIMITS = {
    "A session without use": minutes(60 * settings.IDLE_MINUTES),
    "A session, however much it is used": f"{settings.SESSION_LASTS / 3600:g} hours",
    "Asked again who one is, before a change to one's own sign-in": f"after {minutes(second_factor.JUST_NOW)}",
    "Wrong passwords or codes, of one account from one address": f"{limits.TRIES}, then {minutes(limits.LOCKED_FOR)}",
    "Wrong passwords of one account from everywhere": f"{limits.of_account('').most} in an hour",
    "Wrong passwords from one address": f"{limits.of_address('::1').most} in {minutes(limits.LOCKED_FOR)}",
    "An invitation": f"{people.LASTS.days} days",
    "Broken glass": f"{minutes(glass.LONGEST.total_seconds())} at most",
    "Broken glass not looked at is overdue": f"after {reads.REVIEW_WITHIN.days} days",
    "Tasks handed to a colleague": f"{roles.LONGEST_DELEGATION.days} days at most",
    "A reason for a change": f"{asked.LEAST_REASON} characters or more",
    "A reason for breaking the glass": f"{glass.LEAST_REASON} characters or more",
    "Reading out of hours": f"before {unusual.FIRST_HOUR}:00, after {unusual.LAST_HOUR}:00, Saturday and Sunday",
    "Shown as many": f"{unusual.MANY} or more",
    "A day of the log is sealed": f"{minutes(seal.GRACE.total_seconds())} after its end, and within two hours",
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_limit_is_as_the_page_says(page, what):
    assert f"| {what} | {LIMITS[what]} |" in page


def test_the_shortest_password_is_as_the_page_says(page):
    [least] = [one["OPTIONS"]["min_length"] for one in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in one]
    assert f"| A password | {least} characters or more, not a common one, not like the name or the address |" in page
