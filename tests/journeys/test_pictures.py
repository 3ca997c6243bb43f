"""Every picture that a page of the documents shows is there, with words for whoever can't see it; none is left over."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"


def test_every_picture_is_shown_and_every_one_shown_is_there():
    shown = set()
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for words, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            found = (page.parent / path).resolve()
            assert found.is_file(), f"{page.name} shows {path}, which is not there"
            assert len(words) > 15, f"{page.name} shows {path} without saying what is in it"
            shown.add(found)
    assert len(shown) >= 8
    left = set(PICTURES.glob("*.png")) - shown
    assert {one.name for one in left} <= OLDER


OLDER = {"children.png", "demo.png", "overview.png", "timeliness.png", "figure.png"}
"""Pictures of the published site, which are kept for its pages."""
