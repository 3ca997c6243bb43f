"""The national trends of `../shared/reference/trials.md` section 4, rebuilt from five tables."""

import polars as pl
import pytest

from paramountcy.returns.published.read import read
from paramountcy.returns.published.shape import NATIONAL

TABLES = (
    "cin/c1_children_in_need_referrals_and_rereferrals_2013_to_2025",
    "cin/c4_children_in_need_section_47s_and_icpcs_2013_to_2024",
    "cin/d3_cpps_subsequent_plan_2013_to_2025",
    "cin/d6_cpps_reviewed_within_timescales_2013_to_2024",
    "workforce/csww_indicators_2017_to_2025",
)
ROWS = {
    "referrals": "{referral_count:,.0f}",
    "re-referral within 12 months %": "{rereferral_percent:.1f}",
    "s47 enquiries per 10,000": "{section47_rate:.1f}",
    "children with ICPC ÷ children with s47 %": "{icpc_of_s47:.1f}",
    "ICPC within 15 working days %": "{icpc_in_time:.1f}",
    "CPP starts that are second or later %": "{cpp_subsequent_percent:.1f}",
    "CPP reviews on time %": "{cpp_reviewed_within_timescales_percent:.1f}",
    "social worker vacancy / agency / turnover % (FTE)": "{vacancy_rate_fte}/{agency_rate_fte}/{turnover_rate_fte}",
    "average caseload": "{caseload_fte}",
}


@pytest.fixture(scope="module")
def england(shared):
    """England's figures by year and measure, and the two ratios that no table prints."""
    figures = {}
    for table in TABLES:
        rows = read(shared / "data" / f"{table}.csv").rows.filter(pl.col("geographic_level") == NATIONAL)
        for row in rows.iter_rows(named=True):
            figures.setdefault(row["year"], {})[row["measure"]] = row["value"]
    for found in figures.values():
        if found.get("icpc"):
            found["icpc_of_s47"] = 100 * found["icpc_child"] / found["section47_child"]
            bins = [found[f"icpc_{days}_days"] for days in ("0_10", "11_15", "16_20", "21_plus")]
            found["icpc_in_time"] = 100 * sum(bins[:2]) / sum(bins)  # of those whose duration is known
    return figures


def test_other_national_trends(shared, england):
    text = (shared / "reference" / "trials.md").read_text(encoding="utf-8")
    lines = text[text.index("## 4.") :].splitlines()[1:]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    years = [int(year) for year in table[0][1:]]
    compared = 0
    for name, *printed in table[2 : 2 + len(ROWS)]:
        for year, text in zip(years, printed, strict=True):
            if text not in ("", "–"):
                assert ROWS[name].format(**england[year]) == text, (name, year)
                compared += 1
    assert compared == 46
