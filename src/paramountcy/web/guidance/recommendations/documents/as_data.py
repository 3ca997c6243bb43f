"""The response for a spreadsheet and for a program. Every position of its history is a row of the table."""

import csv
import io
import json
from collections.abc import Iterator

from paramountcy.web.guidance.recommendations.told import Held, Response, Told
from paramountcy.web.kit.export import BYTE_ORDER_MARK, FORMULA

COLUMNS = (
    "number", "text", "today", "addressees", "theme", "position", "force", "who_says_so", "name", "on", "reason",
    "conditions", "link", "how_known", "put_right_later", "progress", "evidence_of_effect", "citation",
)  # fmt: skip


def as_json(response: Response) -> bytes:
    return json.dumps(response.as_data(), ensure_ascii=False, indent=2).encode()


def as_csv(response: Response) -> bytes:
    """A row for each position of each recommendation; one without a position where none is known."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in response.recommendations:
        for row in _rows(one):
            writer.writerow([f"'{cell}" if FORMULA.match(cell) else cell for cell in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _rows(one: Told) -> Iterator[list[str]]:
    held: list[Held | None] = [*one.history] or [None]
    for each in held:
        position = (
            [each.value, each.force, each.claimant, each.claimed_by, each.day, each.reason, each.conditions, each.link,
             each.mark, "yes" if each.put_right else "no"]
            if each
            else [""] * 10
        )  # fmt: skip
        yield [
            one.number, one.text, one.today, one.addressees, one.theme, *position, "\n".join(one.progress),
            "\n".join(one.effects), one.citation,
        ]  # fmt: skip
