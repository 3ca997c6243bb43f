"""
An imagined authority and its partners: teams, somebody in every role, terms; for the demo and for training.

Nobody in it is real. Names are drawn by chance from the seed, so that the same seed makes the same people. What they
sign in with is made from this installation's own key: it opens no other, and stands in no file.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from paramountcy.web.access.audit.chain import CHAIN
from paramountcy.web.access.audit.entry import Line
from paramountcy.web.access.models import Body, BodyName, Delegation, RoleGrant, Team, Terms, User
from paramountcy.web.access.models.bodies import BodyType
from paramountcy.web.access.roles import Role
from paramountcy.web.site.models import Installation

SEED = 2011
AUTHORITY = "Applemere"
"""The authority of the imagined nation that is told child by child (`imagine.nation.counted.TOLD`)."""
LONG_AGO = date(2024, 4, 1)
BODIES = (
    (AUTHORITY, BodyType.LOCAL_AUTHORITY, "applemere"),
    (f"{AUTHORITY} and Dales Police", BodyType.POLICE, "police"),
    (f"{AUTHORITY} Community Health", BodyType.HEALTH_PROVIDER, "health"),
    ("Orchard Lane School", BodyType.EDUCATION, "school"),
    ("Lantern Family Support", BodyType.VOLUNTARY, "lantern"),
    (f"{AUTHORITY} Safeguarding Partnership", BodyType.PARTNERSHIP, "partnership"),
)
"""Name, type and the part of an e-mail address that stands for the body."""
TEAMS = (
    ("front door", "applemere", "Front door"),
    ("night", "applemere", "Emergency duty team"),
    ("north", "applemere", "Safeguarding north"),
    ("south", "applemere", "Safeguarding south"),
    ("chairs", "applemere", "Conference and review service"),
    ("systems", "applemere", "Performance and systems"),
    ("police", "police", "Child abuse investigation"),
    ("health", "health", "School nursing"),
    ("school", "school", "Pastoral team"),
    ("lantern", "lantern", "Family workers"),
    ("office", "partnership", "Partnership office"),
)
PEOPLE = (
    ("social.worker", Role.PRACTITIONER, "north"),
    ("social.worker.south", Role.PRACTITIONER, "south"),
    ("front.door", Role.DUTY, "front door"),
    ("night", Role.EMERGENCY_DUTY, "night"),
    ("manager", Role.TEAM_MANAGER, "north"),
    ("manager.south", Role.TEAM_MANAGER, "south"),
    ("chair", Role.INDEPENDENT_CHAIR, "chairs"),
    ("family.worker", Role.LEAD_PROFESSIONAL, "lantern"),
    ("school.nurse", Role.PARTNER, "health"),
    ("detective", Role.PARTNER, "police"),
    ("school.lead", Role.PARTNER_LEAD, "school"),
    ("partnership", Role.PARTNERSHIP_OFFICER, "office"),
    ("data", Role.DATA_OFFICER, "systems"),
    ("administrator", Role.ADMINISTRATOR, "systems"),
    ("second.administrator", Role.ADMINISTRATOR, "systems"),
    ("protection", Role.DATA_PROTECTION_OFFICER, "systems"),
)
"""The first part of an e-mail address, the role and the team."""
GIVEN = (
    "Ada", "Bashir", "Carys", "Dilip", "Esme", "Femi", "Gwen", "Hamza", "Isla", "Jarek", "Kezia", "Leo", "Mina",
    "Noor", "Owen", "Priya", "Rhys", "Safa", "Tomas", "Una", "Wanda", "Yusuf", "Zofia",
)  # fmt: skip
FAMILY = (
    "Alderwick", "Brambley", "Coldbeck", "Darrowby", "Elmsworth", "Fernleigh", "Garsdale", "Hazelmoor", "Ivegill",
    "Kestrelton", "Larkfield", "Mossgrove", "Netherby", "Oakhanger", "Pennistone", "Quarrydale", "Ravenholt",
    "Silverdene", "Thornaby-Vale", "Underbarrow", "Wrenfield", "Yarrowby",
)  # fmt: skip
WORDS = (
    "acorn", "amber", "anchor", "apple", "badger", "barley", "basket", "beacon", "birch", "bottle", "bridge", "candle",
    "carrot", "cherry", "clover", "copper", "cotton", "cricket", "dragon", "feather", "fiddle", "garden", "ginger",
    "hazel", "heron", "honey", "island", "jacket", "kettle", "ladder", "lantern", "lemon", "magnet", "maple", "marble",
    "meadow", "mirror", "mitten", "needle", "olive", "orchard", "otter", "paper", "pebble", "pepper", "pillow",
    "pocket", "puffin", "rabbit", "ribbon", "robin", "saddle", "salmon", "silver", "spider", "sunset", "teapot",
    "thistle", "timber", "tulip", "velvet", "walnut", "willow", "window",
)  # fmt: skip
TERMS = (
    "These are the terms for looking round and for practice. Everybody here is imagined: enter nothing about anybody "
    "real. What you look at is noted, as it would be at work: you can see who has looked at what, and so can others."
)


@dataclass(frozen=True)
class SignIn:
    """Somebody of the demo: what they sign in with, who they are, what they do and where."""

    email: str
    name: str
    role: str
    team: str


def password(seed: int) -> str:
    """What everybody of the demo signs in with, here and nowhere else: five words by this installation's own key."""
    mixed = hmac.digest(settings.SECRET_KEY.encode(), f"the demo of seed {seed}".encode(), "sha256")
    return "-".join(WORDS[byte % len(WORDS)] for byte in mixed[:5])


