"""
Citations: how one room points at something kept in another without importing it.

A citation is text that still works in a printed document: a kind, what is cited, step by step,
and where in it after a `#`, such as `review/2026/14#finding-3`. The site turns it into a page.
"""

import re
from dataclasses import dataclass

LONGEST = 200
"""Characters of a citation."""

KIND = re.compile(r"[a-z]+(-[a-z]+)*")
STEP = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Citation:
    """
    A kind such as `indicator`, at least one step, and where in it, "" for the whole.

    Raises ValueError when it could not be read back from its text.

    >>> Citation("rule", ("cin", "8736", "2025-26"))
    rule/cin/8736/2025-26
    """

    kind: str
    steps: tuple[str, ...]
    at: str = ""

    def __post_init__(self) -> None:
        fault = self._fault()
        if fault:
            raise ValueError(f"{str(self)[:LONGEST]!r} is not a citation: {fault}, as in rule/cin/8736/2025-26")

    def _fault(self) -> str:
        if not KIND.fullmatch(self.kind):
            return "begin with what kind of thing is cited, in small letters and hyphens"
        if not self.steps:
            return "after the kind and a slash, write what is cited"
        parts = (*self.steps, self.at) if self.at else self.steps
        if not all(STEP.fullmatch(part) for part in parts):
            return (
                "write every part with letters, digits, dots, hyphens and underscores, a letter or digit at both ends"
            )
        return f"keep it to {LONGEST} characters" if len(str(self)) > LONGEST else ""

    @classmethod
    def of(cls, text: str) -> "Citation":
        """
        Read a citation. Raises ValueError when it is not one.

        >>> Citation.of("review/2026/14#finding-3").at
        'finding-3'
        >>> Citation.of("rule/cin//2025-26")
        Traceback (most recent call last):
        ValueError: 'rule/cin//2025-26' is not a citation: write every part with letters, digits, dots, hyphens and \
underscores, a letter or digit at both ends, as in rule/cin/8736/2025-26
        """
        path, mark, at = text.partition("#")
        kind, *steps = path.split("/")
        if mark and not at:
            raise ValueError(f"{text[:LONGEST]!r} is not a citation: after # write where, or leave the # out")
        return cls(kind, tuple(steps), at)

    def __repr__(self) -> str:
        return "/".join((self.kind, *self.steps)) + (f"#{self.at}" if self.at else "")

    __str__ = __repr__


def cite(kind: str, *steps: object, at: str = "") -> Citation:
    """
    Build a citation from anything whose text is a step, such as a Year.

    >>> cite("review", 2026, 14, at="finding-3")
    review/2026/14#finding-3
    """
    return Citation(kind, tuple(str(step) for step in steps), at)
