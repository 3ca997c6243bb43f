"""
Breaking returns: made ones, changed by a seed in ways that files go wrong, or that someone may try.

Some of the ways leave a file plain, so that the scanner is held against the element reader on
what it does read, and not only on what it gives up.
"""

import random
import re
from collections.abc import Callable

from paramountcy.terms.year import Year
from tests.returns.made_returns import Style, made

TOKENS = (
    *(
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<?a b?>",
        b"<!-- c -->",
        b"\0",
        b"\x0b",
        b"\r",
        b"\r\n",
    ),
    *(
        b"\n",
        b"\t",
        b" ",
        b"&amp;",
        b"&#10;",
        b"&#0;",
        b"&#x10FFFF;",
        b"&lol;",
        b"\xef\xbb\xbf",
        b"\xff",
        b"\xc3",
        b"\x85",
    ),
    *(
        "é\u2028\ufffe😀".encode(),
        b"<Sex>",
        b"</Child>",
        b"<Child>",
        b"<Child/>",
        b"<Reviews/>",
        b"<Children>",
        b"<Odd>",
    ),
    *(b"</Odd>", b"<Odd/>", b"</Message>", b' a="1"', b' xmlns="x"', b"/", b"<Disability>", b"<Sex>F</Sex>", b"]]"),
)
ELEMENT = re.compile(rb"<([A-Za-z0-9]+)>(?:[^<]*|.*?)</\1>", re.DOTALL)
VALUE = re.compile(rb"(?<=>)[^<>\s][^<>]*(?=</)")
GAP = re.compile(rb"(?<=>)\s*(?=<)")
NAME = re.compile(rb"</?([A-Za-z0-9]+)>")


def broken(seed: str) -> bytes:
    """A return broken in one to three ways; the same for the same seed."""
    chance = random.Random(seed)
    style = Style(chance.choice(["", " ", "\t", "  "]), chance.choice(["\n", "\n", "\r\n"]))
    year = Year(chance.randint(2014, 2027))
    data = made(chance, year=year, children=chance.randint(1, 3), style=style).text.encode()
    for _ in range(chance.choice([1, 1, 2, 3])):
        data = chance.choice(WAYS)(chance, data)
    return data


def flip(chance: random.Random, data: bytes) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.choice(b"<>&/ \r\n\t\0\x80xA1\"'-!?=") if data else 0
    return bytes(changed)


def put_in(chance: random.Random, data: bytes) -> bytes:
    """Put something in somewhere."""
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(TOKENS) * chance.choice([1, 1, 1, 2, 500]) + data[at:]


def put_in_between(chance: random.Random, data: bytes) -> bytes:
    """Put something in between two tags, or in a value."""
    places = [*GAP.finditer(data), *VALUE.finditer(data)]
    at = chance.choice(places).start() if places else 0
    return data[:at] + chance.choice(TOKENS) + data[at:]


def cut(chance: random.Random, data: bytes) -> bytes:
    """Cut the file off."""
    return data[: chance.randint(0, len(data))]


def cut_out(chance: random.Random, data: bytes) -> bytes:
    """Lose a piece."""
    first = chance.randint(0, len(data))
    return data[:first] + data[first + chance.choice([1, 3, 30, 300]) :]


def repeat(chance: random.Random, data: bytes) -> bytes:
    """Repeat a piece."""
    first = chance.randint(0, len(data))
    last = first + chance.choice([1, 10, 100, 1000])
    return data[:last] + data[first:last] * chance.choice([1, 1, 5]) + data[last:]


def _element(chance: random.Random, data: bytes) -> tuple[int, int]:
    """Where an element begins and ends."""
    found = ELEMENT.search(data, chance.randint(0, len(data)))
    return found.span() if found else (0, 0)


def take_out_element(chance: random.Random, data: bytes) -> bytes:
    """Lose an element."""
    first, last = _element(chance, data)
    return data[:first] + data[last:]


def repeat_element(chance: random.Random, data: bytes) -> bytes:
    """Repeat an element, up to more often than any child can have it."""
    first, last = _element(chance, data)
    return data[:last] + data[first:last] * chance.choice([1, 1, 3, 600]) + data[last:]


def move_element(chance: random.Random, data: bytes) -> bytes:
    """Move an element, most often to where it does not belong."""
    first, last = _element(chance, data)
    rest = data[:first] + data[last:]
    places = list(GAP.finditer(rest))
    at = chance.choice(places).start() if places else 0
    return rest[:at] + data[first:last] + rest[at:]


