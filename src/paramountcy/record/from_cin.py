"""
From the children in need census to the record: several years' returns of one authority as one story a child.

Each return is read by its own year's words, children are put together by `identity`, events by `events`. The newest
codes are kept: a gender of 1, 2, 0 or 9 becomes M, F or U (9, indeterminate, has no code of its own any more).
"""

from collections.abc import Sequence

import polars as pl

from paramountcy.record.disagreements import Disagreements, changed, of_children
from paramountcy.record.events import Matched, match
from paramountcy.record.filing import Filing, every_row, in_order
from paramountcy.record.identity import persons
from paramountcy.record.runs import known_so_far
from paramountcy.record.shape import FILINGS, Record, Table
from paramountcy.record.tables import (
    Assessment,
    AssessmentFactor,
    Conference,
    Disability,
    Person,
    PersonIdentifier,
    Plan,
    Referral,
    S47Enquiry,
)
from paramountcy.record.versions import Stamper
from paramountcy.returns.cin import tables as cin

SEX = {"1": "M", "2": "F", "0": "U", "9": "U"}
NOT_YET_KNOWN = "NOBT"


def from_cin(returns: Sequence[Filing]) -> Record:
    """
    The record of one authority from its returns, in any order, one or several a year.

    A later return of the same year corrects an earlier one. What returns say differently of one child is listed in
    the record's `findings`. Raises ValueError where there is no return, or where they are of several authorities.
    """
    filings = in_order(list(returns))
    return _Story(filings).record()


