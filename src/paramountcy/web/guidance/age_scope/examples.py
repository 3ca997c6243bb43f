"""An example for the demo: a provision of an imagined council, without an age scope yet, so that it is flagged."""

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.age_scope import actions


def imagine(by: Access) -> None:
    """One provision that the register flags."""
    actions.add(
        by=by, title="Half-price swimming in Applemere", what="A card for half-price swimming",
        law="Local Government Act 2003, section 93", needs="care:left", ask="the council's leisure team",
        note="Imagined", why="Its ages are being asked for.",
    )  # fmt: skip
