"""What the application knows of its own database: what it is for."""

from django.db import models
from django.db.models import Q

from paramountcy.web.site.purposes import Purpose


class Installation(models.Model):
    """One row, made with the database and never changed: so that no demo is taken for real, nor the reverse."""

    purpose = models.CharField("purpose", max_length=10, choices=Purpose)
    seed = models.PositiveIntegerField("seed of what is imagined", null=True)
    made_at = models.DateTimeField("made", auto_now_add=True)

    not_personal = frozenset({"purpose", "seed", "made_at"})

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_row_says_what_a_database_is_for")]

    def __str__(self) -> str:
        return f"for {self.get_purpose_display()}"
