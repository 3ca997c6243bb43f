"""A group with a seat that is held, somebody, an organisation and a circle."""

from paramountcy.web.guidance.groups.models import CircleMember, Holding, Person
from tests.web.conftest import LONG_AGO
from tests.web.guidance.conftest import organisation


def refs(partnership, circle):
    group = partnership.group
    group.circle = circle
    group.save()
    holding = Holding.objects.filter(seat__group=group).first()
    person = Person.objects.create(name="Whooper Swan")
    body = organisation("Whooper swans over the weir").ref
    ours = circle or partnership.circle
    in_circle = CircleMember.objects.create(
        circle=ours, user=partnership.chair, from_at=partnership.place.asks(None).at
    )
    assert holding.from_day == LONG_AGO
    return {
        "group": group.ref, "change": group.ref, "add_seat": group.ref, "fill_seat": holding.seat.ref,
        "end_seat": holding.seat.ref, "end_holding": holding.ref, "person": person.ref, "change_person": person.ref,
        "people_found": person.ref, "organisation": body, "rename": body, "end_organisation": body,
        "circle": ours.ref, "let_in": ours.ref, "leave": in_circle.ref,
    }  # fmt: skip


ONLY_POST = ("people_search", "leave")
