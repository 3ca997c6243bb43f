"""The pages of who has read a version, and of its releases."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads as access_reads
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import about
from paramountcy.web.access.roles import Action
from paramountcy.web.access.screens.page import Change, Offer, Pages, typed
from paramountcy.web.guidance.children import actions, checks, forms, reads
from paramountcy.web.guidance.children.content import content_of
from paramountcy.web.guidance.children.models import Review
from paramountcy.web.guidance.children.views.writing import FORM, KIND, sub_pages

PAGES = Pages("children")


@about(KIND)
@require_safe
def readers(request: Asked, ref: str) -> HttpResponse:
    access = request.access
    one = access.fetch(KIND, ref)
    no = access.may(Action.WRITE, one, KIND).says
    out = reads.released(one)
    offers = [
        Offer("Note what young readers said", reverse("children:add_review", args=[ref]), no=no),
        Offer("Release it", reverse("children:release", args=[ref]), no=no),
    ]
    if out:
        offers.append(Offer("Take it back", reverse("children:withdraw", args=[ref]), no=no, kind="warning"))
    return PAGES.page(
        request,
        "readers",
        title="Young readers of a version",
        version=one,
        reviews=one.reviews.order_by("-on", "-pk"),
        now=content_of(one).digest,
        releases=one.releases.select_related("by").order_by("-at", "-pk"),
        out=out,
        sub=sub_pages(one, "readers"),
        offers=offers,
        writes=not no,
        back=reverse("children:version", args=[ref]),
    )


@about(KIND)
@require_http_methods(FORM)
def add_review(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.ReviewForm(typed(request), on=timezone.localdate(request.access.at)),
        Change(
            "What young readers said",
            "Save",
            says=["Tell them first who reads what they say and what it is for. Note no name. Where they say something "
                  "that makes you worry about them, tell the front door today: it is not enough to write it here."],
        ),
        do=lambda said: actions.add_review(by=request.access, version=one, **said),
        back=reverse("children:readers", args=[ref]),
        done="What they said is noted.",
    )  # fmt: skip


@about(KIND)
@require_http_methods(FORM)
def say_changed(request: Asked, ref: str) -> HttpResponse:
    review = access_reads.only(Review.objects.select_related("version"), ref, by=request.access)
    request.access.fetch(KIND, review.version.ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Changed(typed(request), initial={"changed": review.changed}),
        Change("What was changed", "Save", facts=[("They said", review.said)]),
        do=lambda said: actions.say_changed(by=request.access, review=review, **said),
        back=reverse("children:readers", args=[review.version.ref]),
        done="What was changed is noted.",
    )


@about(KIND)
@require_http_methods(FORM)
def release(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    found = checks.checks(one, reads.adult_of(request.access, one))
    unmet = [each for each in found if not each.met]
    return PAGES.change(
        request,
        forms.ReleaseForm(typed(request), unmet=bool(unmet)),
        Change("Release a version for children", "Release it"),
        do=lambda said: actions.release(by=request.access, version=one, reason=said.get("reason", "")),
        back=reverse("children:readers", args=[ref]),
        done="It is out: anybody can read it.",
        template="release",
        found=found,
        unmet=unmet,
        content=content_of(one),
    )


@about(KIND)
@require_http_methods(FORM)
def withdraw(request: Asked, ref: str) -> HttpResponse:
    one = request.access.fetch(KIND, ref, Action.WRITE)
    return PAGES.change(
        request,
        forms.Withdraw(typed(request)),
        Change("Take a version back", "Take it back", says=["Nobody will be able to read it any more."], danger=True),
        do=lambda said: actions.withdraw(by=request.access, version=one, **said),
        back=reverse("children:readers", args=[ref]),
        done="It was taken back.",
    )
