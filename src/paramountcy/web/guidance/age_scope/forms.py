"""The forms of ages: the questionnaire, and a provision."""

from typing import Any

from django import forms

from paramountcy.web.access.screens.forms import choose
from paramountcy.web.guidance.age_scope.questions import QUESTIONS
from paramountcy.web.guidance.age_scope.reads import Row
from paramountcy.web.kit.dates import MemorableDate

OLDEST = 120


class Questionnaire(forms.Form):
    """An age and some answers. It asks for no name, and nothing of it is kept."""

    age = forms.IntegerField(
        label="How old are you?",
        min_value=0,
        max_value=OLDEST,
        help_text="In whole years. For somebody else, answer as they would.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"required": "Enter an age, in whole years.", "invalid": "An age is a number, such as 19."},
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for one in QUESTIONS:
            self.fields[one.name] = choose(one.answers, label=one.text, help_text=one.hint, required=False)


class ProvisionForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    what = forms.CharField(label="What it is", widget=forms.Textarea(attrs={"rows": 3}))
    law = forms.CharField(
        label="Law", max_length=300, help_text="The Act or Regulations with their year, and the section."
    )
    from_age = forms.IntegerField(label="From age", required=False, min_value=0, max_value=OLDEST)
    to_age = forms.IntegerField(
        label="To age",
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text="The last age at which it holds: 24 for what ends on the 25th birthday.",
    )
    any_age = forms.BooleanField(label="It holds at every age", required=False)
    needs = forms.CharField(
        label="For whom",
        max_length=300,
        required=False,
        help_text="The answers it asks for, as in care:left;weeks:yes. Questions: "
        + "; ".join(f"{one.name} ({', '.join(value for value, _ in one.answers)})" for one in QUESTIONS)
        + ".",
    )
    sure = forms.BooleanField(label="With those answers it applies (otherwise it may apply)", required=False)
    ask = forms.CharField(label="Whom to ask", max_length=200)
    in_force_from = MemorableDate(label="In force from", required=False)
    in_force_to = MemorableDate(label="In force to", required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    checked_on = MemorableDate(
        label="Its law was looked up on", required=False, help_text="Empty: it is shown as from knowledge."
    )
    why = forms.CharField(label="Why this change?", widget=forms.Textarea(attrs={"rows": 2}))


class Why(forms.Form):
    why = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 2}))


def initial_of(row: Row) -> dict[str, Any]:
    """A provision as its form shows it."""
    names = ("title", "what", "law", "from_age", "to_age", "any_age", "needs", "sure", "ask", "note")
    said: dict[str, Any] = {name: getattr(row, name) for name in names}
    if row.own:
        said |= {name: getattr(row.own, name) for name in ("in_force_from", "in_force_to", "checked_on")}
    return said
