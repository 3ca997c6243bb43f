"""
Example actions and decisions of the Working Together Professional Advisory Group, from the notes of 3 November 2011.
"""

from datetime import date

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import actions as groups
from paramountcy.web.guidance.groups.models import Group, GroupKind
from paramountcy.web.guidance.tracker import actions
from paramountcy.web.guidance.tracker.models import ActionKind, Result, Seen, State

ADVISORY = "Working Together Professional Advisory Group"
MET, NEXT = date(2011, 11, 3), date(2011, 12, 6)


def imagine(by: Access) -> None:
    """Actions in several states, and decisions with two outcomes, in the group of that name: made if there is none."""
    group = by.readable("group").filter(name=ADVISORY).first() or groups.make_group(
        by=by, name=ADVISORY, kind=GroupKind.ADVISORY, from_day=date(2011, 9, 1)
    )
    _actions(by, group)
    _decisions(by, group)


def _actions(by: Access, group: Group) -> None:
    feedback = actions.make_action(
        by=by,
        group=group,
        what="Provide further feedback on the trials of new assessment processes at the next meeting.",
        kind=ActionKind.REPORT_BACK,
        owner_words="Jonathan Bacon (DfE)",
        due_group=group,
        noted_on=MET,
    )
    actions.update(by=by, action=feedback, state=State.UNDER_WAY, text="The trial areas met on 4 November.", on=NEXT)
    send = actions.make_action(
        by=by,
        group=group,
        what="Send specific drafting comments on chapter 1 by e-mail.",
        kind=ActionKind.REQUEST,
        owner_words="Members of the group",
        due_words="as drafting continues",
        noted_on=MET,
    )
    actions.update(by=by, action=send, state=State.DONE, text="Comments came from nine members.", on=NEXT)
    actions.see_effect(
        by=by,
        action=send,
        seen=Seen.PRACTICE,
        text="The definition of child-centred was rewritten. Whether children notice is not known yet.",
        evidence="",
        on=NEXT,
    )
    actions.make_action(
        by=by,
        group=group,
        what="Send details of events at which the revision can be discussed.",
        kind=ActionKind.AGREED,
        owner_words="Members of the group",
        noted_on=MET,
    )


def _decisions(by: Access, group: Group) -> None:
    actions.make_decision(
        by=by,
        group=group,
        question="Should the Assessment Framework be incorporated into Working Together?",
        noted_on=MET,
        outcome={
            "result": Result.INCONCLUSIVE,
            "text": "Members liked the idea, and were concerned that its wider use, as for children in care, is lost.",
            "decided_by": ADVISORY,
            "returns_group": group,
            "owed": "Officials develop the proposal further (5.3).",
        },
    )
    actions.make_decision(
        by=by,
        group=group,
        question="Should practice guidance be led by the sectors in future?",
        noted_on=MET,
        outcome={"result": Result.AGREED, "strength": "consensus", "decided_by": ADVISORY},
    )
