"""Who somebody is at this moment, as the policy needs to know it: loaded once for a request."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from paramountcy.web.access.models import BreakGlass, Conflict, Delegation, RestrictionMember, RoleGrant, User
from paramountcy.web.access.models.bodies import BodyType
from paramountcy.web.access.policy import Held, Standing
from paramountcy.web.access.records import now_is_between
from paramountcy.web.access.roles import Reach, Role


def standing(user: User, *, at: datetime, widest: Reach = Reach.AREA) -> Standing:
    """
    What a user holds at a moment: their roles and those lent to them, lists, broken glass, conflicts. Whoever holds no
    role of their own any more has nothing that was lent to them, and no glass that they broke while they did.
    """
    own = tuple(_held(user.pk, at, lent_by=None))
    lent = tuple(held for giver in _givers(user, at) for held in _held(giver, at, lent_by=giver)) if own else ()
    teams = [held.team for held in own]
    listed = RestrictionMember.objects.filter(
        Q(user=user) | Q(team__in=teams),
        agreed_by__isnull=False,
        ended_at__isnull=True,
        restriction__lifted_at__isnull=True,
    )
    glass = BreakGlass.objects.filter(user=user, begun_at__lte=at, ends_at__gt=at, ended_at__isnull=True)
    conflicts = Conflict.objects.filter(now_is_between(at), user=user)
    return Standing(
        user=user.pk,
        ref=user.ref,
        active=user.is_active and user.ended_at is None,
        held=own + lent,
        listed=frozenset(listed.values_list("restriction__kind", "restriction__record")),
        glass={(one.kind, one.record): one.ends_at for one in glass} if own else {},
        conflicts=frozenset(conflicts.values_list("person", flat=True)),
        widest=widest,
    )


def _held(user: int, at: datetime, *, lent_by: int | None) -> Iterator[Held]:
    today = timezone.localdate(at)
    grants = RoleGrant.objects.filter(
        Q(to_day__isnull=True) | Q(to_day__gte=today),
        Q(team__to_day__isnull=True) | Q(team__to_day__gte=today),
        user=user,
        from_day__lte=today,
        team__body__ended_on__isnull=True,
    ).select_related("team__body")
    for grant in grants.prefetch_related("team__body__names"):
        name = grant.team.body.name_on(today)
        in_authority = name is not None and name.body_type == BodyType.LOCAL_AUTHORITY
        yield Held(Role(grant.role), grant.team_id, grant.team.body_id, in_authority, lent_by)


def _givers(user: User, at: datetime) -> list[int]:
    """Those whose tasks somebody does now. A giver who may no longer sign in lends nothing."""
    rows = Delegation.objects.filter(taker=user, from_at__lte=at, to_at__gt=at, ended_at__isnull=True)
    return list(rows.filter(giver__is_active=True, giver__ended_at__isnull=True).values_list("giver", flat=True))
