"""The forms of access. Each change says why."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from paramountcy.web.access import reads
from paramountcy.web.access.actions.glass import LONGEST
from paramountcy.web.access.models import Team, User
from paramountcy.web.access.models.bodies import BodyType
from paramountcy.web.access.models.exceptions import Existence, GlassOutcome, Nature
from paramountcy.web.access.roles import Role
from paramountcy.web.kit.dates import MemorableDate
from paramountcy.web.kit.models import ALPHABET, LENGTH

WORDS_NEEDED = {"required": "Say why."}


def choose(choices: Any, **more: Any) -> forms.ChoiceField:
    """Radio buttons, none chosen beforehand."""
    return forms.ChoiceField(choices=_as_sentences(choices), widget=forms.RadioSelect, **more)


def from_list(choices: Any, **more: Any) -> forms.ChoiceField:
    """A list to choose from, nothing chosen beforehand."""
    return forms.ChoiceField(choices=[("", "Choose one"), *_as_sentences(choices)], **more)


def _as_sentences(choices: Any) -> list[tuple[str, str]]:
    return [(value, words[:1].upper() + words[1:]) for value, words in choices]


class Colleague(forms.EmailField):
    """Somebody who may sign in, by the e-mail address that they sign in with."""

    def __init__(self, **more: Any):
        more.setdefault("help_text", "The e-mail address that they sign in with.")
        super().__init__(widget=forms.EmailInput(attrs={"autocomplete": "off"}), **more)

    def clean(self, value: Any) -> User | None:
        address = super().clean(value)
        if not address:
            return None
        found = User.objects.filter(email=address.lower(), is_active=True, ended_at__isnull=True).first()
        if found is None:
            raise ValidationError("Nobody who may sign in has that address.")
        return found


class TeamChoice(forms.ModelChoiceField):
    """A team that is there on a day."""

    def __init__(self, *, on: date, **more: Any):
        super().__init__(reads.open_teams(on), to_field_name="ref", empty_label="Choose one", **more)
        self.on = on

    def label_from_instance(self, team: Team) -> str:
        return reads.called(team, self.on)


class Because(forms.Form):
    """Only why."""

    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=WORDS_NEEDED,
        help_text="It is kept with your name. Do not put anybody else’s name here.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, on: date, **more: Any):
        super().__init__(data, **more)
        self.day = on
        self.first()
        self.order_fields([name for name in self.fields if name != "reason"])

    def first(self) -> None:
        """Add the fields that depend on the day."""


class Give(Because):
    role = from_list(Role.choices, label="Role")
    from_day = MemorableDate(label="First day")
    to_day = MemorableDate(label="Last day", required=False, help_text="Leave empty where no end is known.")

    def first(self) -> None:
        self.fields["team"] = TeamChoice(on=self.day, label="Team")
        self.initial.setdefault("from_day", self.day)
        self.order_fields(["role", "team", "from_day", "to_day"])


class EndOn(Because):
    on = MemorableDate(label="Last day")

    def first(self) -> None:
        self.initial.setdefault("on", self.day)


class Invite(Because):
    name = forms.CharField(label="Full name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.CharField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="They will sign in with it.",
    )
    role = from_list(Role.choices, label="Role")

    def first(self) -> None:
        self.fields["team"] = TeamChoice(on=self.day, label="Team")


class NameBody(Because):
    name = forms.CharField(label="Name", max_length=200)
    body_type = from_list(BodyType.choices, label="What it is")
    from_day = MemorableDate(label="From")

    def first(self) -> None:
        self.initial.setdefault("from_day", self.day)


class NameTeam(Because):
    name = forms.CharField(label="Name of the team", max_length=200)
    from_day = MemorableDate(label="From")

    def first(self) -> None:
        self.initial.setdefault("from_day", self.day)


class Publish(Because):
    text = forms.CharField(
        label="Text of the terms",
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="An empty line begins a new paragraph. Everybody accepts them before they go on.",
    )


class Delegate(Because):
    taker = Colleague(label="Who does your tasks?")
    from_at = MemorableDate(label="First day")
    to_at = MemorableDate(label="Last day", help_text="Six weeks at most.")

    def first(self) -> None:
        self.initial.setdefault("from_at", self.day)


class Close(Because):
    guardian = Colleague(
        label="Who guards it?",
        help_text="They decide who is taken off the list, and are told when anybody breaks the glass. "
        "The e-mail address that they sign in with.",
    )
    call = forms.CharField(
        label="Whom to ring, day and night",
        max_length=200,
        help_text="A post and a number, such as: duty manager, 01632 960 001. Emergency duty will see this.",
    )
    review_on = MemorableDate(label="To be looked at again on")


class Agree(Because):
    existence = choose(Existence.choices, label="Who else may know that it exists, and whom to ring?")
    review_on = MemorableDate(label="To be looked at again on")


class AskFor(Because):
    user = Colleague(label="A person", required=False)

    def first(self) -> None:
        self.fields["team"] = TeamChoice(on=self.day, label="Or a team", required=False)


class Declare(Because):
    person = forms.CharField(
        label="Reference of the person",
        help_text=f"The {LENGTH} letters and figures on any page about them.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    nature = choose(Nature.choices, label="What is the conflict?")

    def clean_person(self) -> str:
        typed = "".join(self.cleaned_data["person"].split()).lower()
        if len(typed) != LENGTH or set(typed) - set(ALPHABET):
            raise ValidationError(f"A reference is {LENGTH} letters and figures, without vowels.")
        return typed


class DeclareOf(Declare):
    user = Colleague(label="Who has the conflict?")
    field_order = ("user", "person", "nature")


class DeclareHere(Because):
    nature = choose(Nature.choices, label="What is the conflict?")


class Break(forms.Form):
    reason = forms.CharField(
        label="What does the child need now?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=WORDS_NEEDED,
        help_text="At least 15 characters. It is kept with your name. Do not put anybody else’s name here.",
    )
    minutes = choose(
        [(str(one), f"{one} minutes") for one in (15, 30, int(LONGEST.total_seconds() // 60))],
        label="For how long?",
    )


class LookAt(forms.Form):
    outcome = choose(GlassOutcome.choices, label="Was it justified?")
    reason = forms.CharField(
        label="What did you find?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Whoever broke the glass is told that it was looked at.",
    )


class Search(forms.Form):
    """What was typed into a search for people."""

    words = forms.CharField(max_length=200, required=False)


class SearchLog(forms.Form):
    email = forms.EmailField(
        label="Who looked",
        required=False,
        help_text="The e-mail address that they sign in with.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    record = forms.CharField(label="Reference of a record", required=False, max_length=LENGTH)
    action = forms.CharField(
        label="What was done", required=False, max_length=30, help_text="Such as read, list, export, give role."
    )
    first = MemorableDate(label="From", required=False)
    last = MemorableDate(label="To", required=False)

    def terms(self) -> dict[str, str]:
        """What is kept of the search: only what was asked."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def initial_of(terms: Mapping[str, str]) -> dict[str, Any]:
    """A search of the log as the form shows it again."""
    return {name: date.fromisoformat(value) if name in ("first", "last") else value for name, value in terms.items()}
