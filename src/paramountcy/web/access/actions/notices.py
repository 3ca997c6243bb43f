"""What people are told inside the application. No notice names anybody: it is opened by the one it is for."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Notice, RoleGrant, User
from paramountcy.web.access.roles import MAY, Duty, Role


def tell(user: User, about: str, *, at: datetime, kind: str = "", record: str = "") -> Notice:
    """Something for one person to look at. Part of the action that it is about."""
    return Notice.objects.create(user=user, about=about, kind=kind, record=record, made_at=at)


def tell_those_with(
    duty: Duty, about: str, *, at: datetime, kind: str = "", record: str = "", but: User | None = None
) -> None:
    """The same for everybody who has a duty now, `but` one who knows already."""
    today = timezone.localdate(at)
    roles = [role for role in Role if duty in MAY[role].duties]
    held = RoleGrant.objects.filter(
        Q(to_day__isnull=True) | Q(to_day__gte=today), role__in=roles, from_day__lte=today, user__is_active=True
    )
    for user in User.objects.filter(pk__in=held.values("user")).order_by("pk"):
        if but is None or user.pk != but.pk:
            tell(user, about, at=at, kind=kind, record=record)


def read(*, by: Access, notice: Notice) -> Notice:
    """One's own notice has been read."""
    if notice.read_at is None and by.user and notice.user_id == by.user.pk:
        with by.change("read notice", kind=notice.kind, record=notice.record):
            notice.read_at = by.at
            notice.save()
    return notice
