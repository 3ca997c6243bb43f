"""
Comparing two returns: which children, rows and findings went, came, changed or stayed.

Children are matched by LAchildID. Rows of a child are matched by what they hold, top down: two rows
are the same when all their fields are, under rows that were matched; those left over are one changed row
when their first fields agree (the day it began, in most tables), or when there is one on either side.
Findings are matched by rule, child, and the fields and values they point at, never by row number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from paramountcy.returns.report import as_csv
from paramountcy.returns.report.anonymous import anonymous
from paramountcy.returns.report.shape import Head, Report
from paramountcy.returns.report.words import how_many
from paramountcy.returns.shape import Return, Table

GONE, NEW, CHANGED, SAME = "gone", "new", "changed", "the same"
STILL, NOT_JUDGED, NEWLY_JUDGED = "still there", "not judged any more", "not judged before"
OF_FINDINGS = (GONE, NEW, STILL, NOT_JUDGED, NEWLY_JUDGED)

LISTING = {
    "what": pl.String,  # child, row or finding
    "change": pl.String,  # gone or new; a row may be changed, a finding any of OF_FINDINGS
    "child": pl.String,  # LAchildID; null where a finding is about the whole return
    "table": pl.String,
    "old_row": pl.UInt32,
    "old_line": pl.UInt32,
    "new_row": pl.UInt32,
    "new_line": pl.UInt32,
    "fields": pl.List(pl.String),  # of a changed row those that changed, of one gone or new those with a value
    "old": pl.List(pl.String),  # their values as sent, as many; null where there is no such row
    "new": pl.List(pl.String),
    "rule": pl.String,  # of findings only, as are the next two
    "severity": pl.String,
    "message": pl.String,
}
ROWS = {"who": pl.String, "old_row": pl.UInt32, "new_row": pl.UInt32}


@dataclass(frozen=True)
class Comparison:
    """
    What changed from one return to another.

    `children` counts those gone, new, changed and the same. `rows` has a line a table (table, gone, new,
    changed), `findings` one a rule (rule, severity, message, and a count for each of OF_FINDINGS). `listing`
    has a line for each child gone or new, each row gone, new or changed, and each row of each finding
    (LISTING). `remarks` are sentences to know before trusting the counts.
    """

    old: Head
    new: Head
    children: dict[str, int]
    rows: pl.DataFrame
    findings: pl.DataFrame
    listing: pl.DataFrame
    remarks: tuple[str, ...] = ()


def compare(old: Report, new: Report, kind: Return, *, without_names: bool = False) -> Comparison:
    """
    Compare the checks of two returns of one kind.

    `without_names` makes all that comes out anonymous, with one number for a child who is in both.
    """
    old_who, new_who = _who(old), _who(new)
    both = old_who.select("who").unique().join(new_who.select("who").unique(), on="who")
    changes = dict(_changed_rows(old, new, kind, old_who.join(both, on="who"), new_who.join(both, on="who")))
    found = _matched_findings(old, new)
    shown_old, shown_new = _without_names(old, new, kind) if without_names else (old, new)
    gone, come = old_who.join(both, on="who", how="anti"), new_who.join(both, on="who", how="anti")
    rows = [_list_rows(shown_old, shown_new, kind.table(name), change) for name, change in changes.items()]
    listing = [
        _list_children(shown_old, gone, GONE),
        _list_children(shown_new, come, NEW),
        *rows,
        _list_findings((old, shown_old), (new, shown_new), found),
    ]
    touched = pl.concat([change["who"] for change in changes.values()]).n_unique()
    return Comparison(
        old=shown_old.head,
        new=shown_new.head,
        children={
            GONE: gone["who"].n_unique(),
            NEW: come["who"].n_unique(),
            CHANGED: touched,
            SAME: len(both) - touched,
        },
        rows=_count(pl.concat(rows), ["table"], (GONE, NEW, CHANGED)),
        findings=_count(found, ["rule", "severity", "message"], OF_FINDINGS),
        listing=pl.concat(
            [lines.select(pl.col(name).cast(sort) for name, sort in LISTING.items()) for lines in listing]
        ),
        remarks=tuple(_remarks(old, new, old_who, new_who)),
    )


def _who(report: Report) -> pl.DataFrame:
    """Child, who: the number of each Child element and its LAchildID, where it has one."""
    who = pl.col("LAchildID").str.strip_chars().alias("who")
    return report.tables["ChildIdentifiers"].select("Child", who).filter(pl.col("who") != "")


def _changed_rows(
    old: Report, new: Report, kind: Return, old_who: pl.DataFrame, new_who: pl.DataFrame
) -> Iterator[tuple[str, pl.DataFrame]]:
    """For each table of a child the rows gone, new and changed: change, who, old_row, new_row, fields."""
    matched: dict[str, pl.DataFrame] = {}
    for table in kind.tables:
        if table.under:
            name = table.__name__
            before = _side(old, table, old_who, "old_row", matched.get(table.under))
            after = _side(new, table, new_who, "new_row", matched.get(table.under))
            same, changed = _match(before, after, table)
            matched[name] = pl.concat([same, changed])
            gone = before.join(matched[name], on="old_row", how="anti").select("who", "old_row", new_row=None)
            come = after.join(matched[name], on="new_row", how="anti").select("who", "new_row", old_row=None)
            kinds = zip((GONE, NEW, CHANGED), (gone, come, changed), strict=True)
            change = pl.concat([_as_rows(frame).with_columns(change=pl.lit(what)) for what, frame in kinds])
            yield name, _with_fields(change, before, after, list(table.fields))


def _side(report: Report, table: type[Table], who: pl.DataFrame, row: str, above: pl.DataFrame | None) -> pl.DataFrame:
    """
    The rows of a table whose child is in both returns: who, `row`, above, and the fields.

    `above` is the old number of the row it stands under, 0 under the child, null where that was not matched.
    """
    rows = report.tables[table.__name__].rename({"row": row}).join(who, on="Child", maintain_order="left")
    if above is None:
        return rows.select("who", row, pl.lit(0, pl.UInt32).alias("above"), *table.fields)
    number = above.select(pl.col(row).alias(table.under), pl.col("old_row").alias("above"))
    return rows.join(number, on=table.under, how="left", maintain_order="left").select(
        "who", row, "above", *table.fields
    )


def _match(before: pl.DataFrame, after: pl.DataFrame, table: type[Table]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs of rows that are the same, and those that changed (ROWS). In a listed table a value never changes."""
    before, after = before.drop_nulls("above"), after.drop_nulls("above")
    place, fields = ["who", "above"], list(table.fields)
    same = _pair(before, after, [*place, *fields])
    if table.listed:
        return same, pl.DataFrame(schema=ROWS)
    before, after = _left(before, after, same)
    begun_alike = _pair(before, after, [*place, fields[0]])
    before, after = _left(before, after, begun_alike)
    alone = pl.len().over(place) == 1
    return same, pl.concat([begun_alike, _pair(before.filter(alone), after.filter(alone), place)])


