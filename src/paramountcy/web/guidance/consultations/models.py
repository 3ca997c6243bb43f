"""
A consultation: what is asked of whom, from which day to which; the responses, and what was heard at events, which is
counted apart; and what the group answered. What becomes of each is a row with its day, and none is overwritten.
"""

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Person, Sector
from paramountcy.web.kit.models import Tracked


class Consultation(Tracked):
    """
    What is asked, and why. It opens as its first day begins and closes as its last day ends, in London. `undecided` is
    what is still open, so that it matters what anybody says; `about` cites what it is about.
    """

    title = models.CharField("title", max_length=200)
    why = models.TextField("why it is asked")
    undecided = models.TextField("what is not decided yet")
    opens_on = models.DateField("first day")
    closes_on = models.DateField("last day")
    about = models.CharField("about", max_length=200, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"why", "undecided"})
    not_personal = frozenset({"title", "opens_on", "closes_on", "about", "group", "circle"})

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="it_closes_after_it_opened")
        ]


class Stage(models.TextChoices):
    ANNOUNCED = "announced", "announced"
    DATES = "dates", "its dates were changed"
    LATE = "late", "it was said why the response is late"
    WITHDRAWN = "withdrawn", "withdrawn"


class Step(Tracked):
    """Something that became of a consultation, with who and when. Its words are public."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField("stage", max_length=20, choices=Stage)
    words = models.TextField("in words", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"words", "by"})
    not_personal = frozenset({"consultation", "stage", "at"})

    class Meta:
        ordering = ["at", "pk"]


class Asked(Tracked):
    """Those who are expected to answer, such as health visitors: whoever of them does not is listed."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="asked")
    name = models.CharField("who", max_length=120)
    sector = models.CharField("sector", max_length=20, choices=Sector)

    not_personal = frozenset({"consultation", "name", "sector"})

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "name"], name="asked_once")]


class Section(Tracked):
    """A part of the questions, under one heading."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField("title", max_length=200)
    says = models.TextField("what is to be known before answering", blank=True)

    not_personal = frozenset({"consultation", "title", "says"})

    class Meta:
        ordering = ["pk"]


class QuestionKind(models.TextChoices):
    TEXT = "text", "in their own words"
    ONE = "one", "one of a list"
    MANY = "many", "some of a list"
    AGREE = "agree", "how far they agree"
    YES_NO = "yes_no", "yes, no, or not sure"


class Question(Tracked):
    """
    A question. Its number is its anchor: `consultation/<reference>#q3` cites it. `choices` are lines, one a choice.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField("number")
    kind = models.CharField("kind", max_length=20, choices=QuestionKind)
    text = models.TextField("question")
    hint = models.TextField("hint", blank=True)
    choices = models.TextField("choices, one on each line", blank=True)
    dropped_on = models.DateField("taken out on", null=True, blank=True)

    not_personal = frozenset({"section", "number", "kind", "text", "hint", "choices", "dropped_on"})

    class Meta:
        ordering = ["number", "pk"]

    @property
    def options(self) -> list[str]:
        """What can be chosen; nothing where it is answered in words."""
        if self.kind == QuestionKind.AGREE:
            return ["Agree strongly", "Agree", "Neither", "Disagree", "Disagree strongly"]
        if self.kind == QuestionKind.YES_NO:
            return ["Yes", "No", "Not sure"]
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


class Document(Tracked):
    """Something to read before answering: a PDF or a Word file, public once the consultation is announced."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField("title", max_length=200)
    content = models.BinaryField("content")
    ending = models.CharField("kind of file", max_length=4)
    digest = models.CharField("SHA-256", max_length=64)
    added_on = models.DateField("added on")
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)

    personal = frozenset({"content"})
    not_personal = frozenset({"consultation", "title", "ending", "digest", "added_on", "withdrawn_on"})

    class Meta:
        ordering = ["pk"]


class Principle(Tracked):
    """How one of the principles of consulting was kept, or why not. The last word on each stands."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="principles")
    key = models.CharField("principle", max_length=40)
    kept = models.BooleanField("kept")
    words = models.TextField("how, or why not")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"words", "by"})
    not_personal = frozenset({"consultation", "key", "kept", "at"})

    class Meta:
        ordering = ["at", "pk"]


class Consent(models.TextChoices):
    NAMED = "named", "You may publish it with my name, or my organisation’s"
    UNNAMED = "unnamed", "You may publish it without any name"
    COUNTED = "counted", "Do not publish my words: only count them"


