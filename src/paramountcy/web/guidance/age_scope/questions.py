"""
The questions of the questionnaire, and what a set of answers means for a provision.

A provision *applies*, or *may apply: ask somebody*; or nothing that was answered leads to it, and it is listed with the
others. Nobody is ever told that they are not entitled: the law has more doors than a list has rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

YES, NO, UNSURE = "yes", "no", "unsure"
YES_NO = ((YES, "yes"), (NO, "no"), (UNSURE, "not sure"))


@dataclass(frozen=True)
class Question:
    """A question, its answers and a line that helps. `short` is what a register says in its place."""

    name: str
    text: str
    answers: tuple[tuple[str, str], ...]
    hint: str = ""
    short: str = ""


QUESTIONS = (
    Question(
        "care",
        "Have you been in care (looked after by a council)?",
        (("in", "I am now"), ("left", "I was, and have left"), (NO, "no"), (UNSURE, "not sure")),
        short="in care",
    ),
    Question(
        "weeks",
        "Were you in care for 13 weeks or more since you were 14, some of it at 16 or 17?",
        YES_NO,
        "The weeks need not be in one piece.",
        short="in care for 13 weeks since 14, some at 16 or 17",
    ),
    Question("send", "Do you have a disability, or special educational needs?", YES_NO, short="disability or SEND"),
    Question("ehc", "Do you have an education, health and care plan?", YES_NO, short="has a plan"),
    Question(
        "study", "Are you in education or training, or do you want to go back?", YES_NO, short="study or training"
    ),
    Question(
        "carer", "Do you care for somebody who is ill, disabled, or needs help?", YES_NO, short="cares for somebody"
    ),
)
NAMES = {one.name: one for one in QUESTIONS}


class Verdict(StrEnum):
    """What the answers mean for a provision."""

    APPLIES = "applies"
    MAY_APPLY = "may apply"
    OTHER = "other"


def needs_of(written: str) -> dict[str, frozenset[str]]:
    """
    What a provision asks for, question by question. Raises ValueError for a question or an answer that is not there.

    >>> sorted(needs_of("care:in|left;weeks:yes")["care"])
    ['in', 'left']
    """
    found = {}
    for part in filter(None, (one.strip() for one in written.split(";"))):
        name, colon, answers = part.partition(":")
        question = NAMES.get(name)
        given = frozenset(answers.split("|"))
        if not colon or question is None or not given <= {value for value, _ in question.answers}:
            raise ValueError(f"“{part}” is not an answer to a question: write it as in care:left;weeks:yes")
        found[name] = given
    return found


def in_words(written: str) -> str:
    """
    For whom a provision is, in words.

    >>> in_words("care:left;weeks:yes")
    'in care: I was, and have left; in care for 13 weeks since 14, some at 16 or 17: yes'
    """
    said = []
    for name, answers in needs_of(written).items():
        question = NAMES[name]
        said.append(f"{question.short}: {' or '.join(words for value, words in question.answers if value in answers)}")
    return "; ".join(said) or "everybody of that age"


def meaning(
    *, needs: str, from_age: int | None, to_age: int | None, sure: bool, age: int, answers: Mapping[str, str]
) -> Verdict:
    """
    What an age and answers mean for a provision. What was not answered, or not surely, leaves it open.

    >>> meaning(needs="care:left", from_age=16, to_age=24, sure=True, age=22, answers={"care": "left"}).value
    'applies'
    >>> meaning(needs="care:left", from_age=16, to_age=24, sure=True, age=22, answers={}).value
    'may apply'
    """
    scoped = from_age is not None or to_age is not None
    if scoped and not ((from_age or 0) <= age <= (age if to_age is None else to_age)):
        return Verdict.OTHER
    open_still = not scoped or not sure
    for name, wanted in needs_of(needs).items():
        answer = answers.get(name, "") or UNSURE
        if answer == UNSURE:
            open_still = True
        elif answer not in wanted:
            return Verdict.OTHER
    return Verdict.MAY_APPLY if open_still else Verdict.APPLIES
