"""The forms of consultations, the public one among them, which is made of the questions."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.consultations.models import (
    Asked,
    Consent,
    Consultation,
    Outcome,
    Permission,
    Question,
    QuestionKind,
    Response,
    Section,
)
from paramountcy.web.guidance.groups.disclosures import FromAnybody
from paramountcy.web.guidance.groups.forms import OneOf, circle, person
from paramountcy.web.guidance.groups.models import Circle, Group, Sector
from paramountcy.web.kit.dates import MemorableDate

LONGEST = 5_000
"""Characters of one answer: two pages."""
LOOKED = "I have looked, and no child could be known by it"


def words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def sector(**more: Any) -> forms.ChoiceField:
    return from_list(Sector.choices, label="Sector", **more)


class ConsultationForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    why = words("Why is it asked?", help_text="What would change, and for whom.")
    undecided = words(
        "What is not decided yet?", help_text="A consultation is held while it still matters what anybody says."
    )
    opens_on = MemorableDate(label="First day", help_text="It opens by itself as this day begins.")
    closes_on = MemorableDate(label="Last day", help_text="It closes by itself at midnight as this day ends.")

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group], **more: Any):
        super().__init__(*args, **more)
        self.fields["group"] = OneOf(groups.order_by("name"), label="Group that asks", required=False)
        self.fields["circle"] = circle(circles)


class Dates(forms.Form):
    opens_on = MemorableDate(label="First day")
    closes_on = MemorableDate(label="Last day")
    reason = words("Why?", 3, help_text="It is public.")


class Why(forms.Form):
    reason = words("Why?", 3, help_text="It is public.")


class Empty(forms.Form):
    """Nothing to fill in: only to be sure."""


class AskedForm(forms.Form):
    name = forms.CharField(label="Who is asked", max_length=120, help_text="A profession, such as: health visitors.")
    sector = sector()


class SectionForm(forms.Form):
    title = forms.CharField(label="Heading", max_length=200)
    says = words("What is to be known before answering", required=False)


class QuestionForm(forms.Form):
    text = words("Question", 3)
    hint = words("Hint", 2, required=False)
    kind = choose(QuestionKind.choices, label="How is it answered?")
    choices = words(
        "Choices", required=False, help_text="Each on a line of its own, where it is answered by one or some of a list."
    )


class DocumentForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200, help_text="It is public.")
    file = forms.FileField(label="File", help_text="A PDF or a Word file, up to 5 MB.")


class PrincipleForm(forms.Form):
    kept = choose([("yes", "It was kept"), ("no", "It was not kept")], label="Was it kept?")
    words = words("How, or why not?", 3)


class Respond(FromAnybody):
    """The public form: the questions of one consultation, who answers, and what may be done with it."""

    who_reads = "The people who run this consultation. Nobody else sees it before they have looked at it."
    when = "In the weeks after it closes. Nobody may read it today or tomorrow."

    def __init__(self, data: Mapping[str, Any] | None = None, *, sections: Sequence[Section], asked: Sequence[Asked]):
        super().__init__(data)
        self.questions: dict[str, Question] = {}
        self.named: dict[str, Asked] = {f"asked-{one.ref}": one for one in asked}
        for part in sections:
            for question in part.questions.all():
                name = f"q{question.number}"
                self.questions[name] = question
                self.fields[name] = _field(question)
        self.fields["who"] = forms.ChoiceField(
            label="Which of these are you?",
            choices=[
                ("", "Choose one"),
                *((key, one.name[:1].upper() + one.name[1:]) for key, one in self.named.items()),
                *((f"sector-{value}", f"Somebody else: {text}") for value, text in Sector.choices),
            ],
        )
        self.fields["by_child"] = forms.BooleanField(
            label="I am under 18", required=False, help_text="Then your name is never published."
        )
        self.fields["organisation"] = forms.CharField(
            label="Your organisation", max_length=200, required=False, help_text="Only if you answer for it."
        )
        self.fields["name"] = forms.CharField(
            label="Your name", max_length=150, required=False, help_text="You do not have to say."
        )
        self.fields["contact"] = forms.CharField(
            label="How can we reach you?", max_length=200, required=False,
            help_text="You do not have to say. It is never published.",
        )  # fmt: skip
        self.fields["consent"] = forms.ChoiceField(
            label="What may we do with your answers?", choices=Consent.choices, widget=forms.RadioSelect
        )
        self.fields["once"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64, initial=secrets.token_hex(16)
        )

    @property
    def answers(self) -> dict[Question, str]:
        """What was answered, question by question; several choices one on each line."""
        said = {question: self.cleaned_data[name] for name, question in self.questions.items()}
        return {question: "\n".join(one) if isinstance(one, list) else one for question, one in said.items()}

    @property
    def about(self) -> dict[str, Any]:
        """Who answers, and what may be done with it."""
        chosen = self.cleaned_data["who"]
        asked = self.named.get(chosen)
        return {
            "asked": asked,
            "sector": asked.sector if asked else chosen.removeprefix("sector-"),
            **{name: self.cleaned_data[name] for name in ("by_child", "organisation", "name", "contact", "consent")},
        }


def _field(question: Question) -> forms.Field:
    label = f"{question.number}. {question.text}"
    told: dict[str, Any] = {"label": label, "help_text": question.hint, "required": False}
    options = [(one, one) for one in question.options]
    if question.kind == QuestionKind.TEXT:
        too_long = f"Your answer is longer than {LONGEST:,} characters: make it shorter."
        return forms.CharField(
            **told,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"max_length": too_long},
        )
    if question.kind == QuestionKind.MANY:
        return forms.MultipleChoiceField(**told, choices=options, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(**told, choices=options, widget=forms.RadioSelect)


class Moderate(forms.Form):
    """What to decide of a response; its answers in words may have words taken out."""

    outcome = choose(Outcome.choices, label="What is published?")
    reason = words(
        "Why?", 3, required=False, help_text="Needed where words are taken out or nothing is published. It is public."
    )
    counted = forms.BooleanField(
        label="Count it", required=False, initial=True, help_text="Leave it out only where it is no answer at all."
    )

    def __init__(self, *args: Any, response: Response, found: Sequence[str], **more: Any):
        super().__init__(*args, **more)
        self.by_name = {
            f"answer_{one.ref}": one for one in response.answers.all() if one.question.kind == QuestionKind.TEXT
        }
        for name, one in self.by_name.items():
            self.fields[name] = words(
                f"Question {one.question.number}, as it is published", 5, required=False, initial=one.text,
                help_text="Only where some words are taken out: put [something] in their place, and nothing else in.",
            )  # fmt: skip
        if found:
            self.fields["looked"] = forms.BooleanField(label=LOOKED, required=False)

    @property
    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "outcome": data["outcome"],
            "reason": data["reason"],
            "counted": data["counted"],
            "looked": data.get("looked", False),
            "texts": {one: data[name] for name, one in self.by_name.items()},
        }


class EventForm(forms.Form):
    title = forms.CharField(label="What it was", max_length=200)
    host = forms.CharField(label="Whose network", max_length=200, help_text="Such as: the practice nurses’ forum.")
    day = MemorableDate(label="Day")
    permission = choose(Permission.choices, label="What they agreed to")

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["official"] = person(label="Which of us was there", required=False)
        for value, label in Sector.choices:
            self.fields[f"came_{value}"] = forms.IntegerField(
                label=f"How many came from {label}", min_value=0, max_value=10_000, required=False
            )

    @property
    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        came = {value: data[f"came_{value}"] or 0 for value in Sector.values}
        return {name: data[name] for name in ("title", "host", "day", "permission", "official")} | {"came": came}


class FeedbackForm(forms.Form):
    text = words("What was said", 5, help_text="Without the name of anybody who said it.")
    looked = forms.BooleanField(label=LOOKED, required=False, help_text="Only where you are asked to.")

    def __init__(self, *args: Any, consultation: Consultation, questions: QuerySet[Question], **more: Any):
        super().__init__(*args, **more)
        self.fields["question"] = OneOf(questions, "text", label="To which question", required=False)
        self.order_fields(["question", "text", "looked"])


class ReplyForm(forms.Form):
    we_asked = words("We asked", 5)
    you_said = words("You said", 10)
    we_did = words("We did", 10, help_text="What changed because of it, and what did not, and why.")


class ReleaseForm(forms.Form):
    """What to say before a reply is public."""

    def __init__(self, *args: Any, warns: str, found: Sequence[str], **more: Any):
        super().__init__(*args, **more)
        if warns:
            self.fields["reason"] = words("Why does it go out without a version for children?", 3, required=False)
        if found:
            self.fields["looked"] = forms.BooleanField(label=LOOKED, required=False)
