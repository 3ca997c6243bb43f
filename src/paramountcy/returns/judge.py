"""Judging a return: every rule in force, against every row that was read."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import polars as pl

from paramountcy.returns.codes import Codes
from paramountcy.returns.engines import engine
from paramountcy.returns.rule import Parameter, Rule, Written
from paramountcy.returns.shape import Reading
from paramountcy.returns.values import Values
from paramountcy.returns.view import Loaded, View, counted, pointed_at, rows, verdicts, views
from paramountcy.terms.year import PartYear, Year

LISTED_ROWS = 500_000
"""How many broken rows of one view are listed. Nobody reads on to the end of more."""

LINES = {"rule": pl.String, "instance": pl.UInt32, "table": pl.String, "row": pl.UInt32}


class OurFault(Exception):
    """A rule failed to run. That is a fault of this software, never of the return. The message names the rule."""


@dataclass(frozen=True)
class Verdict:
    """
    What the rules found.

    `lines` has a line for each row at fault (LINES; a finding about the return as a whole has one
    line, without table and row); lines of one rule that share `instance` are one finding.
    `not_run` says why a rule was not run, `notes` what else there is to say of one, by code.
    """

    lines: pl.DataFrame
    written: dict[str, Written]
    not_run: dict[str, str]
    notes: dict[str, str]


def judge(
    reading: Reading, values: Values, rules: Iterable[Rule], year: Year, *, engine_name: str = "polars"
) -> Verdict:
    """Run rules on what was read. Raises OurFault when one can't be run at all, MissingEngine without its engine."""
    codes = Codes(reading.kind.codes, Year(year.ends_in))
    written: dict[str, Written] = {}
    for rule in rules:
        with _our_fault(rule.code):
            written[rule.code] = rule.written(year, codes)
    not_run = {code: why for code, rule in written.items() if (why := _why_not(rule, reading, year))}
    notes: dict[str, str] = {}
    values = _without_last_child(values, reading)
    found = views(reading.kind, values, (rule for code, rule in written.items() if code not in not_run))
    for view in found:
        _say_what_was_unreadable(view, values, not_run, notes)
    found = [view for view in found if view.rules]
    with engine(engine_name) as chosen, _our_fault(", ".join(sorted(written.keys() - not_run.keys()))):
        loaded = Loaded(values, chosen, found)
        frames = [counted(view, rows(view, loaded) if view.leaves else None, loaded) for view in found]
        broken = chosen.collect(
            [verdicts(view, frame).head(LISTED_ROWS) for view, frame in zip(found, frames, strict=True)]
        )
        lines = []
        for view, there in zip(found, broken, strict=True):
            if len(there) == LISTED_ROWS:
                notes.update((rule.rule.code, f"only the first {LISTED_ROWS:,} rows are listed") for rule in view.rules)
            together = pointed_at(view, loaded, there, chosen) if view.leaves else {}
            lines.extend(_lines(view, rule, there, together) for rule in view.rules)
    return Verdict(pl.concat([pl.DataFrame(schema=LINES), *lines]), written, not_run, notes)


@contextmanager
def _our_fault(code: str) -> Generator[None]:
    try:
        yield
    except Exception as wrong:
        raise OurFault(
            f"rule {code} could not be run ({type(wrong).__name__}): this is a fault of Paramountcy"
        ) from wrong


def _why_not(rule: Written, reading: Reading, year: Year) -> str:
    if isinstance(year, PartYear) and rule.rule.whole_year:
        return "it is judged when the year is over"
    if not reading.children and any(p.table.under for p in rule.parameters):
        return "the file has no child that could be read"
    missing = sorted({p.table.__name__ for p in rule.parameters} & set(reading.missing_tables()))
    if missing:
        return f"the file has no {' and no '.join(missing)} that could be read"
    if reading.ends_early is not None and not rule.judged:
        return "it judges the return as a whole, and the file breaks off early"
    return ""


def _without_last_child(values: Values, reading: Reading) -> Values:
    """A child whom the file breaks off in is shown but not judged: what is missing may only be cut off."""
    if not reading.ends_early:
        return values

    def whole(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        cut = pl.col("Child") == reading.ends_early
        return {name: frame.filter(~cut) if "Child" in frame.columns else frame for name, frame in frames.items()}

    return replace(values, tables=whole(values.tables), as_sent=whole(values.as_sent))


def _say_what_was_unreadable(view: View, values: Values, not_run: dict[str, str], notes: dict[str, str]) -> None:
    for rule in list(view.rules):
        for p in rule.parameters:
            flags = [column.partition("__")[2] for column in view.lost(p)]
            if not flags:
                continue
            frame = values.tables[p.table.__name__]
            unseen = frame.select(pl.any_horizontal(*flags).sum()).item()
            if unseen == len(frame) and not p.many:
                not_run[rule.rule.code] = f"no row of {p.table.__name__} has a value there that could be read"
                view.rules.remove(rule)
                break
            notes[rule.rule.code] = f"not judged on {unseen:,} of {len(frame):,} rows of {p.table.__name__}: unreadable"


def _lines(view: View, rule: Written, broken: pl.DataFrame, together: Mapping[Parameter, pl.DataFrame]) -> pl.DataFrame:
    """The lines of one rule's findings, from the view's broken rows."""
    here = broken.filter(pl.col(rule.rule.code))
    if here.is_empty():
        return pl.DataFrame(schema=LINES)
    if not view.leaves:
        return _line(rule, pl.DataFrame({"instance": [0]}), None, pl.lit(None))
    here = here.with_columns(_instance(view, rule).alias("instance"))
    fields = rule.fields
    lines = [
        _line(rule, here, p, pl.col(f"{p.alias}__row"))
        for p in rule.judged
        if p in view.leaves or fields[p.table.__name__]
    ]
    for p in rule.taken_together:
        counts = [count.column for count in rule.asked.counts if count.alias == p.alias and count.shown]
        if counts:
            met = together[p].filter(pl.any_horizontal(*counts))
            lines.append(_line(rule, here.join(met, on=view.row), p, pl.col(f"{p.alias}__row")))
    return pl.concat(lines).unique(maintain_order=True)


def _instance(view: View, rule: Written) -> pl.Expr:
    """A number for each finding: by what its rows share, by the pair whichever way round, or by the row."""
    if rule.requirement.sharing:
        return pl.struct(rule.requirement.sharing).rank("dense")
    first, *others = [pl.col(name) for name in view.row]
    if others and view.leaves[0].table is view.leaves[1].table:
        return pl.struct(one=pl.min_horizontal(first, *others), other=pl.max_horizontal(first, *others)).rank("dense")
    return pl.struct(first, *others).rank("dense")


def _line(rule: Written, rows: pl.DataFrame, p: Parameter | None, row: pl.Expr) -> pl.DataFrame:
    return rows.select(
        pl.lit(rule.rule.code).alias("rule"),
        pl.col("instance").cast(pl.UInt32),
        pl.lit(p and p.table.__name__, dtype=pl.String).alias("table"),
        row.cast(pl.UInt32).alias("row"),
    )
