"""
The list of who joined a Teams call (.csv), which has people and times and no notes.

It is read as a table with headings, so that it gives people as other lists do. Times of joining, addresses and numbers
of accounts are left out: who was there is all that is asked.
"""

import csv
import re

from paramountcy.notes.document import Builder, Document, NotRead
from paramountcy.notes.reading.decoded import decoded

NAME = re.compile(r"(?:full )?name|participant", re.IGNORECASE)
ROLE = re.compile(r"role", re.IGNORECASE)
TITLE, START = "meeting title", "start time"
NO_LIST = (
    "no list of who joined a call is in it: there is no line of headings with Name. Give the notes as .docx or .txt."
)
ORGANISER = ("organizer", "organiser")


def from_attendance(content: bytes) -> Document:
    """The people of an attendance list. Raises NotRead where it is none."""
    builder = Builder("attendance", content)
    text = decoded(content, builder)
    dialect = "\t" if text.count("\t") > text.count(",") else ","
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.split("\n"), delimiter=dialect)]
    places = [n for n, row in enumerate(rows) if row and NAME.fullmatch(row[0]) and len(row) > 1]
    if not places:
        raise NotRead(NO_LIST)
    for row in rows[: places[0]]:
        if len(row) > 1 and row[0].lower() == TITLE:
            builder.add(row[1])
        elif len(row) > 1 and row[0].lower() == START:
            builder.add(_day_as_written(row[1]))
    builder.add("Present")
    builder.add_row(("Name", "Role"), 1)
    role = next((n for n, cell in enumerate(rows[places[0]]) if ROLE.fullmatch(cell)), None)
    seen = set()
    for row in rows[places[0] + 1 :]:
        if not row or not row[0]:
            break
        if row[0] not in seen:
            seen.add(row[0])
            said = row[role] if role is not None and role < len(row) else ""
            builder.add_row((_turned(row[0]), "" if said.lower() not in ORGANISER else "Organiser"), 1)
    builder.warnings.append(
        "It is the list of who joined a call: look whether everybody who came is in it, and who chaired."
    )
    return builder.done()


def _turned(name: str) -> str:
    """
    A name in its usual order, without what an organisation adds to it in brackets.

    >>> _turned("WEBBER, Jo (NHS CONFEDERATION)"), _turned("Jo Webber (Guest)")
    ('Jo Webber (NHS CONFEDERATION)', 'Jo Webber')
    """
    plain = re.sub(r"\s*\((?:guest|unverified|external)\)", "", name, flags=re.IGNORECASE)
    match = re.fullmatch(r"([^,(]+),\s*([^,(]+?)(\s*\(.*\))?", plain)
    if not match:
        return plain
    surname = match[1].title() if match[1].isupper() else match[1]
    return f"{match[2]} {surname}{match[3] or ''}"


def _day_as_written(text: str) -> str:
    """The day of a start such as 11/3/25, 2:00:12 PM, written month first; left out where it can be either."""
    match = re.match(r"(\d{1,2})/(\d{1,2})/(\d{2,4})", text)
    if not match or (int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]):
        return ""
    day, month = (match[1], match[2]) if int(match[1]) > 12 else (match[2], match[1])
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    return f"{day}/{month}/{year}"
