"""What is asked of section 47 enquiries and of the conferences they lead to."""

from paramountcy.returns.cin.tables import Assessments, CINdetails, Section47
from paramountcy.returns.rule import Many, Requirement, must, must_be_only_one, rule, some, when
from paramountcy.terms.working_days import working_days_before
from paramountcy.terms.year import Year


@rule("1104", error="This child protection conference was held before the referral: correct whichever date is wrong")
def conference_follows_the_referral(enquiry: Section47, referral: CINdetails) -> Requirement:
    """
    The DateOfInitialCPC of a Section47 must not be earlier than the CINreferralDate of its
    CINdetails.

    CINdetails | CINreferralDate |
    amy        | 2025-05-01      |
    ben        | 2025-05-01      | breaks
    cat        |                 |
    dev        | 2025-05-01      |

    Section47 | DateOfInitialCPC |
    amy       | 2025-05-01       |
    ben       | 2025-04-30       | breaks
    ben       | 2025-05-02       |
    cat       | 2025-04-30       |
    dev       |                  |
    """
    return must(enquiry.DateOfInitialCPC >= referral.CINreferralDate)


@rule(
    "2884",
    error="This conference is recorded both with an enquiry and with an episode: keep it with the enquiry, unless the child moved in already on a plan",
    within="Child",
)
def conference_is_given_once(enquiry: Section47, referral: CINdetails) -> Requirement:
    """
    The DateOfInitialCPC of a Section47 must not be that of a CINdetails of the same child, whichever
    episode each stands in.

    CINdetails | is     | DateOfInitialCPC |
    amy        |        |                  |
    ben        |        | 2025-05-01       | breaks
    cat        |        | 2025-05-02       |
    dev        | first  | 2025-05-01       | breaks
    dev        | second |                  |
    eli        |        | 2025-05-01       |
    fay        |        | 2025-05-01       |

    Section47 | of     | DateOfInitialCPC |
    amy       |        | 2025-05-01       |
    ben       |        | 2025-05-01       | breaks
    cat       |        | 2025-05-01       |
    dev       | second | 2025-05-01       | breaks: in another episode
    eli       |        |                  |
    """
    return must(enquiry.DateOfInitialCPC != referral.DateOfInitialCPC)


@rule(
    "2889", error="This section 47 enquiry started before the referral it belongs to: correct whichever date is wrong"
)
def enquiry_follows_the_referral(enquiry: Section47, referral: CINdetails) -> Requirement:
    """
    S47ActualStartDate must not be earlier than the CINreferralDate of its CINdetails.

    CINdetails | CINreferralDate |
    amy        | 2025-05-01      |
    ben        | 2025-05-01      | breaks
    cat        |                 |
    dev        | 2025-05-01      |

    Section47 | S47ActualStartDate |
    amy       | 2025-05-01         |
    ben       | 2025-04-30         | breaks
    cat       | 2025-04-30         |
    dev       |                    |
    """
    return must(enquiry.S47ActualStartDate >= referral.CINreferralDate)


@rule(
    "2991Q",
    query="This episode has a section 47 enquiry but no assessment: add the assessment, or be ready to say why there was none",
)
def enquiry_comes_with_an_assessment(
    referral: CINdetails, enquiries: Many[Section47], assessments: Many[Assessments]
) -> Requirement:
    """
    A CINdetails with a Section47 must have an Assessments too.

    CINdetails | is     |
    amy        |        |
    ben        |        | breaks
    cat        |        |
    dev        | first  | breaks: the assessment is in another episode
    dev        | second |

    Section47 | of    | S47ActualStartDate |
    amy       |       | 2025-05-01         |
    ben       |       | 2025-05-01         |
    ben       |       |                    |
    dev       | first | 2025-05-01         |

    Assessments | of     | AssessmentActualStartDate |
    amy         |        |                           |
    dev         | second | 2025-05-01                |
    """
    return when(some(enquiries)).must(some(assessments))


