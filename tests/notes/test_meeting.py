"""Rules of reading, one by one, on notes that are in no seed; and what is done where nothing is known."""

from datetime import date, time

import pytest

from paramountcy.notes.meeting.as_data import as_data
from paramountcy.notes.meeting.read import UNKNOWN, UNKNOWN_PEOPLE, meeting_of
from paramountcy.notes.meeting.shape import CERTAIN, GUESS
from paramountcy.notes.meeting.when import days, times
from paramountcy.notes.reading import read_bytes

HEAD = (
    "Northtown Board\n4 March 2025, 10am - 12 noon\n\n"
    "Present\nAnn Lee\tHead, NHS Trust - Chair\nBo Ray\tManager, Northtown Council\n"
)


def notes(text, name="notes.txt"):
    return meeting_of(read_bytes(text.encode(), name))


def under(*paragraphs, head=HEAD):
    """Notes whose only item has these paragraphs."""
    numbered = "\n\n".join(f"1.{n} {text}" for n, text in enumerate(paragraphs, 1))
    return notes(f"{head}\n1. Business\n\n{numbered}\n")


UNKNOWNS = {
    "a letter": "Dear all,\n\nThank you for coming on 3 May 2024. We talked about money.\n\nYours, Ann",
    "prose": "Ann Lee and Bo Ray met. Ann Lee agreed to write to Bo Ray.\n\nIt was agreed that this was good.",
    "a list of anything": "- one\n- two\n- three\n",
    "numbers without items": "2.\n\n7. seven\n\n4) four\n",
}


@pytest.mark.parametrize("text", UNKNOWNS.values(), ids=UNKNOWNS)
def test_an_unknown_layout_claims_nothing_as_certain_and_says_so(text):
    meeting = notes(text)
    assert {fact.confidence for fact in meeting.facts()} <= {GUESS}
    assert meeting.notices[0].text == UNKNOWN
    assert as_data(meeting)["confidence"]["certain"] == 0


def test_an_unknown_list_of_people_is_not_claimed():
    text = "Board\n4 March 2025\n\nPresent\nthe usual crowd\na man from the ministry\n\n1. Business\n\n1.1 We met.\n"
    meeting = notes(text)
    assert all(person.confidence == GUESS for person in meeting.present)
    assert UNKNOWN_PEOPLE in [notice.text for notice in meeting.notices]
    assert meeting.items[0].confidence == CERTAIN


def test_two_columns_that_both_look_like_names_are_not_claimed():
    table = "| | |\n|---|---|\n| Ann Lee | Bo Ray |\n| Cy Fox | Di Orr |\n"
    meeting = notes(f"Board\n4 March 2025\n\n**Present**\n\n{table}\n1. Business\n\n1.1 We met.\n")
    assert all(person.confidence == GUESS for person in meeting.present)


@pytest.mark.parametrize(
    ("role", "capacity", "stands_for"),
    [
        ("Head, NHS Trust (representing Cy Fox)", "deputy", "Cy Fox"),
        ("Head, NHS Trust, deputising for Cy Fox", "deputy", "Cy Fox"),
        ("Head, NHS Trust, on behalf of Cy Fox", "deputy", "Cy Fox"),
        ("Head of Service for Northtown Council", "member", ""),
        ("Deputy Chair, Reform Board", "member", ""),
        ("Independent Chair", "chair", ""),
        ("Policy, Department for Education", "official", ""),
    ],
)
def test_what_stands_beside_a_name_says_in_which_capacity(role, capacity, stands_for):
    head = f"Board\n4 March 2025\n\nPresent\nDi Orr\t{role}\nEd Poe\tClerk\nApologies\nCy Fox\tHead, NHS Trust\n"
    person = under("We met.", head=head).present[0]
    assert (person.capacity, person.stands_for) == (capacity, stands_for)
    assert person.role == role
    assert person.excused == (True if stands_for else None)


def test_apologies_in_the_first_item_are_found():
    meeting = under("Apologies for absence were received from Cy Fox, Di Orr (NHS) and Ed Poe.")
    assert [person.name for person in meeting.apologies] == ["Cy Fox", "Di Orr", "Ed Poe"]
    assert meeting.apologies[1].label == "NHS"


def test_people_in_a_line_of_their_own():
    head = "Board\n4 March 2025\n\nPresent: Ann Lee (Chair), Bo Ray and Cy Fox\nIn attendance: Di Orr (clerk)\n"
    meeting = under("We met.", head=head)
    assert [(each.name, each.capacity) for each in meeting.present] == [
        ("Ann Lee", "chair"), ("Bo Ray", "member"), ("Cy Fox", "member"), ("Di Orr", "official"),
    ]  # fmt: skip


