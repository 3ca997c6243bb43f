"""`paramountcy demo`: everything made, shown on this computer, and every page of it there."""

import os
import signal
import subprocess
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from paramountcy.cli.demonstration.application import application, walk_application
from paramountcy.cli.demonstration.door import walk, write_door
from paramountcy.cli.demonstration.made import Made
from paramountcy.cli.shelf import open_shelf
from paramountcy.cli.terminal import Refused
from tests.returns.report.browser import chromium, complaints, overflow

PLACE = ["check.html", "figures.html", "site/index.html"]


@pytest.fixture
def made(tmp_path):
    """What the demo makes, but with pages of a line."""
    for name in (*PLACE, "check.xlsx", "figures.xlsx", "figures.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'<p>{name}</p><a href="../index.html">back</a>' if name.startswith("site") else name)
    found = Made(tmp_path, report=None, returned=tmp_path / "return.xml", planted=40, missed=0, pages=112)
    try:
        write_door(found)
    except Exception as why:
        if type(why).__name__ != "NotBuilt":
            raise
        pytest.skip("the stylesheet has not been built here: `make install` builds it")
    return found


def test_the_walk_visits_everything_that_is_linked_to(made):
    with open_shelf(made.folder, first=8400) as server:
        visited = dict(walk(server))
    assert set(visited.values()) == {200}
    assert {f"/{name}" for name in PLACE} <= set(visited)
    assert "/assets/paramountcy.css" in visited


def test_the_walk_finds_what_is_not_there(made):
    (made.folder / "site" / "index.html").write_text('<a href="missing.html">missing</a>')
    with open_shelf(made.folder, first=8410) as server:
        visited = dict(walk(server))
    assert visited["/site/missing.html"] == 404


@pytest.mark.parametrize("width", [1280, 320])
def test_the_first_page_is_for_everybody(made, width):
    with open_shelf(made.folder, first=8420) as server, chromium() as browser:
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.goto(server.address)
        assert overflow(tab) <= 0
        assert complaints(tab) == []
        assert "nobody in any of this is real" in tab.inner_text("body")


def test_the_first_page_leads_to_the_application_where_there_is_one(made):
    page = (made.folder / "index.html").read_text(encoding="utf-8")
    assert "Where people work" not in page
    write_door(made, "http://127.0.0.1:8001/")
    assert 'href="http://127.0.0.1:8001/"' in (made.folder / "index.html").read_text(encoding="utf-8")


def test_without_django_there_is_no_application(tmp_path, monkeypatch):
    monkeypatch.setattr("paramountcy.cli.demonstration.application.find_spec", lambda name: None)
    with application(tmp_path) as none:
        assert none is None


@pytest.mark.slow
def test_people_of_the_application_sign_in_and_find_every_page(tmp_path):
    with application(tmp_path) as demo:
        visited = list(walk_application(demo))
        assert {status for _, status in visited} <= {200, 410}
        assert {"/people/", "/audit/", "/notices/", "/static/paramountcy.css"} <= {path for path, _ in visited}
        wrong = replace(demo, says=demo.says.replace(demo.password, "not-the-password"))
        with pytest.raises(Refused, match="nobody of the demo could sign in"):
            list(walk_application(wrong))


@pytest.mark.slow
def test_the_whole_demo_is_shown_until_it_is_stopped(tmp_path):
    words = [sys.executable, "-m", "paramountcy", "demo", str(tmp_path / "demo"), "--port", "8430"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as demo:
        address = beside = ""
        for line in demo.stdout:
            if line.startswith("Shown at:"):
                address = line.split()[-1]
            if line.startswith("Application:"):
                beside = line.split()[-1]
            if "Press Ctrl+C" in line:
                break
        with urllib.request.urlopen(f"{address}/site/index.html") as page:
            assert b"Applemere" in page.read()
        with urllib.request.urlopen(f"{beside}sign-in/") as page:
            assert b"everybody in it is imagined" in page.read()
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=120) == 0
    assert (Path(tmp_path) / "demo" / "pages" / "figures.docx").exists()
