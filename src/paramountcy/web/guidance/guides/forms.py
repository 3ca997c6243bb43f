"""The forms of the register of practice guidance."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from paramountcy.terms.citation import Citation
from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle, organisation
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.guides.models import Checked, Course, Fate, Guide, Involved, Kind, OwnerKind
from paramountcy.web.kit.dates import MemorableDate


def long_text(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


GUIDE_FIELDS = (
    "title", "owner", "owner_kind", "audience", "topics", "hook", "evidence", "method", "children", "accountable",
    "issued_on", "review_due", "licence", "where", "published", "circle",
)  # fmt: skip


class GuideForm(forms.Form):
    title = forms.CharField(label="Title", max_length=300)
    owner_kind = from_list(OwnerKind.choices, label="What kind of body is the owner?")
    audience = forms.CharField(
        label="For whom", max_length=300, required=False, help_text="Such as: health visitors, school nurses."
    )
    topics = forms.CharField(
        label="Topics", max_length=480, required=False, help_text="With commas between, such as: neglect, early help."
    )
    hook = forms.CharField(
        label="Law or statutory guidance it hangs on",
        max_length=300,
        required=False,
        help_text="Such as: Children Act 1989, section 47.",
    )
    evidence = long_text("Evidence it rests on", 3, required=False)
    method = long_text("How it was written, and by whom", 3, required=False)
    children = choose(Involved.choices, label="What part had children and young people in it?")
    issued_on = MemorableDate(label="Issued on", required=False)
    review_due = MemorableDate(
        label="Review due",
        required=False,
        help_text="Without one, or once it has passed, it is not shown as current.",
    )
    licence = forms.CharField(
        label="Licence", max_length=200, required=False, help_text="Such as: Open Government Licence v3.0."
    )
    where = forms.URLField(
        label="Where it is published", max_length=500, required=False, assume_scheme="https",
        help_text="The address of its page, with https.",
    )  # fmt: skip
    published = forms.BooleanField(label="Show it in the public register", required=False)

    def __init__(self, *args: Any, circles: QuerySet[Circle], **more: Any):
        super().__init__(*args, **more)
        self.fields["owner"] = organisation(
            label="Owner", help_text="Whoever is not in the list is added under Organisations first."
        )
        self.fields["accountable"] = organisation(label="Local body that answers for its use here", required=False)
        self.fields["circle"] = circle(circles)
        self.order_fields(GUIDE_FIELDS)

    def clean_topics(self) -> str:
        told = [" ".join(one.split()) for one in self.cleaned_data["topics"].replace("|", " ").split(",")]
        kept = list(dict.fromkeys(one for one in told if one))
        return f"|{'|'.join(kept)}|" if kept else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("published") and said.get("circle"):
            self.add_error("published", "What is kept to a circle can’t be in the public register.")
        return said


class TextForm(OnADay):
    """A text that is pasted or sent as a file: one of the two."""

    on = MemorableDate(label="This text counts from")
    text = long_text("Text", 12, required=False, help_text="Paste it, with an empty line between paragraphs.")
    file = forms.FileField(
        label="Or a file of it", required=False, help_text=".docx, .pdf, .html, .md or .txt, of 5 MB at most."
    )

    def first(self) -> None:
        self.initial.setdefault("on", self.day)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("text")) == bool(said.get("file")):
            self.add_error("text", "Paste the text or choose a file: one of the two.")
        return said


class QualityForm(OnADay):
    state = choose(Checked.choices, label="What was done?")
    on = MemorableDate(label="On which day?")
    who = forms.CharField(label="By whom?", max_length=200)
    grounds = long_text("On what grounds?", 3, required=False)

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class Superseded(forms.Form):
    def __init__(self, *args: Any, guides: QuerySet[Guide], **more: Any):
        super().__init__(*args, **more)
        self.fields["superseded_by"] = OneOf(guides, "title", label="What took its place?")


class Withdrawn(OnADay):
    on = MemorableDate(label="On which day?")
    reason = long_text("Why?", 3, help_text="At least 10 characters.")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class JudgeForm(forms.Form):
    kind = choose(Kind.choices, label="What are they to each other?")
    course = choose(Course.choices, label="What is to be done?")
    reason = long_text("Why?", 3, help_text="At least 10 characters. Whoever owns the guides will ask.")


class EditionsForm(OnADay):
    title = forms.CharField(
        label="What was revised", max_length=300, help_text="Such as: Working Together, chapter 5, 2010 to 2013."
    )
    on = MemorableDate(label="The new text is in force from")
    old = long_text("Old text", 10)
    new = long_text("New text", 10)

    def __init__(self, *args: Any, circles: QuerySet[Circle], **more: Any):
        self.circles = circles
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["circle"] = circle(self.circles)
        self.initial.setdefault("on", self.day)


class PassageForm(OnADay):
    source = forms.CharField(label="Dropped from", max_length=300, help_text="The text, its edition, and where in it.")
    text = long_text("Passage", 6)
    dropped_on = MemorableDate(label="Dropped on")
    cited = forms.CharField(label="Citation", max_length=200, required=False)

    def __init__(self, *args: Any, circles: QuerySet[Circle], **more: Any):
        self.circles = circles
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["circle"] = circle(self.circles)
        self.initial.setdefault("dropped_on", self.day)

    def clean_cited(self) -> str:
        told = self.cleaned_data["cited"]
        try:
            return str(Citation.of(told)) if told else ""
        except ValueError as wrong:
            raise ValidationError("That is not a citation. Copy it from the page of what you cite.") from wrong


class HandOverForm(OnADay):
    fate = choose(Fate.choices, label="What became of it?")
    on = MemorableDate(label="On which day?")
    reason = long_text(
        "Why?", 3, required=False, help_text="Needed where it is no longer needed, or was given back: 10 characters."
    )

    def __init__(self, *args: Any, guides: QuerySet[Guide], **more: Any):
        self.guides = guides
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["owner"] = organisation(label="New owner", required=False)
        self.fields["guide"] = OneOf(self.guides, "title", label="The guide that has it now", required=False)
        self.initial.setdefault("on", self.day)
        self.order_fields(["fate", "owner", "guide", "on", "reason"])
