"""
Django's forms drawn as GOV.UK's components: what a field is, what was typed, what is wrong with it, and where.

`drawn` turns a bound field into a component and its parameters; the macros of `kit/forms.html` draw it. Nothing is
checked in the browser: what is wrong is said in words, at the top of the page and beside the field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.widgets import ChoiceWidget, Input
from django.utils.safestring import SafeString
from markupsafe import Markup, escape

from paramountcy.web.kit.dates import PARTS, MemorableDateInput

NOT_DRAWN = frozenset({"required", "maxlength", "minlength", "class", "rows", "cols", "id"})
"""
Attributes of a widget that are not passed on. A browser that cuts off what was typed, or stops a form with a bubble of
its own, does worse than a sentence.
"""


@dataclass(frozen=True)
class Drawn:
    """A component, by its name in `kit/forms.html`, and its parameters."""

    component: str
    params: dict[str, Any]


class RadiosWithHints(forms.RadioSelect):
    """Radio buttons, some with a line beneath that says more. `hints` are by value."""

    def __init__(self, *, hints: Mapping[str, str], attrs: dict[str, Any] | None = None):
        super().__init__(attrs)
        self.hints = hints


def drawn(bound: BoundField, *, heading: bool = False) -> Drawn:
    """How a field is drawn. `heading` makes its label the heading of the page."""
    widget = bound.field.widget
    if widget.is_hidden:
        return Drawn("hidden", {"items": [{"name": bound.html_name, "value": one} for one in _hidden_values(bound)]})
    grouped = MemorableDateInput, forms.RadioSelect, forms.CheckboxInput
    return _group(bound, heading=heading) if isinstance(widget, grouped) else _box(bound, heading=heading)


def problems(form: BaseForm) -> list[dict[str, str]]:
    """Everything wrong with a form, for the summary at the top: in words, and where on the page."""
    seen = [bound for bound in form if not bound.is_hidden]
    start = {"href": f"#{_first(seen[0])}"} if seen else {}
    found = [{"text": str(text), **start} for text in form.non_field_errors()]
    for bound in form:
        to = start if bound.is_hidden else {"href": f"#{_first(bound)}"}
        found += [{"text": str(text), **to} for text in bound.errors]
    return found


def _group(bound: BoundField, *, heading: bool) -> Drawn:
    """Several boxes under one legend; a single box to tick has its own label instead."""
    widget = bound.field.widget
    params = {**_said(bound), "idPrefix": _id(bound)}
    if isinstance(widget, forms.CheckboxInput):
        return Drawn(
            "checkboxes",
            {**params, "items": [{"value": "on", "text": str(bound.label), "checked": bool(bound.value())}]},
        )
    classes = f"govuk-fieldset__legend--{'l' if heading else 's'}"
    params["fieldset"] = {"legend": {"text": _label(bound), "classes": classes, "isPageHeading": heading}}
    if isinstance(widget, MemorableDateInput):
        return Drawn("date", {**params, "items": list(_parts(bound, widget))})
    several = isinstance(widget, forms.CheckboxSelectMultiple)
    return Drawn("checkboxes" if several else "radios", {**params, "items": list(_choices(bound))})


def _box(bound: BoundField, *, heading: bool) -> Drawn:
    """One box with its label."""
    widget = bound.field.widget
    params = _said(bound)
    classes = f"govuk-label--{'l' if heading else 's'}"
    params["label"] = {"text": _label(bound), "classes": classes, "isPageHeading": heading}
    params["classes"] = widget.attrs.get("class", "")
    params["attributes"] = _attributes(widget)
    if isinstance(widget, forms.Select):
        if widget.allow_multiple_selected:
            params["attributes"]["multiple"] = {"value": True, "optional": True}
        return Drawn("select", {**params, "items": list(_choices(bound))})
    if isinstance(widget, forms.Textarea):
        return Drawn("textarea", {**params, "value": _text(bound), "rows": widget.attrs.get("rows", 5)})
    if isinstance(widget, forms.FileInput):
        return Drawn("file", {**params, "multiple": widget.allow_multiple_selected})
    secret = isinstance(widget, forms.PasswordInput) and not widget.render_value
    value = None if secret else widget.format_value(bound.value())
    kind = widget.input_type if isinstance(widget, Input) else "text"
    return Drawn("input", {**params, "type": kind, "value": "" if value is None else value})


def _said(bound: BoundField) -> dict[str, Any]:
    """Name, id, hint and error: what every component is told."""
    params: dict[str, Any] = {"name": bound.html_name, "id": _id(bound)}
    if bound.help_text:
        safe = isinstance(bound.help_text, SafeString)
        params["hint"] = {"html" if safe else "text": bound.help_text if safe else str(bound.help_text)}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(str(text) for text in bound.errors)}
    if bound.field.disabled:
        params["disabled"] = True
    return params


def _label(bound: BoundField) -> str:
    return str(bound.label) if bound.field.required else f"{bound.label} (optional)"


def _id(bound: BoundField) -> str:
    return str(bound.auto_id or bound.html_name)


def _first(bound: BoundField) -> str:
    """The id of the box to go to: of a date, the first that is wrong."""
    if isinstance(bound.field.widget, MemorableDateInput):
        wrong = _wrong_parts(bound)
        return f"{_id(bound)}-{next(part.name for part in PARTS if not wrong or part.name in wrong)}"
    return _id(bound)


def _wrong_parts(bound: BoundField) -> set[str]:
    return {part for one in bound.errors.as_data() for part in (one.params or {}).get("parts", ())}


def _parts(bound: BoundField, widget: MemorableDateInput) -> Iterator[dict[str, Any]]:
    wrong = _wrong_parts(bound)
    for part, value in zip(PARTS, widget.parts_of(bound.value()), strict=True):
        red = " govuk-input--error" if bound.errors and (not wrong or part.name in wrong) else ""
        item: dict[str, Any] = {
            "id": f"{_id(bound)}-{part.name}",
            "name": f"{bound.html_name}_{part.name}",
            "label": part.label,
            "value": value,
            "classes": f"govuk-input--width-{part.width}{red}",
        }
        if autocomplete := widget.attrs.get("autocomplete"):
            item["autocomplete"] = f"{autocomplete}-{part.name}"
        yield item


def _choices(bound: BoundField) -> Iterator[dict[str, Any]]:
    """The choices of a field. Those of a group have its name before theirs."""
    widget = bound.field.widget
    if not isinstance(widget, ChoiceWidget):
        raise TypeError(f"{bound.name} has no choices")
    hints: Mapping[str, str] = getattr(widget, "hints", {})
    chosen = widget.format_value(bound.value())
    for group, options, _ in widget.optgroups(bound.html_name, chosen):
        for option in options:
            value = str(option["value"])
            text = f"{group}: {option['label']}" if group else str(option["label"])
            item: dict[str, Any] = {"value": value, "text": text, "checked": option["selected"]}
            item["selected"] = option["selected"]
            if value in hints:
                item["hint"] = {"text": hints[value]}
            yield item


def _attributes(widget: forms.Widget) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in widget.attrs.items():
        if name not in NOT_DRAWN and value not in (None, False):
            found[name] = {"value": True, "optional": True} if value is True else str(value)
    return found


def _text(bound: BoundField) -> Markup:
    """What was typed, letter by letter. A browser drops a line end that a text begins with, so such a one gets two."""
    typed = "" if bound.value() is None else str(bound.value())
    return escape(f"\n{typed}" if typed.startswith(("\n", "\r")) else typed)


def _hidden_values(bound: BoundField) -> list[str]:
    value = bound.value()
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if one is not None]
