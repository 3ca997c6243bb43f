"""The forms of options and open decisions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from paramountcy.terms.citation import Citation
from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.options.models import EFFECTS, AnswerKind, Lever, Option, Result, Side, Stance, Standing
from paramountcy.web.kit.dates import MemorableDate
from paramountcy.web.kit.templating import day

NO_CHILD = "Without the name of any child or family."


def long_text(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class Cited(forms.CharField):
    """A citation, such as that of a paragraph of notes."""

    def __init__(self, **more: Any):
        more.setdefault("help_text", "The citation of the line, as its page shows it, such as meeting/abc#5.2.")
        super().__init__(max_length=200, required=False, **more)

    def clean(self, value: Any) -> str:
        told = super().clean(value)
        if told:
            try:
                Citation.of(told)
            except ValueError as wrong:
                raise ValidationError(
                    "That is not a citation. Copy it from the page of what you cite, such as meeting/abc#5.2, or "
                    "leave it empty."
                ) from wrong
        return told


class AMeeting(OneOf):
    """A meeting to choose, by its day."""

    def label_from_instance(self, one: Meeting) -> str:
        return f"{day(one.day)}{f', number {one.number}' if one.number else ''}"


class QuestionForm(OnADay):
    title = forms.CharField(label="Question", max_length=300, help_text=f"One question, as it is put. {NO_CHILD}")
    why_now = long_text("Why does it have to be decided now?")
    background = long_text("Background", required=False)
    would_change = long_text(
        "What would change our mind?",
        required=False,
        help_text="What, if it were found or happened, would make the group decide otherwise.",
    )
    raised_on = MemorableDate(label="Raised on")
    cited = Cited(label="Where was it raised?")

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group] | None = None, **more: Any):
        self.circles, self.groups = circles, groups
        super().__init__(*args, **more)

    def first(self) -> None:
        if self.groups is not None:
            self.fields["group"] = OneOf(self.groups.order_by("name"), label="Which group decides it?")
        self.fields["circle"] = circle(self.circles)
        self.initial.setdefault("raised_on", self.day)
        self.order_fields(["group", "title"])


class OptionForm(forms.Form):
    title = forms.CharField(label="Option", max_length=200, help_text="In a few words, such as: fold it into chapter 5")
    text = long_text("What it is", required=False)
    does_nothing = forms.BooleanField(label="It leaves things as they are", required=False)
    for_children = long_text("Effect on children and families", 3, required=False)
    for_agencies = long_text("Effect on agencies and their staff", 3, required=False)
    burden = long_text(
        "Burden", 3, required=False, help_text="Hours, forms and data: whose, and how much more or less a month."
    )
    cost = long_text("Cost", 3, required=False, help_text="In pounds a year, and who pays. Say where it is a guess.")
    equality = long_text("Equality", 3, required=False, help_text="Who gains and who loses by it.")
    lever = from_list(Lever.choices, label="Lever: what would make it happen?")
    duty = forms.CharField(
        label="Duty or law that it stands on",
        max_length=300,
        required=False,
        help_text="Its citation in the register of duties, or its act and section.",
    )
    enforcer = forms.CharField(label="Who enforces it?", max_length=200, required=False)
    consequence = long_text("What follows where it is not done?", 3, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("lever") in (Lever.NEW_DUTY, Lever.AMEND_DUTY) and not said.get("consequence"):
            self.add_error(
                "consequence", "A duty needs a sanction: say what follows where it is not done, or that nothing does."
            )
        return said


OPTION_FIELDS = ("title", "text", "does_nothing", *EFFECTS, "lever", "duty", "enforcer", "consequence")


class ArgumentForm(forms.Form):
    side = choose(Side.choices, label="For or against it?")
    text = long_text("Reason", 3)
    cited = Cited(label="Where was it said?")


class OfAnOption(forms.Form):
    """What may be said of one option, or of whichever is chosen."""

    def __init__(self, *args: Any, options: QuerySet[Option], **more: Any):
        super().__init__(*args, **more)
        self.fields["option"] = OneOf(
            options, "title", label="Of which option?", required=False, empty_label="Of whichever is chosen"
        )
        self.order_fields(["option"])


class RiskForm(OfAnOption):
    text = long_text("What may go wrong, and for whom?", 3, help_text=NO_CHILD)
    main = forms.BooleanField(label="It is a main risk", required=False)
    cited = Cited(label="Where was it raised?")


class AnswerForm(forms.Form):
    kind = choose(AnswerKind.choices, label="What kind of answer is it?")
    text = long_text("Answer", 3)
    standing = choose(
        Standing.choices, label="Is it agreed?", help_text="Only an agreed answer answers the risk: a decision asks."
    )
    owner = forms.CharField(label="Who sees to it?", max_length=200, required=False)
    cited = Cited(label="Where was it said?")


class ViewForm(OfAnOption):
    stance = choose(Stance.choices, label="What does it say?")
    text = long_text("View", 3)
    whose = forms.CharField(
        label="Whose view?", max_length=200, required=False, help_text="A body or an office, such as: ADCS."
    )
    cited = Cited(label="Where was it said?")


class OutcomeForm(OnADay):
    """How a question came out. `may_follow` are the outcomes that may follow what stands."""

    on = MemorableDate(label="On which day?")
    who = forms.CharField(label="Who came to it?", max_length=200, help_text="The group, or an office that may decide.")
    reason = long_text("Why?", help_text="At least 10 characters. It stays with the outcome.")
    despite = long_text(
        "If it is decided with a risk unanswered: why all the same?",
        3,
        required=False,
        help_text="Only needed where a risk has no agreed answer.",
    )
    returns_on = MemorableDate(label="Or on which day does it return?", required=False)
    owed = long_text("What is owed before it returns?", 3, required=False, help_text="Such as: a paper with options.")
    owed_by = forms.CharField(label="Who owes it?", max_length=200, required=False)
    owed_due = MemorableDate(label="Owed by which day?", required=False)
    cited = Cited(label="Where does it stand in the notes?")

    def __init__(
        self,
        *args: Any,
        may_follow: Sequence[Result],
        options: QuerySet[Option],
        meetings: QuerySet[Meeting],
        **more: Any,
    ):
        self.may_follow, self.options, self.meetings = may_follow, options, meetings
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["result"] = choose(
            [(one.value, one.label) for one in self.may_follow],
            label="How did it come out?",
            error_messages={"invalid_choice": "That can’t follow what stands now: look how it came out before."},
        )
        self.fields["option"] = OneOf(self.options, "title", label="Which option, if decided?", required=False)
        self.fields["at_meeting"] = AMeeting(self.meetings, label="At which meeting?", required=False)
        self.fields["returns_at"] = AMeeting(
            self.meetings,
            label="If it is deferred or inconclusive: at which meeting does it return?",
            required=False,
            help_text="It moves with the meeting.",
        )
        self.initial.setdefault("on", self.day)
        self.order_fields(
            ["result", "option", "on", "at_meeting", "who", "reason", "despite", "returns_at", "returns_on", "owed",
             "owed_by", "owed_due", "cited"]
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("owed") and not said.get("owed_by"):
            self.add_error("owed_by", "Say who owes it.")
        return said

    def told(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        said = dict(self.cleaned_data)
        what, who, due = said.pop("owed"), said.pop("owed_by"), said.pop("owed_due")
        return {**said, "owed": [{"text": what, "who": who, "due": due}] if what else []}


class OwedForm(forms.Form):
    text = long_text("What is owed?", 3)
    who = forms.CharField(label="Who owes it?", max_length=200)
    due = MemorableDate(label="By which day?", required=False)


class GivenForm(OnADay):
    given_on = MemorableDate(label="On which day was it there?")
    given = forms.CharField(
        label="Where is it?", max_length=300, required=False, help_text="Such as: paper 4 of the meeting."
    )

    def first(self) -> None:
        self.initial.setdefault("given_on", self.day)


class Why(forms.Form):
    reason = long_text("Why?", 3, help_text="At least 10 characters.")
