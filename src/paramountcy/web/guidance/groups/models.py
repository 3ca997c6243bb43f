"""
Groups, seats, who holds them and from when to when; the organisations that they come from, by the name of the day; and
circles, the named people to whom some business is open.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from paramountcy.web.access.models import Body, User
from paramountcy.web.kit.models import Tracked


class Sector(models.TextChoices):
    LOCAL_AUTHORITY = "local_authority", "local authority"
    HEALTH = "health", "health"
    POLICE = "police", "police"
    EDUCATION = "education", "schools, colleges and childcare"
    JUSTICE = "justice", "probation, courts and youth justice"
    VOLUNTARY = "voluntary", "voluntary and community"
    GOVERNMENT = "government", "government"
    PROFESSION = "profession", "professional body or college"
    INDEPENDENT = "independent", "independent"
    CHILDREN = "children", "children, young people and families"
    OTHER = "other", "other"


class Circle(Tracked):
    """The named people to whom some business is open, and to nobody else: whoever made it is the first of them."""

    name = models.CharField("name", max_length=120)
    why = models.TextField("why")

    personal = frozenset({"name", "why"})


class CircleMember(Tracked):
    """One of the people of a circle, from when to when."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("to", null=True, blank=True)

    personal = frozenset({"user"})
    not_personal = frozenset({"circle", "from_at", "to_at"})


class Organisation(Tracked):
    """
    A body that sends people to groups, whether its people sign in here or not. What it is called is in its names; what
    took its place, where it is no more, in `followed_by`.
    """

    sector = models.CharField("sector", max_length=20, choices=Sector, default=Sector.OTHER)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField("ended on", null=True, blank=True)
    followed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed")

    not_personal = frozenset({"sector", "body", "ended_on", "followed_by"})

    def name_on(self, on: date) -> str:
        """What it was called on a day; its first name for days before, "" where it has none."""
        names = sorted(self.names.all(), key=lambda one: one.from_day or date.min)
        known = [one for one in names if (one.from_day or date.min) <= on] or names[:1]
        return known[-1].name if known else ""


class OrganisationName(Tracked):
    """What an organisation is called, in full and in short, from a day on until its next name; no day: ever before."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("name", max_length=200)
    short = models.CharField("short name", max_length=40, blank=True)
    from_day = models.DateField("from", null=True, blank=True)

    not_personal = frozenset({"organisation", "name", "short", "from_day"})

    class Meta:
        ordering = [F("from_day").asc(nulls_first=True), "pk"]


class Person(Tracked):
    """Somebody who takes part in groups, or took part. `user` is how they sign in, where they do."""

    name = models.CharField("name", max_length=150)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    job = models.CharField("job", max_length=200, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="takes_part_as")
    ended_on = models.DateField("no longer takes part from", null=True, blank=True)

    personal = frozenset({"name", "job", "email", "user"})
    not_personal = frozenset({"organisation", "ended_on"})

    class Meta:
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["name"])]


class GroupKind(models.TextChoices):
    PARTNERSHIP = "partnership", "safeguarding partnership or board"
    SUBGROUP = "subgroup", "sub-group"
    WORKING = "working", "working group"
    ADVISORY = "advisory", "advisory group"
    PANEL = "panel", "panel"


class Group(Tracked):
    """
    A group that meets. `decides` is whether its decisions bind, so that it has minutes and not notes; `quorum` how many
    seats must be filled, None where none is set; `silence_days` after how many days without an objection its notes
    count as agreed, None where only the next meeting agrees them.
    """

    name = models.CharField("name", max_length=200)
    short = models.CharField("short name", max_length=60, blank=True)
    kind = models.CharField("kind", max_length=20, choices=GroupKind, default=GroupKind.WORKING)
    purpose = models.TextField("purpose", blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="subgroups")
    decides = models.BooleanField("its decisions bind", default=False)
    quorum = models.PositiveSmallIntegerField("quorum", null=True, blank=True)
    silence_days = models.PositiveSmallIntegerField("agreed by silence after, in days", null=True, blank=True)
    publishes = models.BooleanField("its agreed notes are published", default=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    personal = frozenset({"purpose"})
    not_personal = frozenset(
        {"name", "short", "kind", "parent", "decides", "quorum", "silence_days", "publishes", "circle", "from_day",
         "to_day"}
    )  # fmt: skip

    @property
    def notes_are_called(self) -> str:
        return "minutes" if self.decides else "notes"


class Capacity(models.TextChoices):
    CHAIR = "chair", "chair"
    DEPUTY_CHAIR = "deputy_chair", "deputy chair"
    MEMBER = "member", "member"
    OFFICIAL = "official", "official"
    ADVISER = "adviser", "adviser"
    OBSERVER = "observer", "observer"


class Seat(Tracked):
    """A place on a group, for a body or an office, whoever holds it. `counts` is whether it fills the quorum."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField("title", max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    capacity = models.CharField("capacity", max_length=20, choices=Capacity, default=Capacity.MEMBER)
    counts = models.BooleanField("fills the quorum", default=True)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"group", "title", "organisation", "capacity", "counts", "from_day", "to_day"})

    class Meta:
        ordering = ["pk"]


class Holding(Tracked):
    """Somebody in a seat, from a day to a day; `as_deputy` where they only stand in for whoever holds it."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    as_deputy = models.BooleanField("deputy", default=False)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    personal = frozenset({"person"})
    not_personal = frozenset({"seat", "as_deputy", "from_day", "to_day"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="a_holding_ends_after_it_began"
            )
        ]
