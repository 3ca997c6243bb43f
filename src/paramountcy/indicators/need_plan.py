"""Child in need plans, which the census asks for from 2021-22."""

from paramountcy.indicators.kinds import Rate
from paramountcy.indicators.origins import ees
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import NeedPlans
from paramountcy.terms.year import years

PLANS_ASKED_FOR = years("2021-22")


@indicator(
    "F4",
    "Child in need plans at the end, per 10,000 children",
    origin=ees("b7"),
    better="neither",
    asks="Can the child and parent say what the plan is for?",
    years=PLANS_ASKED_FOR,
    at_end=True,
)
def need_plans(plan: NeedPlans, period: Period):
    """
    Child in need plans open at the end of the period, for every 10,000 children of the area.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cin       | 2024-05-01 |            | counts
    ben  | cin       | 2024-05-01 | 2025-03-31 | not counted: not open at the end of the period
    """
    return Rate(period.ends_with_open(plan.start_date, plan.end_date, plan.known_to), at="period_end")


@indicator(
    "F4",
    "Child in need plans begun, per 10,000 children",
    origin=ees("b7"),
    better="neither",
    asks="Who gets a plan, and who does not?",
    years=PLANS_ASKED_FOR,
)
def need_plans_begun(plan: NeedPlans, period: Period):
    """
    Child in need plans that began in the period, for every 10,000 children of the area.

    In 2024-25
    plan | plan_type | start_date |
    amy  | cin       | 2024-05-01 | counts
    ben  | cin       | 2024-03-31 | not counted: not begun in the period
    """
    return Rate(period.holds(plan.start_date, "begun"))


@indicator(
    "F4",
    "Child in need plans ended, per 10,000 children",
    origin=ees("b7"),
    better="neither",
    asks="What ended it: change, time, or a move?",
    years=PLANS_ASKED_FOR,
)
def need_plans_ended(plan: NeedPlans, period: Period):
    """
    Child in need plans that ended in the period, for every 10,000 children of the area.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cin       | 2024-05-01 | 2025-03-31 | counts
    ben  | cin       | 2024-05-01 |            | not counted: not ended in the period
    """
    return Rate(period.holds(plan.end_date, "ended"), at="end_date")
