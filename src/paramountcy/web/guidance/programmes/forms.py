"""The forms of joint programmes and of the events that they wait for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from paramountcy.terms.citation import Citation
from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle, organisation, person
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.programmes.models import (
    Event,
    EventKind,
    Found,
    Milestone,
    Outlook,
    Partner,
    ProductKind,
    State,
    Strand,
)
from paramountcy.web.kit.dates import MemorableDate

OWNER = "owner_"


def long_text(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class Cited(forms.CharField):
    """A citation, such as that of a recommendation."""

    def __init__(self, **more: Any):
        more.setdefault("help_text", "The citation, as its page shows it, such as recommendation/abc.")
        super().__init__(max_length=200, required=False, **more)

    def clean(self, value: Any) -> str:
        told = super().clean(value)
        try:
            return str(Citation.of(told)) if told else ""
        except ValueError as wrong:
            raise ValidationError("That is not a citation. Copy it from the page of what you cite.") from wrong


class ProgrammeForm(OnADay):
    title = forms.CharField(label="Title", max_length=200)
    purpose = long_text("What it is for")
    from_day = MemorableDate(label="First day")
    to_day = MemorableDate(label="Last day", required=False)
    cited = Cited(label="Where does it come from?")
    published = forms.BooleanField(label="Its page is public", required=False)

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group] | None = None, **more: Any):
        self.circles, self.groups = circles, groups
        super().__init__(*args, **more)

    def first(self) -> None:
        if self.groups is not None:
            self.fields["group"] = OneOf(self.groups.order_by("name"), label="Which group does it answer to?")
        self.fields["circle"] = circle(self.circles)
        self.initial.setdefault("from_day", self.day)
        self.order_fields(["group", "title"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("published") and said.get("circle"):
            self.add_error("published", "What is kept to a circle can’t have a public page.")
        return said


PROGRAMME_FIELDS = ("title", "purpose", "from_day", "to_day", "cited", "published", "circle")


class JoinForm(OnADay):
    from_day = MemorableDate(label="From")

    def first(self) -> None:
        self.fields["organisation"] = organisation(
            label="Body", help_text="Whoever is not in the list is added under Organisations first."
        )
        self.initial.setdefault("from_day", self.day)
        self.order_fields(["organisation", "from_day"])


class LastDay(OnADay):
    on = MemorableDate(label="Last day")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class StrandForm(OnADay):
    """A strand, with a box for its owner in each body. They may stay empty here: the action says whose is missing."""

    title = forms.CharField(label="Strand", max_length=200)
    text = long_text("What is done in it", required=False)
    from_day = MemorableDate(label="From")

    def __init__(self, *args: Any, bodies: Sequence[tuple[Partner, str]], **more: Any):
        self.bodies = bodies
        super().__init__(*args, **more)

    def first(self) -> None:
        for partner, name in self.bodies:
            field = forms.CharField(
                label=f"Owner in {name}",
                max_length=200,
                required=False,
                help_text="An office, such as: head of safeguarding.",
            )
            field.widget.attrs["autocomplete"] = "off"
            self.fields[f"{OWNER}{partner.ref}"] = field
        self.initial.setdefault("from_day", self.day)

    def told(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        owners = {name.removeprefix(OWNER): said.pop(name) for name in list(said) if name.startswith(OWNER)}
        return {**said, "owners": owners}


class StrandText(forms.Form):
    title = forms.CharField(label="Strand", max_length=200)
    text = long_text("What is done in it", required=False)


class OwnForm(OnADay):
    office = forms.CharField(label="Office", max_length=200)
    from_day = MemorableDate(label="From")

    def first(self) -> None:
        self.fields["person"] = person(label="Who holds it, where that is known", required=False)
        self.initial.setdefault("from_day", self.day)
        self.order_fields(["office", "person", "from_day"])


class PlanForm(forms.Form):
    title = forms.CharField(label="Milestone", max_length=300)
    due = MemorableDate(label="Due")


class StepForm(OnADay):
    state = choose([one for one in State.choices if one[0] != State.PLANNED], label="What happened?")
    on = MemorableDate(label="On which day?")
    due = MemorableDate(label="If it is moved: to which day?", required=False)
    reason = long_text("Why?", 3, required=False, help_text="At least 10 characters, unless it was reached as planned.")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class ProductForm(OnADay):
    kind = from_list(ProductKind.choices, label="What is it?")
    title = forms.CharField(label="Title", max_length=300)
    on = MemorableDate(label="Published or sent on")
    signed_by = forms.CharField(label="Signed by", max_length=300, required=False, help_text="The offices, not names.")
    where = forms.URLField(
        label="Where it is", max_length=500, required=False, assume_scheme="https",
        help_text="The address of its page, with https.",
    )  # fmt: skip

    def __init__(self, *args: Any, strands: QuerySet[Strand], **more: Any):
        self.strands = strands
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["strand"] = OneOf(
            self.strands, "title", label="Of which strand?", required=False, empty_label="Of the whole programme"
        )
        self.initial.setdefault("on", self.day)


class ExpectForm(OnADay):
    outlook = choose(Outlook.choices, label="The event is")
    text = long_text("What is expected of it?", 3)
    expected_on = MemorableDate(label="For which day?", required=False)
    source = forms.CharField(label="Who says so?", max_length=300, help_text="Such as: oral statement in Parliament.")
    on = MemorableDate(label="As of")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


EXPECTED = ("outlook", "text", "expected_on", "source", "on")


class EventForm(ExpectForm):
    title = forms.CharField(label="Event", max_length=200, help_text="Such as: Health and Social Care Bill.")
    kind = from_list(EventKind.choices, label="What kind of event is it?")

    def __init__(self, *args: Any, circles: QuerySet[Circle], **more: Any):
        self.circles = circles
        super().__init__(*args, **more)

    def first(self) -> None:
        super().first()
        self.fields["circle"] = circle(self.circles)
        self.order_fields(["title", "kind", *EXPECTED])

    def told(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {"expectation": {name: said.pop(name) for name in EXPECTED}, **said}


class DependForm(forms.Form):
    how = long_text("How does it depend on it?", 3)
    cited = Cited(label="Or something else that depends on it")

    def __init__(
        self,
        *args: Any,
        events: QuerySet[Event],
        strands: QuerySet[Strand],
        milestones: QuerySet[Milestone],
        **more: Any,
    ):
        super().__init__(*args, **more)
        self.fields["event"] = OneOf(
            events, "title", label="Which event?", help_text="What is not in the list is added under Events first."
        )
        self.fields["strand"] = OneOf(strands, "title", label="Which strand?", required=False)
        self.fields["milestone"] = OneOf(milestones, "title", label="Or which milestone?", required=False)
        self.order_fields(["event", "strand", "milestone", "cited", "how"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if sum(bool(said.get(name)) for name in ("strand", "milestone", "cited")) != 1:
            self.add_error("strand", "Choose one thing that depends on it: a strand, a milestone, or something cited.")
        return said


class LookForm(forms.Form):
    found = choose(Found.choices, label="What did you find?")
    reason = long_text("Why?", 3, help_text="At least 10 characters.")
