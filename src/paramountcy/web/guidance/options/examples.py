"""
Example questions: item 5 of the Working Together Professional Advisory Group's notes of 3 November 2011, which ended
inconclusive, with its risk and what was put forward against it; and Munro's recommendation 10, a duty for early help.
"""

from datetime import date

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import actions as groups
from paramountcy.web.guidance.groups.models import Group, GroupKind
from paramountcy.web.guidance.options import actions
from paramountcy.web.guidance.options.models import AnswerKind, Lever, Question, Result, Side, Stance, Standing

ADVISORY = "Working Together Professional Advisory Group"
MET, RETURNS = date(2011, 11, 3), date(2011, 12, 6)


def imagine(by: Access) -> None:
    """Two questions of 2011, in the group of that name, which is made where it is not there."""
    group = by.readable("group").filter(name=ADVISORY).first() or groups.make_group(
        by=by, name=ADVISORY, kind=GroupKind.ADVISORY, from_day=date(2011, 9, 1)
    )
    framework(by=by, group=group)
    early_help(by=by, group=group)


def framework(*, by: Access, group: Group) -> Question:
    """Item 5 of the notes of 3 November 2011, paragraphs 5.1 to 5.3."""
    question = actions.raise_question(
        by=by,
        group=group,
        title="How should the Framework for the Assessment of Children in Need and their Families be revised?",
        why_now="Working Together is being revised, and its chapter 5 could take the Framework in.",
        background="Officials presented some initial thoughts and invited comments (paragraph 5.1).",
        would_change="Evidence that assessments of children in care and for adoption still rest on the Framework when "
        "it stands in Working Together.",
        raised_on=MET,
    )
    keep = actions.add_option(
        by=by,
        question=question,
        title="Keep the Framework as it is, apart from Working Together",
        does_nothing=True,
        lever=Lever.NONE,
        consequence="",
    )
    actions.add_option(
        by=by,
        question=question,
        title="Reduce it, and leave it apart",
        text="Only the key principles that underpin the assessment of children in need, the assessment framework "
        "triangle and its statutory elements.",
        lever=Lever.GUIDANCE,
        duty="Local Authority Social Services Act 1970, section 7",
        enforcer="inspection, and the courts by judicial review",
    )
    fold_in = actions.add_option(
        by=by,
        question=question,
        title="Reduce it, and incorporate it into chapter 5 of Working Together",
        text="The same, as a part of Working Together.",
        for_agencies="One document instead of two.",
        lever=Lever.GUIDANCE,
        duty="Local Authority Social Services Act 1970, section 7",
        enforcer="inspection, and the courts by judicial review",
    )
    actions.add_argument(
        by=by, option=fold_in, side=Side.FOR, text="There was a positive reaction to the idea of incorporating it."
    )
    actions.add_argument(
        by=by, option=keep, side=Side.FOR, text="It applies to other social service assessments too, as it is."
    )
    risk = actions.add_risk(
        by=by,
        question=question,
        option=fold_in,
        text="Its wider application, to children in care and adoptions, would be lost: Working Together is culturally "
        "viewed as only applying to child protection.",
        main=True,
    )
    actions.answer_risk(
        by=by,
        risk=risk,
        kind=AnswerKind.MITIGATION,
        text="Look at how Working Together is presented, to better reflect the entirety of its scope.",
        standing=Standing.PUT_FORWARD,
        owner="officials",
        on=MET,
    )
    actions.add_view(
        by=by,
        question=question,
        option=fold_in,
        stance=Stance.DOUBTS,
        text="Certain risks would need to be considered before a decision could be made.",
        whose="the group",
    )
    actions.record_outcome(
        by=by,
        question=question,
        result=Result.INCONCLUSIVE,
        on=MET,
        who=ADVISORY,
        reason="The discussion was inconclusive: positive about the idea, concerned about the risk (paragraph 5.2).",
        returns_on=RETURNS,
        owed=[
            {
                "text": "The proposal, developed further, ahead of a more detailed discussion",
                "who": "officials of the Department for Education",
                "due": RETURNS,
            }
        ],
    )
    return question


def early_help(*, by: Access, group: Group) -> Question:
    """Munro's recommendation 10, with the points of 15 June 2011 on which lever would carry it."""
    question = actions.raise_question(
        by=by,
        group=group,
        title="What should make sure that there is enough early help in each area?",
        why_now="The Government's response to the Munro review was due by the summer recess of 2011.",
        raised_on=date(2011, 6, 15),
    )
    actions.add_option(
        by=by, question=question, title="Leave the duties as they are", does_nothing=True, lever=Lever.NONE
    )
    duty = actions.add_option(
        by=by,
        question=question,
        title="A new duty on local authorities and partners to secure enough early help",
        lever=Lever.NEW_DUTY,
        consequence="Not worked out in 2011: there was a need to consider what sanction would sit beside it.",
    )
    actions.add_option(
        by=by,
        question=question,
        title="Amend duties that there are",
        lever=Lever.AMEND_DUTY,
        duty="Children Act 2004, section 10",
        consequence="As for the duty that is amended.",
    )
    statement = actions.add_option(
        by=by, question=question, title="A statement of expectations, area by area", lever=Lever.STATEMENT
    )
    actions.add_argument(
        by=by, option=duty, side=Side.AGAINST, text="It is not clear that a duty is the most appropriate lever."
    )
    actions.add_argument(
        by=by, option=statement, side=Side.FOR, text="There was clear value in having a statement of expectations."
    )
    actions.add_risk(by=by, question=question, text="Services that no law asks for are the first to be cut.", main=True)
    return question
