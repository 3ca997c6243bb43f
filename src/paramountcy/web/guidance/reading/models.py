"""
What is kept of the reading of notes: the file as it was sent, each reading of it, and each fact with where it stands.

A fact is only proposed until somebody accepts it, corrects it or says that it is none. What was accepted is taken over
into the meeting by a press of its own; before that there is no row of it anywhere else.
"""

from django.db import models

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Person
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.kit.models import Tracked


class SourceDocument(Tracked):
    """
    A file of notes as it was sent, and its text. `blocks` are where its lines and rows stand in the text, as
    [start, end, page]; `follows` the file of the same meeting that this one corrects.
    """

    name = models.CharField("name of the file", max_length=200)
    content = models.BinaryField("content")
    digest = models.CharField("SHA-256", max_length=64)
    kind = models.CharField("kind of file", max_length=20)
    text = models.TextField("text")
    blocks = models.JSONField("where its lines stand")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("sent at")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"name", "content", "text", "by"})
    not_personal = frozenset({"digest", "kind", "blocks", "at", "group", "meeting", "follows", "circle"})

    class Meta:
        indexes = [models.Index(fields=["digest"])]


class Extraction(Tracked):
    """One reading of a file: by which version of the reader, when, and what a person should look at."""

    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="extractions")
    reader = models.CharField("version of the reader", max_length=40)
    at = models.DateTimeField("read at")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    known = models.BooleanField("of a known layout")
    look_at = models.JSONField("to look at")

    personal = frozenset({"by", "look_at"})
    not_personal = frozenset({"document", "reader", "at", "known"})

    class Meta:
        ordering = ["pk"]


class Status(models.TextChoices):
    PROPOSED = "proposed", "to be looked at"
    CONFIRMED = "confirmed", "accepted"
    CORRECTED = "corrected", "corrected"
    REJECTED = "rejected", "not this"


ACCEPTED = (Status.CONFIRMED, Status.CORRECTED)


class Certainty(models.TextChoices):
    CERTAIN = "certain", "certain"
    LIKELY = "likely", "likely"
    GUESS = "guess", "a guess"


class Fact(Tracked):
    """
    A fact that notes state. `path` names it among those of its meeting, whichever file it was read from; `value` is
    what was read, `settled` what a person made of it, `taken` what was taken over, and `became` a citation of the row.

    `before` is the same fact of the reading before, which said `value` differently where it is to be looked at anew.
    """

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="facts")
    section = models.CharField("section", max_length=20)
    kind = models.CharField("kind", max_length=20)
    path = models.CharField("path", max_length=200)
    order = models.PositiveIntegerField("order")
    value = models.JSONField("as it was read")
    start = models.PositiveIntegerField("start", null=True, blank=True)
    end = models.PositiveIntegerField("end", null=True, blank=True)
    page = models.PositiveSmallIntegerField("page", null=True, blank=True)
    confidence = models.CharField("how sure", max_length=20, choices=Certainty)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.PROPOSED)
    settled = models.JSONField("as a person has it", null=True, blank=True)
    same_as = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("settled at", null=True, blank=True)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="after")
    taken = models.JSONField("as it was taken over", null=True, blank=True)
    became = models.CharField("became", max_length=200, blank=True)

    personal = frozenset({"path", "value", "settled", "same_as", "by", "taken"})
    not_personal = frozenset(
        {"extraction", "section", "kind", "order", "start", "end", "page", "confidence", "status", "at", "before",
         "became"}
    )  # fmt: skip

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["extraction", "path"], name="one_fact_of_a_path")]

    @property
    def now(self) -> dict:
        """What stands: as a person has it, else as it was read."""
        return self.value if self.settled is None else self.settled

    @property
    def is_accepted(self) -> bool:
        return self.status in ACCEPTED
