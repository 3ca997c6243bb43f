"""
A guidance document in the making: its drafts, chapters and their versions, each kept whole; what was said of its
provisions; comments, what became of each, and whom it was told; its principles; and its releases.
"""

from django.db import models
from django.db.models import Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.drafting.passages import number_of_words
from paramountcy.web.guidance.groups.models import Circle, Group, Person
from paramountcy.web.kit.models import Tracked


class Guidance(Tracked):
    """
    A document that a group drafts. `replaces` names the edition before, whose length is in `old_words` or is counted
    in `old_text`; `budget` is the share of it that the new one may have, per cent; `lead` who drafts it.
    """

    title = models.CharField("title", max_length=200)
    edition = models.CharField("edition", max_length=80, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="drafting")
    lead = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.CharField("the edition it replaces", max_length=200, blank=True)
    old_words = models.PositiveIntegerField("words of the edition it replaces", null=True, blank=True)
    old_text = models.TextField("text of the edition it replaces", blank=True)
    budget = models.PositiveSmallIntegerField("word budget, per cent of that edition", null=True, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"lead", "old_text"})
    not_personal = frozenset({"title", "edition", "group", "replaces", "old_words", "budget", "circle"})

    class Meta:
        verbose_name = "guidance document"

    @property
    def words_before(self) -> int | None:
        """The words of the edition that it replaces, None where that is not known."""
        return number_of_words(self.old_text) if self.old_text else self.old_words


class Draft(Tracked):
    """A numbered draft of the whole document. Versions are written into the latest one."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField("number")
    begun_on = models.DateField("begun on")
    why = models.TextField("what it is to change", blank=True)

    not_personal = frozenset({"guidance", "number", "begun_on", "why"})

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["guidance", "number"], name="one_draft_of_a_number")]


class Chapter(Tracked):
    """A chapter. `old_words` is the length of what it replaces, where known; `due_on` when its text is due."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="chapters")
    number = models.PositiveSmallIntegerField("number")
    title = models.CharField("title", max_length=200)
    approach = models.TextField("approach", blank=True)
    old_words = models.PositiveIntegerField("words of the chapter it replaces", null=True, blank=True)
    due_on = models.DateField("first text due on", null=True, blank=True)

    personal = frozenset({"approach"})
    not_personal = frozenset({"guidance", "number", "title", "old_words", "due_on"})

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["guidance", "number"], name="one_chapter_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Version(Tracked):
    """The text of a chapter at a moment, whole, with what changed and why."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="versions")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("number")
    text = models.TextField("text")
    why = models.TextField("what changed, and why", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("written at")

    personal = frozenset({"text", "why", "by"})
    not_personal = frozenset({"chapter", "draft", "number", "at"})

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["chapter", "number"], name="one_version_of_a_number")]

    @property
    def called(self) -> str:
        return f"Version {self.number}, of draft {self.draft.number}"


class Particulars(Tracked):
    """
    What a drafter said of a provision, which is known by its sentence: its law, whom it binds, in which settings, at
    what age, by when. The latest row counts.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="particulars")
    sentence = models.TextField("sentence")
    paragraph = models.CharField("paragraph", max_length=20, blank=True)
    source = models.CharField("legal source", max_length=300, blank=True)
    who = models.CharField("who it binds", max_length=300, blank=True)
    settings = models.CharField("settings", max_length=300, blank=True)
    age_scope = models.CharField("age scope", max_length=200, blank=True)
    time_limit = models.CharField("time limit", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("on")

    personal = frozenset({"sentence", "by"})
    not_personal = frozenset({"chapter", "paragraph", "source", "who", "settings", "age_scope", "time_limit", "on"})

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "particulars"


class Kind(models.TextChoices):
    """What a comment does."""

    SUPPORT = "support", "support"
    CHANGE = "change", "change something"
    ADD = "add", "add something"
    REMOVE = "remove", "take something out"
    QUESTION = "question", "question"


class Via(models.TextChoices):
    """How a comment came."""

    SCREEN = "screen", "written here"
    EMAIL = "email", "by e-mail"
    WORD = "word", "in a Word file"
    MEETING = "meeting", "at a meeting"
    EVENT = "event", "at an event"


class Comment(Tracked):
    """
    A comment on a chapter: on words quoted from a version of it, on a paragraph, or on the whole. `source` cites the
    line of a meeting that it was brought in from, such as meeting/abc#3.2.i.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="comments")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("who", max_length=150, blank=True)
    organisation = models.CharField("for which organisation", max_length=200, blank=True)
    kind = models.CharField("kind", max_length=20, choices=Kind, default=Kind.CHANGE)
    text = models.TextField("comment")
    paragraph = models.CharField("paragraph", max_length=20, blank=True)
    quote = models.TextField("quoted words", blank=True)
    via = models.CharField("how it came", max_length=20, choices=Via, default=Via.SCREEN)
    received_on = models.DateField("received on")
    source = models.CharField("where it was said", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("entered at")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"person", "name", "organisation", "text", "quote", "by"})
    not_personal = frozenset(
        {"chapter", "version", "kind", "paragraph", "via", "received_on", "source", "at", "circle"}
    )

    class Meta:
        ordering = ["pk"]


class Outcome(models.TextChoices):
    """What became of a comment."""

    ACCEPTED = "accepted", "accepted"
    PART = "part", "accepted in part"
    NOT = "not", "not accepted"
    LATER = "later", "later"
    DUPLICATE = "duplicate", "the same as another"


LANDS = (Outcome.ACCEPTED, Outcome.PART)
"""Outcomes that change the text."""


class Disposition(Tracked):
    """What was decided on a comment, why, and where in the text it landed. The latest row counts; none is changed."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="dispositions")
    outcome = models.CharField("outcome", max_length=20, choices=Outcome)
    reason = models.TextField("reason")
    duplicate_of = models.ForeignKey(
        Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    landed_in = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="landed")
    landed_words = models.TextField("words that came of it", blank=True)
    landed_paragraph = models.CharField("paragraph", max_length=20, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("on")

    personal = frozenset({"reason", "landed_words", "by"})
    not_personal = frozenset({"comment", "outcome", "duplicate_of", "landed_in", "landed_paragraph", "on"})

    class Meta:
        ordering = ["pk"]


class Told(Tracked):
    """That whoever commented was told what became of it, when and how."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="told")
    on = models.DateField("told on")
    how = models.CharField("how", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    personal = frozenset({"how", "by"})
    not_personal = frozenset({"comment", "on"})

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "told"


class Principle(Tracked):
    """A principle of drafting that the text is checked against, from a day to a day."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="principles")
    name = models.CharField("name", max_length=200)
    looks_for = models.CharField("what it looks for", max_length=40)
    words = models.TextField("words", blank=True)
    limit = models.PositiveSmallIntegerField("limit", null=True, blank=True)
    source = models.CharField("who says so", max_length=300, blank=True)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"guidance", "name", "looks_for", "words", "limit", "source", "from_day", "to_day"})

    class Meta:
        ordering = ["pk"]


class Release(Tracked):
    """A draft that was published, whole, until it was withdrawn; `warned` where no version for children was there."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="releases")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="releases")
    on = models.DateField("published on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField("what is new in it", blank=True)
    warned = models.BooleanField("without a version for children", default=False)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdrawn_why = models.TextField("why it was withdrawn", blank=True)

    personal = frozenset({"by"})
    not_personal = frozenset({"guidance", "draft", "on", "summary", "warned", "withdrawn_on", "withdrawn_why"})

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance"], condition=Q(withdrawn_on__isnull=True), name="one_release_at_a_time"
            )
        ]
