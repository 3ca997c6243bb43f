"""
A report made by hand, so that the ways of writing one can be tried without checking a file.

It has what a real one can have: every severity, hostile text, findings of several rows, findings
about the whole return, rules that did not run, rules of a draft, accepted findings, teams.
"""

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl

from paramountcy.returns.report.shape import ACCEPTED, FINDINGS, RULES, Head, Report
from paramountcy.terms.year import Year

HOSTILE = {
    "formula": '=HYPERLINK("http://example.test","click")',
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "direction": "A1\u202e\u2066gnp.exe",
    "link": "http://example.test/",
    "quote": "'quoted' \"twice\", and a comma",
    "terminal": "\u009b31mred[red]",
    "escape": "_x0041_ &amp; &lt;",
    "leading": "0012345678901234567890",
    "at": "@SUM(1+1)",
    "minus": "-1+1",
    "plus": "+1+1",
}

OPEN_ASSESSMENT = (
    "This open assessment started outside the census year: check the start date, or add the date it was authorised."
)
ASSESSMENT = ["AssessmentActualStartDate", "AssessmentAuthorisationDate"]

RULE_ROWS: list[tuple[str, str, str, str, bool]] = [
    (
        "not-a-date",
        "structure",
        "This value is not a date: write it as year-month-day, like 2026-03-31.",
        "",
        True,
    ),
    (
        "unknown-element",
        "structure",
        "The return has no element of this name: remove it, or correct its name.",
        "",
        True,
    ),
    (
        "missing-element",
        "structure",
        "The return should have this element, and it is not there: add it where your system makes the file.",
        "",
        True,
    ),
    (
        "100",
        "error",
        "The reference date is missing or is not 31 March of the census year: correct it in the header.",
        "ReferenceDate must be there and be 31 March of the Year in the header.",
        True,
    ),
    (
        "1103",
        "error",
        "This assessment started before the referral it belongs to: check both, or move it to the right referral.",
        "AssessmentActualStartDate must be on or after the CINreferralDate of the same CINdetails.",
        True,
    ),
    (
        "1510",
        "error",
        "The first letter of this UPN does not fit its digits: check the UPN with the child's school.",
        "The first letter of a UPN must be the check letter of its other twelve characters.",
        True,
    ),
    (
        "8500",
        "error",
        "This child has no identifier: give every child the number by which your system knows them.",
        "LAchildID must be there.",
        True,
    ),
    (
        "8736",
        "error",
        OPEN_ASSESSMENT,
        "If an assessment has no AssessmentAuthorisationDate then its AssessmentActualStartDate must be in the year.",
        True,
    ),
    (
        "8820",
        "error",
        "Two episodes of need of this child overlap: close the earlier one before the later begins.",
        "The episodes of one child must not overlap.",
        True,
    ),
    (
        "8870Q",
        "query",
        "The target date of this conference is at a weekend: check it.",
        "InitialCPCtarget must not be a Saturday or Sunday.",
        True,
    ),
    (
        "2887Q",
        "query",
        "Fewer than eight kinds of disability are used in the whole return: check that all are recorded.",
        "A return must use at least eight disability codes other than NONE.",
        True,
    ),
    (
        "4220",
        "error",
        "The ethnicity is missing or is not a code: choose one of the codes.",
        "Ethnicity must be a code.",
        True,
    ),
    (
        "8540",
        "error",
        "This child has no disability code: add one, or NONE.",
        "A born child must have a Disability.",
        True,
    ),
    (
        "9005",
        "error",
        "Pre-proceedings began outside the census year: check the date.",
        "PPStartDate must be in the census year.",
        False,
    ),
    (
        "9010Q",
        "query",
        "A meeting was offered, and it is not said whether it was held: add it.",
        "If FGDMMeetingOffer is true then FGDMMeetingFac must be there.",
        False,
    ),
    ("8830", "error", "This rule found nothing: all is well.", "A rule that is kept.", True),
    ("8841", "error", "A review is not after the start of its plan: check it.", "CPPreviewDate must be later.", True),
]

NOTES = {
    "4220": ("not run", "No row of ChildCharacteristics could be read, so no ethnicity could be judged."),
    "8540": ("not run", "No row of Disabilities could be read."),
    "1103": ("", "3 rows could not be judged, because a date in them could not be read."),
}

