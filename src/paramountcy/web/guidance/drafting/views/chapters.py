"""The pages of a chapter: its text, its versions, what changed between any two, and its provisions."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, Offer, typed
from paramountcy.web.guidance.drafting import actions, commenting, forms, reads
from paramountcy.web.guidance.drafting.changes import changes
from paramountcy.web.guidance.drafting.models import Chapter, Version
from paramountcy.web.guidance.drafting.passages import number_of_words, paragraphs
from paramountcy.web.guidance.drafting.provisions import named_bodies
from paramountcy.web.guidance.drafting.views.documents import FORM, PAGES, offers


def _chapter(request: Any, ref: str, action: Action = Action.READ) -> Chapter:
    """A chapter that may be read, or changed, with its document."""
    found: Chapter = request.access.fetch("chapter", ref, action)
    return found


@about("chapter")
@require_safe
def chapter(request: Any, ref: str) -> HttpResponse:
    access = request.access
    one = _chapter(request, ref)
    latest = reads.latest_version(one)
    text = latest.text if latest else ""
    rows = reads.placed(list(reads.of_comments(access.readable("comment").filter(chapter=one))))
    access.shown("comment", [each.comment for each in rows])
    by_number: dict[str, list[Any]] = {}
    for each in rows:
        if each.place and not each.place.gone:
            by_number.setdefault(each.place.paragraph, []).append(each)
    comments_no = commenting.may_comment(access, one).says
    elsewhere = [
        ("Bring in an e-mail", reverse("drafting:from_email", args=[ref])),
        ("Bring in a Word file’s comments", reverse("drafting:from_word", args=[ref])),
        ("Bring in a meeting’s points", reverse("drafting:from_meeting", args=[ref])),
    ]
    links = offers(access, one, "chapter", ("Write", reverse("drafting:write", args=[ref])), *elsewhere)
    links.append(Offer("Comment on it", reverse("drafting:comment_on", args=[ref]), no=comments_no))
    said = reads.said_provisions(one, text)
    return PAGES.page(
        request, "chapter", title="A chapter", chapter=one, latest=latest, versions=list(one.versions.all()),
        paragraphs=paragraphs(text, one.number), words=number_of_words(text), reading=reads.reading_of(text),
        by_number=by_number,
        others=[each for each in rows if not each.place or each.place.gone], said=said,
        faults=[each for each in said if each.found.fault],
        bodies=named_bodies(text, one.number, ours=reads.our_names()),
        runs=bool(access.may(Action.WRITE, one, "chapter")), may_comment=not comments_no, offers=links,
        back=reverse("drafting:document", args=[one.guidance.ref]),
    )  # fmt: skip


@about("chapter")
@require_http_methods(FORM)
def change_chapter(request: Any, ref: str) -> HttpResponse:
    one = _chapter(request, ref, Action.WRITE)
    fields = ("number", "title", "approach", "old_words", "due_on")
    form = forms.ChapterForm(typed(request), initial={name: getattr(one, name) for name in fields})
    return PAGES.change(
        request,
        form,
        Change("Change a chapter", "Save", says=["Its text is changed by writing a new version, not here."]),
        do=lambda said: actions.change_chapter(by=request.access, chapter=one, **said),
        back=reverse("drafting:chapter", args=[ref]),
        done="The chapter was changed.",
    )


@about("chapter")
@require_http_methods(FORM)
def write(request: Any, ref: str) -> HttpResponse:
    one = _chapter(request, ref, Action.WRITE)
    latest = reads.latest_version(one)
    draft = reads.latest_draft(one.guidance)
    initial = {"text": latest.text if latest else "", "after": latest.number if latest else 0}
    return PAGES.change(
        request,
        forms.WriteForm(typed(request), initial=initial),
        Change("Write", "Keep this version", says=[f"It becomes a version of draft {draft.number}. Nothing is lost."],
               facts=[("Chapter", str(one))]),
        do=lambda said: actions.write(by=request.access, chapter=one, **said),
        back=reverse("drafting:chapter", args=[ref]),
        done="The version is kept.",
    )  # fmt: skip


@about("chapter")
@require_safe
def version(request: Any, ref: str, number: int) -> HttpResponse:
    one = _chapter(request, ref)
    found = _version(request, one, number)
    return PAGES.page(
        request, "version", title="A version of a chapter", chapter=one, version=found,
        paragraphs=paragraphs(found.text, one.number), words=number_of_words(found.text),
        before=one.versions.filter(number__lt=number).last(), back=reverse("drafting:chapter", args=[ref]),
    )  # fmt: skip


def _version(request: Any, one: Chapter, number: int) -> Version:
    """A version of a chapter. Raises Refusal where there is none of that number."""
    ref = one.versions.filter(number=number).values_list("ref", flat=True).first()
    found: Version = access_reads.only(Version.objects.select_related("draft", "by"), ref or "", by=request.access)
    return found


@about("chapter")
@require_safe
def compare(request: Any, ref: str, older: int, newer: int) -> HttpResponse:
    one = _chapter(request, ref)
    before, after = _version(request, one, min(older, newer)), _version(request, one, max(older, newer))
    return PAGES.page(
        request, "compare", title="What changed", chapter=one, before=before, after=after,
        found=changes(before.text, after.text, one.number), versions=list(one.versions.all()),
        counts=(number_of_words(before.text), number_of_words(after.text)),
        back=reverse("drafting:chapter", args=[ref]),
    )  # fmt: skip


@about("chapter")
@require_safe
def terms(request: Any, ref: str) -> HttpResponse:
    one = _chapter(request, ref)
    latest = reads.latest_version(one)
    found, refused = reads.terms_in(latest.text if latest else "", one.number, on=actions.today(request.access))
    return PAGES.page(
        request, "terms", title="Terms to avoid", chapter=one, latest=latest, found=found, refused=refused,
        back=reverse("drafting:chapter", args=[ref]),
    )  # fmt: skip


@about("chapter")
@require_http_methods(FORM)
def provision(request: Any, ref: str) -> HttpResponse:
    one = _chapter(request, ref, Action.WRITE)
    said = reads.said_provisions(one)
    asked = request.GET.get("at", "")
    chosen = said[int(asked)] if asked.isdigit() and int(asked) < len(said) else None
    initial: dict[str, Any] = {}
    if chosen:
        initial["sentence"] = chosen.found.sentence
        if chosen.particulars:
            names = ("source", "who", "settings", "age_scope", "time_limit")
            initial |= {name: getattr(chosen.particulars, name) for name in names}
    form = forms.ParticularsForm(
        typed(request), sentences=list(dict.fromkeys(each.found.sentence for each in said)), initial=initial
    )
    return PAGES.change(
        request,
        form,
        Change("Say what a provision rests on", "Save", says=["What was said before stays in its history."],
               facts=[("Provision", chosen.found.sentence)] if chosen else []),
        do=lambda told: actions.say_of_provision(by=request.access, chapter=one, **told),
        back=reverse("drafting:chapter", args=[ref]),
        done="It is kept with the provision.",
    )  # fmt: skip
