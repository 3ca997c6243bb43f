"""The terms that everybody accepts: their versions, and a new one."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from paramountcy.web.access import reads
from paramountcy.web.access.actions import people
from paramountcy.web.access.asking import Asked
from paramountcy.web.access.doors import needs
from paramountcy.web.access.models import Terms
from paramountcy.web.access.roles import Duty
from paramountcy.web.access.screens import forms
from paramountcy.web.access.screens.page import Change, Offer, change, page, typed
from paramountcy.web.kit.lists import Column, Listing
from paramountcy.web.kit.templating import moment

LOOKED_AFTER = needs(Duty.MANAGE_TERMS)
LIST = Listing(
    name="terms",
    one="version",
    many="versions",
    columns=(
        Column(
            "Version",
            lambda one: f"Version {one.version}",
            link=lambda one: reverse("access:terms_version", args=[one.ref]),
            sort="version",
        ),
        Column("In force from", lambda one: moment(one.from_at)),
        Column("Accepted by", lambda one: one.acceptances.count(), numeric=True),
    ),
    order=("-version",),
    empty="There are no terms yet.",
    to_do="Publish the first: everybody accepts them before they go on.",
)


def paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\r\n", "\n").split("\n\n") if one.strip()]


@LOOKED_AFTER
@require_safe
def terms(request: Asked) -> HttpResponse:
    listed = LIST.over(Terms.objects.all(), request.GET, here=reverse("access:terms"))
    offers = [Offer("Publish a new version", reverse("access:publish"), kind="")]
    return page(request, "listing", title="Terms", listed=listed, caption="Versions", offers=offers)


@LOOKED_AFTER
@require_safe
def version(request: Asked, ref: str) -> HttpResponse:
    one = reads.only(Terms.objects.all(), ref, by=request.access)
    return page(
        request,
        "terms_version",
        title=f"Terms, version {one.version}",
        one=one,
        paragraphs=paragraphs(one.text),
        back=reverse("access:terms"),
    )


@LOOKED_AFTER
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Asked) -> HttpResponse:
    """A new version, seen as it will read before it is published."""
    form = forms.Publish(typed(request), on=timezone.localdate(request.access.at))
    words = Change(
        "Publish new terms",
        "Publish them",
        says=["Everybody is asked to accept them with the next page that they open."],
    )
    if request.method == "POST" and "look" in request.POST:
        preview = paragraphs(request.POST.get("text", ""))
        back = reverse("access:terms")
        form = forms.Publish(
            on=form.day, initial={"text": request.POST.get("text", ""), "reason": request.POST.get("reason", "")}
        )
        return page(request, "publish", form=form, words=words, back=back, errors=False, preview=preview)
    latest = Terms.objects.order_by("-version").first()
    if latest and not form.is_bound:
        form.initial["text"] = latest.text
    return change(
        request,
        form,
        words,
        do=lambda said: people.publish_terms(by=request.access, **said),
        back=reverse("access:terms"),
        done="The new terms are in force.",
        template="publish",
        preview=[],
    )
