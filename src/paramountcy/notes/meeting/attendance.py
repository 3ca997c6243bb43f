"""
Who was there: the head of the notes from "Present" to the first item, one reader for each known layout.

Every reader gives the same rows: name, what stands beside it, the organisation, and whether the person came. The
layouts are name and role parted by a tab or in two columns; organisation and name in two columns; a table with a line
of headings; a line for each person; people in a row, parted by semicolons or commas; a sentence of apologies; and lists
headed Members, Officers or In attendance. Which column holds people is seen from the whole list: where it is not plain,
nothing is claimed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from paramountcy.notes.document import Block, NotRead, Span
from paramountcy.notes.meeting import people
from paramountcy.notes.meeting.names import looks_like_name
from paramountcy.notes.meeting.shape import CERTAIN, GUESS, LIKELY, Confidence, Person

SECTIONS = {
    "present": re.compile(
        r"(?:(?:members|those|people|also)?\s*(?:present|attended|attending)|attendees|attendance(?: list)?|"
        r"participants|members(?: present| attending)?)",
        re.IGNORECASE,
    ),
    "official": re.compile(
        r"(?:(?:also )?in attendance|officers(?: present| in attendance)?|officials(?: present)?|secretariat|"
        r"invited|invitees|guests|observers|advisers|advisors)",
        re.IGNORECASE,
    ),
    "apologies": re.compile(
        r"(?:apologies(?: for absence)?(?: received)?(?: from)?|absent|not present)", re.IGNORECASE
    ),
}
RECEIVED = re.compile(
    r"\bapologies(?: for absence)?(?: (?:were|was|had been|have been))?"
    r"(?: (?:received|given|noted|sent|accepted))? (?:from|by)\s+(?P<people>.+?)(?:\.(?:\s|$)|$)",
    re.IGNORECASE | re.DOTALL,
)
COLUMNS = {
    "name": re.compile(r"name|attendee|member|person|who", re.IGNORECASE),
    "label": re.compile(r"organi[sz]ation|agency|body|representing|employer|service|partner|from", re.IGNORECASE),
    "role": re.compile(r"role|job|title|position|designation|post", re.IGNORECASE),
    "initials": re.compile(r"initials?|abbrev.*", re.IGNORECASE),
    "here": re.compile(r"present|attend.*|apolog.*|here|status|y ?/ ?n", re.IGNORECASE),
}
YES = re.compile(r"y|yes|p|present|✓|✔|√|x|attended|in person|online|teams|1|true|here", re.IGNORECASE)
NO = re.compile(r"n|no|a|ap|apols?|apologies|absent|✗|✘|-|0|false|not present", re.IGNORECASE)
SEMICOLON = re.compile(r";\s*(?:and\s+)?")
COMMA = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+")
IN_A_CELL = re.compile(r",\s*|;\s*")
BRACKETED = re.compile(r"\([^()]*\)")
LONGEST_LINE = 400
"""Characters of a line about one person that are looked at."""
MOST_PEOPLE = 500
INITIALS = re.compile(r"[A-Z]{2,4}")


@dataclass(frozen=True)
class Row:
    """Somebody in a list, before it is known what the words beside the name mean."""

    name: str
    beside: str = ""
    label: str = ""
    initials: str = ""
    here: bool | None = None
    span: Span | None = None
    sure: bool = True


@dataclass
class Attendance:
    """Who came and who sent apologies; `layouts` are those that were known, `unknown` whether a list was not, and
    `unmatched` whether some people could not be matched with their organisations."""

    present: list[Person] = field(default_factory=list)
    apologies: list[Person] = field(default_factory=list)
    layouts: list[str] = field(default_factory=list)
    unknown: bool = False
    unmatched: bool = False


def section_of(text: str) -> tuple[str, str] | None:
    """
    Which list a line begins, and what follows on the line: present, official or apologies.

    >>> section_of("Apologies: Jo Webber"), section_of("In attendance"), section_of("Presented")
    (('apologies', 'Jo Webber'), ('official', ''), None)
    """
    for kind, words in SECTIONS.items():
        if match := re.match(rf"({words.pattern})\s*(?::|\t|[-–]\s|$)", text.strip(" \n"), re.IGNORECASE):
            return kind, text.strip()[match.end() :].strip(" \t:-–")
    return None


def read_attendance(blocks: Sequence[Block], *, marked: bool) -> Attendance:
    """The people in the blocks of the head of notes. Raises NotRead for more than a group can have."""
    found = Attendance()
    kind, gathered = "", list[Block]()
    for block in (*blocks, None):
        text = block.text if block and not block.cells else " ".join(filter(None, block.cells)) if block else ""
        if block and not block.cells and (excused := received(block.text)):
            found.apologies += as_people(excused, block.span, sure=marked)
            continue
        alone = block is not None and (not block.cells or sum(bool(cell) for cell in block.cells) == 1)
        start = section_of(text) if alone else None
        if block is None or start:
            _add(found, kind, gathered, marked=marked)
            kind, gathered = (start[0], []) if start else ("", [])
            if start and start[1] and block:
                gathered.append(replace(block, text=start[1], cells=()))
        elif kind or block.cells:
            kind = kind or "present"
            gathered.append(block)
    if len(found.present) + len(found.apologies) > MOST_PEOPLE:
        raise NotRead(f"it lists more than {MOST_PEOPLE} people, as no meeting of a group has. Give the notes alone.")
    return found


def received(text: str) -> list[str]:
    """
    The people in a sentence that says who sent apologies.

    >>> received("Apologies for absence were received from Ann Lee, Bo Ray (NHS) and Cy Fox.")
    ['Ann Lee', 'Bo Ray (NHS)', 'Cy Fox']
    """
    match = RECEIVED.search(" ".join(text.split()))
    return _in_a_row(match["people"]) if match else []


def _add(found: Attendance, kind: str, blocks: list[Block], *, marked: bool) -> None:
    if not kind or not blocks:
        return
    layout, rows = _rows(blocks)
    if not layout:
        found.unknown = True
    elif layout not in found.layouts:
        found.layouts.append(layout)
    found.unmatched |= bool(layout) and not all(row.sure for row in rows)
    for row in rows:
        confidence: Confidence = (
            GUESS if not layout else CERTAIN if row.sure and (marked or row.label or row.beside) else LIKELY
        )
        person = people.person(row, official=kind == "official", confidence=confidence)
        gone = row.here is False or (kind == "apologies" and row.here is not True)
        (found.apologies if gone else found.present).append(person)


def _rows(blocks: list[Block]) -> tuple[str, list[Row]]:
    """The rows of a list, and the name of the layout; "" where it is none that is known."""
    tabbed = [
        block if block.cells else replace(block, cells=tuple(cell.strip() for cell in re.split(r"\t+", block.text)))
        for block in blocks
    ]
    if sum(len(block.cells) > 1 for block in tabbed) > len(blocks) / 2:
        return _in_columns([block for block in tabbed if any(block.cells)])
    return _in_lines(blocks)


def _in_columns(blocks: list[Block]) -> tuple[str, list[Row]]:
    headings = _headings(blocks[0].cells)
    if headings:
        rows = [row for block in blocks[1:] for row in _under(headings, block)]
        return "table with headings", rows
    width = max(len(block.cells) for block in blocks)
    shares = [_share([block.cells[n] for block in blocks if n < len(block.cells)]) for n in range(width)]
    name = max(range(width), key=lambda n: shares[n])
    if shares[name] < 0.6 or sorted(shares)[-2] > shares[name] - 0.25:
        return "", [Row(name=block.cells[name], span=block.span, sure=False) for block in blocks if block.cells[name]]
    if width == 2 and name == 1:
        return "organisation and name", [row for block in blocks for row in _organisation_first(block)]
    if width > 2 and all(INITIALS.fullmatch(block.cells[0]) for block in blocks):
        return "initials, name and more", [
            Row(block.cells[name], ", ".join(block.cells[name + 1 :]), initials=block.cells[0], span=block.span)
            for block in blocks
        ]
    if name == 0:
        return "name and role", [
            Row(block.cells[0], ", ".join(filter(None, block.cells[1:])), span=block.span) for block in blocks
        ]
    return "", [Row(name=block.cells[name], span=block.span, sure=False) for block in blocks if len(block.cells) > name]


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """Which column is what, where a row is one of headings: it has a name, and every cell is a known heading."""
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        kind = next((kind for kind, words in COLUMNS.items() if words.fullmatch(cell.strip().rstrip(":"))), "")
        kind = kind or ("here" if re.match(r"present|attend", cell, re.IGNORECASE) else "")
        kind = kind or ("label" if re.match(r"organi[sz]ation|agency", cell, re.IGNORECASE) else "")
        if cell and not kind:
            return {}
        if kind:
            found.setdefault(kind, number)
    return found if "name" in found and len(found) > 1 else {}


def _under(headings: dict[str, int], block: Block) -> Iterator[Row]:
    cells = {kind: block.cells[n].strip() if n < len(block.cells) else "" for kind, n in headings.items()}
    mark = cells.get("here", "")
    here = True if YES.fullmatch(mark) else False if NO.fullmatch(mark) else None
    unsure = "here" in headings and here is None
    if cells["name"]:
        yield Row(
            cells["name"],
            cells.get("role", ""),
            cells.get("label", ""),
            cells.get("initials", ""),
            here,
            block.span,
            not unsure,
        )


def _organisation_first(block: Block) -> Iterator[Row]:
    labels, names = block.cells[0].split("\n"), block.cells[1].split("\n")
    matched = len(labels) == len(names)
    sure = matched and 0 not in block.joined  # two organisations, one below the other, can look like a long name
    if not matched:
        labels, names = [""], [", ".join(names)]
    for label, line in zip(labels, names, strict=True):
        for name in _outside_brackets(IN_A_CELL, line.strip().rstrip(".")):
            if name.strip():
                yield Row(name.strip(), label=label.strip(), span=block.span, sure=sure)


def _share(cells: list[str]) -> float:
    """How many of the pieces of a column look like names."""
    pieces = [
        BRACKETED.sub("", piece).strip(" .")
        for cell in cells
        for line in cell.split("\n")
        for piece in _outside_brackets(IN_A_CELL, line)
    ]
    pieces = [piece for piece in pieces if piece]
    return sum(looks_like_name(piece) for piece in pieces) / len(pieces) if pieces else 0.0


def _in_lines(blocks: list[Block]) -> tuple[str, list[Row]]:
    """A line for each person, or people in a row."""
    together = " ".join(block.text for block in blocks)
    if len(_outside_brackets(SEMICOLON, together)) > 1 or len(blocks) == 1:
        names = _in_a_row(together)
        known = bool(names) and all(looks_like_name(_before(name)) for name in names)
        where = Span(blocks[0].start, blocks[-1].span.end, blocks[0].page)
        return "people in a row" if known else "", [Row(*_parted(name), span=where, sure=known) for name in names]
    rows = [Row(*_parted(block.text), span=block.span) for block in blocks]
    known = sum(looks_like_name(row.name) for row in rows) >= 0.8 * len(rows)
    return "a line each" if known else "", [replace(row, sure=looks_like_name(row.name)) for row in rows]


def _in_a_row(text: str) -> list[str]:
    plain = text.strip().rstrip(".")
    pieces = _outside_brackets(SEMICOLON, plain)
    if len(pieces) == 1:
        pieces = _outside_brackets(COMMA, plain)
        if not all(looks_like_name(_before(piece)) for piece in pieces) and looks_like_name(_before(pieces[0])):
            pieces = [plain]  # one person, with a role that has commas
    return [piece.strip() for piece in pieces if piece.strip()]


def _outside_brackets(separator: re.Pattern[str], text: str) -> list[str]:
    """
    A text split where a separator stands outside brackets.

    >>> _outside_brackets(COMMA, "Ann Lee (Chair, DfE), Bo Ray and Cy Fox")
    ['Ann Lee (Chair, DfE)', 'Bo Ray', 'Cy Fox']
    """
    masked = BRACKETED.sub(lambda found: "(" * len(found.group()), text)
    pieces, start = [], 0
    for found in separator.finditer(masked):
        pieces.append(text[start : found.start()])
        start = found.end()
    return [*pieces, text[start:]]


def _before(text: str) -> str:
    return _parted(text)[0]


def _parted(text: str) -> tuple[str, str]:
    """
    A line about a person, as name and what stands beside it.

    >>> _parted("Ann Lee (NHS)"), _parted("Ann Lee – Head of Service"), _parted("Ann Lee, Head, Islington")
    (('Ann Lee', '(NHS)'), ('Ann Lee', 'Head of Service'), ('Ann Lee', 'Head, Islington'))
    """
    line = text.strip()[:LONGEST_LINE]
    match = re.match(
        r"(?P<name>[^(,:;–—]+?)(?:\s*(?:,|:|\s[-–—]\s|–|—)\s*(?P<more>.+)|\s*(?P<bracket>\(.+))?$", line, re.S
    )
    if not match:
        return line, ""
    name, more = match["name"], (match["more"] or match["bracket"] or "").strip()
    if " - " in name:
        name, _, rest = name.partition(" - ")
        more = ", ".join(filter(None, (rest, more)))
    return name.strip(), more


def as_people(names: Sequence[str], span: Span | None, *, sure: bool) -> list[Person]:
    """People of a sentence, such as those who sent apologies; certain where the list of people may be."""
    rows = [Row(*_parted(name), span=span) for name in names]
    return [
        people.person(
            row, official=False, confidence=GUESS if not looks_like_name(row.name) else CERTAIN if sure else LIKELY
        )
        for row in rows
    ]