def imagine(*, seed: int, at: datetime) -> None:
    """Fill the empty database of a demo, in one transaction, with its entry in the log."""
    given, family = shuffled(GIVEN, seed), shuffled(FAMILY, seed)
    bodies: dict[str, Body] = {}
    teams: dict[str, Team] = {}
    people: dict[str, User] = {}
    hashed = make_password(password(seed))  # one for all, who share it: a second of work each is saved
    with CHAIN.change() as lines:
        for name, body_type, slug in BODIES:
            bodies[slug] = Body.objects.create()
            BodyName.objects.create(body=bodies[slug], name=name, body_type=body_type, from_day=LONG_AGO)
        for key, slug, name in TEAMS:
            teams[key] = Team.objects.create(body=bodies[slug], name=name, from_day=LONG_AGO)
        for place, (address, role, key) in enumerate(PEOPLE):
            slug = next(slug for one, slug, _ in TEAMS if one == key)
            people[address] = User.objects.create(
                email=f"{address}@{slug}.example", name=f"{given[place]} {family[place]}", password=hashed, is_demo=True
            )
            RoleGrant.objects.create(
                user=people[address], role=role, team=teams[key], from_day=LONG_AGO, reason="Part of the demo."
            )
        Terms.objects.create(version=1, text=TERMS, from_at=at)
        Delegation.objects.create(
            giver=people["manager"], taker=people["manager.south"], made_by=people["manager"], from_at=at,
            to_at=at + timedelta(days=14), reason="Two weeks of leave, as part of the demo.",
        )  # fmt: skip
        lines.append(Line("imagine", reason="The demo was made."))


def shuffled(names: Sequence[str], seed: int) -> list[str]:
    """Names in an order that only the seed decides, the same on every machine."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())


def sign_ins() -> Iterator[SignIn]:
    """Everybody of the demo who may sign in, in the order of their roles."""
    today = timezone.localdate()
    for user in User.objects.filter(is_demo=True, is_active=True).order_by("pk"):
        grant = user.grants.filter(from_day__lte=today).order_by("pk").select_related("team").first()
        yield SignIn(user.email, user.name, Role(grant.role).label if grant else "", grant.team.name if grant else "")


def seed_here() -> int:
    """The seed of the imagined people in this database."""
    return Installation.objects.values_list("seed", flat=True).filter(pk=1).first() or SEED
