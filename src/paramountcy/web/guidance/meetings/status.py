"""What the notes of a meeting may become, whose turn it is, and what the audit calls each step: the tables together."""

from paramountcy.web.guidance.meetings.models import Stage

NONE = ""
"""Before anything is written."""
NEXT: dict[str, tuple[Stage, ...]] = {
    NONE: (Stage.DRAFT,),
    Stage.DRAFT: (Stage.CIRCULATED,),
    Stage.CIRCULATED: (Stage.CIRCULATED, Stage.AGREED),
    Stage.AGREED: (Stage.PUBLISHED,),
    Stage.PUBLISHED: (Stage.WITHDRAWN,),
    Stage.WITHDRAWN: (Stage.PUBLISHED,),
}
"""What may follow; circulated again after an objection. A correction of agreed notes stays at their stage."""
HOLDS: dict[str, str] = {
    NONE: "whoever runs the group: they are not written yet",
    Stage.DRAFT: "whoever runs the group: they are a draft",
    Stage.CIRCULATED: "the members: they have them, and have not agreed them",
    Stage.AGREED: "whoever runs the group: they are agreed, and not published",
    Stage.PUBLISHED: "",
    Stage.WITHDRAWN: "",
}
"""Who holds the notes while they are at a stage, "" where nobody has to do anything."""
EVENTS: dict[str, str] = {
    Stage.DRAFT: "begin notes",
    Stage.CIRCULATED: "circulate notes",
    Stage.AGREED: "agree notes",
    Stage.PUBLISHED: "publish notes",
    Stage.WITHDRAWN: "withdraw notes",
}
COLOURS: dict[str, str] = {
    Stage.DRAFT: "grey",
    Stage.CIRCULATED: "blue",
    Stage.AGREED: "green",
    Stage.PUBLISHED: "purple",
    Stage.WITHDRAWN: "red",
}
SETTLED = (Stage.AGREED, Stage.PUBLISHED, Stage.WITHDRAWN)
"""Stages at which a line is changed only by a step that says so."""


def may_follow(stage: str, then: str) -> bool:
    return then in NEXT[stage]
