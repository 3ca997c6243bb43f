"""
What the files of Explore Education Statistics are made of: their columns, levels, times, units and symbols.

From the department's open data standards (analysts' guide) and the lists of its screener (eesyscreener), both read in
stored public copies; no live page was read, so check them there before an upload.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

STANDARD = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
"""The columns that a file of authorities begins with, in this order."""
MANDATORY = STANDARD[:5]
META = (
    "col_name",
    "col_type",
    "label",
    "indicator_grouping",
    "indicator_unit",
    "indicator_dp",
    "filter_hint",
    "filter_grouping_column",
)
META_TOO = ("filter_default",)
"""A column that metadata may have besides: what a filter shows first, where that is not Total."""
FILTER, INDICATOR = "Filter", "Indicator"
TOTAL = "Total"
MOST_IN_NAME, MOST_IN_LABEL, MOST_IN_ITEM = 50, 80, 120
"""Characters that the service's API takes in names of columns, their labels, and items of filters."""

UNITS = ("", "%", "pp", "£", "£m", "numberstring")
SYMBOLS: Mapping[str, str] = {
    "c": "confidential: withheld, so that nobody can be recognised",
    "x": "not available",
    "z": "not applicable",
    "u": "of low reliability",
    "k": "above nought, and rounds to nought",
    "low": "above nought, and rounds to nought",
}
OLD_SYMBOLS = ("~", ":", "*", "..", "-")
VALUE = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Level:
    """A geographic level, the columns that name its places, and the levels whose rows may fill those columns too."""

    name: str
    columns: tuple[str, ...]
    filled_by: tuple[str, ...] = ()


_BELOW_REGION = (
    "Local authority",
    "Local authority district",
    "Parliamentary constituency",
    "Local skills improvement plan area",
    "Local enterprise partnership",
    "English devolved area",
    "Opportunity area",
    "Ward",
    "School",
    "Provider",
    "Institution",
    "Planning area",
    "Police force area",
)
LEVELS = {
    level.name: level
    for level in (
        Level("National", ("country_code", "country_name")),
        Level("Regional", ("region_code", "region_name"), _BELOW_REGION),
        Level(
            "Local authority",
            ("old_la_code", "la_name"),
            ("Parliamentary constituency", "Local authority district", *_BELOW_REGION[7:]),
        ),
        Level("Local authority district", ("lad_code", "lad_name"), ("Ward", "School", "Provider", "Institution")),
        Level("RSC region", ("rsc_region_lead_name",)),
        Level("Parliamentary constituency", ("pcon_code", "pcon_name")),
        Level("Local skills improvement plan area", ("lsip_code", "lsip_name")),
        Level(
            "Local enterprise partnership", ("local_enterprise_partnership_code", "local_enterprise_partnership_name")
        ),
        Level("English devolved area", ("english_devolved_area_code", "english_devolved_area_name")),
        Level("Opportunity area", ("opportunity_area_code", "opportunity_area_name")),
        Level("Ward", ("ward_code", "ward_name")),
        Level("MAT", ("trust_id", "trust_name")),
        Level("Sponsor", ("sponsor_id", "sponsor_name")),
        Level("School", ("school_urn", "school_name")),
        Level("Provider", ("provider_ukprn", "provider_name")),
        Level("Institution", ("institution_id", "institution_name")),
        Level("Planning area", ("planning_area_code", "planning_area_name")),
        Level("Police force area", ("pfa_code", "pfa_name")),
    )
}
PLACES = tuple(
    dict.fromkeys([*STANDARD, *(name for level in LEVELS.values() for name in level.columns), "school_laestab"])
)
"""Every column that says when or where, and so is neither filter nor indicator."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FAMILIES = (
    ("Financial year",),
    ("Reporting year",),
    ("Academic year",),
    ("Calendar year",),
    ("Tax year",),
    ("Autumn and spring term",),
    ("Autumn term", "Spring term", "Summer term"),
    ("Financial year Q1", "Financial year Q2", "Financial year Q3", "Financial year Q4"),
    ("Part 1 (April to September)", "Part 2 (October to March)"),
    _MONTHS,
    tuple(f"Week {number}" for number in range(1, 53)),
)
"""Time identifiers: those of one row may stand in one file together."""
MONTHS = {name: number for number, name in enumerate(_MONTHS, start=1)}
_FOUR = {"Calendar year", "Reporting year", *_MONTHS, *FAMILIES[-1]}
DIGITS = {name: 4 if name in _FOUR else 6 for family in FAMILIES for name in family}
"""How many figures the time_period of each identifier has: 2025, or 202425."""
