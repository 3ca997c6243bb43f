"""Bodies (authorities, police forces, schools, charities) and their teams. Their names and types have dates."""

from datetime import date

from django.db import models

from paramountcy.web.kit.models import Tracked


class BodyType(models.TextChoices):
    LOCAL_AUTHORITY = "local_authority", "local authority"
    POLICE = "police", "police"
    INTEGRATED_CARE_BOARD = "integrated_care_board", "integrated care board"
    HEALTH_PROVIDER = "health_provider", "health provider"
    EDUCATION = "education", "school, college or nursery"
    VOLUNTARY = "voluntary", "voluntary or community organisation"
    PROBATION = "probation", "probation or youth justice"
    HOUSING = "housing", "housing"
    PARTNERSHIP = "partnership", "safeguarding partnership"
    OTHER = "other", "another body"


class Body(Tracked):
    """An organisation whose people sign in. What it is called, and what it is, is in its names, by date."""

    ended_on = models.DateField("ended on", null=True, blank=True)

    not_personal = frozenset({"ended_on"})

    class Meta:
        verbose_name_plural = "bodies"

    def name_on(self, on: date) -> "BodyName | None":
        """What it was called on a day; its first name for days before, None where it has none."""
        names = sorted(self.names.all(), key=lambda one: one.from_day)
        return next((one for one in reversed(names) if one.from_day <= on), names[0] if names else None)


class BodyName(Tracked):
    """What a body is called and is, from a day on until its next name."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("name", max_length=200)
    body_type = models.CharField("type", max_length=30, choices=BodyType)
    from_day = models.DateField("from")

    not_personal = frozenset({"body", "name", "body_type", "from_day"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "from_day"], name="one_name_of_a_body_a_day")]
        ordering = ["from_day"]


class Team(Tracked):
    """A team of a body. Roles are held in a team, so that what somebody may see ends when they leave it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField("name", max_length=200)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"body", "name", "from_day", "to_day"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="one_team_of_a_name_in_a_body")]
        ordering = ["name"]
