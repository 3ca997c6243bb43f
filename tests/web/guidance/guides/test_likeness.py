"""How alike passages are: against cosines worked out by hand, and what is taken for a passage."""

import math
from collections import Counter
from itertools import pairwise

from paramountcy.web.guidance.guides.likeness import alike, dropped, number, numbers, pieces


def by_hand(first, second):
    """
    TF-IDF as the textbook has it, with the smoothed idf ln((1+n)/(1+df))+1 and 1+ln(tf), over words and pairs of
    words of two documents; and the cosine between them.
    """

    def terms(text):
        words = text.lower().replace(".", "").split()
        return Counter([*words, *(f"{one} {two}" for one, two in pairwise(words))])

    documents = [terms(first), terms(second)]
    idf = {
        one: math.log(3 / (1 + sum(one in document for document in documents))) + 1
        for one in documents[0] | documents[1]
    }
    vectors = [{one: (1 + math.log(count)) * idf[one] for one, count in document.items()} for document in documents]
    lengths = [math.sqrt(sum(value**2 for value in vector.values())) for vector in vectors]
    return sum(value * vectors[1].get(one, 0) for one, value in vectors[0].items()) / (lengths[0] * lengths[1])


ONE = "See each child alone and write down what each child said."
OTHER = "See the child alone and write down what was said to you."


def test_likeness_is_the_cosine_of_the_textbook():
    [pair] = alike([ONE], [OTHER], least=0)
    assert math.isclose(pair.likeness, by_hand(ONE, OTHER), abs_tol=1e-9)
    assert 0.2 < pair.likeness < 0.8


def test_the_same_words_are_wholly_alike_and_other_words_not_at_all():
    [same] = alike([ONE], [ONE.upper()], least=0.5)
    assert math.isclose(same.likeness, 1)
    assert alike([ONE], ["Travel money comes back monthly."], least=0.01) == []


def test_nothing_to_compare_is_no_pair():
    assert alike([], [ONE], least=0) == []
    assert alike(["…"], ["—"], least=0) == []


def test_a_passage_stands_where_it_says():
    text = (
        "A heading\r\n\r\n  One two three four five six seven eight nine.  \r\nAnd a second line of it.\r\n\r\nShort."
    )
    [piece] = pieces(text)
    assert text[piece.start : piece.end] == piece.text
    assert piece.text.startswith("One two three")
    assert piece.text.endswith("a second line of it.")


def test_a_text_without_empty_lines_is_taken_line_by_line():
    line = "One two three four five six seven eight nine."
    assert [one.text for one in pieces(f"{line}\n{line}\nShort.")] == [line, line]


def test_what_only_moved_was_not_dropped():
    first = "Each agency keeps a named professional for safeguarding children, who advises colleagues."
    second = "Staff of all agencies should be trained together at least every three years by somebody who knows."
    assert [one.text for one in dropped(f"{first}\n\n{second}", f"A new beginning of the chapter.\n\n{first}")] == [
        second
    ]


def test_every_number_has_its_unit_and_its_meaning():
    assert set(numbers()) == {"overlap", "same", "shortest", "most", "shown"}
    assert all(one.unit and one.meaning for one in numbers().values())
    assert 0 < number("same") <= number("overlap") < 1
