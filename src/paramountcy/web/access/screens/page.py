"""What the pages of every app are made with: a page, and the form of a change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked

DONE = "done"
"""What was done, in words that name nobody: said once, on the next page."""


@dataclass(frozen=True)
class Offer:
    """Something that may be done from a page. `no` is the sentence of why not: then it can't be pressed."""

    text: str
    to: str
    no: str = ""
    kind: str = "secondary"


@dataclass(frozen=True)
class Change:
    """A page with one form. `says` are sentences before it, `facts` what it is about; `danger` warns by its button."""

    title: str
    button: str
    says: Sequence[str] = ()
    facts: Sequence[tuple[str, Any]] = ()
    danger: bool = False


@dataclass(frozen=True)
class Pages:
    """The pages of one app. `folder` is where its templates are, such as "access/screens"."""

    folder: str

    def page(self, request: HttpRequest, template: str, **told: Any) -> HttpResponse:
        """A page of the app."""
        told["done"] = request.session.pop(DONE, "")
        return render(request, f"{self.folder}/{template}.html", told, using="paramountcy")

    def change(
        self,
        request: Asked,
        form: forms.Form,
        words: Change,
        *,
        do: Callable[[dict[str, Any]], Any],
        back: str,
        to: str | Callable[[Any], str] = "",
        done: str = "",
        template: str = "",
        **told: Any,
    ) -> HttpResponse:
        """
        The form of a change: shown, or done and led on `to` a page (`back` without one), which may be worked out from
        what `do` gave. What makes no sense is said beside its field, and what was typed stays.
        """
        if request.method == "POST" and form.is_valid():
            try:
                made = do(form.cleaned_data)
            except NotDone as wrong:
                form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
            else:
                request.session[DONE] = done
                return redirect((to(made) if callable(to) else to) or back)
        told |= {"form": form, "words": words, "back": back, "errors": bool(form.errors)}
        told["done"] = request.session.pop(DONE, "")
        where = f"{self.folder}/{template}.html" if template else "access/screens/change.html"
        return render(request, where, told, using="paramountcy")


def typed(request: HttpRequest) -> Mapping[str, Any] | None:
    """What was typed, for a form; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


ACCESS = Pages("access/screens")
page, change = ACCESS.page, ACCESS.change