FOUND: list[tuple[int, str, str | None, str | None, int | None, int | None, list[str], list[str | None]]] = [
    (1, "missing-element", None, None, None, None, [], []),
    (2, "not-a-date", "C0002", "CINdetails", 2, 61, ["CINclosureDate"], ["31/02/2026"]),
    (3, "unknown-element", "C0003", "ChildIdentifiers", 3, 90, ["SurnameOfChild"], [HOSTILE["script"]]),
    (4, "100", None, None, None, None, ["ReferenceDate", "Year"], [None, "2026"]),
    (5, "1103", "C0002", "Assessments", 1, 70, ["AssessmentActualStartDate"], ["2025-05-01"]),
    (5, "1103", "C0002", "CINdetails", 2, 61, ["CINreferralDate"], ["2025-06-02"]),
    (6, "1510", HOSTILE["formula"], "ChildIdentifiers", 4, 120, ["UPN"], ["A801200001001"]),
    (7, "1510", HOSTILE["leading"], "ChildIdentifiers", 5, 150, ["UPN"], [HOSTILE["at"]]),
    (8, "8500", None, "ChildIdentifiers", 6, 180, ["LAchildID"], [None]),
    (9, "8736", "C0002", "Assessments", 2, 75, ASSESSMENT, ["2024-02-03", None]),
    (10, "8736", HOSTILE["script"], "Assessments", 9, 210, ASSESSMENT, [HOSTILE["minus"], None]),
    (11, "8820", "C0007", "CINdetails", 11, 240, ["CINreferralDate", "CINclosureDate"], ["2025-04-01", "2025-09-01"]),
    (11, "8820", "C0007", "CINdetails", 12, 255, ["CINreferralDate", "CINclosureDate"], ["2025-08-01", None]),
    (12, "8870Q", "C0007", "Section47", 4, 262, ["InitialCPCtarget"], ["2025-08-16"]),
    (13, "8870Q", HOSTILE["direction"], "Section47", 5, 290, ["InitialCPCtarget"], ["2025-08-17"]),
    (14, "8870Q", HOSTILE["terminal"], "Section47", 6, 312, ["InitialCPCtarget"], [HOSTILE["escape"]]),
    (15, "2887Q", None, None, None, None, ["Disability"], [HOSTILE["quote"]]),
    (16, "9005", "C0007", "PreProceedingsandFGDM", 1, 270, ["PPStartDate"], ["2024-01-01"]),
    (17, "9010Q", "C0002", "PreProceedingsandFGDM", 2, 80, ["FGDMMeetingOffer", "FGDMMeetingFac"], ["1", None]),
    (18, "8736", HOSTILE["plus"], "Assessments", 12, 333, ASSESSMENT, ["2023-01-01", None]),
]

AGREED = [
    (
        101,
        "8870Q",
        "C0009",
        "Section47",
        7,
        400,
        ["InitialCPCtarget"],
        ["2025-10-04"],
        "The conference was held on a Saturday.",
        "J. Okafor",
        "2026-04-02",
    )
]

IDENTIFIERS = [
    ("C0002", "A123456789012", "2012-05-03"),
    ("C0003", None, "03/05/2013"),
    (HOSTILE["formula"], "A801200001001", "2014-01-01"),
    (HOSTILE["leading"], HOSTILE["at"], "2015-01-01"),
    (None, None, None),
    (HOSTILE["script"], "B123456789012", "2016-02-29"),
    ("C0007", "A123456789012", "2017-07-07"),
    (HOSTILE["direction"], None, "2018-01-01"),
    ("C0009", None, "2019-01-01"),
]

HEAD = Head(
    title="Children in need census",
    file="cin <2026> & final\u202e.xml",
    size=34_212_345,
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    year=Year(2027),
    to=None,
    authority="936 Surrey",
    version="0.1.0",
    checked_at=datetime(2026, 11, 21, 22, 5, tzinfo=UTC),
    rule_set="CIN 2026-27, 121 rules, version 1",
    rule_source="Rules written from the published list for 2024-25 and its changes. The lists re-issued on "
    "26 November 2025 and in February 2026 were not read.",
)


def findings(rows: list[tuple], *, agreed: bool = False) -> pl.DataFrame:
    """A frame of FINDINGS or ACCEPTED; severity and message come from the rule."""
    rules = {code: (severity, message) for code, severity, message, _, _ in RULE_ROWS}
    schema = ACCEPTED if agreed else FINDINGS
    whole = [
        (number, rule, rules[rule][0], *where, rules[rule][1], *rest[2:])
        for number, rule, *where_and_rest in rows
        for where, rest in [(where_and_rest[:6], where_and_rest[4:])]
    ]
    return pl.DataFrame(whole, schema=schema, orient="row")


