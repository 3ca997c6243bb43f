"""Returns are read from their files into one record; what is wrong with one is a sentence, and loses no other."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from paramountcy.imagine import authority, returns
from paramountcy.record.read import NotRead, Taken, read, read_returns
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.convert import convert
from paramountcy.returns.read_xml import read as read_xml
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.returns import small

AREA = "820"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Five returns of one imagined authority: cin-2023.xml to cin-2027.xml."""
    place = tmp_path_factory.mktemp("returns")
    story = authority(children=60, year=Year(2026), seed=3)
    for year in range(2023, 2028):
        write(returns(story, Year(year)), CIN, place / f"cin-{year}.xml", year=Year(year))
    return place


def some(folder: Path, *years: int) -> list[Path]:
    return [folder / f"cin-{year}.xml" for year in years]


def header(**said: str) -> str:
    """A header with other words in it."""
    text = small.HEADER
    for name, value in said.items():
        before, _, rest = text.partition(f"<{name}>")
        text = (
            f"{before}<{name}>{value}</{name}>{rest.partition(f'</{name}>')[2]}"
            if value
            else before + (rest.partition(f"</{name}>")[2])
        )
    return text


def test_several_years_become_one_record(folder):
    steps = []
    found = read_returns(some(folder, 2026, 2025), progress=lambda step, share: steps.append((step, share)))
    assert [one.year for one in found.taken] == [Year(2025), Year(2026)]
    assert found.taken[1] == Taken("cin-2026.xml", Year(2026), AREA, date(2026, 6, 1), date(2026, 3, 31), 60)
    assert found.left_out == found.remarks == ()
    assert len(found.record.filings) == 2
    assert steps[-1] == ("putting the returns together", 1.0)
    assert [share for _, share in steps] == sorted(share for _, share in steps)


def test_read_gives_the_record_itself(folder):
    assert read(some(folder, 2026))["referral"].height > 60


def test_a_folder_stands_for_the_returns_in_it(folder):
    assert [one.name for one in read_returns([folder]).taken] == [f"cin-{year}.xml" for year in range(2023, 2028)]


def test_a_file_given_twice_by_name_is_read_once(folder):
    found = read_returns([folder, folder / "cin-2026.xml"])
    assert len(found.taken) == 5
    assert found.remarks == ()


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_the_tables_of_a_return_are_a_return(folder, tmp_path, form):
    tables = tmp_path / "tables"
    convert(read_xml(folder / "cin-2026.xml", CIN), tables, form)
    as_tables, as_xml = read([tables]), read(some(folder, 2026))
    assert as_tables.filings.equals(as_xml.filings)
    assert as_tables["assessment"].equals(as_xml["assessment"])


def test_a_workbook_of_tables_is_a_return(folder, tmp_path):
    convert(read_xml(folder / "cin-2026.xml", CIN), tmp_path / "tables", "xlsx")
    assert read_returns([tmp_path / "tables" / "tables.xlsx"]).taken[0].children == 60


