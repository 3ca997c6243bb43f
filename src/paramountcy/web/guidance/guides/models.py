"""
The register of practice guidance: each guide, its texts, what is known of its quality, where two of them say the same,
and the passages of statutory texts that were handed over or dropped. What becomes of each is a row added.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Organisation
from paramountcy.web.kit.models import Tracked


class OwnerKind(models.TextChoices):
    PRACTITIONERS = "practitioners", "national practitioner body"
    STATUTORY = "statutory", "statutory body"
    PARTNERSHIP = "partnership", "local partnership"
    CHARITY = "charity", "charity"


class Involved(models.TextChoices):
    """Whether children and young people had a part in it."""

    WROTE = "wrote", "children wrote it with the authors"
    ASKED = "asked", "children were asked, and it changed"
    NO = "no", "children had no part in it"
    UNKNOWN = "unknown", "not known"


class Guide(Tracked):
    """
    A piece of practice guidance. `topics` are kept as `|neglect|early help|`; `hook` is the law or statutory guidance
    that it helps to follow; `accountable` the local body that answers for its use here.
    """

    title = models.CharField("title", max_length=300)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="guides")
    owner_kind = models.CharField("kind of owner", max_length=20, choices=OwnerKind)
    audience = models.CharField("for whom", max_length=300, blank=True)
    topics = models.CharField("topics", max_length=500, blank=True)
    hook = models.CharField("law or statutory guidance it hangs on", max_length=300, blank=True)
    evidence = models.TextField("evidence it rests on", blank=True)
    method = models.TextField("how it was written", blank=True)
    children = models.CharField("children's part", max_length=20, choices=Involved, default=Involved.UNKNOWN)
    accountable = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="accountable_for"
    )
    issued_on = models.DateField("issued on", null=True, blank=True)
    review_due = models.DateField("review due", null=True, blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    withdrawn_because = models.TextField("why it was withdrawn", blank=True)
    licence = models.CharField("licence", max_length=200, blank=True)
    where = models.CharField("where it is published", max_length=500, blank=True)
    published = models.BooleanField("in the public register", default=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "evidence", "method", "withdrawn_because"})
    not_personal = frozenset(
        {"owner", "owner_kind", "audience", "topics", "hook", "children", "accountable", "issued_on", "review_due",
         "superseded_by", "withdrawn_on", "licence", "where", "published", "circle"}
    )  # fmt: skip

    @property
    def topic_list(self) -> list[str]:
        return [one for one in self.topics.split("|") if one]

    def standing(self, on: date) -> str:
        """What it is on a day: current, review overdue, no review date, superseded or withdrawn."""
        if self.withdrawn_on and self.withdrawn_on <= on:
            return "withdrawn"
        if self.superseded_by_id:
            return "superseded"
        if self.review_due is None:
            return "no review"
        return "overdue" if self.review_due < on else "current"


class Text(Tracked):
    """
    The text of a guide, from a day on: the latest is the one that counts. `compared_to` is the oldest text, by key,
    that it was compared with so far; None where it was compared with none.
    """

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField("text")
    on = models.DateField("on")
    digest = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    compared_to = models.PositiveBigIntegerField("compared down to", null=True, blank=True)

    personal = frozenset({"text", "by"})
    not_personal = frozenset({"guide", "on", "digest", "compared_to"})

    class Meta:
        ordering = ["pk"]


class Checked(models.TextChoices):
    """What was done to make sure of a guide's quality."""

    NONE = "none", "nothing yet"
    PEER = "peer", "reviewed by peers"
    OWNER = "owner", "endorsed by its owner"
    LOCAL = "local", "adopted locally"
    UNDONE = "undone", "taken back"


class Quality(Tracked):
    """One step of a guide's quality assurance: what, by whom, when, on what grounds."""

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="quality")
    state = models.CharField("state", max_length=20, choices=Checked)
    on = models.DateField("on")
    who = models.CharField("by whom", max_length=200)
    grounds = models.TextField("on what grounds", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"who", "grounds", "by"})
    not_personal = frozenset({"guide", "state", "on"})

    class Meta:
        ordering = ["on", "pk"]


