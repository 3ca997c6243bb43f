"""The page: marked in every section and on every printed page, bounded, text as text, and fit for everybody."""

import io
import re
from dataclasses import replace

import lxml.html
import polars as pl
import pytest

from paramountcy.publication.figures import as_html, words
from paramountcy.publication.figures.words import INTERNAL
from tests.publication.figures import made
from tests.returns.report.browser import chromium, complaints, overflow


@pytest.fixture(scope="module")
def text():
    return as_html.html(made.report())


@pytest.fixture(scope="module")
def tree(text):
    return lxml.html.document_fromstring(text)


def test_every_section_is_marked(tree):
    sections = tree.xpath("//section[not(ancestor::section)]")
    assert len(sections) > 4
    assert all(one.xpath("./p[@class='mark']/text()") == [INTERNAL] for one in sections)
    assert INTERNAL in tree.xpath("string(//aside)")
    assert INTERNAL in tree.xpath("string(//footer)")


def test_a_meta_element_marks_the_file(tree):
    assert tree.xpath("//meta[@name='Paramountcy']/@content") == ["paramountcy-internal-true-counts"]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_each_figure_is_told_with_its_partners_and_its_question(tree):
    for one in made.report().figures:
        section = tree.get_element_by_id(one.number)
        told = " ".join(section.text_content().split())
        for sentence in (words.without_title(one), one.change, one.indicator.asks, one.indicator.says, *one.caveats):
            assert sentence in told
        for partner in one.beside:
            assert partner.says in told
            if partner.number:
                assert section.xpath(f".//a[@href='#{partner.number}']")


def test_the_children_behind_a_figure_are_listed(tree):
    one = made.report().figure("assessments_open_beyond_45_days")
    lists = tree.get_element_by_id(one.number).xpath(".//table[caption[contains(., 'row')]]")
    cells = [[cell.text_content().strip() for cell in row] for table in lists for row in table.xpath("./tbody/tr")]
    assert [row[0] for row in cells] == one.children["child"].to_list()
    assert {row[-1] for row in cells} == set(one.children["place"])


def test_long_lists_are_cut_and_say_so():
    report = made.hostile()
    one = report.figure("referrals")
    long = replace(one, children=pl.concat([one.children] * 100), tally=one.tally)
    tree = lxml.html.document_fromstring(as_html.html(replace(report, figures=(long,))))
    assert len(tree.xpath("//table[contains(caption, 'the first')]/tbody/tr")) == as_html.ROWS
    assert f"{800 - as_html.ROWS} more rows are not on this page" in tree.text_content()


def test_hostile_text_is_text():
    text = as_html.html(made.hostile())
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text


def test_nothing_is_loaded_and_nothing_runs(text, tree):
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert not tree.xpath("//script | //link | //img | //iframe | //*[@style]")
    assert not re.findall(r'(?:src|href)="(?!#)', text)


def test_it_is_written_as_it_is_told(text):
    out = io.BytesIO()
    as_html.write(made.report(), out)
    assert out.getvalue().decode() == text
    assert as_html.html(made.report()) == text


def test_no_worker_is_named(text):
    assert made.WORKER not in text
    assert made.ALONE not in text
    assert not re.search(r"Worker \d", text)


@pytest.mark.parametrize("apart", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_a_browser_and_axe_find_nothing_wrong(tmp_path, apart):
    """With each third figure, which is quick, and with all of them."""
    report = made.report()
    some = tuple(one for at, one in enumerate(report.figures) if at % apart == 0 or one.number == "D2")
    path = tmp_path / "report.html"
    path.write_text(as_html.html(replace(report, figures=some)), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('#D2 details').forEach(one => one.open = true)")
        assert complaints(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(page) <= 0
        assert page.evaluate("document.querySelector('.heading').getBoundingClientRect().top") >= 0
        page.mouse.wheel(0, 5000)
        page.wait_for_function("window.scrollY > 1000")
        assert page.evaluate("document.querySelector('.heading').getBoundingClientRect().top") == 0
        assert said == []


def test_every_printed_page_is_marked(text, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(text, encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        margins = page.evaluate(
            "[...document.styleSheets[0].cssRules].filter(rule => rule.media && rule.media.mediaText == 'print')"
            ".flatMap(rule => [...rule.cssRules]).map(rule => rule.cssText).join(' ')"
        )
        assert "@page" in margins
        assert INTERNAL in margins
