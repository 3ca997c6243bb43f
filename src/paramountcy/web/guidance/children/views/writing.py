"""The pages on which a version is written: its words, what they are tied to, pictures, hard words, other forms."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paramountcy.terms.citation import cite
from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import about, needs
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import DONE, Change, Offer, Pages, typed
from paramountcy.web.guidance.children import actions, checks, forms, reads
from paramountcy.web.guidance.children.adult import adult_text, is_known
from paramountcy.web.guidance.children.content import content_of
from paramountcy.web.guidance.children.lists import VERSIONS
from paramountcy.web.guidance.children.models import HardWord, Link, Media, Passage, Version
from paramountcy.web.guidance.children.pictures import LARGEST
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.kit.uploads import TooLarge, takes_files
from paramountcy.web.kit.uploads import content_of as content_of_file

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("children")
KIND = reads.KIND


def sub_pages(version: Version, current: str) -> list[dict[str, Any]]:
    """The pages of a version."""
    pages = (("How it stands", "version"), ("Its words", "words"), ("Young readers and releases", "readers"))
    return [
        {"text": text, "to": reverse(f"children:{name}", args=[version.ref]), "current": name == current}
        for text, name in pages
    ]


@about(KIND)
@require_safe
def versions(request: Asked) -> HttpResponse:
    access = request.access
    listed = VERSIONS.over(reads.versions(access), request.GET, here=reverse("children:versions"))
    access.shown(KIND, listed.records)
    return PAGES.page(
        request, "listing", title="Versions for children and young people", listed=listed,
        caption="Versions for children",
    )  # fmt: skip


@needs(Duty.RUN_GROUPS)
@require_http_methods(FORM)
def make(request: Asked, kind: str, ref: str) -> HttpResponse:
    try:
        cited = cite(kind, ref)
    except ValueError as wrong:
        raise Refusal(NOT_FOUND) from wrong
    adult = adult_text(request.access, str(cited))
    if adult is None and is_known(str(cited)):
        raise Refusal(NOT_FOUND)
    return PAGES.change(
        request,
        forms.VersionForm(typed(request)),
        Change(
            "A version for children and young people",
            "Begin it",
            says=["It is written passage by passage beside the adult text, read by young people, and released by "
                  "itself. Nothing of it is public before that."],
            facts=[("Of", adult.title if adult else str(cited))],
        ),
        do=lambda said: actions.make(by=request.access, about=str(cited), adult=adult, **said),
        back=(adult.to if adult else "") or reverse("children:versions"),
        to=lambda made: reverse("children:words", args=[made.ref]),
        done="The version was begun. Write its first passage.",
    )  # fmt: skip


@about(KIND)
@require_safe
def version(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch(KIND, ref)
    adult = reads.adult_of(access, one)
    links = checks.links_of(one)
    no = access.may(Action.WRITE, one, KIND).says
    return PAGES.page(
        request,
        "version",
        title="A version for children",
        version=one,
        adult=adult,
        adult_to=(adult.to if adult else "") or address_of(one.about),
        found=checks.checks(one, adult),
        tied=checks.coverage(links, adult) if adult else [],
        old=checks.outdated(links, adult) if adult else [],
        out=reads.released(one),
        sub=sub_pages(one, "version"),
        offers=[
            Offer("Change what it is", reverse("children:change", args=[ref]), no=no),
            Offer("Release it", reverse("children:release", args=[ref]), no=no),
        ],
        writes=not no,
        back=reverse("children:versions"),
    )


@about(KIND)
@require_http_methods(FORM)
def change(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    initial = {name: getattr(one, name) for name in (*forms.VERSION_FIELDS, *forms.LIMIT_FIELDS)}
    return PAGES.change(
        request,
        forms.ChangeVersion(typed(request), initial=initial),
        Change("Change a version for children", "Save"),
        do=lambda said: actions.change(by=request.access, version=one, **said),
        back=reverse("children:version", args=[ref]),
        done="It was changed.",
    )


@about(KIND)
@require_safe
def words(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch(KIND, ref)
    adult = reads.adult_of(access, one)
    links = checks.links_of(one)
    old = {each.link.pk: each.says for each in checks.outdated(links, adult)} if adult else {}
    by_passage: dict[int, list[dict[str, Any]]] = {}
    for link in links:
        part = adult.part(link.anchor) if adult else None
        told = {"link": link, "title": part.title if part else link.anchor, "old": old.get(link.pk, "")}
        by_passage.setdefault(link.passage_id, []).append(told)
    no = access.may(Action.WRITE, one, KIND).says
    pairs = (("Add a passage", "add_passage"), ("Explain a hard word", "explain"), ("Add another form", "add_media"))
    return PAGES.page(
        request,
        "words",
        title="The words of a version for children",
        version=one,
        passages=one.passages.filter(struck_on__isnull=True).defer("picture"),
        ties=by_passage,
        hard_words=one.hard_words.filter(ended_on__isnull=True),
        media=one.media.filter(ended_on__isnull=True),
        missing=checks.unexplained(content_of(one).said, [each.word for each in one.hard_words.all()]),
        sub=sub_pages(one, "words"),
        offers=[Offer(text, reverse(f"children:{name}", args=[ref]), no=no) for text, name in pairs],
        writes=not no,
        back=reverse("children:version", args=[ref]),
    )


def _of(request: Asked, rows: Any, ref: str, path: str = "version") -> Any:
    """What belongs to a version that may be changed. Raises Refusal, the same for what is not there."""
    found = access_reads.only(rows, ref, by=request.access)
    of = found
    for step in path.split("."):
        of = getattr(of, step)
    request.access.fetch(KIND, of.ref, Action.WRITE)
    return found


def _words_of(version: Version) -> str:
    return reverse("children:words", args=[version.ref])


@about(KIND)
@require_http_methods(FORM)
def add_passage(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    adult = reads.adult_of(request.access, one)
    return PAGES.change(
        request,
        forms.PassageForm(typed(request), parts=forms.parts_of(adult)),
        Change("Add a passage", "Add it"),
        do=lambda said: actions.add_passage(by=request.access, version=one, **said),
        back=_words_of(one),
        done="The passage was added.",
    )


@about(KIND)
@require_http_methods(FORM)
def change_passage(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, Passage.objects.select_related("version"), ref)
    initial = {"heading": one.heading, "text": one.text, "order": one.order}

    def do(said: dict[str, Any]) -> Any:
        order = said["order"] if said["order"] is not None else one.order
        return actions.change_passage(by=request.access, passage=one, **{**said, "order": order})

    return PAGES.change(
        request,
        forms.PassageForm(typed(request), initial=initial),
        Change("Change a passage", "Save", says=["Young people read it again once it is changed."]),
        do=do,
        back=_words_of(one.version),
        done="The passage was changed.",
    )


@about(KIND)
@require_POST
def strike_passage(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, Passage.objects.select_related("version"), ref)
    actions.strike_passage(by=request.access, passage=one)
    return _done(request, one.version, "The passage was taken out.")


@about(KIND)
@require_http_methods(FORM)
def tie(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, Passage.objects.select_related("version"), ref)
    adult = reads.adult_of(request.access, one.version)
    return PAGES.change(
        request,
        forms.TieForm(typed(request), adult=adult),
        Change("Tie a passage to the adult text", "Tie it", facts=[("Passage", one.text[:300])]),
        do=lambda said: actions.tie(by=request.access, passage=one, **said),
        back=_words_of(one.version),
        done="The passage is tied to the adult text.",
    )


@about(KIND)
@require_POST
def untie(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, Link.objects.select_related("passage__version"), ref, "passage.version")
    actions.untie(by=request.access, link=one)
    return _done(request, one.passage.version, "They are tied no longer.")


@about(KIND)
@require_http_methods(FORM)
def compare(request: Asked, ref: str) -> HttpResponse:
    """The adult words as they were and as they are, beside the passage."""
    link = _of(request, Link.objects.select_related("passage__version"), ref, "passage.version")
    if request.method == "POST":
        actions.compared(by=request.access, link=link)
        return _done(request, link.passage.version, "It is noted that the two were compared.")
    adult = reads.adult_of(request.access, link.passage.version)
    return PAGES.page(
        request,
        "compare",
        title="Compare a passage with the adult text",
        link=link,
        part=adult.part(link.anchor) if adult else None,
        back=_words_of(link.passage.version),
    )


@takes_files(LARGEST + 100_000)
@about(KIND)
@require_http_methods(FORM)
def picture(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, Passage.objects.select_related("version"), ref)
    form = forms.PictureForm(typed(request), request.FILES or None)

    def do(said: dict[str, Any]) -> Any:
        try:
            content = content_of_file(said["file"], most=LARGEST)
        except TooLarge as wrong:
            raise actions.NotDone(str(wrong), field="file") from wrong
        return actions.set_picture(by=request.access, passage=one, content=content, alt=said["alt"])

    return PAGES.change(
        request,
        form,
        Change("A picture for a passage", "Save", facts=[("Passage", one.text[:300])]),
        do=do,
        back=_words_of(one.version),
        done="The picture was saved.",
    )


@about(KIND)
@require_safe
def passage_picture(request: Asked, ref: str) -> HttpResponse:
    """The picture of a passage, for those who write it."""
    one = access_reads.only(Passage.objects.select_related("version"), ref, by=request.access)
    request.access.fetch(KIND, one.version.ref)
    if not one.picture:
        raise Refusal(NOT_FOUND)
    return HttpResponse(bytes(one.picture), content_type=one.media_type)


@about(KIND)
@require_http_methods(FORM)
def explain(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.HardWordForm(typed(request)),
        Change("Explain a hard word", "Save"),
        do=lambda said: actions.explain(by=request.access, version=one, **said),
        back=_words_of(one),
        done="The word is explained.",
    )


@about(KIND)
@require_POST
def explain_known(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    count = actions.explain_known(by=request.access, version=one)
    return _done(request, one, f"{count} hard words were explained. Read each: it must fit how the word is used here.")


@about(KIND)
@require_POST
def end_word(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, HardWord.objects.select_related("version"), ref)
    actions.end_word(by=request.access, word=one)
    return _done(request, one.version, "The word was taken out.")


@about(KIND)
@require_http_methods(FORM)
def add_media(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.MediaForm(typed(request)),
        Change("Add another form", "Add it", says=["It lies elsewhere on the web: a link leads there."]),
        do=lambda said: actions.add_media(by=request.access, version=one, **said),
        back=_words_of(one),
        done="It was added.",
    )


@about(KIND)
@require_POST
def end_media(request: Asked, ref: str) -> HttpResponse:
    one = _of(request, Media.objects.select_related("version"), ref)
    actions.end_media(by=request.access, media=one)
    return _done(request, one.version, "It was taken out.")


def _done(request: Asked, version: Version, says: str) -> HttpResponse:
    request.session[DONE] = says
    return redirect(_words_of(version))
