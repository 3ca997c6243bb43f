"""
Who may see what was handed over: those on duty, all of it; whoever handed it over, that it came and who received it.

Nobody else, whatever their role: not those who run groups, nor whoever may read the place where it was written.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from paramountcy.web.access.policy import NOT_FOUND, SIGNED_OUT, Standing, Verdict, may_do
from paramountcy.web.access.roles import READING, Action, Duty
from paramountcy.web.guidance.worries.models import Worry

STAYS_HERE = "What somebody wrote who may be in danger is read here, and neither printed nor taken away from here."
ONLY_A_RECEIPT = "It is with those on duty now: you are told that they have it."


class ForDuty:
    """The rules of a worry for those whose duty it is to answer it."""

    def readable(self, who: Standing, *, at: datetime) -> QuerySet:
        return Worry.objects.all() if may_do(who, Duty.ANSWER_WORRIES) else Worry.objects.none()

    def may(self, who: Standing, action: Action, record: Any, *, at: datetime) -> Verdict:
        if not who.active:
            return SIGNED_OUT
        on_duty = may_do(who, Duty.ANSWER_WORRIES)
        if not self.readable(who, at=at).filter(pk=record.pk).exists():
            return NOT_FOUND
        if action in (Action.KNOW, Action.READ, Action.WRITE):
            return on_duty
        return Verdict(False, STAYS_HERE)


class ForSender:
    """The rules of a receipt: of one's own, for reading."""

    def readable(self, who: Standing, *, at: datetime) -> QuerySet:
        if not who.active or not who.own:
            return Worry.objects.none()
        return Worry.objects.filter(handings__by=who.user).distinct()

    def may(self, who: Standing, action: Action, record: Any, *, at: datetime) -> Verdict:
        if not who.active:
            return SIGNED_OUT
        if not self.readable(who, at=at).filter(pk=record.pk).exists():
            return NOT_FOUND
        if action is Action.KNOW or action in READING:
            return Verdict(True, "", as_=next(iter(who.own)))
        return Verdict(False, ONLY_A_RECEIPT)
