"""A data officer opens the page, drops a return on it, reads the report and takes the spreadsheet away."""

import csv
import http.client
import io
import json
import re
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import fastexcel
import pytest

import paramountcy
from paramountcy.cli.desk import Desk
from paramountcy.cli.open import serve
from paramountcy.cli.terminal import Refused
from paramountcy.cli.upload import FILE_NAME, read_form
from paramountcy.returns.shape import Unreadable
from tests.returns.report.browser import PATIENCE, chromium, complaints, follow, overflow
from tests.returns.report.made_report import HOSTILE, made

YEARS = ("2026-27", "2025-26", "2024-25")


class Checks:
    """Stands for `paramountcy.check`: remembers what it was asked, and finds what a made report has."""

    def __init__(self):
        self.asked = []
        self.folders = []
        self.goes_wrong: Exception | None = None

    def __call__(self, path, /, *, year, to):
        self.asked.append((path.read_bytes(), year, to))
        self.folders.append(path.parent)
        if self.goes_wrong:
            raise self.goes_wrong
        report = made()
        return replace(report, head=replace(report.head, file=path.name))


@contextmanager
def served(check, **more):
    with Desk(check, years=YEARS, **more) as desk:
        thread = threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield desk
        finally:
            desk.shutdown()
            thread.join()


@pytest.fixture
def checks():
    return Checks()


@pytest.fixture
def desk(checks):
    with served(checks) as one:
        yield one