@rule(
    "8615",
    error="This section 47 enquiry has no start date, or one after its conference: give the day the enquiry started",
)
def enquiry_comes_before_its_conference(enquiry: Section47) -> Requirement:
    """
    A Section47 with a DateOfInitialCPC must have an S47ActualStartDate on or before it.

    Section47 | S47ActualStartDate | DateOfInitialCPC |
    amy       | 2025-05-01         | 2025-05-01       |
    ben       | 2025-05-02         | 2025-05-01       | breaks
    cat       |                    | 2025-05-01       | breaks
    dev       | 2025-05-02         |                  |
    eli       |                    |                  |
    fay       | 2025-02-30         | 2025-05-01       | keeps: can't be read
    """
    return when(~enquiry.DateOfInitialCPC.is_null()).must(
        (enquiry.S47ActualStartDate <= enquiry.DateOfInitialCPC).fill_null(False)
    )


@rule(
    "8675Q",
    query="This section 47 enquiry has been open for more than 15 working days: add the conference date, or say that none was needed",
)
def open_enquiry_is_in_time(enquiry: Section47, year: Year) -> Requirement:
    """
    A Section47 without DateOfInitialCPC, with ICPCnotRequired false, must not have started more
    than 15 working days before the end of the year.

    In 2025-26
    Section47 | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired |
    amy       | 2026-03-10         |                  | false           |
    ben       | 2026-03-09         |                  | false           | breaks
    cat       | 2026-03-09         | 2026-03-31       | false           | keeps: late, but held
    dev       | 2026-03-09         |                  | true            | keeps: none was needed
    eli       | 2026-03-09         |                  |                 | keeps: not known to be open
    fay       |                    |                  | false           |
    """
    return when(enquiry.DateOfInitialCPC.is_null() & ~enquiry.ICPCnotRequired).must(
        enquiry.S47ActualStartDate >= working_days_before(15, year.end)
    )


@rule("8715", error="This conference was held outside the census year: check the date, or leave the enquiry out")
def conference_was_this_year(enquiry: Section47, year: Year) -> Requirement:
    """
    The DateOfInitialCPC of a Section47, if there is one, must be within the census year.

    In 2025-26
    Section47 | DateOfInitialCPC |
    amy       | 2025-04-01       |
    ben       | 2026-03-31       |
    cat       | 2025-03-31       | breaks
    dev       | 2026-04-01       | breaks
    eli       |                  |
    """
    return must(enquiry.DateOfInitialCPC.is_between(year.start, year.end))


@rule(
    "8740",
    error="This open section 47 enquiry did not start in the census year: check the start date, add the conference date, or say that none was needed",
)
def open_enquiry_started_this_year(enquiry: Section47, year: Year) -> Requirement:
    """
    A Section47 without DateOfInitialCPC, with ICPCnotRequired false, must have an
    S47ActualStartDate within the census year.

    In 2025-26
    Section47 | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired |
    amy       | 2025-04-01         |                  | false           |
    ben       | 2025-03-31         |                  | 0               | breaks
    cat       | 2026-04-01         |                  | false           | breaks
    dev       |                    |                  | false           | breaks: not known to have started
    eli       | 2025-03-31         | 2025-05-01       | false           | keeps: it led to a conference
    fay       | 2025-03-31         |                  | true            | keeps: none was needed
    gus       | 2025-03-31         |                  |                 | keeps: not known to be open
    hal       | 2025-03-32         |                  | false           | keeps: can't be read
    """
    return when(enquiry.DateOfInitialCPC.is_null() & ~enquiry.ICPCnotRequired).must(
        enquiry.S47ActualStartDate.is_between(year.start, year.end).fill_null(False)
    )


@rule(
    "8839",
    error="This episode has more than one open section 47 enquiry: add the conference dates of the earlier ones, or say that none was needed",
)
def one_open_enquiry(enquiry: Section47) -> Requirement:
    """
    Of the Section47 of a CINdetails, no more than one may have neither a DateOfInitialCPC nor
    ICPCnotRequired true.

    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        | first  |
    cat        | second |
    dev        |        |

    Section47 | of     | DateOfInitialCPC | ICPCnotRequired |
    amy       |        |                  | false           |
    amy       |        | 2025-05-01       | false           |
    amy       |        |                  | true            |
    ben       |        |                  | false           | breaks
    ben       |        |                  |                 | breaks: not said is not true
    ben       |        | 2025-05-01       | false           |
    cat       | first  |                  | false           |
    cat       | second |                  | false           |
    dev       |        |                  | false           |
    dev       |        |                  | perhaps         | keeps: can't be read
    """
    still_open = enquiry.DateOfInitialCPC.is_null() & ~enquiry.ICPCnotRequired.fill_null(False)
    return must_be_only_one(enquiry, still_open, within="CINdetails")


