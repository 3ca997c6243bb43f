"""
Example guides, imagined but for their subjects: two that nearly say the same, one past its review date, and what a
statutory text lost when it was revised, of which one passage has a new owner and one is an orphan.
"""

from datetime import date

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import actions as groups
from paramountcy.web.guidance.groups.models import Organisation, Sector
from paramountcy.web.guidance.guides import actions
from paramountcy.web.guidance.guides.models import Checked, Fate, Guide, Involved, OwnerKind

HOME_VISITS = """Seeing the child at home

When you visit a family at home, see each child, and see them alone where their age and understanding allow it. Ask to \
see the room in which the child sleeps.

Write down on the same day what the child said in the child’s own words, and keep that apart from what you think of it.

Where nobody opens the door a second time, ring your manager before you leave the street, and agree who will try again \
and when."""

HEALTH_VISITS = """Visits by health visitors

When you visit a family at home, see each child, and see them alone where their age and understanding allow it. Ask to \
see the room where the child sleeps.

Write down on the same day what the child said, in the child’s own words, and keep this apart from what you think.

Weigh the baby at each visit of the first year and show the parents the line on the chart."""

OLD = """Staff who work with children should be trained together with those of other agencies every three years.

Each agency keeps a named professional for safeguarding children, who advises colleagues and tells its board.

Where a child is missing from school, the school tells the local authority at once and says what it has done itself."""

NEW = """Each agency keeps a named professional for safeguarding children, who advises colleagues and its board."""


def imagine(by: Access) -> None:
    """Three guides, an overlap, and a revised text with two dropped passages."""
    college = _body(by, "National College of Family Work", Sector.PROFESSION)
    health = _body(by, "Institute of Community Nursing", Sector.HEALTH)
    visits = _guide(by, "Seeing the child at home", college, "social workers", "home visits, children’s voice")
    nurses = _guide(by, "Visits by health visitors", health, "health visitors", "home visits, babies")
    actions.give_text(by=by, guide=visits, text=HOME_VISITS, on=date(2026, 2, 2))
    actions.give_text(by=by, guide=nurses, text=HEALTH_VISITS, on=date(2026, 3, 2))
    actions.note_quality(
        by=by, guide=visits, state=Checked.PEER, on=date(2026, 2, 20), who="four practitioners of other authorities"
    )
    actions.register_guide(
        by=by,
        title="Talking with children who are missing from school",
        owner=college,
        owner_kind=OwnerKind.PRACTITIONERS,
        children=Involved.NO,
        issued_on=date(2021, 9, 1),
        review_due=date(2024, 9, 1),
        published=True,
    )
    compared = actions.compare_editions(
        by=by, title="An imagined statutory text, chapter 4", old=OLD, new=NEW, on=date(2026, 4, 1)
    )
    training = compared.passages.order_by("pk").first()
    if training is not None:
        actions.hand_over(
            by=by, passage=training, fate=Fate.TAKEN, on=date(2026, 5, 4), owner=college, reason="It trains them."
        )


def _body(by: Access, name: str, sector: Sector) -> Organisation:
    return groups.add_organisation(by=by, name=name, sector=sector)


def _guide(by: Access, title: str, owner: Organisation, audience: str, topics: str) -> Guide:
    return actions.register_guide(
        by=by,
        title=title,
        owner=owner,
        owner_kind=OwnerKind.PRACTITIONERS,
        audience=audience,
        topics=f"|{'|'.join(one.strip() for one in topics.split(','))}|",
        hook="Children Act 1989, section 47",
        children=Involved.ASKED,
        issued_on=date(2026, 1, 5),
        review_due=date(2028, 1, 5),
        licence="Open Government Licence v3.0",
        published=True,
    )
