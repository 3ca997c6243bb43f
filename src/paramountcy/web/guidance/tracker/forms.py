"""The forms of actions, decisions and updates."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from paramountcy.terms.citation import Citation
from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle, organisation, person
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.tracker.models import LEFT_OPEN, ActionKind, Result, Seen, State
from paramountcy.web.kit.dates import MemorableDate

NO_CHILD = "Name no child here, nor anybody of a family."
SAID_BY_HAND = [(value, words) for value, words in State.choices if value != State.HANDED_OVER]


class Words(forms.CharField):
    """A text of some lines."""

    def __init__(self, *, rows: int = 3, **more: Any):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)


def cited(text: str) -> str:
    """A citation, as it is typed. Raises ValidationError for what is none."""
    if text:
        try:
            Citation.of(text)
        except ValueError as wrong:
            raise ValidationError("Write it as recommendation/abc, or leave it empty.") from wrong
    return text


class Owned(OnADay):
    """Who owns something: one of three ways to say it."""

    owner_words = forms.CharField(
        label="Or in words",
        max_length=200,
        required=False,
        help_text="For owners who are neither, such as: members of the group.",
    )

    def first(self) -> None:
        self.fields["person"] = person(label="Owner: a person", required=False)
        self.fields["organisation"] = organisation(label="Or an organisation", required=False)


class DueForm(OnADay):
    """When something is due, and why it is now due then."""

    due_on = MemorableDate(label="Due on", required=False)
    due_words = forms.CharField(
        label="Or in words", max_length=200, required=False, help_text="Such as: by the summer recess."
    )
    text = Words(label="Why?", help_text=NO_CHILD)

    def __init__(self, *args: Any, groups: QuerySet[Group], **more: Any):
        self.groups = groups
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["due_group"] = next_meeting(self.groups, "Or due at the next meeting of")
        self.order_fields(["due_on", "due_group", "due_words", "text"])


def next_meeting(groups: QuerySet[Group], label: str) -> OneOf:
    return OneOf(
        groups.order_by("name"),
        label=label,
        required=False,
        help_text="Whenever that is: where the meeting is moved, this moves with it.",
    )


class ActionForm(Owned):
    what = Words(label="What is to be done?", help_text=NO_CHILD)
    kind = from_list(ActionKind.choices, label="How it came to be")
    due_on = MemorableDate(label="Due on", required=False)
    due_words = forms.CharField(label="Or due, in words", max_length=200, required=False)
    noted_on = MemorableDate(label="Taken on")
    about = forms.CharField(
        label="About", max_length=200, required=False, help_text="A citation, such as recommendation/abc."
    )

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group], **more: Any):
        self.circles, self.groups = circles, groups
        super().__init__(*args, **more)

    def first(self) -> None:
        super().first()
        self.fields["due_group"] = next_meeting(self.groups, "Or due at the next meeting of")
        self.fields["circle"] = circle(self.circles)
        self.initial.setdefault("noted_on", self.day)
        self.order_fields(
            ["what", "kind", "person", "organisation", "owner_words", "due_on", "due_group", "due_words", "noted_on",
             "about", "circle"]
        )  # fmt: skip

    def clean_about(self) -> str:
        return cited(self.cleaned_data["about"])


class UpdateForm(OnADay):
    state = choose(SAID_BY_HAND, label="State")
    text = Words(label="What happened?", rows=4, help_text=NO_CHILD)
    on = MemorableDate(label="On")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class HandOver(Owned):
    text = Words(label="Why?", help_text=NO_CHILD)
    on = MemorableDate(label="On")

    def first(self) -> None:
        super().first()
        self.initial.setdefault("on", self.day)
        self.order_fields(["person", "organisation", "owner_words", "text", "on"])


class EffectForm(OnADay):
    seen = choose(Seen.choices, label="What was seen?")
    text = Words(label="What changed, and for whom?", rows=4, help_text=NO_CHILD)
    evidence = forms.CharField(
        label="What shows it",
        max_length=200,
        required=False,
        help_text="An indicator, an audit, what children said: where somebody else can look it up.",
    )
    on = MemorableDate(label="Seen on")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class OutcomeForm(OnADay):
    result = choose(
        Result.choices,
        label="What came of it?",
        help_text="Inconclusive is an answer: it is never shown as agreed.",
    )
    text = Words(label="In words", required=False, help_text=NO_CHILD)
    strength = forms.CharField(
        label="How strongly", max_length=100, required=False, help_text="Such as: unanimous, or consensus."
    )
    decided_by = forms.CharField(label="Who decided", max_length=200, required=False)
    returns_on = MemorableDate(label="Returns on", required=False)
    owed = Words(label="What is owed before it returns", required=False)
    on = MemorableDate(label="Day of the outcome")

    def __init__(self, *args: Any, groups: QuerySet[Group], **more: Any):
        self.groups = groups
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["returns_group"] = next_meeting(self.groups, "Or returns to the next meeting of")
        self.initial.setdefault("on", self.day)
        self.order_fields(
            ["question", "result", "text", "strength", "decided_by", "returns_on", "returns_group", "owed", "on"]
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        back = said.get("returns_on") or said.get("returns_group")
        if said.get("result") in LEFT_OPEN and not back and not said.get("owed"):
            self.add_error("returns_on", "Say when it returns, or what is owed first: else nobody comes back to it.")
        return said


class DecisionForm(OutcomeForm):
    question = Words(label="What was the question?", help_text=NO_CHILD)

    def __init__(self, *args: Any, circles: QuerySet[Circle], **more: Any):
        self.circles = circles
        super().__init__(*args, **more)

    def first(self) -> None:
        super().first()
        self.fields["circle"] = circle(self.circles)


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label="The sheet",
        help_text="An .xlsx file that was taken from here and changed. Nothing is taken over before you have seen it.",
    )
