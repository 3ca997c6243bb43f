"""The HTML report: one file, no script, text as text, bounded, and the same in a real browser."""

import base64
import hashlib
import io
import re
import time
from dataclasses import replace
from itertools import pairwise

import lxml.html
import polars as pl
import pytest

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.report import as_html
from paramountcy.returns.report.anonymous import anonymous
from tests.returns.report.browser import chromium, complaints, overflow
from tests.returns.report.made_report import HOSTILE, clean, large, made

REPORTS = {
    "made": made,
    "clean": clean,
    "anonymous": lambda: anonymous(made(), CIN),
    "large": lambda: large(90, broken=3),
}


@pytest.fixture(scope="module")
def page():
    return lxml.html.fromstring(as_html.html(made()))


@pytest.fixture(scope="module")
def text(page):
    return re.sub(r"\s+", " ", page.text_content())


def test_it_is_headed_and_says_what_was_checked(page, text):
    assert page.xpath("//title")[0].text.startswith("Children's personal data: Children in need census 2026-27")
    for said in (
        "Children's personal data.",
        "34.2 MB (34,212,345 bytes)",
        made().head.sha256,
        "21 November 2026, 22:05 UTC",
        "Paramountcy 0.1.0",
        "CIN 2026-27, 121 rules, version 1",
        "Found 3 structure findings, 10 errors and 5 queries, in the records of 9 of 9 children.",
        "No row of Disabilities could be read.",
        "Not confirmed against the published list",
        "The conference was held on a Saturday.",
    ):
        assert said in text


def test_the_parts_stand_in_order(page):
    assert page.xpath("//main//h2/@id") == [
        "summary",
        "by-rule",
        "by-child",
        "not-run",
        "not-confirmed",
        "accepted",
        "teams",
        "kept",
    ]
    levels = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_policy_allows_this_style_and_nothing_else(page):
    style = page.xpath("string(//style)")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not page.xpath("//script | //link | //img | //iframe | //*[@style] | //*[@onerror] | //*[@onclick]")
    assert all(address.startswith("#") for address in page.xpath("//@href | //@src"))
    assert "url(" not in style
    assert "@import" not in style


def test_hostile_text_is_shown_as_text(text):
    source = as_html.html(made())
    assert HOSTILE["script"] in text
    assert "<script" not in source
    assert "\u202e" not in source
    assert "A1⟨U+202E⟩⟨U+2066⟩gnp.exe" in text
    assert "⟨U+009B⟩31mred[red]" in text
    assert HOSTILE["escape"] in text


def test_anchors_are_numbers_and_every_link_leads_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in page.xpath("//@href")} <= set(ids)
    assert all(re.fullmatch(r"(rule|child)-\d+(-name)?|rows-\d+-\d+|[a-z-]+", one) for one in ids)


def test_rules_that_are_not_confirmed_stand_apart(page):
    apart = page.xpath("//section[@aria-labelledby='not-confirmed']//h3/span/text()")
    assert apart == ["9005", "9010Q"]
    assert not set(apart) & set(page.xpath("//section[@aria-labelledby='by-rule']//h3/span/text()"))


def test_fields_are_columns_where_all_rows_have_the_same(page):
    (table,) = page.xpath("//table[caption[contains(., 'for 8736')]]")
    heads = [one.text.strip() for one in table.xpath(".//thead//th")]
    assert heads == ["Finding", "Child", "Row", "Line", "AssessmentActualStartDate", "AssessmentAuthorisationDate"]
    (mixed,) = page.xpath("//table[caption[contains(., 'for 1103')]]")
    assert [one.text.strip() for one in mixed.xpath(".//thead//th")][-1] == "As sent"


def test_the_first_five_hundred_rows_are_shown_and_the_rest_counted():
    page = lxml.html.fromstring(as_html.html(large(1300, broken=2)))
    (first, more) = page.xpath("//section[@id='rule-1']//table")
    assert (len(first.xpath(".//tbody/tr")), len(more.xpath(".//tbody/tr"))) == (10, 490)
    said = page.xpath("string(//section[@id='rule-1'])")
    assert "Rows 1 to 10 of 650" in said
    assert "150 more rows are not on this page" in re.sub(r"\s+", " ", said)
    assert len(page.xpath("//section[@class='child']")) == 500
    assert "The first 500 of 1,300 children" in page.text_content()


def test_a_long_value_is_cut_and_says_how_long_it_was():
    found = made().findings.filter(finding=7).with_columns(values=pl.concat_list(pl.lit("y" * 5000)))
    assert f"{'y' * 80}… (5,000 characters)" in as_html.html(replace(made(), findings=found))


def test_two_hundred_thousand_findings_stay_small_and_quick():
    report = large(200_000)
    out = io.BytesIO()
    before = time.process_time()
    as_html.write(report, out)
    assert time.process_time() - before < 8
    assert len(out.getvalue()) < 10_000_000


def test_a_part_year_check_says_so():
    from datetime import date

    report = replace(made(), head=replace(made().head, to=date(2026, 10, 31)))
    assert "This is a part-year check: what is not yet due on 31 October 2026 is not reported." in as_html.html(report)


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name, report in REPORTS.items():
        (folder / f"{name}.html").write_text(as_html.html(report()), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("made", "light"), ("made", "dark"), ("clean", "light"), ("anonymous", "dark"), ("large", "light")],
)
def test_axe_finds_nothing_wrong(browser, files, name, scheme):
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)
    page.goto((files / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert complaints(page) == []
    page.close()


@pytest.mark.parametrize("name", REPORTS)
def test_it_reads_at_four_hundred_per_cent(browser, files, name):
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto((files / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert overflow(page) <= 0
    page.close()


def test_it_needs_no_script_and_breaks_no_policy(browser, files):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto((files / "made.html").as_uri())
    assert page.locator("h1").inner_text() == "Check of cin <2026> & final⟨U+202E⟩.xml"
    assert page.locator(".brand").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(15, 56, 92)"
    assert said == []
    context.close()


def test_the_keyboard_reaches_everything(browser, files):
    page = browser.new_page()
    page.goto((files / "large.html").as_uri())
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    page.locator("#main:focus").wait_for()
    page.locator("#rule-1 summary").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Rows 11 to 30 of 30 for 8000").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "scroll"
    page.close()


def test_a_link_leads_to_a_child_even_where_it_is_folded_away(browser, files):
    page = browser.new_page()
    page.goto((files / "large.html").as_uri())
    assert not page.locator("#child-80").is_visible()
    page.goto((files / "large.html").as_uri() + "#child-80")
    page.locator("#child-80").wait_for()
    page.close()


def test_on_paper_it_is_short_and_dark_on_light(browser, files):
    page = browser.new_page(color_scheme="dark")
    page.goto((files / "large.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("body").evaluate("one => getComputedStyle(one).color") == "rgb(11, 12, 12)"
    assert not page.locator("#contents").is_visible()
    assert not page.locator("#rule-1 details").is_visible()
    assert page.get_by_text("Children's personal data.").first.is_visible()
    page.close()
