"""The list of documents that are published here, or are to be."""

from typing import Any

from django.urls import reverse

from paramountcy.web.guidance.publishing import reads
from paramountcy.web.guidance.publishing.models import Kind, Stage
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day

COLOURS = {Stage.AGREED: "green", Stage.PUBLISHED: "purple", Stage.AS_DRAFT: "yellow", Stage.WITHDRAWN: "red"}


def _state(one: Any) -> tuple[str, str]:
    last = reads.last_step(one)
    return (Stage(last.stage).label.capitalize(), COLOURS[Stage(last.stage)]) if last else ("Not agreed", "grey")


DOCUMENTS = Listing(
    name="documents",
    one="document",
    many="documents",
    columns=(
        Column(
            "Title",
            lambda one: one.title,
            link=lambda one: reverse("publishing:document", args=[one.ref]),
            sort="title",
        ),
        Column("What it is", lambda one: Kind(one.kind).label, sort="kind"),
        Column("Date", lambda one: day(one.of_day), sort="of_day"),
        Column("State", lambda one: _state(one)[0], tag=lambda one: _state(one)[1]),
    ),
    order=("-of_day", "-pk"),
    empty="No document is here.",
    to_do="Letters, reports and statements are published here; notes, consultations and guidance in their own rooms.",
    filters=(Filter("kind", "What it is", lambda: Kind.choices, lambda rows, value: rows.filter(kind=value)),),
)
