"""The forms of meetings. Everybody of the group may read its business: no reason is asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle, person
from paramountcy.web.guidance.groups.models import Capacity, Circle, Group, Person
from paramountcy.web.guidance.groups.reads import people
from paramountcy.web.guidance.meetings.actions.attendance import Sat
from paramountcy.web.guidance.meetings.models import Done, How, Item, Mark, Meeting, PointKind, Presence
from paramountcy.web.guidance.meetings.reads import when
from paramountcy.web.guidance.meetings.seating import DEPUTY, NOT_NOTED, WORDS, Place, Seating
from paramountcy.web.kit.dates import MemorableDate

TIMES = ["%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p"]
AREA = forms.Textarea(attrs={"rows": 3})


def time(**more: Any) -> forms.TimeField:
    return forms.TimeField(
        input_formats=TIMES,
        required=False,
        error_messages={"invalid": "Enter a time such as 16:00 or 4pm."},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        **more,
    )


class MeetingForm(OnADay):
    number = forms.IntegerField(label="Number", min_value=1, max_value=9999, required=False)
    title = forms.CharField(
        label="Title of its own", max_length=200, required=False, help_text="Such as: extraordinary meeting."
    )
    start = time(label="From")
    end = time(label="To")
    place = forms.CharField(label="Where, or how to join", max_length=300, required=False)

    def __init__(self, *args: Any, circles: QuerySet[Circle], **more: Any):
        self.circles = circles
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["day"] = MemorableDate(label="Day")
        self.fields["circle"] = circle(self.circles)
        self.order_fields(["number", "title", "day"])


class ChooseGroup(forms.Form):
    """Which group a meeting is of."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, groups: QuerySet[Group], **more: Any):
        super().__init__(data, **more)
        self.fields["group"] = OneOf(groups.order_by("name"), label="Group")


class ItemForm(forms.Form):
    title = forms.CharField(label="Title", max_length=300)
    purpose = forms.CharField(label="What is asked of the group", widget=AREA, required=False)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=600, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, circles: QuerySet[Circle], **more: Any):
        super().__init__(data, **more)
        self.fields["lead"] = person(label="Who leads", required=False)
        self.fields["circle"] = circle(circles)
        self.order_fields(["title", "purpose", "lead", "minutes", "circle"])


class AttendanceForm(forms.Form):
    """Every seat, with how it was filled and, where somebody came instead of its holder, who."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, seating: Seating, **more: Any):
        super().__init__(data, **more)
        self.places = seating.places
        own = {one.pk for place in self.places for one in (*place.holders, *place.deputies)}
        for place in self.places:
            self._add(place, own)

    def _add(self, place: Place, own: set[int]) -> None:
        key = place.seat.ref
        holder = place.holders[0] if place.holders else None
        ways = [(value, words) for value, words in WORDS.items() if value and (holder or value == DEPUTY)]
        words = {DEPUTY: "somebody came instead"}
        choices = [(NOT_NOTED, "Not noted"), *((value, words.get(value, text).capitalize()) for value, text in ways)]
        held = ", ".join(one.name for one in place.holders) or "nobody holds it"
        self.fields[f"how-{key}"] = forms.ChoiceField(
            choices=choices, required=False, label=f"{place.seat.title}: {held}", initial=place.how
        )
        deputy = next((one for one in place.sat if one.presence == Presence.PRESENT and one.stands_for_id), None)
        stood = deputy or next(
            (one for one in place.sat if one.presence == Presence.PRESENT and one.person not in place.holders), None
        )
        if stood:
            own = own | {stood.person_id}
        at = [one for one in (place.seat.organisation_id, *(who.organisation_id for who in place.holders)) if one]
        rows = people().filter(pk__in=own) | people().filter(organisation__in=at, ended_on__isnull=True)
        if holder:
            rows = rows.exclude(pk=holder.pk)
        self.fields[f"who-{key}"] = OneOf(
            rows.order_by("name"),
            required=False,
            label=f"Who came instead for {place.seat.title}",
            empty_label="Nobody",
            initial=stood.person.ref if stood else None,
        )

    def rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each seat."""
        return [(self[f"how-{one.seat.ref}"], self[f"who-{one.seat.ref}"]) for one in self.places]

    def sat(self) -> list[Sat]:
        """What was noted, seat by seat. Several who hold one seat are noted alike."""
        found = []
        for place in self.places:
            how = self.cleaned_data[f"how-{place.seat.ref}"]
            deputy = self.cleaned_data[f"who-{place.seat.ref}"]
            for number, holder in enumerate(place.holders or (None,)):
                later = how == DEPUTY and number > 0
                found.append(Sat(place.seat, holder, Presence.APOLOGIES if later else how, None if later else deputy))
        return found


class OtherForm(forms.Form):
    """Somebody who was there without a seat."""

    presence = choose([(one.value, one.label) for one in (Presence.PRESENT, Presence.APOLOGIES)], label="Was there?")
    capacity = from_list([(one.value, one.label) for one in Capacity], label="As what")
    role = forms.CharField(label="Role, as the notes should say", max_length=300, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any):
        super().__init__(data, **more)
        self.fields["person"] = person(label="Who", help_text="Whoever is not in the list is added under People first.")
        self.order_fields(["person", "presence", "capacity", "role"])


