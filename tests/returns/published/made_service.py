"""
A service on this machine that speaks the documented shapes of Explore Education Statistics, and fails as it is told.

Its data set is a small table; its failures are said beforehand, one for each request, and come in that order.
"""

import csv
import gzip
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.returns.published import made_tables as made

ID = "7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd"
PUBLICATION = "2118a6df-4934-4a1f-ad2e-4589d2b9ccaf"
VERSION = "2.0"
TITLE = "Referrals and re-referrals"
LEVELS = {"National": "NAT", "Regional": "REG", "Local authority": "LA"}


def whole_table():
    """Referrals of four years in England, London and two boroughs, in the file's own form."""
    rows = [
        (year, place, "Referrals and Re-referrals", f"{number}{year}", *made.C1_FIGURES_2025[2:])
        for year in (2022, 2023, 2024, 2025)
        for number, place in enumerate((made.ENGLAND, made.LONDON, made.ISLINGTON, made.HACKNEY))
    ]
    return made.c1_2025(*rows)


class Made:
    """The service's data, what it was asked, and how it shall fail."""

    def __init__(self, content=None, version=VERSION):
        self.content = whole_table() if content is None else content
        self.version = version
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        """Method, path with query, and headers of every request."""
        self.failures: dict[str, list[object]] = {}
        """For the end of a path, what goes wrong with the next requests: a status, or a number of bytes to break at."""
        self.ranges = True
        self.etag = '"made-1"'
        self.redirect = ""
        self.rows = list(csv.DictReader(io.StringIO(self.content.decode("utf-8-sig"))))
        self.page_size = 0

    def file(self):
        return gzip.compress(self.content, mtime=0)

    def meta(self):
        columns = list(self.rows[0])
        figures = [name for name in columns if name not in made.PLACES and name != "category"]
        places = {}
        for row in self.rows:
            for level, code, name, old in _places(row):
                places.setdefault(level, {})[_code(level, code)] = (code, name, old)
        return {
            "filters": [{
                "id": "flt1", "column": "category", "label": "Category", "hint": "",
                "options": [{"id": "o1", "label": self.rows[0]["category"]}],
            }],
            "indicators": [
                {"id": f"ind{place}", "column": name, "label": name, "unit": "", "decimalPlaces": 0}
                for place, name in enumerate(figures)
            ],
            "geographicLevels": [{"code": code, "label": label} for label, code in LEVELS.items()],
            "locations": [
                {"level": {"code": level, "label": level}, "options": [
                    {"id": key, "label": name, "code": code, **({"oldCode": old} if level == "LA" else {})}
                    for key, (code, name, old) in some.items()
                ]}
                for level, some in places.items()
            ],
            "timePeriods": [{"code": "RY", "label": "2025", "period": "2025"}],
        }  # fmt: skip

    def page(self, body):
        size = self.page_size or body["pageSize"]
        first = (body["page"] - 1) * size
        names = {one["id"]: one["column"] for one in self.meta()["indicators"]}
        results = [
            {
                "timePeriod": {"code": "RY", "period": row["time_period"]},
                "geographicLevel": LEVELS[row["geographic_level"]],
                "locations": {level: _code(level, code) for level, code, _, _ in _places(row)},
                "filters": {"flt1": "o1"},
                "values": {each: row[names[each]] for each in body["indicators"]},
            }
            for row in self.rows[first : first + size]
        ]
        pages = -(-len(self.rows) // size)
        return {
            "paging": {"page": body["page"], "pageSize": size, "totalResults": len(self.rows), "totalPages": pages},
            "results": results,
            "warnings": [],
        }

    def about(self):
        return {"id": ID, "title": TITLE, "summary": "", "status": "Published", "latestVersion": self.one_version()}

    def one_version(self):
        return {
            "version": self.version, "published": "2026-10-30T09:30:00Z", "totalResults": len(self.rows),
            "timePeriods": {"start": "2022", "end": "2025"},
            "geographicLevels": list(LEVELS), "filters": ["Category"], "indicators": ["Referrals"],
        }  # fmt: skip


def _places(row):
    yield "NAT", row["country_code"], row["country_name"], ""
    if row["region_code"]:
        yield "REG", row["region_code"], row["region_name"], ""
    if row["new_la_code"]:
        yield "LA", row["new_la_code"], row["la_name"], row["old_la_code"]


def _code(level, code):
    return f"{level}-{code}"


def _paged(results):
    paging = {"page": 1, "pageSize": 20, "totalResults": len(results), "totalPages": 1}
    return {"paging": paging, "results": results}


@contextmanager
def running(service: Made) -> Iterator[str]:
    """Its address, as long as it runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self._answer(None)

        def do_POST(self):
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def log_message(self, format, *args):
            pass

        def _answer(self, body):
            service.asked.append((self.command, self.path, dict(self.headers)))
            parts = urlsplit(self.path)
            steps = parts.path.removeprefix("/v1/").split("/")
            failing = service.failures.get(steps[-1]) or []
            failure = failing.pop(0) if failing else None
            wanted = parse_qs(parts.query).get("dataSetVersion", [service.version])
            if isinstance(failure, dict):
                self._send(failure["status"], b"", failure.get("headers", {}))
            elif isinstance(failure, bytes):
                self._send(200, failure, {"Content-Type": "text/html"})
            elif service.redirect:
                target, service.redirect = service.redirect, ""
                self._send(302, b"", {"Location": target})
            elif wanted != [service.version]:
                self._send(404, b"{}", {})
            elif steps[-1] == "csv":
                self._file(failure)
            else:
                self._json(tuple(steps), body, failure)

        def _json(self, steps, body, break_at):
            found = {
                ("data-sets", ID): service.about,
                ("data-sets", ID, "meta"): service.meta,
                ("data-sets", ID, "versions", service.version): service.one_version,
                ("data-sets", ID, "query"): lambda: service.page(body),
                ("publications",): lambda: _paged([{"id": PUBLICATION, "title": "Children in need"}]),
                ("publications", PUBLICATION, "data-sets"): lambda: _paged([service.about()]),
            }.get(steps)
            if found:
                self._send(200, json.dumps(found()).encode(), {"Content-Type": "application/json"}, break_at)
            else:
                self._send(404, b"{}", {})

        def _file(self, break_at):
            content = service.file()
            headers = {"Content-Type": "text/csv", "Content-Encoding": "gzip"} | (
                {"ETag": service.etag} if service.etag else {}
            )
            status, first = 200, 0
            asked = self.headers.get("Range", "")
            if asked and service.ranges and self.headers.get("If-Range") == service.etag:
                first = int(asked.removeprefix("bytes=").removesuffix("-"))
                if first >= len(content):
                    return self._send(416, b"", {})
                status = 206
                headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
            return self._send(status, content[first:], headers, break_at)

        def _send(self, status, content, headers, break_at=None):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[:break_at])
            if break_at is not None:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
