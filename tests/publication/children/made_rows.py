"""Released figures of an imaginary kind, for the children's page: an area with all of them, with some, with none."""

import polars as pl

from paramountcy.publication.shape import GIVEN, RELEASED

YEAR, AREA, CODE = "2024-25", "Islington", "206"

WHOLE = {
    "children_in_need_at_any_point": {"numerator": 3203, "denominator": 42_000, "value": 762.6, "unit": "per 10,000"},
    "children_in_need": {"numerator": 1500, "denominator": 42_000, "value": 357.1, "unit": "per 10,000"},
    "assessment_quartiles": {"denominator": 2000, "value": 28.0, "unit": "working days", "category": "median"},
    "assessments_within_45_days": {"numerator": 1700, "denominator": 2000, "value": 0.85, "unit": "share"},
    "re_referrals": {"numerator": 400, "denominator": 2000, "value": 0.2, "unit": "share"},
    "protection_plans": {"numerator": 210, "denominator": 42_000, "value": 50.0, "unit": "per 10,000"},
    "plans_reviewed": {"numerator": 150, "denominator": 160, "value": 0.9375, "unit": "share"},
    "repeat_plans": {"numerator": 7, "denominator": 20, "value": 0.35, "unit": "share"},
}
"""All that the page tells, by indicator."""


def row(indicator, *, status=GIVEN, area=AREA, code=CODE, period=YEAR, **cells):
    """A released figure; one that is not given has no numbers."""
    whole = {**dict.fromkeys(RELEASED), **WHOLE[indicator], **cells}
    if status != GIVEN:
        whole |= dict.fromkeys(("numerator", "denominator", "value"))
    whole |= {"indicator": indicator, "status": status, "area": area, "area_code": code, "period": period}
    return {"category": "", **{name: cell for name, cell in whole.items() if cell is not None}} | {
        "breakdown": cells.get("breakdown", "all"),
        "group": cells.get("group", "all"),
    }


def frame(rows):
    return pl.DataFrame([{name: one.get(name) for name in RELEASED} for one in rows], schema=RELEASED, orient="row")


def everything(**where):
    return [row(name, **where) for name in WHOLE]
