"""Bodies and teams: what they are called, from when to when."""

from datetime import date

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Body, BodyName, RoleGrant, Team
from paramountcy.web.access.roles import Duty


def add_body(*, by: Access, name: str, body_type: str, from_day: date, reason: str) -> Body:
    """A body, with its first name and type."""
    allowed(by, Duty.MANAGE_BODIES)
    why = with_reason(reason)
    with by.change("add body", reason=why):
        body = Body.objects.create()
        BodyName.objects.create(body=body, name=_named(name), body_type=body_type, from_day=from_day)
    return body


def rename_body(*, by: Access, body: Body, name: str, body_type: str, from_day: date, reason: str) -> BodyName:
    """What a body is called and is from a day on. What it was before stays."""
    allowed(by, Duty.MANAGE_BODIES)
    if body.names.filter(from_day__gte=from_day).exists():
        raise NotDone("It has a name from that day or a later one: give a later day.", field="from_day")
    with by.change("rename body", kind="body", record=body.ref, reason=with_reason(reason)):
        return BodyName.objects.create(body=body, name=_named(name), body_type=body_type, from_day=from_day)


def add_team(*, by: Access, body: Body, name: str, from_day: date, reason: str) -> Team:
    """A team of a body. Raises NotDone where the body has one of that name."""
    allowed(by, Duty.MANAGE_BODIES)
    if body.teams.filter(name=_named(name)).exists():
        raise NotDone("This body has a team of that name: choose another.", field="name")
    with by.change("add team", kind="body", record=body.ref, reason=with_reason(reason)):
        return Team.objects.create(body=body, name=_named(name), from_day=from_day)


def end_team(*, by: Access, team: Team, on: date, reason: str) -> Team:
    """The last day of a team, and of every role held in it. Raises NotDone for a day before it began."""
    allowed(by, Duty.MANAGE_BODIES)
    if on < team.from_day:
        raise NotDone("It began after that day: give a later one.", field="on")
    with by.change("end team", kind="team", record=team.ref, reason=with_reason(reason)):
        team.to_day = on
        team.save()
        for grant in RoleGrant.objects.filter(team=team, from_day__lte=on).exclude(to_day__lt=on):
            grant.to_day = on
            grant.save()
    return team


def _named(name: str) -> str:
    told = " ".join(name.split())
    if not told:
        raise NotDone("Give it a name.", field="name")
    return told
