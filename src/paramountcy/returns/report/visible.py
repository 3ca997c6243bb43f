"""Text from a file, made safe to look at: what a reader could not see, or what would move the text about, is shown."""

import re

HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, a terminal's escape among them
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # drawn as nothing
    "\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"  # joiners, directions, ends
    "\ud800-\udfff"  # bytes of a file name that are no text
    "\U000e0000-\U000e0fff"  # tags
    "]"
)


def visible(text: str) -> str:
    """
    Show each hidden character by its number.

    >>> visible("A12\\u202e34")
    'A12⟨U+202E⟩34'
    """
    return HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def short(text: str, length: int = 80) -> str:
    """
    At most `length` characters of a text, and how many there were.

    >>> short("abcdef", 3)
    'abc… (6 characters)'
    """
    return text if len(text) <= length else f"{text[:length]}… ({len(text):,} characters)"
