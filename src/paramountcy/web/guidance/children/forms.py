"""The forms of these versions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.children.adult import AdultText
from paramountcy.web.guidance.children.models import AgeBand, Agrees, Extent, Format, MediaKind, ReaderRole
from paramountcy.web.guidance.groups.forms import OnADay
from paramountcy.web.kit.dates import MemorableDate

VERSION_FIELDS = ("title", "band", "extent", "format", "contact")
PUBLIC = "It goes out with the next release, for everybody to read. No name, and nothing by which one could be known."
LIMIT_FIELDS = ("reading_age_most", "sentence_most")


class VersionForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200, help_text="In words that its readers use.")
    band = choose(AgeBand.choices, label="How old are its readers?")
    extent = choose(Extent.choices, label="How much of the adult text does it hold?")
    format = choose(Format.choices, label="In what form?")
    contact = forms.CharField(
        label="Whom to tell what you think",
        max_length=300,
        required=False,
        help_text="A post and how to reach it, such as: youth participation team, 01632 960 002. It will be public.",
    )


class ChangeVersion(VersionForm):
    reading_age_most = forms.IntegerField(label="Highest reading age", min_value=5, max_value=18)
    sentence_most = forms.IntegerField(label="Words in the longest sentence", min_value=5, max_value=60)


class PassageForm(forms.Form):
    heading = forms.CharField(label="Heading", max_length=200, required=False)
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        help_text="Short sentences, one idea in each. An empty line begins a new paragraph. Name no child.",
    )
    order = forms.IntegerField(label="Place", min_value=0, max_value=9_999, required=False)

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]] = (), **more: Any):
        super().__init__(*args, **more)
        if parts:
            choices = [("", "None yet"), *parts]
            self.fields["anchor"] = forms.ChoiceField(
                choices=choices, label="Which part of the adult text does it say?", required=False
            )


class TieForm(forms.Form):
    quote = forms.CharField(
        label="The words that it says",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5_000,
        help_text="Copied from the adult text. Leave it empty for the whole part.",
    )

    def __init__(self, *args: Any, adult: AdultText | None, **more: Any):
        super().__init__(*args, **more)
        self.fields["anchor"] = from_list(parts_of(adult), label="Part of the adult text")
        self.order_fields(["anchor", "quote"])


class PictureForm(forms.Form):
    file = forms.FileField(
        label="Picture",
        help_text="PNG or JPEG, 4 MB at most. Where and when it was taken is not kept. No child’s face or name.",
    )
    alt = forms.CharField(
        label="What does it show?", max_length=300, help_text="For whoever can’t see it, in a sentence or two."
    )


class HardWordForm(forms.Form):
    word = forms.CharField(label="Hard word", max_length=60)
    means = forms.CharField(label="What it means", max_length=300, help_text="In one short sentence.")


class MediaForm(forms.Form):
    kind = choose(MediaKind.choices, label="Form")
    title = forms.CharField(label="Title", max_length=200)
    address = forms.URLField(label="Address on the web", max_length=500, assume_scheme="https")


class ReviewForm(OnADay):
    on = MemorableDate(label="When did they read it?")
    band = choose(AgeBand.choices, label="How old are they?")
    role = from_list(ReaderRole.choices, label="Who are they?")
    readers = forms.IntegerField(label="How many of them", min_value=1, max_value=500, initial=1)
    said = forms.CharField(
        label="What did they say?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        help_text="In their own words where you can. No name of anybody, and nothing by which one could be known.",
    )
    changed = forms.CharField(
        label="What was changed because of it?",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=10_000,
        help_text=PUBLIC,
    )
    agrees = choose(Agrees.choices, label="Do they agree that it goes out as it stands?")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class Changed(forms.Form):
    changed = forms.CharField(
        label="What was changed because of it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        help_text=PUBLIC,
    )


class ReleaseForm(forms.Form):
    def __init__(self, *args: Any, unmet: bool, **more: Any):
        super().__init__(*args, **more)
        if unmet:
            self.fields["reason"] = forms.CharField(
                label="Why does it go out all the same?",
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="It is kept with your name. Do not put anybody else’s name here.",
                max_length=2_000,
            )


class Withdraw(forms.Form):
    reason = forms.CharField(
        label="Why is it taken back?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept with your name. Do not put anybody else’s name here.",
        max_length=2_000,
    )


def parts_of(adult: AdultText | None) -> list[tuple[str, str]]:
    """The parts of an adult text to choose from."""
    return [(one.anchor, one.title) for one in adult.parts] if adult else []
