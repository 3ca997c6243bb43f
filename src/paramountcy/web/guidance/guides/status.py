"""Where a guide and a passage stand, in words and colours; and what the audit calls each step."""

from paramountcy.web.guidance.guides.models import Fate

STANDING = {
    "current": "current",
    "no review": "no review date",
    "overdue": "past its review date",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
}
COLOURS = {"current": "green", "no review": "yellow", "overdue": "red", "superseded": "grey", "withdrawn": "grey"}
CURRENT = "current"
NOT_CURRENT = {
    "no review": "Nobody has said when it will be looked at again, so it is not shown as current.",
    "overdue": "Its review date has passed. Ask its owner before you rely on it.",
    "superseded": "Something newer took its place.",
    "withdrawn": "Its owner took it back.",
}
"""Why a guide is not shown as current, in a sentence."""

ORPHAN, HOUSED, SET_ASIDE = "orphan", "housed", "set aside"
PASSAGE = {ORPHAN: "orphan: nobody owns it", HOUSED: "has a new owner", SET_ASIDE: "no longer needed"}
PASSAGE_COLOURS = {ORPHAN: "red", HOUSED: "green", SET_ASIDE: "grey"}
EVENT: dict[str, str] = {
    Fate.OFFERED: "offer passage",
    Fate.TAKEN: "hand over passage",
    Fate.NOT_NEEDED: "set passage aside",
    Fate.GIVEN_BACK: "give passage back",
}
