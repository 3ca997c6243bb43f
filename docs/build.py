"""Build the generated pages of docs/reference/. With --check: change nothing, and fail where one is out of date."""

import sys
from pathlib import Path

from paramountcy.cli.reference import page as command_line
from paramountcy.indicators.pages import pages as indicator_pages
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.pages import pages

REFERENCE = Path(__file__).parent / "reference"


def generated() -> dict[Path, str]:
    """Every generated page, by where it stands."""
    found = {REFERENCE / "cin" / path: text for path, text in pages(CENSUS).items()}
    found |= {REFERENCE / path: text for path, text in indicator_pages().items()}
    found[REFERENCE / "command-line.md"] = command_line()
    return found


def main() -> int:
    wanted = generated()
    there = [*(REFERENCE / "cin").rglob("*.md")]
    wrong = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    left = [path for path in there if path not in wanted]
    if "--check" in sys.argv:
        for path in (*wrong, *left):
            print(f"{path.relative_to(REFERENCE.parent.parent)} is out of date: `make docs`")
        return 1 if wrong or left else 0
    for path in left:
        path.unlink()
    for path in wrong:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    print(f"{len(wrong)} pages written, {len(left)} removed, {len(wanted) - len(wrong)} as they were")
    return 0


if __name__ == "__main__":
    sys.exit(main())