def ask(desk, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str):
    """One request as a program makes it: status, headers, body."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.server_port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def form(content: bytes = b"<Message/>", name: str = "return.xml", **fields: str) -> tuple[bytes, str]:
    parts = [
        f'--xYz\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    head = f'--xYz\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/xml\r\n\r\n'
    return "".join(parts).encode() + head.encode() + content + b"\r\n--xYz--\r\n", "multipart/form-data; boundary=xYz"


def send(desk, path: str | None = None, *, headers: dict[str, str] | None = None, **more):
    body, sort = form(**more)
    return ask(desk, path or f"/{desk.token}/", method="POST", body=body, Content_Type=sort, **(headers or {}))


def test_a_file_leads_to_its_report_and_its_downloads(desk, checks):
    status, headers, _ = send(
        desk, content=b"<Message>\r\n--xY</Message>", name="C:\\returns\\my return.xml", year="2025-26", to="2026-01-31"
    )
    assert (status, headers["Location"]) == (303, f"/{desk.token}/report/1")
    ((content, year, to),) = checks.asked
    assert (content, year, to.isoformat()) == (b"<Message>\r\n--xY</Message>", "2025-26", "2026-01-31")
    status, headers, body = ask(desk, f"/{desk.token}/report/1")
    assert status == 200
    assert "Check of my return.xml" in body.decode()
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "Access-Control-Allow-Origin" not in headers
    _, headers, sheet = ask(desk, f"/{desk.token}/report/1.xlsx")
    assert fastexcel.read_excel(sheet).load_sheet("Findings").to_polars().height == made().findings.height
    assert "my%20return%20-%20findings%20-%20children%27s%20personal%20data.xlsx" in headers["Content-Disposition"]
    _, _, table = ask(desk, f"/{desk.token}/report/1.csv")
    assert len(list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))) == made().findings.height
    _, _, said = ask(desk, f"/{desk.token}/report/1.json")
    assert json.loads(said)["head"]["file"] == "my return.xml"


def test_the_file_is_gone_when_the_report_is_there(desk, checks):
    send(desk)
    checks.goes_wrong = Unreadable("this is not XML")
    send(desk)
    assert len(checks.folders) == 2
    assert not any(folder.exists() for folder in checks.folders)


def test_only_the_last_report_is_held_and_it_can_be_forgotten(desk):
    send(desk)
    send(desk)
    assert ask(desk, f"/{desk.token}/report/1")[0] == 404
    assert ask(desk, f"/{desk.token}/report/2")[0] == 200
    assert b"Read the last report again" in ask(desk, f"/{desk.token}/")[2]
    assert ask(desk, f"/{desk.token}/forget", method="POST", body=b"")[0] == 303
    assert ask(desk, f"/{desk.token}/report/2")[0] == 404
    assert desk.held is None


@pytest.mark.parametrize("path", ["/", "/report/1", "/x/report/1", "/favicon.ico", "/../etc/passwd"])
def test_without_the_token_there_is_nothing(desk, path):
    send(desk)
    status, _, body = ask(desk, path)
    assert status == 404
    assert desk.token not in body.decode()
    assert send(desk, path)[0] == 404


def test_the_first_address_works_once(desk):
    door = urlsplit(desk.first_address).path
    status, headers, _ = ask(desk, door)
    assert (status, headers["Location"]) == (303, f"/{desk.token}/")
    status, _, body = ask(desk, door)
    assert status == 410
    assert desk.token not in body.decode()


@pytest.mark.parametrize("host", ["evil.test", "localhost", "127.0.0.1", "127.0.0.1.evil.test:80", ""])
def test_another_name_for_this_computer_is_refused(desk, checks, host):
    assert ask(desk, f"/{desk.token}/", Host=host)[0] == 421
    assert send(desk, headers={"Host": host})[0] == 421
    assert checks.asked == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.test"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused(desk, checks, headers):
    assert send(desk, headers=headers)[0] == 403
    assert checks.asked == []


def test_a_file_that_can_t_be_read_is_a_sentence_beside_the_form(desk, checks):
    checks.goes_wrong = Unreadable("this is an Excel workbook: export the return as XML, then check that")
    status, _, body = send(desk)
    assert status == 422
    assert "This is an Excel workbook: export the return as XML, then check that." in body.decode()
    assert "<title>Error: Check a return" in body.decode()


def test_no_file_no_year_no_day(desk, checks):
    assert "Choose the file to check." in send(desk, content=b"", name="")[2].decode()
    assert "Choose a year of the list." in send(desk, year="1999-00")[2].decode()
    assert "as a date, such as 2026-01-31" in send(desk, to="31/01/2026")[2].decode()
    assert checks.asked == []


def test_our_own_fault_says_nothing_of_the_file(desk, checks, capsys):
    checks.goes_wrong = KeyError("Amy Smith, born 2012-05-03")
    status, _, body = send(desk)
    said = capsys.readouterr()
    assert status == 500
    assert "This went wrong in Paramountcy" in body.decode()
    assert "KeyError" in said.err
    assert "Amy" not in body.decode() + said.err + said.out


def test_nothing_is_logged(desk, checks, capsys):
    send(desk)
    ask(desk, f"/{desk.token}/report/1")
    ask(desk, "/nowhere")
    assert capsys.readouterr() == ("", "")


def test_a_file_too_large_is_refused_with_a_sentence(checks):
    with served(checks, largest=10_000) as desk:
        status, _, body = send(desk, content=b"x" * 3_000_000)
        assert status == 413
        assert "too large to be a return" in body.decode()
    assert checks.asked == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD"])
def test_other_methods_are_not_known(desk, method):
    assert ask(desk, f"/{desk.token}/", method=method)[0] == 501


def read(body: bytes, sort: str, folder: Path, chunk: int = 7):
    stream = io.BytesIO(body)
    return read_form(lambda size: stream.read(min(size, chunk)), sort, len(body), folder)


@pytest.mark.parametrize("chunk", [1, 3, 64, 100_000])
def test_a_form_is_read_whatever_the_chunks(tmp_path, chunk):
    content = b"\r\n--xY\r\n--x\r\n-\r\n\r\n" * 50 + b"\r\n"
    found = read(*form(content=content, name="é.xml", year="2025-26"), tmp_path, chunk)
    assert (tmp_path / FILE_NAME).read_bytes() == content
    assert (found.fields, found.file_name) == ({"year": "2025-26"}, "é.xml")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--xYz",
        b"--xYz\r\n",
        b"no boundary at all",
        form()[0][:-30],
        form()[0].removesuffix(b"--xYz--\r\n") + form()[0],
        b"--xYz\r\n" + b"A: b\r\n" * 5000,
        form(year="y" * 5000)[0],
        form(**{f"field{number}": "" for number in range(20)})[0],
    ],
    ids=["empty", "cut", "headless", "not a form", "half a file", "two files", "headers", "long field", "many fields"],
)
def test_a_broken_form_is_refused(tmp_path, body):
    with pytest.raises(Refused, match=r"\w+\.$"):
        read(body, form()[1], tmp_path)


def test_a_form_of_another_kind_is_refused(tmp_path):
    with pytest.raises(Refused, match="button on the page"):
        read(b"a=b", "application/x-www-form-urlencoded", tmp_path)


def test_a_taken_port_is_a_sentence(desk, checks):
    with pytest.raises(Refused, match="leave --port out"):
        serve(checks, years=YEARS, port=desk.server_port, browser=False)


def test_serving_says_the_address_and_opens_the_browser(monkeypatch, checks):
    said, opened = [], []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(Desk, "serve_forever", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    serve(checks, years=YEARS, say=said.append)
    assert said[0].startswith("The page is at http://127.0.0.1:")
    (door,) = opened
    assert urlsplit(door).path.strip("/") not in said[0]


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture
def visit(browser, desk):
    """A page in a browser without JavaScript, and what its console said."""
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(desk.first_address)
    yield page
    assert [line for line in said if "422" not in line] == []
    context.close()


def a_return(name: str = "return.xml", content: bytes = b"<Message/>") -> dict:
    return {"name": name, "mimeType": "text/xml", "buffer": content}


def test_the_journey_without_javascript(visit, checks, tmp_path):
    page = visit
    assert page.locator("h1").inner_text() == "Check a return"
    page.get_by_label("The return, an XML file").set_input_files(a_return(name='a "b" <i>é.xml'))
    page.get_by_label("Collection year").select_option("2025-26")
    follow(page.get_by_role("button", name="Check the file"))
    assert page.locator("h1").inner_text() == 'Check of a "b" <i>é.xml'
    assert page.get_by_text("Children's personal data.").first.is_visible()
    assert page.get_by_text(HOSTILE["script"]).first.is_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Spreadsheet").click()
    path = tmp_path / "downloaded.xlsx"
    started.value.save_as(path)
    assert "personal data" in started.value.suggested_filename
    assert fastexcel.read_excel(path).load_sheet("Findings").to_polars().height == made().findings.height
    follow(page.get_by_role("link", name="Check another file"))
    follow(page.get_by_role("button", name="Forget the last report"))
    assert page.get_by_text("Read the last report again").count() == 0
    assert checks.asked[0][1] == "2025-26"


def test_a_wrong_file_is_explained_at_its_field(visit, checks):
    page = visit
    checks.goes_wrong = Unreadable("this is an Excel workbook: export the return as XML, then check that")
    page.get_by_label("The return, an XML file").set_input_files(a_return())
    follow(page.get_by_role("button", name="Check the file"))
    assert page.get_by_role("alert").get_by_text("This is an Excel workbook").is_visible()
    assert page.title().startswith("Error:")
    follow(page.get_by_role("alert").get_by_role("link"))
    assert page.url.endswith("#file")
    assert page.locator("#file").is_visible()


def test_the_keyboard_alone(browser, desk, checks, tmp_path):
    (tmp_path / "typed.xml").write_bytes(b"<Message/>")
    page = browser.new_page()
    page.goto(desk.address)
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "file"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(tmp_path / "typed.xml")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Check the file":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/1")
    assert checks.asked == [(b"<Message/>", "2026-27", None)]
    page.close()


def test_a_file_dropped_on_the_box_is_taken_without_javascript(browser, desk, tmp_path):
    from playwright.sync_api import expect

    (tmp_path / "dropped.xml").write_bytes(b"<Message/>")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    box = page.locator("#file").bounding_box()
    carried = {"items": [], "files": [str(tmp_path / "dropped.xml")], "dragOperationsMask": 1}
    place = {"x": box["x"] + box["width"] * 0.8, "y": box["y"] + box["height"] / 2, "data": carried}
    devtools = context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": step} | place)
    expect(page.locator("#file")).to_have_value(re.compile(r"dropped\.xml$"), timeout=PATIENCE)
    follow(page.get_by_role("button", name="Check the file"))
    assert page.locator("h1").inner_text() == "Check of dropped.xml"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser, desk, checks, scheme):
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)
    page.goto(desk.address)
    assert complaints(page) == []
    follow(page.get_by_role("button", name="Check the file"))
    assert complaints(page) == []
    page.locator("#file").set_input_files(a_return())
    follow(page.get_by_role("button", name="Check the file"))
    follow(page.get_by_role("link", name="Check another file"))
    assert page.get_by_role("button", name="Forget the last report").is_visible()
    assert complaints(page) == []
    page.close()


def test_it_reads_at_four_hundred_per_cent(browser, desk):
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(desk.address)
    assert overflow(page) <= 0
    follow(page.get_by_role("button", name="Check the file"))
    assert overflow(page) <= 0
    page.locator("#file").set_input_files(a_return(name="a-very-long-name-without-any-blank-in-it-for-a-return.xml"))
    follow(page.get_by_role("button", name="Check the file"))
    assert overflow(page) <= 0
    page.close()


def test_the_real_check(browser, shared):
    """With the engine itself, on a public sample: the page says what `paramountcy.check` finds."""
    sample = shared / "samples" / "cin_xml" / "BAR_cin_2022.xml"
    expected = paramountcy.check(sample, year="2022-23")
    with served(paramountcy.check) as desk:
        desk.years = ("2022-23",)
        page = browser.new_page()
        page.goto(desk.address)
        page.locator("#file").set_input_files(sample)
        follow(page.get_by_role("button", name="Check the file"))
        assert "2021-22" in page.get_by_role("alert").inner_text()
        page.locator("#file").set_input_files(sample)
        page.get_by_label("Collection year").select_option("2022-23")
        follow(page.get_by_role("button", name="Check the file"))
        assert page.locator("h1").inner_text() == "Check of BAR_cin_2022.xml"
        for severity in ("error", "query", "structure"):
            row = page.locator(".severities tbody tr", has_text=severity)
            assert row.locator("td").first.inner_text() == f"{expected.count(severity):,}"
        page.close()
