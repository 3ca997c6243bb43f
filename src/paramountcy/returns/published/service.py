"""
Speaking to the Explore Education Statistics service: its public API, over HTTPS, with the standard library.

What it may do to us is bounded: answers have a largest size and a longest time, and a redirect is followed on the same
host only. What we do to it is polite: one request at a time, and when it is busy we wait as it asks, longer each time.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

from paramountcy import __version__
from paramountcy.returns.report.visible import short, visible

BASE = "https://api.education.gov.uk/statistics/v1"
"""Where the service stands, as documented in November 2025."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
BUSY = (408, 425, 429, 500, 502, 503, 504)
"""Answers after which the same request may succeed later."""
MOVED = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 4
NOT_THAT_PART = 416
LARGEST_ANSWER = 50_000_000
"""Bytes of an answer in JSON; a page of 1,000 rows has a few hundred thousand."""
LONGEST_WAIT = 60.0
"""Seconds that we wait when the service asks us to."""


Came = TypeVar("Came")


class NotFetched(ValueError):
    """What was asked of the service did not come. The message is a sentence, and says what to do."""


class Broken(Exception):
    """The connection failed, or the service is busy: the same request may succeed later."""

    def __init__(self, said: str, wait: float | None = None):
        super().__init__(said)
        self.wait = wait


class PartGone(Broken):
    """The part of a file that was asked for is not there: it has to come from its beginning."""


class Answer(Protocol):
    """An open answer: its status and headers, and its body piece by piece."""

    status: int
    headers: http.client.HTTPMessage

    def read(self, amount: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Service:
    """The service at an address. `tries` is how often a request is made before it is given up."""

    base: str = BASE
    timeout: float = 30.0
    tries: int = 5
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        local = parts.hostname in LOOPBACK
        if parts.scheme not in (("https", "http") if local else ("https",)) or not parts.hostname:
            raise NotFetched(f"the address of a service begins with https://, and {short(visible(self.base))} does not")
        if parts.username or parts.query or parts.fragment:
            raise NotFetched("the address of a service has no user name, no ? and no #")

    def ask(self, path: str, body: object = None, /, **query: object) -> dict[str, Any]:
        """The answer to a request, in JSON; a body makes it a POST. Raises NotFetched."""
        sent = None if body is None else json.dumps(body).encode()

        def once() -> dict[str, Any]:
            with closing(self.open(path, sent, {"Accept": "application/json"}, query)) as answer:
                text = _bounded(answer)
            try:
                held = json.loads(text)
            except ValueError as wrong:
                raise NotFetched(
                    "the service did not answer in JSON: a proxy or a page to sign in may stand between"
                ) from wrong
            if not isinstance(held, dict):
                raise NotFetched("the service answered in a form that is not its documented one")
            return held

        return self.patiently(once)

    def patiently(self, once: Callable[[], Came]) -> Came:
        """Do what may break, again after a while each time it does. Raises NotFetched."""
        for attempt in range(1, self.tries + 1):
            try:
                return once()
            except Broken as broken:
                if attempt == self.tries:
                    raise NotFetched(
                        f"{broken}; it was tried {self.tries} times. What came is kept: the same command goes on from "
                        "there"
                    ) from broken
                self.sleep(min(broken.wait or 2.0 ** (attempt - 1), LONGEST_WAIT))
        raise AssertionError("a loop of tries ends with an answer or an exception")

    def open(self, path: str, body: bytes | None, headers: Mapping[str, str], query: Mapping[str, object]) -> Answer:
        """An open answer of status 200 or 206. Raises Broken where it may come later, NotFetched where it won't."""
        asked = {name: value for name, value in query.items() if value not in ("", None)}
        address = f"{self.base.rstrip('/')}{path}" + (f"?{urlencode(asked)}" if asked else "")
        headers = {**headers, "User-Agent": f"paramountcy/{__version__}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        for _ in range(MOST_REDIRECTS):
            try:
                return self._opener.open(_Request(address, body, headers), timeout=self.timeout)
            except urllib.error.HTTPError as wrong:
                with closing(wrong):
                    if wrong.code not in MOVED:
                        raise _refused(wrong.code, wrong.headers.get("Retry-After", "")) from wrong
                    address = _on_same_host(address, wrong.headers.get("Location", ""))
            except (OSError, http.client.HTTPException) as wrong:
                raise Broken(_why(wrong)) from wrong
        raise NotFetched("the service sends us round in circles")

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        """One that knows HTTP and HTTPS and nothing else, files least of all."""
        opener = urllib.request.OpenerDirector()
        local = urlsplit(self.base).hostname in LOOPBACK
        for handler in (
            urllib.request.ProxyHandler({} if local else None),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)
        return opener


class _Request(urllib.request.Request):
    """A request over HTTPS, or HTTP on this machine; for nothing else is one made."""

    def __init__(self, address: str, body: bytes | None, headers: Mapping[str, str]):
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise NotFetched("nothing is fetched but over https")
        super().__init__(address, body, dict(headers))


def _on_same_host(before: str, location: str) -> str:
    """Where we are sent on to. Raises NotFetched where that is another host, or not over HTTPS."""
    after = urljoin(before, location)
    there, here = urlsplit(after), urlsplit(before)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise NotFetched(
            f"the service sent us on to {short(visible(there.netloc or there.scheme))}, where nothing is fetched from: "
            "if it has moved, give its new address"
        )
    return after


def read_piece(answer: Answer, amount: int) -> bytes:
    """The next piece of an answer. Raises Broken where the connection failed."""
    try:
        return answer.read(amount)
    except (OSError, http.client.HTTPException) as wrong:
        raise Broken(_why(wrong)) from wrong


def _bounded(answer: Answer) -> bytes:
    pieces, size = [], 0
    while piece := read_piece(answer, 1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER:
            raise NotFetched(f"the service answered with more than {LARGEST_ANSWER:,} bytes: nothing of it was kept")
    promised = answer.headers.get("Content-Length", "")
    if promised.isdigit() and size < int(promised):
        raise Broken("the connection broke off")
    return b"".join(pieces)


def _refused(code: int, wait: str) -> Exception:
    if code in BUSY:
        return Broken(f"the service is busy (it answered {code})", float(wait) if wait.isdigit() else None)
    if code == NOT_THAT_PART:
        return PartGone("the service has no such part of the file any more")
    why = {
        400: "the service did not accept the request",
        401: "the service wants us to sign in",
        403: "the service does not let us have this: the data set may have been withdrawn",
        404: "the service does not have this: check the data set's ID and its version",
    }
    return NotFetched(f"{why.get(code, 'the service refused the request')} (it answered {code})")


def _why(wrong: BaseException) -> str:
    inner = getattr(wrong, "reason", wrong)
    if isinstance(inner, TimeoutError):
        return "the service did not answer in time"
    text = getattr(inner, "strerror", None) or (inner if isinstance(inner, str) else "")
    return "the connection to the service failed" + (f" ({short(visible(f'{text}'))})" if text else "")
