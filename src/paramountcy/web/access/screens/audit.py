"""The log, for those who look after data protection: search, unusual reading, refusals, and who has looked."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import policy, reads
from paramountcy.web.access.actions import searches
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.audit.entry import REFUSED
from paramountcy.web.access.audit.unusual import FIRST_HOUR, LAST_HOUR, unusual
from paramountcy.web.access.doors import needs
from paramountcy.web.access.models import Entry, User
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Duty, Role
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import page, typed
from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column, Filter, Listed, Listing

LOOKED_AFTER = needs(Duty.SEE_AUDIT)
COLOURS = {"allowed": "green", "refused": "red", "failed": "yellow"}
DAYS = (7, 30, 90)


def _sub(here: str) -> list[dict[str, Any]]:
    """The pages of the log."""
    pages = (("All", "audit"), ("Unusual reading", "unusual"), ("Refusals", "refusals"))
    return [{"text": text, "to": reverse(f"access:{name}"), "current": name == here} for text, name in pages]


def _list(names: dict[str, str], *, empty: str = "Nothing in the log is like that.") -> Listing:
    """The list of entries; `names` are those of the people in it, by reference."""
    return Listing(
        name="log",
        one="entry",
        many="entries",
        columns=(
            Column("When", lambda one: f"{timezone.localtime(one.at):%d/%m/%Y %H:%M:%S}", sort="at"),
            Column("Who", lambda one: names.get(one.user, one.user or "nobody signed in")),
            Column("Role", lambda one: _role(one, names)),
            Column("What", lambda one: one.action.replace("_", " ")),
            Column("Record", _record, link=_leads_to),
            Column("Outcome", lambda one: one.outcome, tag=lambda one: COLOURS[one.outcome]),
            Column("Reason", lambda one: one.reason),
        ),
        order=("-at", "-pk"),
        empty=empty,
        per_page=50,
        small=True,
        filters=(
            Filter(
                "outcome",
                "Outcome",
                lambda: (("allowed", "Allowed"), ("refused", "Refused"), ("failed", "Failed")),
                lambda rows, value: rows.filter(outcome=value),
            ),
        ),
    )


def _role(one: Entry, names: dict[str, str]) -> str:
    role = Role(one.role).label if one.role in Role.values else one.role
    return f"{role}, for {names.get(one.acting_for, one.acting_for)}" if one.acting_for else str(role)


def _record(one: Entry) -> str:
    if one.shown:
        return f"{len(one.shown)} of kind {one.kind}"
    return f"{one.kind} {one.record}".strip()


def _leads_to(one: Entry) -> str:
    if one.kind in GUARDS and one.record:
        return reverse("access:who_looked", args=[one.kind, one.record])
    return reverse("access:person_log", args=[one.record]) if one.kind == "user" and one.record else ""


def _listed(request: Asked, rows: Any, *, here: str, to: str = "", empty: str = "") -> Listed:
    """A page of entries, with the names of those who are on it."""
    names: dict[str, str] = {}
    listing = _list(names, empty=empty or "Nothing in the log is like that.")
    return listing.over(rows, request.GET, here=here, export=to, prepare=lambda records: names.update(_names(records)))


def _names(records: Iterable[Entry]) -> dict[str, str]:
    return reads.names(ref for one in records for ref in (one.user, one.acting_for))


@LOOKED_AFTER
@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: Asked) -> HttpResponse:
    """The search of the log. What is typed goes by POST, and is kept under a reference."""
    form = forms.SearchLog(typed(request))
    if request.method == "POST" and form.is_valid():
        kept = searches.remember(by=request.access, kind="log", terms=form.terms())
        return redirect("access:log_found", kept.ref)
    listed = _listed(request, reads.log(request.access), here=reverse("access:audit"))
    request.access.shown("log", ())
    return page(
        request,
        "audit",
        title="The log",
        form=form,
        listed=listed,
        sub=_sub("audit"),
        errors=bool(form.errors),
        searched=False,
    )


@LOOKED_AFTER
@require_safe
def log_found(request: Asked, ref: str) -> HttpResponse:
    kept = searches.recall(by=request.access, kind="log", ref=ref)
    rows = reads.found_in_log(request.access, kept.terms)
    request.access.shown("log", (), action="search", search=ref)
    form = forms.SearchLog(initial=forms.initial_of(kept.terms))
    listed = _listed(
        request, rows, here=reverse("access:log_found", args=[ref]), to=reverse("access:log_export", args=[ref])
    )
    return page(request, "audit", title="The log", form=form, listed=listed, sub=_sub(""), errors=False, searched=True)


@LOOKED_AFTER
@require_safe
def log_export(request: Asked, ref: str) -> HttpResponseBase:
    kept = searches.recall(by=request.access, kind="log", ref=ref)
    names: dict[str, str] = {}
    listing = _list(names)
    records = list(listing.whole(reads.found_in_log(request.access, kept.terms), request.GET))
    names.update(_names(records))
    request.access.shown("log", (), action="export", search=ref)
    return export(listing.columns, records, name="log")


@LOOKED_AFTER
@require_safe
def refusals(request: Asked) -> HttpResponse:
    rows = reads.log(request.access).filter(outcome=REFUSED)
    request.access.shown("log", ())
    listed = _listed(request, rows, here=reverse("access:refusals"), empty="Nobody has been refused anything.")
    return page(request, "log", title="Refusals", listed=listed, caption="Refusals", sub=_sub("refusals"))


@LOOKED_AFTER
@require_safe
def unusual_reading(request: Asked) -> HttpResponse:
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(one) for one in DAYS} else DAYS[0]
    found = unusual(reads.log(request.access), at=request.access.at, days=days)
    request.access.shown("log", ())
    names = reads.names(one.user for one in found)
    return page(
        request,
        "unusual",
        title="Unusual reading",
        rows=[(one, names.get(one.user, one.user), reverse("access:person_log", args=[one.user])) for one in found],
        days=days,
        choices=DAYS,
        hours=(FIRST_HOUR, LAST_HOUR),
        sub=_sub("unusual"),
    )


@LOOKED_AFTER
@require_safe
def person_log(request: Asked, ref: str) -> HttpResponse:
    """Everything that one person looked at or did."""
    user = reads.only(User.objects.all(), ref, by=request.access)
    request.access.note("read log", request.access.may_do(Duty.SEE_AUDIT), kind="user", record=ref)
    rows = reads.log(request.access).filter(user=ref)
    listed = _listed(request, rows, here=reverse("access:person_log", args=[ref]))
    return page(
        request, "log", title="What one person looked at", head=user.name, listed=listed, caption="What they did",
        sub=_sub(""), back=reverse("access:audit"),
    )  # fmt: skip


@LOOKED_AFTER
@require_safe
def who_looked(request: Asked, kind: str, ref: str) -> HttpResponse:
    """Who has looked at a record. Conflict wins here too: then it is as if the record were not there."""
    if kind not in GUARDS or (kind, ref) in reads.in_conflict(request.access):
        request.access.note("who looked", policy.NOT_FOUND)
        raise Refusal(policy.NOT_FOUND)
    request.access.note("who looked", request.access.may_do(Duty.SEE_AUDIT), kind=kind, record=ref)
    listed = _listed(
        request,
        reads.who_looked(kind, ref),
        here=reverse("access:who_looked", args=[kind, ref]),
        empty="Nobody has looked at a record of that reference.",
    )
    return page(
        request, "log", title="Who has looked", head=f"Who has looked at {GUARDS[kind].title} {ref}", listed=listed,
        caption="Looks and tries", sub=_sub(""), back=reverse("access:audit"),
    )  # fmt: skip
