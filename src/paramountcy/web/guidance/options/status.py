"""Where a question stands: what may follow each outcome, and what the audit calls it."""

from paramountcy.web.guidance.options.models import Result

OPEN = "open"
"""A question that no group has come to an outcome about yet."""

NEXT: dict[str, tuple[Result, ...]] = {
    OPEN: (Result.DECIDED, Result.DEFERRED, Result.INCONCLUSIVE, Result.WITHDRAWN),
    Result.DEFERRED: (Result.DECIDED, Result.DEFERRED, Result.INCONCLUSIVE, Result.WITHDRAWN),
    Result.INCONCLUSIVE: (Result.DECIDED, Result.DEFERRED, Result.INCONCLUSIVE, Result.WITHDRAWN),
    Result.REOPENED: (Result.DECIDED, Result.DEFERRED, Result.INCONCLUSIVE, Result.WITHDRAWN),
    Result.DECIDED: (Result.REOPENED,),
    Result.WITHDRAWN: (Result.REOPENED,),
}
"""What may follow. What was decided or withdrawn is opened again first, in a row of its own, with its reason."""

RETURNS = (Result.DEFERRED, Result.INCONCLUSIVE)
"""Outcomes that settle nothing: the question comes back, on a day or at a meeting."""

SETTLED = (Result.DECIDED, Result.WITHDRAWN)

EVENT: dict[str, str] = {
    Result.DECIDED: "decide question",
    Result.DEFERRED: "defer question",
    Result.INCONCLUSIVE: "note inconclusive",
    Result.WITHDRAWN: "withdraw question",
    Result.REOPENED: "reopen question",
}
"""What the audit calls it."""

COLOURS: dict[str, str] = {
    OPEN: "blue",
    Result.DECIDED: "green",
    Result.DEFERRED: "yellow",
    Result.INCONCLUSIVE: "yellow",
    Result.WITHDRAWN: "grey",
    Result.REOPENED: "blue",
}
WORDS: dict[str, str] = {OPEN: "open, not discussed yet", **{one.value: one.label for one in Result}}


def may_follow(now: str, wanted: str) -> bool:
    return wanted in NEXT[now]
