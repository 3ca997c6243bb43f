"""
Fetching a data set from the Explore Education Statistics service, so that a fetch that breaks off goes on later.

A data set comes whole, as its CSV file, or page by page. The file goes on where it stopped when the service allows it
(an answer 206 to a Range); pages always do, since each is kept when it has come. What has come lies in a folder of the
data set and its version, and is removed when all is there: so a part is never taken for the whole, nor one version
for another. The version fetched is asked for by its number throughout, and recorded.
"""

import csv
import io
import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from paramountcy.returns.published.manifest import make_private
from paramountcy.returns.published.service import Answer, Broken, NotFetched, PartGone, Service, read_piece
from paramountcy.returns.published.sheet import LARGEST, sheet
from paramountcy.returns.put import placing

PIECE = 1 << 16
PAGE_SIZE = 1_000
"""Rows of a page, as the service has it unless asked; 10,000 is the most."""
MOST_PAGES = 10_000
PERIODS = {"RY": "Reporting year", "CY": "Calendar year", "AY": "Academic year", "FY": "Financial year"}
PLACES = {
    "NAT": ("country_code", "country_name"),
    "REG": ("region_code", "region_name"),
    "LA": ("new_la_code", "la_name"),
}
HEADING = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Offered:
    """A data set that the service offers, in one version."""

    id: str
    title: str
    version: str
    published: str
    rows: int
    first: str
    last: str

    @property
    def stem(self) -> str:
        """A name for files about it."""
        words = re.sub(r"[^a-z0-9]+", "_", self.title.lower()).strip("_")[:60]
        return f"{words or 'data_set'}_{self.version.replace('.', '_')}"


@dataclass(frozen=True)
class Fetched:
    """A data set that has come: its CSV file, and the address it came from."""

    offered: Offered
    content: bytes
    address: str

    @property
    def name(self) -> str:
        return f"{self.offered.stem}.csv"


def search(service: Service, words: str) -> list[Offered]:
    """The data sets of publications whose titles have these words, at most those of ten. Raises NotFetched."""
    found = []
    for publication in _results(service.ask("/publications", page=1, pageSize=10, search=words)):
        listed = service.ask(f"/publications/{_id(publication.get('id'))}/data-sets", page=1, pageSize=20)
        found += [_offered(one, one["latestVersion"]) for one in _results(listed) if one.get("latestVersion")]
    return found


def offered(service: Service, data_set: str, version: str = "") -> Offered:
    """What the service offers under an ID, in its latest version or the one named. Raises NotFetched."""
    code = _id(data_set)
    about = service.ask(f"/data-sets/{code}")
    if not version:
        if "latestVersion" in about and not about["latestVersion"]:
            raise NotFetched(f"the data set {code} has no version that is published")
        return _offered(about, about.get("latestVersion") or {})
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,2}", version):
        raise NotFetched(f"{version!r} is not a version of a data set: it has one like 2.0")
    return _offered(about, service.ask(f"/data-sets/{code}/versions/{version}"))


def fetch(service: Service, one: Offered, folder: Path, *, pages: bool = False, progress: Progress) -> Fetched:
    """
    Fetch a data set. What comes is kept in `folder` until all is there. Raises NotFetched.

    `pages` asks for it page by page.
    """
    kept = folder / f"{one.id}-{one.version}"
    try:
        make_private(kept)
        content = _pages(service, one, kept, progress) if pages else _file(service, one, kept, progress)
    except OSError as wrong:
        raise NotFetched(f"what came can't be kept in {folder}: {wrong.strerror or type(wrong).__name__}") from wrong
    have = sheet(content).rows.height
    shutil.rmtree(kept)
    if have < one.rows:
        raise NotFetched(f"the service counts {one.rows:,} rows in {one.title}, and {have:,} came: nothing was loaded")
    return Fetched(one, content, f"{service.base.rstrip('/')}/data-sets/{one.id}")


