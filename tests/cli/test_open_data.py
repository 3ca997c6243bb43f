"""`paramountcy open-data`, as it is typed."""

from dataclasses import dataclass

import pytest

from paramountcy.cli import command
from paramountcy.cli.terminal import Refused
from paramountcy.imagine import authority, returns
from paramountcy.publication.open_data.dictionary import DICTIONARY, read_back
from paramountcy.publication.shape import TOO_FEW
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year
from tests.publication.open_data import made_pair
from tests.returns.published import made_tables as made


@dataclass
class Said:
    code: int
    stdout: str
    stderr: str


@pytest.fixture
def call(capsys):
    """What it printed and ended with; a refusal is raised, as the whole program turns it into a sentence."""

    def run(*arguments):
        code = command("open-data").main([str(argument) for argument in arguments], standalone_mode=False)
        printed = capsys.readouterr()
        return Said(code or 0, printed.out, printed.err)

    return run


@pytest.fixture
def store(tmp_path, capsys):
    """A store with one published table, of Islington, London and England."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    places = (made.ENGLAND, made.LONDON, made.ISLINGTON)
    (folder / "c1_2025.csv").write_bytes(made.c1_2025(*((2025, place, *made.C1_FIGURES_2025) for place in places)))
    command("national").main(["load", str(folder), "--store", str(tmp_path / "store")], standalone_mode=False)
    capsys.readouterr()
    return tmp_path / "store"


def small_return(folder, year=2025, children=30):
    """A return of an imagined authority under Islington's code."""
    story = authority(children=children, year=Year(year), seed=5, la_code="206")
    path = folder / f"cin-{year}.xml"
    with path.open("wb") as out:
        write_xml(returns(story, Year(year)), CENSUS.kind, out)
    return path


def test_what_is_published_is_written_in_one_form(call, store, tmp_path):
    said = call("--area", "islington", "--store", store, "--out", tmp_path / "open")
    assert said.code == 0
    assert "these are the figures published about Islington, its region and England" in " ".join(said.stdout.split())
    assert f"Written: 1 data file, each with its metadata, in {tmp_path / 'open'}" in said.stdout
    lines = (tmp_path / "open" / "islington_referrals_2025.csv").read_text().splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["National", "Regional", "Local authority"]
    found = read_back(tmp_path / "open")
    assert set(found["area"]) == {"England", "London", "Islington"}
    assert "16.6" in lines[3]
    assert "Open Government Licence" in (tmp_path / "open" / "about.txt").read_text()


def test_a_release_is_screened_clean_by_the_same_command(call, store, tmp_path):
    call("--area", "206", "--store", store, "--out", tmp_path / "open")
    said = call("--screen", tmp_path / "open" / "islington_referrals_2025.csv")
    assert said.code == 0
    assert "It passes the main checks" in said.stdout
    assert "Failed" not in said.stdout


def test_a_broken_file_ends_with_1_and_says_where_and_what_to_do(call, tmp_path):
    data, meta = made_pair.copies()
    data[2][made_pair.column("children_count")] = "1,234"
    data[3][made_pair.column("sex")] = ""
    broken = made_pair.write(tmp_path, data, meta)
    good = made_pair.write(tmp_path, name="good.csv")
    said = call("--screen", good, "--screen", broken)
    assert said.code == 1
    text = " ".join(said.stdout.split())
    assert "good.csv: It passes the main checks: 41 of 41 checks passed." in text
    assert "small_table_2025.csv: It would not be taken: 39 of 41 checks passed, 2 failed." in text
    assert "Failed: filters are filled. No cell of a filter is empty. column sex, line 4: it is empty." in text
    assert "column children_count, line 3: '1,234' is no number and no symbol." in text
    assert "Write the number plainly, or the symbol of today." in text


