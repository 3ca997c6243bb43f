"""What is said of two returns compared: in sentences, and as csv, json or html by the file's ending."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from paramountcy.returns.compare import CHANGED, GONE, NEW, OF_FINDINGS, SAME, Comparison
from paramountcy.returns.put import put
from paramountcy.returns.report import as_csv, words
from paramountcy.returns.report.shape import Head
from paramountcy.returns.report.visible import short, visible

ENDINGS = (".csv", ".json", ".html")
SHOWN = 500
"""How many lines of a part a page shows; the rest are counted."""
NOW = "now"


def write(comparison: Comparison, path: Path) -> list[Path]:
    """Write it, and say what was written: beside a .csv stands its description. Raises NotWritten."""
    fill = {".csv": _csv, ".json": _json, ".html": _html}[path.suffix.lower()]
    written = [put(path, lambda out: fill(comparison, out))]
    if path.suffix.lower() == ".csv":
        described = {"@context": "http://www.w3.org/ns/csvw", "url": visible(path.name)} | about(comparison)
        written.append(put(as_csv.metadata_path(path), lambda out: _dump(described, out)))
    return written


def about(comparison: Comparison) -> dict[str, Any]:
    """All that is said but for the listing, as plain values."""
    return {
        "heading": heading(comparison),
        "advice": words.ANONYMOUS_ADVICE if comparison.new.anonymous else words.PERSONAL_ADVICE,
        "old": _head(comparison.old),
        "new": _head(comparison.new),
        "children": comparison.children,
        "rows": comparison.rows.to_dicts(),
        "findings": comparison.findings.to_dicts(),
        "remarks": list(comparison.remarks),
    }


def heading(comparison: Comparison) -> str:
    return words.ANONYMOUS if comparison.new.anonymous else words.PERSONAL


def sentences(comparison: Comparison) -> list[str]:
    """What changed, in a few sentences."""
    children = comparison.children
    counted = [f"{children[what]:,} {what}" for what in (GONE, NEW, CHANGED, SAME)]
    rows = [f"{comparison.rows[what].sum():,} {what}" for what in (GONE, NEW, CHANGED)]
    findings = [
        f"{comparison.findings[what].sum():,} {what}" for what in OF_FINDINGS if comparison.findings[what].sum()
    ]
    return [
        f"Children: {words.together(counted)}.",
        f"Rows of the children in both: {words.together(rows)}.",
        f"Findings: {words.together(findings) if findings else 'none in either'}.",
        *(f"{remark[0].upper()}{remark[1:]}." for remark in comparison.remarks),
    ]


def names(comparison: Comparison) -> tuple[str, str]:
    """What to call the two: their files and years, where those may be said."""
    return _name(comparison.old, "the old return"), _name(comparison.new, "the new return")


def lines(listing: pl.DataFrame) -> Iterator[str]:
    """Lines of a listing, each a sentence of a kind, such as "child 12, Assessments, line 10, now 22: ..."."""
    for line in listing.iter_rows(named=True):
        yield _line(line)


def _line(line: dict[str, Any]) -> str:
    said = [line["rule"]] if line["rule"] else []
    said += [f"child {visible(short(line['child']))}"] if line["child"] is not None else ["the whole return"]
    said += [line["table"]] if line["table"] and line["what"] != "child" else []
    before, after = line["old_line"], line["new_line"]
    if before and after and before != after:
        said.append(f"line {before}, {NOW} {after}")
    elif before or after:
        said.append(f"line {after or before}")
    place = ", ".join(said)
    values = "; ".join(_values(line))
    return f"{place}: {values}" if values else place


def _values(line: dict[str, Any]) -> Iterator[str]:
    """Each field with its value, or both where it changed."""
    fields = line["fields"] or []
    nothing = [None] * len(fields)
    for field, before, after in zip(fields, line["old"] or nothing, line["new"] or nothing, strict=True):
        if line["change"] == CHANGED:
            yield f"{visible(field)} {_value(before)}, {NOW} {_value(after)}"
        elif line["what"] == "finding" or before is not None or after is not None:
            yield f"{visible(field)} {_value(after if line['old'] is None or line['new'] else before)}"


def _value(value: str | None) -> str:
    return "missing" if value is None else visible(short(value))


def _name(head: Head, otherwise: str) -> str:
    return f"{visible(head.file) or otherwise} ({head.year})"


def _head(head: Head) -> dict[str, Any]:
    said = {
        name: value if isinstance(value, bool | int | None) else visible(str(value))
        for name, value in asdict(head).items()
    }
    return (
        said
        | {"year": str(head.year) if head.year else None, "to": head.to.isoformat() if head.to else None}
        | {"checked_at": head.checked_at.isoformat(timespec="seconds")}
    )


def _csv(comparison: Comparison, out: BinaryIO) -> None:
    lists = ("fields", "old", "new")
    texts = ("what", "change", "child", "table", "rule", "severity", "message")
    as_csv.write_frame(
        comparison.listing.with_columns(
            *(pl.when(pl.col(name).is_not_null()).then(as_csv.as_json(name)).alias(name) for name in lists),
            *(as_csv.guarded(name) for name in texts),
        ),
        out,
    )


def _json(comparison: Comparison, out: BinaryIO) -> None:
    out.write(json.dumps(about(comparison), ensure_ascii=False, indent=1).removesuffix("\n}").encode())
    out.write(b',\n "listing": ')
    out.write(comparison.listing.write_json().encode())
    out.write(b"\n}\n")


def _dump(said: dict[str, Any], out: BinaryIO) -> None:
    out.write(json.dumps(said, ensure_ascii=False, indent=1).encode())


def _html(comparison: Comparison, out: BinaryIO) -> None:
    from paramountcy.returns.report import page

    parts = []
    for what, title, changes in PARTS:
        for change in changes:
            part = comparison.listing.filter(what=what, change=change)
            if len(part):
                shown = list(lines(part.head(SHOWN)))
                parts.append({"title": title.format(change), "lines": shown, "more": len(part) - len(shown)})
    text = page.render(
        Path(__file__).with_name("compare.html.jinja"),
        page.style(),
        comparison=comparison,
        heading=heading(comparison),
        advice=words.ANONYMOUS_ADVICE if comparison.new.anonymous else words.PERSONAL_ADVICE,
        names=names(comparison),
        sentences=sentences(comparison),
        rows=comparison.rows.to_dicts(),
        findings=comparison.findings.to_dicts(),
        changes=[change for change in OF_FINDINGS if comparison.findings[change].sum()],
        parts=parts,
    )
    out.write(text.encode())


PARTS = (
    ("child", "Children {}", (GONE, NEW)),
    ("row", "Rows {}", (GONE, NEW, CHANGED)),
    ("finding", "Findings {}", OF_FINDINGS),
)
"""The parts of the listing: what, its title, and in which order."""
