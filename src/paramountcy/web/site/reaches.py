"""How far anybody may read without working with a record: what an installation chooses."""

from collections.abc import Mapping

from paramountcy.web.access.roles import Reach
from paramountcy.web.site.not_ready import NotReady

CHOICES = {"team": Reach.TEAM, "body": Reach.BODY, "area": Reach.AREA}


def reads_within(environ: Mapping[str, str]) -> int:
    """
    The farthest that a role reaches, from `PARAMOUNTCY_READS_WITHIN`: `team`, `body` or, without it, `area`. Raises
    NotReady for anything else, since a slip must not open more than was meant.
    """
    chosen = environ.get("PARAMOUNTCY_READS_WITHIN", "area").strip().lower()
    if chosen not in CHOICES:
        raise NotReady(f"PARAMOUNTCY_READS_WITHIN is {chosen[:40]!r}: write team, body or area.")
    return int(CHOICES[chosen])
