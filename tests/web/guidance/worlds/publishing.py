"""A letter that was published, a meeting whose draft notes went out, and a name that is withheld."""

from datetime import date

from paramountcy.web.guidance.publishing.models import Document, DraftNotes, Step, Withheld
from tests.web.guidance.publishing.world import meeting_with_notes


def refs(partnership, circle):
    at = partnership.place.asks(None).at
    letter = Document.objects.create(
        kind="letter", title="Whooper letter", of_day=date(2026, 1, 5), text="Whooper.", content=b"%PDF-",
        ending="pdf", group=partnership.group, circle=circle,
    )  # fmt: skip
    for stage in ("agreed", "published"):
        Step.objects.create(document=letter, stage=stage, on=date(2026, 1, 6), by=partnership.officer, at=at)
    meeting = meeting_with_notes(partnership, circle=circle)
    draft = DraftNotes.objects.create(
        meeting=meeting, on=date(2026, 1, 6), by=partnership.officer,
        told={"meeting": "Meeting 4", "notes": "notes", "group": "Whooper group", "present": [], "apologies": [],
              "items": []},
    )  # fmt: skip
    held = Withheld.objects.create(
        document=letter, words="Pochard", why="They asked for it.", by=partnership.officer, from_at=at
    )
    return {
        **dict.fromkeys(
            ("public_document", "public_file", "document", "agree", "publish", "withdraw", "withhold_of_document"),
            letter.ref,
        ),
        **dict.fromkeys(("notes", "withhold_of_notes", "publish_draft"), meeting.ref),
        **dict.fromkeys(("draft_notes", "withdraw_draft"), draft.ref),
        "give_back": held.ref,
        "entry": {"kind": "published-document", "ref": letter.ref},
    }


ONLY_POST = ("give_back",)
