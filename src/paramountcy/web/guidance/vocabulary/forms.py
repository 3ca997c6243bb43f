"""The forms of words, terms, bodies and duties."""

from typing import Any

from django import forms

from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, organisation
from paramountcy.web.guidance.vocabulary.models import FUNCTIONS, Status
from paramountcy.web.kit.dates import MemorableDate

GUIDANCE, RECORD = "guidance", "record"
TEXTS = (
    (GUIDANCE, "guidance, something published, or a template"),
    (RECORD, "a case record, a quotation, or what somebody said or wrote of themselves"),
)
LOOKED_UP = "Its source was looked up (otherwise it is shown as from knowledge)"
LONGEST_TEXT = 400_000


def _long(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class TermForm(OnADay):
    term = forms.CharField(label="Term to avoid", max_length=120)
    other_forms = forms.CharField(
        label="Its other forms",
        required=False,
        max_length=2_000,
        help_text="Parted by |, such as: fostered out|fostering out. * stands for one to five words between others.",
    )
    preferred = forms.CharField(label="Term to prefer", max_length=200)
    status = choose(
        [(value, label) for value, label in Status.choices if value != Status.ENDED],
        label="Is it decided?",
    )
    why = _long("Why?")
    who = forms.CharField(label="Who decided, or proposed it", max_length=200)
    source = forms.CharField(label="Source", max_length=300, required=False)
    checked = forms.BooleanField(label=LOOKED_UP, required=False)
    from_day = MemorableDate(label="From")

    def first(self) -> None:
        self.initial.setdefault("from_day", self.day)


class AsideForm(forms.Form):
    who = forms.CharField(label="Who decided", max_length=200)
    why = _long("Why?")


class WordForm(forms.Form):
    word = forms.CharField(label="Word", max_length=120)
    meaning = _long("What it means")
    was = forms.CharField(label="What 2011 called it", max_length=200, required=False)
    who = forms.CharField(label="Who decided", max_length=200)
    source = forms.CharField(label="Source", max_length=300, required=False)
    checked = forms.BooleanField(label=LOOKED_UP, required=False)


class HolderForm(OnADay):
    area = forms.CharField(label="Area", max_length=120, help_text="Such as the name of the council’s area.")
    function = from_list([(one, one) for one in FUNCTIONS], label="What it does")
    from_day = MemorableDate(label="From", required=False, help_text="Leave empty where it always did.")
    to_day = MemorableDate(label="To", required=False)
    source = forms.CharField(label="Source", max_length=300, required=False)
    checked = forms.BooleanField(label=LOOKED_UP, required=False)

    def first(self) -> None:
        self.fields["organisation"] = organisation(label="Which body")
        self.order_fields(["area", "function", "organisation"])


class LastDay(OnADay):
    on = MemorableDate(label="Last day")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class DutyForm(forms.Form):
    who = forms.CharField(
        label="Whose duty", max_length=200, help_text="By what they do; several parted by semicolons."
    )
    duty = _long("Duty")
    law = forms.CharField(label="Law", max_length=300, help_text="Such as: Children Act 2004, section 11.")
    note = _long("Note", 2, required=False)
    checked = forms.BooleanField(label=LOOKED_UP, required=False)
    from_day = MemorableDate(label="In force from", required=False)


class AskForm(OnADay):
    word = forms.CharField(label="A word, of any year", max_length=120, help_text="Such as: LSCB, PCT, SCR.")
    area = forms.CharField(label="Area", max_length=120, required=False)
    on = MemorableDate(label="Day")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class CheckForm(OnADay):
    of = choose(TEXTS, label="What is it?")
    text = _long("Text", 10, required=False, max_length=LONGEST_TEXT)
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="Text, Markdown, Word, HTML or PDF, at most 5 MB. It is not kept.",
    )
    on = MemorableDate(label="By the words of which day?")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("of") == RECORD:
            self.add_error(
                "of",
                "Terms are checked in guidance, published text and templates only. What people say, and what is "
                "written of them, is kept in their own words.",
            )
        elif not said.get("text") and not said.get("file"):
            self.add_error("text", "Paste a text, or choose a file.")
        return said
