from django.db import models

from paramountcy.web.access.roles import Sensitivity
from paramountcy.web.kit.models import Tracked


class Subject(Tracked):
    """Somebody a note is about."""

    name = models.CharField(max_length=100)

    personal = frozenset({"name"})


class Note(Tracked):
    """A note about people."""

    title = models.CharField(max_length=100)
    text = models.TextField()
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity, default=Sensitivity.ORDINARY)
    people = models.ManyToManyField(Subject, related_name="notes")

    personal = frozenset({"title", "text", "people"})
    not_personal = frozenset({"sensitivity"})
