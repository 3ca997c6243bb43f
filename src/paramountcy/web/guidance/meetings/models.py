"""
A meeting of a group: its agenda, who was there, what was noted under each item, its papers, and the steps by which its
notes came to be agreed. Status is the latest step; no step is ever overwritten.
"""

from django.db import models
from django.db.models import Q

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group, Person, Seat
from paramountcy.web.kit.models import Tracked


class Meeting(Tracked):
    """
    One meeting. `number` is its place among the group's, where that is known; `place` where, or how, it meets; `title`
    something of its own, as "extraordinary meeting"; `issued_by` and `issued_on` what its notes say of themselves;
    `sequence` how often it was moved or cancelled since it was planned, as calendars count it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField("number", null=True, blank=True)
    title = models.CharField("title", max_length=200, blank=True)
    day = models.DateField("day")
    start = models.TimeField("from", null=True, blank=True)
    end = models.TimeField("to", null=True, blank=True)
    place = models.CharField("place", max_length=300, blank=True)
    issued_by = models.CharField("issued by", max_length=200, blank=True)
    issued_on = models.DateField("issued on", null=True, blank=True)
    cancelled_on = models.DateField("cancelled on", null=True, blank=True)
    sequence = models.PositiveIntegerField("times moved", default=0)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"place"})
    not_personal = frozenset(
        {
            "group",
            "number",
            "title",
            "day",
            "start",
            "end",
            "issued_by",
            "issued_on",
            "cancelled_on",
            "sequence",
            "circle",
        }
    )

    class Meta:
        ordering = ["day", "start", "pk"]
        indexes = [models.Index(fields=["group", "day"])]


class Stage(models.TextChoices):
    """What the notes of a meeting are."""

    DRAFT = "draft", "draft"
    CIRCULATED = "circulated", "circulated"
    AGREED = "agreed", "agreed"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn from publication"


class How(models.TextChoices):
    """How notes were agreed."""

    AT_A_MEETING = "meeting", "at a meeting"
    BY_SILENCE = "silence", "by silence"
    BY_CHAIR = "chair", "by the chair"


class Step(Tracked):
    """One step of the notes of a meeting, with its day: what they became, who said so, and how, where it was agreed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField("stage", max_length=20, choices=Stage)
    on = models.DateField("on")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField("how", max_length=20, choices=How, blank=True)
    at_meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="agreed_here")
    corrections = models.TextField("corrections", blank=True)
    where = models.CharField("where", max_length=500, blank=True)

    personal = frozenset({"by", "corrections"})
    not_personal = frozenset({"meeting", "stage", "on", "how", "at_meeting", "where"})

    class Meta:
        ordering = ["on", "pk"]


class ItemKind(models.TextChoices):
    AGENDA = "agenda", "item of the agenda"
    WELCOME = "welcome", "welcome, apologies and declarations"
    LAST_NOTES = "last_notes", "notes of the last meeting"
    MATTERS_ARISING = "matters_arising", "matters arising"
    CARRIED_OVER = "carried_over", "carried over"
    ANY_OTHER = "any_other", "any other business"
    NEXT_MEETING = "next_meeting", "date of next meeting"
    SECTION = "section", "section without a number"


class Item(Tracked):
    """
    An item of the agenda, or a section of the notes that has no number. `order` is its place; `carried_from` the item
    of a meeting before that it goes on with; `about` a citation of what it is about, such as `recommendation/abc`;
    `why` says why it is here, where it came by itself; `deferred_on` the day on which it was put off to the next
    meeting.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("number", null=True, blank=True)
    order = models.PositiveSmallIntegerField("order")
    title = models.CharField("title", max_length=300)
    kind = models.CharField("kind", max_length=20, choices=ItemKind, default=ItemKind.AGENDA)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    purpose = models.TextField("what is asked of the group", blank=True)
    about = models.CharField("about", max_length=200, blank=True)
    why = models.CharField("why it is on the agenda", max_length=300, blank=True)
    deferred_on = models.DateField("put off to the next meeting on", null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")
    dropped_on = models.DateField("taken off the agenda on", null=True, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "lead", "purpose", "why"})
    not_personal = frozenset(
        {
            "meeting",
            "number",
            "order",
            "kind",
            "minutes",
            "about",
            "deferred_on",
            "carried_from",
            "dropped_on",
            "circle",
        }
    )

    class Meta:
        ordering = ["order", "pk"]


class Mark(models.TextChoices):
    """What a line of notes is. What nobody marked is text."""

    TEXT = "", "text"
    POINT = "point", "point"
    ACTION = "action", "action"
    DECISION = "decision", "decision"
    HEADING = "heading", "heading"


class PointKind(models.TextChoices):
    """What a point is: a view of the group, and no action. One careful reader's label, kept as they gave it."""

    CONCERN = "concern", "concern"
    SUGGESTION = "suggestion", "suggestion"
    PRINCIPLE = "principle", "principle"
    QUESTION = "question", "question"
    EXPECTATION = "expectation", "expectation"
    SUPPORT = "support", "support"
    DOUBT = "doubt", "doubt"


