"""The lines of a response document, once for both documents."""

from collections.abc import Iterator
from dataclasses import dataclass

from paramountcy.web.guidance.recommendations.told import NO_EFFECT, NO_PROGRESS, Held, Response, Told


@dataclass(frozen=True)
class Line:
    """A heading ("1" to "3"), a paragraph ("text") or a point of a list ("point")."""

    kind: str
    text: str


def lines(response: Response) -> Iterator[Line]:
    """The document, line by line, after its title."""
    parts = [f"{response.source.capitalize()}, {response.published}", response.by_whom, response.link]
    yield Line("text", ". ".join(part for part in parts if part) + ".")
    if response.answers:
        yield Line("text", f"Response of {response.answers}.")
    if not response.public:
        yield Line("text", "Working copy: it holds provisional positions, and is not for publication.")
    if response.statement:
        yield Line("1", "The response as a whole")
        for paragraph in response.statement.splitlines():
            if paragraph.strip():
                yield Line("text", paragraph.strip())
    if response.wholes:
        yield Line("1", "Said of all recommendations at once")
        for words in response.wholes:
            yield Line("point", words)
    for theme, rows in response.themes:
        yield Line("1", theme)
        for one in rows:
            yield from _recommendation(one)
    if response.remark:
        yield Line("1", "Where this comes from")
        yield Line("text", response.remark)


def _recommendation(one: Told) -> Iterator[Line]:
    yield Line("2", f"Recommendation {one.number}")
    yield Line("text", one.text + (" (In our words, not those of the report.)" if one.own_words else ""))
    if one.today:
        yield Line("text", f"In today’s words: {one.today}")
    if one.addressees:
        yield Line("text", f"To: {one.addressees}")
    yield Line("text", f"Position: {one.position}" + ("" if one.position.endswith(".") else "."))
    if one.history:
        yield Line("3", "Who said what, and when")
        for held in one.history:
            yield Line("point", in_words(held))
    if one.commitments:
        yield Line("3", "Commitments")
        for words in one.commitments:
            yield Line("point", words)
    yield Line("3", "Progress, as claimed")
    for words in one.progress or (NO_PROGRESS,):
        yield Line("point", words)
    yield Line("3", "Evidence of effect")
    for words in one.effects or (NO_EFFECT,):
        yield Line("point", words)


def in_words(held: Held) -> str:
    """A position in a line."""
    parts = [f"{held.on}: {held.value}, {held.force}", f"says {held.claimed_by} ({held.claimant})"]
    parts += [
        f"Reason: {held.reason}" if held.reason else "",
        f"On condition: {held.conditions}" if held.conditions else "",
    ]
    parts += [held.link, held.mark.capitalize(), "Put right by a later row" if held.put_right else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
