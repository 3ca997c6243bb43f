"""
Recommendations of a report, and what became of them. Positions, claims of progress and evidence of effect are rows that
are added: who says it, when and where; nothing is overwritten, and no link to anything changes a position.
"""

from django.db import models

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.meetings.models import PointKind
from paramountcy.web.kit.models import Tracked


class Source(models.TextChoices):
    NATIONAL = "national", "national report"
    LOCAL = "local", "local review"
    AUDIT = "audit", "audit"
    INSPECTION = "inspection", "inspection"
    COMPLAINT = "complaint", "complaint"
    OTHER = "other", "another source"


class Known(models.TextChoices):
    """How exactly a day is known."""

    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"


class SourceMark(models.TextChoices):
    """How a fact is known here: shown beside it wherever it is not of our own making."""

    OURS = "", "noted here"
    SEEN = "s", "seen in a public page"
    INFERRED = "i", "inferred"
    KNOWLEDGE = "m", "from knowledge, not checked"


class Report(Tracked):
    """
    A report that makes recommendations. `answers` is who is to respond, `statement` the response as a whole, in draft;
    `group` the group that it is before, which then has its recommendations on its agenda until each was discussed.
    """

    title = models.CharField("title", max_length=300)
    source = models.CharField("source", max_length=20, choices=Source)
    on = models.DateField("published on")
    on_known = models.CharField("how exactly", max_length=10, choices=Known, default=Known.DAY)
    by_whom = models.CharField("by whom", max_length=200, blank=True)
    link = models.URLField("where it can be read", max_length=500, blank=True)
    answers = models.CharField("who is to respond", max_length=200, blank=True)
    response_due = models.DateField("response due", null=True, blank=True)
    statement = models.TextField("response as a whole", blank=True)
    remark = models.TextField("remark on where this comes from", blank=True)
    mark = models.CharField("how it is known", max_length=2, choices=SourceMark, blank=True, default="")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "by_whom", "statement", "remark"})
    not_personal = frozenset(
        {"source", "on", "on_known", "link", "answers", "response_due", "mark", "group", "circle"}
    )  # fmt: skip


class Theme(Tracked):
    """A theme of a report's recommendations."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="themes")
    order = models.PositiveSmallIntegerField("place")
    title = models.CharField("title", max_length=200)

    not_personal = frozenset({"report", "order", "title"})

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "title"], name="one_theme_of_a_name")]


class Recommendation(Tracked):
    """
    A recommendation, by its number in the report. `own_words` is whether its text is a summary of ours; `today` says it
    in today's words, where those of its day are no more; `theme_mark` how its theme is known.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="recommendations")
    number = models.CharField("number", max_length=20)
    order = models.PositiveSmallIntegerField("place")
    text = models.TextField("text")
    own_words = models.BooleanField("a summary in our words", default=False)
    today = models.TextField("in today's words", blank=True)
    addressees = models.CharField("to whom", max_length=300, blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations")
    theme_mark = models.CharField("how its theme is known", max_length=2, choices=SourceMark, blank=True, default="")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"text", "today"})
    not_personal = frozenset({"report", "number", "order", "own_words", "addressees", "theme", "theme_mark", "circle"})

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_recommendation_of_a_number")]


class Value(models.TextChoices):
    ACCEPT = "accept", "accept"
    IN_PRINCIPLE = "in_principle", "accept in principle"
    IN_PART = "in_part", "accept in part"
    CONSIDER = "consider", "consider further"
    NOT_ACCEPT = "not_accept", "not accept"
    OTHERS = "others", "for others to decide"
    SUPERSEDED = "superseded", "superseded"


class Force(models.TextChoices):
    PROVISIONAL = "provisional", "provisional"
    PUBLISHED = "published", "published"


class Claimant(models.TextChoices):
    """Who says so: only the body's own word is its position."""

    BODY = "body", "the body itself"
    MINISTER = "minister", "somebody who spoke for it later"
    PRESS = "press", "a press account"
    ACCOUNT = "account", "another account"


class Position(Tracked):
    """
    What somebody says is the position on a recommendation. `corrects` is an earlier row that this one puts right, and
    that stays.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="positions")
    value = models.CharField("position", max_length=20, choices=Value)
    force = models.CharField("provisional or published", max_length=20, choices=Force)
    claimant = models.CharField("who says so", max_length=20, choices=Claimant)
    claimed_by = models.CharField("their name, or the account", max_length=200)
    on = models.DateField("on")
    on_known = models.CharField("how exactly", max_length=10, choices=Known, default=Known.DAY)
    reason = models.TextField("reason", blank=True)
    conditions = models.TextField("conditions", blank=True)
    link = models.URLField("where it can be read", max_length=500, blank=True)
    mark = models.CharField("how it is known", max_length=2, choices=SourceMark, blank=True, default="")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    personal = frozenset({"claimed_by", "reason", "conditions"})
    not_personal = frozenset(
        {"recommendation", "value", "force", "claimant", "on", "on_known", "link", "mark", "corrects"}
    )

    class Meta:
        ordering = ["on", "pk"]


class Commitment(Tracked):
    """What was promised: by whom, by when, and how anybody will see that it was kept."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="commitments")
    what = models.TextField("what")
    owner = models.CharField("owner", max_length=200, blank=True)
    due = models.DateField("due", null=True, blank=True)
    due_known = models.CharField("how exactly", max_length=10, choices=Known, default=Known.DAY)
    measure = models.TextField("measure", blank=True)
    mark = models.CharField("how it is known", max_length=2, choices=SourceMark, blank=True, default="")
    ended_on = models.DateField("no longer a commitment since", null=True, blank=True)
    public = models.BooleanField("public", default=False)

    personal = frozenset({"what", "owner", "measure"})
    not_personal = frozenset({"recommendation", "due", "due_known", "mark", "ended_on", "public"})

    class Meta:
        ordering = ["due", "pk"]


