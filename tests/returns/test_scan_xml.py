"""The scanner gives what the element reader gives, or gives up."""

import io
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.places import places
from paramountcy.returns.plain_tags import NotPlain, PlainTags
from paramountcy.returns.read_elements import USUAL, Limits
from paramountcy.returns.read_xml import read, read_by_element
from paramountcy.returns.scan_xml import scan
from paramountcy.returns.shape import Field, Reading, Return, Table
from tests.returns.broken_returns import WAYS
from tests.returns.fuzz import difference, problem
from tests.returns.made_returns import Style, large, made
from tests.returns.test_read_xml import CHARACTERISTICS, HEADER, IDENTIFIERS, child, message

EPISODE = (
    "<CINdetails><DateOfInitialCPC>2025-01-01</DateOfInitialCPC><Section47><DateOfInitialCPC>2025-02-02"
    "</DateOfInitialCPC></Section47><ReferralNFA>0</ReferralNFA></CINdetails>"
)


def scanned(text: str | bytes, *, piece: int = 1 << 20, limits: Limits = USUAL, kind: Return = CIN) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return scan(io.BytesIO(data), kind, "utf-8", limits=limits, piece=piece)


PLAIN = {
    "a child": message(child()),
    "two with episodes": message(child(EPISODE), child(EPISODE)),
    "one line": message(child(EPISODE)).replace("\n", ""),
    "lines that end in two characters": message(child(EPISODE)).replace("\n", "\r\n"),
    "blanks and tabs": message(child(" \n\t" + EPISODE + "\n\n")),
    "blanks in and after values": message(child(EPISODE.replace("2025-01-01", "a b\tc "))),
    "a value in two lines": message(child(EPISODE.replace("2025-01-01", "a\nb"))),
    "a value in two lines of two characters": message(child(EPISODE.replace("2025-01-01", "a\r\nb"))),
    "a long value": message(child(EPISODE.replace("2025-01-01", "x" * 1000))),
    "a first line": '<?xml version="1.0" encoding="windows-1252"?>\n' + message(child()),
    "a mark": "\ufeff" + message(child()),
    "comments and entities before the children": message(
        child(), header=HEADER.replace("201", "<!-- a -->2&#48;1<![CDATA[x]]>")
    ),
    "a comment after the children": message(child()) + "<!-- a\nb -->\n",
    "a namespace": message(child(), root='<Message xmlns="a">'),
    "faults before the children": message(child(), header=HEADER + "oh <Odd/>" + HEADER),
    "brackets in quotes before the children": message(child(), root='<Message a="<Children >">'.replace("<C", "&lt;C")),
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_plain_files_are_scanned_as_they_are_read(text):
    assert not difference(scanned(text), read_by_element(text.encode(), CIN))


NOT_PLAIN = {
    "no children": message(),
    "an accent": message(child(EPISODE.replace("2025-01-01", "é"))),
    "an entity": message(child(EPISODE.replace("2025-01-01", "&amp;"))),
    "a comment": message(child("<!-- a -->")),
    "a comment that hides a child": message(child(), "<!--" + child() + "-->"),
    "a comment that begins the children": message(child()).replace("<Children>", "<Children ><!--<Children>") + "-->",
    "a section that begins the children": message(child()).replace("<Children>", "<Children ><![CDATA[<Children>"),
    "a section": message(child(EPISODE.replace("2025-01-01", "<![CDATA[a]]>"))),
    "an instruction": message(child("<?a b?>")),
    "an attribute": message(child(EPISODE.replace("<Section47>", '<Section47 a="b">'))),
    "a blank in a tag": message(child(EPISODE.replace("</Section47>", "</Section47 >"))),
    "a line end in a tag": message(child(EPISODE.replace("<Section47>", "<Section47\n>"))),
    "an empty value": message(child(EPISODE.replace("2025-01-01", ""))),
    "a blank value": message(child(EPISODE.replace("2025-01-01", " "))),
    "a value with a blank before it": message(child(EPISODE.replace("2025-01-01", " x"))),
    "a value in a line of its own": message(child(EPISODE.replace("2025-01-01", "\nx"))),
    "a value too long": message(child(EPISODE.replace("2025-01-01", "x" * 1001))),
    "a bracket in a value": message(child(EPISODE.replace("2025-01-01", "a>b"))),
    "an empty element": message(child("<CINdetails/>")),
    "an empty record": message(child("<CINdetails></CINdetails>")),
    "an empty list": message(child(EPISODE.replace("<ReferralNFA>", "<Assessments><FactorsIdentifiedAtAssessment>"))),
    "an unknown element": message(child("<Odd>1</Odd>")),
    "an element whose name begins as a known one's": message(child(EPISODE.replace("Section47>", "Section470>"))),
    "an element whose name ends as a known one's": message(child(EPISODE.replace("Section47>", "XSection47>"))),
    "an element with another middle": message(
        child(
            "<CINdetails><Assessments><AssessmentActuaXStartDate>1</AssessmentActuaXStartDate></Assessments></CINdetails>"
        )
    ),
    "an element of another case": message(child(EPISODE.replace("ReferralNFA", "referralNFA"))),
    "a header among the children": message(child(), HEADER),
    "a misplaced element": message(child("<Sex>F</Sex>")),
    "a misplaced name that stands in two places": message(child("<DateOfInitialCPC>1</DateOfInitialCPC>")),
    "a value twice": message(child(EPISODE.replace("<ReferralNFA>", "<ReferralNFA>1</ReferralNFA><ReferralNFA>"))),
    "a value twice, apart": message(child(EPISODE.replace("<Section47>", "<ReferralNFA>1</ReferralNFA><Section47>"))),
    "a value of two places twice": message(
        child(EPISODE.replace("<Section47>", "<Section47><DateOfInitialCPC>1</DateOfInitialCPC>"))
    ),
    "identifiers twice": message(child(IDENTIFIERS)),
    "no identifiers": message(child(first=CHARACTERISTICS), child(first=IDENTIFIERS * 2 + CHARACTERISTICS)),
    "no characteristics": message(child(first=IDENTIFIERS)),
    "text between elements": message(child("x")),
    "text after a value": message(child(EPISODE.replace("</ReferralNFA>", "</ReferralNFA> x"))),
    "text before the children": message("x", child()),
    "text after the children": message(child(), "x"),
    "text between children": message(child() + "x" + child()),
    "a control character": message(child(EPISODE.replace("2025-01-01", "a\x1fb"))),
    "a line that ends in the wrong character": message(child(EPISODE + "\r")),
    "a line that ends twice": message(child(EPISODE + "\r\r\n")),
    "the end of a section": message(child(EPISODE.replace("2025-01-01", "]]>"))),
    "a cut": message(child(), child())[:-20],
    "a cut in a child": message(child(), child())[:-40],
    "more after the end": message(child()) + "<Message/>",
    "a header after the children": message(child(), header="").replace("</Message>", HEADER + "</Message>"),
    "faults after the children": message(child()).replace("</Message>", "<Odd/></Message>"),
    "children twice": message(child(), "</Children><Children>", child()),
    "an empty child": message(child(), "<Child/>"),
    "nested children": message(child("<Child>" + IDENTIFIERS + CHARACTERISTICS + "</Child>")),
    "crossed tags": message(child("<CINdetails><Section47></CINdetails></Section47>")),
    "a tag that closes nothing": message(child("</CINdetails>")),
    "children that begin late": message(child(), header=HEADER + " " * 1_000_000),
    "no header": message(child(), header=""),
    "a document type": "<!DOCTYPE Message>" + message(child()),
}


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=NOT_PLAIN.keys())
def test_anything_else_is_left_to_the_element_reader(text):
    assert not problem(text.encode(), "read")


