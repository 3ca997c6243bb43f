"""
An example for the demo: chapter 1 of a guide as a group drafts it, with the ten suggestions that the Working Together
Professional Advisory Group made on 3 November 2011 (paragraph 3.2 of its notes), each with what became of it.

The text and what is decided are imagined; the suggestions are those of the notes, shortened.
"""

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.drafting import actions, commenting
from paramountcy.web.guidance.drafting.brought import Brought
from paramountcy.web.guidance.drafting.models import Comment, Guidance, Outcome, Via
from paramountcy.web.guidance.groups.models import Group

TITLE, CHAPTER = "Working together in our area", "What we share, and who does what"
FIRST = """What this is for

This guide is for everyone who works with children and families in our area. It says what the law asks of each agency, \
and what children have told us they need from us.

Children first

A child-centred approach puts the child before the convenience of any service, and before its habits.

Who does what

Local authorities must make enquiries where they have reasonable cause to suspect that a child is suffering, or is \
likely to suffer, significant harm (Children Act 1989, section 47).

Schools should have a safeguarding lead, and the LSCB should see that they do.

Assessments should be completed within 35 working days of the day on which a child was referred.

Agencies must share what they know.

Each agency should see that its staff are trained, that they have time to think, that they are supervised by somebody \
with experience of the work, and that they are asked at least once a year what stands in the way of helping children, \
so that those who lead the work in our area hear of it in good time and can do something about it."""
SECOND = """What this is for

This guide is for everyone who works with children and families in our area. It says what the law asks of each agency.

Children first

A child-centred approach is one in which the welfare of the child is paramount, as the Children Act 1989, section \
1(1), has it for courts. We link to the welfare checklist of section 1(3) and do not repeat it.

Agencies must share what they know where that protects a child (Children Act 2004, section 10).

Who does what

Local authorities must make enquiries where they have reasonable cause to suspect that a child is suffering, or is \
likely to suffer, significant harm (Children Act 1989, section 47).

The director of children's services must answer for the local authority's work with children (Children Act 2004, \
section 18).

All types of school, academies and independent schools too, must keep children safe in what they do (Education Act \
2002, section 175).

What we do here is meant to keep children from harm, and holds for care leavers to 25 where the law says so.

Learning

A learning system is one in which we look at how work was done, say what we found, change something, and look again."""
SUGGESTIONS = (
    ("Consider whether the legal principles and the welfare checklist of the Children Act 1989 belong in it.",
     Outcome.PART, "It links to the checklist and does not repeat it.",
     "We link to the welfare checklist of section 1(3) and do not repeat it."),
    ("Define child-centred through the legal principle of paramountcy.",
     Outcome.ACCEPTED, "It is what the law says.",
     "A child-centred approach is one in which the welfare of the child is paramount"),
    ("Strengthen what all types of school must do.",
     Outcome.ACCEPTED, "Every type is named now.",
     "All types of school, academies and independent schools too, must keep children safe in what they do"),
    ("Define what a learning system is.",
     Outcome.ACCEPTED, "A chapter may say more.",
     "A learning system is one in which we look at how work was done"),
    ("Language as accessible and arresting as possible.",
     Outcome.PART, "Sentences are shorter; readers have not been asked yet.",
     "It says what the law asks of each agency."),
    ("Set out roles in a way that is as future-proof as possible.",
     Outcome.ACCEPTED, "Boards and bodies are named by what they do.",
     "The director of children's services must answer for the local authority's work with children"),
    ("Use one term throughout, in particular ‘keep from harm’.",
     Outcome.ACCEPTED, "It is a proposal of 2011, taken up here.",
     "What we do here is meant to keep children from harm"),
    ("Refer to the statutory role of the director of children’s services.",
     Outcome.ACCEPTED, "With its section.",
     "The director of children's services must answer for the local authority's work with children"),
    ("Stress working together and sharing information to protect the child.",
     Outcome.ACCEPTED, "It stands with the first principle.",
     "Agencies must share what they know where that protects a child"),
    ("Say how it applies to older, vulnerable children, and name the law to the age of 25.",
     Outcome.PART, "Named here; the register of ages says the rest.",
     "holds for care leavers to 25 where the law says so"),
)  # fmt: skip


def imagine(by: Access) -> None:
    """A document in its second draft, at 60% of the edition before it, with ten comments decided on."""
    group = Group.objects.filter(circle__isnull=True).order_by("-pk").first()
    if group is None:
        return
    guidance = actions.make_guidance(
        by=by, title=TITLE, edition="2026", group=group, replaces="Working together in our area, 2021", old_words=340,
        budget=75,
    )  # fmt: skip
    chapter = actions.add_chapter(by=by, guidance=guidance, number=1, title=CHAPTER, old_words=340)
    actions.add_chapter(
        by=by, guidance=guidance, number=2, title="Help early", approach="From the statement of expectations."
    )
    actions.write(by=by, chapter=chapter, text=FIRST, why="First text")
    made = commenting.bring_in(
        by=by, chapter=chapter, found=[Brought(text) for text, *_ in SUGGESTIONS], via=Via.MEETING,
        received_on=actions.today(by), name="The group", organisation=group.name,
    )  # fmt: skip
    actions.next_draft(by=by, guidance=guidance, why="Shorter, and what the group asked for")
    actions.write(by=by, chapter=chapter, text=SECOND, why="What the group asked for")
    decide(by, guidance, made)


def decide(by: Access, guidance: Guidance, made: list[Comment]) -> None:
    """What became of each suggestion, in the order of the notes, and that the group was told."""
    for comment, (_, outcome, reason, words) in zip(made, SUGGESTIONS, strict=True):
        commenting.dispose(by=by, comment=comment, outcome=outcome, reason=reason, landed_words=words)
        commenting.tell(by=by, comment=comment, on=actions.today(by), how="at the meeting")
