"""
What a view asks with: `request.access`. It knows who asks and when, asks the policy, and notes each answer.

What was noted is written by the middleware before the first byte of the answer, also where the view failed.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from paramountcy.web.access import lists, policy
from paramountcy.web.access.audit.chain import CHAIN
from paramountcy.web.access.audit.entry import ALLOWED, REFUSED, Line
from paramountcy.web.access.doors import Door
from paramountcy.web.access.models import Team, User
from paramountcy.web.access.policy import Facts, Held, Standing, Verdict
from paramountcy.web.access.records import GUARDS, Guard
from paramountcy.web.access.roles import Action, Duty, Reach
from paramountcy.web.access.standing import standing

ASKED_WHY = "ask why"
"""What is noted where a reader was asked for their reason, and has seen nothing yet."""
NOBODY = Standing(user=0, ref="", active=False)


class Refusal(Exception):
    """The policy's no. The page shows its sentence; where the record may not be known of, it is as if not there."""

    def __init__(self, verdict: Verdict, *, asks_why: bool = False, kind: str = "", record: str = ""):
        super().__init__(verdict.says)
        self.verdict = verdict
        self.asks_why = asks_why
        self.kind = kind
        self.record = record


class Access:
    """
    Who asks, at what moment, for what reason; and what was noted of the answers. `reasons` are those given for single
    records, by kind and reference: each holds for its own record only.
    """

    def __init__(
        self,
        user: User | None,
        *,
        at: datetime,
        request: str,
        address: str,
        reason: str = "",
        reasons: Mapping[tuple[str, str], str] | None = None,
    ):
        self.user = user
        self.at = at
        self.request = request
        self.address = address
        self.reason = reason
        self.reasons = reasons or {}
        self.lines: list[Line] = []
        self._known: dict[tuple[str, str], Facts] = {}

    @property
    def somebody(self) -> User:
        """The user who asks. Raises Refusal where nobody has signed in."""
        if self.user is None:
            raise Refusal(policy.SIGNED_OUT)
        return self.user

    @cached_property
    def who(self) -> Standing:
        return standing(self.user, at=self.at, widest=Reach(settings.READS_WITHIN)) if self.user else NOBODY

    def fetch(self, kind: str, ref: str, action: Action = Action.READ) -> Any:
        """
        A record, if the policy says yes, noted either way. Raises Refusal: the same, in words and in time, for one
        that may not be known of as for one that is not there, and as for a kind that there is not.
        """
        guard = GUARDS.get(kind)
        if guard is None:
            self.note(action, policy.NOT_FOUND)
            raise Refusal(policy.NOT_FOUND)
        record, facts = self._asked_for(guard, ref)
        verdict = self._verdict(guard, action, record, facts) if record else self._in_vain(guard, ref)
        why = self.reason or self.reasons.get((kind, ref), "")
        if verdict and verdict.asks_why and not why:
            self._noted(Line(ASKED_WHY, REFUSED, kind=kind, record=ref), verdict.as_)
            raise Refusal(verdict, asks_why=True, kind=kind, record=ref)
        self.note(action, verdict, kind=kind, record=ref, reason=why)
        if not verdict:
            raise Refusal(verdict, kind=kind, record=ref)
        return record

    def may(self, action: Action, record: Any, kind: str) -> Verdict:
        """What the policy says, for a page that shows or greys a button. Not noted: nothing was seen or done."""
        guard = GUARDS[kind]
        return self._verdict(guard, action, record, self._of(guard, record))

    def may_do(self, duty: Duty) -> Verdict:
        return policy.may_do(self.who, duty)

    def readable(self, kind: str) -> QuerySet:
        """The records of a kind that may be read: where every list, search, count and export begins."""
        guard = GUARDS[kind]
        if guard.rules:
            return guard.rules.readable(self.who, at=self.at)
        return lists.readable(self.who, guard, at=self.at)

    def known_only(self, kind: str) -> QuerySet:
        """Closed records of which only the existence may be known."""
        guard = GUARDS[kind]
        if guard.rules:
            return guard.model._default_manager.none()
        return lists.known_only(self.who, guard, at=self.at)

    def shown(self, kind: str, records: Iterable[Any], *, action: str = "list", search: str = "") -> None:
        """Note which records a list, a search or an export holds. To be called with exactly what the page shows."""
        self._noted(Line(action, kind=kind, shown=tuple(record.ref for record in records), search=search), None)

    def may_break_glass(self, kind: str, ref: str) -> Verdict:
        """Whether a record may be opened for an hour, and not for one that is not there. Not noted."""
        facts = self._facts(kind, ref)
        if kind in GUARDS and GUARDS[kind].rules:
            return policy.NOT_FOUND
        return policy.may_break_glass(self.who, facts, at=self.at) if facts else policy.NOT_FOUND

    def may_read(self, kind: str, ref: str) -> Verdict:
        """Whether a record may be read, once its reason is given. Not noted."""
        guard = GUARDS.get(kind)
        record, facts = self._asked_for(guard, ref) if guard else (None, None)
        if guard is None or record is None or facts is None:
            return policy.NOT_FOUND
        return self._verdict(guard, Action.READ, record, facts)

    def _verdict(self, guard: Guard, action: Action, record: Any, facts: Facts) -> Verdict:
        """What the policy says, or the kind's own rules."""
        if guard.rules:
            return guard.rules.may(self.who, action, record, at=self.at)
        return policy.may(self.who, action, facts, at=self.at)

    def _in_vain(self, guard: Guard, ref: str) -> Verdict:
        """The verdict on what is not there, after asking of it what the kind's own rules ask of what is."""
        if guard.rules:
            guard.rules.may(self.who, Action.READ, guard.model(ref=ref), at=self.at)
        return policy.NOT_FOUND

    def _facts(self, kind: str, ref: str) -> Facts | None:
        guard = GUARDS.get(kind)
        record, facts = self._asked_for(guard, ref) if guard else (None, None)
        return facts if record else None

    def _asked_for(self, guard: Guard, ref: str) -> tuple[Any, Facts]:
        """A record, None where there is none, and its facts: the database is asked the same either way."""
        record = guard.model._default_manager.filter(ref=ref).first()
        if record is None and (guard.kind, ref) not in self._known:
            guard.ask_in_vain(ref, at=self.at)
            self._known[guard.kind, ref] = Facts(guard.kind, ref)
        return record, self._of(guard, record) if record else Facts(guard.kind, ref)

    def _of(self, guard: Guard, record: Any) -> Facts:
        """What the policy must know of a record: asked once, for a page has many buttons, and anew after a change."""
        key = (guard.kind, record.ref)
        if key not in self._known:
            self._known[key] = guard.of(record, at=self.at)
        return self._known[key]

    def note(self, action: str, verdict: Verdict, *, kind: str = "", record: str = "", reason: str = "") -> None:
        """Note an answer of the policy."""
        outcome = ALLOWED if verdict else REFUSED
        self._noted(Line(str(action), outcome, kind=kind, record=record, reason=reason), verdict.as_)

    @contextmanager
    def change(self, action: str, *, kind: str = "", record: str = "", reason: str = "") -> Iterator[list[Line]]:
        """The transaction of a change, with its entry in it. More lines may be added to the list."""
        line = Line(action, kind=kind, record=record, reason=reason or self.reason)
        try:
            with CHAIN.change() as lines:
                lines.append(self._complete(line, None))
                yield lines
        finally:
            self._known.clear()

    def write(self) -> None:
        """Write what was noted, in a transaction of its own. Called by the middleware."""
        if self.lines:
            CHAIN.read(self.lines)
            self.lines = []

    def _noted(self, line: Line, held: Held | None) -> None:
        self.lines.append(self._complete(line, held))

    def _complete(self, line: Line, held: Held | None) -> Line:
        """A line with who, as what and from where. What no single role decided is said of their first."""
        held = held or next(iter(self.who.own), None)
        lender = User.objects.filter(pk=held.lent_by).first() if held and held.lent_by else None
        team = Team.objects.filter(pk=held.team).values_list("ref", flat=True).first() if held else None
        return replace(
            line,
            user=self.who.ref,
            acting_for=lender.ref if lender else "",
            role=str(held.role) if held else "",
            team=team or "",
            request=self.request,
            address=self.address,
            reason=line.reason or self.reason,
        )


class Asked(HttpRequest):
    """A request that has come through the middleware: it knows who asks, and by which door."""

    access: Access
    door: Door | None
    banner: str
