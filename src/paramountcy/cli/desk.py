"""
One page on this computer: drop a file, read its report, download the spreadsheet.

Only this computer can reach it, and only with the address that holds a random token. The file is on
disk while it is read, in a folder of its own, and then deleted. The last report is held in memory until
the next one, until it is forgotten or until the page is closed. Nothing else is kept, and nothing is logged.
"""

import hmac
import io
import os
import re
import secrets
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from paramountcy.cli.refusals import REFUSALS, explain
from paramountcy.cli.terminal import Refused
from paramountcy.cli.upload import CHUNK, Form, read_form
from paramountcy.returns.report import as_html, page, words
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.write import writer

HERE = Path(__file__).parent
LARGEST = 1 << 30
"""How many bytes a form may have: 1 GB, three times the largest return we know how to imagine."""
OUR_FAULT = (
    "This went wrong in Paramountcy, not in your file. The file was deleted. "
    "The terminal says what to tell us; do not send us the file."
)
PATIENCE = 60
"""Seconds without a byte after which a browser is given up."""
DOWNLOADS = {
    ".xlsx": ("Spreadsheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".csv": ("Plain table", "text/csv; charset=utf-8"),
    ".json": ("For programs", "application/json"),
    ".html": ("This page", "text/html; charset=utf-8"),
}


class Check(Protocol):
    """What checks a file: `paramountcy.check`."""

    def __call__(self, path: Path, /, *, year: str | None, to: date | None) -> Report: ...


@dataclass(frozen=True)
class Held:
    """The last report, and its number: a page of an earlier one can't download this one by mistake."""

    number: int
    report: Report


class Desk(ThreadingHTTPServer):
    """The server of the page, on 127.0.0.1. `port` 0 takes any that is free. `years` are those it offers."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let another program share the port

    def __init__(self, check: Check, *, years: Iterable[str], port: int = 0, largest: int = LARGEST):
        self.check = check
        self.years = tuple(years)
        self.largest = largest
        self.token = secrets.token_urlsafe(32)
        self.door = secrets.token_urlsafe(32)
        self.door_is_open = True
        self.held: Held | None = None
        self.checked = 0
        self.one_at_a_time = threading.Lock()
        super().__init__(("127.0.0.1", port), _Visit)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        """The page's address. Whoever on this computer knows it can use the page."""
        return f"http://{self.host}/{self.token}/"

    @property
    def first_address(self) -> str:
        """An address that leads to the page once: for a browser's command line, which others might see."""
        return f"http://{self.host}/{self.door}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no news; what goes wrong in a check is said on the page."""

    def judge(self, form: Form) -> Held:
        """
        Check the file of a form and hold its report.

        Raises Refused for a form that is not as it should be, and what the check raises for a file.
        """
        if form.file is None:
            raise Refused("Choose the file to check.")
        year = form.fields.get("year") or None
        if year and year not in self.years:
            raise Refused("Choose a year of the list.")
        try:
            to = date.fromisoformat(form.fields["to"]) if form.fields.get("to") else None
        except ValueError as wrong:
            raise Refused("Give the last day of the part-year as a date, such as 2026-01-31.") from wrong
        with self.one_at_a_time:
            report = self.check(form.file, year=year, to=to)
            if form.file_name and not report.head.anonymous:
                report = replace(report, head=replace(report.head, file=form.file_name))
            self.checked += 1
            self.held = Held(self.checked, report)
            return self.held


class _Visit(BaseHTTPRequestHandler):
    """One request. Every answer says that nothing may be kept, framed or sent elsewhere."""

    timeout = PATIENCE
    unread = 0
    """How many bytes of the request are still to come."""

    @property
    def desk(self) -> Desk:
        assert isinstance(self.server, Desk)
        return self.server

    def version_string(self) -> str:
        return "Paramountcy"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        desk = self.desk
        if not self._is_from_here():
            return
        path = self.path.partition("?")[0]
        if _same(path, f"/{desk.door}"):
            self._through_the_door()
        elif not self._knows_the_token(path):
            self._message(HTTPStatus.NOT_FOUND, "There is no page here. Use the whole address that the terminal shows.")
        else:
            self._page(path[len(desk.token) + 2 :])

    def do_POST(self) -> None:
        desk = self.desk
        length = self.headers.get("Content-Length", "")
        self.unread = int(length) if length.isascii() and length.isdecimal() and len(length) < 16 else -1
        if not self._is_from_here() or not self._is_from_our_page():
            return
        if not self._knows_the_token(self.path):
            self._refuse(HTTPStatus.NOT_FOUND, "There is no page here. Use the whole address that the terminal shows.")
        elif self.path == f"/{desk.token}/forget":
            self._drain()
            desk.held = None
            self._go(f"/{desk.token}/")
        elif self.path != f"/{desk.token}/":
            self._refuse(HTTPStatus.NOT_FOUND, "There is nothing to send a file to here.")
        elif self.unread < 0:
            self._message(HTTPStatus.LENGTH_REQUIRED, "The browser did not say how large the file is.")
        elif self.unread > desk.largest:
            self._drain()
            too_large = "The file is too large to be a return: check that it is the right one."
            self._form(too_large, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._check()

    def _check(self) -> None:
        """Take a file in, check it, delete it, and lead to its report; or say why not beside the form."""
        desk = self.desk
        try:
            with tempfile.TemporaryDirectory(prefix="paramountcy-") as folder:
                form = read_form(self._read, self.headers.get("Content-Type", ""), self.unread, Path(folder))
                self._drain()
                held = desk.judge(form)
        except (*REFUSALS, ValueError) as refusal:
            self._drain()
            self._form(_sentence(refusal))
        except (ConnectionError, TimeoutError):
            raise  # the browser went away
        except Exception as fault:
            explain(fault)
            self._message(HTTPStatus.INTERNAL_SERVER_ERROR, OUR_FAULT)
        else:
            self._go(f"/{desk.token}/report/{held.number}")

    def _page(self, name: str) -> None:
        """A page or a download, by what stands behind the token in its address."""
        held = self.desk.held
        if name == "":
            self._form()
        elif held and name == f"report/{held.number}":
            here = f"/{self.desk.token}/"
            links = [(f"{here}{name}{ending}", f"{title} ({ending})") for ending, (title, _) in DOWNLOADS.items()]
            text = as_html.html(held.report, [*links, (here, "Check another file")])
            self._send(HTTPStatus.OK, text, page.policy(page.style()))
        elif held and (ending := name.removeprefix(f"report/{held.number}")) in DOWNLOADS:
            self._download(held.report, ending)
        else:
            self._message(HTTPStatus.NOT_FOUND, "This report is no longer held. Check the file again.")

    def _download(self, report: Report, ending: str) -> None:
        out = io.BytesIO()
        writer(Path(f"report{ending}"))(report, out)
        stem = re.sub(r"[^\w .()-]+", " ", Path(report.head.file).stem).strip()[:80] or "return"
        name = f"{stem} - findings - {words.heading(report).lower()}{ending}"
        _, sort = DOWNLOADS[ending]
        extra = {"Content-Disposition": f"attachment; filename=\"findings{ending}\"; filename*=UTF-8''{quote(name)}"}
        self._send(HTTPStatus.OK, out.getvalue(), page.policy(page.style()), sort=sort, extra=extra)

    def _form(self, refusal: str = "", status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        held = self.desk.held
        self._own_page(
            status if refusal else HTTPStatus.OK,
            refusal=refusal,
            years=self.desk.years,
            held=f"report/{held.number}" if held else "",
            message="",
            title="Check a return",
        )

    def _message(self, status: HTTPStatus, message: str) -> None:
        """A page with a sentence and a way back, which is not given to who has not the token."""
        title = "Something went wrong" if status == HTTPStatus.INTERNAL_SERVER_ERROR else "Not here"
        self._own_page(status, refusal="", years=(), held="", message=message, title=title)

    def _own_page(self, status: HTTPStatus, **values: object) -> None:
        style = page.style(HERE / "desk.css")
        back = self.path.startswith(f"/{self.desk.token}/")
        here = f"/{self.desk.token}/" if back else ""
        text = page.render(HERE / "desk.html.jinja", style, forms="'self'", here=here, **values)
        self._send(status, text, page.policy(style, forms="'self'"))

    def _through_the_door(self) -> None:
        if self.desk.door_is_open:
            self.desk.door_is_open = False
            self._go(f"/{self.desk.token}/")
        else:
            self._message(HTTPStatus.GONE, "This address works once. Use the one that the terminal shows.")

    def _is_from_here(self) -> bool:
        """Refuse a request under another name: a web site might have its own name lead to this computer."""
        if self.headers.get_all("Host", []) == [self.desk.host]:
            return True
        self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "This page answers only to the address that the terminal shows.")
        return False

    def _is_from_our_page(self) -> bool:
        """Refuse a form that another site's page sends."""
        ours = f"http://{self.desk.host}"
        from_here = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        if from_here and self.headers.get("Origin", ours) == ours:
            return True
        self._refuse(HTTPStatus.FORBIDDEN, "This form was not sent from the page itself, so it was not read.")
        return False

    def _knows_the_token(self, path: str) -> bool:
        return _same(path[: len(self.desk.token) + 2], f"/{self.desk.token}/")

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        self._drain()
        self._message(status, message)

    def _read(self, size: int) -> bytes:
        chunk = self.rfile.read(size)
        self.unread -= len(chunk)
        return chunk

    def _drain(self) -> None:
        """Read what is left of a request: a browser shows no answer before it has sent everything."""
        while self.unread > 0 and self._read(min(CHUNK, self.unread)):
            pass

    def _go(self, address: str) -> None:
        self._send(HTTPStatus.SEE_OTHER, "", "default-src 'none'", extra={"Location": address})

    def _send(
        self,
        status: HTTPStatus,
        body: str | bytes,
        policy: str,
        *,
        sort: str = "text/html; charset=utf-8",
        extra: dict[str, str] | None = None,
    ) -> None:
        content = body.encode() if isinstance(body, str) else body
        headers = {
            "Content-Type": sort,
            "Content-Length": str(len(content)),
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        self.send_response(status)
        for name, value in (headers | (extra or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode(), secret.encode())


def _sentence(refusal: Exception) -> str:
    """What a refusal says, with the names that the page has for what are options of a command elsewhere."""
    text = str(refusal).strip().replace("--year", "Collection year").replace("--to", "Part of a year")
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
