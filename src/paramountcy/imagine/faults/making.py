"""Rows as a return has them, to make records of: each plausible, and breaking no rule."""

from datetime import date
from typing import Any

from paramountcy.imagine.faults.shape import Child, days
from paramountcy.imagine.record import Record
from paramountcy.terms.working_days import working_days_after

TABLES = ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM")
"""The tables under an episode."""


def episode(referred: date, **fields: Any) -> Record:
    """An episode with nothing under it."""
    blank: Record = {
        "CINreferralDate": referred,
        "ReferralSource": "6",
        "PrimaryNeedCode": "N1",
        "CINclosureDate": None,
        "ReasonForClosure": None,
        "DateOfInitialCPC": None,
        "ReferralNFA": False,
    }
    return blank | {table: [] for table in TABLES} | fields


def assessment(started: date, authorised: date | None) -> Record:
    return {
        "AssessmentActualStartDate": started,
        "AssessmentInternalReviewDate": None,
        "AssessmentAuthorisationDate": authorised,
        "FactorsIdentifiedAtAssessment": [] if authorised is None else ["3B", "4B"],
    }


def need_plan(started: date, ended: date | None) -> Record:
    return {"CINPlanStartDate": started, "CINPlanEndDate": ended}


def enquiry(started: date, conference: date | None, *, not_required: bool | None) -> Record:
    target = None if not_required else working_days_after(15, started)
    return {
        "S47ActualStartDate": started,
        "InitialCPCtarget": target,
        "DateOfInitialCPC": conference,
        "ICPCnotRequired": not_required,
    }


def protection_plan(started: date, ended: date | None, *reviews: date) -> Record:
    return {
        "CPPstartDate": started,
        "CPPendDate": ended,
        "InitialCategoryOfAbuse": "NEG",
        "LatestCategoryOfAbuse": "NEG",
        "NumberOfPreviousCPP": 0,
        "Reviews": list(reviews),
    }


def plain(child: Child) -> None:
    """Make a child born eight years ago of whoever this is."""
    who = child.who
    if (
        not who["PersonBirthDate"]
        or who["PersonDeathDate"]
        or not 1 < (child.year.end - who["PersonBirthDate"]).days / 365.25 < 16
    ):
        who["PersonBirthDate"] = child.year.end - days(8 * 365)
        who[child.sex] = child.code_of_sex("F")
    who["PersonDeathDate"] = who["ExpectedPersonBirthDate"] = None
    if who["UPN"] is None:
        who["UPNunknown"] = "UN4"
    if not child.record["Disabilities"]:
        child.record["Disabilities"] = ["NONE"]


def make(child: Child, only: Record) -> None:
    """Give a plain child this one episode. Birth is moved to before it where need be."""
    plain(child)
    referred = only["CINreferralDate"]
    child.who["PersonBirthDate"] = min(child.who["PersonBirthDate"], referred - days(200))
    child.record["CINdetails"] = [only]