def test_what_is_not_a_return_is_left_out_and_named(folder, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 not a return")
    (tmp_path / "other.xml").write_text("<School/>")
    found = read_returns([*some(folder, 2026), tmp_path / "letter.pdf", tmp_path / "other.xml", tmp_path / "gone.xml"])
    assert len(found.taken) == 1
    letter, other, gone = found.left_out
    assert letter.startswith("letter.pdf was left out: This is a PDF file, not XML:")
    assert other.startswith("other.xml was left out: The file's outermost element is not <Message>")
    assert gone.startswith("gone.xml was left out: There is no such file")


def test_read_alone_refuses_what_it_would_have_to_leave_out(folder, tmp_path):
    with pytest.raises(NotRead, match=r"^gone\.xml was left out: There is no such file"):
        read([*some(folder, 2026), tmp_path / "gone.xml"])


def test_nothing_to_read_is_refused(tmp_path):
    with pytest.raises(NotRead, match="Give at least one return"):
        read([])
    with pytest.raises(NotRead, match=f"No return could be read. The folder {tmp_path.name} has no file that ends in"):
        read([tmp_path])


def test_returns_of_two_authorities_are_refused_by_both_codes(folder, tmp_path):
    other = small.write(tmp_path, small.child(1), name="other.xml")
    with pytest.raises(NotRead) as refused:
        read([*some(folder, 2025, 2026), other])
    assert str(refused.value) == (
        "These returns are of 2 authorities: cin-2025.xml, cin-2026.xml of authority 820; other.xml of Islington "
        "(206). A "
        "child's number means something within one authority alone: give the returns of one."
    )


def test_of_two_returns_of_a_year_the_later_made_stands(tmp_path):
    def made(number: str, when: str, name: str) -> Path:
        said = small.HEADER.replace("<SerialNo>001</SerialNo>", f"<SerialNo>001</SerialNo><DateTime>{when}</DateTime>")
        return small.write(tmp_path, small.child(1).replace("2025-06-02", number), header=said, name=name)

    late, early = made("2025-06-03", "2026-07-02T10:00:00", "b.xml"), made("2025-06-02", "2026-06-01T10:00:00", "a.xml")
    found = read_returns([late, early])
    assert found.remarks == ("There are 2 returns for 2025-26: b.xml, made last, stands in place of a.xml.",)
    assert found.record["referral"]["referral_date"].to_list() == [date(2025, 6, 3)]


def test_of_two_made_at_one_moment_the_last_given_stands(tmp_path):
    first = small.write(tmp_path, small.child(1), name="a.xml")
    second = small.write(tmp_path, small.child(2), name="b.xml")
    found = read_returns([first, second])
    assert [one.name for one in found.taken] == ["b.xml"]
    assert "b.xml stands, as it was given last, and a.xml was left out" in found.remarks[0]
    assert found.record["person"]["source_id"].to_list() == ["CHILD2"]


def test_a_copy_of_a_file_is_counted_once(folder, tmp_path):
    copy = shutil.copy(folder / "cin-2026.xml", tmp_path / "copy.xml")
    found = read_returns([folder / "cin-2026.xml", copy])
    assert found.remarks == ("copy.xml is the same file as cin-2026.xml: it is counted once.",)
    assert len(found.record.filings) == 1


def test_a_year_without_a_return_between_others_is_said(folder):
    [remark] = read_returns(some(folder, 2023, 2026)).remarks
    assert remark.startswith("There is no return for 2023-24, 2024-25: a figure that looks back over them can't be")


def test_a_return_made_within_its_year_says_how_far_it_tells(tmp_path):
    said = small.HEADER.replace("</SerialNo>", "</SerialNo><DateTime>2025-11-03T08:00:00</DateTime>")
    found = read_returns([small.write(tmp_path, small.child(1), header=said)])
    assert found.taken[0].last == date(2025, 11, 3)
    assert found.remarks == (
        "The return for 2025-26 was made before that year was over, and tells of it up to 3 November 2025.",
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (header(Year="", ReferenceDate=""), "it does not say which year it is of"),
        (header(Year="1999"), "it is of a year that ends in 1999, and returns are known from 2013-14 on"),
        (header(Year="2099"), "it is of a year that ends in 2099"),
        (header(Collection="SSDA903"), "it says that it is of another collection"),
        (header(LEA=""), "does not say which authority it is of"),
        (header(LEA="Ottilie"), "it does not say which authority it is of by a three-digit code"),
    ],
)
def test_a_return_that_does_not_say_what_it_is_is_left_out(tmp_path, said, why):
    with pytest.raises(NotRead) as refused:
        read([small.write(tmp_path, small.child(1), header=said)])
    assert why in str(refused.value)
    assert "Ottilie" not in str(refused.value)


def test_the_reference_date_tells_the_year_where_it_is_not_said(tmp_path):
    assert read_returns([small.write(tmp_path, small.child(1), header=header(Year=""))]).taken[0].year == Year(2026)


def test_a_return_without_a_child_is_left_out(tmp_path):
    with pytest.raises(NotRead, match="there is no child in it"):
        read([small.write(tmp_path)])


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes_and_says_so(tmp_path):
    path = small.write(tmp_path, small.child(1), small.child(2))
    path.write_text(path.read_text()[: path.read_text().index("CHILD2")])
    found = read_returns([path])
    assert found.remarks[0].startswith("return.xml: the file breaks off, and no child after that place is counted")
    assert found.record["person"]["source_id"].to_list()[0] == "CHILD1"


def test_values_that_can_not_be_read_are_counted(tmp_path):
    path = small.write(tmp_path, small.child(1).replace("2025-06-02", "02/06/2025"))
    assert "1 fault of structure" in read_returns([path]).remarks[0]


def test_nothing_said_of_a_record_is_a_childs(folder):
    found = read_returns(some(folder, 2026))
    child = found.record["person"]["source_id"][0]
    assert child not in repr(found) + repr(found.taken) + repr(found.record)
