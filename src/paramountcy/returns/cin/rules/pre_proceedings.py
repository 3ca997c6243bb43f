"""
What is asked of pre-proceedings and family group decision-making, from 2026-27.

These rules are known from an unmerged draft of another tool, not from the published list, so none is confirmed.
"""

from paramountcy.returns.cin.tables import PreProceedingsandFGDM
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Requirement, must, rule, when
from paramountcy.terms.year import Year

ASKED = PreProceedingsandFGDM.years


@rule(
    "9000Q",
    query="This pre-proceedings record has no start date: give the day it was decided to begin them",
    years=ASKED,
    confirmed=False,
)
def pre_proceedings_have_a_start(record: PreProceedingsandFGDM) -> Requirement:
    """
    A PreProceedingsandFGDM must have a PPStartDate.

    PreProceedingsandFGDM | PPStartDate |
    amy                   | 2026-05-01  |
    ben                   |             | breaks
    ben                   | 2026-05-01  |
    cat                   | in May      | keeps: can't be read
    """
    return must(~record.PPStartDate.is_null())


@rule(
    "9005",
    error="Pre-proceedings started outside the census year: check the date, or leave the record out",
    years=ASKED,
    confirmed=False,
)
def pre_proceedings_started_this_year(record: PreProceedingsandFGDM, year: Year) -> Requirement:
    """
    PPStartDate, if there is one, must be within the census year.

    PreProceedingsandFGDM | PPStartDate |
    amy                   | 2026-04-01  |
    ben                   | 2027-03-31  |
    cat                   | 2026-03-31  | breaks
    dev                   | 2027-04-01  | breaks
    eli                   |             |
    """
    return must(record.PPStartDate.is_between(year.start, year.end))


@rule(
    "9006",
    error="The letter before proceedings was sent outside the census year, or before pre-proceedings started: correct whichever date is wrong",
    years=ASKED,
    confirmed=False,
)
def letter_before_proceedings_follows_the_start(record: PreProceedingsandFGDM, year: Year) -> Requirement:
    """
    LBPSentDate, if there is one, must be within the census year and not earlier than PPStartDate.

    PreProceedingsandFGDM | PPStartDate | LBPSentDate |
    amy                   | 2026-05-01  | 2026-05-01  |
    ben                   | 2026-05-01  | 2026-04-30  | breaks: before the start
    cat                   | 2026-05-01  | 2027-04-01  | breaks: after the year
    dev                   |             | 2026-03-31  | breaks: before the year
    eli                   |             | 2026-04-30  |
    fay                   | 2026-05-01  |             |
    gus                   | in May      | 2026-03-31  | keeps: can't be read
    """
    sent = record.LBPSentDate
    return must(sent.is_between(year.start, year.end) & (sent >= record.PPStartDate))


@rule(
    "9007",
    error="A letter before proceedings was sent, but not whether it offered a family group decision-making meeting: say yes or no",
    years=ASKED,
    confirmed=False,
)
def letter_says_whether_a_meeting_was_offered(record: PreProceedingsandFGDM) -> Requirement:
    """
    If there is an LBPSentDate then FGDMMeetingOffer must be given.

    PreProceedingsandFGDM | LBPSentDate | FGDMMeetingOffer |
    amy                   | 2026-05-01  | false            |
    ben                   | 2026-05-01  |                  | breaks
    cat                   |             |                  |
    dev                   |             | true             |
    eli                   | 2026-05-01  | perhaps          | keeps: can't be read
    """
    return when(~record.LBPSentDate.is_null()).must(~record.FGDMMeetingOffer.is_null())


@rule(
    "9008",
    error="The first pre-proceedings meeting was held outside the census year: check the date, or leave it out",
    years=ASKED,
    confirmed=False,
)
def first_meeting_was_this_year(record: PreProceedingsandFGDM, year: Year) -> Requirement:
    """
    InitialPPMeetingDate, if there is one, must be within the census year.

    PreProceedingsandFGDM | InitialPPMeetingDate |
    amy                   | 2026-04-01           |
    ben                   | 2027-03-31           |
    cat                   | 2026-03-31           | breaks
    dev                   | 2027-04-01           | breaks
    eli                   |                      |
    """
    return must(record.InitialPPMeetingDate.is_between(year.start, year.end))


