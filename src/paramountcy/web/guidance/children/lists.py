"""The list of versions for children."""

from django.urls import reverse

from paramountcy.web.guidance.children.models import AgeBand, Format
from paramountcy.web.guidance.children.reads import released
from paramountcy.web.kit.lists import Column, Filter, Listing

VERSIONS = Listing(
    name="versions",
    one="version",
    many="versions",
    columns=(
        Column(
            "Title", lambda one: one.title, link=lambda one: reverse("children:version", args=[one.ref]), sort="title"
        ),
        Column("For ages", lambda one: AgeBand(one.band).label, sort="band"),
        Column("Form", lambda one: Format(one.format).label, sort="format"),
        Column(
            "Release",
            lambda one: "out" if released(one) else "not out",
            tag=lambda one: "green" if released(one) else "yellow",
        ),
    ),
    order=("-pk",),
    empty="There is no version for children yet.",
    to_do="One is begun on the page of what it is a version of, such as a response.",
    filters=(Filter("band", "Ages", lambda: AgeBand.choices, lambda rows, value: rows.filter(band=value)),),
)
