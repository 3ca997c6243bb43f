"""The pages of ages: the questionnaire and the register, for everybody; and the changes, for those who run groups."""

from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.publication.children.helplines import read_helplines
from paramountcy.web.access.doors import needs, open_to_all
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens.page import Change, Pages, typed
from paramountcy.web.guidance.age_scope import actions, forms, reads
from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("age_scope")
LOOKED_AFTER = needs(Duty.RUN_GROUPS)
FILE = (
    Column("Title", lambda one: one.title),
    Column("What it is", lambda one: one.what),
    Column("Law", lambda one: one.law),
    Column("Age scope", lambda one: one.ages),
    Column("For whom", lambda one: one.whom),
    Column("Then", lambda one: "applies" if one.sure else "may apply"),
    Column("Whom to ask", lambda one: one.ask),
    Column("In force from", lambda one: one.in_force_from),
    Column("Checked", lambda one: one.checked_says),
    Column("Mark", lambda one: one.mark),
    Column("Note", lambda one: one.note),
)


@open_to_all("a few questions without a name: the answers are in no address, and none is kept")
@require_http_methods(FORM)
def questions(request: Any) -> HttpResponse:
    """The questionnaire, and what the answers lead to on the same page: they are neither kept nor led on."""
    form = forms.Questionnaire(typed(request))
    found = None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        found = reads.ask(age=said.pop("age"), answers=said, on=actions.today(request.access))
    return PAGES.page(
        request, "questions", title="What there is for you, to 25", form=form, found=found, errors=bool(form.errors),
        help=read_helplines(), back="",
    )  # fmt: skip


@open_to_all("law, about nobody")
@require_safe
def register(request: Any) -> HttpResponse:
    on = actions.today(request.access)
    runs = request.access.user is not None and bool(request.access.may_do(Duty.RUN_GROUPS))
    return PAGES.page(
        request, "register", title="Provisions and their ages", rows=reads.register(on=on), runs=runs,
        unscoped=len(reads.without_scope(on=on)), back=reverse("age_scope:questions"),
    )  # fmt: skip


@open_to_all("law, about nobody")
@require_safe
def register_csv(request: Any) -> StreamingHttpResponse:
    return export(FILE, reads.register(on=actions.today(request.access)), name="provisions")


@LOOKED_AFTER
@require_http_methods(FORM)
def add(request: Any) -> HttpResponse:
    return PAGES.change(
        request,
        forms.ProvisionForm(typed(request)),
        Change("Add a provision", "Add it", says=["Without ages it is flagged on the register until it has them."]),
        do=lambda said: actions.add(by=request.access, **said),
        back=reverse("age_scope:register"),
        done="The provision was added.",
    )


def _row(key: str) -> reads.Row:
    """A provision. Raises Http404 where there is none."""
    found = reads.one_of(key)
    if found is None:
        raise Http404
    return found


@LOOKED_AFTER
@require_http_methods(FORM)
def change(request: Any, key: str) -> HttpResponse:
    row = _row(key)
    return PAGES.change(
        request,
        forms.ProvisionForm(typed(request), initial=forms.initial_of(row)),
        Change("Change a provision", "Save", says=["What it was before stays in its history."],
               facts=[("Provision", row.title)]),
        do=lambda said: actions.change(by=request.access, key=key, **said),
        back=reverse("age_scope:register"),
        done="The provision was changed.",
    )  # fmt: skip


@LOOKED_AFTER
@require_http_methods(FORM)
def take_out(request: Any, key: str) -> HttpResponse:
    row = _row(key)
    return PAGES.change(
        request,
        forms.Why(typed(request)),
        Change("Take a provision out", "Take it out", facts=[("Provision", row.title)], danger=True),
        do=lambda said: actions.take_out(by=request.access, key=key, **said),
        back=reverse("age_scope:register"),
        done="The provision was taken out. Its history stays.",
    )


@LOOKED_AFTER
@require_safe
def history(request: Any, key: str) -> HttpResponse:
    row = _row(key)
    return PAGES.page(
        request, "history", title="The history of a provision", row=row, changes=reads.changes_of(key),
        back=reverse("age_scope:register"),
    )  # fmt: skip
