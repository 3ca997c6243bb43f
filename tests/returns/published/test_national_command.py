"""`paramountcy national`, as it is typed."""

from dataclasses import dataclass

import pytest

from paramountcy.cli import command
from paramountcy.cli.terminal import Refused
from tests.returns.published import made_tables as made
from tests.returns.published.made_service import ID, Made, running


@dataclass
class Said:
    stdout: str
    stderr: str


@pytest.fixture
def call(capsys):
    """What it printed; a refusal is raised, as the whole program turns it into a sentence and an exit code."""

    def run(*arguments):
        command("national").main([str(argument) for argument in arguments], standalone_mode=False)
        printed = capsys.readouterr()
        return Said(printed.out, printed.err)

    return run


@pytest.fixture
def store(call, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "c1_2025.csv").write_bytes(made.c1_2025())
    (folder / "readme.txt").write_text("hello")
    found = call("load", folder, "--store", tmp_path / "s")
    assert found.stdout.splitlines() == [
        "Loaded: cin/c1 2025, 10 rows from c1_2025.csv", f"Store: {tmp_path / 's'}"
    ]  # fmt: skip
    assert "not loaded: readme.txt" in found.stderr
    return tmp_path / "s"


def test_load_says_what_it_replaced(call, store, tmp_path):
    assert ", in place of the one before" in call("load", tmp_path / "downloads", "--store", store).stdout


def test_show_lists_tables_and_their_licence(call, store):
    said = call("show", "--store", store).stdout
    assert "cin/c1  2025" in said
    assert "1 table, 10 measures" in said
    assert "Open Government Licence v3.0. Source: Department for Education." in said


def test_show_lists_the_measures_of_a_table(call, store):
    said = call("show", "cin/c1", "--store", store).stdout
    assert "rereferral_percent" in said
    assert "Referrals within 12 months of an earlier referral, per cent" in said


def test_show_a_measure_with_its_symbols_explained(call, tmp_path):
    (tmp_path / "c1.csv").write_bytes(made.c1_2024())
    call("load", tmp_path / "c1.csv", "--store", tmp_path / "s")
    said = call("show", "no_further_action_count", "--area", "Islington", "--store", tmp_path / "s").stdout
    assert said.splitlines()[0] == "Referrals with no further action"
    assert said.splitlines()[1].split() == ["2024", "Islington", "c"]
    assert "c: withheld, because so few people are counted" in said


def test_fetch_and_search(call, tmp_path):
    service = Made()
    with running(service) as address:
        found = call("fetch", "--search", "children in need", "--service", address)
        assert found.stdout.startswith(f"{ID}  Referrals and re-referrals (version 2.0, 16 rows, 2022 to 2025)")
        for pages in ([], ["--pages"]):
            found = call("fetch", ID, "--service", address, "--store", tmp_path / "s", *pages)
            assert "Loaded: cin/c1 2022_to_2025, 160 rows from referrals_and_re_referrals_2_0.csv" in found.stdout
    assert "(version 2.0 of the service)" in call("show", "--store", tmp_path / "s").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load"], "needs files or folders"),
        (["fetch"], "needs the ID of a data set"),
        (["load", "nowhere"], "there is no file or folder nowhere"),
        (["load", ".", "--area", "Islington"], "`paramountcy national load` has no --area"),
        (["show", "--pages"], "`paramountcy national show` has no --pages"),
        (["show", "--area", "Islington"], "name a measure to show"),
        (["fetch", "c1"], "'c1' is not the ID of a data set"),
        (["fetch", ID, "--service", "http://example.org"], "begins with https://"),
        (["fetch", ID, "--search", "x"], "both at once"),
        (["fetch", ID, ID, "--version", "2.0"], "fetch them one by one"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_is_refused(call, tmp_path, arguments, said):
    with pytest.raises(Refused, match=said):
        call(*arguments, "--store", tmp_path / "s")


def test_a_folder_without_tables_is_refused(call, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Refused, match="nothing was loaded"):
        call("load", tmp_path / "a.csv", "--store", tmp_path / "s")


def test_an_empty_store_is_refused(call, tmp_path):
    with pytest.raises(Refused, match=r"there is nothing in the store .* yet: fill it"):
        call("show", "--store", tmp_path)


def test_a_measure_that_is_not_there(call, store):
    with pytest.raises(Refused, match="did you mean referral_count"):
        call("show", "referral_cout", "--store", store)
