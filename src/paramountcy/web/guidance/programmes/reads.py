"""What the pages of joint programmes need: one function a question."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.reads import there_on
from paramountcy.web.guidance.programmes.models import (
    Dependence,
    Event,
    Expectation,
    Found,
    Look,
    Milestone,
    Owner,
    Partner,
    Product,
    Programme,
    Step,
    Strand,
    there,
)
from paramountcy.web.guidance.programmes.status import OPEN
from paramountcy.web.kit.templating import day


def on_day(by: Access) -> date:
    return timezone.localdate(by.at)


def programmes(by: Access) -> QuerySet[Any]:
    """The programmes that may be read, each with how many of its things need a look as `flags`."""
    waiting = flagged(Dependence.objects.filter(programme=OuterRef("pk"), event__in=by.readable("event")))
    counted = waiting.order_by().values("programme").annotate(count=Count("pk")).values("count")
    return by.readable("programme").select_related("group", "circle").annotate(flags=Coalesce(Subquery(counted), 0))


def found(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Programmes with each of these words in their title, purpose, or the title of a strand."""
    for word in words.split():
        strands = Strand.objects.filter(title__icontains=word).values("programme")
        rows = rows.filter(Q(title__icontains=word) | Q(purpose__icontains=word) | Q(pk__in=strands))
    return rows


def events(by: Access) -> QuerySet[Any]:
    """The events that may be read, with the latest expectation of each, and how much waits for a look."""
    last = Expectation.objects.filter(event=OuterRef("pk")).order_by("-pk")
    waiting = flagged(Dependence.objects.filter(event=OuterRef("pk"), programme__in=by.readable("programme")))
    counted = waiting.order_by().values("event").annotate(count=Count("pk")).values("count")
    return by.readable("event").annotate(
        outlook=Subquery(last.values("outlook")[:1]),
        expected_on=Subquery(last.values("expected_on")[:1]),
        as_of=Subquery(last.values("on")[:1]),
        flags=Coalesce(Subquery(counted), 0),
    )


def flagged(rows: QuerySet[Any]) -> QuerySet[Any]:
    """
    What depends on an event that has changed since anybody looked at it, or of which it was found that it must change.
    """
    newest = Expectation.objects.filter(event=OuterRef("event")).order_by("-pk").values("pk")[:1]
    look = Look.objects.filter(dependence=OuterRef("pk")).order_by("-pk")
    told = rows.annotate(
        newest=Subquery(newest),
        looked=Coalesce(Subquery(look.values("expectation")[:1]), F("since"), output_field=BigIntegerField()),
        last_found=Subquery(look.values("found")[:1]),
    )
    return told.filter(Q(newest__gt=F("looked")) | Q(last_found=Found.MUST), ended_on__isnull=True)


def latest(event: Event) -> Expectation | None:
    return event.expectations.order_by("-pk").first()


@dataclass(frozen=True)
class Waiting:
    """Something that depends on an event: whether it needs a look, why, and what was found of it last."""

    dependence: Dependence
    flag: str
    looks: Sequence[Look]


def _waiting(rows: QuerySet[Any]) -> list[Waiting]:
    rows = rows.filter(ended_on__isnull=True)
    flags = {one.pk: one for one in flagged(rows)}
    told = rows.select_related("event", "programme", "strand", "milestone").prefetch_related("looks")
    return [Waiting(one, _why(flags.get(one.pk)), list(one.looks.all())) for one in told]


def _why(flag: Any) -> str:
    if flag is None:
        return ""
    if flag.newest > flag.looked:
        return "The event changed: look whether this still fits."
    return "It was found that this must be changed."


def depends_on(by: Access, event: Event) -> list[Waiting]:
    """What depends on an event, of the programmes that may be read."""
    return _waiting(Dependence.objects.filter(event=event, programme__in=by.readable("programme")))


def depends(by: Access, programme: Programme) -> list[Waiting]:
    """What of a programme depends on events that may be read."""
    return _waiting(Dependence.objects.filter(programme=programme, event__in=by.readable("event")))


@dataclass(frozen=True)
class Reached:
    """A milestone with its steps: where it stands, for which day, and how often that day was moved."""

    milestone: Milestone
    steps: Sequence[Step]
    flag: str

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def due(self) -> date | None:
        return next((one.due for one in reversed(self.steps) if one.due), None)

    def overdue(self, on: date) -> bool:
        return self.last.state in OPEN and self.due is not None and self.due < on


@dataclass(frozen=True)
class Owned:
    """A body of the programme, and who owns the strand in it; nobody is a gap."""

    partner: Partner
    name: str
    owners: Sequence[Owner]


@dataclass(frozen=True)
class Run:
    """A strand as the page shows it."""

    strand: Strand
    owned: Sequence[Owned]
    milestones: Sequence[Reached]
    flag: str

    @property
    def without(self) -> list[str]:
        """The bodies in which it has no owner."""
        return [one.name for one in self.owned if not one.owners]


