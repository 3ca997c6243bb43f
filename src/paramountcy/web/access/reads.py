"""What the pages of access need: one function a question. What is about records has been asked of the policy."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from paramountcy.web.access import policy
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.models import (
    Body,
    BodyName,
    BreakGlass,
    Conflict,
    Delegation,
    Entry,
    Invitation,
    Involvement,
    Notice,
    Restriction,
    RestrictionMember,
    RoleGrant,
    Team,
    User,
)
from paramountcy.web.access.models.exceptions import Existence
from paramountcy.web.access.policy import Verdict
from paramountcy.web.access.records import GUARDS, now_is_between
from paramountcy.web.access.roles import Duty

REVIEW_WITHIN = timedelta(days=3)
"""How soon broken glass is to be looked at; later, it is overdue."""

OWN = Verdict(True, "")
"""What is one's own needs no role."""


def only(rows: QuerySet, ref: str, *, by: Access) -> Any:
    """The row of a reference. Raises Refusal where it is not among these, as where it is not there."""
    found = rows.filter(ref=ref).first()
    if found is None:
        by.note("read", policy.NOT_FOUND, kind=str(rows.model._meta.model_name))
        raise Refusal(policy.NOT_FOUND)
    return found


# --- People and their roles


def people() -> QuerySet[User]:
    """Everybody who signs in or did, with their roles."""
    return User.objects.prefetch_related("grants__team__body__names")


def held_on(day: date) -> Q:
    """That a grant is held on a day."""
    return Q(from_day__lte=day) & (Q(to_day__isnull=True) | Q(to_day__gte=day))


def with_role(rows: QuerySet, day: date, **more: Any) -> QuerySet:
    return rows.filter(Exists(RoleGrant.objects.filter(held_on(day), user=OuterRef("pk"), **more)))


def without_role(rows: QuerySet, day: date) -> QuerySet:
    return rows.filter(~Exists(RoleGrant.objects.filter(held_on(day), user=OuterRef("pk"))))


def grants(user: User) -> QuerySet[RoleGrant]:
    """Somebody's roles, those they hold and those they held, the latest first."""
    rows = user.grants.select_related("team__body", "granted_by").prefetch_related("team__body__names")
    return rows.order_by("-from_day", "-pk")


def found_people(words: str) -> QuerySet[User]:
    """People whose name or e-mail address holds each of these words."""
    rows = people()
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return rows


def open_teams(day: date) -> QuerySet[Team]:
    """Teams that are there on a day, by body."""
    rows = Team.objects.filter(Q(to_day__isnull=True) | Q(to_day__gte=day), body__ended_on__isnull=True)
    return rows.select_related("body").prefetch_related("body__names")


def called(team: Team, on: date) -> str:
    """A team as people say it: its body's name on a day, and its own."""
    name = team.body.name_on(on)
    return f"{name.name}: {team.name}" if name else team.name


def bodies() -> QuerySet[Body]:
    """Bodies, with what each is called last as `last_name`."""
    last = BodyName.objects.filter(body=OuterRef("pk")).order_by("-from_day").values("name")[:1]
    return Body.objects.annotate(last_name=Subquery(last)).prefetch_related("names", "teams")


# --- What waits for somebody


@dataclass(frozen=True)
class Waits:
    """
    Something that waits for somebody's duty: how many, in what words, the name of the page, and why it is overdue, ""
    where it is not.
    """

    count: int
    words: str
    name: str
    overdue: str = ""


WAITING: list[Callable[[Access], Iterable[Waits]]] = []
"""What waits in other apps: each adds a function when it is ready."""


def waiting(by: Access) -> list[Waits]:
    """What waits for the one who asks, by duty. Only what there is; what is overdue first."""
    found = [one for ask in WAITING for one in ask(by)]
    if by.may_do(Duty.AGREE_RESTRICTED):
        seen = restrictions(by)
        to_agree = sum(1 for one in seen if one.agreed_by_id is None)
        to_let_in = RestrictionMember.objects.filter(
            restriction__in=seen, agreed_by__isnull=True, ended_at__isnull=True
        ).count()
        found.append(Waits(to_agree, "to agree: closed records", "access:restrictions"))
        found.append(Waits(to_let_in, "to let in: people and teams asked for", "access:restrictions"))
    if by.may_do(Duty.REVIEW_BROKEN_GLASS):
        found.append(Waits(to_look_at(by).count(), "to look at: broken glass", "access:glass"))
    if by.may_do(Duty.MANAGE_PEOPLE):
        today = timezone.localdate(by.at)
        idle = without_role(User.objects.filter(is_active=True), today).count()
        found.append(Waits(idle, "without a role: people who may sign in", "access:people"))
        found.append(Waits(invitations_open(by.at).count(), "not taken up yet: invitations", "access:invitations"))
    return sorted((one for one in found if one.count), key=lambda one: not one.overdue)


def invitations_open(at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=at)


def notices(by: Access) -> QuerySet[Notice]:
    return Notice.objects.filter(user=by.somebody)


def lent_to(by: Access) -> QuerySet[Delegation]:
    """Tasks that the one who asks does now for others."""
    return Delegation.objects.filter(
        taker=by.somebody, from_at__lte=by.at, to_at__gt=by.at, ended_at__isnull=True
    ).select_related("giver")


def my_delegations(by: Access) -> QuerySet[Delegation]:
    """Those given and those taken, the latest first."""
    mine = Q(giver=by.somebody) | Q(taker=by.somebody)
    return Delegation.objects.filter(mine).select_related("giver", "taker").order_by("-from_at")


# --- Closed records