class _Story:
    """The rows of all returns, with the children and events they tell of."""

    def __init__(self, filings: list[Filing]):
        self.filings = filings
        self.stamper = Stamper(filings)
        self.findings = Disagreements(filings)
        self.children = persons(_everyone(filings))
        self.places = self.children.select("filing", "Child", "person")

    def record(self) -> Record:
        self.findings.add(Person, of_children(self.children))
        referrals, episodes = self._referrals()
        assessments, assessed = self._assessments(episodes)
        enquiries, asked = self._enquiries(episodes)
        plans, planned = self._plans(episodes)
        conferences, met = self._conferences(episodes, asked, planned)
        asked = asked.join(met, on=("filing", "person", "held_date"), how="left", maintain_order="left")
        stamp = self.stamper
        known = {
            "person": stamp.told(Person, _facts(self.children), by=["person"]),
            "person_identifier": stamp.told(PersonIdentifier, _identifiers(self.children), by=["person", "id_type"]),
            "disability": stamp.told(Disability, self._under_child(cin.Disabilities), by=["person"]),
            "referral": stamp.events(Referral, referrals),
            "assessment": stamp.events(Assessment, assessments),
            "assessment_factor": stamp.under(AssessmentFactor, self._factors(assessed), assessments),
            "s47_enquiry": stamp.events(S47Enquiry, Matched(asked, enquiries.withdrawn, enquiries.disagreements)),
            "conference": stamp.events(Conference, conferences),
            "plan": stamp.events(Plan, plans),
        }
        return Record(known, self._filed(), self.findings.frame(self.children))

    def _rows(self, table: type[cin.Table]) -> pl.DataFrame:
        """A table's rows with the person each is about, in order."""
        return every_row(self.filings, table).join(
            self.places, on=("filing", "Child"), how="left", maintain_order="left"
        )

    def _under(self, table: type[cin.Table], above: pl.DataFrame, key: str) -> pl.DataFrame:
        """A table's rows with the columns of the row above: filing, KEY, and the events it is part of."""
        return self._rows(table).join(above, on=("filing", key), how="left", maintain_order="left")

    def _matched(
        self, table: type[Table], rows: pl.DataFrame, above: pl.DataFrame | None = None, above_key: str = ""
    ) -> Matched:
        """The events in some rows, what is said differently of them noted. `rows` need what `events.match` needs."""
        parents = None if above is None else above.select("filing", pl.col(above_key).alias("event"))
        found = match(rows, self.filings, parents)
        self.findings.add(table, found.disagreements)
        self.findings.add(table, changed(table, found.rows))
        return found

    def _referrals(self) -> tuple[Matched, pl.DataFrame]:
        rows = self._rows(cin.CINdetails).select(
            "filing",
            "source_id",
            "person",
            pl.col("row").alias("CINdetails"),
            pl.lit("referral").alias("kind"),
            pl.col("CINreferralDate").alias("start"),
            pl.col("CINreferralDate").alias("referral_date"),
            pl.col("ReferralSource").alias("source"),
            pl.col("ReferralNFA").alias("nfa"),
            pl.col("PrimaryNeedCode").alias("primary_need"),
            pl.col("CINclosureDate").alias("closure_date"),
            pl.col("ReasonForClosure").alias("closure_reason"),
            pl.col("DateOfInitialCPC").alias("held_date"),
            (pl.col("CINclosureDate").is_null() & ~pl.col("ReferralNFA").fill_null(value=False)).alias("goes_on"),
            pl.col("CINclosureDate").alias("ended"),
            pl.col("ReferralNFA").fill_null(value=False).alias("in_year"),
            pl.lit(None, pl.Int64).alias("parent"),
        )
        found = self._matched(Referral, rows)
        above = found.rows.select("filing", "CINdetails", pl.col("event").alias("referral_id"))
        return found, above

    def _assessments(self, episodes: pl.DataFrame) -> tuple[Matched, pl.DataFrame]:
        rows = self._under(cin.Assessments, episodes, "CINdetails").select(
            "filing",
            "source_id",
            "person",
            "referral_id",
            pl.col("row").alias("Assessments"),
            pl.lit("assessment").alias("kind"),
            pl.col("AssessmentActualStartDate").alias("start"),
            pl.col("AssessmentActualStartDate").alias("start_date"),
            pl.col("AssessmentInternalReviewDate").alias("internal_review_date"),
            pl.col("AssessmentAuthorisationDate").alias("authorised_date"),
            pl.col("AssessmentAuthorisationDate").is_null().alias("goes_on"),
            pl.col("AssessmentAuthorisationDate").alias("ended"),
            pl.lit(value=False).alias("in_year"),
            pl.col("referral_id").alias("parent"),
        )
        found = self._matched(Assessment, rows, episodes, "referral_id")
        return found, found.rows.select("filing", "Assessments", pl.col("event").alias("assessment_id"))

    def _factors(self, assessed: pl.DataFrame) -> pl.DataFrame:
        return self._under(cin.FactorsIdentifiedAtAssessment, assessed, "Assessments").select(
            "filing", "source_id", "assessment_id", pl.col("AssessmentFactors").alias("factor_code")
        )

    def _enquiries(self, episodes: pl.DataFrame) -> tuple[Matched, pl.DataFrame]:
        rows = self._under(cin.Section47, episodes, "CINdetails").select(
            "filing",
            "source_id",
            "person",
            "referral_id",
            pl.lit("enquiry").alias("kind"),
            pl.col("S47ActualStartDate").alias("start"),
            pl.col("S47ActualStartDate").alias("start_date"),
            pl.col("InitialCPCtarget").alias("icpc_target_date"),
            pl.col("ICPCnotRequired").alias("icpc_not_required"),
            pl.col("DateOfInitialCPC").alias("held_date"),
            pl.lit(value=False).alias("goes_on"),
            pl.col("DateOfInitialCPC").alias("ended"),
            pl.lit(value=True).alias("in_year"),
            pl.col("referral_id").alias("parent"),
        )
        found = self._matched(S47Enquiry, rows, episodes, "referral_id")
        return found, found.rows

    def _plans(self, episodes: pl.DataFrame) -> tuple[Matched, pl.DataFrame]:
        need = self._under(cin.CINPlanDates, episodes, "CINdetails").select(
            "filing",
            "source_id",
            "person",
            "referral_id",
            pl.lit(None, pl.UInt32).alias("ChildProtectionPlans"),
            pl.lit("cin").alias("kind"),
            pl.col("CINPlanStartDate").alias("start"),
            pl.col("CINPlanEndDate").alias("ended"),
            pl.lit(None, pl.String).alias("initial_category"),
            pl.lit(None, pl.String).alias("latest_category"),
            pl.lit(None, pl.Int64).alias("previous_plans"),
        )
        protection = self._under(cin.ChildProtectionPlans, episodes, "CINdetails").select(
            "filing",
            "source_id",
            "person",
            "referral_id",
            pl.col("row").alias("ChildProtectionPlans"),
            pl.lit("cp").alias("kind"),
            pl.col("CPPstartDate").alias("start"),
            pl.col("CPPendDate").alias("ended"),
            pl.col("InitialCategoryOfAbuse").alias("initial_category"),
            pl.col("LatestCategoryOfAbuse").alias("latest_category"),
            pl.col("NumberOfPreviousCPP").alias("previous_plans"),
        )
        both = pl.concat([need, protection]).sort("filing", maintain_order=True)
        rows = both.with_columns(
            pl.col("kind").alias("plan_type"),
            pl.col("start").alias("start_date"),
            pl.col("ended").alias("end_date"),
            pl.col("ended").is_null().alias("goes_on"),
            pl.lit(value=False).alias("in_year"),
            pl.col("referral_id").alias("parent"),
        )
        found = self._matched(Plan, rows, episodes, "referral_id")
        above = found.rows.filter(pl.col("ChildProtectionPlans").is_not_null())
        return found, above.select("filing", "ChildProtectionPlans", pl.col("event").alias("plan_id"))

    def _conferences(
        self, episodes: pl.DataFrame, asked: pl.DataFrame, planned: pl.DataFrame
    ) -> tuple[Matched, pl.DataFrame]:
        """Every conference; and of the initial ones, by filing, person and day, which it is."""
        told = ["filing", "source_id", "person", "referral_id", "held_date"]
        after_enquiry = asked.select(*told, pl.col("event").alias("s47_id"), pl.col("start").alias("began"))
        moved_in = (
            self._rows(cin.CINdetails)
            .rename({"DateOfInitialCPC": "held_date", "row": "CINdetails"})
            .join(episodes, on=("filing", "CINdetails"), maintain_order="left")
            .select(*told, pl.lit(None, pl.Int64).alias("s47_id"), pl.lit(None, pl.Date).alias("began"))
        )
        initial = (
            pl.concat([after_enquiry, moved_in])
            .filter(pl.col("held_date").is_not_null())
            .sort("filing", "person", "held_date", "began", nulls_last=False, maintain_order=True)
            .unique(["filing", "person", "held_date"], keep="last", maintain_order=True)
            .select(*told, "s47_id", pl.lit(None, pl.Int64).alias("plan_id"), pl.lit("initial").alias("kind"))
        )
        reviews = (
            self._under(cin.Reviews, planned, "ChildProtectionPlans")
            .rename({"CPPreviewDate": "held_date"})
            .filter(pl.col("held_date").is_not_null())
            .join(episodes, on=("filing", "CINdetails"), how="left", maintain_order="left")
            .select(*told, pl.lit(None, pl.Int64).alias("s47_id"), "plan_id", pl.lit("review").alias("kind"))
        )
        rows = (
            pl.concat([initial, reviews])
            .sort("filing", maintain_order=True)
            .with_columns(
                pl.col("held_date").alias("start"),
                pl.col("held_date").alias("ended"),
                pl.lit(value=False).alias("goes_on"),
                pl.lit(value=True).alias("in_year"),
                pl.col("referral_id").alias("parent"),
                (pl.col("s47_id").is_null() & (pl.col("kind") == "initial")).alias("transfer_in"),
            )
        )
        found = self._matched(Conference, rows, episodes, "referral_id")
        first = found.rows.filter(pl.col("kind") == "initial")
        return found, first.select("filing", "person", "held_date", pl.col("event").alias("conference_id"))

    def _under_child(self, table: type[cin.Table]) -> pl.DataFrame:
        return (
            self._rows(table)
            .filter(pl.col("Disability").is_not_null())
            .select("filing", "source_id", "person", pl.col("Disability").alias("disability_code"))
        )

    def _filed(self) -> pl.DataFrame:
        rows = [
            (
                of.area,
                of.year.ends_in,
                of.first,
                of.last,
                of.recorded_at,
                of.recorded_by,
                len(of.tables["ChildIdentifiers"]),
            )
            for of in self.filings
        ]
        return pl.DataFrame(rows, schema=FILINGS, orient="row")