def _file(service: Service, one: Offered, kept: Path, progress: Progress) -> bytes:
    """The data set's CSV file, which the service sends compressed."""
    part, state = kept / "whole.part", kept / "whole.json"

    def once() -> bytes:
        have = part.stat().st_size if part.exists() else 0
        mark = json.loads(state.read_text()) if have and state.exists() else {}
        headers = {"Accept": "text/csv", "Accept-Encoding": "gzip"}
        if have and mark.get("etag"):
            headers |= {"Range": f"bytes={have}-", "If-Range": mark["etag"]}
        query = {"dataSetVersion": one.version}
        try:
            came = service.open(f"/data-sets/{one.id}/csv", None, headers, query)
        except PartGone:
            part.unlink()
            raise
        with closing(came) as answer:
            goes_on = answer.status == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {have}-")
            if not goes_on:
                if answer.status == 206:
                    part.unlink()
                    raise Broken("the service went on at another place than was asked for")
                mark = {"etag": _strong(answer), "encoding": answer.headers.get("Content-Encoding", "")}
                state.write_text(json.dumps(mark))
                have = 0
            _append(answer, part, have, one, progress)
        try:
            return _unpacked(part.read_bytes(), mark["encoding"])
        except zlib.error as wrong:
            part.unlink()
            raise Broken("what came is damaged") from wrong

    return service.patiently(once)


def _append(answer: Answer, part: Path, have: int, one: Offered, progress: Progress) -> None:
    """Write an answer behind the first `have` bytes of a file. Raises Broken where it ends too early."""
    promised = answer.headers.get("Content-Length", "")
    whole = have + int(promised) if promised.isdigit() else 0
    with part.open("r+b" if have else "wb") as out:
        out.seek(have)
        out.truncate()
        while piece := read_piece(answer, PIECE):
            out.write(piece)
            have += len(piece)
            if have > LARGEST:
                raise NotFetched(f"{one.title} has more than {LARGEST:,} bytes, and no published table is so large")
            progress("fetching", have / whole if whole else 0.5)
    if have < whole:
        raise Broken("the connection broke off")


def _strong(answer: Answer) -> str:
    """The mark by which the service knows this very file again, "" where it gives none that holds for parts."""
    mark = answer.headers.get("ETag", "")
    return mark if mark.startswith('"') else answer.headers.get("Last-Modified", "")


def _unpacked(content: bytes, encoding: str) -> bytes:
    """What came, unpacked where it was packed. Raises Broken where it is cut short."""
    if encoding != "gzip" and not content.startswith(b"\x1f\x8b"):
        return content
    unpacking = zlib.decompressobj(wbits=31)
    unpacked = unpacking.decompress(content, LARGEST + 1)
    if len(unpacked) > LARGEST:
        raise NotFetched(f"unpacked it has more than {LARGEST:,} bytes, and no published table is so large")
    if not unpacking.eof:
        raise Broken("what came is cut short")
    return unpacked


def _pages(service: Service, one: Offered, kept: Path, progress: Progress) -> bytes:
    """The data set from its pages, as a CSV file in the columns of its own."""
    meta = _kept(kept / "meta.json", lambda: service.ask(f"/data-sets/{one.id}/meta", dataSetVersion=one.version))
    indicators = [str(each["id"]) for each in _listed(meta, "indicators")]
    # Without an order of their own, rows may come twice on one page and never on another.
    sorts = ["timePeriod", "geographicLevel", *(f"location|{level}" for level in _levels(meta))]
    sorts += [str(each["id"]) for each in _listed(meta, "filters")]
    asked = {
        "indicators": indicators,
        "sorts": [{"field": field, "direction": "Asc"} for field in sorts],
        "pageSize": PAGE_SIZE,
    }
    rows: list[dict[str, Any]] = []
    page, last = 1, 1
    while page <= last:
        body = {**asked, "page": page}
        came = _kept(
            kept / f"page-{page:05}.json",
            lambda body=body: service.ask(f"/data-sets/{one.id}/query", body, dataSetVersion=one.version),
        )
        rows += _results(came)
        paging = came.get("paging")
        last = paging.get("totalPages") if isinstance(paging, dict) else None
        if not isinstance(last, int) or last > MOST_PAGES:
            raise NotFetched("the service does not say how many pages there are, or far too many")
        progress("fetching", page / max(last, 1))
        page += 1
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_table(rows, meta))
    return out.getvalue().encode()


