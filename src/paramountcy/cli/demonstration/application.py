"""
The web application beside the demo's pages: started in a process of its own, and looked through as its people would.

Where the web application is not installed there is none, and the demo says so.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from paramountcy.cli.demonstration.visitor import Visitor
from paramountcy.cli.terminal import Refused
from paramountcy.web.site.demo_server import Demo, start
from paramountcy.web.site.not_ready import NotReady

MISSING = "The web application is not installed here: pip install 'paramountcy[web]' adds it."
SEEN_BY = ("manager", "administrator", "protection", "partnership")
"""Whose pages are looked through: the first parts of their addresses."""


@contextmanager
def application(folder: Path) -> Generator[Demo | None]:
    """The application, served until the end of the block; None where it is not installed. Raises Refused."""
    if find_spec("django") is None or find_spec("allauth") is None:
        yield None
        return
    try:
        with start(folder) as demo:
            yield demo
    except NotReady as no:
        raise Refused(f"the web application: {no}") from no


def walk_application(demo: Demo) -> Iterator[tuple[str, int]]:
    """
    Sign in as several of its people and visit all that each is led to: each address with the status of its answer.

    Forms are not sent, but for signing in and accepting the terms. Raises Refused where nobody can sign in.
    """
    for person in SEEN_BY:
        email = next(one for one in demo.people if one.startswith(f"{person}@"))
        visitor = Visitor(demo.address)
        visitor.sign_in(email, demo.password)
        yield from visitor.walk()
