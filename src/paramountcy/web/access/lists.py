"""
The policy asked of many records at once, in the database: the only way a list, a search, a count or an export may
begin. It must say what `policy.may` says of each record; a property test draws roles, restrictions and conflicts and
holds them together.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from paramountcy.web.access.models import Involvement, Restriction
from paramountcy.web.access.policy import Held, Standing
from paramountcy.web.access.records import Guard, now_is_between
from paramountcy.web.access.roles import MAY, Reach, Sensitivity

NOTHING = Q(pk__in=())


def readable(who: Standing, guard: Guard, *, at: datetime) -> QuerySet:
    """The records of a kind that somebody may read now."""
    records = _not_in_conflict(who, guard)
    if not who.active:
        return records.none()
    closed = Restriction.objects.filter(now_is_between(at, end="lifted_at"), kind=guard.kind, record=OuterRef("ref"))
    open_to = Q(ref__in=[ref for (kind, ref), until in who.glass.items() if kind == guard.kind and at < until])
    if who.own:
        listed = [ref for kind, ref in who.listed if kind == guard.kind]
        open_to |= Exists(closed) & (Q(ref__in=listed) | Exists(closed.filter(guardian=who.user)))
    by_role = NOTHING
    for held in who.held:
        by_role |= _by_one_role(who, held, guard, at)
    return records.filter(open_to | (~Exists(closed) & by_role))


def known_only(who: Standing, guard: Guard, *, at: datetime) -> QuerySet:
    """Closed records of which somebody may know that they exist, and whom to ring, and no more."""
    existence = [
        name
        for name, true in (
            ("front_door", any(MAY[held.role].knows_of_restricted for held in who.own)),
            ("authority", any(held.in_authority for held in who.own)),
        )
        if true
    ]
    if not who.active or not existence:
        return guard.model._default_manager.none()
    closed = Restriction.objects.filter(
        now_is_between(at, end="lifted_at"), kind=guard.kind, record=OuterRef("ref"), existence__in=existence
    )
    seen = readable(who, guard, at=at).values("pk")
    return _not_in_conflict(who, guard).filter(Exists(closed)).exclude(pk__in=seen)


def _not_in_conflict(who: Standing, guard: Guard) -> QuerySet:
    records = guard.model._default_manager.all()
    if guard.people and who.conflicts:
        theirs = guard.model._default_manager.filter(**{f"{guard.people}__in": list(who.conflicts)}, pk=OuterRef("pk"))
        records = records.filter(~Exists(theirs))
    return records


def _by_one_role(who: Standing, held: Held, guard: Guard, at: datetime) -> Q:
    can = MAY[held.role]
    allowed = NOTHING
    for near, involved in _rings(who, held, guard, at):
        farthest = can.reads if near <= Reach.TEAM else min(can.reads, who.widest)
        if near > Reach.TEAM and not held.in_authority:
            farthest = min(farthest, Reach.BODY)
        if near > farthest:
            break
        allowed |= involved & _cleared(guard, can.clearance, near)
    return allowed


def _rings(who: Standing, held: Held, guard: Guard, at: datetime) -> Iterator[tuple[Reach, Q]]:
    """How near records stand to a role, the nearest first; each ring holds those within it."""
    involved = Involvement.objects.filter(now_is_between(at), kind=guard.kind, record=OuterRef("ref"))
    yield Reach.OWN, Q(Exists(involved.filter(user=held.lent_by or who.user)))
    yield Reach.TEAM, Q(Exists(involved.filter(team=held.team)))
    yield Reach.BODY, Q(Exists(involved.filter(Q(body=held.body) | Q(team__body=held.body))))
    yield Reach.AREA, Q()


def _cleared(guard: Guard, clearance: Sensitivity, near: Reach) -> Q:
    if near <= Reach.OWN or not guard.sensitivity:
        return Q()
    return Q(**{f"{guard.sensitivity}__lte": clearance})