class Overlap(Tracked):
    """
    Two texts of two guides that say alike in places. `threshold` is the likeness from which passages were taken, and
    `highest` that of the most alike, from 0 to 1.
    """

    first = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    highest = models.FloatField("highest likeness")
    pairs = models.PositiveIntegerField("pairs of passages")
    threshold = models.FloatField("threshold")

    not_personal = frozenset({"first", "second", "highest", "pairs", "threshold"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_overlap_of_two_texts"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="no_text_overlaps_itself"),
        ]


class Alike(Tracked):
    """A passage of each of two texts that are alike: where they stand, in characters, and how alike they are."""

    overlap = models.ForeignKey(Overlap, on_delete=models.PROTECT, related_name="alike")
    first_start = models.PositiveIntegerField("first from")
    first_end = models.PositiveIntegerField("first to")
    second_start = models.PositiveIntegerField("second from")
    second_end = models.PositiveIntegerField("second to")
    likeness = models.FloatField("likeness")

    not_personal = frozenset(
        {"overlap", "first_start", "first_end", "second_start", "second_end", "likeness"}
    )  # fmt: skip

    class Meta:
        ordering = ["-likeness", "pk"]


class Kind(models.TextChoices):
    """What two guides that are alike are to each other: a person says it, having read both."""

    DUPLICATE = "duplicate", "they say the same"
    CONTRADICT = "contradict", "they contradict each other"
    COMPLEMENT = "complement", "they complement each other"


class Course(models.TextChoices):
    MERGE = "merge", "merge them"
    POINT = "point", "one points to the other"
    KEEP = "keep", "keep both"


class Judgement(Tracked):
    """What somebody found of an overlap, and what is to be done, with the reason."""

    overlap = models.ForeignKey(Overlap, on_delete=models.PROTECT, related_name="judgements")
    kind = models.CharField("they are", max_length=20, choices=Kind)
    course = models.CharField("what is to be done", max_length=20, choices=Course)
    reason = models.TextField("reason")
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"overlap", "kind", "course", "on"})

    class Meta:
        ordering = ["on", "pk"]


class Comparison(Tracked):
    """The old and the new text of something statutory, compared: what the new one no longer says is dropped."""

    title = models.CharField("what was revised", max_length=300)
    old = models.TextField("old text")
    new = models.TextField("new text")
    on = models.DateField("in force from")
    threshold = models.FloatField("threshold")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "old", "new", "by"})
    not_personal = frozenset({"on", "threshold", "circle"})


class Passage(Tracked):
    """A passage that a statutory text no longer has. `source` says which text, and where in it."""

    source = models.CharField("dropped from", max_length=300)
    text = models.TextField("passage")
    dropped_on = models.DateField("dropped on")
    cited = models.CharField("citation", max_length=200, blank=True)
    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, null=True, blank=True, related_name="passages")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"text"})
    not_personal = frozenset({"source", "dropped_on", "cited", "comparison", "circle"})


class Fate(models.TextChoices):
    """What becomes of a passage."""

    OFFERED = "offered", "offered to somebody"
    TAKEN = "taken", "taken on by a new owner"
    NOT_NEEDED = "not_needed", "no longer needed"
    GIVEN_BACK = "given_back", "given back"


class HandOver(Tracked):
    """One step of a passage to a new owner. Where it was taken on, `guide` has it, once it is written."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="handed")
    fate = models.CharField("what became of it", max_length=20, choices=Fate)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="passages")
    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, null=True, blank=True, related_name="passages")
    reason = models.TextField("reason", blank=True)
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"passage", "fate", "owner", "guide", "on"})

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(fate="taken") | Q(owner__isnull=False), name="what_was_taken_on_has_an_owner"
            )
        ]
