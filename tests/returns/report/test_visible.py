"""Hidden characters are shown, all others left alone."""

import unicodedata

from paramountcy.returns.report.visible import visible


def test_everything_that_can_hide_or_move_text_is_shown():
    for number in range(0x110000):
        character = chr(number)
        kind = unicodedata.category(character)
        if kind in ("Cc", "Zl", "Zp", "Cs"):
            assert visible(character) == f"⟨U+{number:04X}⟩"
        elif kind in ("Lu", "Ll", "Nd", "Po", "Sm", "Sc") or character == " ":
            assert visible(character) == character


def test_directions():
    for character in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\xad":
        assert visible(f"a{character}b") == f"a⟨U+{ord(character):04X}⟩b"
