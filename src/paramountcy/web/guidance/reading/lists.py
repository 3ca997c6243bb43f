"""The list of files of notes that were read."""

from django.urls import reverse

from paramountcy.web.guidance.meetings.reads import called
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import moment

DOCUMENTS = Listing(
    name="documents",
    one="file",
    many="files",
    columns=(
        Column("File", lambda one: one.name, link=lambda one: reverse("reading:document", args=[one.ref])),
        Column("Group", lambda one: one.group.name if one.group else "as the notes say", sort="group__name"),
        Column("Meeting", lambda one: called(one.meeting) if one.meeting else "not made yet"),
        Column("Sent", lambda one: moment(one.at), sort="at"),
        Column("By", lambda one: one.by.name, sort="by__name"),
    ),
    order=("-at", "pk"),
    empty="No notes were read yet.",
    to_do="Give a file of notes: what is read in it is shown beside it, and nothing is taken over unseen.",
    filters=(
        Filter(
            "taken",
            "Taken over",
            lambda: [("no", "nothing yet"), ("yes", "something")],
            lambda rows, value: rows.filter(extractions__facts__became__gt="").distinct() if value == "yes" else
            rows.exclude(extractions__facts__became__gt=""),
        ),
    ),
)  # fmt: skip