def rename(chance: random.Random, data: bytes) -> bytes:
    """Give every element of a name another."""
    names = sorted({found[1] for found in NAME.finditer(data)})
    if not names:
        return data
    old = chance.choice(names)
    new = chance.choice([*names, b"Odd", old.lower(), old + b"s", old[:-1] or b"a", b"x" * 70, b"cin:" + old])
    return re.sub(rb"(</?)%s>" % old, rb"\g<1>%s>" % new, data)


def empty(chance: random.Random, data: bytes) -> bytes:
    """Empty an element, in one of the ways there are."""
    first, last = _element(chance, data)
    found = NAME.match(data, first)
    if not found:
        return data
    name = found[1]
    how = chance.choice([b"<%s/>", b"<%s></%s>", b"<%s> </%s>", b"<%s>\n</%s>", b"<%s><!-- --></%s>"])
    return data[:first] + how.replace(b"%s", name) + data[last:]


def change_value(chance: random.Random, data: bytes) -> bytes:
    """Change a value; the file may stay plain."""
    values = list(VALUE.finditer(data))
    if not values:
        return data
    value = chance.choice(values)
    text = chance.choice([b"x", b"a b", b" a", b"a ", b"a\tb", b"a\nb", b"2026-02-30", b"=1+1", b"y" * 40, b"z" * 1001])
    return data[: value.start()] + text + data[value.end() :]


def change_gaps(chance: random.Random, data: bytes) -> bytes:
    """Change the white space between tags; a plain file stays plain."""
    return GAP.sub(
        lambda gap: gap[0] if chance.random() < 0.7 else chance.choice([b"", b" ", b"\n\n", b"\t", b"\r\n"]), data
    )


def change_lines(chance: random.Random, data: bytes) -> bytes:
    """End lines in another way."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\r", b"\n\n"]))


def encode(chance: random.Random, data: bytes) -> bytes:
    """Write the file in another encoding, whatever its first line says, or have that say another."""
    text = data.decode("latin-1").replace("DfE", "DfÉ")
    text = text.replace(
        "UTF-8", chance.choice(["UTF-8", "UTF-16", "windows-1252", "ISO-8859-1", "UTF-7", "x" * 99, ""])
    )
    return text.encode(
        chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"]), errors="replace"
    )


def nest(chance: random.Random, data: bytes) -> bytes:
    """Put elements in each other, deep."""
    depth, name = chance.choice([5, 99, 5_000]), chance.choice([b"a", b"Child", b"CINdetails"])
    places = list(GAP.finditer(data))
    at = chance.choice(places).start() if places else 0
    close = chance.choice([b"</%s>" % name * depth, b""])
    return data[:at] + b"<%s>" % name * depth + close + data[at:]


def bomb(chance: random.Random, data: bytes) -> bytes:
    """Declare entities that grow, or that name other files."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    inside = chance.choice(
        [
            f'<!ENTITY l0 "lol">{laughs}',
            f'<!ENTITY l9 "{"x" * 50_000}">',
            '<!ENTITY l9 SYSTEM "file:///etc/passwd">',
            '<!ENTITY % l9 SYSTEM "http://127.0.0.1:9/x.dtd"> %l9;',
            '<!ATTLIST Message a CDATA "1">',
        ]
    )
    declared = b"<!DOCTYPE Message [" + inside.encode() + b"]>"
    at = max(0, data.find(b"<Message"))
    return data[:at] + declared + data[at:].replace(b"<Sex>", b"<Sex>&l9;")


def make_long(chance: random.Random, data: bytes) -> bytes:
    """Put in something of great length."""
    size = chance.choice([999, 1_001, 70_000, 1_500_000])
    long = chance.choice(
        [
            b"x" * size,
            b" " * size,
            b"<!--" + b"-x" * (size // 2) + b"-->",
            b"<" + b"x" * size + b"/>",
            b'<Odd a="' + b"x" * size + b'"/>',
            b"<Odd " + b" ".join(b'a%d="1"' % n for n in range(size // 100)) + b"/>",
            b"".join(b"<a%d/>" % n for n in range(size // 100)),
            b"&#65;" * (size // 50),
            "é😀".encode() * (size // 50),
        ]
    )
    places = [*GAP.finditer(data), *VALUE.finditer(data)]
    at = chance.choice(places).start() if places else 0
    return data[:at] + long + data[at:]


WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip,
    put_in,
    put_in_between,
    cut,
    cut_out,
    repeat,
    take_out_element,
    repeat_element,
    move_element,
    rename,
    empty,
    change_value,
    change_value,
    change_gaps,
    change_gaps,
    change_lines,
    encode,
    nest,
    bomb,
    make_long,
)
