"""
A record in every situation that one person can stand in to it, and one of everything that has a page of its own.

`Situations(place, user)` makes them around one user, so that each role is asked the same of the same.
"""

from datetime import timedelta

from django.utils import timezone

from paramountcy.web.access.actions.people import digest_of
from paramountcy.web.access.models import (
    BreakGlass,
    Conflict,
    Delegation,
    Entry,
    Invitation,
    Notice,
    Restriction,
    RestrictionMember,
    StoredSearch,
    Terms,
    User,
)
from paramountcy.web.access.roles import Role, Sensitivity
from paramountcy.web.kit.models import new_reference
from tests.web.notebook.models import Subject

NAMES = ("Ottoline Quickfall", "Barnaby Thistlewood")
"""People that the notes are about: names that stand nowhere else, so that a leak of one can be seen."""
SECRET = "Whooper swans over the weir"
"""What every note says, so that it can be seen where a note was shown."""
CALL = "duty manager, 01632 960 001"
DAY = timedelta(days=1)
SITUATIONS = (
    "own", "team", "other_team", "front_door", "authority", "nobody", "listed", "conflicted", "conflicted_listed",
    "broken_glass", "broken_glass_conflicted", "delegated", "delegated_closed", "expired_work", "expired_glass",
    "missing",
)  # fmt: skip


