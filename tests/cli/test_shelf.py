"""A folder shown on this computer: its pages and nothing else, on a port that is free."""

import http.client
import socket

import pytest

from paramountcy.cli.shelf import open_shelf


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "pages"
    (pages / "inner").mkdir(parents=True)
    (pages / "index.html").write_text("<h1>First</h1>")
    (pages / "inner" / "page.html").write_text("<h1>Second</h1>")
    (tmp_path / "secret.txt").write_text("not for showing")
    return pages


def got(server, path):
    talk = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    talk.request("GET", path)
    answer = talk.getresponse()
    return answer.status, answer.read().decode()


def test_pages_are_shown_and_folders_not_listed(folder):
    with open_shelf(folder, first=8310) as server:
        assert got(server, "/") == (200, "<h1>First</h1>")
        assert got(server, "/inner/page.html") == (200, "<h1>Second</h1>")
        assert got(server, "/inner/")[0] == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/inner/../../secret.txt", "//etc/passwd"])
def test_nothing_outside_the_folder_is_shown(folder, path):
    with open_shelf(folder, first=8320) as server:
        status, text = got(server, path)
    assert status == 404
    assert "not for showing" not in text


def test_the_next_port_is_taken_where_one_is_in_use(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with open_shelf(folder, first=port) as server:
            assert server.server_port > port


def test_only_this_computer_can_reach_it(folder):
    with open_shelf(folder, first=8330) as server:
        assert server.server_address[0] == "127.0.0.1"
