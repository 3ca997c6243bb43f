"""
The tracker as a workbook, and a workbook that comes back.

Three columns may be changed: the state, what happened, and the day on which an action is due. Each row carries a mark
of what it was when it left; where the action was changed here since, the row is not taken over, and says so.
"""

import io
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import fastexcel
import polars as pl

from paramountcy.web.guidance.tracker.models import Action, State
from paramountcy.web.guidance.tracker.words import due_in_words

SHEET = "Actions"
REF, MARK, STATE, TEXT, DUE = "Reference", "Mark", "State", "What happened", "Due on"
WHAT = "What"
TO_CHANGE = (STATE, TEXT, DUE)
HEADINGS = (REF, WHAT, "Owner", "Due", "Group", "Taken on", STATE, TEXT, DUE, MARK)
WIDTHS = (180, 420, 200, 200, 200, 100, 130, 360, 100, 110)
"""Pixels of each column."""
LARGEST = 4_000_000
"""Bytes of a sheet that is read."""
MOST_ROWS = 5_000
ABOUT = (
    "Change only State, What happened and Due on. Say what happened wherever you change a row. "
    "Dates are written 2026-12-06. Leave Reference and Mark as they are."
)


class NotRead(ValueError):
    """A workbook that can't be read. The message is a sentence."""


def mark_of(action: Any) -> str:
    """What an action is now, in a few letters: they differ as soon as anything of it was changed."""
    last = action.updates.last()
    parts = (
        action.what,
        action.person_id,
        action.organisation_id,
        action.owner_words,
        action.due_on,
        action.due_group_id,
        action.due_words,
        last.pk if last else 0,
    )
    return sha256(repr(parts).encode()).hexdigest()[:12]


def written(rows: Sequence[Any]) -> bytes:
    """The workbook of these actions, which have been through reads.dated. No cell of it is a formula."""
    out = io.BytesIO()
    frame = pl.DataFrame([_cells(one) for one in rows], schema=dict.fromkeys(HEADINGS, pl.String), orient="row")
    wrapped = {"text_wrap": True, "valign": "top", "num_format": "@"}
    frame.write_excel(
        out,
        worksheet=SHEET,
        table_name=SHEET,
        column_widths=dict(zip(HEADINGS, WIDTHS, strict=True)),
        column_formats={
            name: {**wrapped, "bg_color": "#fff7bf"} if name in TO_CHANGE else wrapped for name in HEADINGS
        },
        freeze_panes=(1, 2),
    )
    return out.getvalue()


def _cells(one: Any) -> tuple[str, ...]:
    return (
        one.ref,
        one.what,
        one.owner or "",
        due_in_words(one),
        one.group.name,
        one.since.isoformat(),
        State(one.state).label,
        "",
        one.due_on.isoformat() if one.due_on else "",
        mark_of(one),
    )


@dataclass(frozen=True)
class Row:
    """A row of a sheet that came back: its number in the sheet, and its cells by heading."""

    number: int
    cells: dict[str, str]


def rows_of(content: bytes) -> list[Row]:
    """The rows of a workbook. Raises NotRead with a sentence."""
    logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it warns of every column without a value
    try:
        book = fastexcel.read_excel(content)
        if SHEET not in book.sheet_names:
            raise NotRead(f"The workbook has no sheet {SHEET}: send one that was taken from here.")
        sheet = book.load_sheet(SHEET, header_row=None, dtypes="string", n_rows=MOST_ROWS + 2)
        table = sheet.to_polars().rows()
    except (OSError, fastexcel.FastExcelError) as wrong:
        raise NotRead("The file could not be read: send an .xlsx workbook that was taken from here.") from wrong
    headings = [str(one or "").strip() for one in table[0]] if table else []
    missing = [name for name in (REF, MARK, *TO_CHANGE) if name not in headings]
    if missing:
        raise NotRead(f"The first row of the sheet has no column {', '.join(missing)}: take the sheet anew.")
    if len(table) > MOST_ROWS + 1:
        raise NotRead(f"The sheet has more than {MOST_ROWS:,} rows: send it in parts.")
    found = []
    for number, cells in enumerate(table[1:], 2):
        said = {name: str(cell or "").strip() for name, cell in zip(headings, cells, strict=False) if name}
        if any(said.values()):
            found.append(Row(number, said))
    return found


@dataclass(frozen=True)
class Changed:
    """What a row would change of an action: its state, and its day where `due` is not None ("" takes it away)."""

    row: int
    ref: str
    mark: str
    state: str
    text: str
    due: str | None
    before: str
    due_before: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def changes(rows: Sequence[Row], known: dict[str, Any]) -> tuple[list[Changed], list[str]]:
    """
    What a sheet would change, and the sentences about the rows that are not taken over. `known` are the actions that
    whoever sent it may write in, by reference, each through reads.dated.
    """
    found: list[Changed] = []
    problems: list[str] = []
    seen: set[str] = set()
    for row in rows:
        try:
            made = _change(row, known)
            if made and made.ref in seen:
                raise NotRead("this action stands in the sheet twice, and only the first row is taken.")
        except NotRead as wrong:
            problems.append(f"Row {row.number}: {wrong}")
        else:
            if made:
                seen.add(made.ref)
                found.append(made)
    return found, problems


def _change(row: Row, known: dict[str, Any]) -> Changed | None:
    """What a row would change; None where it changes nothing. Raises NotRead with the rest of a sentence."""
    said = row.cells
    action = known.get(said.get(REF, ""))
    if action is None:
        raise NotRead("there is no action with this reference that you may change.")
    states = {str(one.label): one for one in State}
    state = states.get(said[STATE].casefold())
    if state is None:
        raise NotRead(f"the state is none of {', '.join(states)}.")
    due = _due(said[DUE], action)
    if state == action.state and due is None and not said[TEXT]:
        return None
    if said.get(MARK) != mark_of(action):
        raise NotRead("this action was changed here since the sheet was taken. Open it, and write the change there.")
    if state == State.HANDED_OVER and action.state != State.HANDED_OVER:
        raise NotRead("handing over needs a new owner. Open the action, and hand it over there.")
    if not said[TEXT]:
        raise NotRead(f"it was changed, and the column {TEXT} is empty. Say what happened.")
    return Changed(
        row.number, action.ref, mark_of(action), state.value, said[TEXT], due, State(action.state).label,
        due_in_words(action),
    )  # fmt: skip


def _due(text: str, action: Any) -> str | None:
    """The day of a row where it differs, "" where it was taken away, None where it is the same."""
    if not text:
        return "" if action.due_on else None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError as wrong:
        raise NotRead(f"the column {DUE} has no day that the calendar has. Write it as 2026-12-06.") from wrong
    return None if day == action.due_on else day.isoformat()


def is_as_it_left(action: Action, mark: str) -> bool:
    return mark_of(action) == mark
