"""
What the server says of each request: when, how long, which page. Never of whom, nor by whom.

A line names the address as it is written in the application, with its references left out, and not as it was asked
for: an address may hold the secret of an invitation, or a name that somebody typed. Nor is there a query, a network
address or the name of a browser. Who saw what is in the audit, which is guarded.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from gunicorn.glogging import Logger

from paramountcy.web.kit.logs import WithoutNames

NOWHERE = "(no such page)"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class AccessLog(Logger):
    """gunicorn's logger, with its lines made ours."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Plainly())

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        self.access_log.info(line(str(resp.status), environ, request_time, self.now()))


def line(status: str, environ: Mapping[str, Any], took: timedelta, at: str) -> str:
    """One line: time, method, page, status, milliseconds."""
    method = environ.get("REQUEST_METHOD", "")
    return " ".join(
        (
            at,
            method if method in METHODS else "-",
            page(environ.get("PATH_INFO", "")),
            status[:3],
            f"{took / timedelta(milliseconds=1):.0f} ms",
        )
    )


@lru_cache(1_000)
def page(path: str) -> str:
    """The page that a path leads to, as its address is written in the application: "/invitation/<str:secret>/"."""
    if path.startswith(settings.STATIC_URL):
        return settings.STATIC_URL
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return NOWHERE


class Plainly(WithoutNames):
    """What the server says of itself. Numbers (of its own processes, and the like) are shown; nothing else is."""

    def format(self, record: logging.LogRecord) -> str:
        if record.args and not record.exc_info and all(isinstance(one, int) for one in record.args):
            record = logging.makeLogRecord({**vars(record), "msg": record.getMessage().replace("%", " "), "args": ()})
        return super().format(record)
