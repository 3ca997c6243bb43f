"""What is written is read back equal, stands in the order the schemas need, or is refused in a sentence."""

import io
import random
import string
from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.read_xml import read
from paramountcy.returns.shape import Field, Return, Table
from paramountcy.returns.writable import Unwritable
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.returns.made_returns import Style, large, made, schema
from tests.returns.test_read_xml import CHARACTERISTICS, child, message

Tables = dict[str, pl.DataFrame]


def written(tables: Tables, year: Year | None = None) -> bytes:
    out = io.BytesIO()
    write(tables, CIN, out, year=year)
    return out.getvalue()


def table(name: str, **columns: list) -> pl.DataFrame:
    """A table with a row number, its keys all 1 unless given, and these columns."""
    height = max(map(len, columns.values()))
    keys = {key: [1] * height for key in CIN.keys(CIN.table(name))}
    return pl.DataFrame({"row": range(1, height + 1)} | keys | columns)


def assert_equal(one: Tables, other: Tables) -> None:
    """That two returns hold the same, wherever in the file it stands."""
    for name, frame in one.items():
        assert other[name].drop("line").equals(frame.drop("line")), name


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1).filter(
    lambda text: text.strip() and not any(ord(character) < 32 and character not in "\t\n\r" for character in text)
)


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False), year=st.integers(2014, 2027), texts=st.lists(VALUES, max_size=5))
def test_what_is_written_is_read_back_equal(chance, year, texts):
    one = made(chance, year=Year(year), children=chance.randint(1, 4))
    tables = with_texts(chance, one.tables, texts)
    reading = read(written(tables, Year(year)), CIN)
    assert reading.faults == []
    assert_equal(tables, reading.tables)
    assert_equal(tables, read(written(shuffled(chance, tables)), CIN).tables)


def with_texts(chance: random.Random, tables: Tables, texts: list[str]) -> Tables:
    """Some values changed to texts of any kind."""
    changed = dict(tables)
    for text in texts:
        name = chance.choice([name for name, frame in tables.items() if len(frame)])
        field = chance.choice(list(CIN.table(name).fields))
        frame = changed[name]
        if frame[field].null_count() < len(frame):
            changed[name] = frame.with_columns(pl.when(pl.col(field).is_not_null()).then(pl.lit(text)).alias(field))
    return changed


def shuffled(chance: random.Random, tables: Tables) -> Tables:
    return {name: frame.sample(fraction=1, shuffle=True, seed=chance.randint(0, 99)) for name, frame in tables.items()}


@pytest.mark.parametrize("missing", ["<Reviews/>", "<Reviews><CPPreviewDate/></Reviews>"])
def test_an_empty_list_comes_back(missing):
    plans = "".join(f"<ChildProtectionPlans>{inside}</ChildProtectionPlans>" for inside in ("", missing, ""))
    text = message(child(f"<CINdetails>{plans}</CINdetails>"))
    reading = read(text.encode(), CIN)
    assert reading.tables["Reviews"].height == 1
    data = written(reading.tables)
    assert b"<Reviews/>" in data
    assert_equal(reading.tables, read(data, CIN).tables)


def test_an_empty_value_among_others_comes_back():
    text = message(
        child(
            "<CINdetails><ChildProtectionPlans><Reviews><CPPreviewDate/><CPPreviewDate>2025-01-01</CPPreviewDate>"
            "</Reviews></ChildProtectionPlans></CINdetails>"
        )
    )
    reading = read(text.encode(), CIN)
    assert_equal(reading.tables, read(written(reading.tables), CIN).tables)


def test_records_with_nothing_in_them_come_back():
    tables = read(
        message(child("<CINdetails/>"), child(first=CHARACTERISTICS), header="<Header/>").encode(), CIN
    ).tables
    assert_equal(tables, read(written(tables), CIN).tables)


@pytest.mark.parametrize("ends_in", range(2017, 2027))
def test_the_schemas_take_what_is_written(shared, ends_in):
    year = Year(ends_in)
    tables = made(random.Random(ends_in), year=year, children=10, full=True).tables
    checker = etree.XMLSchema(etree.parse(shared / f"samples/cin_xsd/CIN_schema_{ends_in}.xsd"))
    checker.assertValid(etree.fromstring(written(tables, year)))


