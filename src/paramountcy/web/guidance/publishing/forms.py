"""The forms of publishing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from paramountcy.web.access.screens.forms import from_list
from paramountcy.web.guidance.groups.forms import OneOf, circle, person
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.groups.publishing_registry import SOURCES
from paramountcy.web.guidance.publishing.models import Kind
from paramountcy.web.kit.dates import MemorableDate

LOOKED = "I have looked: no child, and nobody whose name is withheld, could be known by it"


class DocumentForm(forms.Form):
    kind = from_list(Kind.choices, label="What it is")
    title = forms.CharField(label="Title", max_length=200, help_text="Without the name of any child or family.")
    of_day = MemorableDate(label="Date of the document")
    issued_by = forms.CharField(label="Issued by", max_length=200, required=False)
    text = forms.CharField(label="Its words", widget=forms.Textarea(attrs={"rows": 10}), required=False)
    file = forms.FileField(label="Or a file", required=False, help_text="A PDF or a Word file, up to 5 MB.")
    link = forms.URLField(label="Or where it stands elsewhere", max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group], **more: Any):
        super().__init__(*args, **more)
        self.fields["group"] = OneOf(groups.order_by("name"), label="Group whose it is", required=False)
        self.fields["circle"] = circle(circles)


class Agreed(forms.Form):
    on = MemorableDate(label="Agreed on")

    def __init__(self, *args: Any, on: date, **more: Any):
        super().__init__(*args, **more)
        self.initial.setdefault("on", on)


class PublishForm(forms.Form):
    """What to say before something is public."""

    def __init__(self, *args: Any, agreed: bool, stops: Sequence[str], **more: Any):
        super().__init__(*args, **more)
        if not agreed:
            self.fields["as_draft"] = forms.BooleanField(
                label="Publish it marked as a draft", required=False, help_text="The page says so, in words."
            )
        if stops:
            self.fields["looked"] = forms.BooleanField(label=LOOKED, required=False)


class Why(forms.Form):
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is public, and stays in the register. Do not name anybody.",
    )


class Empty(forms.Form):
    """Nothing to fill in: only to be sure."""


class WithholdForm(forms.Form):
    words = forms.CharField(
        label="Or the name or words",
        max_length=200,
        required=False,
        help_text="As they stand there. Add each way in which somebody is called: a first name alone, a post.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}), help_text="It is not public.")

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["person"] = person(label="Whose name", required=False)
        self.order_fields(["person", "words", "why"])


class DeadLinkForm(forms.Form):
    address = forms.URLField(label="Address that leads nowhere", max_length=500, assume_scheme="https")
    what = forms.CharField(label="What stood there", max_length=200)
    seen_on = MemorableDate(label="Seen to be dead on")
    copy = forms.URLField(
        label="Where a copy is kept",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Such as in the UK Government Web Archive.",
    )


class Look(forms.Form):
    """What the public looks for in the register. Sent by POST, so that what was typed stands in no address."""

    words = forms.CharField(label="Words of the title, or the group", max_length=100, required=False)
    year = forms.CharField(label="Year of publication", max_length=4, required=False)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        kinds = [(one.kind, one.words) for one in SOURCES.values()]
        self.fields["kind"] = forms.ChoiceField(label="What", choices=[("", "Everything"), *kinds], required=False)
        self.order_fields(["words", "kind", "year"])