def test_a_list_of_who_joined_a_call_gives_people_and_no_chair():
    text = "Meeting title,Early Help Board\nName,First Join,Role\nAnn Lee,1,Organizer\nBo Ray,1,Attendee\n"
    meeting = notes(text, "attendance.csv")
    assert [person.name for person in meeting.present] == ["Ann Lee", "Bo Ray"]
    assert meeting.group.value == "Early Help Board"
    assert meeting.chair is None


ACTIONS = {
    "Bo agreed to write to schools by 1 April.": ("Bo Ray", "agreed_action", date(2025, 4, 1)),
    "Ms Ray undertook to ring.": ("Bo Ray", "agreed_action", None),
    "The Chair will circulate the letter.": ("Ann Lee", "commitment", None),
    "It was agreed that Bo should lead on this.": ("Bo Ray", "agreed_action", None),
    "The Board asked Bo to bring figures to the next meeting.": ("Bo Ray", "request", date(2025, 5, 6)),
    "Ann offered to host it.": ("Ann Lee", "offer", None),
    "Bo would be happy to help.": ("Bo Ray", "offer", None),
    "Ann said that she would write to the ICB.": ("Ann Lee", "commitment", None),
    "The remaining items would be taken at the next meeting.": ("Group", "carry_over", date(2025, 5, 6)),
}
NONE = (
    "Ann thanked Bo for his work.",
    "Bo offered his congratulations to Ann.",
    "Ann asked whether Bo would write.",
    "The conference will take place on 5 June.",
    "Members welcomed the report.",
    "Ann informed the Board that the minutes had been published.",
    "Bo would like to see more of this.",
    "The Board was asked to note the report.",
    "It is hoped that schools will join.",
)


@pytest.mark.parametrize(("text", "wanted"), ACTIONS.items(), ids=ACTIONS)
def test_a_sentence_in_which_somebody_takes_something_on(text, wanted):
    meeting = under(text, "The next meeting is on 6 May 2025.")
    (action,) = meeting.actions
    assert (action.owner, action.kind, meeting.due(action)) == wanted
    assert action.source == "1.1"
    assert action.confidence != CERTAIN


@pytest.mark.parametrize("text", NONE)
def test_a_sentence_in_which_nobody_does(text):
    assert under(text).actions == ()


def test_a_first_name_that_two_have_means_the_one_just_named():
    head = HEAD + "Bo Zed\tNurse, NHS Trust\n"
    meeting = under("Bo Zed spoke. Bo agreed to write.", "Bo agreed to ring.", head=head)
    assert [action.owner for action in meeting.actions] == ["Bo Zed", "Bo"]


@pytest.mark.parametrize(
    ("line", "owner", "due", "sure"),
    [
        ("Action: Bo Ray to write to schools by 1 April 2025", "Bo Ray", date(2025, 4, 1), True),
        ("ACTION 3: BR to write to schools", "Bo Ray", None, True),
        ("[Action – Ann and Bo to meet]", "Ann Lee, Bo Ray", None, True),
        ("Action: write to schools (Bo Ray)", "Bo Ray", None, True),
        ("Action: Finance to write to schools", "Finance", None, False),
    ],
)
def test_a_line_that_is_headed_action(line, owner, due, sure):
    meeting = notes(f"{HEAD}\n1. Business\n\n1.1 We met.\n\n{line}\n")
    (action,) = meeting.actions
    assert (action.owner, action.source, meeting.due(action)) == (owner, "1.1", due)
    assert (action.confidence == CERTAIN) == sure


def test_a_table_of_actions():
    table = "| Ref | Action | Owner | Due |\n|---|---|---|---|\n| 1.1 | Write to schools | BR | 1 April 2025 |\n"
    table += "| 1.2 | Ring | ICB | |\n"
    meeting = notes(f"{HEAD}\n1. Business\n\n1.1 We met.\n\n{table}")
    assert [(each.source, each.owner, each.text, each.due.on) for each in meeting.actions] == [
        ("1.1", "Bo Ray", "Write to schools", date(2025, 4, 1)),
        ("1.2", "ICB", "Ring", None),
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "strength"),
    [
        ("The plan was approved.", "agreed", ""),
        ("The Board agreed the plan.", "agreed", ""),
        ("It was resolved that the plan be adopted.", "agreed", ""),
        ("The plan had unanimous support.", "agreed", "unanimous"),
        ("There was a broad consensus on this.", "agreed", "consensus"),
        ("The Board noted the report.", "noted", ""),
        ("The decision was deferred.", "deferred", ""),
        ("No decision was reached.", "inconclusive", ""),
        ("The plan was not agreed.", "refused", ""),
    ],
)
def test_a_sentence_that_says_what_came_of_something(text, outcome, strength):
    (decision,) = under(text).decisions
    assert (decision.outcome, decision.strength) == (outcome, strength)