def _pair(before: pl.DataFrame, after: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Rows that agree in some columns, the first with the first, the second with the second."""
    nth = pl.int_range(pl.len()).over(by).alias("nth")
    pairs = before.with_columns(nth).join(
        after.with_columns(nth), on=[*by, "nth"], nulls_equal=True, maintain_order="left"
    )
    return _as_rows(pairs)


def _left(before: pl.DataFrame, after: pl.DataFrame, pairs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    return (
        before.join(pairs, on="old_row", how="anti", maintain_order="left"),
        after.join(pairs, on="new_row", how="anti", maintain_order="left"),
    )


def _as_rows(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(sort) for name, sort in ROWS.items())


def _with_fields(change: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    """With the names of the fields that differ; beside a row that is not there all with a value do."""
    wide = change.join(before.select("old_row", *fields), on="old_row", how="left", maintain_order="left").join(
        after.select("new_row", *fields), on="new_row", how="left", maintain_order="left", suffix="__new"
    )
    differing = [pl.when(pl.col(name).ne_missing(pl.col(f"{name}__new"))).then(pl.lit(name)) for name in fields]
    return wide.select("change", *ROWS, fields=pl.concat_list(differing).list.drop_nulls())


def _matched_findings(old: Report, new: Report) -> pl.DataFrame:
    """Every finding of either: change, rule, severity, message, old_finding, new_finding."""
    by = ["rule", "child", "points_at", "nth"]
    pairs = _told(old, "old_finding").join(
        _told(new, "new_finding"), on=by, how="full", coalesce=True, nulls_equal=True, maintain_order="left_right"
    )
    structure = pl.coalesce("severity", "severity_right") == "structure"
    judged_before = structure | pl.col("rule").is_in(_judged(old).implode())
    judged_now = structure | pl.col("rule").is_in(_judged(new).implode())
    gone = pl.when(judged_now).then(pl.lit(GONE)).otherwise(pl.lit(NOT_JUDGED))
    come = pl.when(judged_before).then(pl.lit(NEW)).otherwise(pl.lit(NEWLY_JUDGED))
    change = pl.when(pl.col("new_finding").is_null()).then(gone).when(pl.col("old_finding").is_null()).then(come)
    return pairs.select(
        change.otherwise(pl.lit(STILL)).alias("change"),
        "rule",
        pl.coalesce("severity_right", "severity").alias("severity"),
        pl.coalesce("message_right", "message").alias("message"),
        "old_finding",
        "new_finding",
    )


def _told(report: Report, number: str) -> pl.DataFrame:
    """Each finding with what it points at, as one text: rule, child, points_at, nth, severity, message, `number`."""
    each = report.findings.select(
        "finding", "rule", "severity", "message", pl.col("child").str.strip_chars(), _points_at().alias("points_at")
    )
    whole = each.group_by("finding", maintain_order=True).agg(
        pl.col("rule", "severity", "message", "child").first(), pl.col("points_at").sort().str.join("\n")
    )
    nth = pl.int_range(pl.len()).over("rule", "child", "points_at")
    return whole.with_columns(nth.alias("nth")).rename({"finding": number})


def _points_at() -> pl.Expr:
    return pl.concat_str(
        pl.col("table").fill_null(""), as_csv.as_json("fields"), as_csv.as_json("values"), separator=" "
    )


def _judged(report: Report) -> pl.Series:
    return report.rules.filter(pl.col("outcome") != "not run")["rule"]


def _list_children(shown: Report, who: pl.DataFrame, change: str) -> pl.DataFrame:
    place = "old" if change == GONE else "new"
    here = shown.tables["ChildIdentifiers"].join(who, on="Child", how="semi", maintain_order="left")
    return _full(
        here.select(
            what=pl.lit("child"),
            change=pl.lit(change),
            child=pl.col("LAchildID").str.strip_chars(),
            table=pl.lit("ChildIdentifiers"),
        ).with_columns(here["row"].alias(f"{place}_row"), here["line"].alias(f"{place}_line"))
    )


def _list_rows(old: Report, new: Report, table: type[Table], change: pl.DataFrame) -> pl.DataFrame:
    """Rows that changed, with their values as these two reports show them."""
    numbered = change.with_row_index("at")
    for side, report in (("old", old), ("new", new)):
        rows = report.tables[table.__name__].join(change, left_on="row", right_on=f"{side}_row", how="semi")
        place = rows.select(
            pl.col("row").alias(f"{side}_row"), pl.col("line").alias(f"{side}_line"), pl.col("Child").alias(side)
        )
        values = rows.unpivot(list(table.fields), index="row", variable_name="fields", value_name=side)
        sent = (
            numbered.select("at", f"{side}_row", "fields")
            .explode("fields", empty_as_null=False)
            .join(
                values, left_on=[f"{side}_row", "fields"], right_on=["row", "fields"], how="left", maintain_order="left"
            )
            .group_by("at", maintain_order=True)
            .agg(side)
        )
        numbered = numbered.join(
            place.rename({side: f"{side}_child"}), on=f"{side}_row", how="left", maintain_order="left"
        )
        numbered = numbered.join(sent, on="at", how="left", maintain_order="left")
        numbered = numbered.with_columns(pl.when(pl.col(f"{side}_row").is_not_null()).then(pl.col(side).fill_null([])))
        names = report.tables["ChildIdentifiers"].select(
            pl.col("Child").alias(f"{side}_child"), pl.col("LAchildID").alias(f"{side}_name")
        )
        numbered = numbered.join(
            names.unique(f"{side}_child", keep="first"), on=f"{side}_child", how="left", maintain_order="left"
        )
    child = pl.coalesce("new_name", "old_name").str.strip_chars()
    return _full(numbered.with_columns(what=pl.lit("row"), table=pl.lit(table.__name__), child=child))


def _list_findings(old: tuple[Report, Report], new: tuple[Report, Report], found: pl.DataFrame) -> pl.DataFrame:
    """
    A line for each row of each finding; of one that is still there, the old row beside the new.

    Each side is its report as it was matched, and as it is shown.
    """
    numbered = found.with_row_index("at")
    lines = []
    for side, (matched, shown) in (("old", old), ("new", new)):
        rows = shown.findings.select(
            pl.col("finding").alias(f"{side}_finding"),
            matched.findings.select(_points_at().rank("ordinal").over("finding").alias("nth"))["nth"],
            pl.col("child", "table", "fields").name.suffix(f"_{side}"),
            pl.col("row", "line").name.prefix(f"{side}_"),
            pl.col("values").alias(side),
        )
        lines.append(numbered.select("at", f"{side}_finding").join(rows, on=f"{side}_finding").drop(f"{side}_finding"))
    before, after = lines
    both = before.join(after, on=["at", "nth"], how="full", coalesce=True).sort("at", "nth")
    latest = [pl.coalesce(f"{name}_new", f"{name}_old").alias(name) for name in ("child", "table", "fields")]
    said = numbered.select("at", "change", "rule", "severity", "message")
    return _full(
        both.with_columns(latest).join(said, on="at", maintain_order="left").with_columns(what=pl.lit("finding"))
    )


def _full(lines: pl.DataFrame) -> pl.DataFrame:
    """With every column of LISTING."""
    missing = [pl.lit(None, dtype=sort).alias(name) for name, sort in LISTING.items() if name not in lines.columns]
    return lines.with_columns(missing).select(pl.col(name).cast(sort) for name, sort in LISTING.items())


def _count(lines: pl.DataFrame, by: list[str], changes: Iterable[str]) -> pl.DataFrame:
    counted = [(pl.col("change") == change).sum().cast(pl.UInt32).alias(change) for change in changes]
    return lines.group_by(by, maintain_order=True).agg(counted)


def _without_names(old: Report, new: Report, kind: Return) -> tuple[Report, Report]:
    """Both reports made anonymous as one, so that a child has the same number in either."""
    parts = ("findings", "accepted", "rules")
    one = replace(
        old,
        **{part: pl.concat([getattr(old, part), getattr(new, part)]) for part in parts},
        tables={name: pl.concat([frame, new.tables[name]]) for name, frame in old.tables.items()},
    )
    hidden = anonymous(one, kind)
    first = replace(
        hidden,
        findings=hidden.findings.head(len(old.findings)),
        tables={name: frame.head(len(old.tables[name])) for name, frame in hidden.tables.items()},
    )
    second = replace(
        hidden,
        head=anonymous(replace(new, findings=new.findings.clear(), accepted=new.accepted.clear()), kind).head,
        findings=hidden.findings.slice(len(old.findings)),
        tables={name: frame.slice(len(old.tables[name])) for name, frame in hidden.tables.items()},
    )
    return first, second


def _remarks(old: Report, new: Report, old_who: pl.DataFrame, new_who: pl.DataFrame) -> Iterator[str]:
    for name, report, who in (("old", old, old_who), ("new", new, new_who)):
        if unknown := report.children - len(who):
            yield f"{how_many(unknown, 'child')} of the {name} return without LAchildID could not be matched"
        if again := len(who) - who["who"].n_unique():
            yield f"{how_many(again, 'child')} of the {name} return had the LAchildID of another and were taken for it"
        if missed := report.not_run.height:
            yield f"{how_many(missed, 'rule')} did not run on the {name} return"
    if old.head.year != new.head.year:
        yield f"the old return was judged by the rules of {old.head.year}, the new one by those of {new.head.year}"