@dataclass(frozen=True)
class Laid:
    """A programme laid out whole."""

    programme: Programme
    partners: Sequence[tuple[Partner, str]]
    strands: Sequence[Run]
    ended: Sequence[Strand]
    products: Sequence[Product]
    waiting: Sequence[Waiting]


def partners(programme: Programme, on: date) -> list[tuple[Partner, str]]:
    """The bodies that run a programme on a day, and what they are called then."""
    rows = programme.partners.filter(there_on(on)).prefetch_related("organisation__names")
    return [(one, one.organisation.name_on(on)) for one in rows]


def laid_out(by: Access, programme: Programme) -> Laid:
    return _laid(programme, on_day(by), depends(by, programme))


def _laid(programme: Programme, on: date, waiting: Sequence[Waiting]) -> Laid:
    bodies = partners(programme, on)
    flags = {one.dependence.milestone_id: one.flag for one in waiting if one.flag and one.dependence.milestone_id}
    strand_flags = {
        one.dependence.strand_id: one.flag for one in waiting if one.flag and not one.dependence.milestone_id
    }
    rows = programme.strands.prefetch_related("owners__person", "milestones__steps")
    shown = [
        Run(
            strand,
            [
                Owned(body, name, [one for one in strand.owners.all() if one.partner_id == body.pk and there(one, on)])
                for body, name in bodies
            ],
            [Reached(one, list(one.steps.all()), flags.get(one.pk, "")) for one in strand.milestones.all()],
            strand_flags.get(strand.pk, ""),
        )
        for strand in rows
        if strand.ended_on is None
    ]
    ended = [one for one in rows if one.ended_on]
    products = list(programme.products.filter(withdrawn_on__isnull=True).select_related("strand"))
    return Laid(programme, bodies, shown, ended, products, waiting)


@dataclass(frozen=True)
class Alert:
    """Something that somebody has to see to: what, of which programme, and where."""

    kind: str
    what: str
    programme: Programme
    to: str


def alerts(by: Access) -> list[Alert]:
    """Strands without an owner, milestones that are late, and what a changed event has flagged."""
    on = on_day(by)
    told = []
    rows = by.readable("programme").filter(Q(to_day__isnull=True) | Q(to_day__gte=on)).order_by("title", "pk")
    for programme in rows:
        laid = laid_out(by, programme)
        page = reverse("programmes:programme", args=[programme.ref])
        for run in laid.strands:
            if run.without:
                told.append(
                    Alert("No owner", f"{run.strand.title}: none in {' or '.join(run.without)}", programme, page)
                )
            told += [
                Alert("Late", f"{one.milestone.title}: was due on {day(one.due)}", programme, page)
                for one in run.milestones
                if one.overdue(on)
            ]
        told += [
            Alert("Look again", f"{one.dependence.what}: {one.flag}", programme,
                  reverse("programmes:event", args=[one.dependence.event.ref]))
            for one in laid.waiting
            if one.flag
        ]  # fmt: skip
    return told


def public() -> QuerySet[Any]:
    """The programmes whose page is public: published, and neither they nor their group kept to a circle."""
    rows = Programme.objects.filter(published=True, circle__isnull=True, group__circle__isnull=True)
    return rows.select_related("group").order_by("title", "pk")


def public_page(programme: Programme, on: date) -> Laid:
    """A programme as everybody may see it: with events that are kept to no circle."""
    return _laid(programme, on, _waiting(Dependence.objects.filter(programme=programme, event__circle__isnull=True)))


def strands_of(programme: Programme) -> QuerySet[Strand]:
    return programme.strands.filter(ended_on__isnull=True)


def milestones_of(programme: Programme) -> QuerySet[Milestone]:
    return Milestone.objects.filter(strand__programme=programme, strand__ended_on__isnull=True)


def page_of(name: str) -> Callable[[Citation], str]:
    """What finds the page of a citation: "" where what it cites can be no reference."""

    def find(cited: Citation) -> str:
        try:
            return reverse(name, args=[cited.steps[0]])
        except NoReverseMatch:
            return ""

    return find


def rows_of(laids: Iterable[Laid], on: date) -> list[list[str]]:
    """Every milestone of programmes as rows of text, for a file."""
    return [
        [
            laid.programme.title,
            run.strand.title,
            "; ".join(f"{one.name}: {', '.join(o.office for o in one.owners) or 'nobody'}" for one in run.owned),
            one.milestone.title,
            one.last.get_state_display(),
            one.due.isoformat() if one.due else "",
            "yes" if one.overdue(on) else "no",
            "; ".join(filter(None, [run.flag, one.flag])),
        ]
        for laid in laids
        for run in laid.strands
        for one in run.milestones
    ]
