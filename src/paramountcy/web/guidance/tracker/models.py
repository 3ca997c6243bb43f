"""
What groups took on and what they decided, each with the line of notes that it came from.

An action is no point: most of what is said in a meeting is a view of the group, and stays in its notes. What became of
an action are its updates, what came of it for children its effects; what was decided on a question are its outcomes,
and *inconclusive* is one. All are rows that are added. The latest update says the state; nothing is ever overwritten.
"""

from django.db import models

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Organisation, Person
from paramountcy.web.guidance.meetings.models import Item, Line, Meeting
from paramountcy.web.kit.models import Tracked


class ActionKind(models.TextChoices):
    """How an action came to be, in the words of the notes. The values are those of the reading of notes."""

    AGREED = "agreed_action", "agreed action"
    COMMITMENT = "commitment", "commitment"
    REQUEST = "request", "request"
    OFFER = "offer", "offer"
    REPORT_BACK = "report_back", "to report back"
    CARRY_OVER = "carry_over", "business carried over"


class Action(Tracked):
    """
    Something that somebody took on. Its owner is a person, an organisation or only words: those of the notes are kept
    beside either, and who owned it before stands in its updates.

    It is due on a day, at the next meeting of `due_group` (the next after the one where it was noted, whenever that
    is), or as `due_words` say. `source` is the citation of where it is from, such as `meeting/abc#4.2`.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField("what")
    kind = models.CharField("how it came to be", max_length=20, choices=ActionKind, default=ActionKind.AGREED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    owner_words = models.CharField("owner, in words", max_length=200, blank=True)
    due_on = models.DateField("due on", null=True, blank=True)
    due_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_words = models.CharField("due, in words", max_length=200, blank=True)
    noted_on = models.DateField("taken on")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    source = models.CharField("from", max_length=200, blank=True)
    about = models.CharField("about", max_length=200, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"what", "person", "owner_words", "due_words"})
    not_personal = frozenset(
        {"group", "kind", "organisation", "due_on", "due_group", "noted_on", "meeting", "item", "line", "source",
         "about", "circle"}
    )  # fmt: skip

    class Meta:
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(due_group__isnull=True),
                name="due_on_a_day_or_at_a_meeting",
            )
        ]


class State(models.TextChoices):
    """What an update says. An action without an update is open; one that is handed over goes on with its new owner."""

    OPEN = "open", "open"
    UNDER_WAY = "under_way", "under way"
    DONE = "done", "done"
    DONE_DIFFERENTLY = "done_differently", "done differently"
    STOPPED = "stopped", "stopped"
    HANDED_OVER = "handed_over", "handed over"


OPEN_STATES = (State.OPEN, State.UNDER_WAY, State.HANDED_OVER)
"""The states in which somebody still has something to do."""
DONE_STATES = (State.DONE, State.DONE_DIFFERENTLY)


class Update(Tracked):
    """
    What became of an action: its state from then on, what happened, who says so, and the day that it is about. Where it
    was handed over, both owners stand here in words.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField("state", max_length=20, choices=State)
    text = models.TextField("what happened")
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    owner_before = models.CharField("owner before", max_length=200, blank=True)
    owner_after = models.CharField("owner after", max_length=200, blank=True)

    personal = frozenset({"text", "by", "owner_before", "owner_after"})
    not_personal = frozenset({"action", "state", "on"})

    class Meta:
        ordering = ["pk"]


class Seen(models.TextChoices):
    """What somebody found when they looked for what an action had changed."""

    CHANGED = "changed", "something changed for children or families"
    PRACTICE = "practice", "practice changed; not yet seen for children"
    NOTHING = "nothing", "nothing changed that could be seen"
    WORSE = "worse", "it made something worse"


class Effect(Tracked):
    """
    What came of an action, apart from whether it is done: what was seen, by whom, and what shows it. `evidence` is a
    citation, such as `indicator/re-referrals`, or where to find it.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="effects")
    seen = models.CharField("what was seen", max_length=20, choices=Seen)
    text = models.TextField("what changed")
    evidence = models.CharField("what shows it", max_length=200, blank=True)
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    personal = frozenset({"text", "evidence", "by"})
    not_personal = frozenset({"action", "seen", "on"})

    class Meta:
        ordering = ["on", "pk"]


class Decision(Tracked):
    """A question that was put to a group. What was decided, or that nothing was, are its outcomes."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="decisions")
    question = models.TextField("question")
    noted_on = models.DateField("first put on")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    source = models.CharField("from", max_length=200, blank=True)
    about = models.CharField("about", max_length=200, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"question"})
    not_personal = frozenset({"group", "noted_on", "meeting", "item", "line", "source", "about", "circle"})

    class Meta:
        ordering = ["noted_on", "pk"]


class Result(models.TextChoices):
    """What came of a question. The values are those of the reading of notes."""

    AGREED = "agreed", "agreed"
    REFUSED = "refused", "refused"
    NOTED = "noted", "noted"
    DEFERRED = "deferred", "deferred"
    INCONCLUSIVE = "inconclusive", "inconclusive"


LEFT_OPEN = (Result.DEFERRED, Result.INCONCLUSIVE)
"""The results after which a question is still open."""


class Outcome(Tracked):
    """
    What came of a question at one time. `strength` are the words of how strongly, such as unanimous; `decided_by` who
    decided; it returns on a day, or at the next meeting of `returns_group` after `meeting`.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="outcomes")
    result = models.CharField("outcome", max_length=20, choices=Result)
    text = models.TextField("in words", blank=True)
    strength = models.CharField("how strongly", max_length=100, blank=True)
    decided_by = models.CharField("who decided", max_length=200, blank=True)
    on = models.DateField("on")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes")
    returns_on = models.DateField("returns on", null=True, blank=True)
    returns_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owed = models.TextField("what is owed before it returns", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    personal = frozenset({"text", "decided_by", "owed", "by"})
    not_personal = frozenset({"decision", "result", "strength", "on", "meeting", "returns_on", "returns_group"})

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(returns_on__isnull=True) | models.Q(returns_group__isnull=True),
                name="returns_on_a_day_or_at_a_meeting",
            )
        ]


class SheetBack(Tracked):
    """
    A sheet of actions that came back, and what it would change: kept until whoever sent it has looked at it. `changes`
    and `problems` are as reads.sheet_changes gives them.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField("changes")
    problems = models.JSONField("problems")
    made_at = models.DateTimeField("sent at")
    accepted_at = models.DateTimeField("accepted at", null=True, blank=True)

    personal = frozenset({"user", "changes", "problems"})
    not_personal = frozenset({"made_at", "accepted_at"})
