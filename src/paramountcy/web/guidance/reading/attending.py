"""Taking over who was there: organisations, people, and where they sat."""

from datetime import date

from paramountcy.notes.meeting.bodies import is_department, same_body
from paramountcy.notes.meeting.names import normal
from paramountcy.terms.citation import Citation
from paramountcy.web.guidance.groups.models import Group, Holding, Organisation, OrganisationName, Person, Seat, Sector
from paramountcy.web.guidance.groups.reads import there_on
from paramountcy.web.guidance.meetings.models import Attendance, Presence
from paramountcy.web.guidance.reading.models import Fact
from paramountcy.web.guidance.reading.under_way import Taking


def organisations(taking: Taking) -> None:
    names = [(one.organisation, one.name, one.short) for one in OrganisationName.objects.select_related("organisation")]
    for fact in taking.of("organisation"):
        name = fact.now["name"]
        found = next((one for one, full, short in names if same_body(name, full) or (short and same_body(name, short))),
                     None)  # fmt: skip
        if found is None:
            sector = Sector.GOVERNMENT if is_department(name) else Sector.OTHER
            found = Organisation.objects.create(sector=sector)
            OrganisationName.objects.create(organisation=found, name=name[:200])
            names.append((found, name, ""))
        taking.done(fact, "organisation", found)


def people(taking: Taking) -> None:
    """Who was there and who was excused. Whoever is said to be somebody known is; everybody else is new."""
    meeting = taking.meeting
    by_name: dict[str, Person] = {}
    organisations = {one.now["name"]: taking.rows[one.path] for one in taking.of("organisation")}
    for fact in taking.of("person"):
        now = fact.now
        person = fact.same_as or _already(fact) or by_name.get(normal(now["name"]))
        if person is None:
            person = Person.objects.create(
                name=now["name"][:150], organisation=organisations.get(now["organisation"]), job=now["role"][:200]
            )
        by_name[normal(now["name"])] = person
        row = Attendance.objects.filter(meeting=meeting, person=person).first()
        if row and row.presence == Presence.PRESENT and now["presence"] == Presence.APOLOGIES:
            taking.leave("Somebody is both present and excused: they stay present.")
            taking.done(fact, "person", person)
            continue
        row = row or Attendance(meeting=meeting, person=person)
        row.presence, row.capacity, row.order = now["presence"], now["capacity"][:20], fact.order
        row.role, row.label = now["role"][:300], now["label"][:300]
        row.seat = row.seat or _seat(taking.group, meeting.day, person)
        row.save()
        taking.done(fact, "person", person)
    for fact in taking.of("person"):
        member = by_name.get(normal(fact.now["stands_for"])) if fact.now["stands_for"] else None
        if member:
            row = Attendance.objects.get(meeting=meeting, person=taking.rows[fact.path])
            row.stands_for = member
            row.seat = row.seat or _seat(taking.group, meeting.day, member)
            row.save()


def _already(fact: Fact) -> Person | None:
    """Whom a fact became when it was taken over before."""
    return Person.objects.filter(ref=Citation.of(fact.became).steps[0]).first() if fact.became else None


def _seat(group: Group, day: date, person: Person) -> Seat | None:
    """The seat of the group that somebody held on that day."""
    held = Holding.objects.filter(there_on(day), seat__group=group, person=person).order_by("as_deputy", "pk").first()
    return held.seat if held else None
