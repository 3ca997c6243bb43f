"""What was handed to those on duty: the words, whole; who handed them on; and what was done, as a history."""

from django.db import models

from paramountcy.web.access.models import User
from paramountcy.web.kit.models import Tracked


class Worry(Tracked):
    """
    Something somebody wrote that made a reader worry about a child. `source` cites where it was written, `place` says
    it in words; `text` is the whole of it as it stood then, whatever becomes of it there.
    """

    source = models.CharField("source", max_length=200)
    place = models.CharField("where it was written", max_length=200)
    text = models.TextField("what was written")
    contact = models.TextField("how to reach whoever wrote it", blank=True)
    written_at = models.DateTimeField("written", null=True, blank=True)
    handed_at = models.DateTimeField("handed over")

    personal = frozenset({"text", "contact"})
    not_personal = frozenset({"source", "place", "written_at", "handed_at"})

    class Meta:
        verbose_name_plural = "worries"
        ordering = ["-handed_at", "-pk"]


class Handing(Tracked):
    """Somebody handed it over. The first made it; another reader may hand over the same, and is told the same."""

    worry = models.ForeignKey(Worry, on_delete=models.PROTECT, related_name="handings")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"by"})
    not_personal = frozenset({"worry", "at"})

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["worry", "by"], name="handed_over_once_by_each")]


class What(models.TextChoices):
    """What those on duty did."""

    RECEIVED = "received", "received"
    RANG = "rang", "rang or wrote to somebody"
    POLICE = "police", "told the police"
    CONTACT = "contact", "made a contact or referral of it"
    OTHER_AREA = "other_area", "passed it to another area"
    NOTE = "note", "noted something"
    CLOSED = "closed", "nothing more to do here"


class Step(Tracked):
    """One thing that those on duty did about it, by whom and when. The first that receives it is the receipt."""

    worry = models.ForeignKey(Worry, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField("what", max_length=20, choices=What)
    words = models.TextField("in words", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"words", "by"})
    not_personal = frozenset({"worry", "what", "at"})

    class Meta:
        ordering = ["at", "pk"]