def rules(found: pl.DataFrame) -> pl.DataFrame:
    """A frame of RULES that counts these findings."""
    rows = []
    for code, severity, message, requirement, confirmed in RULE_ROWS:
        mine = found.filter(pl.col("rule") == code)
        outcome, note = NOTES.get(code, ("", ""))
        if severity == "structure" and mine.is_empty():
            continue
        rows.append(
            (
                code,
                severity,
                outcome or ("kept" if mine.is_empty() else "broken"),
                mine["finding"].n_unique(),
                mine["child"].drop_nulls().n_unique(),
                message,
                requirement,
                note,
                confirmed,
            )
        )
    return pl.DataFrame(rows, schema=RULES, orient="row")


def made(*, people: bool = True) -> Report:
    """A report with a little of everything."""
    found = findings(FOUND)
    size = len(IDENTIFIERS)
    ids = pl.DataFrame(
        IDENTIFIERS, schema=dict.fromkeys(("LAchildID", "UPN", "PersonBirthDate"), pl.String), orient="row"
    )
    place = {name: pl.arange(1, size + 1, eager=True, dtype=pl.UInt32) for name in ("row", "line", "Child")}
    known = pl.DataFrame(
        [
            ("C0002", "North", "A. Worker"),
            ("C0007", "North", None),
            ("C0007", "South/West", "B. Worker"),
            ("C0009", "South/West", "B. Worker"),
            ("C9999", "Elsewhere", "C. Worker"),
        ],
        schema=dict.fromkeys(("LAchildID", "team", "worker"), pl.String),
        orient="row",
    )
    return Report(
        head=HEAD,
        children=size,
        findings=found,
        rules=rules(found),
        accepted=findings(AGREED, agreed=True),
        tables={
            "ChildIdentifiers": ids.with_columns(**place),
            "Header": pl.DataFrame({"row": [1], "line": [3], "Year": ["2027"]}),
        },
        people=known if people else None,
    )


def clean() -> Report:
    """A report of a return in which nothing was found, and every rule ran."""
    nothing = findings([])
    kept = rules(nothing).with_columns(outcome=pl.lit("kept"), note=pl.lit("")).filter(pl.col("confirmed"))
    return replace(
        made(people=False),
        head=replace(HEAD, year=Year(2026), rule_set="CIN 2025-26, 109 rules, version 1", file="return.xml"),
        findings=nothing,
        rules=kept,
        accepted=findings([], agreed=True),
    )


def large(rows: int, *, broken: int = 120) -> Report:
    """A report of so many findings of one row each, spread over `broken` rules and children in turn."""
    at = pl.arange(0, rows, eager=True)
    codes = [f"{8000 + number}" for number in range(broken)]
    found = pl.DataFrame({"at": at}).select(
        finding=(pl.col("at") + 1).cast(pl.UInt32),
        rule=(pl.col("at") % broken + 8000).cast(pl.String),
        severity=pl.lit("error"),
        child=pl.format("C{}", (pl.col("at") * 7 % 100_003).cast(pl.String).str.zfill(9)),
        table=pl.lit("Assessments"),
        row=(pl.col("at") % 40_000 + 1).cast(pl.UInt32),
        line=(pl.col("at") * 11 % 4_000_000 + 1).cast(pl.UInt32),
        fields=pl.lit(pl.Series([["AssessmentActualStartDate", "AssessmentAuthorisationDate"]])).first(),
        values=pl.concat_list(pl.lit("2024-02-03"), pl.lit(None, pl.String)),
        message=pl.lit(OPEN_ASSESSMENT),
    )
    counted = found.group_by("rule").agg(
        findings=pl.col("finding").n_unique().cast(pl.UInt32), children=pl.col("child").n_unique().cast(pl.UInt32)
    )
    frame = pl.DataFrame({"rule": codes}).join(counted, on="rule", how="left", maintain_order="left")
    return replace(
        made(people=False),
        children=100_003,
        findings=found,
        rules=frame.with_columns(
            severity=pl.lit("error"),
            outcome=pl.lit("broken"),
            message=pl.lit(OPEN_ASSESSMENT),
            requirement=pl.lit("If an assessment is open then it must have started in the census year."),
            note=pl.lit(""),
            confirmed=True,
            findings=pl.col("findings").fill_null(0),
            children=pl.col("children").fill_null(0),
        ).select(list(RULES)),
        accepted=findings([], agreed=True),
        tables={},
    )
