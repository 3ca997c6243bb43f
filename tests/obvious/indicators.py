"""
Every indicator again, straight from the catalogue's words: dictionaries, dates and loops, slow and plain.

Written apart from `paramountcy.indicators`, so that the two can be held against each other.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from paramountcy.terms.age import birthday
from tests.obvious.indicator_words import (
    FAR_OFF,
    Line,
    duration,
    first_of_each_child,
    group_of,
    line,
    months_later,
    working_days,
)
from tests.obvious.story import Event, Story


class Plain:
    """The indicators of one story in one period."""

    def __init__(self, story: Story, start: date, end: date):
        self.story, self.start, self.end = story, start, end

    def within(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    def open_at_end(self, first: date, last: date | None, told_to: date) -> bool:
        return first <= self.end and (last is None or last > self.end) and told_to >= self.end

    def in_need(self, referral: Event) -> bool:
        not_in_need = referral["reason"] in ("RC8", "RC9") and (referral["closed"] or FAR_OFF) <= self.end
        return not referral["nfa"] and not not_in_need

    # Referrals

    def made(self) -> Iterator[Event]:
        return (referral for referral in self.story.every("referrals") if self.within(referral.first))

    def referrals(self) -> Iterator[Line]:
        for referral in self.made():
            yield line(referral)

    def children_referred(self) -> Iterator[Line]:
        return first_of_each_child(self.made())

    def referrals_by_source(self) -> Iterator[Line]:
        for referral in self.made():
            yield line(referral, category=group_of("source", referral["source"]))

    def referrals_by_month(self) -> Iterator[Line]:
        for referral in self.made():
            yield line(referral, category=f"{referral.first:%Y-%m}")

    def referrals_without_action(self) -> Iterator[Line]:
        for referral in self.made():
            yield line(referral, met=referral["nfa"])

    def referrals_not_in_need(self) -> Iterator[Line]:
        for referral in self.made():
            closed = referral["closed"] is not None and referral["closed"] <= self.end
            yield line(referral, met=closed and referral["reason"] in ("RC8", "RC9"))

    def re_referrals(self) -> Iterator[Line]:
        for referral in self.made():
            earlier = [other.first for other in referral.child.referrals if other.first < referral.first]
            yield line(referral, met=any(months_later(day, 12) >= referral.first for day in earlier))

    def return_after_no_action(self) -> Iterator[Line]:
        for referral in self.made():
            until = referral.first + timedelta(90)
            if referral["nfa"] and until <= self.story.ends:
                later = [*referral.child.referrals, *referral.child.enquiries]
                yield line(referral, met=any(referral.first < other.first <= until for other in later))

    def referrals_assessed(self) -> Iterator[Line]:
        for referral in self.made():
            if working_days(referral.first, self.story.ends) >= 45:
                own = [one.first for one in referral.child.assessments if one.referral is referral]
                yield line(referral, met=bool(own) and working_days(referral.first, min(own)) <= 45)

    def return_after_closure(self) -> Iterator[Line]:
        for referral in self.closed_in_need():
            later = [other.first for other in referral.child.referrals]
            yield from self.followed(referral, referral["closed"], later)

    def followed(self, event: Event, since: date, later: list[date]) -> Iterator[Line]:
        """Whether a child came back, or died or grew up first, or was seen no further."""
        born, died = event.child.born, event.child.died
        adult = None if born is None else birthday(born, 18)
        over = min(day for day in (died, adult, FAR_OFF) if day is not None)
        if over <= since:
            return
        back = min((day for day in later if day > since), default=FAR_OFF)
        if back <= self.story.ends and back <= over:
            yield line(event, at=since, days=(back - since).days, outcome=1)
        elif over <= self.story.ends:
            yield line(event, at=since, days=(over - since).days, outcome=2)
        else:
            yield line(event, at=since, days=(self.story.ends - since).days, outcome=0)

    # Assessments

    def completed(self) -> Iterator[Event]:
        return (one for one in self.story.every("assessments") if self.within(one["done"]))

    def assessments_completed(self) -> Iterator[Line]:
        for one in self.completed():
            yield line(one, at=one["done"])

    def assessments_within_45_days(self) -> Iterator[Line]:
        for one in self.completed():
            yield line(one, at=one["done"], met=working_days(one.first, one["done"]) <= 45)

    def assessment_days(self) -> Iterator[Line]:
        for one in self.completed():
            yield line(one, at=one["done"], days=working_days(one.first, one["done"]))

    assessment_quartiles = assessment_days
    assessments_bunched = assessment_days

    def assessments_done_by(self) -> Iterator[Line]:
        for one in self.story.every("assessments"):
            if self.within(one.first):
                days = working_days(one.first, one["done"] or one.told_to)
                yield line(one, days=days, outcome=0 if one["done"] is None else 1)

    assessment_wait = assessments_done_by

    def assessments_open_beyond_45_days(self) -> Iterator[Line]:
        return self.open_beyond(45)

    def assessments_open_beyond_60_days(self) -> Iterator[Line]:
        return self.open_beyond(60)

    def open_beyond(self, limit: int) -> Iterator[Line]:
        for one in self.story.every("assessments"):
            if self.open_at_end(one.first, one["done"], one.told_to):
                yield line(one, at=self.end, met=working_days(one.first, self.end) > limit)

    def assessments_reviewed(self) -> Iterator[Line]:
        for one in self.completed():
            reviewed = one["reviewed"] is not None and one["reviewed"] >= one.first
            yield line(one, at=one["done"], met=reviewed and working_days(one.first, one["reviewed"]) <= 45)

    def factors(self) -> Iterator[Line]:
        seen = set()
        for one in sorted(self.completed(), key=lambda one: (one["done"], one.order)):
            for factor in one.below:
                if factor != "21" and (id(one.referral), factor) not in seen:
                    seen.add((id(one.referral), factor))
                    yield line(one, at=one["done"], category=group_of("factor", factor))

    def assessments_between_teams(self) -> Iterator[Line]:
        for one in self.story.every("assessments"):
            if self.within(one.first) and working_days(one.first, self.story.ends) >= 45:
                done = one["done"] is not None and working_days(one.first, one["done"]) <= 45
                yield line(one, met=done)

    # Section 47 enquiries and initial conferences

    def started(self) -> Iterator[Event]:
        return (one for one in self.story.every("enquiries") if self.within(one.first))

    def held(self) -> Iterator[Event]:
        return (one for one in self.story.every("conferences") if self.within(one.first))

    def enquiries(self) -> Iterator[Line]:
        for one in self.started():
            yield line(one)

    def children_enquired_about(self) -> Iterator[Line]:
        return first_of_each_child(self.started())

    def initial_conferences(self) -> Iterator[Line]:
        for one in self.held():
            yield line(one)

    def children_conferenced(self) -> Iterator[Line]:
        return first_of_each_child(self.held())

    def enquiries_to_conference(self) -> Iterator[Line]:
        for one in self.started():
            if working_days(one.first, self.story.ends) >= 15:
                yield line(one, met=one["conference"] is not None)

    def conferences_within_15_days(self) -> Iterator[Line]:
        for one in self.held():
            if one["enquiry"] is not None:
                yield line(one, met=working_days(one["enquiry"], one.first) <= 15)

    def conference_days(self) -> Iterator[Line]:
        for one in self.held():
            if one["enquiry"] is not None:
                yield line(one, days=working_days(one["enquiry"], one.first))

    conference_quartiles = conference_days

    def conferences_to_plan(self) -> Iterator[Line]:
        for one in self.held():
            until = one.first + timedelta(15)
            if until <= self.story.ends:
                yield line(one, met=any(one.first <= plan.first <= until for plan in one.child.protection_plans))

    def repeat_enquiries(self) -> Iterator[Line]:
        for one in self.started():
            earlier = [other.first for other in one.child.enquiries if other.first < one.first]
            yield line(one, met=any(months_later(day, 12) >= one.first for day in earlier))

    # Children in need

    def open_need(self) -> Iterator[Event]:
        for referral in self.story.every("referrals"):
            if self.open_at_end(referral.first, referral["closed"], referral.told_to) and self.in_need(referral):
                yield referral

    def closed_in_need(self) -> Iterator[Event]:
        for referral in self.story.every("referrals"):
            if self.within(referral["closed"]) and self.in_need(referral):
                yield referral

    def children_in_need(self) -> Iterator[Line]:
        for referral in self.open_need():
            yield line(referral, at=self.end)

    def children_in_need_at_any_point(self) -> Iterator[Line]:
        touching = (
            referral
            for referral in self.story.every("referrals")
            if referral.first <= self.end
            and (referral["closed"] or referral.told_to) >= self.start
            and self.in_need(referral)
        )
        return first_of_each_child(touching)

    def needs_begun(self) -> Iterator[Line]:
        for referral in self.made():
            if self.in_need(referral):
                yield line(referral)

    def needs_ended(self) -> Iterator[Line]:
        for referral in self.closed_in_need():
            yield line(referral, at=referral["closed"])

    def awaiting_assessment(self) -> Iterator[Line]:
        for referral in self.open_need():
            if referral.first >= self.story.begins:
                own = [one["done"] for one in referral.child.assessments if one.referral is referral]
                done = any(day is not None and day <= self.end for day in own)
                yield line(referral, at=self.end, met=not done)

    def length_of_open_need(self) -> Iterator[Line]:
        for referral in self.open_need():
            yield line(referral, at=self.end, category=duration(referral.first, self.end))

    def length_of_ended_need(self) -> Iterator[Line]:
        for referral in self.closed_in_need():
            yield line(referral, at=referral["closed"], category=duration(referral.first, referral["closed"]))

    def primary_needs(self) -> Iterator[Line]:
        for referral in self.open_need():
            yield line(referral, at=self.end, category=group_of("need", referral["need"]))

    def disabled_children(self) -> Iterator[Line]:
        for referral in self.open_need():
            yield line(referral, at=self.end, met=bool(referral.child.disabilities - {"NONE"}))

    def reasons_for_closure(self) -> Iterator[Line]:
        for referral in self.closed_in_need():
            yield line(referral, at=referral["closed"], category=group_of("closure", referral["reason"]))

    def safe_after_closure(self) -> Iterator[Line]:
        for referral in self.closed_in_need():
            closed, child = referral["closed"], referral.child
            until = months_later(closed, 12)
            gone = [child.died or FAR_OFF, FAR_OFF if child.born is None else birthday(child.born, 18)]
            if until > self.story.ends or min(gone) <= until:
                continue
            later = [*child.referrals, *child.enquiries, *child.protection_plans]
            yield line(referral, at=closed, met=not any(closed < other.first <= until for other in later))

    # Plans

    def need_plans(self) -> Iterator[Line]:
        for plan in self.story.every("need_plans"):
            if self.open_at_end(plan.first, plan["ended"], plan.told_to):
                yield line(plan, at=self.end)

    def need_plans_begun(self) -> Iterator[Line]:
        return (line(plan) for plan in self.story.every("need_plans") if self.within(plan.first))

    def need_plans_ended(self) -> Iterator[Line]:
        ended = (plan for plan in self.story.every("need_plans") if self.within(plan["ended"]))
        return (line(plan, at=plan["ended"]) for plan in ended)

    def open_plans(self) -> Iterator[Event]:
        for plan in self.story.every("protection_plans"):
            if self.open_at_end(plan.first, plan["ended"], plan.told_to):
                yield plan

    def begun_plans(self) -> Iterator[Event]:
        return (plan for plan in self.story.every("protection_plans") if self.within(plan.first))

    def ended_plans(self) -> Iterator[Event]:
        return (plan for plan in self.story.every("protection_plans") if self.within(plan["ended"]))

    def protection_plans(self) -> Iterator[Line]:
        return (line(plan, at=self.end) for plan in self.open_plans())

    def protection_plans_begun(self) -> Iterator[Line]:
        return (line(plan) for plan in self.begun_plans())

    def protection_plans_ended(self) -> Iterator[Line]:
        return (line(plan, at=plan["ended"]) for plan in self.ended_plans())

    def first_categories(self) -> Iterator[Line]:
        return (line(plan, category=group_of("abuse", plan["first_category"])) for plan in self.begun_plans())

    def latest_categories(self) -> Iterator[Line]:
        return (line(plan, at=self.end, category=group_of("abuse", plan["category"])) for plan in self.open_plans())

    def changed_categories(self) -> Iterator[Line]:
        for plan in self.open_plans():
            yield line(plan, at=self.end, met=plan["first_category"] != plan["category"])

    def repeat_plans(self) -> Iterator[Line]:
        return (line(plan, met=(plan["earlier"] or 0) >= 1) for plan in self.begun_plans())

    def repeat_plans_within_two_years(self) -> Iterator[Line]:
        for plan in self.begun_plans():
            before = [other["ended"] for other in plan.child.protection_plans if other is not plan and other["ended"]]
            before = [day for day in before if day <= plan.first]
            yield line(plan, met=any(months_later(day, 24) >= plan.first for day in before))

    def long_plans(self) -> Iterator[Line]:
        return (line(plan, at=self.end, met=months_later(plan.first, 24) <= self.end) for plan in self.open_plans())

    def length_of_open_plans(self) -> Iterator[Line]:
        return (line(plan, at=self.end, category=duration(plan.first, self.end)) for plan in self.open_plans())

    def plans_that_lasted(self) -> Iterator[Line]:
        for plan in self.ended_plans():
            yield line(plan, at=plan["ended"], met=months_later(plan.first, 24) <= plan["ended"])

    def short_plans(self) -> Iterator[Line]:
        for plan in self.ended_plans():
            yield line(plan, at=plan["ended"], met=plan["ended"] <= months_later(plan.first, 3))

    def plans_reviewed(self) -> Iterator[Line]:
        for plan in self.open_plans():
            if months_later(plan.first, 3) > self.end:
                continue
            due, in_time = months_later(plan.first, 3), True
            for held in sorted(day for day in plan.below if day <= self.end):
                in_time = in_time and held <= due
                due = months_later(held, 6)
            yield line(plan, at=self.end, met=in_time and due >= self.end)

    def plans_ended_by(self) -> Iterator[Line]:
        for plan in self.begun_plans():
            days = ((plan["ended"] or plan.told_to) - plan.first).days
            yield line(plan, days=days, outcome=0 if plan["ended"] is None else 1)

    def plan_after_plan(self) -> Iterator[Line]:
        for plan in self.ended_plans():
            later = [other.first for other in plan.child.protection_plans]
            yield from self.followed(plan, plan["ended"], later)

    def referral_after_plan(self) -> Iterator[Line]:
        for plan in self.ended_plans():
            yield from self.followed(plan, plan["ended"], [other.first for other in plan.child.referrals])
