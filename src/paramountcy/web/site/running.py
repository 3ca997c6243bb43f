"""Serving the application: gunicorn inside this process, a few processes with a few threads each."""

import ipaddress
import os
import socket
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from paramountcy.web.site import demo, sealing
from paramountcy.web.site.locks import locked
from paramountcy.web.site.not_ready import NotReady
from paramountcy.web.site.purposes import BANNERS, IMAGINED, Purpose
from paramountcy.web.site.ready import IN_USE, make_ready

THREADS = 8
"""Requests that one process answers at a time: most of each is waiting for the database."""
Say = Callable[[str], object]


def serve(
    purpose: Purpose,
    *,
    host: str,
    port: int,
    workers: int,
    say: Say,
    migrate: bool = False,
    reset: bool = False,
    passphrase: str | None = None,
) -> None:
    """
    Serve until stopped by Ctrl+C or SIGTERM, when what is being answered is answered first. Raises NotReady or
    NotBackedUp where it can't begin.
    """
    if not hasattr(os, "fork"):
        raise NotReady(
            "the server does not run on Windows. Run it on Linux (the Windows Subsystem for Linux will do) or a Mac; "
            "people reach it from Windows with a browser."
        )
    os.umask(0o077)
    check_address(purpose, host, port)
    make_ready(purpose, at=timezone.now(), say=say, may_migrate=migrate, reset=reset, passphrase=passphrase)
    with locked(settings.DATA / IN_USE, shared=True):
        for line in _welcome(purpose, host, port):
            say(line)
        sealing.keep_house(at=timezone.now())
        connections.close_all()  # none may be shared with the processes that follow
        server(host=host, port=port, workers=workers).run()


def check_address(purpose: Purpose, host: str, port: int) -> None:
    """Raises NotReady for an address that can't be listened at, or would send what people type in the clear."""
    if not _is_this_machine(host) and purpose is Purpose.REAL and not settings.HTTPS:
        raise NotReady(
            f"other machines could reach {host}, and what people type would travel unencrypted. Let a proxy that "
            "speaks HTTPS stand before it and set PARAMOUNTCY_HTTPS=1, or leave --host out."
        )
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host, port))
    except OSError as wrong:
        raise NotReady(f"{host} port {port} can't be used here ({wrong.strerror}): choose another.") from wrong


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _welcome(purpose: Purpose, host: str, port: int) -> list[str]:
    shown = f"[{host}]" if ":" in host else host
    lines = [f"Paramountcy is at http://{shown}:{port}/   Press Ctrl+C to stop it."]
    if purpose in IMAGINED:
        people = list(demo.sign_ins())
        width = max(len(one.email) for one in people)
        lines += ["", BANNERS[purpose], f"Everybody signs in with the password {demo.password(demo.seed_here())}", ""]
        lines += [f"  {one.email:<{width}}  {one.name}, {one.role}, {one.team}" for one in people]
    return lines


def server(*, host: str, port: int, workers: int) -> Any:
    """The server, not yet running."""
    from gunicorn.app.base import BaseApplication

    from paramountcy.web.site.access_log import AccessLog

    given = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 65,  # longer than a proxy keeps one, so that none is closed while it is used again
        "forwarded_allow_ips": "",  # what a proxy tells is read by ours (proxy.py), and by nothing else
        "control_socket_disable": True,
        "accesslog": "-",
        "errorlog": "-",
        "loglevel": "warning",
        "logger_class": AccessLog,
        "post_worker_init": lambda worker: sealing.keep_house_hourly(),
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in given.items():
                if name in self.cfg.settings:  # older versions have no control socket
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from paramountcy.web.site.wsgi import application

            return application

    return Server()