@pytest.mark.parametrize(
    "what",
    ["a cut", "a cut in a child", "more after the end", "a document type", "text after the children"],
)
def test_the_scanner_gives_up_where_the_file_around_the_children_is_not_plain(what):
    with pytest.raises(NotPlain):
        scanned(NOT_PLAIN[what])


def test_too_many_records_are_left_to_the_element_reader():
    many = message(child(EPISODE * 6), child(EPISODE * 5))
    assert scanned(many, limits=Limits(records=6)).children == 2
    few = Limits(records=5)
    assert not difference(scanned(many, limits=few), read_by_element(many.encode(), CIN, limits=few))
    assert "too-many-records" in {fault.name for fault in scanned(many, limits=few).faults}


ODD = {
    "an empty element": lambda text: text.replace("</Ethnicity>", "</Ethnicity><Disabilities/>", 1),
    "an empty value": lambda text: text.replace("<Sex>F", "<Sex>", 1).replace("<Sex>M", "<Sex>", 1),
    "an unknown element": lambda text: text.replace("<ChildIdentifiers>", "<Odd>1</Odd><ChildIdentifiers>", 1),
    "stray text": lambda text: text.replace("</ChildIdentifiers>", "</ChildIdentifiers>x", 1),
    "text before the child": lambda text: text.replace("<Child>", "x<Child>", 1),
    "a character that is not ASCII": lambda text: text.replace("<LAchildID>", "<LAchildID>é", 1),
    "an entity": lambda text: text.replace("<LAchildID>", "<LAchildID>&lt;", 1),
    "a comment of two lines": lambda text: text.replace("<ChildIdentifiers>", "<!--\n\n--><ChildIdentifiers>", 1),
    "no characteristics": lambda text: re.sub(
        "<ChildCharacteristics>.*?</ChildCharacteristics>", "", text, flags=re.DOTALL
    ),
    "a lone carriage return": lambda text: text.replace("<ChildIdentifiers>", "\r<ChildIdentifiers>", 1),
}
"""Ways in which one child of many is not plain."""


