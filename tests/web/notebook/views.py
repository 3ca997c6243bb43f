"""The pages of the notebook: what any app with records does, in the smallest form."""

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access.actions import searches
from paramountcy.web.access.doors import about
from paramountcy.web.access.models import Restriction
from paramountcy.web.access.roles import Action
from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column, Listing
from tests.web.notebook.models import Note

LIST = Listing(
    name="notes",
    one="note",
    many="notes",
    columns=(
        Column("Title", lambda one: one.title, link=lambda one: reverse("notebook:note", args=[one.ref]), sort="title"),
        Column("Text", lambda one: one.text),
    ),
    order=("title", "pk"),
    empty="There are no notes that you may read.",
    to_do="Ask whoever looks after your role.",
)


def _page(request, template, **told):
    return render(request, f"notebook/{template}.html", told, using="paramountcy")


def _closed(access):
    """Closed notes of which only the existence may be known: a reference and whom to ring."""
    known = list(access.known_only("note"))
    calls = dict(Restriction.objects.filter(kind="note", lifted_at__isnull=True).values_list("record", "call"))
    access.shown("note", known, action="know")
    return [(one.ref, calls[one.ref]) for one in known]


@about("note")
@require_safe
def notes(request):
    listed = LIST.over(
        request.access.readable("note"), request.GET, here=reverse("notebook:notes"), export=reverse("notebook:export")
    )
    request.access.shown("note", listed.records)
    return _page(request, "notes", listed=listed, closed=_closed(request.access), words="")


@about("note")
@require_POST
def search(request):
    kept = searches.remember(by=request.access, kind="note", terms={"words": request.POST.get("words", "")[:100]})
    return redirect("notebook:found", kept.ref)


@about("note")
@require_safe
def found(request, ref):
    access = request.access
    words = searches.recall(by=access, kind="note", ref=ref).terms["words"]
    like = Q(title__icontains=words) | Q(people__name__icontains=words)
    rows = access.readable("note").filter(like).distinct()
    listed = LIST.over(rows, request.GET, here=reverse("notebook:found", args=[ref]))
    access.shown("note", listed.records, action="search", search=ref)
    closed = [(one, call) for one, call in _closed(access) if Note.objects.filter(like, ref=one).exists()]
    return _page(request, "notes", listed=listed, closed=closed, words=words)


@about("note")
@require_safe
def export_notes(request):
    """Only those that may be exported, one by one: a list may hold more."""
    access = request.access
    rows = [one for one in LIST.whole(access.readable("note"), request.GET) if access.may(Action.EXPORT, one, "note")]
    access.shown("note", rows, action="export")
    return export(LIST.columns, rows, name="notes")


@about("note")
@require_safe
def note(request, ref):
    one = request.access.fetch("note", ref)
    may = {action.value: request.access.may(action, one, "note") for action in Action}
    return _page(request, "note", note=one, may=may)


@about("note")
@require_safe
def on_paper(request, ref):
    return _page(request, "note", note=request.access.fetch("note", ref, Action.PRINT), may={})


@about("note")
@require_safe
def export_note(request, ref):
    return export(LIST.columns, [request.access.fetch("note", ref, Action.EXPORT)], name="note")


class Text(forms.Form):
    text = forms.CharField(label="Text", widget=forms.Textarea)


@about("note")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, ref):
    one = request.access.fetch("note", ref, Action.WRITE)
    form = Text(request.POST if request.method == "POST" else None, initial={"text": one.text})
    if request.method == "POST" and form.is_valid():
        with request.access.change("write", kind="note", record=ref):
            one.text = form.cleaned_data["text"]
            one.save()
        return redirect("notebook:note", ref)
    return _page(request, "write", form=form, errors=bool(form.errors))


@about("note")
@require_safe
def raises(request, ref):
    """A page that fails after it has read."""
    raise RuntimeError(request.access.fetch("note", ref).title)


@about("note")
@require_safe
def mute(request):
    """A page that reads past the policy, and says nothing of it."""
    return HttpResponse(Note.objects.count())


def shut(request):
    """A page that does not say who may enter."""
    return HttpResponse("nobody sees this")
