"""
How an app tells access of its records: a Guard for each kind, registered when the app is ready.

Access knows nothing else of them. An app that registers no guard for a model has nothing anybody may see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet

from paramountcy.web.access.models import Involvement, Restriction
from paramountcy.web.access.policy import Closed, Facts, Standing, Verdict
from paramountcy.web.access.roles import Action, Sensitivity


class Rules(Protocol):
    """Rules of a kind that is about no child, such as the business of a group: its app says who may do what."""

    def may(self, who: Standing, action: Action, record: Any, *, at: datetime) -> Verdict: ...
    def readable(self, who: Standing, *, at: datetime) -> QuerySet: ...


@dataclass(frozen=True)
class Guard:
    """
    One kind of record. `model` has a `ref`; `sensitivity` is the name of its field with a Sensitivity, "" where all are
    ordinary; `people` the lookup, from the model, of the references of those it is about, "" where it is about nobody;
    `page` the name of the address of its page, which takes the reference; `rules` its own, None where the policy of
    records about people holds.
    """

    kind: str
    title: str
    model: type[Model]
    sensitivity: str = ""
    people: str = ""
    page: str = ""
    rules: Rules | None = None

    def facts(self, records: Iterable[Any], *, at: datetime) -> Iterator[Facts]:
        """What the policy must know of each record, in three queries however many they are."""
        records = list(records)
        refs = [record.ref for record in records]
        about = self._people(records)
        involved = _involved(self.kind, refs, at)
        closed = restrictions(self.kind, refs, at)
        for record in records:
            users, teams, bodies = involved.get(record.ref, (set(), set(), set()))
            yield Facts(
                self.kind,
                record.ref,
                Sensitivity(getattr(record, self.sensitivity)) if self.sensitivity else Sensitivity.ORDINARY,
                frozenset(about.get(record.ref, ())),
                frozenset(users),
                frozenset(teams),
                frozenset(bodies),
                closed.get(record.ref),
            )

    def of(self, record: Any, *, at: datetime) -> Facts:
        """What the policy must know of one record."""
        [facts] = self.facts([record], at=at)
        return facts

    def ask_in_vain(self, ref: str, *, at: datetime) -> None:
        """Ask of a record that is not there what is asked of one that is, so that the time it takes tells nothing."""
        self._people([self.model(ref=ref)])
        _involved(self.kind, [ref], at)
        restrictions(self.kind, [ref], at)

    def _people(self, records: list[Any]) -> dict[str, set[str]]:
        if not self.people:
            return {}
        pairs = self.model._default_manager.filter(ref__in=[record.ref for record in records])
        found: dict[str, set[str]] = {}
        for ref, person in pairs.values_list("ref", self.people):
            if person is not None:
                found.setdefault(ref, set()).add(person)
        return found


def now_is_between(at: datetime, start: str = "from_at", end: str = "to_at") -> Q:
    """That a moment is between two of a row's: it has begun, and has not ended."""
    return Q(**{f"{start}__lte": at}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": at}))


def _involved(kind: str, refs: list[str], at: datetime) -> dict[str, tuple[set[int], set[int], set[int]]]:
    found: dict[str, tuple[set[int], set[int], set[int]]] = {}
    rows = Involvement.objects.filter(now_is_between(at), kind=kind, record__in=refs)
    for ref, user, team, body, team_body in rows.values_list("record", "user", "team", "body", "team__body"):
        users, teams, bodies = found.setdefault(ref, (set(), set(), set()))
        users |= {user} - {None}
        teams |= {team} - {None}
        bodies |= {body, team_body} - {None}
    return found


def restrictions(kind: str, refs: Iterable[str], at: datetime) -> dict[str, Closed]:
    """The restrictions in force on these records, by reference."""
    rows = Restriction.objects.filter(now_is_between(at, end="lifted_at"), kind=kind, record__in=list(refs))
    return {
        row["record"]: Closed(row["existence"], row["call"], row["guardian"])
        for row in rows.values("record", "existence", "call", "guardian")
    }


GUARDS: dict[str, Guard] = {}


def guard(new: Guard) -> Guard:
    """Register a kind of record. Raises ValueError for one that is registered with another model."""
    known = GUARDS.setdefault(new.kind, new)
    if known.model is not new.model:
        raise ValueError(f"the kind {new.kind!r} is registered with two models")
    return known
