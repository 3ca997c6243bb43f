"""What is written passes the screen, is read by our own reader, and gives back what was released."""

import csv
from datetime import date

import polars as pl
import pytest

from paramountcy.publication.open_data.dictionary import DICTIONARY, read_back
from paramountcy.publication.open_data.screening.screen import screen
from paramountcy.publication.open_data.screening.shape import PASSED
from paramountcy.publication.open_data.times import NotOpen
from paramountcy.publication.open_data.write import About, write
from paramountcy.publication.shape import NOT_AVAILABLE, NOT_COLLECTED, TOO_FEW
from paramountcy.returns.published.read import read
from tests.publication.open_data.made_rows import AREA, counted, frame, row

ABOUT = About(AREA, date(2026, 11, 22), ("So much was withheld.",), ("Source: the department.",))
KEY = ["indicator", "id", "version", "area", "area_code", "level", "period", "breakdown", "group", "category", "source"]
UNKNOWN = "it is none of the tables we know: its columns are kept under their own names"


def withheld(rows):
    """Figures with some of them held back, by a rule that any reader sees through: not safe, but of every form."""
    few = pl.col("numerator").is_between(1, 5)
    numbers = ("numerator", "denominator", "value", "lower", "upper")
    return rows.with_columns(
        *(pl.when(~few.fill_null(value=False)).then(name).alias(name) for name in numbers),
        pl.when(few).then(pl.lit(TOO_FEW)).otherwise("status").alias("status"),
    )


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    rows = withheld(counted())
    folder = tmp_path_factory.mktemp("release") / "open"
    return rows, write(rows, folder, prefix="islington", about=ABOUT), folder


def test_every_file_passes_every_check(released):
    _, written, folder = released
    assert len(written.screenings) >= 15
    for one in written.screenings:
        again = screen(folder / one.file)
        assert again == one
        assert {finding.verdict for finding in again.findings} == {PASSED}, one.file


def test_our_own_reader_reads_it_without_a_warning_but_that_the_table_is_new(released):
    _, written, _ = released
    data = [path for path in written.files if path.suffixes == [".csv"] and path.name != DICTIONARY]
    assert len(data) == len(written.screenings)
    for path in data:
        reading = read(path)
        assert [str(note) for note in reading.notes] == [UNKNOWN]
        with path.open(encoding="utf-8", newline="") as file:
            held = list(csv.DictReader(file))
        with path.with_suffix(".meta.csv").open(encoding="utf-8", newline="") as file:
            indicators = [row["col_name"] for row in csv.DictReader(file) if row["col_type"] == "Indicator"]
        assert reading.rows.height == len(held) * len(indicators)
        assert set(reading.rows["la_code"]) == {"206"}
        assert set(reading.rows["year"]) == {2024, 2025}
        printed = {cell[name] for cell in held for name in indicators}
        assert {"c", "z"} <= printed or "by_month" in path.name
        assert set(reading.rows["status"]) <= {"published", "c", "x", "z", "low"}


def test_a_figure_read_by_our_own_reader_is_the_figure_released(released):
    rows, written, _ = released
    path = next(path for path in written.files if path.name == "islington_referrals_2024_to_2025.csv")
    found = read(path).rows.filter(
        (pl.col("year") == 2025) & pl.col("measure").str.ends_with("re_referrals_percent") &
        pl.col("breakdown").str.contains("Broken|Total")
    )  # fmt: skip
    whole = rows.filter(
        (pl.col("indicator") == "re_referrals") & (pl.col("breakdown") == "all") & (pl.col("period") == "2024-25")
    ).row(0, named=True)
    (printed,) = [one["value"] for one in found.iter_rows(named=True) if one["breakdown"].endswith("breakdown: Total")]
    assert printed == pytest.approx(100 * whole["value"], abs=0.05)


def test_what_was_printed_is_read_back_whole(released):
    rows, _, folder = released
    back = read_back(folder)
    both = rows.join(back, on=KEY, how="full", suffix="_back", coalesce=True)
    assert both.height == rows.height == back.height
    assert both.filter(pl.col("status") != pl.col("status_back")).is_empty()
    for name in ("numerator", "denominator"):
        assert both[name].equals(both[f"{name}_back"]), name
    for name in ("value", "lower", "upper"):
        assert both[name].is_null().equals(both[f"{name}_back"].is_null()), name
        per_cent = both["unit"] == "share"
        wide = pl.Series([0.0005001 if share else 0.05001 for share in per_cent])
        assert ((both[name] - both[f"{name}_back"]).abs() <= wide).fill_null(value=True).all(), name