@pytest.mark.parametrize("text", ["Bo agreed to write.", "A decision is needed.", "The reaction was favourable."])
def test_a_sentence_that_decides_nothing(text):
    assert under(text).decisions == ()


def test_lines_of_a_text_that_broke_because_they_were_full_are_one_paragraph():
    text = "1.1 The strategy was presented to all who had come to\nNorthtown for it, and was read.\nA further line."
    meeting = notes(f"{HEAD}\n1. Business\n\n{text}\n")
    assert meeting.paragraphs[0].text.startswith("The strategy was presented to all who had come to Northtown for it")


def test_a_weekday_that_does_not_agree_is_pointed_at():
    meeting = under("The next meeting is on Monday 6 May 2025.")
    assert meeting.next_meeting.on == date(2025, 5, 6)
    assert meeting.next_meeting.confidence != CERTAIN
    assert any("weekday" in notice.text for notice in meeting.notices)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("6 January", date(2026, 1, 6)),
        ("Thursday 6 January", date(2028, 1, 6)),
        ("6th of May 2025", date(2025, 5, 6)),
        ("06/05/2025", date(2025, 5, 6)),
        ("2025-05-06", date(2025, 5, 6)),
    ],
)
def test_a_day_without_a_year_is_the_next_that_agrees(text, on):
    assert days(text)[0].on(date(2025, 3, 4), later=True) == on


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10am - 12 noon", (time(10), time(12))),
        ("2-4pm", (time(14), time(16))),
        ("9.30 to 11.00", (time(9, 30), time(11))),
        ("14:00", (time(14), None)),
        ("25:00", (None, None)),
        ("room 12", (None, None)),
    ],
)
def test_times_as_people_write_them(text, wanted):
    assert times(text) == wanted


def test_the_next_meeting_can_be_moved_only_where_there_is_one():
    with pytest.raises(ValueError, match="no next meeting"):
        under("We met.").moved(date(2025, 5, 6))


def test_of_recommendations_those_not_reached_are_the_others():
    talk = "Recommendations 2 & 4\n\n- It could be so.\n\nRecommendation 1\n\n- No.\n"
    meeting = notes(f"{HEAD}\n1. Business\n\n1.1 We met.\n\n{talk}")
    assert meeting.recommendations == (1, 2, 4)
    assert meeting.not_reached(5) == (3, 5)
    assert under("We met.").not_reached(5) == ()


IN_A_TABLE = """# Eastshire Partnership
## Executive Group – Minutes
**Date:** Tuesday 14 January 2025  **Time:** 2pm – 4pm
**Venue:** Room 3

**Present:** Priya Nair (Chair), Tom Webb (Police)
**Apologies:** Lou Marsh (Probation)

| No | Item | Action |
|---|---|---|
| 1. | Welcome<br>The minutes of the last meeting were agreed as a true record. | |
| 2. | Neglect audit<br>TW spoke. It was agreed that the audit is good. | TW to circulate it by 31 January 2025 |

**Date of next meeting:** Tuesday 11 March 2025 at 2pm
"""


def test_minutes_that_are_a_table_of_items_and_actions():
    meeting = notes(IN_A_TABLE, "minutes.md")
    assert (meeting.start.value, meeting.end.value, meeting.place.value) == (time(14), time(16), "Room 3")
    assert [person.name for person in (*meeting.present, *meeting.apologies)] == ["Priya Nair", "Tom Webb", "Lou Marsh"]
    assert [(item.number, item.title) for item in meeting.agenda] == [(1, "Welcome"), (2, "Neglect audit")]
    assert [(each.owner, each.due.on, each.source) for each in meeting.actions] == [
        ("Tom Webb", date(2025, 1, 31), "item 2")
    ]
    assert [each.text for each in meeting.decisions] == [
        "The minutes of the last meeting were agreed as a true record.",
        "It was agreed that the audit is good.",
    ]
    assert (meeting.earlier.status, meeting.next_meeting.on) == ("agreed", date(2025, 3, 11))
