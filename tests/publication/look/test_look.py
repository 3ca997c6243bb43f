"""The page that all pages stand on: whole without script, readable without its stylesheet, for everybody."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from jinja2 import DictLoader

from paramountcy.publication.look import build, pages
from paramountcy.publication.shape import Chart, Table
from tests.returns.report.browser import chromium, complaints, overflow

LOOK = Path(build.__file__).parent
ALL = """
{% extends "look/base.html" %}
{% import "look/macros.html" as parts %}
{% block main %}
<h1 class="govuk-heading-xl">{{ title }}</h1>
<p class="govuk-body-l">A first sentence.</p>
{{ parts.contents([{"text": "A chart", "to": "#drawn"}]) }}
{{ parts.warning("Something to be careful with.") }}
{{ parts.inset("Words that stand out.", "A label") }}
<h2 class="govuk-heading-l">A chart</h2>
{{ parts.chart(chart, "drawn", csv="data/figures.csv") }}
{{ parts.table(table, "printed") }}
{{ parts.facts([("Unit", "per cent"), ("Source", "an imagined table")]) }}
{{ parts.question("What do the children say?") }}
{{ parts.said(["We have changed how we do it."], "The board", "1 May 2026") }}
<h2 class="govuk-heading-l">Cards</h2>
<ul class="pc-cards">{% for place in range(3) %}<li>
{{ parts.figure_summary("Figure " ~ place, "12.3%", "of referrals", "As it was.", to="#printed", spark=chart) }}
</li>{% endfor %}</ul>
{% call parts.details("More", "more") %}<p class="govuk-body">Hidden words.</p>{% endcall %}
{{ parts.sources(["A source"]) }}
{% endblock %}
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" role="img" aria-label="A line">
<title>A line</title><desc>It goes up.</desc>
<path d="M10 190L470 10" stroke="#12436D" stroke-width="4" fill="none"/></svg>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A folder with a page that holds every part."""
    if not build.STYLESHEET.exists():
        pytest.skip("the stylesheet has not been built here: `make install` builds it")
    folder = tmp_path_factory.mktemp("site")
    wide = Table.of(
        "A wide table", ["Area", *(str(year) for year in range(2011, 2026))], [["Ambleford", *["1,234"] * 15]]
    )
    chart = Chart("A chart", "It goes up & up.", SVG, Table.of("The same", ["Year", "Count"], [["2024", "5"]]))
    template = pages.environment(tests=DictLoader({"all.html": ALL})).get_template("tests/all.html")
    html = template.render(
        title="Every part <b>",
        area="Ambleford",
        root="",
        navigation=[{"text": "Overview", "to": "index.html", "current": True}, {"text": "About", "to": "index.html"}],
        crumbs=[{"text": "Start", "to": "index.html"}, {"text": "Here"}],
        banner="Imagined figures: nobody in them is real.",
        made_on="1 May 2026",
        sources=["Source: an imagined table."],
        chart=chart,
        table=wide,
    )
    (folder / "index.html").write_text(html, encoding="utf-8")
    pages.write_assets(folder)
    return folder / "index.html"


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_stands_in_anybody_s_way(page, width):
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
        said = []
        tab.on("console", lambda line: said.append(line.text))
        tab.goto(page.as_uri())
        assert overflow(tab) <= 0
        styled = tab.evaluate("getComputedStyle(document.querySelector('.pc-header')).backgroundColor")
        assert styled == "rgb(18, 67, 109)", "the stylesheet is loaded under its own policy"
        assert [line for line in said if "Content Security Policy" in line] == []
        assert complaints(tab) == []


def test_a_keyboard_reaches_everything_in_order(page):
    with chromium() as browser:
        tab = browser.new_page()
        tab.goto(page.as_uri())
        reached = []
        for _ in range(30):
            tab.keyboard.press("Tab")
            reached.append(tab.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
    assert "skip-link" in reached[0]
    assert any("<summary" in one for one in reached)
    assert any('aria-labelledby="printed-caption"' in one for one in reached), (
        "a wide table can be scrolled by keyboard"
    )


def test_no_script_no_inline_style_no_other_place(page):
    text = page.read_text()
    assert "<script" not in text
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)
    assert "Every part &lt;b&gt;" in text
    assert text.count("<h1") == 1


def test_it_reads_in_order_without_its_stylesheet(page):
    with chromium() as browser:
        tab = browser.new_page(java_script_enabled=False)
        tab.route("**/*.css", lambda route: route.abort())
        tab.goto(page.as_uri())
        words = tab.inner_text("body")
    places = [
        words.index(part) for part in ("Skip to", "Imagined figures", "Overview", "Every part", "A chart", "Cards")
    ]
    assert places == sorted(places)


def test_only_what_is_ours_to_use():
    if not build.STYLESHEET.exists():
        pytest.skip("the stylesheet has not been built here: `make install` builds it")
    text = build.STYLESHEET.read_text().lower()
    assert not any(words.lower() in text for words in build.NOT_OURS)
    assert "url(" not in text
    assert "mit licence" in text


def test_the_lock_names_no_host():
    lock = json.loads((LOOK / "package-lock.json").read_text())
    packages = [name for name in lock["packages"] if name]
    assert packages
    assert not any("resolved" in lock["packages"][name] for name in packages)
    assert all("integrity" in lock["packages"][name] for name in packages)
    assert lock["packages"][""]["devDependencies"] == json.loads((LOOK / "package.json").read_text())["devDependencies"]


def test_a_stylesheet_that_is_not_there_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "STYLESHEET", tmp_path / "none.css")
    pages.stylesheet.cache_clear()
    with pytest.raises(build.NotBuilt, match=r"paramountcy\.publication\.look\.build"):
        pages.write_assets(tmp_path)
    pages.stylesheet.cache_clear()


@pytest.mark.slow
def test_the_wheel_holds_the_stylesheet_and_no_node_modules(tmp_path):
    root = LOOK.parents[3]
    uv = shutil.which("uv") or str(root / ".uv" / "bin" / "uv")
    subprocess.run([uv, "build", "--wheel", "--quiet", "--out-dir", str(tmp_path), str(root)], check=True)
    [wheel] = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "paramountcy/publication/look/built/paramountcy.css" in names
    assert "paramountcy/publication/look/templates/base.html" in names
    assert not any("node_modules" in name for name in names)


@pytest.mark.slow
def test_it_is_built_the_same_again(tmp_path, monkeypatch):
    before = build.STYLESHEET.read_bytes()
    monkeypatch.setattr(build, "BUILT", tmp_path)
    monkeypatch.setattr(build, "STYLESHEET", tmp_path / "paramountcy.css")
    assert build.build().read_bytes() == before
