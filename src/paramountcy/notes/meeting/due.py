"""When something is due, as a sentence says it."""

import re
from datetime import date

from paramountcy.notes.meeting.shape import Due
from paramountcy.notes.meeting.when import days

NEXT_MEETING = re.compile(
    r"(?:\b(?:at|by|before|to|for|in time for) )?\b(?:the|our|its|their) next (?:[\w-]+ ){0,4}?meeting\b", re.I
)
VAGUE = re.compile(
    r"\bas (?:they|it|these) (?:become|became|becomes) available\b"
    r"|\bby (?:the )?(?:\w+ )?(?:recess|end of (?:the )?(?:[\w-]+ ?){1,2})\b"
    r"|\bas soon as possible\b|\basap\b|\bimmediately\b|\bwithin (?:\w+) (?:working )?(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)


def due_of(text: str, meeting: date | None) -> Due:
    """
    >>> due_of("provide feedback at the next PAG meeting", None)
    Due(words='at the next PAG meeting', on=None, next_meeting=True)
    >>> due_of("send it by 4th November", date(2011, 11, 3)).on
    datetime.date(2011, 11, 4)
    """
    if found := NEXT_MEETING.search(text):
        return Due(words=found.group(), next_meeting=True)
    for day in days(text):
        on = day.on(meeting)
        if on and (meeting is None or on >= meeting):
            return Due(words=text[day.start : day.end].strip(), on=on)
    found = VAGUE.search(text)
    return Due(words=found.group()) if found else Due()
