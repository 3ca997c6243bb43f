"""
The returns of several years put together child by child, with dictionaries and loops: slow and plain.

For clean returns, in which a child's number and an event's first day never change. It knows nothing of the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from paramountcy.terms.year import Year

GENDER = {"1": "M", "2": "F", "0": "U", "9": "U"}


@dataclass
class Event:
    """A referral, assessment, enquiry, conference or plan, as it was last told."""

    first: date
    facts: dict[str, Any]
    child: "Child"
    referral: "Event | None" = None
    told_to: date = date.min
    order: tuple[int, int] = (0, 0)
    """Which return told it last, and in which row: what decides between events of one day."""
    below: list[Any] = field(default_factory=list)
    """The factors of an assessment, the days on which a plan was reviewed."""

    def __getitem__(self, fact: str) -> Any:
        return self.facts[fact]


@dataclass
class Child:
    """A child, and all that happened."""

    number: str
    born: date | None = None
    expected: date | None = None
    died: date | None = None
    sex: str | None = None
    ethnicity: str | None = None
    disabilities: set[str] = field(default_factory=set)
    referrals: list[Event] = field(default_factory=list)
    assessments: list[Event] = field(default_factory=list)
    enquiries: list[Event] = field(default_factory=list)
    conferences: list[Event] = field(default_factory=list)
    need_plans: list[Event] = field(default_factory=list)
    protection_plans: list[Event] = field(default_factory=list)


@dataclass
class Story:
    """Every child by number, and the days that the returns cover without a gap."""

    children: dict[str, Child]
    begins: date
    ends: date

    def every(self, kind: str) -> Iterable[Event]:
        for child in self.children.values():
            yield from sorted(getattr(child, kind), key=lambda event: (event.first, event.order))


def read(returns: list[tuple[Year, dict[str, pl.DataFrame]]]) -> Story:
    """Returns of one authority for years in a row, the earliest first."""
    children: dict[str, Child] = {}
    for place, (year, tables) in enumerate(returns):
        _Telling(children, place, year, tables).read()
    return Story(children, returns[0][0].start, returns[-1][0].end)


class _Telling:
    """One return, told to the children known so far."""

    def __init__(self, children: dict[str, Child], place: int, year: Year, tables: dict[str, pl.DataFrame]):
        self.children, self.place, self.year = children, place, year
        self.rows = {name: frame.rows(named=True) for name, frame in tables.items()}
        self.by_element: dict[int, Child] = {}
        self.above: dict[tuple[str, int], Event] = {}

    def read(self) -> None:
        self.people()
        for row in self.rows["CINdetails"]:
            facts = {
                "source": row["ReferralSource"],
                "nfa": row["ReferralNFA"],
                "need": row["PrimaryNeedCode"],
                "closed": row["CINclosureDate"],
                "reason": row["ReasonForClosure"],
            }
            self.tell("referrals", "CINdetails", row, row["CINreferralDate"], facts)
        for row in self.rows["Assessments"]:
            facts = {"reviewed": row["AssessmentInternalReviewDate"], "done": row["AssessmentAuthorisationDate"]}
            event = self.tell("assessments", "Assessments", row, row["AssessmentActualStartDate"], facts)
            event.below = []
        for row in self.rows["FactorsIdentifiedAtAssessment"]:
            self.above["Assessments", row["Assessments"]].below.append(row["AssessmentFactors"])
        for row in self.rows["CINPlanDates"]:
            self.tell("need_plans", "CINPlanDates", row, row["CINPlanStartDate"], {"ended": row["CINPlanEndDate"]})
        for row in self.rows["ChildProtectionPlans"]:
            facts = {
                "ended": row["CPPendDate"],
                "first_category": row["InitialCategoryOfAbuse"],
                "category": row["LatestCategoryOfAbuse"],
                "earlier": row["NumberOfPreviousCPP"],
            }
            self.tell("protection_plans", "ChildProtectionPlans", row, row["CPPstartDate"], facts)
        for row in self.rows["Reviews"]:
            plan = self.above["ChildProtectionPlans", row["ChildProtectionPlans"]]
            if row["CPPreviewDate"] not in plan.below:
                plan.below.append(row["CPPreviewDate"])
        self.conferences()

    def people(self) -> None:
        ethnicity = {row["Child"]: row["Ethnicity"] for row in self.rows["ChildCharacteristics"]}
        for row in self.rows["ChildIdentifiers"]:
            child = self.children.setdefault(row["LAchildID"], Child(row["LAchildID"]))
            self.by_element[row["Child"]] = child
            child.born = row["PersonBirthDate"] or child.born
            child.expected = row["ExpectedPersonBirthDate"] or child.expected
            child.died = row["PersonDeathDate"] or child.died
            sex = row["Sex"] or GENDER.get(row["GenderCurrent"] or "")
            if sex in ("M", "F") or child.sex not in ("M", "F"):
                child.sex = sex
            told = ethnicity.get(row["Child"])
            if told not in (None, "NOBT") or child.ethnicity in (None, "NOBT"):
                child.ethnicity = told
        disabilities: dict[int, set[str]] = {}
        for row in self.rows["Disabilities"]:
            if row["Disability"]:
                disabilities.setdefault(row["Child"], set()).add(row["Disability"])
        for element, codes in disabilities.items():
            self.by_element[element].disabilities = codes

    def conferences(self) -> None:
        """One conference for each child and day; the enquiry it followed is the latest that names that day."""
        for row in self.rows["CINdetails"]:
            if row["DateOfInitialCPC"]:
                facts = {"enquiry": None}
                self.tell(
                    "conferences", "", row, row["DateOfInitialCPC"], facts, above=self.above["CINdetails", row["row"]]
                )
        for row in sorted(self.rows["Section47"], key=lambda row: row["S47ActualStartDate"]):
            day = row["DateOfInitialCPC"]
            if day:
                episode = self.above["CINdetails", row["CINdetails"]]
                self.tell("conferences", "", row, day, {"enquiry": row["S47ActualStartDate"]}, above=episode)
        for row in self.rows["Section47"]:
            self.tell("enquiries", "Section47", row, row["S47ActualStartDate"], {"conference": row["DateOfInitialCPC"]})

    def tell(
        self,
        kind: str,
        table: str,
        row: dict[str, Any],
        first: date,
        facts: dict[str, Any],
        *,
        above: Event | None = None,
    ) -> Event:
        """An event told before is the same where its first day is; this return's word takes the place of the last's."""
        child = self.by_element[row["Child"]]
        known = [event for event in getattr(child, kind) if event.first == first]
        taken = [event for event in known if event.order[0] == self.place and event.told_to == self.year.end]
        if kind == "conferences":
            event = known[0] if known else None
        else:
            event = known[len(taken)] if len(known) > len(taken) else None
        if event is None:
            event = Event(first, facts, child)
            getattr(child, kind).append(event)
        event.facts = facts
        event.told_to = self.year.end
        event.order = (self.place, row["row"])
        event.referral = above or (self.above["CINdetails", row["CINdetails"]] if "CINdetails" in row else None)
        if table:
            self.above[table, row["row"]] = event
        return event
