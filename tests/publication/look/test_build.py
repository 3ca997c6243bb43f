"""The stylesheet: what it is built from, what it may not hold, and what is said where there is none."""

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from paramountcy.publication.look import build, pages

LOOK = Path(build.__file__).parent
HOUSE = LOOK.parents[3]


@pytest.fixture
def style():
    if not build.STYLESHEET.exists():
        pytest.skip("the stylesheet has not been built here: `make install` builds it")
    return build.STYLESHEET.read_text(encoding="utf-8")


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Where a build of this test may write."""
    for name in ("STYLESHEET", "ICON"):
        monkeypatch.setattr(build, name, tmp_path / "built" / getattr(build, name).name)
    monkeypatch.setattr(pages, "STYLESHEET", build.STYLESHEET)
    return tmp_path


def test_it_holds_only_what_is_ours_to_use(style):
    assert [words for words in build.NOT_OURS if words.lower() in style.lower()] == []
    assert "font-family:Arial,sans-serif" in style
    assert len(style) < 200_000


def test_it_carries_the_licence_of_what_it_is_made_of(style):
    assert style.startswith("/*!")
    for words in ("GOV.UK Frontend 6.6.0", "MIT licence", "Permission is hereby granted", "WITHOUT WARRANTY"):
        assert words in style
    assert '--govuk-frontend-version: "6.6.0"' in style.replace('version:"', 'version: "')


def test_the_lock_names_no_host_and_a_digest_for_everything():
    lock = json.loads((LOOK / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert {"node_modules/govuk-frontend", "node_modules/sass"} <= set(packages)
    assert "://" not in json.dumps([{"resolved": one.get("resolved", "")} for one in packages.values()])
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    asked = json.loads((LOOK / "package.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == asked["devDependencies"]


def test_every_sheet_is_one_that_make_watches():
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    [rule] = [line for line in makefile.splitlines() if line.startswith("$(STYLE):")]
    for source in ("package.json", "package-lock.json", "*.scss", "icon.svg", "build.py"):
        assert f"$(LOOK)/{source}" in rule


def test_it_can_be_run_before_anything_is_installed():
    bare = "import runpy, sys; sys.exit(bool(runpy.run_path(sys.argv[1])['STYLESHEET'].suffix != '.css'))"
    subprocess.run([sys.executable, "-I", "-S", "-c", bare, str(LOOK / "build.py")], check=True)


def test_where_there_is_none_the_page_is_refused_with_what_to_do(elsewhere):
    with pytest.raises(build.NotBuilt, match=r"python -m paramountcy\.publication\.look\.build"):
        pages.write_assets(elsewhere)
    assert list(elsewhere.iterdir()) == []


def test_where_npm_fails_the_reason_is_said_and_the_old_one_stays(elsewhere, monkeypatch, capsys):
    build.STYLESHEET.parent.mkdir()
    build.STYLESHEET.write_text("the old one")
    npm = elsewhere / "npm.py"
    npm.write_text("import sys; print('npm error request to a registry failed', file=sys.stderr); sys.exit(1)")
    monkeypatch.setattr(build, "_node", lambda folder: (sys.executable, [sys.executable, str(npm)]))
    assert build.main() == 1
    said = capsys.readouterr().err
    assert "npm failed (request to a registry failed)" in said
    assert "The one built earlier is still there." in said
    assert build.COMMAND in said
    assert build.STYLESHEET.read_text() == "the old one"


def test_a_stylesheet_that_names_what_is_not_ours_is_not_written(elsewhere, monkeypatch):
    monkeypatch.setattr(build, "_compiled", lambda folder: "@font-face{font-family:GDS Transport}")
    with pytest.raises(build.NotBuilt, match="GDS Transport"):
        build.build()
    assert not build.STYLESHEET.exists()


@pytest.mark.slow
def test_it_is_built_the_same_again(style, elsewhere):
    assert build.build().read_text(encoding="utf-8") == style


@pytest.mark.slow
def test_it_is_built_the_same_where_there_is_no_npm(style, elsewhere, monkeypatch):
    found = shutil.which
    monkeypatch.setattr(build.shutil, "which", lambda name: None if name in ("npm", "node") else found(name))
    assert build.build().read_text(encoding="utf-8") == style


@pytest.mark.slow
def test_the_wheel_and_the_source_hold_it_and_nothing_of_npm(style, tmp_path):
    uv = shutil.which("uv") or str(HOUSE / ".uv" / "bin" / "uv")
    subprocess.run([uv, "build", "--quiet", "--out-dir", str(tmp_path), str(HOUSE)], check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        names = held.namelist()
        assert held.read("paramountcy/publication/look/built/paramountcy.css").decode() == style
    [source] = tmp_path.glob("*.tar.gz")
    with tarfile.open(source) as held:
        names += held.getnames()
    assert any(name.endswith("look/templates/base.html") for name in names)
    assert [name for name in names if "node_modules" in name] == []
