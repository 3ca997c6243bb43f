"""The pages of comments: the list and its files, one comment, making it, bringing it in, and what becomes of it."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, typed
from paramountcy.web.guidance.drafting import actions, commenting, forms, lists, printing, reads
from paramountcy.web.guidance.drafting.brought import LARGEST_FILE
from paramountcy.web.guidance.drafting.models import LANDS, Chapter, Comment
from paramountcy.web.guidance.drafting.views.documents import FORM, PAGES, offers, sub
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.worries.reads import handed_over
from paramountcy.web.kit.export import export
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

WITH_FORM = LARGEST_FILE + 200_000


def _prepare(records: Any) -> None:
    """Give the rows of a page of the list their places in the text."""
    for each in reads.placed(list(records)):
        each.comment.__dict__["placed"] = each


@about("guidance")
@require_safe
def comments(request: Any, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch("guidance", ref)
    rows = reads.comments(access, one)
    here = reverse("drafting:comments", args=[ref])
    listed = lists.COMMENTS.over(
        rows, request.GET, here=here, export=reverse("drafting:comments_csv", args=[ref]), prepare=_prepare
    )
    access.shown("comment", listed.records)
    undecided = rows.filter(dispositions__isnull=True).count()
    return PAGES.page(
        request, "comments", title="Comments", document=one, sub=sub(one, "comments"), listed=listed,
        undecided=undecided, count=rows.count(),
        organisations=rows.exclude(organisation="").values("organisation").distinct().count(),
        back=reverse("drafting:document", args=[ref]),
    )  # fmt: skip


def _for_export(request: Any, ref: str) -> tuple[Any, list[reads.Placed]]:
    """A document and the comments on it that the address asks for, noted as exported."""
    one = request.access.fetch("guidance", ref, Action.EXPORT)
    rows = list(lists.COMMENTS.whole(reads.comments(request.access, one), request.GET))
    request.access.shown("comment", rows, action="export")
    return one, reads.placed(rows)


@about("guidance")
@require_safe
def comments_csv(request: Any, ref: str) -> StreamingHttpResponse:
    _, found = _for_export(request, ref)
    return export(lists.COMMENTS_FILE, found, name="comments")


@about("guidance")
@require_safe
def comments_word(request: Any, ref: str) -> HttpResponse:
    one, found = _for_export(request, ref)
    shown = [column for column in lists.COMMENTS_FILE if column.heading not in ("Reference", "Kind", "How it came")]
    rows = lists.rows_of(tuple(shown), found)
    sections = [printing.Section("", table=[tuple(column.heading for column in shown), *rows])]
    says = [f"{len(found)} comments, with what became of each and where in the text it landed."]
    made = printing.as_word(printing.Printed(f"{one.title}: comments", says, sections, wide=True))
    answer = HttpResponse(made, content_type=printing.WORD)
    answer.headers["Content-Disposition"] = 'attachment; filename="comments.docx"'
    return answer


@about("comment")
@require_safe
def comment(request: Any, ref: str) -> HttpResponse:
    access = request.access
    access.fetch("comment", ref)
    one = reads.of_comments(Comment.objects.filter(ref=ref)).get()
    found = reads.placed([one])[0]
    links = [
        ("Say what becomes of it", reverse("drafting:dispose", args=[ref])),
        ("Note that they were told", reverse("drafting:tell", args=[ref])),
        ("Place it in the text", reverse("drafting:place", args=[ref])),
    ]
    return PAGES.page(
        request, "comment", title="A comment", found=found, comment=one, history=list(one.dispositions.all())[::-1],
        outcome=lists.outcome(found), colour=lists.COLOURS[found.last.outcome if found.last else ""],
        lands=LANDS, handed=handed_over(access, "comment", ref), leads=address_of(one.source) if one.source else "",
        offers=offers(access, one.chapter, "chapter", *links),
        back=reverse("drafting:comments", args=[one.chapter.guidance.ref]),
    )  # fmt: skip


@about("chapter")
@require_http_methods(FORM)
def comment_on(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("chapter", ref)
    form = forms.CommentForm(typed(request), initial={"paragraph": request.GET.get("paragraph", "")[:20]})
    return PAGES.change(
        request,
        form,
        Change(
            "Comment on a chapter",
            "Send the comment",
            says=[
                "The drafters and the members of the group read it, and what becomes of it, with the reason, stands "
                "beside it. If a child is in danger, do not write it here: ring the front door, or 999."
            ],
            facts=[("Chapter", str(one))],
        ),
        do=lambda said: commenting.comment(by=request.access, chapter=one, **said),
        back=reverse("drafting:chapter", args=[ref]),
        done="Your comment is kept. What becomes of it will stand beside it.",
    )


def _brought(request: Any, one: Chapter, form: Any, words: Change, *, do: Any) -> HttpResponse:
    return PAGES.change(
        request,
        form,
        words,
        do=do,
        back=reverse("drafting:chapter", args=[one.ref]),
        to=reverse("drafting:comments", args=[one.guidance.ref]),
        done="The comments were brought in. Look at each place: what was not found is on the whole chapter.",
    )


@about("chapter")
@require_http_methods(FORM)
def from_email(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("chapter", ref, Action.WRITE)
    return _brought(
        request,
        one,
        forms.FromEmail(typed(request), on=actions.today(request.access)),
        Change("Bring in comments from an e-mail", "Bring them in", facts=[("Chapter", str(one))]),
        do=lambda said: commenting.from_email(by=request.access, chapter=one, **said),
    )


@about("chapter")
@takes_files(WITH_FORM)
@require_http_methods(FORM)
def from_word(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("chapter", ref, Action.WRITE)
    form = forms.FromWord(typed(request), on=actions.today(request.access), files=request.FILES or None)

    def do(said: dict[str, Any]) -> Any:
        try:
            content = content_of(said.pop("file"), most=LARGEST_FILE)
        except TooLarge as wrong:
            raise NotDone(str(wrong), field="file") from wrong
        return commenting.from_word(by=request.access, chapter=one, content=content, **said)

    words = Change(
        "Bring in a Word file’s comments",
        "Bring them in",
        says=["Only the comments are read, each with the words that it is on. The file is not kept."],
        facts=[("Chapter", str(one))],
    )
    return _brought(request, one, form, words, do=do)


@about("chapter")
@require_http_methods(FORM)
def from_meeting(request: Any, ref: str) -> HttpResponse:
    one = request.access.fetch("chapter", ref, Action.WRITE)
    meetings = request.access.readable("meeting").select_related("group").order_by("-day")
    words = Change(
        "Bring in a meeting’s points",
        "Bring them in",
        says=["Each point under a paragraph of the notes becomes a comment, with where it was said."],
        facts=[("Chapter", str(one))],
    )
    return _brought(
        request,
        one,
        forms.FromMeeting(typed(request), meetings=meetings),
        words,
        do=lambda said: commenting.from_meeting(by=request.access, chapter=one, **said),
    )


def _of(request: Any, ref: str) -> Comment:
    """A comment whose chapter may be changed, by whoever may read it. Raises Refusal."""
    request.access.fetch("comment", ref)
    one: Comment = reads.of_comments(Comment.objects.filter(ref=ref)).get()
    request.access.fetch("chapter", one.chapter.ref, Action.WRITE)
    return one


@about("comment")
@require_http_methods(FORM)
def dispose(request: Any, ref: str) -> HttpResponse:
    one = _of(request, ref)
    others = request.access.readable("comment").filter(chapter__guidance=one.chapter.guidance).exclude(pk=one.pk)
    last = list(one.dispositions.all())[-1:]
    names = ("outcome", "reason", "landed_words", "duplicate_of")
    initial = {name: getattr(last[0], name) for name in names} if last else {}
    if last and last[0].duplicate_of:
        initial["duplicate_of"] = last[0].duplicate_of.ref
    return PAGES.change(
        request,
        forms.DisposeForm(typed(request), others=others.order_by("pk"), initial=initial),
        Change("Say what becomes of a comment", "Save", says=["What was decided before stays, with its reason."],
               facts=[("Comment", one.text), ("Chapter", str(one.chapter))]),
        do=lambda said: commenting.dispose(by=request.access, comment=one, **said),
        back=reverse("drafting:comment", args=[ref]),
        done="What becomes of it is kept.",
    )  # fmt: skip


@about("comment")
@require_http_methods(FORM)
def tell(request: Any, ref: str) -> HttpResponse:
    one = _of(request, ref)
    return PAGES.change(
        request,
        forms.TellForm(typed(request), on=actions.today(request.access)),
        Change("Note that they were told", "Save", facts=[("Comment", one.text)]),
        do=lambda said: commenting.tell(by=request.access, comment=one, **said),
        back=reverse("drafting:comment", args=[ref]),
        done="It is noted that they were told.",
    )


@about("comment")
@require_http_methods(FORM)
def place(request: Any, ref: str) -> HttpResponse:
    one = _of(request, ref)
    return PAGES.change(
        request,
        forms.PlaceForm(typed(request)),
        Change("Place a comment in the text", "Place it", facts=[("Comment", one.text), ("Chapter", str(one.chapter))],
               says=["Give the paragraph, or copy the words from the text as it is now."]),
        do=lambda said: commenting.place(by=request.access, comment=one, **said),
        back=reverse("drafting:comment", args=[ref]),
        done="It has its place in the text.",
    )  # fmt: skip
