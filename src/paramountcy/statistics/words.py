"""Numbers and lists as sentences write them."""

from collections.abc import Sequence
from datetime import date

MINUS = "−"


def number(value: float, places: int = 1, trim: bool = False) -> str:
    """
    With thousands commas and a real minus sign; nothing is ever written as minus zero.

    >>> number(1234.56), number(-0.04), number(-3, 0), number(95.0, 1, trim=True)
    ('1,234.6', '0.0', '−3', '95')
    """
    text = f"{value:,.{places}f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    digits = text.lstrip("-")
    return digits if not digits.strip("0.,") else text.replace("-", MINUS)


def how_many(count: float, one: str, more: str | None = None) -> str:
    """
    >>> how_many(1, "point"), how_many(1200, "child", "children"), how_many(0, "point")
    ('1 point', '1,200 children', 'no points')
    """
    name = one if count == 1 else more or f"{one}s"
    return f"{number(count, 0)} {name}" if count else f"no {name}"


def together(parts: Sequence[str], most: int | None = None) -> str:
    """
    >>> together(["a", "b", "c"]), together(["a"]), together(list("abcde"), most=3)
    ('a, b and c', 'a', 'a, b, c and 2 more')
    """
    shown = list(parts)
    if most is not None and len(shown) > most:
        shown = [*shown[:most], f"{len(parts) - most} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def p_value(p: float) -> str:
    """
    >>> p_value(0.0004), p_value(0.034), p_value(0.56)
    ('p < 0.001', 'p = 0.034', 'p = 0.56')
    """
    if p < 0.001:
        return "p < 0.001"
    return f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def ordinal(place: int) -> str:
    """
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22, 103)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '103rd']
    """
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending}"


def sentence(text: str) -> str:
    """
    >>> sentence("half were done by day 31")
    'Half were done by day 31.'
    """
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")


def day_in_words(day: date) -> str:
    """
    >>> day_in_words(date(2027, 4, 1))
    '1 April 2027'
    """
    return f"{day.day} {day:%B %Y}"