def test_the_made_returns_are_written_as_they_were_made():
    one = made(random.Random(5), children=3, full=True)
    assert written(one.tables).decode() == one.text
    assert b"\r" not in written(one.tables)
    assert written(one.tables).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n  <Header>')


def test_a_path_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "return.xml"
    tables = made(random.Random(1)).tables
    write(tables, CIN, path)
    assert path.read_bytes() == written(tables)
    with pytest.raises(Unwritable):
        write({"Odd": pl.DataFrame()}, CIN, str(path))
    assert path.read_bytes() == written(tables)
    assert list(tmp_path.iterdir()) == [path]


def test_many_children_are_written_in_pieces():
    data = large(9000)
    reading = read(data, CIN)
    assert_equal(reading.tables, read(written(reading.tables), CIN).tables)


def test_typed_values_are_written_as_the_census_wants_them():
    tables = {
        "Header": table("Header", Year=[2026], ReferenceDate=[date(2026, 3, 31)]),
        "Source": table(
            "Source",
            DateTime=[datetime.fromisoformat("2026-05-23T11:14:05")],
            LEA=pl.Series(["201"], dtype=pl.Categorical),
        ),
        "CINdetails": table("CINdetails", ReferralNFA=[True, False, None], CINclosureDate=[None] * 3),
    }
    back = read(written(tables), CIN).tables
    assert back["Header"].row(0)[3:] == ("2026", "2026-03-31")
    assert back["Source"].select("LEA", "DateTime").row(0) == ("201", "2026-05-23T11:14:05")
    assert back["CINdetails"]["ReferralNFA"].to_list() == ["1", "0", None]


def test_blank_text_is_left_out():
    tables = {"ChildIdentifiers": table("ChildIdentifiers", LAchildID=["A"], UPN=[""], Sex=["  "])}
    assert read(written(tables), CIN).tables["ChildIdentifiers"].select("UPN", "Sex").row(0) == (None, None)


def test_rows_without_numbers_go_out_as_they_stand():
    tables = {
        "ChildIdentifiers": pl.DataFrame({"Child": [2, 1], "LAchildID": ["B", "A"]}),
        "CINdetails": pl.DataFrame({"Child": [1, 1], "ReferralSource": ["2A", "1A"]}),
        "Section47": pl.DataFrame({"Child": [1], "CINdetails": [2], "S47ActualStartDate": ["2025-01-01"]}),
    }
    back = read(written(tables), CIN).tables
    assert back["ChildIdentifiers"]["LAchildID"].to_list() == ["A", "B"]
    assert back["CINdetails"]["ReferralSource"].to_list() == ["2A", "1A"]
    assert back["Section47"]["CINdetails"].to_list() == [2]


def test_numbers_with_gaps_are_closed_up():
    tables = {"ChildIdentifiers": pl.DataFrame({"Child": [3, 9], "LAchildID": ["A", "B"]})}
    assert read(written(tables), CIN).tables["ChildIdentifiers"]["Child"].to_list() == [1, 2]


def test_nothing_is_a_return_too():
    assert (
        written({}) == b'<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n  <Children>\n  </Children>\n</Message>\n'
    )