def test_what_was_not_collected_comes_back_as_not_available(tmp_path):
    rows = frame(row(), row(period="2023-24", status=NOT_COLLECTED))
    write(rows, tmp_path / "open", prefix="islington", about=ABOUT)
    assert read_back(tmp_path / "open").sort("period")["status"].to_list() == [NOT_AVAILABLE, "given"]


def test_the_same_figures_give_the_same_bytes(released, tmp_path):
    rows, written, folder = released
    write(rows, tmp_path / "again", prefix="islington", about=ABOUT)
    for path in written.files:
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    assert {path.name for path in folder.iterdir()} == {path.name for path in written.files}


def test_the_page_about_it_explains_the_symbols_that_are_used(released):
    _, _, folder = released
    about = (folder / "about.txt").read_text()
    assert about.startswith("Open data about children's social care in Islington\n")
    assert "Written on 22 November 2026" in about
    assert "c    confidential: withheld, so that nobody can be recognised" in about
    assert "u    " not in about
    assert "So much was withheld." in about
    assert "Source: the department." in about
    assert "IMAGINED" not in about


def test_imagined_figures_say_so(tmp_path):
    about = About("Applemere", date(2026, 1, 1), imagined=True)
    write(frame(row(area="Applemere", area_code="005")), tmp_path / "open", prefix="applemere", about=about)
    assert "IMAGINED" in (tmp_path / "open" / "about.txt").read_text()


def test_an_earlier_release_gives_way_and_other_things_do_not(tmp_path):
    folder = tmp_path / "open"
    write(frame(row(), row(period="2023-24")), folder, prefix="islington", about=ABOUT)
    write(frame(row()), folder, prefix="islington", about=ABOUT)
    assert sorted(path.name for path in folder.iterdir()) == [
        "about.txt", DICTIONARY, "islington_referrals_2025.csv", "islington_referrals_2025.meta.csv",
    ]  # fmt: skip
    (folder / "mine.txt").write_text("keep me")
    with pytest.raises(NotOpen, match=r"open holds other things, such as mine\.txt"):
        write(frame(row()), folder, prefix="islington", about=ABOUT)
    assert (folder / "mine.txt").read_text() == "keep me"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda place: place.write_text("x"), "is a file: give a folder"),
        (lambda place: place.mkdir() or (place / "a.csv").write_text("x"), "holds other things, such as a.csv"),
    ],
)
def test_a_place_that_will_not_do_is_a_sentence(tmp_path, make, why):
    make(tmp_path / "open")
    with pytest.raises(NotOpen, match=why):
        write(frame(row()), tmp_path / "open", prefix="islington", about=ABOUT)


def test_a_place_below_no_folder_and_nothing_to_write_are_sentences(tmp_path):
    with pytest.raises(NotOpen, match="there is no folder"):
        write(frame(row()), tmp_path / "no" / "open", prefix="islington", about=ABOUT)
    with pytest.raises(NotOpen, match="there is no figure to write"):
        write(frame(), tmp_path / "open", prefix="islington", about=ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_would_not_be_taken_stops_the_release(tmp_path):
    odd = frame(row(), row(breakdown="sex", group="male "))
    with pytest.raises(NotOpen, match=r"would not be taken, so nothing was written: filters without spaces around"):
        write(odd, tmp_path / "open", prefix="islington", about=ABOUT)
    assert list(tmp_path.iterdir()) == []


def changed(folder, name, old, new):
    path = folder / name
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        ("islington_referrals_2025.csv", ",20,", ",21,", "is not as it was written"),
        (DICTIONARY, "kind,file", "type,file", "is none of ours"),
        (DICTIONARY, "file,islington", "file,../islington", "names files outside of its folder"),
    ],
)
def test_a_release_that_was_changed_is_no_witness(tmp_path, name, old, new, why):
    folder = tmp_path / "open"
    write(frame(row()), folder, prefix="islington", about=ABOUT)
    changed(folder, name, old, new)
    with pytest.raises(NotOpen, match=why):
        read_back(folder)


def test_a_folder_without_a_release_is_a_sentence(tmp_path):
    with pytest.raises(NotOpen, match=r"data_dictionary\.csv in .* can't be read"):
        read_back(tmp_path)