def _everyone(filings: list[Filing]) -> pl.DataFrame:
    """What each return says of each child: filing, Child, and facts by the record's names."""
    characteristics = every_row(filings, cin.ChildCharacteristics).select("filing", "Child", "Ethnicity")
    sex = pl.coalesce("Sex", pl.col("GenderCurrent").replace(SEX))
    return (
        every_row(filings, cin.ChildIdentifiers)
        .join(characteristics, on=("filing", "Child"), how="left", maintain_order="left")
        .select(
            "filing",
            "Child",
            "source_id",
            pl.col("LAchildID").alias("la_child_id"),
            pl.col("PersonBirthDate").alias("birth_date"),
            pl.col("ExpectedPersonBirthDate").alias("expected_birth_date"),
            pl.col("PersonDeathDate").alias("death_date"),
            pl.when(sex.is_in(["M", "F"])).then(sex).alias("sex"),
            sex.alias("sex_as_told"),
            pl.when(pl.col("Ethnicity") != NOT_YET_KNOWN).then("Ethnicity").alias("ethnicity"),
            pl.col("Ethnicity").alias("ethnicity_as_told"),
            pl.col("UPN").alias("upn"),
            pl.col("FormerUPN").alias("former_upn"),
            pl.col("UPNunknown").alias("unknown_reason"),
        )
    )


