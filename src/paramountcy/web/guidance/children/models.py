"""
What is kept of the children and young people's versions: their words, tied passage by passage to the adult text, the
hard words explained, who of what age has read them and what they said, and each release.
"""

from django.db import models

from paramountcy.web.access.models import User
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.kit.models import Tracked


class AgeBand(models.TextChoices):
    TO_7 = "to_7", "5 to 7"
    FROM_8 = "8_to_10", "8 to 10"
    FROM_11 = "11_to_13", "11 to 13"
    FROM_14 = "14_to_17", "14 to 17"
    FROM_18 = "18_to_25", "18 to 25"


class Extent(models.TextChoices):
    SUMMARY = "summary", "a summary"
    WHOLE = "whole", "all of it"


class Format(models.TextChoices):
    WORDS = "words", "words"
    PICTURES = "pictures", "words and pictures"
    EASY_READ = "easy_read", "easy read"


class Version(Tracked):
    """
    A version for children of what `about` cites, such as `response/abc`. The limits are those that its text must keep:
    reading age in years, words in the longest sentence. Its circle and group are those of the adult text.
    """

    about = models.CharField("what it is a version of", max_length=200)
    title = models.CharField("title", max_length=200)
    band = models.CharField("age of its readers", max_length=20, choices=AgeBand)
    extent = models.CharField("how much of the adult text", max_length=20, choices=Extent)
    format = models.CharField("format", max_length=20, choices=Format, default=Format.WORDS)
    reading_age_most = models.PositiveSmallIntegerField("highest reading age")
    sentence_most = models.PositiveSmallIntegerField("words in the longest sentence")
    contact = models.CharField("whom to tell what you think", max_length=300, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = frozenset({"contact"})
    not_personal = frozenset(
        {"about", "title", "band", "extent", "format", "reading_age_most", "sentence_most", "group", "circle"}
    )

    class Meta:
        indexes = [models.Index(fields=["about"])]


class Passage(Tracked):
    """A passage, with its picture, where it has one; `alt` says what the picture shows."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="passages")
    order = models.PositiveSmallIntegerField("place")
    heading = models.CharField("heading", max_length=200, blank=True)
    text = models.TextField("text")
    picture = models.BinaryField("picture", null=True, blank=True)
    media_type = models.CharField("media type", max_length=40, blank=True)
    alt = models.CharField("what the picture shows", max_length=300, blank=True)
    struck_on = models.DateField("taken out on", null=True, blank=True)

    personal = frozenset({"picture"})
    not_personal = frozenset({"version", "order", "heading", "text", "media_type", "alt", "struck_on"})

    class Meta:
        ordering = ["order", "pk"]


class Link(Tracked):
    """
    That a passage says what a part of the adult text says: the part's anchor, the words quoted from it ("" for all of
    it), and the whole part as it stood when somebody last compared the two.
    """

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="links")
    anchor = models.CharField("part of the adult text", max_length=60)
    quote = models.TextField("words quoted", blank=True)
    was = models.TextField("the part, as it stood then", blank=True)
    ended_on = models.DateField("no longer tied since", null=True, blank=True)

    personal = frozenset({"quote", "was"})
    not_personal = frozenset({"passage", "anchor", "ended_on"})


class HardWord(Tracked):
    """A hard word and what it means, in a sentence that a child can read."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="hard_words")
    word = models.CharField("word", max_length=60)
    means = models.CharField("what it means", max_length=300)
    ended_on = models.DateField("taken out on", null=True, blank=True)

    not_personal = frozenset({"version", "word", "means", "ended_on"})

    class Meta:
        ordering = ["word", "pk"]


class MediaKind(models.TextChoices):
    AUDIO = "audio", "to listen to"
    SIGNED = "signed", "in British Sign Language"
    FILM = "film", "a film"
    EASY_READ = "easy_read", "easy read"
    LANGUAGE = "language", "in another language"


class Media(Tracked):
    """The same in another form, which lies elsewhere."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="media")
    kind = models.CharField("form", max_length=20, choices=MediaKind)
    title = models.CharField("title", max_length=200)
    address = models.URLField("address", max_length=500)
    ended_on = models.DateField("taken out on", null=True, blank=True)

    not_personal = frozenset({"version", "kind", "title", "address", "ended_on"})

    class Meta:
        verbose_name_plural = "media"
        ordering = ["pk"]


class ReaderRole(models.TextChoices):
    PUPIL = "pupil", "pupil or student"
    COUNCIL = "council", "member of a youth council or children in care council"
    CARE = "care", "child in care"
    LEAVER = "leaver", "care leaver"
    HELPED = "helped", "child or young person with a social worker"
    CARER = "carer", "young carer"
    INSPECTOR = "inspector", "young inspector or adviser"
    OTHER = "other", "another young person"


class Agrees(models.TextChoices):
    YES = "yes", "yes, it can go out"
    NOT_YET = "not_yet", "not yet: something is to change first"
    NO = "no", "no"


class Review(Tracked):
    """
    What a young reader, or a group of them, said of the text as it stood: `digest` is that text's. No name is kept.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField("on")
    band = models.CharField("age", max_length=20, choices=AgeBand)
    role = models.CharField("who they are", max_length=20, choices=ReaderRole)
    readers = models.PositiveSmallIntegerField("how many of them", default=1)
    said = models.TextField("what they said")
    changed = models.TextField("what was changed because of it", blank=True)
    agrees = models.CharField("do they agree?", max_length=20, choices=Agrees)
    digest = models.CharField("SHA-256 of the text they read", max_length=64)

    personal = frozenset({"said", "changed"})
    not_personal = frozenset({"version", "on", "band", "role", "readers", "agrees", "digest"})

    class Meta:
        ordering = ["on", "pk"]


class ReleaseState(models.TextChoices):
    RELEASED = "released", "released"
    WITHDRAWN = "withdrawn", "withdrawn"


class Release(Tracked):
    """A release of a version, with the words as they went out, or its withdrawal. `why` is the reason typed for it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField("state", max_length=20, choices=ReleaseState)
    at = models.DateTimeField("at")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField("why", blank=True)
    content = models.JSONField("what went out", default=dict)
    digest = models.CharField("SHA-256 of the text", max_length=64, blank=True)

    personal = frozenset({"by", "why", "content"})
    not_personal = frozenset({"version", "state", "at", "digest"})

    class Meta:
        ordering = ["at", "pk"]


class Without(Tracked):
    """That an adult text went out with no version for children beside it, and the reason that was typed for it."""

    about = models.CharField("what went out", max_length=200)
    at = models.DateTimeField("at")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("why")

    personal = frozenset({"by", "reason"})
    not_personal = frozenset({"about", "at"})

    class Meta:
        verbose_name_plural = "without"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["about"])]
