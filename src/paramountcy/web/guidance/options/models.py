"""
A question that has to be decided: its options with their levers, its risks and what answers them, what people said of
it, and each outcome that a group came to, decided or not. Outcomes are added, and none is overwritten.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Organisation, Person
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.kit.models import Tracked


class Question(Tracked):
    """
    What has to be decided. `would_change` is what would change the minds of those who decided it; `cited` where it was
    raised, such as a paragraph of notes.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="questions")
    title = models.CharField("question", max_length=300)
    why_now = models.TextField("why now")
    background = models.TextField("background", blank=True)
    would_change = models.TextField("what would change our mind", blank=True)
    raised_on = models.DateField("raised on")
    cited = models.CharField("where it was raised", max_length=200, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "why_now", "background", "would_change"})
    not_personal = frozenset({"group", "raised_on", "cited", "circle"})


class Lever(models.TextChoices):
    """What would make an option happen."""

    NEW_DUTY = "new_duty", "a new duty in law"
    AMEND_DUTY = "amend_duty", "amending a duty that there is"
    GUIDANCE = "guidance", "guidance"
    STATEMENT = "statement", "a statement of expectations"
    MONEY = "money", "money or commissioning"
    INSPECTION = "inspection", "inspection"
    NONE = "none", "none is needed"


EFFECTS = {
    "for_children": "for children and families",
    "for_agencies": "for agencies and their staff",
    "burden": "burden: hours, forms, data",
    "cost": "cost, in pounds a year",
    "equality": "equality: who gains and who loses",
}
"""The effects that every option is asked about, by field, in words. What nobody has worked out is shown as a gap."""


class Option(Tracked):
    """
    One answer to a question. `does_nothing` is the option of leaving things as they are, which the page of a
    question asks for. `duty` cites the duty or the law that the lever stands on; `enforcer` is who enforces it, and
    `consequence` what follows where it is not done.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="options")
    order = models.PositiveSmallIntegerField("order")
    title = models.CharField("title", max_length=200)
    text = models.TextField("what it is", blank=True)
    does_nothing = models.BooleanField("it leaves things as they are", default=False)
    for_children = models.TextField(EFFECTS["for_children"], blank=True)
    for_agencies = models.TextField(EFFECTS["for_agencies"], blank=True)
    burden = models.TextField(EFFECTS["burden"], blank=True)
    cost = models.TextField(EFFECTS["cost"], blank=True)
    equality = models.TextField(EFFECTS["equality"], blank=True)
    lever = models.CharField("lever", max_length=20, choices=Lever)
    duty = models.CharField("duty or law it stands on", max_length=300, blank=True)
    enforcer = models.CharField("who enforces it", max_length=200, blank=True)
    consequence = models.TextField("what follows where it is not done", blank=True)
    dropped_on = models.DateField("dropped on", null=True, blank=True)
    dropped_because = models.TextField("why it was dropped", blank=True)

    personal = frozenset({"title", "text", "dropped_because", "consequence", *EFFECTS})
    not_personal = frozenset(
        {"question", "order", "does_nothing", "lever", "duty", "enforcer", "dropped_on"}
    )  # fmt: skip

    class Meta:
        ordering = ["order", "pk"]

    @property
    def gaps(self) -> list[str]:
        """The effects that nobody has worked out, in words."""
        return [words for name, words in EFFECTS.items() if not getattr(self, name)]

    @property
    def effects(self) -> list[tuple[str, str]]:
        """What each effect is called, and what it is."""
        return [(words, getattr(self, name)) for name, words in EFFECTS.items()]


class Side(models.TextChoices):
    FOR = "for", "for"
    AGAINST = "against", "against"


class Argument(Tracked):
    """A reason for or against an option, and where it was given."""

    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="arguments")
    side = models.CharField("side", max_length=10, choices=Side)
    text = models.TextField("reason")
    cited = models.CharField("where it was said", max_length=200, blank=True)
    struck_on = models.DateField("struck out on", null=True, blank=True)

    personal = frozenset({"text"})
    not_personal = frozenset({"option", "side", "cited", "struck_on"})

    class Meta:
        ordering = ["pk"]


class Risk(Tracked):
    """Something that may go wrong, with one option, or whichever is chosen where `option` is none."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="risks")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="risks")
    text = models.TextField("what may go wrong, and for whom")
    main = models.BooleanField("a main risk", default=False)
    cited = models.CharField("where it was raised", max_length=200, blank=True)
    struck_on = models.DateField("struck out on", null=True, blank=True)

    personal = frozenset({"text"})
    not_personal = frozenset({"question", "option", "main", "cited", "struck_on"})

    class Meta:
        ordering = ["-main", "pk"]


