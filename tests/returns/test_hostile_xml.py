"""Files made to take more time or memory than a file of their size may. Each is read by a process of its own."""

import subprocess
import sys
import textwrap

import pytest

from tests.returns.fuzz import MEMORY
from tests.returns.made_returns import large

SIZE = 30_000_000
SECONDS = 60
FIRST = "<Message><Children><Child>"
WHOLE = "<Child><ChildIdentifiers><Sex>F</Sex></ChildIdentifiers></Child>"
RECORDS = "<Child><CINdetails>" + "<PreProceedingsandFGDM/>" * 490 + "</CINdetails></Child>"
EPISODES = "<Child>" + "<CINdetails> x</CINdetails>" * 490 + "</Child>"
VALUES = "<Disabilities>" + "<Disability>x</Disability>" * 490 + "</Disabilities>"
HOSTILE = {
    "children with nothing in them": (FIRST + "</Child>", "<Child/>"),
    "records with nothing in them": (FIRST + "</Child>", RECORDS),
    "records with next to nothing in them": (FIRST + "</Child>", EPISODES),
    "more records than a child has": (FIRST + "<CINdetails>", "<Section47/>"),
    "lists with nothing in them": (
        FIRST,
        "<ChildCharacteristics><Disabilities/></ChildCharacteristics></Child><Child>",
    ),
    "listed values": (FIRST, f"<ChildCharacteristics>{VALUES}</ChildCharacteristics></Child><Child>"),
    "values that come again": (FIRST + "<ChildIdentifiers>", "<Sex>F</Sex>"),
    "one unknown element": (FIRST, "<a/>"),
    "elements in an unknown one": (FIRST + "<a>", "<b></b>"),
    "elements in each other": (FIRST, "<a>"),
    "elements of different names": (FIRST, "<a%d/>"),
    "attributes of different names": (FIRST, '<CINdetails a%d=""/>'),
    "attributes": (FIRST, '<CINdetails a="" b="" c="" d=""/>'),
    "attributes of one element": (FIRST + "<a", ' a%d=""'),
    "one value": (FIRST + "<ChildIdentifiers><Sex>", "x"),
    "one value of signs of every width": (FIRST + "<ChildIdentifiers><Sex>😀", "xxxxxxxxxxxxxxxxxxxxxxxé"),
    "one value of entities": (FIRST + "<ChildIdentifiers><Sex>", "&#65;"),
    "text between elements": (FIRST, "x"),
    "pieces of text between elements": (FIRST, "x<!---->"),
    "blanks": (FIRST, "\n"),
    "a comment": (FIRST + "<!--", "x"),
    "a comment before the root": ("<!--", "x"),
    "comments before the root": ("", "<!---->"),
    "a section": (FIRST + "<![CDATA[", "x"),
    "an instruction": (FIRST + "<?a ", "x"),
    "a name": (FIRST + "<", "x"),
    "a value of an attribute": (FIRST + "<a b='", "x"),
    "brackets": (FIRST + "</Child>", "<"),
    "other brackets": (FIRST + "</Child>", ">"),
    "children and one accent": ("<Message><!-- é --><Children>", WHOLE),
    "sources": ("<Message><Header>", "<Source/>"),
    "headers": ("<Message>", "<Header/>"),
    "a namespace for each": (FIRST, '<CINdetails xmlns="a" xmlns:b="c"/>'),
}


def read_apart(path) -> tuple[float, int]:
    """Seconds and bytes of memory that reading a file takes, what Python and Polars take by themselves included."""
    program = """
        import re, sys, time
        from paramountcy.returns.cin.tables import CIN
        from paramountcy.returns.read_xml import read
        from paramountcy.returns.shape import Unreadable
        began = time.process_time()
        try:
            read(sys.argv[1], CIN)
        except Unreadable:
            pass
        print(time.process_time() - began, re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), path], capture_output=True, text=True, check=True, timeout=300
    )
    seconds, held = run.stdout.split()
    return float(seconds), int(held) * 1024


def repeated(first: str, again: str) -> bytes:
    """A text of SIZE bytes: a beginning, then the same again and again, numbered where it has a %d."""
    times = SIZE // len(again.encode())
    if "%d" in again:
        return (first + "".join(again % n for n in range(SIZE // (len(again) + 5)))).encode()
    return (first + again * times).encode()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process how much memory it alone has held")
@pytest.mark.parametrize(("first", "again"), HOSTILE.values(), ids=HOSTILE.keys())
def test_no_file_takes_more_than_its_share(tmp_path, first, again):
    path = tmp_path / "hostile.xml"
    path.write_bytes(repeated(first, again))
    seconds, held = read_apart(path)
    assert seconds < SECONDS
    assert held < 6 * path.stat().st_size + MEMORY


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process how much memory it alone has held")
@pytest.mark.parametrize("is_plain", [True, False])
def test_a_large_return_takes_little_memory(tmp_path, is_plain):
    path = tmp_path / "large.xml"
    data = large(100_000)
    path.write_bytes(data if is_plain else data.replace(b"</Message>", b"<!-- --></Message>x"))
    _, held = read_apart(path)
    assert held < 2 * len(data) + MEMORY
