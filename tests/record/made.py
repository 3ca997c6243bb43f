"""Small returns made by hand: nested dictionaries in, the tables of a return out."""

from datetime import date, datetime
from typing import Any

import polars as pl

from paramountcy.imagine import cin_return
from paramountcy.imagine.record import replaced
from paramountcy.record import Filing
from paramountcy.terms.year import Year

AREA = "820"


def day(text: str) -> date:
    return date.fromisoformat(text)


def child(number: str | None, *referrals: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A child of a return, born on 1 May 2015, with the census's own names for facts."""
    identifiers = {"LAchildID": number, "PersonBirthDate": day("2015-05-01"), "Sex": "F"}
    own = {name: facts.pop(name) for name in ("Ethnicity", "Disabilities") if name in facts}
    return {
        "ChildIdentifiers": identifiers | facts,
        "ChildCharacteristics": {"Ethnicity": own.get("Ethnicity", "WBRI")},
        "Disabilities": own.get("Disabilities", []),
        "CINdetails": list(referrals),
    }


def referral(on: str | None, **facts: Any) -> dict[str, Any]:
    """A referral, open, with nothing under it but what is given."""
    under = {
        name: facts.pop(name, [])
        for name in ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM")
    }
    known = {"CINreferralDate": on and day(on), "ReferralSource": "6", "PrimaryNeedCode": "N1", "ReferralNFA": False}
    return known | {name: _value(value) for name, value in facts.items()} | under


def row(**facts: Any) -> dict[str, Any]:
    """A row under a referral; dates as text."""
    return {name: _value(value) for name, value in facts.items()}


def assessment(start: str, done: str | None = None, factors: tuple[str, ...] = ()) -> dict[str, Any]:
    dates = row(AssessmentActualStartDate=start, AssessmentAuthorisationDate=done)
    return dates | {"FactorsIdentifiedAtAssessment": list(factors)}


def plan(start: str, end: str | None = None, reviews: tuple[str, ...] = (), **facts: Any) -> dict[str, Any]:
    known = {"InitialCategoryOfAbuse": "NEG", "LatestCategoryOfAbuse": "NEG", "NumberOfPreviousCPP": 0}
    dates = row(CPPstartDate=start, CPPendDate=end) | known | facts
    return dates | {"Reviews": [day(held) for held in reviews]}


def filing(year: str, *children: dict[str, Any], made: str | None = None, area: str = AREA) -> Filing:
    """A return of a year with these children, made on the 1 June after it unless said otherwise."""
    about = Year.of(year)
    base, _ = cin_return(children=1, year=Year(2025), seed=1)
    empty = {name: frame if name in ("Header", "Source") else frame.clear() for name, frame in base.items()}
    tables = replaced(empty, dict(enumerate(children, 1)))
    when = datetime.fromisoformat(made or f"{about.ends_in}-06-01")
    return Filing.of(tables, about, area=area, recorded_at=when)


def standing(frame: pl.DataFrame, *columns: str) -> list[tuple]:
    """Some columns of the rows that stand, in order."""
    return frame.filter(pl.col("superseded_at").is_null()).select(columns).sort(columns, nulls_last=False).rows()


def _value(value: Any) -> Any:
    return day(value) if isinstance(value, str) and len(value) == 10 and value[4] == "-" else value
