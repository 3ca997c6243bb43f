"""The sentences of a report. Every way of writing it takes them from here."""

from datetime import date, datetime

from paramountcy.returns.report import counts
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.visible import visible

PERSONAL = "Children's personal data"
PERSONAL_ADVICE = "Keep this where the return itself is kept, and share it only with those who may see the return."
ANONYMOUS = "Anonymous report"
ANONYMOUS_ADVICE = (
    "Identifiers are numbers that mean nothing outside this report, dates of birth and death are years, and a value "
    "that is not of the kind its field asks for is shown by its shape only (x for a letter, 9 for a digit). "
    "Each row is still about a real child: this is for working with others, not for publishing."
)
UNCONFIRMED = "Not confirmed against the published list"
UNCONFIRMED_ADVICE = (
    "These rules come from a draft, not from the list that the Department for Education published. "
    "Treat what they find as a hint: the collection system may judge otherwise."
)
SEVERITY_MEANING = {
    "structure": "The file is not built as the return asks. What could be read was still judged.",
    "error": "A rule of the return is broken. Correct the record, or be ready to explain it.",
    "query": "Unusual rather than wrong. Check it, then correct it or note the reason.",
}
NAMES = {
    "structure": ("structure finding", "structure findings"),
    "error": ("error", "errors"),
    "query": ("query", "queries"),
    "child": ("child", "children"),
    "rule": ("rule", "rules"),
    "row": ("row", "rows"),
    "finding": ("finding", "findings"),
    "accepted finding": ("accepted finding", "accepted findings"),
}


def how_many(number: int, name: str) -> str:
    """
    >>> how_many(1, "query"), how_many(2345, "child"), how_many(0, "row")
    ('1 query', '2,345 children', 'no rows')
    """
    one, more = NAMES[name]
    return f"{number:,} {one if number == 1 else more}" if number else f"no {more}"


def together(parts: list[str]) -> str:
    """
    >>> together(["a", "b", "c"]), together(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def in_words(day: date) -> str:
    """
    >>> in_words(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def moment(at: datetime) -> str:
    """
    >>> moment(datetime(2026, 3, 1, 9, 5))
    '1 March 2026, 09:05'
    """
    return f"{in_words(at)}, {at:%H:%M %Z}".rstrip()


def size(count: int) -> str:
    """
    >>> size(900), size(34_212_345)
    ('900 bytes', '34.2 MB (34,212,345 bytes)')
    """
    for unit, scale in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if count >= scale:
            return f"{count / scale:.1f} {unit} ({count:,} bytes)"
    return f"{count:,} bytes"


def heading(report: Report) -> str:
    """What every output is headed with."""
    return ANONYMOUS if report.head.anonymous else PERSONAL


def advice(report: Report) -> str:
    return ANONYMOUS_ADVICE if report.head.anonymous else PERSONAL_ADVICE


def title(report: Report) -> str:
    """Such as "Children in need census 2025-26"."""
    return visible(f"{report.head.title} {report.head.year or ''}".strip())


def head(report: Report) -> list[tuple[str, str]]:
    """What was checked, by what and when, as names and values in the order to read them."""
    about = report.head
    pairs = [
        ("Team", about.team),
        ("File", about.file),
        ("Size", size(about.size) if about.size else ""),
        ("SHA-256", about.sha256),
        ("Authority", about.authority),
        ("Year", str(about.year) if about.year else "none: only the structure was checked"),
        ("Part-year check up to", in_words(about.to) if about.to else ""),
        ("Children of the team" if about.team else "Children in the return", f"{report.children:,}"),
        ("Checked", moment(about.checked_at)),
        ("Software", f"Paramountcy {about.version}"),
        ("Rules", about.rule_set),
        ("Where the rules come from", about.rule_source),
    ]
    return [(name, visible(value)) for name, value in pairs if value]


def verdict(report: Report) -> str:
    """The first sentence: what was found, or that nothing was."""
    found = [count for count in counts.by_severity(report) if count.findings]
    if found:
        parts = [how_many(count.findings, count.severity) for count in found]
        if not counts.children(report):
            return f"Found {together(parts)}, none of them about one child."
        everyone = how_many(report.children, "child")
        return f"Found {together(parts)}, in the records of {counts.children(report):,} of {everyone}."
    rules = counts.judged(report).height
    if not rules:
        return "Nothing found in how the file is built. No rule was run; the collection system decides."
    ran = f"these {rules:,} rules" if rules > 1 else "this one rule"
    return f"Nothing found by {ran}; the collection system decides."


def remarks(report: Report) -> list[str]:
    """The sentences that follow the first: what to know before trusting the counts."""
    said = []
    if report.head.to:
        said.append(f"This is a part-year check: what is not yet due on {in_words(report.head.to)} is not reported.")
    if missed := report.not_run.height:
        they = "it" if missed == 1 else "they"
        said.append(f"{how_many(missed, 'rule')} did not run, so nothing is known of what {they} would find.")
    if partly := counts.partly(report).height:
        said.append(f"{how_many(partly, 'rule')} could not judge every row.")
    if drafts := sum(count.unconfirmed for count in counts.by_severity(report)):
        said.append(f"{drafts:,} of these came from rules that are not confirmed: shown apart.")
    if agreed := counts.accepted(report):
        said.append(f"{how_many(agreed, 'accepted finding')} not counted: listed apart.")
    return said + [f"{remark.rstrip('.')}." for remark in report.remarks]
