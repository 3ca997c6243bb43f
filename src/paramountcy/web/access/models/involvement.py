"""Who works with a record: a person, a team or a body, from when to when, and as what."""

from django.db import models
from django.db.models import Q

from paramountcy.web.access.models.bodies import Body, Team
from paramountcy.web.access.models.users import User
from paramountcy.web.kit.models import LENGTH, Tracked


class Involvement(Tracked):
    """
    One who works with a record. `kind` and `record` name it, whichever app keeps it; `as_what` is in the words of that
    app, such as "lead professional". It ends when the work does, and with it what it lets them see.
    """

    kind = models.CharField("kind of record", max_length=40)
    record = models.CharField("record", max_length=LENGTH)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements")
    as_what = models.CharField("as what", max_length=60)
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("to", null=True, blank=True)

    personal = frozenset({"record", "user"})
    not_personal = frozenset({"kind", "team", "body", "as_what", "from_at", "to_at"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True, body__isnull=True)
                | Q(user__isnull=True, team__isnull=False, body__isnull=True)
                | Q(user__isnull=True, team__isnull=True, body__isnull=False),
                name="one_user_team_or_body_is_involved",
            )
        ]
        indexes = [
            models.Index(fields=["kind", "record", "to_at"]),
            models.Index(fields=["user", "kind", "to_at"]),
            models.Index(fields=["team", "kind", "to_at"]),
            models.Index(fields=["body", "kind", "to_at"]),
        ]