def test_a_file_that_only_has_warnings_ends_with_0(call, tmp_path):
    data, meta = made_pair.copies()
    data[2][made_pair.column("children_percent")] = "12.55"
    said = call("--screen", made_pair.write(tmp_path, data, meta))
    assert said.code == 0
    assert "Warning: decimals." in said.stdout


def test_what_could_not_be_looked_at_is_said_last(call, tmp_path):
    said = call("--screen", made_pair.write(tmp_path, text="a,b\nx,1\ny,2\n", meta=None))
    assert said.code == 1
    assert said.stdout.index("Failed: metadata.") < said.stdout.index("Not looked at: time identifiers.")
    assert "Columns that it looks at are missing: time_identifier." in said.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "say which area with --area, and where to with --out"),
        (("--area", "Islington"), "say which area with --area, and where to with --out"),
        (("--screen", "a.csv", "--area", "Islington"), "--screen looks at files that are there"),
        (("--screen", "none.csv"), r"none\.csv could not be read: No such file"),
        (("--area", "Islington", "--out", "{}/o", "--store", "{}/none"), "there is nothing to write: give returns"),
        (("--area", "Nowhere", "--out", "{}/o", "--store", "{}/none"), "no children's services authority in England"),
        (("--area", "Cumbria", "--out", "{}/o", "--store", "{}/none"), r"use Cumberland \(942\)"),
        (("--area", "Islington", "--out", "{}/o", "--store", "{}/none", "--return", "no.xml"), r"no file or folder no"),
        (("--area", "Islington", "--out", "{}/o", "--previous", "{}"), "give them with --return too"),
    ],
)
def test_what_can_not_be_done_is_a_sentence(call, tmp_path, arguments, why):
    with pytest.raises(Refused, match=why):
        call(*(argument.format(tmp_path) for argument in arguments))
    assert list(tmp_path.iterdir()) == []


def test_a_return_of_another_authority_is_refused(call, tmp_path):
    path = small_return(tmp_path)
    with pytest.raises(Refused, match=r"this release is about Hackney \(204\): give the returns of Hackney"):
        call("--area", "Hackney", "--return", path, "--store", tmp_path / "none", "--out", tmp_path / "open")
    assert not (tmp_path / "open").exists()


def test_a_folder_that_is_no_earlier_release_is_refused(call, tmp_path):
    path = small_return(tmp_path)
    (tmp_path / "other").mkdir()
    arguments = ("--area", "206", "--return", path, "--store", tmp_path / "none", "--out", tmp_path / "open")
    with pytest.raises(Refused, match=f"other is no earlier release of ours: it has neither {DICTIONARY}"):
        call(*arguments, "--previous", tmp_path / "other")
    (tmp_path / "other" / "release.json").write_text("{}")
    with pytest.raises(Refused, match=r"release\.json in other is damaged"):
        call(*arguments, "--previous", tmp_path / "other")


@pytest.mark.slow
def test_returns_pass_through_disclosure_control_and_an_earlier_release_is_known(call, tmp_path):
    path = small_return(tmp_path)
    arguments = ("--area", "206", "--return", path, "--store", tmp_path / "none")
    said = call(*arguments, "--out", tmp_path / "open")
    assert said.code == 0
    text = " ".join(said.stdout.split())
    assert "counts from 1 to 5 are protected" in text
    assert "can find none of the" in text
    found = read_back(tmp_path / "open")
    assert found.height > 1_000
    assert not found["numerator"].is_between(1, 5).any()
    assert (found["status"] == TOO_FEW).any()
    assert set(found["breakdown"]) == {"all", "age", "sex", "ethnicity", "need"}
    assert text.split(". ")[0] in " ".join((tmp_path / "open" / "about.txt").read_text().split())
    again = call(*arguments, "--previous", tmp_path / "open", "--out", tmp_path / "again")
    assert again.code == 0
    assert not read_back(tmp_path / "again")["numerator"].is_between(1, 5).any()
    for file in sorted((tmp_path / "open").glob("*_2025.csv")):
        assert call("--screen", file).code == 0, file.name
