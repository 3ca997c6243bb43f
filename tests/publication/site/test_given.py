"""The files that an area gives to its site: answers, and a list of areas. What can't be used is refused by its line."""

from datetime import date

import pytest

from paramountcy.publication.site.given import NotUsable, read_answers, read_list
from paramountcy.terms.authority import authority

KNOWN = {"re_referrals": "re_referrals", "C7": "re_referrals", "caseload": "caseload"}
BY = date(2026, 4, 1)


@pytest.fixture
def answers(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "answers.csv"
        path.write_bytes(text.encode(encoding))
        return read_answers(path, known=KNOWN, by=BY)

    return read


def test_answers_of_an_indicator_newest_first(answers):
    found = answers(
        "indicator,text,source,date\n"
        're_referrals,"We looked at each one.\n\nMost were about a new worry.",Quality board,2025-10-01\n'
        "C7,We asked families.,Director,2026-01-31\n"
    )
    assert [(one.source, one.on, one.paragraphs) for one in found.of["re_referrals"]] == [
        ("Director", date(2026, 1, 31), ("We asked families.",)),
        ("Quality board", date(2025, 10, 1), ("We looked at each one.", "Most were about a new worry.")),
    ]
    assert found.warnings == ()


def test_files_as_spreadsheets_save_them(answers):
    text = "Indicator,Text,Source,Date,Notes\r\ncaseload,It’s lower – see plan.,Board,2026-01-31,x\r\n,,,,\r\n"
    for encoding in ("utf-8-sig", "cp1252"):
        assert answers(text, encoding).of["caseload"][0].paragraphs == ("It’s lower – see plan.",)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("re_referals,Text,Board,2026-01-31", "line 2: there is no indicator 're_referals' here: did you mean re_ref"),
        ("referees of football,Text,Board,2026-01-31", "the page of all figures lists those"),
        ("caseload,,Board,2026-01-31", "line 2: the answer has no text"),
        ("caseload,Text,,2026-01-31", "line 2: the answer has no source"),
        ("caseload,Text,Board,", "line 2: the answer has no date: write it year first, as in 2025-10-31"),
        ("caseload,Text,Board,31/01/2026", "'31/01/2026' is not a day: write it year first"),
        ("caseload,Text,Board,2026-02-30", "'2026-02-30' is not a day"),
        ("caseload,Text,Board,2026-04-02", "after the day of this release, 2026-04-01"),
        ("caseload,Text", "line 2: cells are missing"),
        ("caseload,Text, with a comma,Board,2026-01-31", "line 2: there are more cells than columns"),
        ("caseload,Child A123456789012 was moved,Board,2026-01-31", "looks like a unique pupil number: take it out"),
        (f"caseload,{'x' * 5001},Board,2026-01-31", "5,001 characters, and 5,000 are the most"),
    ],
)
def test_a_line_that_can_not_be_used_is_refused(answers, lines, said):
    with pytest.raises(NotUsable, match=r"^answers\.csv, line 2: ") as why:
        answers(f"indicator,text,source,date\n{lines}\n")
    assert said in str(why.value)


def test_the_line_named_is_where_the_answer_ends(answers):
    with pytest.raises(NotUsable, match="line 4: the answer has no date"):
        answers('indicator,text,source,date\ncaseload,"One\ntwo",Board,2026-01-31\ncaseload,Text,Board,\n')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"indicator,text,source\n", "has no column date"),
        (b"", "has no column indicator"),
        (b"PK\x03\x04\x00\x00", "is not text: save the spreadsheet as CSV"),
        (b'indicator,text,source,date\ncaseload,"' + b"x" * 200_000 + b'",a,2026-01-31\n', "this is not CSV"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, content, said):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(NotUsable) as why:
        read_answers(path, known=KNOWN, by=BY)
    assert said in str(why.value)
    with pytest.raises(NotUsable, match=r"gone\.csv can't be read: No such file"):
        read_answers(tmp_path / "gone.csv", known=KNOWN, by=BY)


def test_an_answer_with_a_small_number_of_children_is_warned_of(answers):
    found = answers("indicator,text,source,date\ncaseload,Only 3 children waited.,Board,2026-01-31\n")
    assert len(found.warnings) == 1
    assert "line 2: the answer speaks of a number of children from 1 to 5" in found.warnings[0]
    for harmless in ("45 children waited", "in 12-13 of 40 cases", "0.5 of 1%", "within 3 days"):
        assert answers(f"indicator,text,source,date\ncaseload,{harmless},Board,2026-01-31\n").warnings == ()


def test_a_hidden_character_is_shown(answers):
    found = answers("indicator,text,source,date\ncaseload,left\u202eright,Board,2026-01-31\n")
    assert found.of["caseload"][0].paragraphs == ("left⟨U+202E⟩right",)


@pytest.fixture
def own_list(tmp_path):
    def read(text):
        path = tmp_path / "mine.csv"
        path.write_text(text, encoding="utf-8")
        return [one.name for one in read_list(path, on=BY, without=authority("Islington", on=BY))]

    return read


def test_a_list_of_areas_by_name_or_code(own_list):
    assert own_list("area\nHackney\n213\nE09000030\n") == ["Hackney", "Westminster", "Tower Hamlets"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("area\nHackny\n", "line 2: There is no children's services authority in England called 'Hackny'"),
        ("area\nHackney\nCumbria\n", "line 3: Cumbria (909) ended on 31 March 2023"),
        ("area\nIslington\n", "line 2: Islington is the area itself"),
        ("area\nHackney\n204\n", "line 3: Hackney is on the list twice"),
        ("area\n", "names no area"),
        ("Hackney\n", "has no column area"),
    ],
)
def test_a_list_that_can_not_be_used_is_refused(own_list, text, said):
    with pytest.raises(NotUsable) as why:
        own_list(text)
    assert said in str(why.value)
