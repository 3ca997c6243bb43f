"""The pages of a document: what it is, its length, must-dos, principles and releases."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Access
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.drafting import actions, forms, lists, printing, reads
from paramountcy.web.guidance.drafting.models import Guidance, Principle, Release
from paramountcy.web.guidance.drafting.principles import LOOKS_FOR, look
from paramountcy.web.guidance.drafting.provisions import ERROR, MAY, MUST, SHOULD
from paramountcy.web.guidance.groups import reads as group_reads
from paramountcy.web.kit.export import export

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("drafting")


def sub(guidance: Guidance, current: str) -> list[dict[str, Any]]:
    """The pages of a document."""
    pages = (("Chapters", "document"), ("Comments", "comments"), ("Must-dos", "must_dos"), ("Principles", "principles"))
    return [
        {"text": text, "to": reverse(f"drafting:{name}", args=[guidance.ref]), "current": name == current}
        for text, name in pages
    ]


def offers(access: Access, record: Any, kind: str, *pairs: tuple[str, str]) -> list[Offer]:
    """What may be done from a page: words and address; greyed, with the sentence, where it may not."""
    no = access.may(Action.WRITE, record, kind).says
    return [Offer(text, to, no=no) for text, to in pairs]


@about("guidance")
@require_safe
def documents(request: Any) -> HttpResponse:
    rows = reads.documents(request.access).prefetch_related("releases")
    listed = lists.DOCUMENTS.over(rows, request.GET, here=reverse("drafting:documents"))
    request.access.shown("guidance", listed.records)
    no = request.access.may_do(Duty.RUN_GROUPS).says
    offered = [Offer("Begin a document", reverse("drafting:make"), no=no, kind="")]
    return Pages("groups").page(
        request, "listing", title="Guidance in the making", listed=listed, caption="Documents", offers=offered
    )


@about("guidance")
@require_safe
def document(request: Any, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("guidance", ref)
    lengths = reads.lengths(one)
    chapters = [
        {"chapter": chapter, "version": reads.latest_version(chapter), "open": _undecided(access, chapter)}
        for chapter in one.chapters.all()
    ]
    links = [
        ("Add a chapter", reverse("drafting:add_chapter", args=[ref])),
        ("Begin the next draft", reverse("drafting:next_draft", args=[ref])),
        ("Publish it", reverse("drafting:release", args=[ref])),
        ("Change what it is", reverse("drafting:change", args=[ref])),
    ]
    return PAGES.page(
        request, "document", title="A guidance document", document=one, sub=sub(one, "document"), chapters=chapters,
        lengths=lengths, picture=reads.picture_of_lengths(one, lengths), drafts=list(one.drafts.all()),
        releases=list(one.releases.select_related("draft")), released=reads.release_of(one),
        runs=bool(access.may(Action.WRITE, one, "guidance")), offers=offers(access, one, "guidance", *links),
        back=reverse("drafting:documents"),
    )  # fmt: skip


def _undecided(access: Access, chapter: Any) -> int:
    return access.readable("comment").filter(chapter=chapter, dispositions__isnull=True).count()


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def make(request: Any) -> HttpResponse:
    form = forms.GuidanceForm(
        typed(request),
        on=actions.today(request.access),
        circles=group_reads.my_circles(request.access),
        groups=group_reads.groups(request.access),
    )
    return PAGES.change(
        request,
        form,
        Change("Begin a document", "Begin it"),
        do=lambda said: actions.make_guidance(by=request.access, **said),
        back=reverse("drafting:documents"),
        to=lambda made: reverse("drafting:document", args=[made.ref]),
        done="The document was made. Add its chapters now.",
    )


@about("guidance")
@require_http_methods(FORM)
def change(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref, Action.WRITE)
    form = forms.GuidanceForm(
        typed(request),
        on=actions.today(request.access),
        circles=group_reads.my_circles(request.access),
        initial=forms.initial_of(one),
    )
    return PAGES.change(
        request,
        form,
        Change("Change what it is", "Save", says=["What it was before stays in its history."]),
        do=lambda said: actions.change_guidance(by=request.access, guidance=one, **said),
        back=reverse("drafting:document", args=[ref]),
        done="The document was changed.",
    )


@about("guidance")
@require_http_methods(FORM)
def next_draft(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref, Action.WRITE)
    latest = reads.latest_draft(one)
    return PAGES.change(
        request,
        forms.NextDraft(typed(request)),
        Change(
            "Begin the next draft",
            "Begin it",
            says=[
                f"Draft {latest.number} stays as it is. What is written from now on is of draft {latest.number + 1}."
            ],
        ),
        do=lambda said: actions.next_draft(by=request.access, guidance=one, **said),
        back=reverse("drafting:document", args=[ref]),
        done="The next draft has begun.",
    )


@about("guidance")
@require_http_methods(FORM)
def add_chapter(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref, Action.WRITE)
    last = one.chapters.last()
    form = forms.ChapterForm(typed(request), initial={"number": last.number + 1 if last else 1})
    return PAGES.change(
        request,
        form,
        Change("Add a chapter", "Add it", facts=[("Document", one.title)]),
        do=lambda said: actions.add_chapter(by=request.access, guidance=one, **said),
        back=reverse("drafting:document", args=[ref]),
        to=lambda made: reverse("drafting:chapter", args=[made.ref]),
        done="The chapter was added.",
    )


# --- What everybody must do


@about("guidance")
@require_safe
def must_dos(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref)
    found = reads.must_dos(one)
    said = [each.found for chapter in one.chapters.all() for each in reads.said_provisions(chapter)]
    return PAGES.page(
        request, "must_dos", title="Must-dos", document=one, sub=sub(one, "must_dos"), found=found,
        lawless=_count(each for each in found if each.said.found.fault == ERROR),
        unscoped=_count(each for each in found if not each.said.age_scope),
        counts=[(force, sum(each.force == force for each in said)) for force in (MUST, SHOULD, MAY)],
        back=reverse("drafting:document", args=[ref]),
    )  # fmt: skip


def _count(found: Iterable[reads.MustDo]) -> int:
    """How many provisions these are, each counted once, whomever it binds."""
    return len({(each.said.chapter.pk, each.said.found.sentence) for each in found})


@about("guidance")
@require_safe
def must_dos_csv(request: Any, ref: str) -> StreamingHttpResponse:
    one = request.access.fetch("guidance", ref, Action.EXPORT)
    return export(lists.MUST_DOS_FILE, reads.must_dos(one), name="must-dos")


@about("guidance")
@require_safe
def must_dos_word(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref, Action.EXPORT)
    found = reads.must_dos(one)
    headings = tuple(column.heading for column in lists.MUST_DOS_FILE)[1:]
    sections = []
    for who in dict.fromkeys(each.who for each in found):
        rows = [row[1:] for row in lists.rows_of(lists.MUST_DOS_FILE, [each for each in found if each.who == who])]
        sections.append(printing.Section(who[:1].upper() + who[1:], table=[headings, *rows]))
    latest = reads.latest_draft(one)
    says = [f"What each must do, as draft {latest.number} says it. A must without a legal source is an error."]
    return _word(printing.Printed(f"{one.title}: must-dos", says, sections, wide=True), "must-dos")


def _word(made: printing.Printed, name: str) -> HttpResponse:
    answer = HttpResponse(printing.as_word(made), content_type=printing.WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return answer


# --- Principles


@about("guidance")
@require_safe
def principles(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref)
    held = reads.checks_of(one, on=actions.today(request.access))
    texts = reads.texts_to_check(one)
    found: list[dict[str, Any]] = [
        {
            "principle": principle,
            "for": LOOKS_FOR[check.looks_for][0],
            "results": [(chapter, result) for chapter, text in texts for result in look([check], text)],
        }
        for principle, check in held
    ]
    for each in found:
        each["open"] = sum(len(result.seen) for _, result in each["results"])
    links = [("Add a principle", reverse("drafting:add_principle", args=[ref]))]
    return PAGES.page(
        request, "principles", title="Principles of drafting", document=one, sub=sub(one, "principles"), found=found,
        texts=texts, runs=bool(request.access.may(Action.WRITE, one, "guidance")),
        offers=offers(request.access, one, "guidance", *links), back=reverse("drafting:document", args=[ref]),
    )  # fmt: skip


@about("guidance")
@require_http_methods(FORM)
def add_principle(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.PrincipleForm(typed(request)),
        Change("Add a principle", "Add it", says=["The text of every chapter is checked against it."]),
        do=lambda said: actions.add_principle(by=request.access, guidance=one, **said),
        back=reverse("drafting:principles", args=[ref]),
        done="The principle was added.",
    )


@about("guidance")
@require_POST
def end_principle(request: Any, ref: str) -> HttpResponse:
    found = access_reads.only(Principle.objects.select_related("guidance"), ref, by=request.access)
    actions.end_principle(by=request.access, principle=found)
    return redirect("drafting:principles", found.guidance.ref)


# --- Releases


@about("guidance")
@require_http_methods(FORM)
def release(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("guidance", ref, Action.WRITE)
    versions = reads.versions_of(one, reads.latest_draft(one))
    standing = version_of(reads.cited(one))
    to_look_at = reads.may_tell_of_a_child(versions)
    undecided = request.access.readable("comment").filter(chapter__guidance=one, dispositions__isnull=True).count()
    return PAGES.change(
        request,
        forms.ReleaseForm(typed(request), to_look_at=to_look_at, without=bool(standing.warns)),
        Change(
            "Publish a document",
            "Publish it",
            says=["Anybody will be able to read it, without signing in. What is published now is replaced by it."],
            facts=[("Document", one.title), ("Comments with nothing decided", undecided)],
        ),
        do=lambda said: actions.release(by=request.access, guidance=one, **said),
        back=reverse("drafting:document", args=[ref]),
        done="It is published. The next draft has begun.",
        template="release",
        standing=standing,
        to_look_at=to_look_at,
    )


@about("guidance")
@require_http_methods(FORM)
def withdraw(request: Any, ref: str) -> HttpResponse:
    found = access_reads.only(Release.objects.select_related("guidance"), ref, by=request.access)
    request.access.fetch("guidance", found.guidance.ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Why(typed(request)),
        Change("Withdraw a document", "Withdraw it", facts=[("Document", found.guidance.title)], danger=True),
        do=lambda said: actions.withdraw(by=request.access, released=found, **said),
        back=reverse("drafting:document", args=[found.guidance.ref]),
        done="It is no longer published.",
    )
