"""
What an imagined authority is: people, and what happened to them, day by day, over several years.

The story is whole: nothing in it depends on who asks. A return for a year is cut from it, with what
was known on 31 March, so the returns of consecutive years agree with each other.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

STORY: dict[str, dict[str, pl.DataType]] = {
    # Where a family lives. One address a family; made-up streets, and a postcode area that does not exist.
    "families": {"family": pl.Int64(), "address": pl.String(), "postcode": pl.String()},
    # All children of the families, those never referred too. `expected` is when the birth was expected.
    "children": {
        "child": pl.Int64(),
        "family": pl.Int64(),
        "la_child_id": pl.String(),
        "upn": pl.String(),  # null where none is ever found
        "former_upn": pl.String(),
        "upn_unknown": pl.String(),  # the code used where there is no UPN at school age
        "upn_from": pl.Date(),  # the September a school gives it
        "born": pl.Date(),
        "expected": pl.Date(),
        "sex": pl.String(),  # M, F or U
        "ethnicity": pl.String(),
        "died": pl.Date(),
    },
    "disabilities": {"child": pl.Int64(), "code": pl.String()},
    # A referral and what came of it. `conference` is of a child who moved in on a plan.
    "episodes": {
        "episode": pl.Int64(),
        "child": pl.Int64(),
        "referred": pl.Date(),
        "source": pl.String(),
        "need": pl.String(),  # null where there was no further action
        "no_further_action": pl.Boolean(),
        "conference": pl.Date(),
        "closed": pl.Date(),
        "reason": pl.String(),
    },
    "assessments": {
        "assessment": pl.Int64(),
        "episode": pl.Int64(),
        "started": pl.Date(),
        "reviewed": pl.Date(),
        "authorised": pl.Date(),
    },
    "factors": {"assessment": pl.Int64(), "code": pl.String()},
    # An enquiry ends with a conference, or with the word that none is needed.
    "enquiries": {
        "enquiry": pl.Int64(),
        "episode": pl.Int64(),
        "started": pl.Date(),
        "target": pl.Date(),
        "conference": pl.Date(),
        "not_required": pl.Date(),
    },
    "need_plans": {"episode": pl.Int64(), "started": pl.Date(), "ended": pl.Date()},
    "protection_plans": {
        "plan": pl.Int64(),
        "episode": pl.Int64(),
        "started": pl.Date(),
        "ended": pl.Date(),
        "category": pl.String(),
        "later_category": pl.String(),
        "category_changed": pl.Date(),
        "earlier_plans": pl.Int64(),
    },
    "reviews": {"plan": pl.Int64(), "held": pl.Date()},
    # Before court: `met` is the first meeting, `stepped` the decision to step up or down.
    "pre_proceedings": {
        "episode": pl.Int64(),
        "started": pl.Date(),
        "letter": pl.Date(),
        "meeting_offered": pl.Boolean(),
        "meeting_held": pl.Boolean(),
        "met": pl.Date(),
        "stepped": pl.Date(),
        "outcome": pl.String(),
        "court": pl.Date(),
        "told": pl.Date(),
    },
}
"""The tables of a story. Dates are null where it has not happened by the story's end."""


@dataclass(frozen=True)
class Story:
    """
    An imagined authority: a frame for each table of STORY, in order of its first column.

    `la_code` is the three-digit code it signs its returns with. `begins` is the day from which all
    its referrals are told (of those before, only the ones that led to years of work), `ends` the last.
    """

    la_code: str
    begins: date
    ends: date
    tables: dict[str, pl.DataFrame]

    def __getitem__(self, table: str) -> pl.DataFrame:
        return self.tables[table]