class Response(Tracked):
    """
    What one person or organisation sent. Nobody but those who moderate reads it before they have. `once` is the digest
    of what the form carried, so that pressing twice sends once. Whence it was sent is kept nowhere.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="responses")
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, null=True, blank=True, related_name="responses")
    sector = models.CharField("sector", max_length=20, choices=Sector)
    by_child = models.BooleanField("under 18", default=False)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    name = models.CharField("name", max_length=150, blank=True)
    contact = models.CharField("how to reach them", max_length=200, blank=True)
    consent = models.CharField("consent", max_length=20, choices=Consent)
    once = models.CharField("sent once", max_length=64, unique=True)
    sent_at = models.DateTimeField("sent")

    personal = frozenset({"asked", "sector", "by_child", "organisation", "name", "contact"})
    not_personal = frozenset({"consultation", "consent", "once", "sent_at"})

    class Meta:
        ordering = ["sent_at", "pk"]


class Answer(Tracked):
    """What was answered to one question: words, or what was chosen, one on each line."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField("answer")

    personal = frozenset({"text"})
    not_personal = frozenset({"response", "question"})

    class Meta:
        ordering = ["question__number", "pk"]


class Outcome(models.TextChoices):
    PUBLISH = "publish", "publish it as it is"
    REDACT = "redact", "publish it without some words"
    WITHHOLD = "withhold", "do not publish it"


class Moderation(Tracked):
    """What a moderator decided of a response, and why. The last of them stands."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="moderations")
    outcome = models.CharField("outcome", max_length=20, choices=Outcome)
    counted = models.BooleanField("counted", default=True)
    reason = models.TextField("reason", blank=True)
    looked = models.BooleanField("looked at what might let a child be known", default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"response", "outcome", "counted", "looked", "at"})

    class Meta:
        ordering = ["at", "pk"]


class Redaction(Tracked):
    """An answer as it is published after a moderation: words taken out, a bracket where they were, none put in."""

    moderation = models.ForeignKey(Moderation, on_delete=models.PROTECT, related_name="redactions")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="redactions")
    text = models.TextField("as published")

    personal = frozenset({"text"})
    not_personal = frozenset({"moderation", "answer"})


class Permission(models.TextChoices):
    PUBLISH = "publish", "it may be published"
    COUNT = "count", "for the group to read; only counted in public"


class Event(Tracked):
    """
    A meeting of some network at which people were asked. What they said is counted apart from responses, for one person
    may speak there and write too.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="events")
    title = models.CharField("what it was", max_length=200)
    host = models.CharField("whose network", max_length=200)
    day = models.DateField("day")
    official = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    permission = models.CharField("permission", max_length=20, choices=Permission)

    personal = frozenset({"official"})
    not_personal = frozenset({"consultation", "title", "host", "day", "permission"})

    class Meta:
        ordering = ["day", "pk"]


class Attended(Tracked):
    """How many came to an event from one sector."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="attended")
    sector = models.CharField("sector", max_length=20, choices=Sector)
    number = models.PositiveSmallIntegerField("how many")

    not_personal = frozenset({"event", "sector", "number"})

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "sector"], name="a_sector_once_at_an_event")]


class Feedback(Tracked):
    """What was said at an event to one question, or to none of them, as an official noted it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="feedback")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback")
    text = models.TextField("what was said")
    looked = models.BooleanField("looked at what might let a child be known", default=False)

    personal = frozenset({"text"})
    not_personal = frozenset({"event", "question", "looked"})

    class Meta:
        ordering = ["pk"]


class Reply(Tracked):
    """A version of what the group answers to all who took part. Each saving is a new one."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="replies")
    version = models.PositiveSmallIntegerField("version")
    we_asked = models.TextField("we asked")
    you_said = models.TextField("you said")
    we_did = models.TextField("we did")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"you_said", "by"})
    not_personal = frozenset({"consultation", "version", "we_asked", "we_did", "at"})

    class Meta:
        ordering = ["version"]
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(fields=["consultation", "version"], name="a_reply_has_its_version")]


class ReplyRelease(Tracked):
    """A version of the reply became public. `reason` is why without a version for children, where there was none."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="releases")
    reason = models.TextField("why without a version for children", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("when")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"reply", "at"})

    class Meta:
        ordering = ["at", "pk"]
