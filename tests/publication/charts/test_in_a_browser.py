"""Charts as people see them: no word over another, nothing off the paper, nothing that axe finds, small and large."""

from html import escape

import pytest

from tests.publication.charts.samples import hard, typical
from tests.returns.report.browser import chromium, complaints, overflow

CROSSED = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
    const name = svg.querySelector('title').textContent
    const paper = svg.viewBox.baseVal
    const words = [...svg.querySelectorAll('text')].map(one => [one.textContent, one.getBBox()])
    const off = words.filter(([, a]) => a.x < -0.5 || a.y < -0.5 || a.x + a.width > paper.width + 0.5
        || a.y + a.height > paper.height + 0.5).map(([text]) => `${name}: ${text} is off the paper`)
    const over = words.flatMap(([text, a], place) => words.slice(place + 1)
        .filter(([, b]) => a.x + 0.3 < b.x + b.width && b.x + 0.3 < a.x + a.width
            && a.y + 0.3 < b.y + b.height && b.y + 0.3 < a.y + a.height)
        .map(([other]) => `${name}: ${text} | ${other}`))
    return [...off, ...over]
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page that holds every chart under its heading."""
    charts = (typical() | hard()).values()
    body = "".join(f"<section><h2>{escape(one.title)}</h2>{one.svg}</section>" for one in charts)
    file = tmp_path_factory.mktemp("charts") / "charts.html"
    file.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Charts</title><main><h1>Charts</h1>{body}</main></html>",
        encoding="utf-8",
    )
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 600, "height": 800})
        opened.goto(file.as_uri())
        yield opened


def test_no_word_stands_on_another(page):
    assert page.locator("svg text").count() > 200
    assert page.evaluate(CROSSED) == []


def test_the_check_sees_words_that_do(page):
    fresh = page.context.browser.new_page()
    fresh.set_content(
        '<svg viewBox="0 0 99 99"><title>A</title><text x="9" y="40">one</text><text x="12" y="44">two</text>'
        '<text x="90" y="90">far away</text></svg>'
    )
    assert fresh.evaluate(CROSSED) == ["A: far away is off the paper", "A: one | two"]
    fresh.close()


def test_axe_finds_nothing(page):
    assert complaints(page) == []


def test_charts_fit_the_narrowest_screen_and_stay_legible(page):
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('svg text')].map(one => 17 * one.getScreenCTM().a).filter(size => size)"
    )
    assert min(sizes) > 10
    page.set_viewport_size({"width": 600, "height": 800})
