"""The forms of groups. What everybody who sits on a group may read, nobody has to explain twice: no reason is asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from paramountcy.web.access.screens.forms import Colleague, choose, from_list
from paramountcy.web.guidance.groups import reads
from paramountcy.web.guidance.groups.models import Capacity, Circle, Group, GroupKind, Organisation, Person, Sector
from paramountcy.web.kit.dates import MemorableDate


class OnADay(forms.Form):
    """A form whose choices depend on the day. `first` adds the fields that do."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, on: date, **more: Any):
        super().__init__(data, **more)
        self.day = on
        self.first()

    def first(self) -> None:
        """Add the fields that depend on the day."""


class OneOf(forms.ModelChoiceField):
    """A list of records to choose from, by reference, in their own words."""

    def __init__(self, rows: QuerySet, words: str = "name", **more: Any):
        more.setdefault("empty_label", "Choose one" if more.get("required", True) else "None")
        super().__init__(rows, to_field_name="ref", **more)
        self.words = words

    def label_from_instance(self, one: Any) -> str:
        return str(getattr(one, self.words))


def organisation(**more: Any) -> OneOf:
    return OneOf(reads.organisations().order_by("last_name"), "last_name", **more)


def person(**more: Any) -> OneOf:
    return OneOf(reads.people().filter(ended_on__isnull=True).order_by("name"), **more)


def circle(rows: QuerySet[Circle], **more: Any) -> OneOf:
    """Whom something is kept to: one of the circles that the one who asks belongs to."""
    more.setdefault("label", "Confidential to")
    more.setdefault(
        "help_text", "Only the people of that circle will know of it. Leave it at None for the whole group."
    )
    return OneOf(rows, required=False, **more)


class GroupForm(OnADay):
    name = forms.CharField(label="Name", max_length=200)
    short = forms.CharField(label="Short name", max_length=60, required=False)
    kind = from_list(GroupKind.choices, label="What it is")
    purpose = forms.CharField(label="What it is for", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    decides = forms.BooleanField(label="Its decisions bind, so it has minutes and not notes", required=False)
    quorum = forms.IntegerField(
        label="Quorum", min_value=1, max_value=500, required=False, help_text="How many seats must be filled."
    )
    silence_days = forms.IntegerField(
        label="Agreed by silence after, in days",
        min_value=1,
        max_value=366,
        required=False,
        help_text="Leave empty where only the next meeting agrees its notes.",
    )
    publishes = forms.BooleanField(label="Its agreed notes are published", required=False)
    from_day = MemorableDate(label="First day")
    to_day = MemorableDate(label="Last day", required=False)

    def __init__(self, *args: Any, circles: QuerySet[Circle], parents: QuerySet[Group], **more: Any):
        self.circles, self.parents = circles, parents
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["parent"] = OneOf(self.parents.order_by("name"), label="Part of", required=False)
        self.fields["circle"] = circle(self.circles)
        self.initial.setdefault("from_day", self.day)


class SeatForm(OnADay):
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="The office or body that the seat is for, such as: integrated care board.",
    )
    capacity = choose(Capacity.choices, label="Capacity")
    counts = forms.BooleanField(label="It fills the quorum", required=False, initial=True)
    from_day = MemorableDate(label="First day")

    def first(self) -> None:
        self.fields["organisation"] = organisation(label="Organisation", required=False)
        self.initial.setdefault("from_day", self.day)
        self.order_fields(["title", "organisation", "capacity", "counts", "from_day"])


class Fill(OnADay):
    as_deputy = forms.BooleanField(label="As deputy", required=False)
    from_day = MemorableDate(label="First day")

    def first(self) -> None:
        self.fields["person"] = person(label="Who", help_text="Whoever is not in the list is added under People first.")
        self.initial.setdefault("from_day", self.day)
        self.order_fields(["person", "as_deputy", "from_day"])


class LastDay(OnADay):
    on = MemorableDate(label="Last day")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class PersonForm(OnADay):
    name = forms.CharField(label="Full name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    job = forms.CharField(label="Job", max_length=200, required=False)
    email = forms.EmailField(
        label="E-mail address", required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    user = Colleague(
        label="Signs in as", required=False, help_text="The e-mail address that they sign in with here, if they do."
    )

    def first(self) -> None:
        self.fields["organisation"] = organisation(label="Organisation", required=False)
        self.order_fields(["name", "organisation", "job", "email", "user"])


class OrganisationForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    short = forms.CharField(label="Short name", max_length=40, required=False)
    sector = from_list(Sector.choices, label="Sector")


class Rename(OnADay):
    name = forms.CharField(label="New name", max_length=200)
    short = forms.CharField(label="Short name", max_length=40, required=False)
    from_day = MemorableDate(label="From")

    def first(self) -> None:
        self.initial.setdefault("from_day", self.day)


class Ended(OnADay):
    ended_on = MemorableDate(label="Last day")

    def __init__(self, *args: Any, but: Organisation, **more: Any):
        self.but = but
        super().__init__(*args, **more)

    def first(self) -> None:
        rows = reads.organisations().exclude(pk=self.but.pk).order_by("last_name")
        self.fields["followed_by"] = OneOf(rows, "last_name", label="What took its place", required=False)
        self.initial.setdefault("ended_on", self.day)


class CircleForm(forms.Form):
    name = forms.CharField(
        label="Name of the circle", max_length=120, help_text="Without the name of any child or family."
    )
    why = forms.CharField(label="Why is this kept to a few?", widget=forms.Textarea(attrs={"rows": 3}))


class LetIn(forms.Form):
    user = Colleague(label="Who")


PERSON_FIELDS: tuple[str, ...] = tuple(
    field.name for field in Person._meta.get_fields() if field.name in {"name", "job", "email", "user", "organisation"}
)
"""What a form about somebody holds."""
