"""The first page of the demo, and the walk through all its pages that makes sure they are there."""

import http.client
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import PackageLoader

from paramountcy.cli.demonstration.made import AREA, CHILDREN, SHARE_AT_FAULT, YEAR, Made
from paramountcy.cli.shelf import Shelf
from paramountcy.publication.look.pages import environment, write_assets

LINKS = re.compile(r'(?:href|src)="([^"#?]+)')


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
    waiting, seen = ["/"], {"/"}
    talk = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    while waiting:
        path = waiting.pop()
        talk.request("GET", path)
        answer = talk.getresponse()
        body = answer.read()
        yield path, answer.status
        if answer.getheader("Content-Type", "").startswith("text/html"):
            for link in LINKS.findall(body.decode("utf-8")):
                to = _whole(path, link)
                if to and to not in seen:
                    seen.add(to)
                    waiting.append(to)
    talk.close()


def _whole(page: str, link: str) -> str:
    """Where a link of a page leads on this server; "" for one that leads elsewhere."""
    if re.match(r"[a-z]+:", link):
        return ""
    parts = [] if link.startswith("/") else page.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(part for part in parts if part)
