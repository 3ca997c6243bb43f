"""A report with a recommendation, what was said of it, and a response that is public where nothing hides it."""

from datetime import date

from django.utils import timezone

from paramountcy.web.guidance.recommendations.models import (
    Challenge,
    Commitment,
    Position,
    Recommendation,
    Report,
    ResponseStep,
)

DAY = date(2026, 3, 2)


def report(partnership, circle):
    return Report.objects.create(
        title="Whooper swans on the weir", source="local", on=DAY, group=partnership.group, circle=circle
    )


def refs(partnership, circle):
    of = report(partnership, circle)
    one = Recommendation.objects.create(report=of, number="1", order=1, text="Count the Whooper swans.")
    position = Position.objects.create(
        recommendation=one, value="accept", force="published", claimant="body", claimed_by="Whooper board", on=DAY
    )
    point = Challenge.objects.create(recommendation=one, kind="concern", says="Whooper?", raised_by="A group", on=DAY)
    commitment = Commitment.objects.create(recommendation=one, what="Count each Whooper.")
    ResponseStep.objects.create(report=of, state="published", at=timezone.now(), statement="Whooper")
    of_report = (
        "report", "change", "add_theme", "add_recommendation", "take_in", "add_whole", "statement", "publish",
        "withdraw", "chase", "public_report",
    )  # fmt: skip
    of_one = (
        "recommendation", "change_recommendation", "take_position", "commit", "claim_progress", "show_effect",
        "raise_point", "public_recommendation",
    )  # fmt: skip
    return (
        dict.fromkeys(of_report, of.ref)
        | dict.fromkeys(of_one, one.ref)
        | {
            "document": {"ref": of.ref, "form": "json"},
            "public_document": {"ref": of.ref, "form": "json"},
            "answer_point": {"ref": one.ref, "to": point.ref},
            "found": of.ref,
            "correct_position": position.ref,
            "end_commitment": commitment.ref,
        }
    )


ONLY_POST = ("load_example", "search", "end_chaser", "end_commitment")
