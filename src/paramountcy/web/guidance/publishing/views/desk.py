"""The pages of those who publish: what waits, documents, the names that are withheld, drafts that go out as drafts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import DONE, Change, Offer, Pages, typed
from paramountcy.web.guidance.groups.reads import groups, my_circles
from paramountcy.web.guidance.groups.views import offers, today
from paramountcy.web.guidance.meetings.reads import stage_of, when
from paramountcy.web.guidance.meetings.withheld import to_look_at
from paramountcy.web.guidance.publishing import actions, forms, lists, reads
from paramountcy.web.guidance.publishing.models import DraftNotes, Stage
from paramountcy.web.kit.uploads import TooLarge, content_of, takes_files

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("publishing")
MOST_BYTES = 5 * 1024 * 1024
KIND = actions.KIND


@needs(Duty.RUN_GROUPS)
@require_safe
def desk(request: Asked) -> HttpResponse:
    access = request.access
    listed = lists.DOCUMENTS.over(reads.documents(access), request.GET, here=reverse("publishing:desk"))
    access.shown(KIND, listed.records)
    ready, drafts = list(reads.notes_to_publish(access)), list(reads.notes_not_agreed(access))
    access.shown("meeting", [*ready, *drafts])
    return PAGES.page(
        request,
        "desk",
        title="Publishing",
        listed=listed,
        ready=ready,
        drafts=drafts,
        when_of=when,
        offers=[
            Offer("Add a document", reverse("publishing:add_document"), kind=""),
            Offer("Note a dead link", reverse("publishing:add_dead_link")),
        ],
    )


@takes_files(MOST_BYTES)
@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def add_document(request: Asked) -> HttpResponse:
    access = request.access
    files = request.FILES if request.method == "POST" else None
    form = forms.DocumentForm(typed(request), files, circles=my_circles(access), groups=groups(access))

    def do(said: dict[str, Any]) -> Any:
        file = said.pop("file")
        try:
            content = content_of(file, most=MOST_BYTES) if file else b""
        except TooLarge as wrong:
            raise NotDone(str(wrong), field="file") from wrong
        return actions.add_document(by=access, content=content, name=file.name if file else "", **said)

    return PAGES.change(
        request,
        form,
        Change("Add a document", "Add it", says=["It is not public until you publish it."]),
        do=do,
        back=reverse("publishing:desk"),
        to=lambda made: reverse("publishing:document", args=[made.ref]),
        done="The document was added. It is not public yet.",
    )


@about(KIND)
@require_safe
def document(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch(KIND, ref)
    last = reads.last_step(one)
    ways = ["agree", "publish", "withhold_of_document"] if last is None else {
        Stage.AGREED: ["publish", "withhold_of_document"],
        Stage.AS_DRAFT: ["agree", "withdraw", "withhold_of_document"],
        Stage.PUBLISHED: ["withdraw", "withhold_of_document"],
        Stage.WITHDRAWN: ["agree", "publish", "withhold_of_document"],
    }[Stage(last.stage)]  # fmt: skip
    links = [(SAYS[name], reverse(f"publishing:{name}", args=[ref])) for name in ways]
    names = reads.withheld_now(document=one) if access.may_do(Duty.RUN_GROUPS) else []
    return PAGES.page(
        request,
        "document",
        title="A document",
        one=one,
        last=last,
        steps=one.steps.select_related("by"),
        is_public=reads.public_document(ref) is not None,
        withheld=names,
        left=reads.left_of(names, reads.words_of_document(one)),
        offers=offers(access, one, KIND, *links),
        back=reverse("publishing:desk") if access.may_do(Duty.RUN_GROUPS) else "",
    )


SAYS = {
    "agree": "It was agreed",
    "publish": "Publish it",
    "withdraw": "Take it back",
    "withhold_of_document": "Withhold a name",
}


@about(KIND)
@require_http_methods(FORM)
def agree(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Agreed(typed(request), on=today(request)),
        Change("A document was agreed", "Save", facts=[("Document", one.title)]),
        do=lambda said: actions.agree(by=request.access, document=one, **said),
        back=reverse("publishing:document", args=[ref]),
        done="It is agreed, and may be published.",
    )


@about(KIND)
@require_http_methods(FORM)
def publish(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    agreed = reads.step_to(one, Stage.AGREED) is not None
    stops = reads.to_look_at_in_document(one)
    says = [*stops, "Anybody may read it then. Names that are withheld are left out."]
    if not agreed:
        says.append(actions.NOT_AGREED)
    return PAGES.change(
        request,
        forms.PublishForm(typed(request), agreed=agreed, stops=stops),
        Change("Publish a document", "Publish it", says=says, facts=[("Document", one.title)]),
        do=lambda said: actions.publish(by=request.access, document=one, **said),
        back=reverse("publishing:document", args=[ref]),
        done="It is public.",
    )


@about(KIND)
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Why(typed(request)),
        Change("Take back a document", "Take it back", facts=[("Document", one.title)], danger=True),
        do=lambda said: actions.withdraw(by=request.access, document=one, **said),
        back=reverse("publishing:document", args=[ref]),
        done="It is not public any more. Its place in the register says when and why.",
    )


# --- Names that are withheld


@about("meeting")
@require_safe
def notes(request: Asked, ref: str) -> HttpResponse:
    """What is published of the notes of a meeting: what stops it, the names that are withheld, drafts that went out."""
    access = request.access
    one = access.fetch("meeting", ref, Action.WRITE)
    names = reads.withheld_now(meeting=one)
    links = [("Withhold a name", reverse("publishing:withhold_of_notes", args=[ref])),
             ("Publish it marked as a draft", reverse("publishing:publish_draft", args=[ref]))]  # fmt: skip
    return PAGES.page(
        request,
        "notes",
        title="Publishing the notes of a meeting",
        one=one,
        when=when(one),
        stage=stage_of(one),
        stops=to_look_at(one),
        withheld=names,
        left=reads.left_of(names, reads.words_of_notes(one)),
        drafts=one.drafts_out.all(),
        offers=offers(access, one, "meeting", *links),
        back=reverse("publishing:desk"),
    )


@about("meeting")
@require_http_methods(FORM)
def withhold_of_notes(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("meeting", ref, Action.WRITE)
    return _withhold(request, reverse("publishing:notes", args=[ref]), meeting=one)


@about(KIND)
@require_http_methods(FORM)
def withhold_of_document(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return _withhold(request, reverse("publishing:document", args=[ref]), document=one)


def _withhold(request: Asked, back: str, **of: Any) -> HttpResponse:
    says = [
        "It is left out of what is public from now on, feeds and files too. Copies made before stay with their readers."
    ]
    return PAGES.change(
        request,
        forms.WithholdForm(typed(request)),
        Change("Withhold a name", "Withhold it", says=says),
        do=lambda said: actions.withhold(by=request.access, **of, **said),
        back=back,
        done="It is withheld from now on.",
    )


@about("withheld-name")
@require_POST
def give_back(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("withheld-name", ref, Action.WRITE)
    actions.give_back(by=request.access, withheld=one)
    request.session[DONE] = "It is not withheld any more."
    if one.meeting:
        return redirect("publishing:notes", one.meeting.ref)
    return redirect("publishing:document", one.document.ref)


@about("meeting")
@require_http_methods(FORM)
def publish_draft(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch("meeting", ref, Action.WRITE)
    stops = to_look_at(one)
    says = [
        *stops,
        "The page says that it is a draft which nobody has agreed. It stays as it is now, until you publish it again.",
    ]
    return PAGES.change(
        request,
        forms.PublishForm(typed(request), agreed=True, stops=stops),
        Change("Publish notes marked as a draft", "Publish the draft", says=says),
        do=lambda said: actions.publish_draft_notes(by=request.access, meeting=one, **said),
        back=reverse("publishing:notes", args=[ref]),
        done="The draft is public, and says that it is one.",
    )


@about("meeting")
@require_http_methods(FORM)
def withdraw_draft(request: Asked, ref: str) -> HttpResponse:
    draft = access_reads.only(DraftNotes.objects.select_related("meeting"), ref, by=request.access)
    meeting = request.access.fetch("meeting", draft.meeting.ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Why(typed(request)),
        Change("Take back a draft", "Take it back", danger=True),
        do=lambda said: actions.withdraw_draft_notes(by=request.access, draft=draft, **said),
        back=reverse("publishing:notes", args=[meeting.ref]),
        done="The draft is not public any more.",
    )


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def add_dead_link(request: Asked) -> HttpResponse:
    return PAGES.change(
        request,
        forms.DeadLinkForm(typed(request)),
        Change(
            "Note a dead link", "Save", says=["It stands in the public register, so that nobody looks for it in vain."]
        ),
        do=lambda said: actions.add_dead_link(by=request.access, **said),
        back=reverse("publishing:desk"),
        done="It is noted.",
    )
