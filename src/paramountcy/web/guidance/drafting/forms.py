"""The forms of drafting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from paramountcy.web.access.screens.forms import Colleague, choose, from_list
from paramountcy.web.guidance.drafting.brought import LONGEST_COMMENT, LONGEST_EMAIL, LONGEST_QUOTE
from paramountcy.web.guidance.drafting.models import Comment, Guidance, Kind, Outcome
from paramountcy.web.guidance.drafting.principles import LOOKS_FOR
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.kit.dates import MemorableDate
from paramountcy.web.kit.templating import day

GUIDANCE_FIELDS = ("title", "edition", "replaces", "old_words", "old_text", "budget", "circle")


def _long(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class GuidanceForm(OnADay):
    title = forms.CharField(label="Title", max_length=200)
    edition = forms.CharField(label="Edition", max_length=80, required=False, help_text="Such as: 2026.")
    lead = Colleague(label="Who drafts it", required=False)
    replaces = forms.CharField(label="The edition it replaces", max_length=200, required=False)
    old_words = forms.IntegerField(
        label="Words of that edition",
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text="Or give its text, and they are counted.",
    )
    old_text = _long("Text of that edition", 6, required=False)
    budget = forms.IntegerField(
        label="Word budget, per cent of that edition",
        required=False,
        min_value=1,
        max_value=500,
        help_text="Leave empty where none is set.",
    )

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group] | None = None, **more: Any):
        self.circles, self.groups = circles, groups
        super().__init__(*args, **more)

    def first(self) -> None:
        if self.groups is not None:
            self.fields["group"] = OneOf(self.groups.order_by("name"), label="The group that drafts it")
        self.fields["circle"] = circle(self.circles)
        self.order_fields(["title", "edition", "group"])


class ChapterForm(forms.Form):
    number = forms.IntegerField(label="Number", min_value=1, max_value=200)
    title = forms.CharField(label="Title", max_length=200)
    approach = _long("The approach to it", 3, required=False)
    old_words = forms.IntegerField(
        label="Words of the chapter it replaces", required=False, min_value=1, max_value=1_000_000
    )
    due_on = MemorableDate(label="First text due on", required=False)


class NextDraft(forms.Form):
    why = _long("What it is to change", 3, required=False)


class WriteForm(forms.Form):
    text = _long(
        "Text",
        24,
        help_text="An empty line begins a paragraph. Paragraphs are numbered by themselves; one that begins with a "
        "number of its own, such as 3.2, keeps it. A short line by itself is a heading.",
    )
    why = _long("What changed, and why", 3, required=False)
    after = forms.IntegerField(widget=forms.HiddenInput)


class ParticularsForm(forms.Form):
    source = forms.CharField(
        label="Legal source", max_length=300, required=False, help_text="Such as: Children Act 2004, section 11."
    )
    who = forms.CharField(
        label="Whom it binds",
        max_length=300,
        required=False,
        help_text="By what they do, parted by semicolons: local authority; police. Empty: as the sentence says.",
    )
    settings = forms.CharField(
        label="In which settings", max_length=300, required=False, help_text="Such as: all types of school."
    )
    age_scope = forms.CharField(
        label="Age scope", max_length=200, required=False, help_text="Such as: under 18; care leavers to 25."
    )
    time_limit = forms.CharField(label="Time limit", max_length=200, required=False)

    def __init__(self, *args: Any, sentences: Sequence[str], **more: Any):
        super().__init__(*args, **more)
        pairs = [(one, one if len(one) <= 110 else f"{one[:107]}…") for one in sentences]
        self.fields["sentence"] = forms.ChoiceField(label="Provision", choices=[("", "Choose one"), *pairs])
        self.order_fields(["sentence"])


class CommentForm(forms.Form):
    paragraph = forms.CharField(
        label="On paragraph", max_length=20, required=False, help_text="Such as 3.2. Empty: the whole chapter."
    )
    quote = _long(
        "On these words", 2, required=False, max_length=LONGEST_QUOTE,
        help_text="Copied from the text, where the comment is on some words of it only.",
    )  # fmt: skip
    kind = choose(Kind.choices, label="What it does")
    text = _long("Comment", 4, max_length=LONGEST_COMMENT, help_text="Without anything about a child or a family.")


class PlaceForm(forms.Form):
    paragraph = forms.CharField(label="On paragraph", max_length=20, required=False, help_text="Such as 3.2.")
    quote = _long("On these words", 2, required=False, max_length=LONGEST_QUOTE, help_text="Copied from the text.")


class FromElsewhere(OnADay):
    name = forms.CharField(label="Who wrote it", max_length=150, required=False)
    organisation = forms.CharField(label="For which organisation", max_length=200, required=False)
    received_on = MemorableDate(label="Received on")

    def first(self) -> None:
        self.initial.setdefault("received_on", self.day)


class FromEmail(FromElsewhere):
    text = _long(
        "The words of the e-mail", 12, max_length=LONGEST_EMAIL,
        help_text="Each comment after the number of its paragraph, as in “3.2: …”, or after the words it is on, with > "
        "before them.",
    )  # fmt: skip
    field_order = ("text", "name", "organisation", "received_on")


class FromWord(FromElsewhere):
    file = forms.FileField(label="Word file", help_text="A .docx of at most 5 MB with comments in it.")
    field_order = ("file", "name", "organisation", "received_on")


class FromMeeting(forms.Form):
    paragraph = forms.CharField(label="Paragraph of the notes", max_length=20, help_text="Such as 3.2.")

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **more: Any):
        super().__init__(*args, **more)
        self.fields["meeting"] = MeetingChoice(meetings, label="Meeting")
        self.order_fields(["meeting"])


class MeetingChoice(OneOf):
    def label_from_instance(self, one: Any) -> str:
        return f"{one.group.name}, {day(one.day)}"


class CommentChoice(OneOf):
    def label_from_instance(self, one: Any) -> str:
        return one.text if len(one.text) <= 90 else f"{one.text[:87]}…"


class DisposeForm(forms.Form):
    outcome = choose(Outcome.choices, label="What becomes of it?")
    reason = _long("Why?", 3, help_text="Whoever commented will read this.")
    landed_words = _long(
        "The words of the text that meet it", 3, required=False,
        help_text="Copied from the text as it is now, where the comment is accepted, or accepted in part.",
    )  # fmt: skip

    def __init__(self, *args: Any, others: QuerySet[Comment], **more: Any):
        super().__init__(*args, **more)
        self.fields["duplicate_of"] = CommentChoice(others, label="The same as", required=False)
        self.order_fields(["outcome", "reason", "landed_words", "duplicate_of"])


class TellForm(OnADay):
    on = MemorableDate(label="Told on")
    how = forms.CharField(label="How", max_length=200, required=False, help_text="Such as: by e-mail, at the meeting.")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class PrincipleForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    looks_for = from_list([(key, words) for key, (words, _) in LOOKS_FOR.items()], label="What it looks for")
    words = _long(
        "Words", 3, required=False,
        help_text="Parted by |. With plainer ones, as in: commence=begin|prior to=before.",
    )  # fmt: skip
    limit = forms.IntegerField(label="Limit", required=False, min_value=1, max_value=1000)
    source = forms.CharField(label="Who says so", max_length=300, required=False)


class ReleaseForm(forms.Form):
    summary = _long("What is new in it", 4, required=False, help_text="It stands on the public page.")

    def __init__(self, *args: Any, to_look_at: Sequence[str], without: bool, **more: Any):
        super().__init__(*args, **more)
        if without:
            self.fields["reason"] = _long(
                "Why does it go out without a version for children?", 3, max_length=2_000,
                help_text="It is kept with your name. Do not put anybody else’s name here.",
            )  # fmt: skip
        if to_look_at:
            self.fields["looked"] = forms.BooleanField(
                label="I have looked at these places: none tells who a child is", required=False
            )


class Why(forms.Form):
    why = _long("Why?", 3, help_text="It stands on the public page.")


def initial_of(guidance: Guidance) -> dict[str, Any]:
    """A document as its form shows it."""
    return {name: getattr(guidance, name) for name in GUIDANCE_FIELDS} | {
        "lead": guidance.lead.email if guidance.lead else ""
    }
