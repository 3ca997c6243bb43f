"""
Who really asks, where a proxy stands before the application: believed of that proxy only.

What a request says of its own way here (`X-Forwarded-For` and the like) anybody could write. It is taken from the
proxy that an operator named, and taken off every other request before anything reads it.
"""

import ipaddress
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
HERE = "127.0.0.1,::1"
TOLD_BY_PROXIES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
)


def proxies(environ: Mapping[str, str]) -> frozenset[str]:
    """
    The addresses in `PARAMOUNTCY_PROXY`, this machine's own without it. Raises ImproperlyConfigured for one that is
    no address.
    """
    named = [one.strip() for one in (environ.get("PARAMOUNTCY_PROXY") or HERE).split(",") if one.strip()]
    for one in named:
        if not _address(one):
            raise ImproperlyConfigured(
                f"PARAMOUNTCY_PROXY names {one[:40]!r}, which is no network address: give one such as 10.0.0.5"
            )
    return frozenset(_address(one) for one in named)


class BehindProxy:
    """
    A WSGI application whose `REMOTE_ADDR` is the address that the nearest trusted proxy saw: the last one of
    `X-Forwarded-For`, since those before it came with the request.
    """

    def __init__(self, application: Application, *, trusted: frozenset[str]):
        self.application = application
        self.trusted = trusted

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        told = {name: environ.pop(name) for name in TOLD_BY_PROXIES if name in environ}
        if _address(environ.get("REMOTE_ADDR", "")) in self.trusted:
            if seen := _address(told.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()):
                environ["REMOTE_ADDR"] = seen
            if "HTTP_X_FORWARDED_PROTO" in told:
                environ["HTTP_X_FORWARDED_PROTO"] = told["HTTP_X_FORWARDED_PROTO"]
        return self.application(environ, start)


def _address(text: str) -> str:
    """An address in its one way of writing; "" for what is none."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
