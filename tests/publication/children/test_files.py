"""The files that people keep for the page: helplines, the reviewers' record, the hard words."""

import pytest

from paramountcy.publication.children.helplines import NotHelplines, read_helplines
from paramountcy.publication.children.reviewed import NotReviewed, read_reviews
from paramountcy.publication.children.words import MARKED, terms, words

HEADING = "reviewer_role,age,date,what_changed\n"
MARK = "from knowledge, check before publishing"


def write(tmp_path, text, name="given.csv"):
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_the_helplines_that_stand_until_an_area_gives_its_own():
    lines = read_helplines()
    assert [(line.name, line.number) for line in lines] == [
        ("Childline", "0800 1111"),
        ("The police", "999"),
        ("The police", "101"),
        ("Help at Hand", "0800 528 0731"),
        ("The NSPCC helpline", "0808 800 5000"),
    ]
    assert {line.mark for line in lines} == {MARK}
    assert {line.checked for line in lines} == {None}
    assert all(line.source for line in lines)
    assert lines[0].says == (
        "Childline: 0800 1111, or childline.org.uk. For children and young people under 19, about anything that "
        "worries you. Open at any time of day or night. It is free."
    )


def test_a_line_that_was_rung_has_its_day_and_no_mark(tmp_path):
    file = write(tmp_path, "\ufeffname,number,checked,extra\n\n A ,0800 1111,2026-05-01,x\n")
    (line,) = read_helplines(file)
    assert (line.name, line.mark, line.checked.isoformat()) == ("A", "", "2026-05-01")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,number,mark\n", "has no line of help in it"),
        ("who,number\nA,1\n", "has no columns name and number"),
        ("name,number,mark\n,0800 1111,m\n", "row 2 of given.csv has no name"),
        ("name,number,web,mark\nA,,,m\n", "neither a number nor a web address"),
        ("name,number,mark\nA,call me,m\n", "a number that can't be rung"),
        ("name,web,mark\nA,javascript:alert(1),m\n", "a web address that is none"),
        ("name,number,checked,mark\nA,999,May,m\n", "a day of checking that is none"),
        ("name,number\nA,999\n", "no mark and no day on which it was checked"),
        (b"name,number\n\xff\xfe", "is not a table in CSV and UTF-8"),
        ("name,number,mark\n" + "A,999,m\n" * 20_000, "no list of helplines is so long"),
    ],
)
def test_a_file_of_helplines_that_will_not_do_is_a_sentence(tmp_path, text, why):
    with pytest.raises(NotHelplines, match=why):
        read_helplines(write(tmp_path, text))


def test_no_such_file_is_a_sentence(tmp_path):
    with pytest.raises(NotHelplines, match=r"none\.csv could not be read: No such file"):
        read_helplines(tmp_path / "none.csv")
    with pytest.raises(NotReviewed, match=r"none\.csv could not be read: No such file"):
        read_reviews(tmp_path / "none.csv")


def test_a_record_of_readers(tmp_path):
    text = "young inspector,15,2026-05-01,One sentence was cut\n\npupil,11,2026-04-02,nothing\n"
    first, second = read_reviews(write(tmp_path, HEADING + text))
    assert (first.role, first.age, first.on.isoformat(), first.what_changed) == (
        "young inspector", 15, "2026-05-01", "One sentence was cut",
    )  # fmt: skip
    assert second.age == 11


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("reviewer_name,reviewer_role,age,date,what_changed\n", "may say who a young person is"),
        ("reviewer_role,age,date\n", "has no column what_changed"),
        (HEADING + "pupil,40,2026-04-02,nothing\n", "row 2 of given.csv has no age from 5 to 25"),
        (HEADING + "pupil,²,2026-04-02,nothing\n", "has no age from 5 to 25"),
        (HEADING + "pupil,12,2 May,nothing\n", "has no day"),
        (HEADING + "pupil,12,2026-04-02,\n", "does not say what was changed"),
        (HEADING + ",12,2026-04-02,nothing\n", "has no role"),
        (b"\xff\xfe", "is not a table in CSV and UTF-8"),
        (HEADING + "a" * 1_000_001, "no record of readers is so long"),
    ],
)
def test_a_record_that_will_not_do_is_a_sentence(tmp_path, text, why):
    with pytest.raises(NotReviewed, match=why):
        read_reviews(write(tmp_path, text))


def test_every_marked_word_is_explained_and_every_explained_word_is_used():
    said = words()
    texts = [
        *said.opening,
        *(sentence for _, sentences in (*said.closing, *said.not_told.values()) for sentence in sentences),
    ]
    for topic in said.topics:
        texts += [*topic.before, *topic.after]
        texts += [text for one in topic.figures for text in (one.count, one.rate, one.share, one.days, one.earlier)]
    marked = {form.lower() for text in texts for form in MARKED.findall(text)}
    known = {form: term for term in terms() for form in term.forms}
    assert marked <= set(known)
    assert {known[form].name for form in marked} == {term.name for term in terms()} - {"in care"}


def test_what_can_not_be_told_is_named_without_hard_words():
    named = [text for topic in words().topics for one in topic.figures for text in (one.what, one.point)]
    assert not any(form in text for text in named for term in terms() for form in term.forms)
    assert not any(MARKED.search(text) for text in named)