class DeclarationForm(forms.Form):
    interest = forms.CharField(label="What is the interest?", widget=AREA)
    done = choose(Done.choices, label="What did they do?")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        there: QuerySet[Person],
        items: QuerySet[Item],
        circles: QuerySet[Circle],
        **more: Any,
    ):
        super().__init__(data, **more)
        self.fields["person"] = OneOf(there, label="Who", help_text="Of those who are noted as present.")
        self.fields["item"] = OneOf(
            items, "title", label="Of which item", required=False, empty_label="The whole meeting"
        )
        self.fields["circle"] = circle(circles)
        self.order_fields(["person", "item", "interest", "done", "circle"])


class WriteForm(forms.Form):
    text = forms.CharField(
        label="What was noted",
        widget=forms.Textarea(attrs={"rows": 10}),
        strip=False,
        help_text="An empty line begins a new paragraph, and a dash before a line makes it a point of the paragraph "
        "above it. Numbers are given by themselves.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, circles: QuerySet[Circle], **more: Any):
        super().__init__(data, **more)
        if circles.exists():
            self.fields["circle"] = circle(circles)


class MarkForm(forms.Form):
    mark = forms.ChoiceField(
        choices=[(one.value, one.label.capitalize()) for one in Mark],
        label="What is it?",
        required=False,
        widget=forms.RadioSelect,
    )
    point_kind = forms.ChoiceField(
        choices=[("", "No kind"), *((one.value, one.label.capitalize()) for one in PointKind)],
        label="Kind of point",
        required=False,
        help_text="Only for a point. It is one reader’s label.",
    )


class CorrectForm(forms.Form):
    text = forms.CharField(label="What it should say", widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, data: Mapping[str, Any] | None = None, *, later: Sequence[Meeting] | None, **more: Any):
        super().__init__(data, **more)
        if later is not None:
            self.fields["at_meeting"] = meeting_from(later)


class StrikeForm(forms.Form):
    """At which meeting a line of agreed notes was struck out; nothing for one of a draft."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, later: Sequence[Meeting] | None, **more: Any):
        super().__init__(data, **more)
        if later is not None:
            self.fields["at_meeting"] = meeting_from(later)


class OneMeeting(OneOf):
    """A meeting to choose, by its day."""

    def label_from_instance(self, one: Any) -> str:
        return when(one)


def meeting_from(rows: Any, **more: Any) -> OneMeeting:
    more.setdefault("label", "At which meeting")
    more.setdefault("help_text", "Leave it at None where it was between meetings.")
    return OneMeeting(rows, required=False, **more)


class StepForm(OnADay):
    """A step of the notes: its day."""

    on = MemorableDate(label="Day")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class AgreeForm(StepForm):
    how = choose([(one.value, one.label) for one in (How.AT_A_MEETING, How.BY_CHAIR)], label="How were they agreed?")
    corrections = forms.CharField(
        label="With which corrections", widget=AREA, required=False, help_text="Leave empty where there were none."
    )

    def __init__(self, *args: Any, later: Any, **more: Any):
        self.later = later
        super().__init__(*args, **more)

    def first(self) -> None:
        super().first()
        self.fields["at_meeting"] = meeting_from(self.later, help_text="Where they were agreed at a meeting.")
        self.order_fields(["how", "at_meeting", "on", "corrections"])


class PublishForm(StepForm):
    where = forms.CharField(
        label="Where else are they published", max_length=500, required=False, help_text="Such as an address."
    )

    def __init__(self, *args: Any, waits: Sequence[str], **more: Any):
        self.waits = waits
        super().__init__(*args, **more)

    def first(self) -> None:
        super().first()
        if self.waits:
            self.fields["looked"] = forms.BooleanField(
                label="I have looked at each of these: nothing tells who a child is, or whose name is withheld",
                required=False,
            )


class WithdrawForm(StepForm):
    why = forms.CharField(label="Why?", widget=AREA, help_text="Those who run groups read this.")


class ObjectForm(forms.Form):
    says = forms.CharField(
        label="What is wrong?", widget=AREA, help_text="Those who run the group read it, with your name."
    )


class PaperForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200, help_text="Without the name of any child or family.")
    file = forms.FileField(
        label="File", allow_empty_file=True, help_text="A PDF or a Word file (.docx), 10 MB at most."
    )

    def __init__(self, *args: Any, items: QuerySet[Item], circles: QuerySet[Circle], **more: Any):
        super().__init__(*args, **more)
        self.fields["item"] = OneOf(items, "title", label="For which item", required=False)
        self.fields["circle"] = circle(circles)
        self.order_fields(["title", "file", "item", "circle"])


class TemplateForm(forms.Form):
    file = forms.FileField(label="Template", allow_empty_file=True, help_text="A Word file (.docx), 2 MB at most.")

    def __init__(self, *args: Any, groups: QuerySet[Group], **more: Any):
        super().__init__(*args, **more)
        self.fields["group"] = OneOf(groups.order_by("name"), label="For which group", required=False,
                                     empty_label="All groups")  # fmt: skip
