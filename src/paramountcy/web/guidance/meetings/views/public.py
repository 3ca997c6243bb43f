"""Published notes, for anybody. What is confidential is in none of them, and names that are withheld are not either."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from paramountcy.web.access.doors import open_to_all
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings import reads, withheld
from paramountcy.web.guidance.meetings.models import Meeting, Stage
from paramountcy.web.guidance.meetings.out import told
from paramountcy.web.guidance.meetings.views.frame import PAGES

PER_PAGE = 20


def published() -> QuerySet[Any]:
    """The meetings whose notes anybody may read, the latest first."""
    rows = Meeting.objects.filter(circle__isnull=True, group__circle__isnull=True, group__publishes=True)
    staged = reads.staged(rows).filter(stage=Stage.PUBLISHED)
    return staged.select_related("group").order_by("-day", "-pk")


@open_to_all("only notes that were agreed and published, of no circle, with the names that are withheld left out")
@require_safe
def all_published(request: HttpRequest) -> HttpResponse:
    found = Paginator(published(), PER_PAGE).get_page(request.GET.get("page", "1"))
    here = reverse("meetings:public_all")
    ways = {}
    if found.has_previous():
        ways["previous"] = {"text": "Later meetings", "to": f"{here}?page={found.previous_page_number()}"}
    if found.has_next():
        ways["next"] = {"text": "Earlier meetings", "to": f"{here}?page={found.next_page_number()}"}
    return PAGES.page(
        request, "public_all", title="Published notes of meetings", found=list(found), when_of=reads.when, ways=ways
    )


@open_to_all("only notes that were agreed and published, of no circle, with the names that are withheld left out")
@require_safe
def one_published(request: HttpRequest, ref: str) -> HttpResponse:
    one = published().filter(ref=ref).first()
    if one is None:
        raise Http404
    names = withheld.names_withheld(one)
    agreed, out = reads.step_to(one, Stage.AGREED), reads.step_to(one, Stage.PUBLISHED)
    words = told.notes(one, Circle.objects.none(), on=one.day)
    return PAGES.page(
        request,
        "public_one",
        title="Published notes of a meeting",
        group=one.group,
        notes=told.plainly(words, lambda text: withheld.without(names, text)),
        day=one.day,
        agreed=agreed,
        published=out,
        corrections=[step for step in one.steps.all() if _is_correction(step)],
        withheld=bool(names),
        back=reverse("meetings:public_all"),
    )


def _is_correction(step: Any) -> bool:
    """Whether a step only corrected agreed notes: it names a line by its number, and no words of it."""
    return step.changed.exists()
