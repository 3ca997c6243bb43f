"""Provisions with their age and status, as an area changes them: a row for each change, none of them overwritten."""

from django.db import models

from paramountcy.web.access.models import User
from paramountcy.web.kit.models import Tracked


class Provision(Tracked):
    """
    A provision as it is from a moment on; the latest row of a `key` counts, in the place of the row of that key that
    came with the program. Ages are in whole years, the last one too; `any_age` is whether it holds at every age.
    `needs` are the answers that it asks for, as in care:left;weeks:yes; `sure` is whether it then applies, or may.
    """

    key = models.SlugField("key", max_length=60, db_index=True)
    title = models.CharField("title", max_length=200)
    what = models.TextField("what it is")
    law = models.CharField("law", max_length=300)
    from_age = models.PositiveSmallIntegerField("from age", null=True, blank=True)
    to_age = models.PositiveSmallIntegerField("to age", null=True, blank=True)
    any_age = models.BooleanField("at every age", default=False)
    needs = models.CharField("for whom", max_length=300, blank=True)
    sure = models.BooleanField("it applies, where the answers are these", default=False)
    ask = models.CharField("whom to ask", max_length=200)
    in_force_from = models.DateField("in force from", null=True, blank=True)
    in_force_to = models.DateField("in force to", null=True, blank=True)
    note = models.TextField("note", blank=True)
    checked_on = models.DateField("checked on", null=True, blank=True)
    ended = models.BooleanField("taken out", default=False)
    why = models.TextField("why it was changed")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("changed at")

    personal = frozenset({"by", "why"})
    not_personal = frozenset(
        {"key", "title", "what", "law", "from_age", "to_age", "any_age", "needs", "sure", "ask", "in_force_from",
         "in_force_to", "note", "checked_on", "ended", "at"}
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]
