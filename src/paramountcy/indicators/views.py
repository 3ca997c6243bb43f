"""The views that indicators read: what is counted, a row each, with what surrounds it."""

from collections.abc import Iterable

import narwhals.stable.v2 as nw

from paramountcy.indicators.period import Period
from paramountcy.indicators.view import Around, Seen, View
from paramountcy.record.tables import Assessment, AssessmentFactor, Conference, Plan, Referral, S47Enquiry


class Referrals(View):
    """Every referral, and the episode of need that it began."""

    record = Referral
    event = "referral_date"

    previous_referral = Seen("the child's last referral on an earlier day")
    next_referral = Seen("the child's first referral on a later day")
    next_enquiry = Seen("the child's first section 47 enquiry on a later day than the referral")
    first_assessment = Seen("the start of the referral's first assessment")
    assessed = Seen("when the first of the referral's assessments was authorised")
    working_days_to_assessment = Seen("from the referral to its first assessment")
    working_days_followed = Seen("from the referral to the last day covered")
    disabled = Seen("whether any disability is recorded for the child; null where nothing is")
    referral_after_closure = Seen("the child's first referral on a later day than the closure")
    enquiry_after_closure = Seen("the child's first section 47 enquiry on a later day than the closure")
    plan_after_closure = Seen("the start of the child's first protection plan on a later day than the closure")
    adult_on = Seen("the child's eighteenth birthday")
    days_from_closure = Seen(
        "from the closure to the first of: a later referral, death, adulthood, the end of the returns"
    )
    ended_by = Seen("which of these it was: 1 a later referral, 2 death or adulthood, 0 the end of the returns")

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        assessments = around.table("assessment")
        referred = around.table("referral").select("person_id", nw.col("referral_date").alias("day"))
        enquired = around.table("s47_enquiry").select("person_id", nw.col("start_date").alias("day"))
        protected = _plans(around, "cp").select("person_id", nw.col("start_date").alias("day"))
        all_of_them = around.table("referral")
        rows = around.about_children(all_of_them)
        for day, events, name in (
            ("referral_date", referred, "previous_referral"),
            ("referral_date", referred, "next_referral"),
            ("referral_date", enquired, "next_enquiry"),
            ("closure_date", referred, "referral_after_closure"),
            ("closure_date", enquired, "enquiry_after_closure"),
            ("closure_date", protected, "plan_after_closure"),
        ):
            before = name.startswith("previous")
            rows = around.nearest(rows, all_of_them, day=day, events=events, name=name, before=before)
        for day, name in (("start_date", "first_assessment"), ("authorised_date", "assessed")):
            rows = rows.join(
                around.first_of(assessments, by="referral_id", day=day, name=name), on="referral_id", how="left"
            )
        rows = rows.join(_disabled(around), on="person_id", how="left")
        rows = around.numbered(rows, "referral_date", "first_assessment", "closure_date")
        waited = nw.col("first_assessment__wd") - nw.col("referral_date__wd")
        return _with_adulthood(rows).with_columns(waited.alias("working_days_to_assessment"))

    @classmethod
    def in_period(cls, rows: nw.LazyFrame, around: Around, period: Period) -> nw.LazyFrame:
        rows = around.numbered(rows, "covered_to").with_columns(
            (nw.col("covered_to__wd") - nw.col("referral_date__wd")).alias("working_days_followed")
        )
        came = "referral_after_closure"
        return _followed(around, rows, "closure_date", came, days="days_from_closure", outcome="ended_by")


class Assessments(View):
    """Every assessment, completed or open."""

    record = Assessment
    event = "start_date"

    referral_date = Seen("the day of the referral it is part of")
    days = Seen("working days from its start to its authorisation")
    days_seen = Seen("working days from its start to its authorisation, or as long as the returns tell of it")
    days_open = Seen("working days from its start to the end of the period")
    days_to_review = Seen("working days from its start to its internal review")
    days_followed = Seen("working days from its start to the last day covered")

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        rows = around.under_referrals(around.about_children(around.table("assessment")))
        rows = rows.with_columns(
            nw.when(nw.col("authorised_date").is_null())
            .then(nw.col("known_to"))
            .otherwise(nw.col("authorised_date"))
            .alias("seen_to")
        )
        dates = ("authorised_date", "internal_review_date", "seen_to")
        rows = around.numbered(rows, "start_date", *dates)
        return _since_start(rows, zip(dates, ("days", "days_to_review", "days_seen"), strict=True))

    @classmethod
    def in_period(cls, rows: nw.LazyFrame, around: Around, period: Period) -> nw.LazyFrame:
        rows = around.numbered(rows, "period_end", "covered_to")
        return _since_start(rows, (("period_end", "days_open"), ("covered_to", "days_followed")))