@rule(
    "9009",
    error="The decision to step up or down was made outside the census year, or before pre-proceedings started: correct whichever date is wrong",
    years=ASKED,
    confirmed=False,
)
def step_decision_follows_the_start(record: PreProceedingsandFGDM, year: Year) -> Requirement:
    """
    StepDecisionDate, if there is one, must be within the census year and not earlier than
    PPStartDate.

    PreProceedingsandFGDM | PPStartDate | StepDecisionDate |
    amy                   | 2026-05-01  | 2026-05-01       |
    ben                   | 2026-05-01  | 2026-04-30       | breaks: before the start
    cat                   | 2026-05-01  | 2027-04-01       | breaks: after the year
    dev                   |             | 2026-03-31       | breaks: before the year
    eli                   |             | 2026-04-30       |
    fay                   | 2026-05-01  |                  |
    """
    decided = record.StepDecisionDate
    return must(decided.is_between(year.start, year.end) & (decided >= record.PPStartDate))


@rule(
    "9010Q",
    query="A family group decision-making meeting was offered, but not whether it was held: say yes or no",
    years=ASKED,
    confirmed=False,
)
def offered_meeting_was_held_or_not(record: PreProceedingsandFGDM) -> Requirement:
    """
    If FGDMMeetingOffer is true then FGDMMeetingFac must be given.

    PreProceedingsandFGDM | FGDMMeetingOffer | FGDMMeetingFac |
    amy                   | true             | false          |
    ben                   | true             |                | breaks
    cat                   | false            |                |
    dev                   |                  |                |
    """
    return when(record.FGDMMeetingOffer).must(~record.FGDMMeetingFac.is_null())


@rule("9011", error="The outcome of pre-proceedings is not on the list: give A, B or C", years=ASKED, confirmed=False)
def outcome_is_valid(record: PreProceedingsandFGDM, codes: Codes) -> Requirement:
    """
    PPOutcome, if there is one, must be on the list.

    PreProceedingsandFGDM | PPOutcome |
    amy                   | A         |
    ben                   | C         |
    cat                   | D         | breaks
    dev                   | a         | breaks
    eli                   |           |
    """
    return must(record.PPOutcome.is_in(codes.PPOutcome))


@rule(
    "9012",
    error="The application to court was made outside the census year, or before the decision to step up: correct whichever date is wrong",
    years=ASKED,
    confirmed=False,
)
def court_application_follows_the_decision(record: PreProceedingsandFGDM, year: Year) -> Requirement:
    """
    CourtAppDate, if there is one, must be within the census year and not earlier than
    StepDecisionDate.

    PreProceedingsandFGDM | StepDecisionDate | CourtAppDate |
    amy                   | 2026-05-01       | 2026-05-01   |
    ben                   | 2026-05-01       | 2026-04-30   | breaks: before the decision
    cat                   | 2026-05-01       | 2027-04-01   | breaks: after the year
    dev                   |                  | 2026-03-31   | breaks: before the year
    eli                   |                  | 2026-04-30   |
    fay                   | 2026-05-01       |              |
    """
    applied = record.CourtAppDate
    return must(applied.is_between(year.start, year.end) & (applied >= record.StepDecisionDate))


@rule(
    "9013",
    error="The letter about starting proceedings was sent outside the census year, or before the application to court: correct whichever date is wrong",
    years=ASKED,
    confirmed=False,
)
def letter_of_proceedings_follows_the_application(record: PreProceedingsandFGDM, year: Year) -> Requirement:
    """
    LetterInitCPDate, if there is one, must be within the census year and not earlier than
    CourtAppDate.

    PreProceedingsandFGDM | CourtAppDate | LetterInitCPDate |
    amy                   | 2026-05-01   | 2026-05-01       |
    ben                   | 2026-05-01   | 2026-04-30       | breaks: before the application
    cat                   | 2026-05-01   | 2027-04-01       | breaks: after the year
    dev                   |              | 2026-03-31       | breaks: before the year
    eli                   |              | 2026-04-30       |
    fay                   | 2026-05-01   |                  |
    """
    told = record.LetterInitCPDate
    return must(told.is_between(year.start, year.end) & (told >= record.CourtAppDate))


@rule(
    "9015Q",
    query="A first pre-proceedings meeting was held, but the number of review meetings is missing: give it, 0 where there were none",
    years=ASKED,
    confirmed=False,
)
def review_meetings_are_counted(record: PreProceedingsandFGDM) -> Requirement:
    """
    If there is an InitialPPMeetingDate then ReviewMeetingsCount must be given.

    PreProceedingsandFGDM | InitialPPMeetingDate | ReviewMeetingsCount |
    amy                   | 2026-05-01           | 0                   |
    ben                   | 2026-05-01           |                     | breaks
    cat                   |                      |                     |
    dev                   |                      | 2                   |
    """
    return when(~record.InitialPPMeetingDate.is_null()).must(~record.ReviewMeetingsCount.is_null())
