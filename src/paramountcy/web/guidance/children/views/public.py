"""What children and young people read: released words only, and where to get help on every page. Nothing to sign in."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import open_to_all
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.access.screens.page import Pages
from paramountcy.web.guidance.children import reads
from paramountcy.web.guidance.children.models import AgeBand, Extent, Passage

PAGES = Pages("children")


@open_to_all("only what was released for children to read, and what is kept to no circle")
@require_safe
def public_list(request: Asked) -> HttpResponse:
    found = [
        {"version": one, "title": content.title, "band": AgeBand(one.band).label}
        for one, content in reads.public_versions()
    ]
    return PAGES.page(
        request, "public_list", title="For children and young people", found=found, help_lines=reads.help_lines()
    )


@open_to_all("only what was released for children to read, and what is kept to no circle")
@require_safe
def public(request: Asked, ref: str) -> HttpResponse:
    found = reads.public_version(ref)
    if found is None:
        raise Refusal(NOT_FOUND)
    version, out, content = found
    adult = reads.adult_of(None, version)
    agreed = [one for one in version.reviews.all() if one.digest == out.digest and one.agrees == "yes"]
    return PAGES.page(
        request,
        "public",
        title=content.title,
        content=content,
        out=out,
        band=AgeBand(version.band).label,
        whole=version.extent == Extent.WHOLE,
        contact=version.contact,
        adult=adult,
        readers=sum(one.readers for one in agreed),
        help_lines=reads.help_lines(),
    )


@open_to_all("only a picture of what was released for children to read")
@require_safe
def public_picture(request: Asked, ref: str) -> HttpResponse:
    passage = Passage.objects.filter(ref=ref).select_related("version").first()
    found = reads.public_version(passage.version.ref) if passage else None
    shown = found and any(one.picture == ref for one in found[2].passages)
    if not passage or not passage.picture or not shown:
        raise Refusal(NOT_FOUND)
    return HttpResponse(bytes(passage.picture), content_type=passage.media_type)
