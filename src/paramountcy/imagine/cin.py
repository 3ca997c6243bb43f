"""The children in need census of an imagined authority, cut from its story as it stood on 31 March."""

from datetime import date

import polars as pl

from paramountcy.imagine.shape import Story
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.shape import PYTHON_TO_POLARS
from paramountcy.terms.year import Year, Years, years

YEARS: Years = years("2022-23", until="2026-27")
"""The years a return can be imagined for."""
GENDER = {"M": "1", "F": "2", "U": "0"}
REVIEW_EVERY = 42
"""Days between review meetings before court: from knowledge."""


def refuse_other_years(year: Year) -> None:
    if year not in YEARS:
        raise ValueError(f"a return for {year} cannot be imagined: choose a year from {YEARS}")


def is_returned(year: Year) -> pl.Expr:
    """Which episodes are in the return for a year: referred in it without further action, or open in it at any time."""
    referred, closed = pl.col("referred"), pl.col("closed")
    in_year = referred.is_between(year.start, year.end)
    return pl.when("no_further_action").then(in_year).otherwise((referred <= year.end) & ~_before(closed, year.start))


def _before(day: pl.Expr, when: date) -> pl.Expr:
    """Whether it had happened by then; what never did had not."""
    return (day < when).fill_null(False)


def _by(day: str, year: Year) -> pl.Expr:
    """The date, if by the end of the year it had come."""
    return pl.when(pl.col(day) <= year.end).then(day)


def returns(story: Story, year: Year) -> dict[str, pl.DataFrame]:
    """
    The tables of the authority's CIN return for a year: those of `CIN.asked(year)`, with the columns `row`
    and `CIN.keys`, numbered from 1 (UInt32), and fields typed as `tables.py` says.

    The reviews of a plan are all those since it began. Raises ValueError for a year outside 2022-23 to 2026-27.
    """
    refuse_other_years(year)
    episodes = _numbered(story["episodes"].filter(is_returned(year)), "child", "CINdetails")
    children = story["children"].join(
        episodes.select("child", "Child").unique("Child", maintain_order=True), on="child", maintain_order="right"
    )
    assessments = _numbered(
        _under(story["assessments"], episodes, "episode").filter(_assessment_is_in(year)), None, "Assessments"
    )
    plans = _numbered(
        _under(story["protection_plans"], episodes, "episode").filter(_plan_is_in(year)), None, "ChildProtectionPlans"
    )
    enquiries = _under(story["enquiries"], episodes, "episode").filter(_enquiry_is_in(year))
    frames = {
        "Header": pl.DataFrame({"Collection": "CIN", "Year": year.ends_in, "ReferenceDate": year.end}),
        "Source": pl.DataFrame(
            {
                "SourceLevel": "L",
                "LEA": story.la_code,
                "SoftwareCode": "Paramountcy",
                "SerialNo": "001",
                "DateTime": _sent(year),
            }
        ),
        "ChildIdentifiers": _identifiers(children, episodes, year),
        "ChildCharacteristics": children.select("Child", Ethnicity="ethnicity"),
        "Disabilities": _disabilities(story, children, episodes, year),
        "CINdetails": _details(episodes, year),
        "Assessments": assessments.select(
            "Child",
            "CINdetails",
            AssessmentActualStartDate="started",
            AssessmentInternalReviewDate=_by("reviewed", year),
            AssessmentAuthorisationDate=_by("authorised", year),
        ),
        "FactorsIdentifiedAtAssessment": _factors(story, assessments, year),
        "CINPlanDates": _under(story["need_plans"], episodes, "episode")
        .filter(_plan_is_in(year))
        .select("Child", "CINdetails", CINPlanStartDate="started", CINPlanEndDate=_by("ended", year)),
        "Section47": enquiries.select(
            "Child",
            "CINdetails",
            S47ActualStartDate="started",
            InitialCPCtarget=pl.when(~_known("not_required", year)).then("target"),
            DateOfInitialCPC=_by("conference", year),
            ICPCnotRequired=_known("not_required", year),
        ),
        "ChildProtectionPlans": plans.select(
            "Child",
            "CINdetails",
            CPPstartDate="started",
            CPPendDate=_by("ended", year),
            InitialCategoryOfAbuse="category",
            LatestCategoryOfAbuse=pl.when(_known("category_changed", year))
            .then("later_category")
            .otherwise("category"),
            NumberOfPreviousCPP="earlier_plans",
        ),
        "Reviews": _under(story["reviews"], plans, "plan")
        .filter(pl.col("held") <= year.end)
        .select("Child", "CINdetails", "ChildProtectionPlans", CPPreviewDate="held"),
        "PreProceedingsandFGDM": _steps(story, episodes, year),
    }
    return {table.__name__: _shaped(frames[table.__name__], table.__name__, year) for table in CIN.asked(year)}


def _shaped(frame: pl.DataFrame, name: str, year: Year) -> pl.DataFrame:
    """A table with its row numbers first, its keys, and every field of its own, typed."""
    table = CIN.table(name)
    keys = CIN.keys(table)
    columns = [pl.col(key).cast(pl.UInt32) for key in keys]
    for item in table.fields.values():
        kept = pl.col(item.name) if item.name in frame.columns else pl.lit(None)
        columns.append(kept.cast(PYTHON_TO_POLARS[item.kind]).alias(item.name))
    return frame.select(columns).with_row_index("row", offset=1)


def _sent(year: Year) -> str:
    """When the imagined return was made: the first of June after the year."""
    return f"{year.ends_in}-06-01T09:30:00"


