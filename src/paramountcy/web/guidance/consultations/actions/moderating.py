"""What moderators decide of a response, which nobody else reads before. Each decision stays, with its reason."""

import re
from collections.abc import Iterable, Mapping

from paramountcy.web.access.actions.asked import NotDone, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.consultations.actions.answering import KIND
from paramountcy.web.guidance.consultations.models import Answer, Consent, Moderation, Outcome, Redaction, Response
from paramountcy.web.guidance.groups.identity import kinds_found

TAKEN_OUT = re.compile(r"\[[^\]]*\]")
LOOK = (
    "There is what looks like {found} in what would be published. Take it out, or say that you have looked, and that "
    "no child could be known by it."
)


def moderate(
    *,
    by: Access,
    response: Response,
    outcome: str,
    counted: bool = True,
    reason: str = "",
    texts: Mapping[Answer, str] | None = None,
    looked: bool = False,
) -> Moderation:
    """
    Decide of a response. `texts` are the answers as they are to be published, where some words are taken out. Raises
    NotDone without a reason, for words that were put in, and until somebody has looked at what might let a child be
    known.
    """
    by.fetch(KIND, response.ref, Action.WRITE)
    redacted = dict(texts or {}) if outcome == Outcome.REDACT else {}
    if outcome != Outcome.PUBLISH:
        reason = with_reason(reason)
    if outcome != Outcome.WITHHOLD:
        if response.consent == Consent.COUNTED:
            raise NotDone(
                "Whoever sent it wants it counted and not published: withhold it, and count it.", field="outcome"
            )
        for answer, text in redacted.items():
            if not only_takes_out(answer.text, text):
                raise NotDone(
                    f"In the answer to question {answer.question.number} there are words that were not written there: "
                    "only take words out, and put [something] in their place.",
                    field=f"answer_{answer.ref}",
                )
        shown = [redacted.get(answer, answer.text) for answer in response.answers.all()]
        if (found := identity_in(response, shown)) and not looked:
            raise NotDone(LOOK.format(found=" and ".join(found)), field="looked")
    with by.change(f"moderate: {outcome}", kind=KIND, record=response.ref):
        made = Moderation.objects.create(
            response=response, outcome=outcome, counted=counted or outcome != Outcome.WITHHOLD, reason=reason,
            looked=looked, by=by.somebody, at=by.at,
        )  # fmt: skip
        for answer, text in redacted.items():
            if text.strip() != answer.text.strip():
                Redaction.objects.create(moderation=made, answer=answer, text=text.strip())
    return made


def identity_in(response: Response, texts: Iterable[str]) -> list[str]:
    """By what a child might be known in what would be published of a response."""
    names = [response.name, response.organisation] if response.consent == Consent.NAMED else []
    return kinds_found([*texts, *names], from_outside=True)


def only_takes_out(before: str, after: str) -> bool:
    """
    Whether a text is another one with words taken out and brackets put in.

    >>> only_takes_out("My sister Ann is in care.", "My sister [name] is in care.")
    True
    >>> only_takes_out("I do not agree.", "I agree.") and not only_takes_out("I agree.", "I do not agree.")
    True
    """
    words = iter(re.findall(r"\w+", before))
    return all(any(word == other for other in words) for word in re.findall(r"\w+", TAKEN_OUT.sub(" ", after)))
