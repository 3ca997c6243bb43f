"""The lists of drafting, and the columns of its files."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from paramountcy.web.guidance.drafting.models import Comment, Kind, Outcome, Via
from paramountcy.web.guidance.drafting.reads import MustDo, Placed
from paramountcy.web.kit.lists import Column, Filter, Listing
from paramountcy.web.kit.templating import day

DOCUMENTS = Listing(
    name="documents",
    one="document",
    many="documents",
    columns=(
        Column(
            "Title", lambda one: one.title, link=lambda one: reverse("drafting:document", args=[one.ref]), sort="title"
        ),
        Column("Edition", lambda one: one.edition),
        Column("Drafted by", lambda one: one.group.name, sort="group__name"),
        Column("Published", lambda one: "yes" if any(not each.withdrawn_on for each in one.releases.all()) else "no"),
    ),
    order=("title", "pk"),
    empty="There is no guidance in the making that you may see.",
    to_do="Whoever runs groups makes a document, and its group drafts it here.",
)
COLOURS = {"": "yellow", "accepted": "green", "part": "green", "not": "red", "later": "blue", "duplicate": "grey"}


def outcome(one: Placed) -> str:
    return one.last.get_outcome_display() if one.last else "nothing decided yet"


def _as_list(show: Callable[[Placed], Any]) -> Callable[[Comment], Any]:
    """What a column shows of a comment, whose place was worked out before."""
    return lambda one: show(one.__dict__["placed"])


COMMENTS = Listing(
    name="comments",
    one="comment",
    many="comments",
    columns=(
        Column(
            "Comment",
            lambda one: one.text if len(one.text) <= 160 else f"{one.text[:157]}…",
            link=lambda one: reverse("drafting:comment", args=[one.ref]),
        ),
        Column(
            "Where", _as_list(lambda one: f"Chapter {one.comment.chapter.number}: {one.where}"), sort="chapter__number"
        ),
        Column("Who", lambda one: ", ".join(filter(None, (one.name, one.organisation)))),
        Column("Received", lambda one: day(one.received_on), sort="received_on"),
        Column(
            "What became of it",
            _as_list(outcome),
            tag=_as_list(lambda one: COLOURS[one.last.outcome if one.last else ""]),
        ),
        Column("Where it landed", _as_list(lambda one: one.landed_says)),
    ),
    order=("pk",),
    empty="Nobody has commented yet.",
    to_do="Members of the group comment on a chapter; comments made elsewhere are brought in there.",
    filters=(
        Filter(
            "decided",
            "Decided",
            lambda: [("no", "not yet"), ("yes", "yes")],
            lambda rows, value: rows.filter(dispositions__isnull=value == "no").distinct(),
        ),
        Filter("via", "How it came", lambda: Via.choices, lambda rows, value: rows.filter(via=value)),
        Filter("kind", "Kind", lambda: Kind.choices, lambda rows, value: rows.filter(kind=value)),
    ),
)

COMMENTS_FILE: tuple[Column, ...] = (
    Column("Reference", lambda one: one.comment.ref),
    Column("Chapter", lambda one: one.comment.chapter.number),
    Column("Paragraph", lambda one: one.comment.paragraph),
    Column("Quoted words", lambda one: one.comment.quote),
    Column("Comment", lambda one: one.comment.text),
    Column("Kind", lambda one: one.comment.get_kind_display()),
    Column("Who", lambda one: one.comment.name),
    Column("Organisation", lambda one: one.comment.organisation),
    Column("How it came", lambda one: one.comment.get_via_display()),
    Column("Received", lambda one: one.comment.received_on),
    Column("Where it was said", lambda one: one.comment.source),
    Column("Where it is now", lambda one: one.where),
    Column("What became of it", outcome),
    Column("Reason", lambda one: one.last.reason if one.last else ""),
    Column("The same as", lambda one: one.last.duplicate_of.ref if one.last and one.last.duplicate_of else ""),
    Column("Where it landed", lambda one: one.landed_says),
    Column("Words that came of it", lambda one: one.last.landed_words if one.last else ""),
    Column("Decided on", lambda one: one.last.on if one.last else ""),
    Column("Told on", lambda one: one.told.on if one.told else ""),
)
MUST_DOS_FILE: tuple[Column, ...] = (
    Column("Who", lambda one: one.who),
    Column("Must", lambda one: one.said.found.sentence),
    Column("Legal source", lambda one: one.said.found.source or "NONE: an error"),
    Column("Chapter", lambda one: one.said.chapter.number),
    Column("Paragraph", lambda one: one.said.found.paragraph),
    Column("Age scope", lambda one: one.said.age_scope or "not said"),
    Column("Settings", lambda one: one.said.particulars.settings if one.said.particulars else ""),
    Column("Time limit", lambda one: one.said.particulars.time_limit if one.said.particulars else ""),
)


def rows_of(columns: tuple[Column, ...], records: list[Placed] | list[MustDo]) -> list[tuple[str, ...]]:
    """Each record's cells as text, for a printed table."""
    return [tuple("" if (value := one.value(each)) is None else str(value) for one in columns) for each in records]


OUTCOMES = Outcome.choices