@rule(
    "8868",
    error="This case is closed, but this section 47 enquiry is still open: add the conference date, or say that none was needed",
)
def closed_case_has_no_open_enquiry(enquiry: Section47, referral: CINdetails) -> Requirement:
    """
    If a CINdetails has a CINclosureDate then each of its Section47 must have a DateOfInitialCPC or
    ICPCnotRequired true.

    CINdetails | CINclosureDate |
    amy        | 2025-06-01     |
    ben        | 2025-06-01     | breaks
    cat        |                |
    dev        | 2025-06-01     |

    Section47 | DateOfInitialCPC | ICPCnotRequired |
    amy       | 2025-05-01       | false           |
    amy       |                  | TRUE            |
    amy       | 2025-05-01       | true            | keeps: it has both
    ben       |                  | false           | breaks
    ben       |                  |                 | breaks
    cat       |                  | false           |
    dev       | first of May     | false           | keeps: can't be read
    """
    return when(~referral.CINclosureDate.is_null()).must(
        ~enquiry.DateOfInitialCPC.is_null() | enquiry.ICPCnotRequired.fill_null(False)
    )


@rule("8870Q", query="The conference was due on a Saturday or Sunday: count the 15 working days again")
def conference_is_due_on_a_weekday(enquiry: Section47) -> Requirement:
    """
    InitialCPCtarget must not be a Saturday or a Sunday.

    Section47 | InitialCPCtarget |
    amy       | 2025-05-02       | keeps: Friday
    ben       | 2025-05-03       | breaks: Saturday
    cat       | 2025-05-04       | breaks: Sunday
    dev       | 2025-05-05       | keeps: Monday, though a bank holiday
    eli       |                  |
    """
    return must(enquiry.weekday.InitialCPCtarget <= 5)


@rule("8875", error="This conference is recorded on a Saturday or Sunday: give the day it was held")
def conference_was_on_a_weekday(enquiry: Section47) -> Requirement:
    """
    The DateOfInitialCPC of a Section47 must not be a Saturday or a Sunday.

    Section47 | DateOfInitialCPC |
    amy       | 2025-05-02       | keeps: Friday
    ben       | 2025-05-03       | breaks: Saturday
    cat       | 2025-05-04       | breaks: Sunday
    dev       | 2025-05-05       | keeps: Monday
    eli       |                  |
    """
    return must(enquiry.weekday.DateOfInitialCPC <= 5)


@rule(
    "8890",
    error="Two section 47 enquiries of one episode overlap: end the first before the second starts, or join them",
)
def enquiries_do_not_overlap(enquiry: Section47, earlier: Section47, year: Year) -> Requirement:
    """
    Of two Section47 of one CINdetails, the later must start after the DateOfInitialCPC of the
    other; if that one has neither this date nor ICPCnotRequired true, after the end of the year.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        |        |
    dev        |        |
    eli        | first  |
    eli        | second |
    fay        |        |
    gus        |        |

    Section47 | of     | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired |
    amy       |        | 2025-05-01         | 2025-05-15       | false           |
    amy       |        | 2025-05-16         |                  | false           |
    ben       |        | 2025-05-01         | 2025-05-15       | false           | breaks
    ben       |        | 2025-05-15         |                  | true            | breaks: the day of the other's conference
    cat       |        | 2025-05-01         |                  | false           | breaks
    cat       |        | 2025-09-01         | 2025-09-15       |                 | breaks
    cat       |        | 2026-04-01         |                  |                 |
    dev       |        | 2025-05-01         |                  | true            | keeps: it needed no conference
    dev       |        | 2025-05-02         |                  | true            |
    eli       | first  | 2025-05-01         |                  |                 |
    eli       | second | 2025-05-01         |                  |                 | keeps: another episode
    fay       |        |                    | 2025-05-15       | false           |
    fay       |        | 2025-05-14         | 2025-05-28       | false           |
    gus       |        | 2025-05-01         | 2025-05-15       | false           | breaks
    gus       |        | 2025-05-01         | 2025-05-15       | false           | breaks: entered twice
    """
    needed_none = earlier.DateOfInitialCPC.is_null() & earlier.ICPCnotRequired.fill_null(False)
    ended = earlier.DateOfInitialCPC.fill_null(year.end)
    return when(~needed_none).must(~enquiry.S47ActualStartDate.is_between(earlier.S47ActualStartDate, ended))
