"""A demo started beside something else, as `paramountcy demo` does."""

import socket
import stat
import subprocess
import sys
from http.client import HTTPConnection

import pytest

from paramountcy.web.site import demo_server
from paramountcy.web.site.demo_server import free_port, start
from paramountcy.web.site.not_ready import NotReady
from tests.web.site import installed


def test_the_first_free_port_is_taken(monkeypatch):
    assert (demo_server.FIRST_PORT, demo_server.LAST_PORT) == (8001, 8999)
    away = installed.free_port()  # from where no other test begins a demo at this moment
    monkeypatch.setattr(demo_server, "FIRST_PORT", away)
    monkeypatch.setattr(demo_server, "LAST_PORT", away + 50)
    first = free_port()
    assert first >= away
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("127.0.0.1", first))
        one.listen()
        assert free_port() > first


def test_where_no_port_is_free_it_says_so(monkeypatch):
    monkeypatch.setattr(demo_server, "LAST_PORT", demo_server.FIRST_PORT)
    with pytest.raises(NotReady, match="no port between 8001 and 8001 is free"):
        free_port()


def test_a_port_that_is_taken_in_the_meantime_is_left(tmp_path, monkeypatch):
    ports = iter([8001, 8002])
    monkeypatch.setattr(demo_server, "free_port", lambda: next(ports))

    def begun(folder, port):
        if port == 8001:
            raise NotReady("127.0.0.1 port 8001 can't be used here: choose another.")
        return demo_server.Demo("http://127.0.0.1:8002/", "", subprocess.Popen([sys.executable, "-c", "pass"]))

    monkeypatch.setattr(demo_server, "_begun", begun)
    with start(tmp_path) as demo:
        assert demo.address == "http://127.0.0.1:8002/"


def test_why_it_did_not_begin_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NotReady, match="the demo did not begin: it said nothing"), start(tmp_path):
        raise AssertionError("it began")


@pytest.mark.slow
def test_a_demo_is_served_until_the_end_of_the_block(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@nowhere.example/real")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "settings.of.another.project")
    with start(tmp_path / "one") as demo:
        port = int(demo.address.rstrip("/").rpartition(":")[2])
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", "/sign-in/")
        page = connection.getresponse().read().decode()
        connection.close()
        assert "everybody in it is imagined" in page
        assert demo.says.startswith(f"Paramountcy is at {demo.address}")
        assert "Everybody signs in with the password " in demo.says
        assert "manager@applemere.example" in demo.says
        assert "GET /" not in demo.says
        with pytest.raises(NotReady, match=f"127.0.0.1 port {port} can't be used here"), start(tmp_path / "one", port):
            raise AssertionError("it began")
    assert demo.process.returncode == 0
    with socket.socket() as one:
        assert one.connect_ex(("127.0.0.1", port)) != 0
    kept = [path for path in tmp_path.joinpath("one").rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert kept == []
