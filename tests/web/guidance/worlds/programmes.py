"""A programme of two bodies with a strand, its owners, a milestone, a letter, and an event that it waits for."""

from datetime import date

from paramountcy.web.guidance.programmes.models import (
    Dependence,
    Event,
    EventKind,
    Expectation,
    Milestone,
    Outlook,
    Owner,
    Partner,
    Product,
    ProductKind,
    Programme,
    State,
    Step,
    Strand,
)
from tests.web.guidance.conftest import organisation

DAY = date(2026, 3, 2)
OF_A_PROGRAMME = (
    "programme", "change", "docx", "milestones", "join", "add_strand", "add_product", "depend", "public_page",
)  # fmt: skip


def refs(partnership, circle):
    programme = Programme.objects.create(
        group=partnership.group, title="Whooper swans", purpose="To keep Whooper swans.", from_day=DAY, published=True,
        circle=circle,
    )  # fmt: skip
    bodies = [
        Partner.objects.create(programme=programme, organisation=organisation(name), from_day=DAY)
        for name in ("Weir wardens", "Ministry of swans")
    ]
    strand = Strand.objects.create(programme=programme, title="Whooper ice")
    owner = Owner.objects.create(strand=strand, partner=bodies[0], office="warden", from_day=DAY)
    milestone = Milestone.objects.create(strand=strand, title="Whooper swans are fed")
    Step.objects.create(milestone=milestone, state=State.PLANNED, due=DAY, on=DAY)
    Product.objects.create(programme=programme, kind=ProductKind.LETTER, title="A Whooper letter", on=DAY)
    event = Event.objects.create(title="The Whooper Bill", kind=EventKind.BILL, circle=circle)
    since = Expectation.objects.create(
        event=event, outlook=Outlook.EXPECTED, text="Whooper ponds.", source="The warden", on=DAY
    )
    depends = Dependence.objects.create(
        event=event, programme=programme, milestone=milestone, how="Whooper food.", since=since
    )
    return {
        **dict.fromkeys(OF_A_PROGRAMME, programme.ref), "found": programme.ref, "event": event.ref,
        "expect": event.ref, "leave": bodies[0].ref, "change_strand": strand.ref, "end_strand": strand.ref,
        "own": {"ref": strand.ref, "body": bodies[1].ref}, "plan": strand.ref, "stop_owning": owner.ref,
        "step": milestone.ref, "look": depends.ref, "end_dependence": depends.ref,
    }  # fmt: skip


ONLY_POST = ("search", "end_dependence")