class Situations:
    """`refs` are the notes' references by situation; `others` those of what is not a note, by the name of its page."""

    def __init__(self, place, user: User, role: Role):
        self.place, self.user, self.role = place, user, role
        self.now = timezone.now()
        self.count = 0
        self.asker = place.in_role(Role.PRACTITIONER, team=place.south, name="An Asker")
        self.agreer = place.in_role(Role.TEAM_MANAGER, team=place.south, name="An Agreer")
        self.refs = {one: getattr(self, f"_{one}")() for one in SITUATIONS}
        self.restrictions = {
            one: Restriction.objects.get(record=self.refs[one])
            for one in ("front_door", "authority", "nobody", "listed")
        }
        self.members = {
            one: RestrictionMember.objects.create(
                restriction=self.restrictions[one], user=self.asker, asked_by=self.asker, reason="to work with them"
            )
            for one in ("front_door", "authority", "nobody", "listed")
        }
        self.others = self._others()

    def _note(self, *, sensitivity=Sensitivity.ORDINARY):
        self.count += 1
        self.about = Subject.objects.create(name=f"{NAMES[self.count % 2]} {self.count}")
        return self.place.note(self.about, title=f"About {self.about.name}. {SECRET}", sensitivity=sensitivity)

    def _involve(self, note, ended=False, **who):
        one = self.place.involve(note, **who)
        one.from_at = self.now - 100 * DAY
        one.to_at = self.now - DAY if ended else None
        one.save()
        return note

    def _other(self, **more):
        return self._involve(self._note(**more), team=self.place.south)

    def _close(self, note, existence="front_door"):
        return Restriction.objects.create(
            kind="note", record=note.ref, reason="somebody may look for them", existence=existence,
            guardian=self.agreer, call=CALL, asked_by=self.asker, from_at=self.now - DAY,
            agreed_by=self.agreer if existence == "nobody" else None, review_on=(self.now + 30 * DAY).date(),
        )  # fmt: skip

    def _conflict(self):
        Conflict.objects.create(
            user=self.user, person=self.about.ref, nature="relative", declared_by=self.user, from_at=self.now - DAY
        )

    def _glass(self, note, hours=0):
        begun = self.now - timedelta(minutes=5, hours=hours)
        return BreakGlass.objects.create(
            user=self.user, kind="note", record=note.ref, reason="the child needs it", begun_at=begun,
            ends_at=begun + timedelta(hours=1),
        )  # fmt: skip

    def _own(self):
        return self._involve(self._note(), user=self.user).ref

    def _team(self):
        team = self.user.grants.get().team
        return self._involve(self._note(), team=team).ref

    def _other_team(self):
        return self._other().ref

    def _front_door(self):
        note = self._other()
        self._close(note)
        return note.ref

    def _authority(self):
        note = self._other()
        self._close(note, "authority")
        return note.ref

    def _nobody(self):
        note = self._other()
        self._close(note, "nobody")
        return note.ref

    def _listed(self):
        note = self._other()
        RestrictionMember.objects.create(
            restriction=self._close(note, "nobody"), user=self.user, asked_by=self.asker, agreed_by=self.agreer,
            agreed_at=self.now - DAY, reason="they work with them",
        )  # fmt: skip
        return note.ref

    def _conflicted(self):
        note = self._involve(self._note(), user=self.user)
        self._conflict()
        return note.ref

    def _conflicted_listed(self):
        ref = self._listed()
        self._conflict()
        return ref

    def _broken_glass(self):
        note = self._other()
        self._close(note)
        self._glass(note)
        return note.ref

    def _broken_glass_conflicted(self):
        ref = self._broken_glass()
        self._conflict()
        return ref

    def _lent(self):
        """A note that only those who work with it may read, and somebody whose tasks the user does now."""
        giver = self.place.in_role(Role.LEAD_PROFESSIONAL, team=self.place.south, name="A Giver")
        Delegation.objects.create(
            giver=giver, taker=self.user, made_by=giver, from_at=self.now - DAY, to_at=self.now + DAY, reason="away"
        )
        return self._involve(self._note(sensitivity=Sensitivity.CLOSED), user=giver)

    def _delegated(self):
        return self._lent().ref

    def _delegated_closed(self):
        note = self._lent()
        self._close(note, "nobody")
        return note.ref

    def _expired_work(self):
        return self._involve(self._note(sensitivity=Sensitivity.CLOSED), user=self.user, ended=True).ref

    def _expired_glass(self):
        note = self._other()
        self._close(note)
        self._glass(note, hours=2)
        return note.ref

    def _missing(self):
        return new_reference()

    def _others(self):
        """Something of somebody else's for each page about one thing."""
        place, now = self.place, self.now
        asker = self.asker
        grant = asker.grants.get()
        invitation = Invitation.objects.create(
            email="new@example.org", name="Somebody New", role=Role.PRACTITIONER, team=place.north, reason="they begin",
            digest=digest_of("secret"), made_at=now, ends_at=now + 7 * DAY,
        )  # fmt: skip
        terms = Terms.objects.create(version=1, text="Be careful.", from_at=now + 99 * DAY)
        lent = Delegation.objects.create(
            giver=self.agreer, taker=asker, made_by=self.agreer, from_at=now - DAY, to_at=now + DAY, reason="away"
        )
        conflict = Conflict.objects.create(
            user=asker,
            person=new_reference(),
            nature="close",
            declared_by=asker,
            from_at=now - DAY,
            reason="a neighbour",
        )
        glass = BreakGlass.objects.create(
            user=asker, kind="note", record=self.refs["front_door"], reason="the child needs it", begun_at=now - DAY,
            ends_at=now - DAY + timedelta(hours=1),
        )  # fmt: skip
        notice = Notice.objects.create(user=asker, about="glass broken", made_at=now)
        search = StoredSearch.objects.create(user=asker, kind="note", terms={"words": "Ottoline"}, made_at=now)
        person = dict.fromkeys(("person", "give", "shut_out", "let_in", "person_log"), asker.ref)
        body = dict.fromkeys(("body", "rename", "add_team"), place.authority.ref)
        searched = dict.fromkeys(("people_found", "log_found", "log_export", "found"), search.ref)
        return {
            **person, **body, **searched, "end_role": grant.ref, "invitation": invitation.ref,
            "withdraw": invitation.ref, "end_team": place.south.ref, "terms_version": terms.ref, "take_back": lent.ref,
            "conflict": conflict.ref, "end_conflict": conflict.ref, "glass_one": glass.ref, "mend": glass.ref,
            "notice": notice.ref, "read_notice": notice.ref,
        }  # fmt: skip


def noted(kind, ref):
    """What the log says of a record, the latest last: action and outcome."""
    return list(Entry.objects.filter(kind=kind, record=ref).order_by("pk").values_list("action", "outcome"))