class Line(Tracked):
    """
    A paragraph of the notes, or a point of one. `number` is the notes' own (2.1, iv), whole text as it was written;
    `parent` the paragraph or heading that a point belongs to. A citation `meeting/ref#2.1.iv` leads to it. Once the
    notes are agreed a line is only struck out, and another that `replaces` it added, by the step `changed_by`.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lines")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="points")
    order = models.PositiveIntegerField("order")
    number = models.CharField("number", max_length=20, blank=True)
    text = models.TextField("text")
    mark = models.CharField("mark", max_length=20, choices=Mark, blank=True, default="")
    point_kind = models.CharField("kind of point", max_length=20, choices=PointKind, blank=True)
    about = models.CharField("about", max_length=200, blank=True)
    struck_on = models.DateField("struck out on", null=True, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    changed_by = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="changed")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"text"})
    not_personal = frozenset(
        {"item", "parent", "order", "number", "mark", "point_kind", "about", "struck_on", "replaces", "changed_by",
         "circle"}
    )  # fmt: skip

    class Meta:
        ordering = ["order", "pk"]


class Presence(models.TextChoices):
    PRESENT = "present", "present"
    APOLOGIES = "apologies", "apologies"
    ABSENT = "absent", "absent without apologies"
    MISTAKE = "mistake", "noted by mistake"


class Attendance(Tracked):
    """
    Somebody at a meeting, or excused. `seat` is the one they sat in, whose holder they deputise for where `stands_for`
    says so; none for those in attendance. `role` and `label` are the words of the notes.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances")
    presence = models.CharField("presence", max_length=20, choices=Presence)
    capacity = models.CharField("capacity", max_length=20, blank=True)
    stands_for = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField("role", max_length=300, blank=True)
    label = models.CharField("organisation, as the notes say", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField("order", default=0)

    personal = frozenset({"person", "stands_for", "role", "label"})
    not_personal = frozenset({"meeting", "seat", "presence", "capacity", "order"})

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_attendance_of_a_person")]


class Objection(Tracked):
    """
    Somebody of the group does not agree to the notes that `step` circulated: they are not agreed by silence any more,
    only once they are circulated again, or at a meeting.
    """

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="objections")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("at")
    says = models.TextField("what is wrong")

    personal = frozenset({"by", "says"})
    not_personal = frozenset({"step", "at"})

    class Meta:
        ordering = ["at", "pk"]


class Done(models.TextChoices):
    """What somebody with an interest did."""

    NOTED = "noted", "it was noted; they took part"
    NO_PART = "no_part", "they took no part in the decision"
    LEFT = "left", "they left the room"


class Declaration(Tracked):
    """An interest that somebody declared, of the whole meeting or of one item, and what they did."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    interest = models.TextField("interest")
    done = models.CharField("what they did", max_length=20, choices=Done)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"person", "interest"})
    not_personal = frozenset({"meeting", "item", "done", "circle"})


class Paper(Tracked):
    """A paper of a meeting: a PDF or a Word file, kept as it was sent. `number` is its place in the pack."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    number = models.PositiveSmallIntegerField("number")
    title = models.CharField("title", max_length=200)
    content = models.BinaryField("content")
    media_type = models.CharField("media type", max_length=100)
    digest = models.CharField("SHA-256", max_length=64)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"title", "content"})
    not_personal = frozenset({"meeting", "item", "number", "media_type", "digest", "withdrawn_on", "circle"})

    class Meta:
        ordering = ["number", "pk"]


class NotesTemplate(Tracked):
    """A partnership's own Word file that notes are written into, for a group, or for all of them where it is none."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="notes_templates")
    content = models.BinaryField("content")
    digest = models.CharField("SHA-256", max_length=64)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"group", "content", "digest", "from_day", "to_day"})

    class Meta:
        ordering = ["-from_day", "-pk"]


def next_meeting_of(meeting: Meeting) -> Meeting | None:
    """
    The group's next meeting after this one that is not cancelled, None where none is planned. Notes that say when the
    group meets next make a row for that meeting, so that what is due then moves with it. A meeting that is kept to a
    circle is the next one only of meetings kept to the same: its day would tell that it is.
    """
    ours = Q(circle__isnull=True) | Q(circle=meeting.circle_id)
    rows = Meeting.objects.filter(ours, group=meeting.group, day__gt=meeting.day, cancelled_on__isnull=True)
    return rows.order_by("day", "start", "pk").first()