class AnswerKind(models.TextChoices):
    MITIGATION = "mitigation", "a mitigation: what makes it less likely, or less bad"
    ACCEPTED = "accepted", "it is accepted, and why"
    NOT_SO = "not_so", "it would not happen, and why"


class Standing(models.TextChoices):
    """Whether an answer was only put forward, or is agreed: an agreed one answers its risk."""

    PUT_FORWARD = "put_forward", "put forward, not agreed yet"
    AGREED = "agreed", "agreed"


class Answer(Tracked):
    """What answers a risk. One that was only put forward does not answer it yet."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField("kind", max_length=20, choices=AnswerKind)
    text = models.TextField("answer")
    standing = models.CharField("standing", max_length=20, choices=Standing)
    owner = models.CharField("who sees to it", max_length=200, blank=True)
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cited = models.CharField("where it was said", max_length=200, blank=True)
    struck_on = models.DateField("struck out on", null=True, blank=True)

    personal = frozenset({"text", "owner", "by"})
    not_personal = frozenset({"risk", "kind", "standing", "on", "cited", "struck_on"})

    class Meta:
        ordering = ["on", "pk"]


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports it"
    DOUBTS = "doubts", "doubts it"
    ASKS = "asks", "asks something"


class View(Tracked):
    """What somebody thinks of a question or of one option: who said it, and the line of a meeting that has it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="views")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="views")
    stance = models.CharField("stance", max_length=20, choices=Stance)
    text = models.TextField("view")
    whose = models.CharField("whose view", max_length=200, blank=True)
    cited = models.CharField("where it was said", max_length=200, blank=True)
    struck_on = models.DateField("struck out on", null=True, blank=True)

    personal = frozenset({"text", "whose"})
    not_personal = frozenset({"question", "option", "stance", "cited", "struck_on"})

    class Meta:
        ordering = ["pk"]


class Result(models.TextChoices):
    """How a discussion ended."""

    DECIDED = "decided", "decided"
    DEFERRED = "deferred", "deferred"
    INCONCLUSIVE = "inconclusive", "inconclusive"
    WITHDRAWN = "withdrawn", "withdrawn"
    REOPENED = "reopened", "opened again"


class Outcome(Tracked):
    """
    How a question came out on a day: who decided or did not, at which meeting, and why. `despite` is the reason typed
    for deciding with a risk unanswered. It returns at a meeting, and moves with it, or on a day.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="outcomes")
    result = models.CharField("outcome", max_length=20, choices=Result)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("on")
    who = models.CharField("who came to it", max_length=200)
    at_meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("reason")
    despite = models.TextField("why it was decided with a risk unanswered", blank=True)
    returns_on = models.DateField("returns on", null=True, blank=True)
    returns_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cited = models.CharField("where it stands in the notes", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"who", "reason", "despite", "by"})
    not_personal = frozenset(
        {"question", "result", "option", "on", "at_meeting", "returns_on", "returns_at", "cited"}
    )  # fmt: skip

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(result="decided") | Q(option__isnull=False), name="what_is_decided_is_one_of_the_options"
            ),
            models.CheckConstraint(
                condition=Q(returns_on__isnull=True) | Q(returns_on__gt=F("on")), name="a_question_returns_later"
            ),
        ]

    @property
    def returns(self) -> date | None:
        """The day on which it returns: that of the meeting, wherever that has moved."""
        return self.returns_at.day if self.returns_at else self.returns_on


class Owed(Tracked):
    """Something that is owed before a question returns, by whom, and by when; and when and where it was given."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="owed")
    text = models.TextField("what is owed")
    who = models.CharField("who owes it", max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField("due", null=True, blank=True)
    given_on = models.DateField("given on", null=True, blank=True)
    given = models.CharField("where it is", max_length=300, blank=True)

    personal = frozenset({"text", "who", "person", "given"})
    not_personal = frozenset({"outcome", "organisation", "due", "given_on"})

    class Meta:
        ordering = ["pk"]
