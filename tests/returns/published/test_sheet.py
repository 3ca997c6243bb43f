"""Delimited files as they come."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paramountcy.returns.published.shape import NotPublished
from paramountcy.returns.published.sheet import MOST_COLUMNS, sheet


def rows(content):
    return sheet(content).rows.drop("row").rows()


def notes(content):
    return [str(note) for note in sheet(content).notes]


def test_everything_is_text():
    assert rows(b'a,b\n007,"1,234"\nc,\n') == [("007", "1,234"), ("c", None)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_beginning(end):
    text = end.join(["\ufeffa,b", "1,2", "", "3,4", ""])
    found = sheet(text.encode())
    assert found.names == ("a", "b")
    assert [row[1:] for row in found.rows.rows()] == [("1", "2"), ("3", "4")]


def test_places_are_those_of_a_spreadsheet():
    assert sheet(b"a,b\n1,2\n3,4\n").rows["row"].to_list() == [2, 3]


def test_quoted_line_ends_stay_in_their_cell():
    assert rows(b'a,"b\nb"\n1,"2\n2"\n') == [("1", "2\n2")]


def test_a_row_that_is_too_long_or_too_short_loses_nothing_in_silence():
    content = b"a,b\n1,2,stray\n3\n4,5\n"
    assert rows(content) == [("1", "2"), ("3", None), ("4", "5")]
    assert notes(content) == ["row 2: it has more cells than the heading; left out: stray"]


def test_many_rows_that_are_too_long_are_counted():
    content = b"a,b\n" + b"1,2,3\n" * 20
    assert len(notes(content)) == 6
    assert notes(content)[-1] == "15 further rows have more cells than the heading"


def test_columns_of_one_name_and_of_none():
    content = b"a,a,,b,\n1,2,3,4,\n"
    assert sheet(content).names == ("a", "a (2)", "column 3", "b")
    assert notes(content) == ["the heading: the column a is there 2 times: the second is kept as a (2)"]


def test_windows_text_is_read_and_said():
    content = "a,b\ncafé,1\n".encode("cp1252")
    assert rows(content) == [("café", "1")]
    assert notes(content) == ["it is not in UTF-8, and was read as Windows-1252"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        ("a,b\n1,2".encode("utf-16"), "UTF-16"),
        (b"a;b;c\n1;2;3\n", "semicolons"),
        (b"a\tb\n1\t2\n", "tabs"),
        (b"just a line\n", "not the names of columns"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"%PDF-1.7", "a PDF file"),
        (b'{"a": 1}', "a JSON file"),
        (b"<!DOCTYPE html>\n<html>", "web page"),
        (b"a,b\n\x00\x00", "not text"),
        (",".join(f"c{place}" for place in range(MOST_COLUMNS + 1)).encode(), "no published table has so many"),
        (b'a,b\n1,"' + b"x" * 200_000 + b"\n", "can't be told apart"),
    ],
)
def test_what_is_no_table_gets_a_sentence(content, said):
    with pytest.raises(NotPublished, match=said):
        sheet(content)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_do_harm(content):
    try:
        found = sheet(content)
    except NotPublished:
        return
    assert found.rows.width == len(found.names) + 1


@settings(deadline=None)
@given(st.text("abc,\"'\n;\t c1x\ufeff", max_size=80))
def test_no_text_does_harm(text):
    with suppress(NotPublished):
        assert sheet(text.encode()).rows.height >= 0