class Factors(View):
    """Every factor found at the end of an assessment."""

    record = AssessmentFactor
    event = "authorised_date"

    person_id = Seen("the child")
    referral_id = Seen("the referral that the assessment is part of")
    authorised_date = Seen("when the assessment was authorised")

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        assessments = around.table("assessment").select("assessment_id", "person_id", "referral_id", "authorised_date")
        factors = around.table("assessment_factor").join(assessments, on="assessment_id", how="left")
        return around.under_referrals(around.about_children(factors))


class Enquiries(View):
    """Every section 47 enquiry."""

    record = S47Enquiry
    event = "start_date"

    conference_date = Seen("the day of the initial conference that it led to")
    previous_enquiry = Seen("the start of the child's last enquiry on an earlier day")
    days_followed = Seen("working days from its start to the last day covered")

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        met = around.table("conference").select("conference_id", nw.col("held_date").alias("conference_date"))
        enquired = around.table("s47_enquiry").select("person_id", nw.col("start_date").alias("day"))
        all_of_them = around.table("s47_enquiry")
        rows = around.under_referrals(around.about_children(all_of_them)).join(met, on="conference_id", how="left")
        rows = around.nearest(
            rows, all_of_them, day="start_date", events=enquired, name="previous_enquiry", before=True
        )
        return around.numbered(rows, "start_date")

    @classmethod
    def in_period(cls, rows: nw.LazyFrame, around: Around, period: Period) -> nw.LazyFrame:
        return _since_start(around.numbered(rows, "covered_to"), (("covered_to", "days_followed"),))


class InitialConferences(View):
    """Every initial child protection conference about a child."""

    record = Conference
    event = "held_date"

    enquiry_start = Seen("the start of the enquiry that it followed, the latest where there are several")
    days = Seen("working days from the start of that enquiry to the conference")
    plan_start = Seen("the start of the child's first protection plan on that day or later")

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        enquiries = around.table("s47_enquiry").select("s47_id", nw.col("start_date").alias("enquiry_start"))
        protected = _plans(around, "cp").select("person_id", nw.col("start_date").alias("day"))
        first = around.table("conference").filter(nw.col("kind") == "initial")
        rows = around.under_referrals(around.about_children(first)).join(enquiries, on="s47_id", how="left")
        rows = around.nearest(rows, first, day="held_date", events=protected, name="plan_start", same_day=True)
        rows = around.numbered(rows, "held_date", "enquiry_start")
        return rows.with_columns((nw.col("held_date__wd") - nw.col("enquiry_start__wd")).alias("days"))


class NeedPlans(View):
    """Every child in need plan."""

    record = Plan
    event = "start_date"

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        return around.under_referrals(around.about_children(_plans(around, "cin")))


class ProtectionPlans(View):
    """Every child protection plan."""

    record = Plan
    event = "start_date"

    previous_end = Seen("when the child's last plan before it ended")
    days_seen = Seen("days from its start to its end, or as long as the returns tell of it")
    reviewed_in_time = Seen("whether, at the end of the period, no review had been late and none was overdue")
    days_to_next_plan = Seen("from its end to the first of: a later plan, death, adulthood, the end of the returns")
    next_plan_or = Seen("which of these it was: 1 a later plan, 2 death or adulthood, 0 the end of the returns")
    days_to_referral = Seen("from its end to the first of: a later referral, death, adulthood, the end of the returns")
    referral_or = Seen("which of these it was: 1 a later referral, 2 death or adulthood, 0 the end of the returns")

    @classmethod
    def standing(cls, around: Around) -> nw.LazyFrame:
        plans = _plans(around, "cp")
        lasted = plans.filter(nw.col("end_date") > nw.col("start_date"))
        ended = lasted.select("person_id", nw.col("end_date").alias("day"))
        begun = plans.select("person_id", nw.col("start_date").alias("day"))
        referred = around.table("referral").select("person_id", nw.col("referral_date").alias("day"))
        rows = around.under_referrals(around.about_children(plans))
        rows = around.nearest(
            rows, plans, day="start_date", events=ended, name="previous_end", before=True, same_day=True
        )
        rows = around.nearest(rows, plans, day="end_date", events=begun, name="next_plan")
        rows = around.nearest(rows, plans, day="end_date", events=referred, name="next_referral")
        rows = rows.with_columns(
            nw.when(nw.col("end_date").is_null())
            .then(nw.col("known_to"))
            .otherwise(nw.col("end_date"))
            .alias("seen_to")
        )
        rows = around.numbered(rows, "start_date", "seen_to", "end_date")
        rows = rows.with_columns((nw.col("seen_to__day") - nw.col("start_date__day")).alias("days_seen"))
        return _with_adulthood(rows)

    @classmethod
    def in_period(cls, rows: nw.LazyFrame, around: Around, period: Period) -> nw.LazyFrame:
        rows = rows.join(_reviewed(around, period), on="plan_id", how="left")
        rows = rows.with_columns(_in_time().alias("reviewed_in_time"))
        rows = _followed(around, rows, "end_date", "next_plan", days="days_to_next_plan", outcome="next_plan_or")
        return _followed(around, rows, "end_date", "next_referral", days="days_to_referral", outcome="referral_or")


