"""
Actions: what somebody agreed, undertook, was asked or offered to do, proposed for a person to confirm.

A line or table that is headed Action says so itself. In running text a rule proposes: whoever is known in the meeting,
with a verb of taking on. What is only said, welcomed, thanked for or hoped is none; nor are the points made about a
recommendation, which are views.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from paramountcy.notes.document import Span
from paramountcy.notes.meeting.body import ActionLine
from paramountcy.notes.meeting.cast import Cast
from paramountcy.notes.meeting.due import NEXT_MEETING, due_of
from paramountcy.notes.meeting.language import Sentence
from paramountcy.notes.meeting.shape import CERTAIN, GUESS, LIKELY, Action, Confidence

Proposal = tuple[str, str, Confidence]
"""Owner, kind, and how sure."""
Rule = Callable[[Sentence, Cast], Iterator[Proposal]]

COURTESY = (
    r"(?:congratulations|thanks|apologies|condolences|best wishes|support|views?|comments?|opinions?|reflections)"
)
SAID = re.compile(
    r"\b(?:stated|said|confirmed|explained|advised|informed|told|reported|noted|added|agreed|assured|undertook)\b[^.]*?\bthat\b"
)
HAPPENS = (
    r"(?:take|hold|run|be|have|not|never|need|like|welcome|prefer|want|expect|hope|mean|seem|benefit|depend|remain|"
    r"continue to be)\b"
)
BEFORE_DOUBT = re.compile(r"\b(?:whether|if|unless|how|why|what)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
HELPFUL = re.compile(
    r"\b(?:comments|views|suggestions|feedback|contributions|responses) (?:would|will) be (?:\w+ )?"
    r"(?:helpful|useful|valuable|used|invaluable) (?:in|for|to) "
)
SENT = re.compile(
    r"\b(?:suggestions|comments|drafts?|updates?|feedback|papers?|reports?|notes?|minutes|views|details|responses?|which|it|"
    r"these|they|this|slides|information|copies|a copy|dates?|invitations?|data|findings)\b[^.;]{0,40}?"
    r"\b(?:will|would) (?:then |also )?be (?P<verb>considered|sent|circulated|given|provided|shared|produced|published|"
    r"brought|prepared|issued|taken into account|incorporated|reported|presented|distributed|forwarded|reflected|"
    r"updated|added)\b",
    re.IGNORECASE,
)
TELLS = {"given", "provided", "reported", "brought", "presented"}
CARRIED = re.compile(
    r"\b(?:remainder|remaining [\w ]{1,30}|rest|outstanding [\w ]{1,30})\b[^.]{0,40}\b(?:would|will|to) be\b"
    r"[^.]*?\bnext [\w ]{0,30}?meeting"
    r"|\b(?:deferred|carried (?:forward|over)|rolled over|held over)\b[^.]{0,30}\bnext [\w ]{0,30}?meeting",
    re.IGNORECASE,
)


def proposals(sentences: list[Sentence], lines: list[ActionLine], cast: Cast, day: date | None) -> list[Action]:
    """The actions that sentences propose and lines state, in the order of the notes."""
    found: list[tuple[int, Action]] = []
    for sentence in sentences:
        for owner, kind, confidence in _of(sentence, cast):
            due = due_of(sentence.text, day)
            action = Action(
                owner=owner,
                text=sentence.text,
                source=sentence.source,
                kind=kind,
                due=due,
                span=sentence.span,
                confidence=confidence,
            )
            found.append((sentence.span.start if sentence.span else 0, action))
    for line in lines:
        found.append((line.block.start, stated(line.text, line.source, cast, day, span=line.block.span)))
    return [action for _, action in sorted(found, key=lambda each: each[0])]


def stated(
    text: str, source: str, cast: Cast, day: date | None, *, span: Span | None, who: str = "", due: str = ""
) -> Action:
    """The action of a line or row that is headed Action; `who` and `due` where columns give them."""
    owner, what = who, text
    if not who:
        start = re.match(r"(?P<who>[A-Z][^.:]{0,60}?)(?:\s+to\s+|\s*[:–—]\s*|\s+-\s+)(?P<what>\S.*)$", text, re.DOTALL)
        end = re.match(r"(?P<what>.*\S)\s*[(\[](?P<who>[^()\[\]]{2,60})[)\]]\.?$", text, re.DOTALL)
        if match := start or end:
            owner, what = match["who"], match["what"]
    people = [cast.owner(each) for each in re.split(r"\s*(?:,|/|&|\band\b)\s*", owner) if each]
    known = bool(people) and all(cast.known(each) for each in people)
    return Action(
        owner=", ".join(people) if known else owner,
        text=what.strip(),
        source=source,
        kind="agreed_action",
        due=due_of(due or what, day),
        span=span,
        confidence=CERTAIN if known else LIKELY if owner else GUESS,
    )


def _of(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    for rule in RULES:
        found = list(dict.fromkeys(rule(sentence, cast)))
        if found:
            yield from found
            return


def _carried(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    if CARRIED.search(sentence.text):
        yield "Group", "carry_over", LIKELY


def _asked(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    for match in re.finditer(
        rf"\b(?:asked|requested|invited|urged|tasked)(?: that)? (?P<who>{cast.subject}) to "
        r"(?!note\b|comment\b|consider\b|discuss\b)",
        sentence.text,
    ):
        yield cast.owner(match["who"], _before(sentence, match.start())), "request", LIKELY


def _agreed(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    text = sentence.text
    for match in re.finditer(r"\b(?P<verb>agreed|undertook|committed|promised|volunteered|pledged) to (?!be\b)", text):
        subjects = list(re.finditer(cast.subject, text[: match.start()]))
        if not subjects:
            continue
        between = text[subjects[-1].end() : match.start()].strip()
        near = re.fullmatch(r"(?:(?:has|have|had|also|then|kindly|both|all)\s*)*", between)
        subject = subjects[-1] if near else subjects[0]
        kind = "commitment" if match["verb"] in ("committed", "promised", "pledged") else "agreed_action"
        yield cast.owner(subject.group(), _before(sentence, subject.start())), kind, LIKELY


def _offered(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    for match in re.finditer(
        rf"(?P<who>{cast.subject}) (?:also |kindly |then )?"
        rf"offered (?:to|(?:his|her|their|its|any)(?! (?:\w+ )?{COURTESY}))\b",
        sentence.text,
    ):
        yield cast.owner(match["who"], _before(sentence, match.start())), "offer", LIKELY
    for match in re.finditer(
        rf"(?P<who>{cast.subject}) (?:would be|were|was|are|is) (?:also )?(?:willing|happy|content|prepared) to\b",
        sentence.text,
    ):
        yield cast.owner(match["who"], _before(sentence, match.start())), "offer", LIKELY


def _will(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    text = sentence.text
    agreed = re.search(r"\bagreed\b[^.]*\bthat\b", text)
    words = "will|shall|is to|are to|is going to|are going to" + ("|should|would" if agreed else "")
    for match in re.finditer(
        rf"(?P<who>{cast.subject}) (?:(?:{words})(?: now| then| also)? (?!{HAPPENS})"
        rf"|(?:would|will) be (?=\w+ing\b)|would (?!{HAPPENS}))",
        text,
    ):
        before = text[: match.start()]
        only_would = re.search(r"would (?:be )?$", match.group()) and not agreed
        if BEFORE_DOUBT.search(before) or (only_would and not SAID.search(before)):
            continue
        kind = "agreed_action" if agreed else "commitment"
        yield cast.owner(match["who"], _before(sentence, match.start())), kind, LIKELY


def _passive(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    text = sentence.text
    for match in SENT.finditer(text):
        if BEFORE_DOUBT.search(text[: match.start()]):
            continue
        by = re.search(rf"\bby (?P<who>{cast.subject})", text[match.end() :])
        speaker = re.match(
            rf"(?P<who>{cast.subject}) (?:also )?(?:stated|said|confirmed|explained|advised|informed|reported)\b", text
        )
        who = cast.person(speaker["who"], sentence.before) if speaker else None
        if by:
            yield cast.owner(by["who"], _before(sentence, match.end())), "commitment", LIKELY
        elif who:
            body = cast.body_of(who)
            yield f"{body} ({who.name})" if body else who.name, "commitment", LIKELY
        elif match["verb"] in TELLS and NEXT_MEETING.search(text):
            yield cast.owner("officials"), "report_back", GUESS
        elif cast.home:
            yield cast.home, "commitment", GUESS


def _helpful(sentence: Sentence, cast: Cast) -> Iterator[Proposal]:
    if HELPFUL.search(sentence.text) and cast.home:
        yield cast.home, "commitment", GUESS


RULES: tuple[Rule, ...] = (_carried, _asked, _agreed, _offered, _will, _passive, _helpful)
"""In this order; the first that finds anything in a sentence speaks for it."""


def _before(sentence: Sentence, place: int) -> str:
    return f"{sentence.before} {sentence.text[:place]}".strip()
