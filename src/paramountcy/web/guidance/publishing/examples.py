"""What a demo has published: a joint letter, a statement that was taken back, and an address that leads nowhere."""

from datetime import date, timedelta

from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.publishing import actions
from paramountcy.web.guidance.publishing.models import Document, Kind

LETTER = (
    "The council and the integrated care board will run one programme for children’s health and safety.\n"
    "Whitney Marsh will lead it. Each strand has an owner in both bodies."
)


def imagine(by: Access) -> None:
    """Publish them."""
    day = timezone.localdate(by.at) - timedelta(days=22)
    letter = _published(by, Kind.LETTER, "Joint letter on one programme", LETTER, day)
    actions.withhold(by=by, document=letter, words="Whitney Marsh", why="She has not been told of it yet.")
    statement = _published(by, Kind.STATEMENT, "Statement on waiting times", "Families wait two weeks.", day)
    actions.withdraw(by=by, document=statement, reason="A figure in it was wrong. A new one will follow.")
    actions.add_dead_link(
        by=by, address="https://www.education.gov.uk/munroreview/", what="Pages of the Munro review",
        seen_on=date(2026, 11, 1), copy="",
    )  # fmt: skip


def _published(by: Access, kind: Kind, title: str, text: str, day: date) -> Document:
    made = actions.add_document(by=by, kind=kind, title=title, text=text, of_day=day, issued_by="The partnership")
    actions.agree(by=by, document=made, on=day)
    actions.publish(by=by, document=made)
    return made
