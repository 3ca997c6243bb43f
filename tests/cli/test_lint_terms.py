"""`paramountcy lint-terms`: what it finds, on which day, and its exit codes."""

import json

import pytest

from tests.cli.running import invoke


@pytest.fixture
def guidance(tmp_path):
    path = tmp_path / "chapter.md"
    path.write_text("# Chapter\n\nThe LSCB protects children from harm.\n", encoding="utf-8")
    return path


def test_it_says_what_stands_where_what_is_preferred_why_since_when_and_who_decided(guidance):
    result = invoke("lint-terms", guidance)
    assert result.exit_code == 1
    first, second, last = result.stdout.splitlines()
    assert first.startswith("chapter.md: line 3: warning: “LSCB”: prefer “safeguarding partners")
    assert "since 2019-09-30." in first
    assert "Decided by: Parliament (Children and Social Work Act 2017)." in first
    assert second.startswith("chapter.md: line 3: advice: “protects children from harm”: a proposal of 2011")
    assert last.startswith("2 terms to look at, by the terms of ")


@pytest.mark.parametrize(("day", "code", "count"), [("2011-11-02", 0, 0), ("2011-11-03", 1, 1), ("2020-01-01", 1, 2)])
def test_the_day_decides(guidance, day, code, count):
    result = invoke("lint-terms", guidance, "--as-at", day, "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, len(data["found"]), data["as_at"]) == (code, count, day)


def test_json_has_all_that_is_known_of_a_term(guidance):
    (found, _) = json.loads(invoke("lint-terms", guidance, "--json").stdout)["found"]
    assert found["file"] == "chapter.md"
    assert set(found) == {
        "file", "place", "term", "preferred", "severity", "status", "why", "since", "decided_by", "source",
        "checked", "span",
    }  # fmt: skip


def test_nothing_found_is_0_and_says_so(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text("Safeguarding partners keep children from harm.", encoding="utf-8")
    result = invoke("lint-terms", path, "--as-at", "2026-11-22")
    assert (result.exit_code, result.stdout) == (0, "0 terms to look at, by the terms of 22 November 2026.\n")


@pytest.mark.parametrize(
    ("name", "content", "more", "says"),
    [
        ("return.xml", "<Message/>", (), "files of this kind are not read"),
        ("record.txt", "NHS number 943 476 5919", (), "never in a case record"),
        ("a.txt", "words", ("--as-at", "yesterday"), "--as-at yesterday is no day: write it as 2011-11-03."),
    ],
)
def test_what_cannot_be_checked_ends_in_a_sentence_and_2(tmp_path, name, content, more, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    result = invoke("lint-terms", path, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
