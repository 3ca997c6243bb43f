"""The page that all pages stand on: whole without script, readable without its stylesheet, for everybody."""

import re

import lxml.html
import pytest
from jinja2 import UndefinedError

from paramountcy.publication.look import build
from paramountcy.publication.look.pages import POLICY
from tests.publication.look import everything
from tests.returns.report.browser import chromium, complaints, overflow

FOCUSABLE = "a[href], summary, [tabindex='0']"
SEEN = """element => { const look = getComputedStyle(element);
    return [look.backgroundColor, look.boxShadow, look.outlineColor, look.outlineWidth].join() }"""
CONTRAST = """([selector, what, against]) => {
    const light = text => { const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map(part => {
        const share = part / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4 });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b };
    const [one, other] = [getComputedStyle(document.querySelector(selector))[what],
        getComputedStyle(document.querySelector(against)).backgroundColor].map(light);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) }"""

EDGES = [
    (".pc-header__name", "color", ".pc-header", 4.5),
    (".pc-header__area", "color", ".pc-header", 4.5),
    (".pc-navigation a", "color", ".pc-navigation", 4.5),
    (".pc-banner", "color", ".pc-banner", 4.5),
    (".pc-footer p", "color", ".pc-footer", 4.5),
    (".pc-question p", "color", ".pc-question", 4.5),
    (".pc-no-figure", "color", "body", 4.5),
    (".pc-card__unit", "color", "body", 4.5),
    (".pc-navigation [aria-current]", "borderBottomColor", ".pc-navigation", 3.0),
    (".pc-sub-navigation [aria-current]", "borderBottomColor", "body", 3.0),
    (".pc-card", "borderTopColor", "body", 3.0),
    (".pc-question", "borderLeftColor", ".pc-question", 3.0),
]
"""Words against what they stand on (WCAG 1.4.3), and lines that say something against what is beside them (1.4.11)."""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page with every part."""
    if not build.STYLESHEET.exists():
        pytest.skip("the stylesheet has not been built here: `make install` builds it")
    return everything.write(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def tree():
    return lxml.html.fromstring(everything.html())


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_stands_outside_the_window(page, browser, width):
    tab = browser.new_page(viewport={"width": width, "height": 900})
    said = []
    tab.on("console", lambda line: said.append(line.text))
    tab.goto(page.as_uri())
    tab.wait_for_load_state("networkidle")
    assert said == [], "its own policy hinders nothing"
    assert tab.evaluate("getComputedStyle(document.querySelector('.pc-header')).backgroundColor") == "rgb(18, 67, 109)"
    assert overflow(tab) <= 0
    tab.locator("summary").first.click()
    assert overflow(tab) <= 0
    assert complaints(tab) == []
    tab.close()


def test_a_wide_table_scrolls_within_itself_and_its_caption_is_in_sight(page, browser):
    tab = browser.new_page(viewport={"width": 320, "height": 900})
    tab.goto(page.as_uri())
    region = tab.locator("#wide").locator("..")
    wide, seen = region.evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert wide > seen + 300
    caption = tab.locator("#wide-caption").bounding_box()
    assert caption["x"] + caption["width"] <= 320
    region.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("one => one.scrollLeft > 0", arg=region.element_handle())
    tab.close()


def test_a_keyboard_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(page, browser):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(page.as_uri())
    hidden = "one => !one.closest('details:not([open])') || one.matches('summary')"
    there = tab.evaluate(f'[...document.querySelectorAll("{FOCUSABLE}")].filter({hidden}).map(one => one.outerHTML)')
    plain = tab.locator("main .govuk-link").first.evaluate(SEEN)
    reached = []
    for _ in there:
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("document.activeElement.outerHTML"))
        assert tab.evaluate(f"({SEEN})(document.activeElement)") != plain
    assert reached == there
    assert "Skip to main content" in reached[0]
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement === document.body"), "and leads out again"
    tab.close()


def test_the_skip_link_leads_past_what_is_the_same_on_every_page(page, browser):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(page.as_uri())
    tab.keyboard.press("Tab")
    assert tab.locator(".govuk-skip-link").bounding_box()["width"] > 50
    with tab.expect_navigation(url="**/*#*"):
        tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    tab.close()


def test_all_of_it_works_without_scripts(page, browser):
    tab = browser.new_page(java_script_enabled=False)
    tab.goto(page.as_uri())
    assert not tab.get_by_text("Hidden words.").is_visible()
    tab.get_by_text("More", exact=True).click()
    tab.get_by_text("Hidden words.").wait_for()
    tab.close()


def test_it_reads_in_order_without_its_stylesheet(page, browser):
    tab = browser.new_page()
    tab.route("**/*.css", lambda route: route.abort())
    tab.goto(page.as_uri())
    words = tab.inner_text("body")
    tab.close()
    parts = ["Skip to", "Imagined figures", "Overview", "Start", "Every", "A first sentence", "On this page"]
    parts += ["Something to be careful with", "It goes up & up", "The same as a table", "A wide table", "A note about"]
    parts += ["What do the children say?", "We have changed", "Figure 0", "12.3%", "The figure after", "Made on 1 May"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


def test_on_paper_there_is_no_way_to_press_and_nothing_hidden(page, browser):
    tab = browser.new_page(viewport={"width": 680, "height": 900})
    tab.goto(page.as_uri())
    tab.emulate_media(media="print")
    for gone in (".pc-navigation", ".pc-sub-navigation", ".govuk-breadcrumbs", ".govuk-pagination", ".pc-contents"):
        assert not tab.locator(gone).is_visible(), gone
    assert tab.get_by_text("Imagined figures").is_visible()
    assert tab.get_by_text("Hidden words.").is_visible()
    assert tab.locator("#drawn-as-table").is_visible()
    assert tab.locator("#wide").evaluate("one => getComputedStyle(one.parentElement).overflowX") == "visible"
    assert tab.locator(".pc-header").evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    tab.close()


def test_our_own_colours_can_be_told_apart(page, browser):
    tab = browser.new_page()
    tab.goto(page.as_uri())
    for selector, what, against, least in EDGES:
        assert tab.evaluate(CONTRAST, [selector, what, against]) >= least, selector
    tab.close()


def test_where_colours_are_somebody_s_own_the_parts_still_have_edges(page, browser):
    tab = browser.new_page(forced_colors="active")
    tab.goto(page.as_uri())
    for part in (".pc-card", ".pc-question", ".pc-banner", ".pc-header"):
        style, width = tab.locator(part).first.evaluate(
            "one => [getComputedStyle(one).borderBottomStyle, getComputedStyle(one).borderBottomWidth]"
        )
        assert (style, width) == ("solid", "1px"), part
    tab.close()


def test_it_holds_no_script_no_inline_style_and_nothing_from_elsewhere(tree):
    assert tree.xpath("//script | //style | //*[@style] | //iframe") == []
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []
    loaded = tree.xpath("//link/@href | //img/@src")
    assert sorted(loaded) == ["assets/icon.svg", "assets/paramountcy.css"]
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == POLICY
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_its_head_says_what_it_is(tree):
    assert tree.get("lang") == "en-GB"
    title = tree.findtext("head/title")
    assert title == "<b>Every</b> “part” ⟨U+202E⟩of it – Bournemouth, Christchurch and Poole – Children’s social care"
    assert tree.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == len(tree.xpath("//footer[@class='pc-footer']")) == 1


def test_every_name_on_it_is_its_own(tree):
    names = tree.xpath("//*[not(ancestor-or-self::svg)]/@id")
    assert len(names) == len(set(names))
    labels = [name for labelled in tree.xpath("//@aria-labelledby") for name in labelled.split()]
    assert set(labels) <= set(tree.xpath("//@id"))


def test_tables_name_their_rows_and_columns(tree):
    [wide] = tree.xpath("//table[@id='wide']")
    assert len(wide.xpath("thead//th[@scope='col']")) == 16
    assert [one.text for one in wide.xpath("tbody/tr/th[@scope='row']")] == ["Ambleford", "Brackwater"]
    assert len(wide.xpath(".//td[contains(@class, 'numeric')]")) == 30
    assert [one.text for one in wide.xpath(".//td[contains(@class, 'pc-no-figure')]")] == ["too few"]
    assert "There is nothing to show." in tree.xpath("//table[@id='empty']")[0].text_content()


def test_a_long_table_behind_a_line_stays_off_paper():
    long = everything.Table.of("Long", ["Area", "Share"], [[str(place), "1%"] for place in range(152)])
    chart = everything.Chart("One", "A sentence.", everything.svg("one"), long)
    template = '{% import "look/macros.html" as parts %}{{ parts.chart(chart, "one") }}'
    assert "pc-not-on-paper" in everything.html(template, chart=chart)
    assert "pc-not-on-paper" not in everything.html(template)


@pytest.mark.parametrize("written", ["{{ titel }}", "{{ chart.say }}", "{% for one in navigatoin %}{% endfor %}"])
def test_a_name_misspelt_in_a_template_is_an_error_and_no_hole(written):
    with pytest.raises(UndefinedError):
        everything.html(written)


def test_what_may_be_left_out_may_be_left_out():
    page = everything.html('{% extends "look/base.html" %}{{ row.there.not }}', banner="", crumbs=[], row={}, area="")
    assert "pc-banner" not in page
    assert "govuk-breadcrumbs" not in page
    assert re.search(r"<title>[^–]+ – Children’s social care</title>", page)