def restrictions(by: Access) -> list[Restriction]:
    """
    The restrictions in force that somebody who agrees to them may know of: none of a record with a conflict, and one
    that nobody may know of only where they guard, asked for or agreed to it, or look after data protection.
    """
    rows = Restriction.objects.filter(now_is_between(by.at, end="lifted_at")).select_related(
        "guardian", "asked_by", "agreed_by"
    )
    mine = (by.who.user,)
    oversees = bool(by.may_do(Duty.SEE_AUDIT))
    hidden = in_conflict(by)
    return [
        one
        for one in rows.order_by("from_at")
        if (one.kind, one.record) not in hidden
        and (
            one.existence != Existence.NOBODY
            or oversees
            or {one.guardian_id, one.asked_by_id, one.agreed_by_id}.intersection(mine)
            or (one.kind, one.record) in by.who.listed
        )
    ]


def restriction(by: Access, ref: str) -> Restriction:
    """
    One that somebody may look after: with the duty, or as its guardian. Raises Refusal, the same where it may not be
    known of as where it is not there.
    """
    candidates = restrictions(by)
    duty = by.may_do(Duty.AGREE_RESTRICTED)
    for one in candidates:
        if one.ref == ref and (duty or one.guardian_id == by.who.user):
            by.note("read restriction", Verdict(True, "", as_=duty.as_), kind=one.kind, record=one.record)
            return one
    by.note("read restriction", policy.NOT_FOUND)
    raise Refusal(policy.NOT_FOUND)


def members(one: Restriction) -> QuerySet[RestrictionMember]:
    rows = one.members.filter(ended_at__isnull=True).select_related("user", "team__body", "asked_by", "agreed_by")
    return rows.prefetch_related("team__body__names").order_by("pk")


def in_conflict(by: Access) -> set[tuple[str, str]]:
    """The records, by kind and reference, that are about people whom the one who asks must see nothing of."""
    return {
        (guard.kind, ref)
        for guard in GUARDS.values()
        if guard.people and by.who.conflicts
        for ref in guard.model._default_manager.filter(**{f"{guard.people}__in": list(by.who.conflicts)}).values_list(
            "ref", flat=True
        )
    }


def involved(kind: str, ref: str, *, at: datetime) -> QuerySet[Involvement]:
    """Who works with a record now."""
    rows = Involvement.objects.filter(now_is_between(at), kind=kind, record=ref)
    return rows.select_related("user", "team__body", "body").prefetch_related("team__body__names", "body__names")


def conflicts(by: Access) -> QuerySet[Conflict]:
    """Everybody's for those with the duty, one's own for others; those in force first."""
    rows = Conflict.objects.select_related("user", "declared_by")
    return rows if by.may_do(Duty.MANAGE_CONFLICTS) else rows.filter(user=by.somebody)


# --- Broken glass


def my_glass(by: Access) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(user=by.somebody).order_by("-begun_at")


def all_glass(by: Access) -> QuerySet[BreakGlass]:
    """Broken glass that the one who asks may look at: none of records with a conflict."""
    rows = BreakGlass.objects.select_related("user", "reviewed_by")
    for kind, ref in in_conflict(by):
        rows = rows.exclude(kind=kind, record=ref)
    return rows


def to_look_at(by: Access) -> QuerySet[BreakGlass]:
    return all_glass(by).filter(reviewed_at__isnull=True).exclude(user=by.user)


def read_by_glass(one: BreakGlass) -> QuerySet[Entry]:
    """What was done with the record while the glass was broken, from the log."""
    until = one.ended_at or one.ends_at
    who = User.objects.filter(pk=one.user_id).values("ref")
    rows = Entry.objects.filter(kind=one.kind, record=one.record, user__in=who, at__gte=one.begun_at, at__lte=until)
    return rows.order_by("at", "pk")


def overdue(glass: BreakGlass, *, at: datetime) -> bool:
    return glass.reviewed_at is None and at > glass.begun_at + REVIEW_WITHIN


# --- The log


def log(by: Access) -> QuerySet[Entry]:
    """The log, without what is of records that the one who asks has a conflict with."""
    rows = Entry.objects.all()
    for kind, ref in in_conflict(by):
        rows = rows.exclude(kind=kind, record=ref)
    return rows


def found_in_log(by: Access, terms: Mapping[str, str]) -> QuerySet[Entry]:
    """What a search of the log finds: by person (e-mail address), record, action, first and last day."""
    rows = log(by)
    if terms.get("email"):
        rows = rows.filter(user__in=User.objects.filter(email=terms["email"].lower()).values("ref"))
    if terms.get("record"):
        rows = _about(rows, terms["record"])
    if terms.get("action"):
        rows = rows.filter(action__icontains=terms["action"])
    if terms.get("first"):
        rows = rows.filter(at__gte=_start_of(date.fromisoformat(terms["first"])))
    if terms.get("last"):
        rows = rows.filter(at__lt=_start_of(date.fromisoformat(terms["last"]) + timedelta(days=1)))
    return rows


def who_looked(kind: str, ref: str) -> QuerySet[Entry]:
    """
    Who has looked at a record, or tried to: everything in the log about it, and the lists, searches and exports that
    showed it, the latest first. For any kind of record; whether the one who asks may see this is the page's to ask.
    """
    return _about(Entry.objects.filter(kind=kind), ref).order_by("-at", "-pk")


def names(refs: Iterable[str]) -> dict[str, str]:
    """What people who sign in are called, by reference."""
    return dict(User.objects.filter(ref__in=set(refs)).values_list("ref", "name"))


def _about(rows: QuerySet[Entry], ref: str) -> QuerySet[Entry]:
    """Entries about a record, or that showed it in a list."""
    told = rows.annotate(shown_text=Cast("shown", TextField()))
    return told.filter(Q(record=ref) | Q(shown_text__contains=f'"{ref}"'))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
