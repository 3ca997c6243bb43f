"""`paramountcy publish`, as it is typed."""

import pytest
import typer

from paramountcy.cli import command
from paramountcy.cli.terminal import Refused
from tests.publication.site import made


@pytest.fixture
def call(capsys, monkeypatch):
    """What it printed; a refusal is raised, as the whole program turns it into a sentence and an exit code."""
    monkeypatch.setattr("paramountcy.publication.site.publishing.open_country", lambda folder: made.country())

    def run(*arguments):
        command("publish").main([str(argument) for argument in arguments], standalone_mode=False)
        return capsys.readouterr()

    return run


def test_a_site_is_written_and_the_way_to_it_is_said(call, tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("indicator,text,source,date\ncaseload,Two of three left.,Board,2026-03-01\n")
    said = call("--area", made.TOLD, "--out", tmp_path / "site", "--made-on", "2026-04-01", "--answers", answers)
    pages = len(list(made.pages_of(tmp_path)))
    assert said.out.splitlines() == [
        f"Written: {pages} pages in {tmp_path / 'site'}",
        f"Open: {tmp_path / 'site' / 'index.html'}",
    ]
    assert "answers.csv, line 2: the answer speaks of a number of children from 1 to 5" in said.err
    assert (tmp_path / "site/index.html").is_file()


def test_what_can_not_be_done_is_a_sentence(call, tmp_path):
    with pytest.raises(Refused, match=r"^There is no authority 'Applemire' .*: did you mean Applemere \(005\)\?$"):
        call("--area", "Applemire", "--out", tmp_path / "site", "--made-on", "2026-04-01")
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match=r"holds other things, such as mine\.txt, and would be replaced whole"):
        call("--area", made.TOLD, "--out", tmp_path, "--made-on", "2026-04-01")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("text", ["1 April 2026", "2026-02-30", "01/04/2026"])
def test_a_day_is_written_year_first(call, tmp_path, text):
    with pytest.raises(typer.BadParameter, match="is not a day: write it year first, as in 2026-04-01"):
        call("--area", made.TOLD, "--out", tmp_path / "site", "--made-on", text)


def test_without_a_store_it_says_how_to_make_one(tmp_path):
    with pytest.raises(Refused, match="`paramountcy national load FOLDER`"):
        command("publish").main(
            ["--area", "Islington", "--out", str(tmp_path / "s"), "--store", str(tmp_path / "none")],
            standalone_mode=False,
        )
