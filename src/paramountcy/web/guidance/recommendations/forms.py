"""The forms of recommendations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from paramountcy.web.access.screens.forms import choose, from_list
from paramountcy.web.guidance.groups.forms import OnADay, OneOf, circle
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.meetings.models import PointKind
from paramountcy.web.guidance.recommendations.models import (
    Change,
    Claim,
    Claimant,
    Commitment,
    Force,
    Known,
    Report,
    Source,
    Value,
)
from paramountcy.web.kit.dates import MemorableDate

REPORT_FIELDS = (
    "title", "source", "on", "on_known", "by_whom", "link", "answers", "response_due", "remark", "group", "circle",
)  # fmt: skip
RECOMMENDATION_FIELDS = ("number", "text", "own_words", "today", "addressees", "theme", "circle")


def prose(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    """Some lines of text."""
    more.setdefault("max_length", 20_000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def web_link(**more: Any) -> forms.URLField:
    return forms.URLField(
        label="Where it can be read", max_length=500, required=False, assume_scheme="https",
        help_text="An address on the web. It changes no position.", **more,
    )  # fmt: skip


def how_known() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=Known.choices, widget=forms.RadioSelect, label="How exactly is that day known?", initial=Known.DAY
    )


def for_the_public() -> forms.BooleanField:
    return forms.BooleanField(label="The public may read this, once the response is public", required=False)


class ReportForm(OnADay):
    title = forms.CharField(label="Title", max_length=300, help_text="Without the name of any child or family.")
    source = choose(Source.choices, label="What is it?")
    on = MemorableDate(label="Published on")
    on_known = how_known()
    by_whom = forms.CharField(label="By whom", max_length=200, required=False)
    link = web_link()
    answers = forms.CharField(label="Who is to respond", max_length=200, required=False)
    response_due = MemorableDate(
        label="Response due", required=False, help_text="Leave it empty for the months that stand under Chasers."
    )
    remark = prose("Remark on where this comes from", required=False)

    def __init__(self, *args: Any, circles: QuerySet[Circle], groups: QuerySet[Group], **more: Any):
        self.circles, self.groups = circles, groups
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["group"] = OneOf(
            self.groups.order_by("name"), label="Before which group is it?", required=False,
            help_text="Its recommendations go on the agenda of that group until each was discussed.",
        )  # fmt: skip
        self.fields["circle"] = circle(self.circles)
        for field in ("response_due", "remark"):
            self.fields[field].required = False


class ThemeForm(forms.Form):
    title = forms.CharField(label="Theme", max_length=200)


class RecommendationForm(forms.Form):
    number = forms.CharField(label="Number", max_length=20, help_text="As the report gives it, such as 10 or 2.3.")
    text = prose("Recommendation", rows=5)
    own_words = forms.BooleanField(label="This is a summary in our words", required=False)
    today = prose(
        "In today’s words", required=False, help_text="Where bodies or terms in it are no more. The words above stay."
    )
    addressees = forms.CharField(label="To whom is it made?", max_length=300, required=False)

    def __init__(self, *args: Any, report: Report, circles: QuerySet[Circle], **more: Any):
        super().__init__(*args, **more)
        self.fields["theme"] = OneOf(report.themes.all(), "title", label="Theme", required=False)
        self.fields["circle"] = circle(circles)


class FileForm(forms.Form):
    file = forms.FileField(
        label="File in CSV",
        help_text="The columns number, text, addressees, theme, today; the last three may be left out. 1 MB at most.",
    )


class PositionForm(OnADay):
    value = choose(Value.choices, label="Position")
    force = choose(Force.choices, label="Is it provisional or published?")
    claimant = choose(
        Claimant.choices,
        label="Who says so?",
        help_text="Only the word of the body itself is its position. What others say is kept beside it.",
    )
    claimed_by = forms.CharField(label="Their name, or the account", max_length=200)
    on = MemorableDate(label="On what day")
    on_known = how_known()
    reason = prose("Reason", required=False, help_text="Needed where it is not accepted as it stands.")
    conditions = prose("Conditions", required=False)
    link = web_link()


class CommitmentForm(forms.Form):
    what = prose("What is promised?")
    owner = forms.CharField(label="Owner", max_length=200, required=False, help_text="A body or a post.")
    due = MemorableDate(label="Due", required=False)
    due_known = how_known()
    measure = prose("How will anybody see that it was kept?", required=False)
    public = for_the_public()


class ProgressForm(OnADay):
    claim = choose(Claim.choices, label="How far has it got?")
    says = prose("What was done?", required=False)
    claimed_by = forms.CharField(label="Who says so?", max_length=200)
    on = MemorableDate(label="On what day")
    on_known = how_known()
    evidence = prose(
        "Evidence", required=False, help_text="That it was done. What it changed for children is noted apart."
    )
    assessed_by = forms.CharField(
        label="Who else has assessed it?", max_length=200, required=False, help_text="Leave it empty for nobody."
    )
    link = web_link()
    public = for_the_public()

    def __init__(self, *args: Any, commitments: QuerySet[Commitment], **more: Any):
        self.commitments = commitments
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["commitment"] = OneOf(self.commitments, "what", label="Of which commitment?", required=False)
        self.initial.setdefault("on", self.day)


class EffectForm(OnADay):
    change = choose(Change.choices, label="What did it change for children?")
    says = prose(
        "Evidence", help_text="What was seen or measured, where and among whom. No child is to be known from it."
    )
    by_whom = forms.CharField(label="Whose evidence is it?", max_length=200)
    on = MemorableDate(label="On what day")
    on_known = how_known()
    link = web_link()
    public = for_the_public()

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class ChallengeForm(OnADay):
    kind = choose(PointKind.choices, label="What kind of point is it?")
    says = prose("What was said?")
    raised_by = forms.CharField(label="Who raised it?", max_length=200, help_text="A group, a body or a post.")
    on = MemorableDate(label="On what day")
    cites = forms.CharField(
        label="Where does it stand?", max_length=200, required=False, help_text="A citation, such as meeting/abc#2.1."
    )

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class AnswerForm(forms.Form):
    says = prose("What is answered?")


class WholeForm(OnADay):
    says = prose("What is claimed of all recommendations?")
    claimed_by = forms.CharField(label="Who says so?", max_length=200)
    on = MemorableDate(label="On what day")
    on_known = how_known()
    link = web_link()
    public = for_the_public()


class StatementForm(forms.Form):
    statement = prose("The response as a whole", rows=12, required=False)


class PublishForm(forms.Form):
    def __init__(self, *args: Any, without: bool, **more: Any):
        super().__init__(*args, **more)
        if without:
            self.fields["reason"] = prose(
                "Why does it go out without a version for children?",
                help_text="It is kept with your name. Do not put anybody else’s name here.",
                max_length=2_000,
            )


class Because(forms.Form):
    reason = prose(
        "Why?", help_text="It is kept with your name. Do not put anybody else’s name here.", max_length=2_000
    )


class ChaserForm(forms.Form):
    months = forms.IntegerField(label="Months after the report", min_value=0, max_value=120)
    what = forms.CharField(label="What is done", max_length=200)
    mark = forms.CharField(label="Where this comes from", max_length=200, required=False)


class ChasedForm(OnADay):
    on = MemorableDate(label="Done on")
    answer = prose("What came back", required=False)

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str]], **more: Any):
        self.steps = steps
        super().__init__(*args, **more)

    def first(self) -> None:
        self.fields["step"] = from_list(self.steps, label="What was done?")
        self.initial.setdefault("on", self.day)
        self.order_fields(["step", "on", "answer"])