class Claim(models.TextChoices):
    NOT_STARTED = "not_started", "not started"
    UNDER_WAY = "under_way", "under way"
    DONE = "done", "done"
    DIFFERENTLY = "differently", "done differently"
    STOPPED = "stopped", "stopped"
    NOT_KNOWN = "not_known", "not known"


class Progress(Tracked):
    """A claim of how far a recommendation has got: whose, when, on what evidence, and who has assessed it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="progress")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="progress")
    claim = models.CharField("progress", max_length=20, choices=Claim)
    says = models.TextField("what was done", blank=True)
    claimed_by = models.CharField("who says so", max_length=200)
    on = models.DateField("on")
    on_known = models.CharField("how exactly", max_length=10, choices=Known, default=Known.DAY)
    evidence = models.TextField("evidence", blank=True)
    assessed_by = models.CharField("who has assessed it", max_length=200, blank=True)
    link = models.URLField("where it can be read", max_length=500, blank=True)
    mark = models.CharField("how it is known", max_length=2, choices=SourceMark, blank=True, default="")
    public = models.BooleanField("public", default=False)

    personal = frozenset({"says", "claimed_by", "evidence", "assessed_by"})
    not_personal = frozenset({"recommendation", "commitment", "claim", "on", "on_known", "link", "mark", "public"})

    class Meta:
        verbose_name_plural = "progress"
        ordering = ["on", "pk"]


class Change(models.TextChoices):
    BETTER = "better", "better for children"
    NONE = "none", "no change seen"
    WORSE = "worse", "worse for children"
    TOO_EARLY = "too_early", "too early to say"


class Effect(Tracked):
    """Evidence of what a recommendation changed for children: kept apart from whether it was done."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="effects")
    change = models.CharField("effect", max_length=20, choices=Change)
    says = models.TextField("evidence")
    by_whom = models.CharField("whose evidence", max_length=200)
    on = models.DateField("on")
    on_known = models.CharField("how exactly", max_length=10, choices=Known, default=Known.DAY)
    link = models.URLField("where it can be read", max_length=500, blank=True)
    mark = models.CharField("how it is known", max_length=2, choices=SourceMark, blank=True, default="")
    public = models.BooleanField("public", default=False)

    personal = frozenset({"says", "by_whom"})
    not_personal = frozenset({"recommendation", "change", "on", "on_known", "link", "mark", "public"})

    class Meta:
        ordering = ["on", "pk"]


class Challenge(Tracked):
    """A point that a group or somebody raised against a recommendation; `cites` is where it was made, if noted here."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="challenges")
    kind = models.CharField("kind of point", max_length=20, choices=PointKind)
    says = models.TextField("point")
    raised_by = models.CharField("who raised it", max_length=200)
    on = models.DateField("on")
    cites = models.CharField("where", max_length=200, blank=True)

    personal = frozenset({"says", "raised_by"})
    not_personal = frozenset({"recommendation", "kind", "on", "cites"})

    class Meta:
        ordering = ["on", "pk"]


class Answer(Tracked):
    """What is answered to a point. `to` is the reference of the line of notes or of the challenge."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers")
    to = models.CharField("point answered", max_length=20)
    says = models.TextField("answer")
    at = models.DateTimeField("at")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"says", "by"})
    not_personal = frozenset({"recommendation", "to", "at"})

    class Meta:
        ordering = ["at", "pk"]


class Whole(Tracked):
    """A claim about all of a report's recommendations at once, which says nothing of any one of them."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="wholes")
    says = models.TextField("claim")
    claimed_by = models.CharField("who says so", max_length=200)
    on = models.DateField("on")
    on_known = models.CharField("how exactly", max_length=10, choices=Known, default=Known.DAY)
    link = models.URLField("where it can be read", max_length=500, blank=True)
    mark = models.CharField("how it is known", max_length=2, choices=SourceMark, blank=True, default="")
    public = models.BooleanField("public", default=False)

    personal = frozenset({"says", "claimed_by"})
    not_personal = frozenset({"report", "on", "on_known", "link", "mark", "public"})

    class Meta:
        ordering = ["on", "pk"]


class ResponseState(models.TextChoices):
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class ResponseStep(Tracked):
    """That a response was published, with its statement as it was then, or withdrawn."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField("state", max_length=20, choices=ResponseState)
    at = models.DateTimeField("at")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.TextField("response as a whole", blank=True)
    why = models.TextField("why", blank=True)

    personal = frozenset({"by", "statement", "why"})
    not_personal = frozenset({"report", "state", "at"})

    class Meta:
        ordering = ["at", "pk"]


class Chaser(Tracked):
    """What is done where a response stays out, and how many months after the report."""

    months = models.PositiveSmallIntegerField("months after the report")
    what = models.CharField("what is done", max_length=200)
    mark = models.CharField("where this comes from", max_length=200, blank=True)
    ended_on = models.DateField("no longer done since", null=True, blank=True)

    not_personal = frozenset({"months", "what", "mark", "ended_on"})

    class Meta:
        ordering = ["months", "pk"]


class Chased(Tracked):
    """That something was done because a response stayed out."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="chased")
    months = models.PositiveSmallIntegerField("months after the report")
    what = models.CharField("what was done", max_length=200)
    on = models.DateField("on")
    answer = models.TextField("what came back", blank=True)

    personal = frozenset({"answer"})
    not_personal = frozenset({"report", "months", "what", "on"})

    class Meta:
        verbose_name_plural = "chased"
        ordering = ["on", "pk"]
