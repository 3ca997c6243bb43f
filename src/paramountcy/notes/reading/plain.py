"""
Text and Markdown. Both are read alike, since people write `**bold**` and `- points` in text too.

In Markdown alone, a backslash before a sign and the names of signs (`&amp;`) are read as the sign.
"""

import html
import re

from paramountcy.notes.document import Builder, Document
from paramountcy.notes.reading.decoded import decoded

HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
BULLET = re.compile(r"([ \t]*)[-*+•‣▪◦–]\s+(?=\S)")
RULE = re.compile(r"\s*([-*_=]\s?){3,}$")
TABLE_RULE = frozenset(" \t|:-")
TAGS = re.compile(r"</?(?:sup|sub|b|i|u|em|strong)>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
BOLD = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")


def from_text(content: bytes) -> Document:
    return _read(content, "text")


def from_markdown(content: bytes) -> Document:
    return _read(content, "markdown")


def _read(content: bytes, kind: str) -> Document:
    builder = Builder(kind, content)
    opened, gap, table, in_table = False, True, 0, False
    for number, line in enumerate(decoded(content, builder).split("\n"), 1):
        if not line.strip() or RULE.fullmatch(line):
            gap, in_table = True, False
            continue
        begins_bold = opened or line.lstrip(" #").startswith("**")
        opened ^= len(re.findall(r"\*\*", line)) % 2 == 1
        if line.lstrip().startswith("|"):
            table += not in_table
            in_table = True
            if not (set(line) <= TABLE_RULE and "-" in line):
                builder.add_row(tuple(_plain(cell, kind) for cell in _cells(line)), table, line=number)
            continue
        heading = HEADING.match(line)
        bullet = None if heading or begins_bold else BULLET.match(line)
        mark = heading or bullet
        rest = line[mark.end() :] if mark else line
        builder.add(
            _plain(rest, kind),
            heading=len(heading[1]) if heading else 0,
            listed=1 + len(bullet[1].expandtabs(4)) // 2 if bullet else 0,
            bold=begins_bold,
            gap=gap,
            line=number,
            quoted=line.lstrip().startswith(">"),
        )
        gap = in_table = False
    return builder.done()


def _cells(line: str) -> list[str]:
    inner = re.sub(r"(?<!\\)\|\s*$", "", line.strip().removeprefix("|"))
    return [BREAK.sub("\n", cell).replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(text: str, kind: str) -> str:
    """
    A line without its marks.

    >>> _plain("on 3<sup>rd</sup> May of the *Framework*", "text")
    'on 3rd May of the Framework'
    """
    kept = BREAK.sub("\n", TAGS.sub("", text))
    if kind == "markdown":
        escaped = ESCAPED.sub(lambda found: f"&#{ord(found[1])};", kept)
        return html.unescape(_unmarked(escaped))
    return _unmarked(kept)


def _unmarked(text: str) -> str:
    return EMPHASIS.sub(lambda found: found[1] or found[2], BOLD.sub("", text)).strip(" \r")
