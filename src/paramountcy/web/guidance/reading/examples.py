"""An example of notes that were read and are still to be looked at: those of an imagined partnership's meeting."""

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.reading import actions

NOTES = """Weir Valley Safeguarding Partnership
Second meeting: 14 October 2026, 10:00-12:00 - Notes of Meeting

Present
Anna Archer\tIndependent Chair, Weir Valley Council - Chair
Ben Baker\tHead of Safeguarding, Weir Valley Integrated Care Board
Carol Cooper\tDetective Superintendent, Weir Valley Police
Apologies
Daniel Draper\tHeadteacher, Mill Lane School

Item 1: Welcome and introductions

1.1 Anna Archer welcomed everyone. The notes of the last meeting were agreed.

Item 2: Children who go missing

2.1 Ben Baker agreed to provide a report on return interviews at the next meeting.

2.2 The discussion of a shared form was inconclusive. Carol Cooper will bring a paper to the next meeting.

- There was a concern that another form takes time from children.
- Schools need to be asked early.

2.3 It was agreed that the three partners share one list.

Date of next meeting

The next meeting will take place on Wednesday 9 December 2026, 10:00-12:00.
"""


def imagine(by: Access) -> None:
    """The notes, read. Nothing of them is accepted: that is for whoever looks at the demo."""
    actions.take_file(by=by, content=NOTES.encode(), name="notes of 14 October.txt")
