"""The first page of the demo, and the walk through all its pages that makes sure they are there."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import PackageLoader

from paramountcy.cli.demonstration.made import AREA, CHILDREN, SHARE_AT_FAULT, YEAR, Made
from paramountcy.cli.demonstration.visitor import Visitor
from paramountcy.cli.shelf import Shelf
from paramountcy.publication.look.pages import environment, write_assets


def write_door(made: Made, application: str = "") -> Path:
    """The page that leads to everything, and the look that it needs. `application` is where that is served."""
    write_assets(made.folder)
    pages = environment(demonstration=PackageLoader("paramountcy.cli.demonstration"))
    text = pages.get_template("demonstration/door.html").render(
        title="Paramountcy: a demonstration",
        banner="Imagined: nobody in any of this is real.",
        root="",
        area_name=AREA,
        year=str(YEAR),
        children=f"{CHILDREN:,}",
        share=f"{SHARE_AT_FAULT:.0%}",
        planted=f"{made.planted:,}",
        found=f"{made.planted - made.missed:,}",
        pages=f"{made.pages:,}",
        application=application,
    )
    path = made.folder / "index.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def walk(server: Shelf) -> Iterator[tuple[str, int]]:
    """Visit the first page and all that can be reached from it: each address with the status of its answer."""
    yield from Visitor(f"http://127.0.0.1:{server.server_port}").walk()