IDENTIFIERS = table("ChildIdentifiers", LAchildID=["A"])
EPISODE = table("CINdetails", ReferralSource=["1A"])
REFUSED = {
    "an unknown table": ({"Odd": IDENTIFIERS}, "no table Odd"),
    "an unknown column": ({"ChildIdentifiers": IDENTIFIERS.with_columns(Odd=1)}, "no column Odd"),
    "no key": ({"ChildIdentifiers": IDENTIFIERS.drop("Child")}, "needs the column Child"),
    "a key that is no number": ({"ChildIdentifiers": IDENTIFIERS.cast({"Child": pl.String})}, "whole numbers"),
    "a key that is missing": ({"ChildIdentifiers": IDENTIFIERS.with_columns(Child=pl.lit(None, pl.UInt32))}, "from 1"),
    "a key of nought": ({"ChildIdentifiers": IDENTIFIERS.with_columns(Child=0)}, "from 1"),
    "a row number twice": ({"CINdetails": pl.concat([EPISODE, EPISODE])}, "two rows numbered 1"),
    "a row in none": ({"Section47": table("Section47", ICPCnotRequired=["1"])}, "row of CINdetails that is not there"),
    "a row in another child's": (
        {"CINdetails": EPISODE, "Section47": table("Section47", Child=[2], ICPCnotRequired=["1"])},
        "row of CINdetails that is not there",
    ),
    "a row in none of the same child": (
        {"Disabilities": table("Disabilities", Disability=["LD"])},
        "row of ChildCharacteristics that is not there",
    ),
    "a source without a header": ({"Source": table("Source", LEA=["201"])}, "row of Header that is not there"),
    "two headers": ({"Header": table("Header", Year=["2026", "2026"])}, "one row for each file"),
    "identifiers twice": ({"ChildIdentifiers": table("ChildIdentifiers", LAchildID=["A", "B"])}, "for each Child"),
    "a character": (
        {"ChildIdentifiers": table("ChildIdentifiers", LAchildID=["a", "b\x00"], Child=[1, 2])},
        "in row 2",
    ),
    "another character": ({"ChildIdentifiers": table("ChildIdentifiers", LAchildID=["\ufffe"])}, "XML can't hold"),
    "a decimal": ({"ChildIdentifiers": table("ChildIdentifiers", LAchildID=[1.5])}, "holds Float64"),
}


@pytest.mark.parametrize(("tables", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_written_is_refused_in_a_sentence(tables, said):
    with pytest.raises(Unwritable, match=said) as refused:
        written(tables)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "columns", "year"),
    [
        ("ChildIdentifiers", {"Sex": ["F"]}, 2024),
        ("ChildIdentifiers", {"GenderCurrent": ["1"]}, 2025),
        ("CINPlanDates", {"CINPlanStartDate": ["2021-01-01"]}, 2021),
    ],
)
def test_what_a_year_does_not_ask_for_is_refused(name, columns, year):
    tables = {"CINdetails": EPISODE, name: table(name, **columns)}
    with pytest.raises(Unwritable, match="is not asked for in"):
        written(tables, Year(year))
    written(tables)


def test_an_unasked_column_without_values_may_be_there():
    tables = {table.__name__: pl.DataFrame(schema=schema(CIN, table)) for table in CIN.tables}
    tables["ChildIdentifiers"] = table("ChildIdentifiers", LAchildID=["A"], GenderCurrent=[None])
    assert b"GenderCurrent" not in written(tables, Year(2026))


def test_hostile_text_stays_text():
    hostile = "</LAchildID><Sex>F</Sex>" + string.punctuation + "]]>\r\n\té\u2028😀"
    back = read(written({"ChildIdentifiers": table("ChildIdentifiers", LAchildID=[hostile])}), CIN).tables
    assert back["ChildIdentifiers"].select("LAchildID", "Sex").row(0) == (hostile, None)


def test_the_layout_of_a_file_does_not_matter():
    for style in (Style(""), Style("\t", "\r\n", "")):
        one = made(random.Random(2), style=style)
        assert_equal(one.tables, read(written(one.tables), CIN).tables)


class Office(Table):
    """Stands in the file beside the children, in an element of its own."""

    under = ""
    path = ("Offices", "Office")

    Name = Field()
    Town = Field(within="Address")


class Visit(Table):
    """Stands in a child, without an element around those of one child, each a value."""

    listed = True
    path = ("Visit",)

    Visit = Field()


def test_a_return_of_another_kind_is_written_and_read_too(tmp_path):
    kind = Return("odd", "Odd return", "Odd", (Office, Visit), tmp_path, child=("Family", "Children", "Child"))
    tables = {
        "Office": pl.DataFrame({"Name": ["A", None], "Town": [None, "B"]}),
        "Visit": pl.DataFrame({"Child": [1, 1, 2], "Visit": ["x", None, "y"]}),
    }
    out = io.BytesIO()
    write(tables, kind, out)
    reading = read(out.getvalue(), kind)
    assert [fault.name for fault in reading.faults] == ["empty-element"]
    assert reading.tables["Office"].select("Name", "Town").rows() == [("A", None), (None, "B")]
    assert reading.tables["Visit"].select("Child", "Visit").rows() == [(1, "x"), (1, None), (2, "y")]
