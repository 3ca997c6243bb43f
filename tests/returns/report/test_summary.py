"""What the terminal says of a report."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.report.anonymous import anonymous
from paramountcy.returns.report.summary import summary
from tests.returns.report.made_report import clean, large, made


def said(report, *, width: int = 80, colour: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, highlight=False)
    console.print(summary(report))
    return console.file.getvalue()


def test_it_is_headed_and_says_the_verdict():
    lines = said(made()).splitlines()
    assert lines[0] == "Children's personal data"
    assert "Found 3 structure findings, 10 errors and 5 queries" in lines[4]
    assert said(anonymous(made(), CIN)).startswith("Anonymous report")


def test_examples_have_line_numbers():
    text = said(made())
    assert "line 75: child C0002, Assessments row 2, AssessmentActualStartDate 2024-02-03," in text
    assert "ReferenceDate missing" in text


def test_what_did_not_run_and_what_is_not_confirmed_stand_apart():
    text = said(made())
    assert (
        text.index("Rules broken") < text.index("Not confirmed against the published list") < text.index("Did not run")
    )
    assert "No row of Disabilities could be read." in text
    assert text.index("9005") > text.index("Not confirmed against")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_fits(width):
    assert max(len(line) for line in said(made(), width=width).splitlines()) <= width


def test_a_pipe_gets_plain_text_and_a_terminal_colour():
    assert "\x1b" not in said(made())
    assert "\x1b[" in said(made(), colour=True)
    assert not any(line != line.rstrip() for line in said(large(2000)).splitlines())


def test_hostile_text_stays_text():
    report = made()
    one = replace(report, findings=report.findings.filter(finding=14), rules=report.rules.filter(rule="8870Q"))
    text = said(one, width=200, colour=True)
    assert "\u202e" not in text
    assert "\u009b" not in text
    assert "final⟨U+202E⟩.xml" in text
    assert "⟨U+009B⟩31mred[red]" in text


def test_it_stays_about_a_screen():
    assert said(large(2000)).count("\n") < 70
    assert "And 114 more rules, with" in said(large(2000))


def test_a_clean_report_is_a_few_lines():
    assert "Nothing found by these 12 rules; the collection system decides." in said(clean())
    assert said(clean()).count("\n") < 12
