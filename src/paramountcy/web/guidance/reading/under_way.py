"""A taking over under way: what was accepted, and the rows that it became."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from paramountcy.terms.citation import cite
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.reading import reads
from paramountcy.web.guidance.reading.models import Fact, SourceDocument


@dataclass
class Taken:
    """What a press took over: how many facts, and what was left and why, in sentences."""

    meeting: Meeting
    count: int = 0
    left: list[str] = field(default_factory=list)


@dataclass
class Taking:
    """A taking over under way: the facts that were accepted, and the rows that they became."""

    by: Access
    document: SourceDocument
    facts: Sequence[Fact]
    group: Group
    meeting: Meeting
    taken: Taken
    rows: dict[str, Any] = field(default_factory=dict)
    """By path: what each fact became, in this press or before."""

    def of(self, *kinds: str) -> list[Fact]:
        return [one for one in self.facts if one.kind in kinds]

    def done(self, fact: Fact, kind: str, row: Any) -> None:
        """Note what a fact became."""
        self.rows[fact.path] = row
        if reads.to_take(fact) or not fact.became:
            fact.taken, fact.became = fact.now, str(cite(kind, row.ref))
            fact.save()
            self.taken.count += 1

    def leave(self, says: str) -> None:
        self.taken.left.append(says)
