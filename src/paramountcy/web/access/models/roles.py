"""Roles, held in a team for dates; and delegation, which never carries restricted access."""

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models.bodies import Team
from paramountcy.web.access.models.users import User
from paramountcy.web.access.roles import Role
from paramountcy.web.kit.models import Tracked


class RoleGrant(Tracked):
    """A role that somebody holds in a team. `to_day` is its last day; none: until it is ended."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField("role", max_length=30, choices=Role.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="grants")
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants_made", null=True)
    reason = models.TextField("reason")

    personal = frozenset({"user", "granted_by", "reason"})
    not_personal = frozenset({"role", "team", "from_day", "to_day"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="a_role_ends_after_it_began"
            )
        ]
        indexes = [models.Index(fields=["user", "from_day", "to_day"])]


class Delegation(Tracked):
    """
    The tasks of one person done by another for a time. The one who acts sees what the giver's ordinary role shows,
    in the giver's teams; nothing restricted, and nothing that the giver sees by breaking the glass.
    """

    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    taker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_taken")
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("to")
    ended_at = models.DateTimeField("ended early", null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_made")
    reason = models.TextField("reason")

    personal = frozenset({"giver", "taker", "made_by", "reason"})
    not_personal = frozenset({"from_at", "to_at", "ended_at"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gt=F("from_at")), name="a_delegation_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="nobody_delegates_to_themselves"),
        ]
