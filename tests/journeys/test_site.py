"""
The site as people meet it, in a real browser: with a screen reader's rules, on a small screen, on paper, without its
stylesheet. Every kind of page, from an imagined nation with an authority's own returns, and from real tables.
"""

import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from paramountcy.publication.site import publish
from tests.publication.site import made
from tests.returns.report.browser import chromium, complaints, overflow

pytestmark = pytest.mark.slow

KINDS = (
    "index.html",
    "figures.html",
    "timeliness.html",
    "variation.html",
    "trials.html",
    "children.html",
    "data-quality.html",
    "about.html",
    "indicators/re-referrals.html",
    "indicators/referrals-by-source.html",
    "indicators/referrals-by-month.html",
    "indicators/assessment-quartiles.html",
    "indicators/assessments-done-by.html",
    "indicators/caseload.html",
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The site of the imagined authority with two returns, served as a web server would."""
    out = tmp_path_factory.mktemp("served") / "site"
    answers = out.parent / "answers.csv"
    answers.write_text("indicator,text,source,date\nre_referrals,We asked the families.,Board,2026-03-01\n")
    publish(
        made.TOLD, out, made_on=made.ON, store=made.nation(), returns=made.return_files(2024, 2025), answers=answers
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(out)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser):
    found = browser.new_page(viewport={"width": 1280, "height": 900})
    yield found
    found.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_stands_out_of_a_small_window(page, address, kind):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/{kind}")
    assert complaints(page) == []
    for details in page.locator("details").all():
        details.locator("summary").first.press("Enter")
    assert complaints(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert overflow(page) <= 0
    assert errors == [], "the page breaks its own policy, or misses a file"
    assert all(url.startswith((address, "data:")) for url in asked)


@pytest.mark.parametrize("kind", ["index.html", "indicators/re-referrals.html", "timeliness.html"])
def test_it_reads_in_order_without_its_stylesheet(browser, address, kind):
    context = browser.new_context()
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{address}/{kind}")
    said = page.locator("main").inner_text()
    headings = page.locator("main h1, main h2, main h3").all_inner_texts()
    places = [said.find(text.strip()) for text in headings if text.strip()]
    assert all(place >= 0 for place in places)
    assert headings[0] == page.locator("h1").inner_text()
    sentence = page.locator("main p").first.inner_text()
    assert sentence.endswith(".")
    assert said.find(sentence) < said.find(headings[1]), "the sentence comes before all else"
    context.close()


def enter(way):
    """Press Enter on a link that is gone to with the Tab key, and wait for the page that it leads to."""
    for _ in range(200):
        if way.evaluate("link => link === document.activeElement"):
            break
        way.page.keyboard.press("Tab")
    assert way.evaluate("link => link.matches(':focus-visible')")
    with way.page.expect_navigation():
        way.page.keyboard.press("Enter")


def test_every_page_can_be_reached_and_gone_back_from_by_keyboard(page, address):
    page.goto(f"{address}/index.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    enter(page.get_by_role("link", name="All figures", exact=True).first)
    enter(page.get_by_role("link", name="Re-referrals within 12 months").first)
    assert page.locator("h1").inner_text() == "Re-referrals within 12 months"
    enter(page.get_by_role("link", name="Overview").first)
    assert page.locator("h1").inner_text() == "How children are helped and kept safe in Applemere"


def test_on_paper_nothing_is_hidden_behind_a_line(page, address):
    page.goto(f"{address}/indicators/re-referrals.html")
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert len(page.pdf()) > 20_000


def test_the_answer_and_the_files_are_where_they_are_said_to_be(page, address):
    page.goto(f"{address}/indicators/re-referrals.html")
    assert "We asked the families." in page.locator("blockquote").inner_text()
    with page.expect_download() as got:
        page.get_by_role("link", name="These figures as a CSV file").click()
    assert got.value.suggested_filename == "re-referrals.csv"
