"""What reading a return means: the element reader, and the door that it shares with the scanner."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.read_elements import Limits
from paramountcy.returns.read_xml import read, read_by_element
from paramountcy.returns.shape import Fault, Reading, Unreadable
from paramountcy.terms.year import Year
from tests.returns.made_returns import Style, made

IDENTIFIERS = "<ChildIdentifiers><LAchildID>A1</LAchildID><Sex>F</Sex></ChildIdentifiers>"
CHARACTERISTICS = "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
HEADER = "<Header><CollectionDetails><Year>2026</Year></CollectionDetails><Source><LEA>201</LEA></Source></Header>"


def message(*children: str, header: str = HEADER, opening: str = "", root: str = "<Message>") -> str:
    """A return with the header on line 2 and each child on a line of its own from line 4 on."""
    return "\n".join([opening + root, header, "<Children>", *children, "</Children>", "</Message>"])


def child(*more: str, first: str = IDENTIFIERS + CHARACTERISTICS) -> str:
    return "<Child>" + first + "".join(more) + "</Child>"


def read_both(text: str | bytes, **limits: int) -> Reading:
    """Read through the door and without the scanner, which must be the same."""
    data = text.encode() if isinstance(text, str) else text
    ways = [way(data, CIN, limits=Limits(**limits)) for way in (read, read_by_element)]
    assert same(*ways)
    return ways[0]


def same(one: Reading, other: Reading) -> bool:
    return (one.faults, one.children, one.ends_early) == (other.faults, other.children, other.ends_early) and all(
        one.tables[name].equals(other.tables[name]) and one.tables[name].schema == other.tables[name].schema
        for name in [*one.tables, *other.tables]
    )


def faults(reading: Reading) -> list[tuple]:
    return [(fault.name, fault.line, fault.element, fault.text) for fault in reading.faults]


def test_the_sample_is_read_whole(shared):
    reading = read(shared / "samples/cin_xml/BAR_cin_2022.xml", CIN)
    assert reading.faults == []
    assert (reading.children, reading.ends_early) == (1, None)
    assert {name: len(frame) for name, frame in reading.tables.items()} == {
        "Header": 1,
        "Source": 1,
        "ChildIdentifiers": 1,
        "ChildCharacteristics": 1,
        "Disabilities": 2,
        "CINdetails": 1,
        "Assessments": 1,
        "FactorsIdentifiedAtAssessment": 2,
        "CINPlanDates": 1,
        "Section47": 1,
        "ChildProtectionPlans": 1,
        "Reviews": 1,
        "PreProceedingsandFGDM": 0,
    }
    assert reading.tables["Section47"].rows() == [(1, 56, 1, 1, "1970-02-02", "1970-06-23", "1970-02-11", "false")]
    assert reading.tables["CINdetails"].row(0, named=True) == {
        "row": 1,
        "line": 36,
        "Child": 1,
        "CINreferralDate": "1970-10-06",
        "ReferralSource": "1A",
        "PrimaryNeedCode": "N4",
        "CINclosureDate": "1971-02-27",
        "ReasonForClosure": "RC1",
        "DateOfInitialCPC": "1970-02-06",
        "ReferralNFA": "false",
    }
    assert reading.tables["Reviews"].rows() == [(1, 70, 1, 1, 1, "1971-02-15")]
    assert reading.tables["Header"].rows() == [(1, 2, "CIN", "2022", "2022-03-31")]
    assert reading.tables["Source"]["DateTime"].to_list() == ["2022-05-23T11:14:05"]


@settings(max_examples=60, deadline=None)
@given(
    chance=st.randoms(use_true_random=False),
    year=st.integers(2014, 2027),
    children=st.integers(1, 4),
    indent=st.sampled_from(["", "\t", "  ", "    "]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_every_made_return_is_read_as_it_was_made(chance, year, children, indent, newline):
    one = made(chance, year=Year(year), children=children, style=Style(indent, newline))
    reading = read_both(one.text)
    assert reading.faults == []
    assert (reading.children, reading.ends_early) == (children, None)
    for name, frame in one.tables.items():
        assert reading.tables[name].equals(frame), name


def test_a_path_and_its_bytes_are_read_alike(tmp_path):
    data = made(random.Random(1)).text.encode()
    path = tmp_path / "return.xml"
    path.write_bytes(data)
    assert same(read(path, CIN), read(data, CIN))
    assert same(read(str(path), CIN), read(data, CIN))


def test_every_table_is_there_even_if_empty():
    reading = read_both("<Message/>")
    assert list(reading.tables) == [table.__name__ for table in CIN.tables]
    assert all(frame.is_empty() for frame in reading.tables.values())
    assert reading.tables["Reviews"].schema == pl.Schema(
        dict.fromkeys(["row", "line", "Child", "CINdetails", "ChildProtectionPlans"], pl.UInt32)
        | {"CPPreviewDate": pl.String}
    )


STRUCTURE = {
    "a clean child": (child(), []),
    "an unknown element and all in it": (
        child("\n<Odd>x<Sex>F</Sex><More><Still/></More>y</Odd>"),
        [("unknown-element", 5, "Odd", "x")],
    ),
    "an unknown element in a value": (
        child(first="<ChildIdentifiers><LAchildID>A<b>c</b>1</LAchildID></ChildIdentifiers>" + CHARACTERISTICS),
        [("unknown-element", 4, "b", "c")],
    ),
    "a known element in the wrong place": (
        child("\n\n<Disability>HAND</Disability>"),
        [("misplaced-element", 6, "Disability", "HAND")],
    ),
    "a field twice": (
        child(first="<ChildIdentifiers><Sex>F</Sex>\n<Sex>M</Sex></ChildIdentifiers>" + CHARACTERISTICS),
        [("repeated-element", 5, "Sex", "M")],
    ),
    "an empty field and then a full one": (
        child(first="<ChildIdentifiers><Sex/>\n<Sex>M</Sex></ChildIdentifiers>" + CHARACTERISTICS),
        [("empty-element", 4, "Sex", ""), ("repeated-element", 5, "Sex", "M")],
    ),
    "identifiers twice": (
        child("\n" + IDENTIFIERS),
        [("repeated-element", 5, "ChildIdentifiers", "")],
    ),
    "a list twice": (
        child(
            first=IDENTIFIERS
            + "<ChildCharacteristics><Disabilities><Disability>LD</Disability></Disabilities>\n"
            + "<Disabilities><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>"
        ),
        [("repeated-element", 5, "Disabilities", None)],
    ),
    "blank values": (
        child("<CINdetails>\n<ReferralNFA> \n </ReferralNFA><CINreferralDate>&#32;</CINreferralDate></CINdetails>"),
        [("empty-element", 5, "ReferralNFA", " \n "), ("empty-element", 6, "CINreferralDate", " ")],
    ),
    "an empty record": (child("\n<CINdetails/>"), [("empty-element", 5, "CINdetails", "")]),
    "an empty child": (
        "<Child/>",
        [
            ("empty-element", 4, "Child", ""),
            ("missing-element", 4, "ChildIdentifiers", None),
            ("missing-element", 4, "ChildCharacteristics", None),
        ],
    ),
    "no characteristics": (child(first=IDENTIFIERS), [("missing-element", 4, "ChildCharacteristics", None)]),
    "stray text": (
        child("\n  oh \n<CINdetails>\n<ReferralNFA>0</ReferralNFA>1</CINdetails>"),
        [("stray-text", 5, "Child", "oh"), ("stray-text", 7, "CINdetails", "1")],
    ),
    "stray text in comments' company": (child("a<!-- b -->c<?d e?><![CDATA[f]]>"), [("stray-text", 4, "Child", "acf")]),
    "attributes": (
        child('<CINdetails a="1" b="&lt;">\n<ReferralNFA c="d">0</ReferralNFA></CINdetails>'),
        [
            ("unexpected-attribute", 4, "CINdetails", 'a="1" b="<"'),
            ("unexpected-attribute", 5, "ReferralNFA", 'c="d"'),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), STRUCTURE.values(), ids=STRUCTURE.keys())
def test_structure_faults_are_listed_with_their_place(text, expected):
    assert faults(read_both(message(text))) == expected


def test_a_fault_says_whose_it_is():
    two = child(), child("<CINdetails><Section47/><Section47><Odd/></Section47></CINdetails>")
    assert read_both(message(*two)).faults == [
        Fault("empty-element", 5, "Section47", "", table="Section47", row=1, child=2),
        Fault("unknown-element", 5, "Odd", "", table="Section47", row=2, child=2),
    ]


def test_the_first_value_is_kept_and_a_second_list_is_read():
    one = "<ChildIdentifiers><Sex>F</Sex><Sex>M</Sex></ChildIdentifiers>"
    lists = "<Disabilities><Disability>LD</Disability></Disabilities>" * 2
    reading = read_both(message(child(first=f"{one}<ChildCharacteristics>{lists}</ChildCharacteristics>")))
    assert reading.tables["ChildIdentifiers"]["Sex"].to_list() == ["F"]
    assert reading.tables["Disabilities"]["Disability"].to_list() == ["LD", "LD"]


def test_an_empty_list_is_a_row_without_a_value():
    empty = "<CINdetails><ChildProtectionPlans>\n<Reviews/></ChildProtectionPlans></CINdetails>"
    reading = read_both(message(child(empty)))
    assert reading.tables["Reviews"].rows() == [(1, 5, 1, 1, 1, None)]
    assert reading.faults == [Fault("empty-element", 5, "Reviews", "", "ChildProtectionPlans", 1, 1)]


def test_a_list_with_an_empty_value_has_that_row_alone():
    empty = (
        "<CINdetails><ChildProtectionPlans><Reviews>\n<CPPreviewDate/></Reviews></ChildProtectionPlans></CINdetails>"
    )
    reading = read_both(message(child(empty)))
    assert reading.tables["Reviews"].rows() == [(1, 5, 1, 1, 1, None)]
    assert faults(reading) == [("empty-element", 5, "CPPreviewDate", "")]


def test_text_is_kept_as_sent():
    one = "<LAchildID>  a\tb\n c </LAchildID><UPN>x<!-- y -->z<![CDATA[<&]]>&#65;&amp;</UPN>"
    first = f"<ChildIdentifiers>{one}</ChildIdentifiers>" + CHARACTERISTICS
    frame = read_both(message(child(first=first))).tables["ChildIdentifiers"]
    assert frame["LAchildID"].to_list() == ["  a\tb\n c "]
    assert frame["UPN"].to_list() == ["xz<&A&"]


def test_the_same_name_in_two_places_is_told_apart():
    episode = (
        "<CINdetails><DateOfInitialCPC>2025-01-01</DateOfInitialCPC>"
        "<Section47><DateOfInitialCPC>2025-02-02</DateOfInitialCPC></Section47></CINdetails>"
    )
    tables = read_both(message(child(episode), child(episode))).tables
    assert tables["CINdetails"]["DateOfInitialCPC"].to_list() == ["2025-01-01"] * 2
    assert tables["Section47"]["DateOfInitialCPC"].to_list() == ["2025-02-02"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (message(child(), header=""), [("missing-element", 1, "Header", None)]),
        ("<Message>\n" + HEADER + "</Message>", [("missing-element", 1, "Children", None)]),
        (message(), [("empty-element", 3, "Children", "")]),
        (message(child(), header=HEADER + "\n" + HEADER), [("repeated-element", 3, "Header", "")]),
        (
            message(child(), "</Children>\n<Children>", child()),
            [("repeated-element", 6, "Children", None)],
        ),
        (
            message(child(), root='<Message xmlns="http://a.b/c">'),
            [("default-namespace", 1, "Message", "http://a.b/c")],
        ),
        (message(child(), root='<Message version="2">'), [("unexpected-attribute", 1, "Message", 'version="2"')]),
        (message(child(), header=HEADER.replace("LEA>", "Lea>")), [("unknown-element", 2, "Lea", "201")]),
    ],
)
def test_faults_of_the_file_as_a_whole(text, expected):
    reading = read_both(text)
    assert faults(reading) == expected
    assert reading.children == text.count("<Child>")
    assert len(reading.tables["ChildIdentifiers"]) == reading.children


def test_a_second_header_is_not_read():
    reading = read_both(message(child(), header=HEADER + HEADER))
    assert [len(reading.tables[name]) for name in ("Header", "Source")] == [1, 1]


def test_a_namespace_is_said_once():
    namespace = '<CINdetails xmlns="x"><ReferralNFA>0</ReferralNFA></CINdetails>'
    assert faults(read_both(message(child(namespace), child(namespace)))) == [
        ("default-namespace", 4, "CINdetails", "x")
    ]


def test_the_schema_that_a_file_points_at_is_no_fault():
    root = '<Message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="C:\\cin.xsd">'
    assert read_both(message(child(), root=root)).faults == []


@pytest.mark.parametrize(
    ("text", "ends_early", "line", "element"),
    [
        (message(child(), child())[: -len("</Children>\n</Message>")], 0, 6, "Children"),
        (message(child(), child())[: -len("</Child>\n</Children>\n</Message>")], 2, 5, "Child"),
        (
            message(child(), child("<CINdetails><ReferralNFA>0</ReferralN")).partition("</CINdetails>")[0],
            2,
            5,
            "ReferralNFA",
        ),
        (message(child(), child("<CINdetails></Child>")), 2, 5, "CINdetails"),
        (message(child(), child("a & b")), 2, 5, "Child"),
        (message(child(), child("&nbsp;")), 2, 5, "Child"),
        (message(child(), child("\x01")), 2, 5, "Child"),
        (message(child()) + "\n<Message/>", 0, 7, "Message"),
        (message(child()) + "\0\0\0", 0, 6, "Message"),
    ],
)
def test_a_file_that_breaks_off_is_read_up_to_there(text, ends_early, line, element):
    reading = read_both(text)
    assert reading.ends_early == ends_early
    assert [(fault.name, fault.line, fault.element) for fault in reading.faults] == [("cut-off", line, element)]
    assert reading.tables["ChildIdentifiers"]["LAchildID"].to_list() == ["A1"] * reading.children


def test_a_child_that_breaks_off_keeps_its_rows():
    text = message(child(), child("<CINdetails><ReferralSource>1A</ReferralSource><Section47><S47Act"))
    reading = read_both(text.partition("<S47Act")[0])
    assert reading.tables["CINdetails"].rows() == [(1, 5, 2, None, "1A", None, None, None, None, None)]
    assert reading.tables["Section47"].rows() == [(1, 5, 2, 1, None, None, None, None)]
    assert (reading.children, reading.ends_early) == (2, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_encodings(encoding):
    declared = {"cp1252": "windows-1252", "latin-1": "ISO-8859-1"}.get(encoding, encoding[:6])
    one = "<ChildIdentifiers><LAchildID>Zoé</LAchildID></ChildIdentifiers>" + CHARACTERISTICS
    opening = f'<?xml version="1.0" encoding="{declared}"?>\n'
    reading = read_both(message(child(first=one), opening=opening).encode(encoding))
    assert reading.faults == []
    assert reading.tables["ChildIdentifiers"].rows()[0][1:4] == (5, 1, "Zoé")


def test_a_mark_at_the_start_is_believed_before_the_first_line():
    text = message(child(), opening='<?xml version="1.0" encoding="utf-8"?>')
    assert read_both(text.encode("utf-16")).faults == []
    text = message(child(), opening='<?xml version="1.0" encoding="windows-1252"?>')
    assert read_both(text.encode("utf-8-sig")).faults == []


UNREADABLE = {
    "": "empty",
    " \n": "empty",
    "PK\x03\x04 xl/workbook.xml": "Excel",
    "%PDF-1.7": "PDF",
    '{"Children": []}': "JSON",
    " [1]": "JSON",
    "<!DOCTYPE html><html></html>": "web page",
    "<!-- a -->\n<HTML><p>": "web page",
    "LAchildID,UPN\n1,2": "not an XML file",
    "<Return/>": "outermost element is not <Message>",
    "<cin:Message xmlns:cin='x'/>": "outermost element is not <Message>",
    "<!DOCTYPE Message SYSTEM 'http://a.b/c.dtd'><Message/>": "DOCTYPE",
    "<!DOCTYPE Message [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Message>&a;</Message>": "DOCTYPE",
    '<?xml version="1.0" encoding="klingon"?><Message/>': "klingon",
    '<?xml version="1.0" encoding="UTF-16"?><Message/>': "UTF-16",
    '<?xml version="1.0" encoding="rot13"?><Message/>': "rot13",
    "<Message><Header></Message>": "not whole",
    "<Message><Children>": "not whole",
    "<": "not whole",
    "\n<?xml version='1.0'?><Message/>": "not whole",
}


@pytest.mark.parametrize(("text", "said"), UNREADABLE.items(), ids=range(len(UNREADABLE)))
def test_what_cannot_be_read_is_refused_in_a_sentence(text, said):
    for way in (read, read_by_element):
        with pytest.raises(Unreadable, match=said) as refused:
            way(text.encode("latin-1"), CIN)
        assert str(refused.value).endswith(".")


def test_a_file_that_is_none_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="no such file"):
        read(tmp_path / "none.xml", CIN)
    with pytest.raises(Unreadable, match="folder"):
        read(tmp_path, CIN)


def test_a_file_beyond_the_limit_is_refused():
    with pytest.raises(Unreadable, match="more than the 20 that are read"):
        read(message(child()).encode(), CIN, limits=Limits(file=20))


def test_elements_too_deep_end_the_reading():
    reading = read_both(message(child(), child("<a>" * 50 + "</a>" * 50)), depth=20)
    assert [(fault.name, fault.line) for fault in reading.faults] == [
        ("unknown-element", 5),
        ("too-deep", 5),
        ("cut-off", 5),
    ]
    assert (reading.children, reading.ends_early) == (2, 2)


def test_a_long_value_is_cut():
    long = "x" * 30_000
    first = f"<ChildIdentifiers>\n<LAchildID>{long}</LAchildID></ChildIdentifiers>" + CHARACTERISTICS
    reading = read_both(message(child(first=first)))
    assert reading.tables["ChildIdentifiers"]["LAchildID"].to_list() == [long[:1000]]
    assert faults(reading) == [("too-long-text", 5, "LAchildID", long[:200])]


@pytest.mark.parametrize("blanks", [10, 300_000])
def test_stray_text_after_many_blanks_is_found(blanks):
    reading = read_both(message(child(" " * blanks + "x")))
    assert [fault.name for fault in reading.faults] == ["stray-text"]


def test_more_records_than_a_child_can_have_are_not_read():
    many = "<CINdetails>" + "<Section47><ICPCnotRequired>1</ICPCnotRequired></Section47>\n" * 7 + "</CINdetails>"
    reading = read_both(message(child(many), child(many)), records=5)
    assert faults(reading) == [("too-many-records", 9, "Section47", ""), ("too-many-records", 17, "Section47", "")]
    assert reading.tables["Section47"]["Child"].to_list() == [1] * 5 + [2] * 5
    assert read_both(message(child(many)), records=7).faults == []


def test_any_number_of_empty_records_ends_the_reading():
    reading = read_both(message(child("<CINdetails/>" * 9), child("<CINdetails/>" * 9)), empty=15)
    assert (reading.faults[-1].name, reading.ends_early) == ("cut-off", 2)
    assert len(reading.tables["CINdetails"]) == 16


def test_the_list_of_faults_stops_and_says_so():
    reading = read_both(message(*[child("<Odd/>")] * 10, header=""), faults=4)
    assert [(fault.name, fault.line) for fault in reading.faults] == [
        ("missing-element", 1),
        *[("unknown-element", line) for line in (4, 5, 6, 7)],
        ("too-many-faults", 8),
    ]
    assert reading.children == 10


@pytest.mark.parametrize("odd", ["<a{}/>", '<Odd a{}="1"/>', '<CINdetails a{}="1"/>', "<Odd><a{}/></Odd>"])
def test_any_number_of_names_ends_the_reading(odd):
    reading = read_both(message(child(), child(*[odd.format(n) for n in range(60)])), names=50)
    assert reading.faults[-1].name == "cut-off"
    assert reading.ends_early == 2


@pytest.mark.parametrize("long", ["<!--{}-->", '<Odd a="{}"/>', "<{}/>", "<?a {}?>"])
def test_any_length_of_markup_ends_the_reading(long):
    reading = read_both(message(child(), child(long.format("x" * 2_000_000))))
    assert [fault.name for fault in reading.faults][-1] == "cut-off"
    assert reading.ends_early == 2


def test_progress_is_told():
    told: list[float] = []
    read(made(random.Random(1)).text.encode(), CIN, progress=told.append)
    assert told[-1] == 1.0
    assert told == sorted(told)
