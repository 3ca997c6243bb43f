"""How people come in: an invitation by name, and terms they accept by version."""

from django.db import models

from paramountcy.web.access.models.bodies import Team
from paramountcy.web.access.models.users import User
from paramountcy.web.access.roles import Role
from paramountcy.web.kit.models import Tracked


class Invitation(Tracked):
    """An invitation to sign in with a role. Its link is shown once; only a digest of it is kept."""

    email = models.EmailField("e-mail address")
    name = models.CharField("name", max_length=200)
    role = models.CharField("role", max_length=30, choices=Role.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invitations_made")
    reason = models.TextField("reason")
    digest = models.CharField("digest of the link", max_length=64, unique=True)
    made_at = models.DateTimeField("made")
    ends_at = models.DateTimeField("ends")
    used_at = models.DateTimeField("used", null=True, blank=True)
    used_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invited_by_link")
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)

    personal = frozenset({"email", "name", "invited_by", "reason", "digest", "used_by"})
    not_personal = frozenset({"role", "team", "made_at", "ends_at", "used_at", "withdrawn_at"})


class Terms(Tracked):
    """What everybody who signs in agrees to, by version."""

    version = models.PositiveIntegerField("version", unique=True)
    text = models.TextField("text")
    from_at = models.DateTimeField("from")

    not_personal = frozenset({"version", "text", "from_at"})

    class Meta:
        verbose_name_plural = "terms"


class Acceptance(Tracked):
    """That somebody accepted a version of the terms."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acceptances")
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="acceptances")
    at = models.DateTimeField("accepted")

    personal = frozenset({"user"})
    not_personal = frozenset({"terms", "at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "terms"], name="terms_are_accepted_once")]
