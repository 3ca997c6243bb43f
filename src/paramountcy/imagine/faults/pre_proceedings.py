"""Faults in the steps before court. Their rules are from an unmerged draft, for 2026-27 on."""

from paramountcy.imagine.faults.shape import Child, days, fault

SINCE = "2026-27"


@fault("9000Q", "missing", "before_court", since=SINCE)
def decision_has_no_date(child: Child) -> None:
    child.step["PPStartDate"] = None


@fault("9005", "before", "before_court", since=SINCE)
def decided_before_the_year(child: Child) -> None:
    child.step["PPStartDate"] = child.year.start - days(6)


@fault("9005", "after", "before_court", since=SINCE)
def decided_after_the_year(child: Child) -> None:
    step = child.step
    step.update(dict.fromkeys(step), PPStartDate=child.year.end + days(6))


@fault("9006", "outside", "before_court", since=SINCE)
def letter_after_the_year(child: Child) -> None:
    child.step["LBPSentDate"] = child.year.end + days(2)


@fault("9006", "before-decision", "before_court", since=SINCE)
def letter_before_the_decision(child: Child) -> None:
    child.step["LBPSentDate"] = child.step["PPStartDate"] - days(1)
    child.need(child.in_year(child.step["LBPSentDate"]))


@fault("9007", "missing", "before_court", since=SINCE)
def offer_is_not_said(child: Child) -> None:
    child.step.update(FGDMMeetingOffer=None, FGDMMeetingFac=None)


@fault("9008", "outside", "before_court", since=SINCE)
def met_after_the_year(child: Child) -> None:
    child.step["InitialPPMeetingDate"] = child.year.end + days(3)


@fault("9009", "outside", "before_court", since=SINCE)
def stepped_after_the_year(child: Child) -> None:
    child.step.update(StepDecisionDate=child.year.end + days(4), CourtAppDate=None, LetterInitCPDate=None)


@fault("9009", "before-decision", "before_court", since=SINCE)
def stepped_before_the_decision(child: Child) -> None:
    child.step["StepDecisionDate"] = child.step["PPStartDate"] - days(1)
    child.need(child.in_year(child.step["StepDecisionDate"]))


@fault("9010Q", "missing", "before_court", since=SINCE)
def offered_meeting_is_not_said(child: Child) -> None:
    child.step["FGDMMeetingFac"] = None


@fault("9011", "code", "before_court", since=SINCE)
def outcome_is_no_code(child: Child) -> None:
    child.step["PPOutcome"] = "D"


@fault("9012", "outside", "before_court", since=SINCE)
def court_after_the_year(child: Child) -> None:
    child.step.update(CourtAppDate=child.year.end + days(5), LetterInitCPDate=None)


@fault("9012", "before-step", "before_court", since=SINCE)
def court_before_the_step(child: Child) -> None:
    child.step["CourtAppDate"] = child.step["StepDecisionDate"] - days(2)
    child.need(child.in_year(child.step["CourtAppDate"]))


@fault("9013", "outside", "before_court", since=SINCE)
def told_after_the_year(child: Child) -> None:
    child.step["LetterInitCPDate"] = child.year.end + days(6)


@fault("9013", "before-court", "before_court", since=SINCE)
def told_before_court(child: Child) -> None:
    child.step["LetterInitCPDate"] = child.step["CourtAppDate"] - days(1)
    child.need(child.in_year(child.step["LetterInitCPDate"]))


@fault("9015Q", "missing", "before_court", since=SINCE)
def meetings_are_not_counted(child: Child) -> None:
    child.step["ReviewMeetingsCount"] = None
