"""
What is published that has no room of its own, such as a letter; names that are withheld; drafts of notes that went out
as drafts; and addresses that lead nowhere any more.
"""

from django.db import models
from django.db.models import Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Person
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.kit.models import Tracked


class Kind(models.TextChoices):
    LETTER = "letter", "letter"
    REPORT = "report", "report"
    POLICY = "policy", "policy or procedure"
    STATEMENT = "statement", "statement"
    OTHER = "other", "other document"


class Document(Tracked):
    """
    Something to publish: its words, or a file of them, or where it stands elsewhere. `of_day` is the day that it bears.
    """

    kind = models.CharField("kind", max_length=20, choices=Kind)
    title = models.CharField("title", max_length=200)
    of_day = models.DateField("date of the document")
    issued_by = models.CharField("issued by", max_length=200, blank=True)
    text = models.TextField("words", blank=True)
    content = models.BinaryField("file", null=True, blank=True)
    ending = models.CharField("kind of file", max_length=4, blank=True)
    file_words = models.TextField("words of the file", blank=True)
    link = models.URLField("where it stands elsewhere", max_length=500, blank=True)
    about = models.CharField("about", max_length=200, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "text", "content", "file_words"})
    not_personal = frozenset({"kind", "of_day", "issued_by", "ending", "link", "about", "group", "circle"})

    class Meta:
        ordering = ["-of_day", "-pk"]


class Stage(models.TextChoices):
    AGREED = "agreed", "agreed"
    PUBLISHED = "published", "published"
    AS_DRAFT = "draft", "published as a draft"
    WITHDRAWN = "withdrawn", "withdrawn"


class Step(Tracked):
    """
    What became of a document, with its day, who and why. The last of them is what it is. `looked` is that somebody
    looked at what might let a child be known.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField("stage", max_length=20, choices=Stage)
    on = models.DateField("on")
    reason = models.TextField("reason", blank=True)
    looked = models.BooleanField("looked at what might let a child be known", default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"document", "stage", "on", "looked", "at"})

    class Meta:
        ordering = ["at", "pk"]


class DraftNotes(Tracked):
    """
    Notes of a meeting that went out before they were agreed, marked as a draft. `told` is what they said on that day;
    they are on no public page any more once the notes are published, or the draft is taken back.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="drafts_out")
    told = models.JSONField("what they said")
    on = models.DateField("published as a draft on")
    looked = models.BooleanField("looked at what might let a child be known", default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    reason = models.TextField("why it was withdrawn", blank=True)

    personal = frozenset({"told", "by", "reason"})
    not_personal = frozenset({"meeting", "on", "looked", "withdrawn_on"})

    class Meta:
        verbose_name_plural = "draft notes"
        ordering = ["-on", "-pk"]


class Withheld(Tracked):
    """
    A name, or other words, that does not leave with what is published of one meeting or document; with why, and until
    when. `person` is whose name it is, where they are known here.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="withheld")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="withheld")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField("name or words", max_length=200, blank=True)
    why = models.TextField("why")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("to", null=True, blank=True)

    personal = frozenset({"person", "words", "why", "by"})
    not_personal = frozenset({"meeting", "document", "from_at", "to_at"})

    class Meta:
        verbose_name = "withheld name"
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) ^ Q(document__isnull=True), name="withheld_from_one_thing"
            )
        ]


class DeadLink(Tracked):
    """An address outside where something stood that was published, and no longer does; and where a copy is kept."""

    address = models.URLField("address", max_length=500)
    what = models.CharField("what stood there", max_length=200)
    seen_on = models.DateField("seen to be dead on")
    copy = models.URLField("where a copy is kept", max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    personal = frozenset({"by"})
    not_personal = frozenset({"address", "what", "seen_on", "copy"})

    class Meta:
        ordering = ["-seen_on", "-pk"]