def _kept(path: Path, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """An answer that came before, or that comes now and is kept."""
    if path.exists():
        try:
            return json.loads(path.read_bytes())
        except ValueError:
            path.unlink()
    answer = ask()
    with placing(path) as file:
        file.write(json.dumps(answer).encode())
    return answer


def _table(rows: list[dict[str, Any]], meta: dict[str, Any]) -> Iterator[list[str]]:
    """Rows of a query as rows of the data set's file, its heading first."""
    filters = {str(each["id"]): str(each.get("column") or each["id"]) for each in _listed(meta, "filters")}
    indicators = {str(each["id"]): str(each.get("column") or each["id"]) for each in _listed(meta, "indicators")}
    options = {
        (str(each["id"]), str(option["id"])): str(option["label"])
        for each in _listed(meta, "filters")
        for option in _listed(each, "options")
    }
    levels = {str(each["code"]): str(each["label"]) for each in _listed(meta, "geographicLevels")}
    places = {
        (_level(each), str(option["id"])): option
        for each in _listed(meta, "locations")
        for option in _listed(each, "options")
    }
    yield [*HEADING, *filters.values(), *indicators.values()]
    for row in rows:
        try:
            period, where = row["timePeriod"], row["locations"]
            cells = dict.fromkeys(HEADING, "")
            cells["time_period"] = _period(str(period["period"]))
            cells["time_identifier"] = PERIODS.get(str(period["code"]), str(period["code"]))
            cells["geographic_level"] = levels[str(row["geographicLevel"])]
            for level, code in where.items():
                place = places[level, str(code)]
                if level in PLACES:
                    cells |= dict(zip(PLACES[level], (str(place.get("code", "")), str(place["label"])), strict=True))
                if level == "LA":
                    cells["old_la_code"] = str(place.get("oldCode", ""))
            narrowed = [options[name, str(row["filters"][name])] for name in filters]
            values = [str(row["values"][name]) for name in indicators]
        except (KeyError, TypeError, AttributeError) as wrong:
            raise NotFetched("the service answered with rows that its own description does not explain") from wrong
        yield [*cells.values(), *narrowed, *values]


def _period(text: str) -> str:
    """A period as files have it: 2023/2024 is 202324."""
    first, _, second = text.partition("/")
    return f"{first}{second[-2:]}" if second else first


def _levels(meta: dict[str, Any]) -> list[str]:
    return [_level(each) for each in _listed(meta, "locations")]


def _level(group: dict[str, Any]) -> str:
    """The level of a group of locations: an object with a code, in earlier versions of the service the code alone."""
    level = group.get("level")
    return str(level.get("code")) if isinstance(level, dict) else str(level)


def _listed(held: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = held.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NotFetched("the service answered in a form that is not its documented one")
    return found


def _results(held: dict[str, Any]) -> list[dict[str, Any]]:
    return _listed(held, "results")


def _id(text: object) -> str:
    try:
        return str(UUID(str(text)))
    except ValueError as wrong:
        raise NotFetched(
            f"{str(text)[:60]!r} is not the ID of a data set, which is like 7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd: "
            "find it with --search"
        ) from wrong


def _offered(about: dict[str, Any], version: dict[str, Any]) -> Offered:
    try:
        periods = version.get("timePeriods") or {}
        number = str(version["version"])
        if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,2}", number):
            raise ValueError(number)
        return Offered(
            _id(about["id"]),
            str(about["title"]),
            number,
            str(version.get("published") or ""),
            int(version.get("totalResults") or 0),
            str(periods.get("start") or ""),
            str(periods.get("end") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        if isinstance(wrong, NotFetched):
            raise
        raise NotFetched("the service answered in a form that is not its documented one") from wrong
