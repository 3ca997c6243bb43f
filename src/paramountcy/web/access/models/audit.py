"""
Who saw and did what. Rows are added and never changed: the database itself refuses (see the first migration).

An entry holds references and no foreign keys, so that the log never stands in the way of live data, nor live data in
the way of the log.
"""

from django.db import models

from paramountcy.web.kit.models import LENGTH


class Entry(models.Model):
    """
    One thing seen, done or refused. `number` counts the entries of a `chain` (one a server process and day) from 1;
    `digest` is over this entry and the `before` of it.
    """

    chain = models.CharField("chain", max_length=40)
    number = models.PositiveIntegerField("number")
    at = models.DateTimeField("at")
    user = models.CharField("user", max_length=LENGTH)
    acting_for = models.CharField("acting for", max_length=LENGTH)
    role = models.CharField("role", max_length=30)
    team = models.CharField("team", max_length=LENGTH)
    action = models.CharField("action", max_length=30)
    outcome = models.CharField("outcome", max_length=20)
    kind = models.CharField("kind of record", max_length=40)
    record = models.CharField("record", max_length=LENGTH)
    shown = models.JSONField("records shown")
    search = models.CharField("search", max_length=LENGTH)
    reason = models.TextField("reason")
    request = models.CharField("request", max_length=40)
    address = models.CharField("network address", max_length=45)
    before = models.CharField("digest before", max_length=64)
    digest = models.CharField("digest", max_length=64)

    personal = frozenset({"user", "acting_for", "record", "shown", "search", "reason", "address"})
    not_personal = frozenset(
        {"chain", "number", "at", "role", "team", "action", "outcome", "kind", "request", "before", "digest"}
    )

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_entry_of_a_number_in_a_chain")]
        indexes = [models.Index(fields=["kind", "record", "at"]), models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Seal(models.Model):
    """
    The end of a day: the last number and digest of each of its chains, and a digest over them and the seal before.
    The digest is written outside the database too, so that a log cut off and sealed anew is found out.
    """

    day = models.DateField("day", unique=True)
    chains = models.JSONField("chains")
    before = models.CharField("digest before", max_length=64)
    digest = models.CharField("digest", max_length=64)
    made_at = models.DateTimeField("made")

    not_personal = frozenset({"day", "chains", "before", "digest", "made_at"})

    def __str__(self) -> str:
        return f"seal of {self.day}"
