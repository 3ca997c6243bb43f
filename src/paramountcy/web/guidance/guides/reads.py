"""What the pages of the register of practice guidance need: one function a question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.guides.models import (
    Checked,
    Fate,
    Guide,
    HandOver,
    Judgement,
    Passage,
    Quality,
    Text,
)
from paramountcy.web.guidance.guides.status import HOUSED, ORPHAN, SET_ASIDE


def on_day(by: Access) -> date:
    return timezone.localdate(by.at)


def guides(by: Access) -> QuerySet[Any]:
    """The guides that may be read, each with its owner's name, what was last done for its quality, and its texts."""
    return _told(by.readable("guide"))


def _told(rows: QuerySet[Any]) -> QuerySet[Any]:
    owner = groups.organisations().filter(pk=OuterRef("owner"))
    last = Quality.objects.filter(guide=OuterRef("pk")).order_by("-on", "-pk").values("state")[:1]
    texts = Text.objects.filter(guide=OuterRef("pk"))
    return rows.annotate(
        owner_name=Subquery(owner.values("last_name")[:1]), checked=Subquery(last), has_text=Exists(texts)
    ).select_related("circle", "superseded_by")


def in_standing(rows: QuerySet[Any], standing: str, on: date) -> QuerySet[Any]:
    """Guides that are in this standing on a day: the question of `Guide.standing`, asked of the database."""
    withdrawn = Q(withdrawn_on__isnull=False, withdrawn_on__lte=on)
    if standing == "withdrawn":
        return rows.filter(withdrawn)
    rows = rows.exclude(withdrawn)
    if standing == "superseded":
        return rows.filter(superseded_by__isnull=False)
    rows = rows.filter(superseded_by__isnull=True)
    if standing == "no review":
        return rows.filter(review_due__isnull=True)
    return rows.filter(review_due__lt=on) if standing == "overdue" else rows.filter(review_due__gte=on)


def found(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Guides with each of these words in their title, topics, audience, owner or what they hang on."""
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(topics__icontains=word)
            | Q(audience__icontains=word)
            | Q(hook__icontains=word)
            | Q(owner_name__icontains=word)
        )
    return rows


def topics(by: Access) -> list[str]:
    """Every topic of a guide that may be read, in order."""
    kept = by.readable("guide").exclude(topics="").values_list("topics", flat=True)
    return sorted({topic for one in kept for topic in one.split("|") if topic}, key=str.casefold)


def checked(guide: Guide) -> str:
    """What was last done for its quality."""
    last = guide.quality.order_by("-on", "-pk").first()
    return last.state if last else Checked.NONE


def latest_texts(rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """The text of each guide that counts."""
    later = Text.objects.filter(guide=OuterRef("guide"), pk__gt=OuterRef("pk"))
    texts = Text.objects.all() if rows is None else rows
    return texts.filter(~Exists(later)).select_related("guide")


def text_of(guide: Guide) -> Text | None:
    return guide.texts.order_by("-pk").first()


def to_compare(by: Access, text: Text) -> int:
    """How many texts of guides that may be read a text was not compared with yet."""
    rows = latest_texts().filter(guide__in=by.readable("guide"), pk__lt=text.pk).exclude(guide=text.guide)
    return rows.count() if text.compared_to is None else rows.filter(pk__lt=text.compared_to).count()


def overlaps(by: Access) -> QuerySet[Any]:
    """
    The overlaps of texts that count, of guides that may both be read and that stand; with what was last found of each.
    """
    latest = latest_texts().values("pk")
    standing = Guide.objects.filter(withdrawn_on__isnull=True, superseded_by__isnull=True).values("pk")
    last = Judgement.objects.filter(overlap=OuterRef("pk")).order_by("-on", "-pk")
    rows = by.readable("overlap").filter(first__in=latest, second__in=latest)
    return (
        rows.filter(first__guide__in=standing, second__guide__in=standing)
        .annotate(
            kind=Subquery(last.values("kind")[:1]),
            course=Subquery(last.values("course")[:1]),
            first_title=F("first__guide__title"),
            second_title=F("second__guide__title"),
        )
        .select_related("first__guide", "second__guide")
    )


def overlaps_of(by: Access, guide: Guide) -> QuerySet[Any]:
    return overlaps(by).filter(Q(first__guide=guide) | Q(second__guide=guide)).order_by("-highest", "pk")


def with_fate(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    """
    Passages with `fate` ("" before anybody did anything), `owner_name`, and `lost`: that whoever took it on is no
    more, or the guide that had it was withdrawn, with nothing in its place.
    """
    last = HandOver.objects.filter(passage=OuterRef("pk")).order_by("-on", "-pk")
    gone = Q(owner__ended_on__lte=on, owner__followed_by__isnull=True)
    without = Q(guide__withdrawn_on__lte=on, guide__superseded_by__isnull=True)
    owner = groups.organisations().filter(pk=OuterRef("last_owner"))
    return rows.annotate(
        last=Subquery(last.values("pk")[:1]),
        fate=Subquery(last.values("fate")[:1]),
        last_owner=Subquery(last.values("owner")[:1]),
    ).annotate(
        owner_name=Subquery(owner.values("last_name")[:1]),
        lost=Exists(HandOver.objects.filter(gone | without, pk=OuterRef("last"))),
    )


def passages(by: Access) -> QuerySet[Any]:
    return with_fate(by.readable("passage"), on_day(by)).select_related("comparison")


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Passages that are orphans, housed, or set aside."""
    housed = Q(fate=Fate.TAKEN, lost=False)
    if state == HOUSED:
        return rows.filter(housed)
    if state == SET_ASIDE:
        return rows.filter(fate=Fate.NOT_NEEDED)
    return rows.filter(
        Q(fate__isnull=True) | Q(fate__in=(Fate.OFFERED, Fate.GIVEN_BACK)) | Q(fate=Fate.TAKEN, lost=True)
    )


def state_of(passage: Any) -> str:
    """Whether a passage with its fate is an orphan, housed or set aside."""
    if passage.fate == Fate.NOT_NEEDED:
        return SET_ASIDE
    return HOUSED if passage.fate == Fate.TAKEN and not passage.lost else ORPHAN


def orphans(by: Access) -> QuerySet[Any]:
    return in_state(passages(by), ORPHAN)


def passage_with_fate(passage: Passage, on: date) -> Any:
    return with_fate(Passage.objects.filter(pk=passage.pk), on).get()


@dataclass(frozen=True)
class Shown:
    """A guide in the public register: what it is, whose, and where it stands today."""

    guide: Any
    standing: str


def register() -> QuerySet[Any]:
    """What is in the public register: published, and kept to no circle."""
    return _told(Guide.objects.filter(published=True, circle__isnull=True)).order_by("title", "pk")


def shown(on: date) -> list[Shown]:
    return [Shown(one, one.standing(on)) for one in register()]


def knows(by: Access, guide: Guide | None) -> Guide | None:
    """A guide, where the one who asks may know of it."""
    return guide if guide and by.readable("guide").filter(pk=guide.pk).exists() else None


def page_of(name: str) -> Callable[[Citation], str]:
    """What finds the page of a citation: "" where what it cites can be no reference."""

    def find(cited: Citation) -> str:
        try:
            return reverse(name, args=[cited.steps[0]])
        except NoReverseMatch:
            return ""

    return find
