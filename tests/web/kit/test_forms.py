"""Forms as GOV.UK draws them: names, hints and errors tied to their boxes, and what was typed kept."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import engines
from django.utils.safestring import mark_safe

from paramountcy.web.kit.dates import MemorableDate
from paramountcy.web.kit.forms import RadiosWithHints, drawn, problems

PAGE = """{% from "kit/forms.html" import field, fields, form_errors, fieldset, button %}
{{ form_errors(form) }}
<form method="post" novalidate>{{ fields(form) }}{{ button("Save", name="go", value="1") }}</form>"""


class Everything(forms.Form):
    name = forms.CharField(
        label="Name",
        help_text="As they like it.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(label="E-mail", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))
    born = MemorableDate(label="Date of birth", help_text="For example, 27 3 2007", latest=date(2026, 11, 2))
    team = forms.ChoiceField(label="Team", choices=[("", "Choose"), ("n", "North"), ("More", [("s", "South")])])
    who = forms.ChoiceField(
        label="Who may know",
        choices=[("all", "Everybody"), ("none", "Nobody")],
        widget=RadiosWithHints(hints={"none": "Needs an approver."}),
    )
    days = forms.MultipleChoiceField(
        label="Days", choices=[("m", "Monday"), ("t", "Tuesday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="I agree", help_text=mark_safe("Read <b>all</b> of it."))
    paper = forms.FileField(label="Paper", required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False, initial="k")

    def clean(self):
        if self.data.get("clash"):
            raise forms.ValidationError("These do not go together.")


class Tags(HTMLParser):
    """Every tag with its attributes, and the text in it."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def with_id(self, id: str) -> dict[str, str | None]:
        [found] = [attrs for _, attrs in self.tags if attrs.get("id") == id]
        return found


def page(form) -> tuple[str, Tags]:
    html = engines["paramountcy"].from_string(PAGE).render({"form": form})
    return html, Tags(html)


def test_ids_are_unique_and_everything_named_is_there():
    for form in (Everything(), Everything({"clash": "1"})):
        _, tags = page(form)
        ids = [attrs["id"] for _, attrs in tags.tags if attrs.get("id")]
        assert len(ids) == len(set(ids))
        for _, attrs in tags.tags:
            for named in ("for", "aria-describedby"):
                for one in (attrs.get(named) or "").split():
                    assert one in ids
            if (attrs.get("href") or "").startswith("#"):
                assert attrs["href"][1:] in ids


def test_hint_and_error_describe_the_box():
    _, tags = page(Everything({"name": ""}))
    assert tags.with_id("id_name")["aria-describedby"] == "id_name-hint id_name-error"
    assert tags.with_id("id_name")["autocomplete"] == "name"
    _, tags = page(Everything())
    assert tags.with_id("id_name")["aria-describedby"] == "id_name-hint"


def test_nothing_is_checked_or_cut_off_by_the_browser():
    _, tags = page(Everything({}))
    for _, attrs in tags.tags:
        assert not {"required", "maxlength", "minlength"} & set(attrs)


def test_what_was_typed_is_kept_and_a_password_is_not():
    typed = {
        "name": 'Ann "A" <b>\u200bSmith',
        "why": "\nfirst\r\nsecond </textarea><script>",
        "password": "secret words",
        "team": "s",
        "who": "none",
        "days": ["t"],
        "agree": "on",
        "born_day": "31",
        "born_month": "Feb",
        "born_year": "2020",
        "kept": "k<",
    }
    html, tags = page(Everything(typed))
    assert tags.with_id("id_name")["value"] == typed["name"]
    assert "secret words" not in html
    assert "<script>" not in html
    assert "\n\nfirst\r\nsecond &lt;/textarea" in html
    boxes = [attrs for tag, attrs in tags.tags if tag in ("input", "option")]
    chosen = {attrs["value"] for attrs in boxes if "checked" in attrs or "selected" in attrs}
    assert chosen == {"s", "none", "t", "on"}
    assert [tags.with_id(f"id_born-{part}")["value"] for part in ("day", "month", "year")] == ["31", "Feb", "2020"]
    assert any(attrs.get("name") == "kept" and attrs["value"] == "k<" for attrs in boxes)


def test_the_summary_comes_first_is_focused_and_links_to_what_is_wrong():
    form = Everything({"clash": "1", "born_day": "1", "born_month": "2"})
    html, tags = page(form)
    assert html.index("error-summary") < html.index("<form")
    summary = tags.with_id("error-summary")
    assert summary["tabindex"] == "-1"
    assert "autofocus" in summary
    links = {one["text"]: one["href"] for one in problems(form)}
    assert links["These do not go together."] == "#id_name"
    assert links["Date of birth must include a year."] == "#id_born-year"
    assert page(Everything())[0].count("error-summary") == 0


def test_one_field_can_be_the_heading_of_its_page():
    both = "{{ field(form.who, heading=true) }}{{ field(form.name, heading=true) }}"
    template = f'{{% from "kit/forms.html" import field %}}{both}'
    html = engines["paramountcy"].from_string(template).render({"form": Everything()})
    assert html.count("<h1") == 2
    assert "Needs an approver." in html


def test_what_need_not_be_given_says_so():
    assert drawn(Everything()["email"]).params["label"]["text"] == "E-mail (optional)"
    assert drawn(Everything()["name"]).params["label"]["text"] == "Name"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("27", "3", "2007"), date(2007, 3, 27)),
        ((" 7", "March ", "2007"), date(2007, 3, 7)),
        (("07", "sept.", "2007"), None),
        (("29", "feb", "2024"), date(2024, 2, 29)),
    ],
)
def test_a_date_is_read(typed, day):
    field = MemorableDate(label="The day")
    if day is None:
        with pytest.raises(forms.ValidationError, match="Month must be"):
            field.clean(typed)
    else:
        assert field.clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "says", "parts"),
    [
        (("", "", ""), "Enter the day.", ("day", "month", "year")),
        (("1", "", ""), "The day must include a month and a year.", ("month", "year")),
        (("1", "1", "07"), "Year must be four digits, such as 2026.", ("year",)),
        (("1", "13", "2007"), "Month must be a number from 1 to 12, or its name.", ("month",)),
        (("first", "1", "2007"), "Day must be a number from 1 to 31.", ("day",)),
        (("²", "1", "2007"), "Day must be a number from 1 to 31.", ("day",)),
        (("30", "2", "2007"), "The day must be a day that the calendar has.", ("day",)),
        (("3", "11", "2026"), "The day must be 2 November 2026 or earlier.", ()),
        (("3", "11", "1906"), "The day must be 1 January 1910 or later.", ()),
    ],
)
def test_what_is_wrong_with_a_date_is_said_of_its_box(typed, says, parts):
    field = MemorableDate(label="The day", earliest=date(1910, 1, 1), latest=date(2026, 11, 2))
    with pytest.raises(forms.ValidationError) as wrong:
        field.clean(typed)
    assert wrong.value.messages == [says]
    assert wrong.value.params == {"parts": parts}


def test_a_date_that_was_not_touched_has_not_changed():
    field = MemorableDate(required=False)
    assert not field.has_changed(date(2007, 3, 27), ("27", "03", "2007"))
    assert field.has_changed(date(2007, 3, 27), ("28", "3", "2007"))
    assert field.has_changed(date(2007, 3, 27), ("x", "3", "2007"))
    assert field.clean(("", "", "")) is None
