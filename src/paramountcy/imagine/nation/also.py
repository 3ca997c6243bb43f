"""
What the published tables print and the catalogue does not count, so that an imagined authority can be counted whole.

They are written as the catalogue's indicators are, and counted by the same machinery, but nobody asks for them by
themselves: most are the children behind a number of episodes or plans.
"""

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import given
from paramountcy.indicators.groups import lasted
from paramountcy.indicators.kinds import Count, Mix
from paramountcy.indicators.origins import ees
from paramountcy.indicators.period import Period
from paramountcy.indicators.referral import in_need
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import Factors, NeedPlans, ProtectionPlans, Referrals

CHILD = ("person_id",)


@indicator("C7", "Children referred again", origin=ees("c1"), better="neither", looks_back="12mo")
def children_referred_again(referral: Referrals, period: Period):
    """Children referred in the period within 12 months of an earlier referral, each counted once."""
    again = referral.previous_referral.dt.offset_by("12mo").cast(nw.Date) >= referral.referral_date
    return Count(period.holds(referral.referral_date, "made") & given(again, "not referred before"), once=CHILD)


@indicator("F1", "Episodes of need at any point", origin=ees("b1"), better="neither")
def needs_at_any_point(referral: Referrals, period: Period):
    """Episodes of need open on any day of the period."""
    there = period.touches(referral.referral_date, referral.closure_date, referral.known_to)
    return Count(there & in_need(referral, period))


@indicator("F1", "Children beginning an episode of need", origin=ees("b1"), better="neither")
def children_beginning_need(referral: Referrals, period: Period):
    """Children with an episode of need that began in the period, each counted once."""
    return Count(period.holds(referral.referral_date, "begun") & in_need(referral, period), once=CHILD)


@indicator("F1", "Children ending an episode of need", origin=ees("b1"), better="neither")
def children_ending_need(referral: Referrals, period: Period):
    """Children with an episode of need closed in the period, each counted once."""
    closed = period.holds(referral.closure_date, "closed")
    return Count(closed & in_need(referral, period), once=CHILD, at="closure_date")


@indicator("F4", "Children beginning a child in need plan", origin=ees("b7"), better="neither")
def children_beginning_need_plans(plan: NeedPlans, period: Period):
    """Children with a child in need plan that began in the period, each counted once."""
    return Count(period.holds(plan.start_date, "begun"), once=CHILD)


@indicator("F4", "Children ending a child in need plan", origin=ees("b7"), better="neither")
def children_ending_need_plans(plan: NeedPlans, period: Period):
    """Children with a child in need plan that ended in the period, each counted once."""
    return Count(period.holds(plan.end_date, "ended"), once=CHILD, at="end_date")


@indicator("F4", "Child in need plans at any point", origin=ees("b7"), better="neither")
def need_plans_at_any_point(plan: NeedPlans, period: Period):
    """Child in need plans open on any day of the period."""
    return Count(period.touches(plan.start_date, plan.end_date, plan.known_to))


@indicator("F4", "Children on a child in need plan", origin=ees("b7"), better="neither")
def children_on_need_plans(plan: NeedPlans, period: Period):
    """Children with a child in need plan open on any day of the period, each counted once."""
    return Count(period.touches(plan.start_date, plan.end_date, plan.known_to), once=CHILD)


@indicator("F8", "Children beginning a child protection plan", origin=ees("d1"), better="neither")
def children_beginning_protection(plan: ProtectionPlans, period: Period):
    """Children with a child protection plan that began in the period, each counted once."""
    return Count(period.holds(plan.start_date, "begun"), once=CHILD)


@indicator("F8", "Children ending a child protection plan", origin=ees("d1"), better="neither")
def children_ending_protection(plan: ProtectionPlans, period: Period):
    """Children with a child protection plan that ended in the period, each counted once."""
    return Count(period.holds(plan.end_date, "ended"), once=CHILD, at="end_date")


@indicator("F8", "Child protection plans at any point", origin=ees("d1"), better="neither")
def protection_plans_at_any_point(plan: ProtectionPlans, period: Period):
    """Child protection plans open on any day of the period."""
    return Count(period.touches(plan.start_date, plan.end_date, plan.known_to))


@indicator("F8", "Children on a child protection plan", origin=ees("d1"), better="neither")
def children_on_protection_plans(plan: ProtectionPlans, period: Period):
    """Children with a child protection plan open on any day of the period, each counted once."""
    return Count(period.touches(plan.start_date, plan.end_date, plan.known_to), once=CHILD)


@indicator("F9", "Plans begun, by latest category", origin=ees("d2"), better="neither")
def latest_categories_of_begun(plan: ProtectionPlans, period: Period):
    """Of child protection plans that began in the period, the share with each latest category of abuse."""
    return Mix(period.holds(plan.start_date, "begun"), by=plan.latest_category, codes="abuse")


@indicator("F9", "Open plans, by first category", origin=ees("d4"), better="neither", at_end=True)
def first_categories_of_open(plan: ProtectionPlans, period: Period):
    """Of child protection plans open at the end of the period, the share with each initial category of abuse."""
    open_then = period.ends_with_open(plan.start_date, plan.end_date, plan.known_to)
    return Mix(open_then, by=plan.initial_category, codes="abuse", at="period_end")


@indicator("F13", "How long ended plans lasted", origin=ees("d7"), better="neither")
def length_of_ended_plans(plan: ProtectionPlans, period: Period):
    """Of child protection plans that ended in the period, the share that lasted each span."""
    ended = period.holds(plan.end_date, "ended")
    return Mix(ended, by=lasted(plan.start_date, plan.end_date), codes="duration", at="end_date")


@indicator("D13", "Episodes with a factor", origin=ees("c3"), better="neither")
def episodes_with_factors(factor: Factors, period: Period):
    """Episodes in which an assessment authorised in the period found a factor, each counted once."""
    found = given(factor.factor_code != "21", "no factor was found")
    return Count(period.holds(factor.authorised_date, "completed") & found, once=("referral_id",))
