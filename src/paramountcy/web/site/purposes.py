"""What a database is for: real work, a demo, or training. Only the last two hold imagined people, and say so."""

from django.db.models import TextChoices


class Purpose(TextChoices):
    REAL = "real", "real work"
    DEMO = "demo", "a demo"
    TRAINING = "training", "training"


IMAGINED = frozenset({Purpose.DEMO, Purpose.TRAINING})
BANNERS = {
    Purpose.DEMO: "Demonstration: everybody in it is imagined. Enter nothing real.",
    Purpose.TRAINING: "Training: everybody in it is imagined. Enter nothing real.",
}
"""What stands on every page of a database of imagined people."""


def banner(*, demo: bool, training: bool) -> str:
    """The banner of every page; "" where the work is real."""
    return BANNERS[Purpose.DEMO] if demo else BANNERS[Purpose.TRAINING] if training else ""