@pytest.mark.parametrize(
    ("newline", "share"),
    [
        ("\n", 0.2),
        ("\r\n", 0.003),
        pytest.param("\n", 0.003, marks=pytest.mark.slow),
        pytest.param("\r\n", 0.2, marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_children_among_plain_ones_are_read_alike(odd, share, newline):
    """The scanner reads on after a child who is not plain: lines, numbers, keys and faults stay what they are."""
    chance = random.Random(7)
    text = large(900, style=Style(" ", newline)).decode()
    children = [odd(part) if chance.random() < share else part for part in re.split("(?<=</Child>)", text)]
    data = "".join(children).encode()
    assert not difference(scanned(data, piece=300_000), read_by_element(data, CIN))


@pytest.mark.parametrize("piece", [10_000, 100_000, 1 << 20, 8 << 20])
def test_pieces_join_without_a_seam(piece):
    data = large(1200, style=Style("    ", "\r\n"))
    assert len(data) > 2_000_000
    assert not difference(scanned(data, piece=piece), read_by_element(data, CIN))


def test_a_child_who_is_not_plain_in_the_last_piece_is_read_alike():
    data = large(1200)
    at = data.rindex(b"<Sex>") + len(b"<Sex>")
    changed = data[:at] + b"&#70;" + data[at:]
    assert not difference(scanned(changed, piece=100_000), read_by_element(changed, CIN))


@settings(max_examples=100, deadline=None)
@given(chance=st.randoms(use_true_random=False), way=st.sampled_from(WAYS), again=st.sampled_from([None, *WAYS]))
def test_a_return_broken_in_any_way_is_read_alike_both_ways(chance, way, again):
    data = way(chance, made(chance, children=2).text.encode())
    assert not problem(again(chance, data) if again else data, "read")


@pytest.mark.parametrize("part", [0, 1, *(pytest.param(part, marks=pytest.mark.slow) for part in (2, 3))])
def test_a_return_with_any_byte_changed_is_read_alike_both_ways(part):
    chance = random.Random(part)
    data = made(chance, children=1, style=Style(chance.choice(["", " "])), most=1).text.encode()
    for at in range(part, len(data), 8):
        new = chance.choice(b"<>/& \n\r\tx1\x00\xc3")
        assert not problem(data[:at] + bytes([new]) + data[at + 1 :], "read"), f"{at} {new}"


def test_the_made_returns_are_plain():
    for seed in range(30):
        scanned(made(random.Random(seed)).text)


class Long(Table):
    """A table with a name that the scanner has no words for."""

    Name = Field()


class Box(Table):
    """Holds a Thing."""


class Thing(Table):
    """Stands in a child."""

    Name = Field()


class InBox(Table):
    """Has an element of the same name, which holds others too."""

    under = "Box"
    path = ("Thing",)

    Name = Field()


@pytest.mark.parametrize("tables", [(Box, Thing, InBox)])
def test_a_return_that_the_scanner_does_not_know_how_to_read_is_read_all_the_same(tables, tmp_path):
    kind = Return("odd", "Odd return", "Message", tables, tmp_path)
    text = (
        "<Message><Children><Child><Box><Thing><Name>a</Name></Thing></Box>"
        "<Thing><Name>b</Name></Thing></Child></Children></Message>"
    )
    with pytest.raises(NotPlain):
        scanned(text, kind=kind)
    reading = read(text.encode(), kind)
    assert [reading.tables[name]["Name"].to_list() for name in ("Thing", "InBox")] == [["b"], ["a"]]


def test_a_name_too_long_is_not_scanned(tmp_path):
    kind = Return("long", "Long", "Message", (type("L" * 60, (Table,), {"Name": Field()}),), tmp_path)
    (child_place,) = (place for place in places(kind).all() if place.is_child)
    with pytest.raises(NotPlain):
        PlainTags(child_place)
