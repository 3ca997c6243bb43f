"""What an area decides of its words: terms to avoid and to prefer, words explained, who does what here, its duties."""

from django.db import models

from paramountcy.web.guidance.groups.models import Organisation
from paramountcy.web.kit.models import Tracked


class Status(models.TextChoices):
    """What a term to avoid rests on."""

    HOUSE = "house", "decided here"
    PROPOSED = "proposed", "proposed, and not decided"
    ENDED = "ended", "what it names has ended"


class AvoidedTerm(Tracked):
    """
    A term that this area avoids, in all its forms, parted by |, and what it prefers; from a day to a day. `checked` is
    whether somebody looked its source up.
    """

    term = models.CharField("term to avoid", max_length=120)
    forms = models.TextField("forms")
    preferred = models.CharField("term to prefer", max_length=200)
    status = models.CharField("what it rests on", max_length=20, choices=Status, default=Status.HOUSE)
    why = models.TextField("why")
    who = models.CharField("who decided", max_length=200)
    source = models.CharField("source", max_length=300, blank=True)
    checked = models.BooleanField("its source was looked up", default=False)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset(
        {"term", "forms", "preferred", "status", "why", "who", "source", "checked", "from_day", "to_day"}
    )

    class Meta:
        ordering = ["term", "pk"]
        verbose_name = "term to avoid"
        verbose_name_plural = "terms to avoid"


class SetAside(Tracked):
    """A term of the list that came with the program which this area does not avoid, from a day to a day."""

    term = models.CharField("term", max_length=120)
    who = models.CharField("who decided", max_length=200)
    why = models.TextField("why")
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"term", "who", "why", "from_day", "to_day"})

    class Meta:
        verbose_name = "term set aside"
        verbose_name_plural = "terms set aside"


class Word(Tracked):
    """A word explained in the glossary, from a day to a day; `was` is what 2011 called it."""

    word = models.CharField("word", max_length=120)
    meaning = models.TextField("what it means")
    was = models.CharField("what it was called in 2011", max_length=200, blank=True)
    who = models.CharField("who decided", max_length=200)
    source = models.CharField("source", max_length=300, blank=True)
    checked = models.BooleanField("its source was looked up", default=False)
    from_day = models.DateField("from")
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"word", "meaning", "was", "who", "source", "checked", "from_day", "to_day"})

    class Meta:
        ordering = ["word", "pk"]


FUNCTIONS = (
    "local authority", "integrated care board", "police", "youth justice service", "probation service",
    "director of children's services", "lead member for children's services", "independent scrutiny",
    "partnership chair", "Principal Social Worker",
)  # fmt: skip
"""What a body or an office does in an area, whoever does it."""


class Holder(Tracked):
    """Which body does something in an area, from a day to a day. An area is a name, such as a council's."""

    area = models.CharField("area", max_length=120)
    function = models.CharField("what it does", max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="functions")
    source = models.CharField("source", max_length=300, blank=True)
    checked = models.BooleanField("its source was looked up", default=False)
    from_day = models.DateField("from", null=True, blank=True)
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"area", "function", "organisation", "source", "checked", "from_day", "to_day"})

    class Meta:
        ordering = ["area", "function", "pk"]
        verbose_name = "body in an area"
        verbose_name_plural = "bodies in an area"


class OwnDuty(Tracked):
    """A duty with its law, added here to those that came with the program, from a day to a day."""

    who = models.CharField("whose duty", max_length=200)
    duty = models.TextField("duty")
    law = models.CharField("law", max_length=300)
    note = models.TextField("note", blank=True)
    checked = models.BooleanField("its source was looked up", default=False)
    from_day = models.DateField("from", null=True, blank=True)
    to_day = models.DateField("to", null=True, blank=True)

    not_personal = frozenset({"who", "duty", "law", "note", "checked", "from_day", "to_day"})

    class Meta:
        ordering = ["who", "pk"]
        verbose_name = "duty"
        verbose_name_plural = "duties"
