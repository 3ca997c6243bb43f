"""What the server says of each request and of itself: pages and numbers, never names."""

import logging
from datetime import timedelta

import pytest

from paramountcy.web.site.access_log import NOWHERE, Plainly, line, page

HALF = timedelta(milliseconds=512)


def said(path, method="GET", **more):
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "name=Amy",
        "RAW_URI": f"{path}?name=Amy",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_REFERER": "http://127.0.0.1/Amy",
        "HTTP_USER_AGENT": "Amy",
        **more,
    }
    return line("200 OK", environ, HALF, "[now]")


def test_a_line_is_when_what_how_and_how_long():
    assert said("/health/") == "[now] GET /health/ 200 512 ms"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "/"),
        ("/sign-in/", "/sign-in/"),
        ("/invitation/a-secret-that-opens/", "/invitation/<str:secret>/"),
        ("/people/abcdefghjkmnpqrstvwx/", "/people/<slug:ref>/"),
        ("/static/paramountcy.css", "/static/"),
        ("/static/Amy%20Smith.css", "/static/"),
        ("/Amy Smith/", NOWHERE),
        ("/people/Amy Smith/", NOWHERE),
        ("/\nforged line", NOWHERE),
        ("", NOWHERE),
    ],
)
def test_a_page_is_named_as_it_is_written_in_the_application(path, shown):
    assert page(path) == shown
    assert "Amy" not in said(path)


def test_a_method_that_is_none_is_left_out():
    assert said("/health/", method="AMY") == "[now] - /health/ 200 512 ms"


@pytest.mark.parametrize(
    ("message", "args", "shown"),
    [
        ("Worker (pid:%s) was sent SIG%s!", (12, "KILL"), "Worker (pid:"),
        ("Worker (pid:%s) exited with code %s", (12, 1), "Worker (pid:12) exited with code 1"),
        ("Error handling request %s", ("/people/?name=Amy",), "Error handling request"),
        ("Invalid request from ip=%s: %s", ("203.0.113.9", "Amy"), "Invalid request from ip="),
        ("It is full: 100%", (), "It is full: 100"),
    ],
)
def test_of_itself_the_server_says_numbers_only(message, args, shown):
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, message, args, None)
    assert Plainly().format(record).partition("gunicorn.error ")[2] == shown


def test_a_fault_is_named_by_its_kind():
    try:
        raise KeyError("Amy")
    except KeyError as wrong:
        record = logging.LogRecord(
            "gunicorn.error", logging.ERROR, "", 0, "%s", (1,), (KeyError, wrong, wrong.__traceback__)
        )
    assert Plainly().format(record).endswith("KeyError")
