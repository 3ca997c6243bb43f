"""The terms that everybody who signs in accepts, by version."""

from datetime import datetime

from paramountcy.web.access.models import Acceptance, Terms, User


def terms_in_force(*, at: datetime) -> Terms | None:
    """The latest terms that have begun; None before there are any."""
    return Terms.objects.filter(from_at__lte=at).order_by("-version").first()


def terms_to_accept(user: User, *, at: datetime) -> Terms | None:
    """The terms that somebody has still to accept; None where there is nothing to accept."""
    latest = terms_in_force(at=at)
    if latest is None or Acceptance.objects.filter(user=user, terms=latest).exists():
        return None
    return latest