def _numbered(frame: pl.DataFrame, parent: str | None, name: str) -> pl.DataFrame:
    """Rows numbered from 1 as `name`; and where they have a parent, that too, as Child."""
    numbered = frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias(name))
    if parent is None:
        return numbered
    return numbered.with_columns(pl.col(parent).rle_id().cast(pl.UInt32).add(1).alias("Child"))


def _under(rows: pl.DataFrame, above: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows whose parent is in the return, with its keys."""
    places = [name for name in ("Child", "CINdetails", "Assessments", "ChildProtectionPlans") if name in above.columns]
    return rows.join(above.select(key, *places), on=key, how="inner", maintain_order="left")


def _known(day: str, year: Year) -> pl.Expr:
    return (pl.col(day) <= year.end).fill_null(False)


def _assessment_is_in(year: Year) -> pl.Expr:
    """Completed in the year, or open at its end."""
    return (pl.col("started") <= year.end) & ~_before(pl.col("authorised"), year.start)


def _plan_is_in(year: Year) -> pl.Expr:
    return (pl.col("started") <= year.end) & ~_before(pl.col("ended"), year.start)


def _enquiry_is_in(year: Year) -> pl.Expr:
    """Made in the year, or concluded in it."""
    concluded = pl.coalesce("conference", "not_required")
    return (pl.col("started") <= year.end) & ~_before(concluded, year.start)


def _identifiers(children: pl.DataFrame, episodes: pl.DataFrame, year: Year) -> pl.DataFrame:
    dropped = episodes.group_by("Child", maintain_order=True).agg(pl.col("no_further_action").all().alias("dropped"))
    at_school = pl.col("upn_from") <= year.end
    # Half of the authorities' children with nothing but a dropped referral are never looked up.
    not_looked_up = pl.col("dropped") & (pl.col("child") % 2 == 0)
    has_upn = at_school & pl.col("upn").is_not_null() & ~not_looked_up
    unborn = ~_known("born", year)
    sex = pl.when(unborn).then(pl.lit("U")).otherwise("sex")
    return children.join(dropped, on="Child", maintain_order="left").select(
        "Child",
        LAchildID="la_child_id",
        UPN=pl.when(has_upn).then("upn"),
        FormerUPN=pl.when(has_upn).then("former_upn"),
        UPNunknown=pl.when(~has_upn).then(
            pl.when("dropped").then(pl.lit("UN7")).when(at_school).then("upn_unknown").otherwise(pl.lit("UN1"))
        ),
        PersonBirthDate=_by("born", year),
        ExpectedPersonBirthDate=pl.when(unborn).then("expected"),
        Sex=sex if year.ends_in >= 2025 else pl.lit(None),
        GenderCurrent=sex.replace_strict(GENDER) if year.ends_in < 2025 else pl.lit(None),
        PersonDeathDate=_by("died", year),
    )


def _disabilities(story: Story, children: pl.DataFrame, episodes: pl.DataFrame, year: Year) -> pl.DataFrame:
    """Each disability, or NONE; nothing for an unborn child, or for most of those whose referral was dropped."""
    helped = episodes.filter(~pl.col("no_further_action"))["Child"]
    asked = children.filter(
        _known("born", year) & (pl.col("Child").is_in(helped.implode()) | (pl.col("child") % 4 == 0))
    )
    return (
        asked.select("child", "Child")
        .join(story["disabilities"], on="child", how="left", maintain_order="left_right")
        .select("Child", Disability=pl.col("code").fill_null("NONE"))
    )


def _details(episodes: pl.DataFrame, year: Year) -> pl.DataFrame:
    return episodes.select(
        "Child",
        CINreferralDate="referred",
        ReferralSource="source",
        PrimaryNeedCode="need",
        CINclosureDate=_by("closed", year),
        ReasonForClosure=pl.when(_known("closed", year)).then("reason"),
        DateOfInitialCPC=pl.when(pl.col("conference").is_between(year.start, year.end)).then("conference"),
        ReferralNFA="no_further_action",
    )


def _factors(story: Story, assessments: pl.DataFrame, year: Year) -> pl.DataFrame:
    done = assessments.filter(_known("authorised", year))
    return _under(story["factors"], done, "assessment").select(
        "Child", "CINdetails", "Assessments", AssessmentFactors="code"
    )


def _steps(story: Story, episodes: pl.DataFrame, year: Year) -> pl.DataFrame:
    """Steps before court that began in the year: the draft rules for 2026-27 ask for no others."""
    met = _known("met", year)
    stepped = _known("stepped", year)
    meetings = (pl.lit(year.end) - pl.col("met")).dt.total_days() // REVIEW_EVERY
    lettered = _known("letter", year)
    return (
        _under(story["pre_proceedings"], episodes, "episode")
        .filter(pl.col("started").is_between(year.start, year.end))
        .select(
            "Child",
            "CINdetails",
            PPStartDate="started",
            LBPSentDate=_by("letter", year),
            FGDMMeetingOffer=pl.when(lettered).then("meeting_offered"),
            FGDMMeetingFac=pl.when(lettered).then("meeting_held"),
            InitialPPMeetingDate=_by("met", year),
            ReviewMeetingsCount=pl.when(met).then(meetings),
            StepDecisionDate=_by("stepped", year),
            PPOutcome=pl.when(stepped).then("outcome"),
            CourtAppDate=_by("court", year),
            LetterInitCPDate=_by("told", year),
        )
    )
