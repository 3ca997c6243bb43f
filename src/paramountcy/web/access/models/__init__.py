"""What is kept of who people are and what they may do, one subject a file."""

from paramountcy.web.access.models.audit import Entry, Seal
from paramountcy.web.access.models.bodies import Body, BodyName, Team
from paramountcy.web.access.models.exceptions import BreakGlass, Conflict, Restriction, RestrictionMember
from paramountcy.web.access.models.invitations import Acceptance, Invitation, Terms
from paramountcy.web.access.models.involvement import Involvement
from paramountcy.web.access.models.notices import Notice, StoredSearch
from paramountcy.web.access.models.operators import Operator
from paramountcy.web.access.models.roles import Delegation, RoleGrant
from paramountcy.web.access.models.users import User

__all__ = [
    "Acceptance",
    "Body",
    "BodyName",
    "BreakGlass",
    "Conflict",
    "Delegation",
    "Entry",
    "Invitation",
    "Involvement",
    "Notice",
    "Operator",
    "Restriction",
    "RestrictionMember",
    "RoleGrant",
    "Seal",
    "StoredSearch",
    "Team",
    "Terms",
    "User",
]
