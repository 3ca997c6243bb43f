"""
Fetching, against a service on this machine: whole, page by page, and when it breaks off midway.

No test here touches a network.
"""

import json

import pytest

from paramountcy.returns.published import fetch as fetching
from paramountcy.returns.published import service as speaking
from paramountcy.returns.published.fetch import fetch, offered, search
from paramountcy.returns.published.keep import keep, read_fetched
from paramountcy.returns.published.manifest import read_manifest
from paramountcy.returns.published.read import read_bytes
from paramountcy.returns.published.service import NotFetched, Service
from paramountcy.returns.published.sheet import sheet
from tests.returns.published.made_service import ID, TITLE, VERSION, Made, running
from tests.returns.published.test_store import NOW


@pytest.fixture
def made():
    return Made()


@pytest.fixture
def service(made):
    waits = []
    with running(made) as address:
        found = Service(address, timeout=60, tries=3, sleep=waits.append)
        vars(found)["waits"] = waits
        yield found


def get(service, folder, **how):
    return fetch(service, offered(service, ID), folder, progress=lambda *_: None, **how)


def paths(made, ending):
    return [path for _, path, _ in made.asked if path.partition("?")[0].endswith(ending)]


@pytest.mark.parametrize("pages", [False, True], ids=["file", "pages"])
def test_a_data_set_comes_whole(made, service, tmp_path, pages):
    made.page_size = 5
    came = get(service, tmp_path, pages=pages)
    assert came.offered.version == VERSION
    assert came.name == "referrals_and_re_referrals_2_0.csv"
    theirs, ours = read_bytes(made.content, "t.csv"), read_bytes(came.content, came.name)
    assert ours.data_set == "cin/c1"
    order = ["measure", "year", "geographic_level", "area"]
    assert ours.rows.sort(order).equals(theirs.rows.sort(order))
    assert list(tmp_path.iterdir()) == [], "nothing of it is left when all has come"


def test_the_version_is_asked_for_and_recorded(made, service, tmp_path):
    came = get(service, tmp_path / "parts")
    assert all(f"dataSetVersion={VERSION}" in path for path in paths(made, "/csv"))
    keep([read_fetched(came)], tmp_path / "s", at=NOW)
    (entry,) = read_manifest(tmp_path / "s")
    assert (entry.source.service_version, entry.source.address) == (VERSION, f"{service.base}/data-sets/{ID}")
    assert entry.version == "2022_to_2025"


def test_an_earlier_version_by_its_number(service):
    assert offered(service, ID, VERSION).rows == 16
    for version, said in (
        ("1.0", "does not have this"),
        ("latest", "is not a version"),
        ("../csv", "is not a version"),
    ):
        with pytest.raises(NotFetched, match=said):
            offered(service, ID, version)


def test_a_broken_file_goes_on_where_it_stopped(made, service, tmp_path):
    whole = len(made.file())
    made.failures["csv"] = [200, 100]
    came = get(service, tmp_path)
    assert came.content == made.content
    asked = [headers.get("Range") for _, path, headers in made.asked if "/csv" in path]
    assert asked == [None, "bytes=200-", "bytes=300-"]
    assert whole > 300


def test_a_fetch_given_up_goes_on_with_the_next_command(made, service, tmp_path):
    made.failures["csv"] = [200, 50, 50]
    with pytest.raises(NotFetched, match=r"tried 3 times\. What came is kept: the same command goes on"):
        get(service, tmp_path)
    made.asked.clear()
    assert get(service, tmp_path).content == made.content
    assert [headers.get("Range") for _, path, headers in made.asked if "/csv" in path] == ["bytes=300-"]


@pytest.mark.parametrize("etag", ['"made-1"', ""], ids=["no parts", "no mark"])
def test_a_service_that_sends_no_parts_sends_all_anew(made, service, tmp_path, etag):
    made.ranges, made.etag = False, etag
    made.failures["csv"] = [200]
    assert get(service, tmp_path).content == made.content


def test_a_file_that_changed_since_is_not_mixed_with_the_old(made, service, tmp_path):
    made.failures["csv"] = [200, 0, 0]
    with pytest.raises(NotFetched):
        get(service, tmp_path)
    made.content = made.content.replace(b"16.6", b"17.7")
    made.etag = '"made-2"'
    assert get(service, tmp_path).content == made.content


def test_a_part_longer_than_the_file_is_thrown_away(made, service, tmp_path):
    kept = tmp_path / f"{ID}-{VERSION}"
    kept.mkdir()
    (kept / "whole.part").write_bytes(b"x" * 100_000)
    (kept / "whole.json").write_text(json.dumps({"etag": made.etag, "encoding": "gzip"}))
    assert get(service, tmp_path).content == made.content


