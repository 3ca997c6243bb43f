"""What narrows or widens a role for one record: restriction, conflict of interest, and breaking the glass."""

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models.bodies import Team
from paramountcy.web.access.models.users import User
from paramountcy.web.kit.models import LENGTH, Tracked


class Existence(models.TextChoices):
    """Who, outside its list, may know that a restricted record exists (and whom to ring), and no more."""

    FRONT_DOOR = "front_door", "front door and emergency duty"
    AUTHORITY = "authority", "everybody in the local authority"
    NOBODY = "nobody", "nobody"


class Nature(models.TextChoices):
    """What a conflict of interest is."""

    SELF = "self", "their own record"
    RELATIVE = "relative", "a relative"
    CLOSE = "close", "a friend or neighbour"
    CONCERN = "concern", "a concern about them"
    OTHER = "other", "another reason"


class GlassOutcome(models.TextChoices):
    """What was found when broken glass was looked at."""

    JUSTIFIED = "justified", "justified"
    NOT_JUSTIFIED = "not_justified", "not justified"
    QUERY = "query", "asked about"


class Restriction(Tracked):
    """
    A record closed to all but a list. It closes as soon as it is asked for, since waiting could hurt; to be on its
    list takes two people. That `nobody` may know of it needs a named approver, and a day to look at it again.
    """

    kind = models.CharField("kind of record", max_length=40)
    record = models.CharField("record", max_length=LENGTH)
    reason = models.TextField("reason")
    existence = models.CharField("who may know that it exists", max_length=20, choices=Existence, default="front_door")
    guardian = models.ForeignKey(User, on_delete=models.PROTECT, related_name="guards")
    call = models.CharField("whom to ring, day and night", max_length=200)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="restrictions_asked")
    from_at = models.DateTimeField("from")
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="restrictions_agreed")
    agreed_at = models.DateTimeField("agreed", null=True, blank=True)
    review_on = models.DateField("to be looked at again on")
    lifted_at = models.DateTimeField("lifted", null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="restrictions_lifted")
    lifted_reason = models.TextField("why lifted", blank=True)

    personal = frozenset(
        {"record", "reason", "guardian", "call", "asked_by", "agreed_by", "lifted_by", "lifted_reason"}
    )
    not_personal = frozenset({"kind", "existence", "from_at", "agreed_at", "review_on", "lifted_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record"], condition=Q(lifted_at__isnull=True), name="one_restriction_of_a_record"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="a_restriction_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(existence="nobody") | Q(agreed_by__isnull=False), name="nobody_knows_needs_an_approver"
            ),
        ]
        indexes = [models.Index(fields=["kind", "record", "lifted_at"])]


class RestrictionMember(Tracked):
    """Somebody, or a team, on the list of a restricted record. Adding to it takes two people."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="restricted_access")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="restricted_access")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField("agreed", null=True, blank=True)
    ended_at = models.DateTimeField("ended", null=True, blank=True)
    reason = models.TextField("reason")

    personal = frozenset({"restriction", "user", "asked_by", "agreed_by", "reason"})
    not_personal = frozenset({"team", "agreed_at", "ended_at"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="a_member_is_a_user_or_a_team",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="a_member_takes_two_people"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(user__isnull=True) | ~Q(agreed_by=F("user")),
                name="nobody_lets_themselves_in",
            ),
        ]


class Conflict(Tracked):
    """
    Somebody who signs in is, is close to, or is suspected of harming a person: they see nothing of that person,
    whatever else they may. It holds from the moment it is declared.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts")
    person = models.CharField("person", max_length=LENGTH)
    nature = models.CharField(
        "nature",
        max_length=20,
        choices=Nature,
    )
    declared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts_declared")
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("to", null=True, blank=True)
    reason = models.TextField("reason", blank=True)

    personal = frozenset({"user", "person", "nature", "declared_by", "reason"})
    not_personal = frozenset({"from_at", "to_at"})

    class Meta:
        indexes = [models.Index(fields=["user", "person"])]


class BreakGlass(Tracked):
    """
    Reading a record that one may not, for at most an hour, because a child needs it now. Its guardian is told at
    once, and somebody else looks at it afterwards.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="glass_broken")
    kind = models.CharField("kind of record", max_length=40)
    record = models.CharField("record", max_length=LENGTH)
    reason = models.TextField("reason")
    begun_at = models.DateTimeField("begun")
    ends_at = models.DateTimeField("ends")
    ended_at = models.DateTimeField("ended early", null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="glass_reviewed")
    reviewed_at = models.DateTimeField("looked at", null=True, blank=True)
    outcome = models.CharField(
        "outcome",
        max_length=20,
        blank=True,
        choices=GlassOutcome,
    )
    note = models.TextField("note", blank=True)

    personal = frozenset({"user", "record", "reason", "reviewed_by", "note"})
    not_personal = frozenset({"kind", "begun_at", "ends_at", "ended_at", "reviewed_at", "outcome"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begun_at")), name="glass_is_broken_for_a_time"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")), name="nobody_reviews_themselves"
            ),
        ]
        indexes = [models.Index(fields=["user", "kind", "record", "ends_at"])]
