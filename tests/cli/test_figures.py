"""`paramountcy figures`: from returns to a report, what it says, what it refuses, and how it ends."""

from datetime import datetime
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from typer.testing import CliRunner, Result

from paramountcy.cli import app
from paramountcy.imagine import authority, returns
from paramountcy.indicators.registry import INDICATORS
from paramountcy.publication.figures.gather import gather
from paramountcy.publication.figures.mark import is_internal
from paramountcy.publication.figures.words import INTERNAL
from paramountcy.record import Filing
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.cli.running import unreadable
from tests.publication.figures.made import SOME
from tests.returns import small

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One return of a year that is over in June: reports of it follow a few months only, and are quick to make."""
    place = tmp_path_factory.mktemp("figures")
    story = authority(children=60, year=Year(2026), seed=3, la_code="206")
    write(returns(story, Year(2026)), CIN, place / "cin-2026.xml", year=Year(2026))
    return place


def figures(*arguments: str | Path) -> Result:
    """The command run with a user's own folder that has no published tables."""
    return CliRunner().invoke(
        app, ["figures", *map(str, arguments)], env={"XDG_DATA_HOME": "/nowhere", "PARAMOUNTCY_DEBUG": "0"}
    )


@pytest.fixture(scope="module")
def done(folder) -> Result:
    people = folder / "people.csv"
    people.write_text("LAchildID,team,worker\nP1,North,Ann\nP2,North,Bob\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("paramountcy.cli.figures.gather", partial(gather, indicators=SOME))
        return figures(
            *("--return", folder / "cin-2026.xml", "--month", "2025-05", "--people", people),
            *("--out", folder / "report.xlsx", "--out", folder / "report.html", "--out", folder / "report.docx"),
        )


def test_it_writes_what_is_asked_for_and_says_so(folder, done):
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{INTERNAL}\nFigures for May 2025: Islington (206)\n")
    for name in ("report.xlsx", "report.html", "report.docx"):
        path = folder / name
        assert f"Written: {path}" in done.output
        assert is_internal(path)
        assert path.stat().st_mode & 0o777 == 0o600
    assert (
        openpyxl.load_workbook(folder / "report.xlsx")["Figures"]["A2"].value == "Figures for May 2025: Islington (206)"
    )
    assert Document(folder / "report.docx").core_properties.title == "Figures for May 2025: Islington (206)"


def test_what_stands_out_is_printed_with_what_to_know(done):
    assert "Open work:\n" in done.output
    assert "Before trusting the counts:\n" in done.output
    assert "No published tables were given" in done.output


def test_nothing_of_a_child_is_printed(folder, done):
    from paramountcy.record.read import read

    assert not [child for child in read([folder / "cin-2026.xml"])["person"]["source_id"] if child in done.output]


def test_returns_may_follow_one_option_as_a_pattern_gives_them(folder, tmp_path, monkeypatch):
    """`--return returns/*.xml` is `--return a.xml b.xml` when the shell has done its work."""
    taken = []
    monkeypatch.setattr("paramountcy.cli.figures.read_returns", lambda given, progress: taken.extend(given) or 1 / 0)
    figures("--return", "a.xml", "b.xml", "--out", tmp_path / "report.html")
    assert taken == [Path("a.xml"), Path("b.xml")]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--out", "{}/report.xlsx"), "give at least one return"),
        (("a.xml", "--out", "{}/report.pdf"), "report.pdf ends in .pdf, so it is not clear how to write it: end it in"),
        (("a.xml", "--out", "{}/report"), "has no ending, and is not a folder"),
        (("a.xml", "--out", "{}/none/report.xlsx"), "there is no folder"),
        (
            ("{}/gone.xml", "--out", "{}/report.xlsx"),
            "No return could be read. gone.xml was left out: There is no such",
        ),
        (("a.xml", "--month", "2025-13", "--out", "{}/r.html"), "--month '2025-13' is none: write it like 2026-10"),
        (("a.xml", "--month", "2025-26", "--out", "{}/r.html"), "--month '2025-26' is none"),
        (("a.xml", "--month", "2025-10-01", "--out", "{}/r.html"), "--month '2025-10-01' is none"),
        (("a.xml", "--quarter", "2025-26-Q5", "--out", "{}/r.html"), "is none: write it like 2026-27-Q3"),
        (("a.xml", "--quarter", "2025-10", "--out", "{}/r.html"), "--quarter '2025-10' is none"),
        (
            ("a.xml", "--month", "2025-10", "--year", "2025-26", "--out", "{}/r.html"),
            "--month and --year can't go toge",
        ),
        (("a.xml", "--people", "{}/gone.csv", "--out", "{}/r.html"), "gone.csv could not be read"),
        (("a.xml", "--store", "{}/empty", "--out", "{}/r.html"), "there are no published tables in"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(tmp_path, arguments, why):
    result = figures(*(one.format(tmp_path) for one in arguments))
    assert result.exit_code == 2
    assert why in " ".join(result.output.split())
    assert list(tmp_path.iterdir()) == []


def test_a_year_that_is_none_is_refused(tmp_path):
    result = figures("a.xml", "--year", "2025", "--out", tmp_path / "r.html")
    assert result.exit_code == 2
    assert "is not a collection year" in " ".join(result.output.split())


def test_a_return_is_never_written_over(folder):
    before = (folder / "cin-2026.xml").read_bytes()
    page = folder / "cin.html"
    page.write_bytes(before)
    result = figures(page, "--out", page)
    assert result.exit_code == 2
    assert "is one of the files to read, and is never written over" in result.output
    assert page.read_bytes() == before
    page.unlink()


def test_returns_of_two_authorities_are_refused(folder, tmp_path):
    other = small.write(tmp_path, small.child(1), header=small.HEADER.replace("206", "205"))
    result = figures(folder / "cin-2026.xml", other, "--out", tmp_path / "r.html")
    assert result.exit_code == 2
    assert "cin-2026.xml of Islington (206); return.xml of Hammersmith and Fulham (205)" in result.output


def test_it_goes_on_without_what_can_not_be_read_says_so_and_ends_with_1(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("paramountcy.cli.figures.gather", partial(gather, indicators=INDICATORS.only("referrals")))
    result = figures(
        *(folder / "cin-2026.xml", unreadable(tmp_path)),
        *("--month", "2025-04", "--out", tmp_path / "report.html", "--quiet"),
    )
    assert result.exit_code == 1
    assert "unreadable.xml was left out: This is a zip file or an Excel workbook, not XML" in result.output
    assert is_internal(tmp_path / "report.html")
    assert "unreadable.xml was left out" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_without_a_period_it_takes_the_latest_that_is_whole(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("paramountcy.cli.figures.gather", lambda read, period, **_: asked.append(period.name) or 1 / 0)
    monkeypatch.setattr(Filing, "last", property(lambda self: datetime.fromisoformat("2025-11-03").date()))
    figures(small.write(tmp_path, small.child(1)), "--out", tmp_path / "report.html")
    assert asked == ["2025-10"]


def test_a_fault_of_ours_says_so_and_quotes_nothing(folder, tmp_path, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("CHILD1 is in here")

    monkeypatch.setattr("paramountcy.cli.figures.gather", fails)
    result = figures(folder / "cin-2026.xml", "--out", tmp_path / "report.html")
    assert result.exit_code == 3
    assert "CHILD1" not in result.output


def test_its_help_names_every_option():
    result = figures("--help")
    for option in ("--return", "--out", "--month", "--quarter", "--year", "--people", "--store", "--quiet"):
        assert option in result.output