def test_broken_pages_go_on_with_the_page_that_is_missing(made, service, tmp_path):
    made.page_size = 4
    made.failures["query"] = [None, None, {"status": 500}, {"status": 500}, {"status": 500}]
    with pytest.raises(NotFetched, match="the service is busy"):
        get(service, tmp_path, pages=True)
    made.asked.clear()
    assert sheet(get(service, tmp_path, pages=True).content).rows.height == 16
    assert len(paths(made, "/query")) == 2, "of four pages two had come"


def test_a_page_that_was_kept_in_part_is_asked_for_again(made, service, tmp_path):
    made.page_size = 4
    kept = tmp_path / f"{ID}-{VERSION}"
    kept.mkdir()
    (kept / "page-00001.json").write_text('{"results": [')
    assert sheet(get(service, tmp_path, pages=True).content).rows.height == 16


def test_waiting_is_polite(made, service, tmp_path):
    made.failures["csv"] = [{"status": 429, "headers": {"Retry-After": "7"}}, {"status": 503}]
    get(service, tmp_path)
    assert vars(service)["waits"] == [7.0, 2.0]
    made.failures["csv"] = [{"status": 429, "headers": {"Retry-After": "86400"}}]
    get(service, tmp_path)
    assert vars(service)["waits"][-1] == speaking.LONGEST_WAIT


def test_rows_that_are_missing_are_noticed(made, service, tmp_path):
    made.rows = made.rows + made.rows[:3]
    with pytest.raises(NotFetched, match="counts 19 rows in Referrals and re-referrals, and 16 came"):
        get(service, tmp_path)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        ({"status": 404}, "does not have this"),
        ({"status": 403}, "may have been withdrawn"),
        ({"status": 418}, "refused the request"),
        (b"<html>Please sign in</html>", "did not answer in JSON: a proxy"),
        (b"[1]", "not its documented one"),
        (b'{"id": 1, "title": "x"}', "not its documented one"),
        (b'{"id": "x", "title": "x", "latestVersion": null}', "has no version that is published"),
        (b'{"id": "%s", "title": "x", "latestVersion": {"version": "../.."}}' % ID.encode(), "not its documented one"),
    ],
    ids=["404", "403", "418", "html", "list", "id", "none", "version"],
)
def test_an_answer_that_is_none_gets_a_sentence(made, service, failure, said):
    made.failures[ID] = [failure]
    with pytest.raises(NotFetched, match=said):
        offered(service, ID)


def test_an_id_that_is_none_is_not_asked_for(made, service):
    for text in ("c1", "../../etc/passwd", f"{ID}/csv"):
        with pytest.raises(NotFetched, match="is not the ID of a data set"):
            offered(service, text)
    assert made.asked == []


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/v1", "https://example.org/v1", "file:///etc/passwd", "//example.org/x"]
)
def test_no_redirect_leads_to_another_host(made, service, target):
    made.redirect = target
    with pytest.raises(NotFetched, match="sent us on to"):
        offered(service, ID)
    assert len(made.asked) == 1


def test_a_redirect_on_the_same_host_is_followed(made, service):
    made.redirect = f"/v1/data-sets/{ID}"
    assert offered(service, ID).title == TITLE
    made.redirect = ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://api.example.org/v1", "begins with https://"),
        ("ftp://127.0.0.1/", "begins with https://"),
        ("file:///etc/passwd", "begins with https://"),
        ("https://ann:secret@example.org/", "no user name"),
        ("https://example.org/?x=1", "no user name, no"),
    ],
)
def test_an_address_that_is_refused(address, said):
    with pytest.raises(NotFetched, match=said):
        Service(address)


def test_what_is_too_large_is_not_read(made, service, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 100)
    with pytest.raises(NotFetched, match="more than 100 bytes"):
        get(service, tmp_path)
    monkeypatch.setattr(fetching, "LARGEST", 2_000)
    with pytest.raises(NotFetched, match="unpacked it has more than 2,000 bytes"):
        get(service, tmp_path)
    monkeypatch.setattr(speaking, "LARGEST_ANSWER", 50)
    with pytest.raises(NotFetched, match="answered with more than 50 bytes"):
        offered(service, ID)


def test_nobody_there_gets_a_sentence():
    with pytest.raises(NotFetched, match="connection to the service failed"):
        offered(Service("http://127.0.0.1:9", tries=2, sleep=lambda _: None), ID)


def test_searching_lists_what_a_publication_has(service):
    (found,) = search(service, "children in need")
    assert (found.id, found.title, found.version, found.rows, found.last) == (ID, TITLE, VERSION, 16, "2025")


def test_a_table_that_is_new_to_us_has_the_title_of_the_service(tmp_path):
    table = b"time_period,time_identifier,geographic_level,country_code,country_name,category,visits\n" + (
        b"2025,Reporting year,National,E92000001,England,all,12\n"
    )
    made = Made(table)
    made.rows = [{**made.rows[0]}]
    with running(made) as address:
        reading, source = read_fetched(get(Service(address), tmp_path))
    assert (reading.title, reading.publisher) == (TITLE, "Department for Education")
    assert reading.data_set == "other/referrals_and_re_referrals_2_0"
    assert source.service_version == VERSION