def _plans(around: Around, plan_type: str) -> nw.LazyFrame:
    return around.table("plan").filter(nw.col("plan_type") == plan_type)


def _disabled(around: Around) -> nw.LazyFrame:
    """For each child of whom anything is recorded, whether a disability is."""
    some = nw.when(nw.col("disability_code") != "NONE").then(1).otherwise(0)
    recorded = around.table("disability").group_by("person_id").agg(some.max().alias("disabilities"))
    return recorded.select("person_id", (nw.col("disabilities") > 0).alias("disabled"))


def _since_start(rows: nw.LazyFrame, dates: Iterable[tuple[str, str]]) -> nw.LazyFrame:
    """Rows with the working days from their start to each date, which have been numbered, under a name."""
    return rows.with_columns((nw.col(f"{day}__wd") - nw.col("start_date__wd")).alias(name) for day, name in dates)


def _with_adulthood(rows: nw.LazyFrame) -> nw.LazyFrame:
    return rows.with_columns(nw.col("birth_date").dt.offset_by("18y").cast(nw.Date).alias("adult_on"))


def _followed(around: Around, rows: nw.LazyFrame, since: str, came: str, *, days: str, outcome: str) -> nw.LazyFrame:
    """
    Rows with the days from `since`, which has been numbered, to the first of: `came`, death or adulthood, the last day
    covered; and which of these it was.
    """
    over = nw.min_horizontal("death_date", "adult_on")
    came_first = (nw.col(came) <= nw.col("covered_to")) & (over.is_null() | (nw.col(came) <= over))
    over_first = over <= nw.col("covered_to")
    rows = rows.with_columns(
        nw.when(came_first).then(nw.lit(1)).when(over_first).then(nw.lit(2)).otherwise(nw.lit(0)).alias(outcome),
        nw.when(came_first)
        .then(nw.col(came))
        .when(over_first)
        .then(over)
        .otherwise(nw.col("covered_to"))
        .alias(f"{days}__to"),
    )
    apart = nw.col(f"{days}__to__day") - nw.col(f"{since}__day")
    return around.numbered(rows, f"{days}__to").with_columns(apart.alias(days))


def _reviewed(around: Around, period: Period) -> nw.LazyFrame:
    """
    For each plan that had been reviewed by the end of the period: `late`, how many reviews were more than 3 months
    after its start (the first) or more than 6 after the one before, and `last_review`.
    """
    plans = _plans(around, "cp").select("plan_id", "start_date")
    reviews = around.table("conference").filter(nw.col("kind") == "review", nw.col("held_date") <= period.end)
    held = reviews.select("plan_id", "held_date", "row_id")
    before = nw.col("held_date").shift(1).over("plan_id", order_by=["held_date", "row_id"])
    due = (
        nw.when(nw.col("before").is_null())
        .then(nw.col("start_date").dt.offset_by("3mo").cast(nw.Date))
        .otherwise(nw.col("before").dt.offset_by("6mo").cast(nw.Date))
    )
    late = nw.when(nw.col("held_date") > nw.col("due")).then(1).otherwise(0)
    return (
        held.with_columns(before.alias("before"))
        .join(plans, on="plan_id", how="inner")
        .with_columns(due.alias("due"))
        .group_by("plan_id")
        .agg(late.sum().alias("late"), nw.col("held_date").max().alias("last_review"))
    )


def _in_time() -> nw.Expr:
    first_due = nw.col("start_date").dt.offset_by("3mo").cast(nw.Date)
    next_due = nw.col("last_review").dt.offset_by("6mo").cast(nw.Date)
    waits = nw.when(nw.col("last_review").is_null()).then(first_due).otherwise(next_due) >= nw.col("period_end")
    return waits & (nw.col("late").is_null() | (nw.col("late") == 0))
