"""What the application tells people inside it, and the searches that stay out of addresses."""

from django.db import models

from paramountcy.web.access.models.users import User
from paramountcy.web.kit.models import LENGTH, Kept, Tracked


class Notice(Tracked):
    """Something to look at. It names nobody until it is opened by the one it is for."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    about = models.CharField("about", max_length=30)
    kind = models.CharField("kind of record", max_length=40, blank=True)
    record = models.CharField("record", max_length=LENGTH, blank=True)
    made_at = models.DateTimeField("made")
    read_at = models.DateTimeField("read", null=True, blank=True)

    personal = frozenset({"user", "record"})
    not_personal = frozenset({"about", "kind", "made_at", "read_at"})

    class Meta:
        indexes = [models.Index(fields=["user", "read_at"])]
        ordering = ["-made_at"]


class StoredSearch(Kept):
    """What somebody searched for: sent by POST and kept here, so that the address of its results says nothing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="searches")
    kind = models.CharField("kind of record", max_length=40)
    terms = models.JSONField("terms")
    made_at = models.DateTimeField("made")

    personal = frozenset({"user", "terms"})
    not_personal = frozenset({"kind", "made_at"})
