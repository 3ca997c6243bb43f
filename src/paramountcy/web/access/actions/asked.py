"""What every action asks first: is it allowed, and does it make sense?"""

from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.roles import Duty

LEAST_REASON = 10
"""Characters of a reason that is one."""


class NotDone(ValueError):
    """What was asked makes no sense as it is. The message is a sentence for whoever asked; `field` names its field."""

    def __init__(self, says: str, *, field: str = ""):
        super().__init__(says)
        self.field = field


def allowed(by: Access, duty: Duty) -> None:
    """Raises Refusal where the one who asks has not this duty; the refusal is noted."""
    verdict = by.may_do(duty)
    if not verdict:
        by.note(duty, verdict)
        raise Refusal(verdict)


def with_reason(reason: str, *, least: int = LEAST_REASON) -> str:
    """A reason, without blanks around it. Raises NotDone for one too short to be a reason."""
    told = " ".join(reason.split())
    if len(told) < least:
        raise NotDone(f"Say why, in at least {least} characters: whoever looks later will need it.", field="reason")
    return told
