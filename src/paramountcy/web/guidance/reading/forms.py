"""The forms of the reading of notes: a file, and what a fact is where it was read wrongly."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from paramountcy.notes.reading import ENDINGS
from paramountcy.web.access.screens.forms import from_list
from paramountcy.web.guidance.groups.forms import OneOf, circle, person
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.meetings.models import PointKind, Presence
from paramountcy.web.guidance.reading.models import Fact
from paramountcy.web.guidance.tracker.models import ActionKind, Result
from paramountcy.web.kit.dates import MemorableDate

CAPACITIES = (
    ("chair", "chair"),
    ("deputy", "deputy for somebody"),
    ("member", "member"),
    ("official", "official"),
    ("adviser", "adviser"),
    ("observer", "observer"),
)
TAKEN = [one for one in ENDINGS if one != ".csv"]


class Upload(forms.Form):
    file = forms.FileField(
        label="The notes",
        help_text=f"One meeting: {', '.join(TAKEN)}. Give the Word file where there is one: it reads best.",
    )

    def __init__(self, *args: Any, groups: QuerySet[Group], circles: QuerySet[Circle], **more: Any):
        super().__init__(*args, **more)
        self.fields["group"] = OneOf(
            groups.order_by("name"), label="Group", required=False, empty_label="As the notes say"
        )
        self.fields["circle"] = circle(circles)


class Clock(forms.CharField):
    """A time of day, as 15:00."""

    def __init__(self, **more: Any):
        super().__init__(max_length=5, help_text="Such as 15:00.", **more)

    def clean(self, value: Any) -> str:
        text = super().clean(value).replace(".", ":")
        if text and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
            raise ValidationError("Write the time as 15:00.")
        return text.zfill(5) if text else ""


def _line(label: str, most: int = 200, *, required: bool = False) -> forms.Field:
    return forms.CharField(label=label, max_length=most, required=required)


def _text(label: str) -> forms.Field:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 5}))


def _fields(kind: str) -> dict[str, forms.Field]:
    """The fields of a fact of a kind, by their names in its value."""
    if kind in ("day", "issued_on"):
        return {"value": MemorableDate(label="Day")}
    if kind in ("start", "end"):
        return {"value": Clock(label="Time")}
    if kind == "number":
        return {"value": forms.IntegerField(label="Number of the meeting", min_value=1, max_value=9999)}
    made: dict[str, dict[str, forms.Field]] = {
        "person": {
            "name": _line("Name", 150, required=True),
            "role": _line("Role, as the notes say", 300),
            "label": _line("Organisation, as the notes say", 300),
            "organisation": _line("Organisation"),
            "presence": from_list([one for one in Presence.choices if one[0] in ("present", "apologies")], label="Was"),
            "capacity": from_list(CAPACITIES, label="As"),
            "stands_for": _line("For whom"),
        },
        "organisation": {"name": _line("Name", required=True)},
        "item": {
            "number": forms.IntegerField(label="Number", required=False, min_value=1, max_value=999),
            "title": _line("Title", 300, required=True),
        },
        "heading": {"label": _line("Label", 20), "title": _line("Title", 300, required=True)},
        "talk": {"title": _line("Heading", 300, required=True)},
        "paragraph": {"number": _line("Number", 20), "text": _text("Text")},
        "point": {
            "label": _line("Label", 20),
            "text": _text("Text"),
            "point_kind": forms.ChoiceField(
                label="What it is", choices=[("", "Not said"), *PointKind.choices], required=False
            ),
        },
        "action": {
            "text": _text("What is to be done"),
            "owner": _line("Owner", required=True),
            "action_kind": from_list(ActionKind.choices, label="How it came to be"),
            "due_on": MemorableDate(label="Due on", required=False),
            "due_next": forms.BooleanField(label="Due at the next meeting", required=False),
            "due_words": _line("Due, in words"),
        },
        "decision": {
            "text": _text("What was decided, or not"),
            "outcome": from_list(Result.choices, label="Outcome"),
            "strength": _line("How strongly", 100),
            "returns_on": MemorableDate(label="Returns on", required=False),
            "returns_next": forms.BooleanField(label="Returns at the next meeting", required=False),
        },
        "next": {
            "on": MemorableDate(label="Day"),
            "start": Clock(label="From", required=False),
            "end": Clock(label="To", required=False),
        },
        "question": {"text": _text("Question")},
        "leaning": {"text": _text("Text"), "reaction": _line("Reaction", 100)},
        "event": {
            "text": _text("What"),
            "on": MemorableDate(label="Day", required=False),
            "until": MemorableDate(label="Until", required=False),
        },
        "earlier": {"status": _line("What became of the notes before", 40, required=True), "where": _line("Where")},
        "joined": {"count": forms.IntegerField(label="How many joined", min_value=0, max_value=500)},
    }
    return made.get(kind) or {"value": _line("As it should be", 300, required=True)}


class Fix(forms.Form):
    """What a fact is. It begins with what stands, and ends as plain data."""

    def __init__(self, *args: Any, fact: Fact, **more: Any):
        now = fact.now
        fields = _fields(fact.kind)
        more["initial"] = {
            name: _day(now.get(name)) if isinstance(field, MemorableDate) else now.get(name)
            for name, field in fields.items()
        }
        super().__init__(*args, **more)
        self.fact = fact
        self.fields.update(fields)
        if fact.kind == "person":
            self.fields["same_as"] = person(
                label="Is the same person as",
                required=False,
                empty_label="Somebody new",
                help_text="Whoever is chosen here keeps their name; nobody is put together with anybody by itself.",
            )
            self.initial["same_as"] = fact.same_as.ref if fact.same_as else ""

    def said(self) -> dict[str, Any]:
        """The value, as plain data."""
        found = {}
        for name, value in self.cleaned_data.items():
            if name != "same_as":
                found[name] = value.isoformat() if isinstance(value, date) else value
                if found[name] == "" and self.fact.value.get(name, "") is None:
                    found[name] = None
        return found


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
