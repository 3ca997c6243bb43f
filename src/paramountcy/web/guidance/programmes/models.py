"""
A programme that several bodies run together: strands with an owner in each body, milestones, what it publishes; and
the events outside it that it waits for, such as a Bill, with everything that depends on each.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Organisation, Person
from paramountcy.web.kit.models import Tracked


class Programme(Tracked):
    """A joint programme, and the group that it answers to."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField("title", max_length=200)
    purpose = models.TextField("what it is for")
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)
    published = models.BooleanField("its page is public", default=False)
    cited = models.CharField("where it comes from", max_length=200, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "purpose"})
    not_personal = frozenset({"group", "from_day", "to_day", "published", "cited", "circle"})


class Partner(Tracked):
    """One of the bodies that run a programme, from when to when."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"programme", "organisation", "from_day", "to_day"})

    class Meta:
        ordering = ["pk"]


class Strand(Tracked):
    """A strand of a programme. It has an owner in each body of the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="strands")
    title = models.CharField("title", max_length=200)
    text = models.TextField("what is done in it", blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)

    personal = frozenset({"title", "text"})
    not_personal = frozenset({"programme", "ended_on"})

    class Meta:
        ordering = ["pk"]


class Owner(Tracked):
    """Who owns a strand in one of the bodies, from when to when: an office, and who holds it where that is known."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="owners")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="owners")
    office = models.CharField("office", max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    personal = frozenset({"person"})
    not_personal = frozenset({"strand", "partner", "office", "from_day", "to_day"})

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="an_owner_ends_after_they_began"
            )
        ]


class Milestone(Tracked):
    """Something that a strand reaches. When, and whether, is in its steps."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField("milestone", max_length=300)

    personal = frozenset({"title"})
    not_personal = frozenset({"strand"})

    class Meta:
        ordering = ["pk"]


class State(models.TextChoices):
    PLANNED = "planned", "planned"
    MOVED = "moved", "moved to another day"
    DONE = "done", "reached"
    DIFFERENT = "different", "reached in another way"
    DROPPED = "dropped", "dropped"


class Step(Tracked):
    """One step of a milestone: planned for a day, moved to another, reached or dropped; said when, by whom and why."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField("what happened", max_length=20, choices=State)
    due = models.DateField("due", null=True, blank=True)
    on = models.DateField("on")
    reason = models.TextField("why", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"milestone", "state", "due", "on"})

    class Meta:
        ordering = ["pk"]


class ProductKind(models.TextChoices):
    PUBLICATION = "publication", "publication"
    LETTER = "letter", "letter"
    OTHER = "other", "other"


class Product(Tracked):
    """Something that a programme published or sent: `signed_by` the offices that signed it, `where` where it is."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="products")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, null=True, blank=True, related_name="products")
    kind = models.CharField("kind", max_length=20, choices=ProductKind)
    title = models.CharField("title", max_length=300)
    on = models.DateField("on")
    signed_by = models.CharField("signed by", max_length=300, blank=True)
    where = models.CharField("where it is", max_length=500, blank=True)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)

    personal = frozenset({"title", "signed_by"})
    not_personal = frozenset({"programme", "strand", "kind", "on", "where", "withdrawn_on"})

    class Meta:
        ordering = ["on", "pk"]


class EventKind(models.TextChoices):
    BILL = "bill", "Bill or regulations"
    ELECTION = "election", "election"
    BUDGET = "budget", "budget or spending review"
    INSPECTION = "inspection", "inspection"
    REFORM = "reform", "reorganisation of a body"
    OTHER = "other", "other"


class Event(Tracked):
    """
    An event outside any programme that things wait for, such as a Bill. What is expected of it is in its expectations:
    the latest counts.
    """

    title = models.CharField("event", max_length=200)
    kind = models.CharField("kind", max_length=20, choices=EventKind)
    text = models.TextField("what it is", blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "text"})
    not_personal = frozenset({"kind", "circle"})


class Outlook(models.TextChoices):
    EXPECTED = "expected", "expected"
    PAUSED = "paused", "paused"
    CHANGED = "changed", "changed"
    HAPPENED = "happened", "happened"
    FELL = "fell", "will not happen"


class Expectation(Tracked):
    """What is expected of an event, as of a day: for which day, what of it, and who says so."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="expectations")
    outlook = models.CharField("it is", max_length=20, choices=Outlook)
    expected_on = models.DateField("for", null=True, blank=True)
    text = models.TextField("what is expected")
    source = models.CharField("who says so", max_length=300)
    on = models.DateField("as of")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"text", "by"})
    not_personal = frozenset({"event", "outlook", "expected_on", "source", "on"})

    class Meta:
        ordering = ["pk"]


class Dependence(Tracked):
    """
    Something of a programme that depends on an event: a strand, one of its milestones, or something cited, such as a
    recommendation. `since` is the expectation that it was first planned with.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="dependences")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="dependences")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, null=True, blank=True, related_name="dependences")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, blank=True, related_name="dependences"
    )
    cited = models.CharField("something else", max_length=200, blank=True)
    how = models.TextField("how it depends on it")
    since = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField("depends on it no longer from", null=True, blank=True)

    personal = frozenset({"how"})
    not_personal = frozenset({"event", "programme", "strand", "milestone", "cited", "since", "ended_on"})

    class Meta:
        ordering = ["pk"]

    @property
    def what(self) -> str:
        """What depends, in words."""
        if self.milestone:
            return self.milestone.title
        return self.strand.title if self.strand else self.cited or self.programme.title


class Found(models.TextChoices):
    FITS = "fits", "it still fits"
    CHANGED = "changed", "it was changed to fit"
    MUST = "must", "it must be changed"


class Look(Tracked):
    """Somebody looked at what depends on an event, as it was expected then."""

    dependence = models.ForeignKey(Dependence, on_delete=models.PROTECT, related_name="looks")
    expectation = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="+")
    found = models.CharField("found", max_length=20, choices=Found)
    reason = models.TextField("why")
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"reason", "by"})
    not_personal = frozenset({"dependence", "expectation", "found", "on"})

    class Meta:
        ordering = ["pk"]


def there(row: Partner | Owner, on: date) -> bool:
    """Whether a partner or an owner is there on a day; the last day counts."""
    return row.from_day <= on and (row.to_day is None or row.to_day >= on)
