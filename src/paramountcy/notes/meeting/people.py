"""
What the words beside a name mean: chair, deputy and for whom, official, organisation.

Organisations are suggested from the text after the last comma, after "of", or in brackets; the text is kept whole.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from paramountcy.notes.document import Span
from paramountcy.notes.meeting.bodies import body_of, is_department
from paramountcy.notes.meeting.names import looks_like_name, normal
from paramountcy.notes.meeting.shape import Confidence, Person

CHAIR = re.compile(
    r"(?:^|[-–—,(]\s*|\b(?:independent|acting|interim)\s+)chair(?:man|woman|person)?\b(?!\s+of\b)(?!,\s+[A-Z])", re.I
)
NOT_CHAIR = re.compile(r"\b(?:co|vice|deputy)[- ]chair", re.IGNORECASE)
STANDS_FOR = re.compile(
    r"\b(?:representing|deputising for|on behalf of|substitute for|substituting for|deputy for|attending for|for)\s+"
    r"(?P<who>(?:[A-Z][\w.'’-]*\s?)+)"
)
LONGEST_NAME, LONGEST_ROLE = 200, 2_000
"""Characters of either that are kept: what goes on longer is none."""
BRACKETS = re.compile(r"\(([^()]*)\)")
AFTER_JOB = re.compile(
    r"(?:\b(?:of|at|for)\s+(?:the\s+)?|\b(?:executive|director|manager|officer|leader|constable)\s+)([A-Z].*)$",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:council|college|board|trust|service|services|school|police|borough|association|society|network|forum|group|"
    r"partnership|department|nhs|university|authority|agency|ofsted|hospital|foundation|federation|confederation|charity|"
    r"england|barnardo's|commission|academy|icb|court|office)\b",
    re.IGNORECASE,
)


class Beside(Protocol):
    """A row of a list of people."""

    @property
    def name(self) -> str: ...
    @property
    def beside(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def span(self) -> Span | None: ...


def person(row: Beside, *, official: bool, confidence: Confidence) -> Person:
    """The person of a row of a list; `official` where the list is of officers or those in attendance."""
    name, role = row.name[:LONGEST_NAME].strip(" ,.;"), row.beside[:LONGEST_ROLE].strip()
    bracket = BRACKETS.search(name)
    if bracket:
        name = BRACKETS.sub("", name).strip()
    elif role.startswith("(") and BRACKETS.fullmatch(role):
        bracket = BRACKETS.fullmatch(role)
    inside = [part.strip() for part in re.split(r"[,;]", bracket[1])] if bracket else []
    organisations = [part for part in inside if part and not CHAIR.fullmatch(part) and part.casefold() != "chair"]
    stands_for = STANDS_FOR.search(role) or (STANDS_FOR.search(bracket[1]) if bracket else None)
    if stands_for and not _is_a_person(stands_for["who"]):
        stands_for = None
    if stands_for:
        organisations = [part for part in organisations if not STANDS_FOR.search(part)]
    label = row.label or (organisations[0] if bracket and organisations and not role.strip("()").count(",") else "")
    if not row.label and bracket and row.beside == bracket[0]:
        role = ""
    suggested = tuple(organisations) or ((row.label,) if row.label else organisations_in(role, label))
    chairs = any(part.casefold() == "chair" for part in inside) or _is_chair(role)
    return Person(
        name=name,
        role=role if role else "",
        label=label,
        organisations=suggested,
        capacity="chair"
        if chairs
        else "deputy"
        if stands_for
        else "official"
        if official or _officials(suggested)
        else "member",
        initials=row.initials,
        stands_for=stands_for["who"].strip() if stands_for else "",
        span=row.span,
        confidence=confidence,
    )


def organisations_in(role: str, label: str = "") -> tuple[str, ...]:
    """
    The organisations that the words beside a name suggest.

    >>> organisations_in("Assistant Director, Children's Social Care (London Borough of Hackney)")
    ('London Borough of Hackney',)
    >>> organisations_in("Co-Chair, National College of Social Work"), organisations_in("Social Care Director, Ofsted")
    (('National College of Social Work',), ('Ofsted',))
    """
    if label:
        return (label,)
    in_brackets = [part for part in BRACKETS.findall(role) if ORGANISATION.search(part) or body_of(part)]
    if in_brackets:
        return tuple(in_brackets)
    plain = STANDS_FOR.sub(
        lambda found: "" if _is_a_person(found["who"]) else found.group(), re.sub(r"\s*[-–—]\s*Chair$", "", role)
    ).strip(" ,")
    found = []
    for half in re.split(r"\s+and,\s+", plain):
        last = half.split(", ")[-1].strip()
        if body_of(last) or (ORGANISATION.search(last) and ", " in half):
            found.append(last)
        elif (after := AFTER_JOB.search(last)) and (ORGANISATION.search(after[1]) or body_of(after[1])):
            found.append(after[1])
    return tuple(found)


def settled(present: Sequence[Person], apologies: Sequence[Person]) -> list[Person]:
    """Those present, each deputy with whether the member stood in for is among the apologies; and one chair only."""
    excused = {normal(person.name) for person in apologies}
    chairs = 0
    done = []
    for each in present:
        chairs += each.capacity == "chair"
        second = each.capacity == "chair" and chairs > 1
        excuse = normal(each.stands_for) in excused if each.stands_for else None
        done.append(replace(each, excused=excuse, capacity="member" if second else each.capacity))
    return done


def _is_chair(role: str) -> bool:
    """
    >>> [_is_chair(role) for role in ("Minister - Chair", "Co-Chair, College", "Deputy Chair, Board", "Chair")]
    [True, False, False, True]
    """
    return bool(CHAIR.search(NOT_CHAIR.sub("", role)))


def _is_a_person(text: str) -> bool:
    return looks_like_name(text.strip())


def _officials(organisations: tuple[str, ...]) -> bool:
    return bool(organisations) and all(is_department(name) for name in organisations)
