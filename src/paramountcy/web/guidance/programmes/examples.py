"""
An example programme: the joint work programme of the Department of Health and the Department for Education, published
on 31 October 2011 with a letter of two ministers, which waited for the Health and Social Care Bill.

The dates of the Bill, and the titles of the strands, are from knowledge and marked so; the rest stands in the notes of
15 June and 3 November 2011.
"""

from datetime import date

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import actions as groups
from paramountcy.web.guidance.groups.models import Group, GroupKind, Sector
from paramountcy.web.guidance.programmes import actions, reads
from paramountcy.web.guidance.programmes.models import EventKind, Found, Outlook, ProductKind, Programme

ADVISORY = "Working Together Professional Advisory Group"
FROM_KNOWLEDGE = "From knowledge, not from the notes."
PUBLISHED = date(2011, 10, 31)


def imagine(by: Access) -> None:
    """The programme of 2011, in the group of that name, which is made where it is not there."""
    group = by.readable("group").filter(name=ADVISORY).first() or groups.make_group(
        by=by, name=ADVISORY, kind=GroupKind.ADVISORY, from_day=date(2011, 9, 1)
    )
    joint_work(by=by, group=group)


def joint_work(*, by: Access, group: Group) -> Programme:
    programme = actions.set_up(
        by=by,
        group=group,
        title="Joint work programme of the Department of Health and the Department for Education",
        purpose="To ensure robust arrangements for safeguarding children in the NHS of the future.",
        from_day=PUBLISHED,
        published=True,
    )
    for name, short in (("Department of Health", "DH"), ("Department for Education", "DfE")):
        body = groups.add_organisation(by=by, name=name, short=short, sector=Sector.GOVERNMENT)
        actions.join(by=by, programme=programme, organisation=body, from_day=PUBLISHED)
    offices = {partner.ref: "safeguarding policy" for partner, _ in reads.partners(programme, PUBLISHED)}
    roles = actions.add_strand(
        by=by,
        programme=programme,
        title="Who answers for safeguarding in the new bodies of the NHS",
        text=FROM_KNOWLEDGE,
        owners=offices,
        from_day=PUBLISHED,
    )
    expertise = actions.add_strand(
        by=by,
        programme=programme,
        title="Keeping expertise: named and designated professionals",
        text=FROM_KNOWLEDGE,
        owners=offices,
        from_day=PUBLISHED,
    )
    passed = actions.plan(by=by, strand=roles, title="Duties of the new bodies are settled", due=date(2012, 4, 1))
    actions.plan(by=by, strand=expertise, title="Health professions were heard", due=date(2012, 3, 1))
    for kind, title, signed in (
        (ProductKind.PUBLICATION, "The joint work programme", ""),
        (ProductKind.LETTER, "Joint letter of the two departments", "the ministers of both departments"),
    ):
        actions.add_product(by=by, programme=programme, kind=kind, title=title, on=PUBLISHED, signed_by=signed)
    bill = actions.note_event(
        by=by,
        title="Health and Social Care Bill",
        kind=EventKind.BILL,
        expectation={
            "outlook": Outlook.PAUSED,
            "text": "The Bill was paused; what it says of safeguarding may change.",
            "expected_on": None,
            "source": "Ministerial update, notes of 15 June 2011, paragraph 2.1",
            "on": date(2011, 6, 15),
        },
    )
    actions.depend(by=by, programme=programme, event=bill, milestone=passed, how="The duties stand in the Bill.")
    waiting = actions.depend(
        by=by, programme=programme, event=bill, strand=expertise, how="Posts move to bodies that the Bill makes."
    )
    actions.expect(
        by=by,
        event=bill,
        outlook=Outlook.HAPPENED,
        text="It became law on 27 March 2012.",
        expected_on=date(2012, 3, 27),
        source=FROM_KNOWLEDGE,
        on=date(2012, 3, 27),
    )
    actions.look(by=by, dependence=waiting, found=Found.FITS, reason="The posts were moved as planned.")
    return programme
