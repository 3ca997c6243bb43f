"""Those who look after the machine. They sign in nowhere: each has a name, and what they do is in the log by it."""

from django.db import models
from django.db.models import Q

from paramountcy.web.kit.models import Tracked


class Operator(Tracked):
    """Somebody who may run `paramountcy operator`. The first enrols themselves; each other one is enrolled by one."""

    name = models.CharField("name", max_length=200)
    enrolled_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("to", null=True, blank=True)
    reason = models.TextField("reason")

    personal = frozenset({"name", "enrolled_by", "reason"})
    not_personal = frozenset({"from_at", "to_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(to_at__isnull=True), name="one_operator_of_a_name")
        ]
