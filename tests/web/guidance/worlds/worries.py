"""A response to a consultation that may be handed over, and another that a member of the group handed over."""

from paramountcy.web.guidance.worries.models import Handing, Worry
from tests.web.guidance.worlds.consultations import consultation, response


def refs(partnership, circle):
    at = partnership.place.asks(None).at
    sent = response(partnership, consultation(partnership, circle))
    worry = Worry.objects.create(
        source="consultation-response/abc", place="A response to a consultation", text="Whooper is not safe.",
        handed_at=at,
    )  # fmt: skip
    Handing.objects.create(worry=worry, by=partnership.member, at=at)
    return dict.fromkeys(("worry", "receive", "step", "receipt"), worry.ref) | {
        "hand_over": {"kind": "consultation-response", "ref": sent.ref}
    }


ONLY_POST = ("receive", "hand_over")