def _facts(children: pl.DataFrame) -> pl.DataFrame:
    """What was known of each child by each return: what an earlier one told stays, where a later one says nothing."""
    facts = ["birth_date", "expected_birth_date", "death_date", "sex", "ethnicity"]
    told = children.sort("person", "filing", maintain_order=True)
    known = told.with_columns(known_so_far(fact, "person") for fact in facts)
    return known.unique(["filing", "person"], keep="last", maintain_order=True).select(
        "filing",
        pl.coalesce("la_child_id", "source_id").alias("source_id"),
        "person",
        "birth_date",
        "expected_birth_date",
        "death_date",
        pl.coalesce("sex", "sex_as_told").alias("sex"),
        pl.coalesce("ethnicity", "ethnicity_as_told").alias("ethnicity"),
    )


def _identifiers(children: pl.DataFrame) -> pl.DataFrame:
    """A row for each pupil number, and for the reason where none is known so far."""
    told = children.sort("person", "filing", maintain_order=True)
    without = known_so_far("upn", "person").is_null()
    told = told.with_columns(pl.when(without).then("unknown_reason").alias("unknown_reason"))
    kinds = [
        told.filter(pl.col(column).is_not_null()).select(
            "filing", "source_id", "person", pl.lit(kind).alias("id_type"), pl.col(column).alias(to)
        )
        for kind, column, to in (
            ("UPN", "upn", "id_value"),
            ("FormerUPN", "former_upn", "id_value"),
            ("UPN", "unknown_reason", "unknown_reason"),
        )
    ]
    return pl.concat(kinds, how="diagonal").sort("filing", maintain_order=True)
