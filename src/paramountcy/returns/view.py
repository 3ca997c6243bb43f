"""
A view: the rows that some rules judge, standing beside the rows above them.

Rules that judge the same rows share a view and are evaluated on it in one pass. Rows belong
together by their place in the file, never by an identifier in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import narwhals.stable.v2 as nw
import polars as pl

from paramountcy.returns.engines import Engine
from paramountcy.returns.rule import Parameter, Written
from paramountcy.returns.shape import Count, Read, Return
from paramountcy.returns.values import Values, with_lens


@dataclass
class View:
    """
    The rows of one table, or every combination of rows of several that belong together.

    `leaves` are the tables whose rows are told apart; none is the return as a whole. `within` is
    the level they belong together in where a rule says so. `left_out` names, by parameter, the
    fields whose unreadable rows these rules do not see.
    """

    kind: Return
    leaves: tuple[Parameter, ...]
    within: str
    left_out: frozenset[tuple[str, str]]
    rules: list[Written] = field(default_factory=list)

    @property
    def row(self) -> list[str]:
        """The columns that tell one row of the view from another."""
        return [f"{leaf.alias}__row" for leaf in self.leaves]

    @property
    def above(self) -> list[Parameter]:
        """The tables whose rows stand above the leaves, or beside them once a child."""
        leaves = {leaf.alias for leaf in self.leaves}
        return list(dict.fromkeys(p for rule in self.rules for p in rule.judged if p.alias not in leaves))

    @property
    def counts(self) -> dict[Parameter, list[Count]]:
        """What the rules count, by the parameter whose rows are counted."""
        found: dict[Parameter, list[Count]] = {}
        for rule in self.rules:
            together = {p.alias: p for p in rule.taken_together}
            for count in rule.asked.counts:
                found.setdefault(together[count.alias], []).append(count)
        return found

    def lost(self, p: Parameter) -> list[str]:
        """The columns that say, for a row of this parameter, that a value could not be read."""
        return sorted(f"{alias}__{name}__unreadable" for alias, name in self.left_out if alias == p.alias)


def views(kind: Return, values: Values, rules: Iterable[Written]) -> list[View]:
    """Sort rules by the rows they judge."""
    found: dict[tuple, View] = {}
    for rule in rules:
        left_out = frozenset(
            (p.alias, read.field)
            for p in rule.parameters
            for read in rule.reads(p.alias)
            if _needs_value(read) and read.field in values.unreadable[p.table.__name__]
        )
        leaves = _leaves(kind, rule)
        key = (leaves, rule.rule.within, left_out)
        found.setdefault(key, View(kind, leaves, rule.rule.within, left_out)).rules.append(rule)
    return list(found.values())


def _needs_value(read: Read) -> bool:
    return read.lens not in ("sent", "readable")


def _leaves(kind: Return, rule: Written) -> tuple[Parameter, ...]:
    deep = [p for p in rule.judged if not p.table.once] or list(rule.judged[:1])
    if rule.rule.within:
        return tuple(deep)
    above = {key for p in deep for key in kind.keys(p.table)}
    return tuple(p for p in deep if p.table.__name__ not in above)


class Loaded:
    """The return's tables in an engine, with the columns that any rule of these views reads."""

    def __init__(self, values: Values, chosen: Engine, used: Sequence[View]):
        reads: dict[str, set[Read]] = {}
        for rule in (rule for view in used for rule in view.rules):
            for p in rule.parameters:
                reads.setdefault(p.table.__name__, set()).update(rule.reads(p.alias))
        self._frames = {name: chosen.load(_columns(values, name, read)) for name, read in reads.items()}
        self._names = {name: frame.collect_schema().names() for name, frame in self._frames.items()}

    def table(self, view: View, p: Parameter) -> nw.LazyFrame:
        """
        A table under a parameter's name, its columns `ALIAS__COLUMN`.

        Rows that could not be read as the rules need are left out where they are judged row by row,
        and marked in `ALIAS__unknown` where they are taken together.
        """
        name = p.table.__name__
        frame = self._frames[name].select(nw.col(column).alias(f"{p.alias}__{column}") for column in self._names[name])
        lost = view.lost(p)
        if not lost:
            return frame
        unknown = nw.any_horizontal(*(nw.col(column) for column in lost), ignore_nulls=True)
        return frame.with_columns(unknown.alias(f"{p.alias}__unknown")) if p.many else frame.filter(~unknown)


def _columns(values: Values, table: str, reads: Iterable[Read]) -> pl.DataFrame:
    frame = values.tables[table]
    place = [name for name, dtype in frame.schema.items() if dtype == pl.UInt32 and name != "line"]
    plain = sorted({read.field for read in reads if not read.lens})
    flags = [f"{name}__unreadable" for name in sorted(values.unreadable[table])]
    lenses = sorted({(read.lens, read.field) for read in reads if read.lens})
    return frame.select(*place, *plain, *flags).with_columns(
        with_lens(values, table, lens, name) for lens, name in lenses
    )


def _link(view: View, one: Parameter, other: Parameter) -> tuple[str, str]:
    """The columns in which rows of two parameters that belong together are equal."""
    levels = view.kind.keys if one.table is other.table else view.kind.levels
    level = view.within or [level for level in levels(one.table) if level in levels(other.table)][-1]
    here, there = (f"{p.alias}__row" if level == p.table.__name__ else f"{p.alias}__{level}" for p in (one, other))
    return here, there


def _joined(left: nw.LazyFrame, right: nw.LazyFrame, link: tuple[str, str], *, keep_left: bool) -> nw.LazyFrame:
    """Joined, with the right-hand column kept, so that a row without a partner shows none."""
    right = right.with_columns(nw.col(link[1]).alias("link"))
    return left.join(right, left_on=link[0], right_on="link", how="left" if keep_left else "inner")


def rows(view: View, loaded: Loaded, only: nw.LazyFrame | None = None) -> nw.LazyFrame:
    """The view's rows, with what stands above them; `only` restricts its first leaf to these rows."""
    first, *others = view.leaves
    found = loaded.table(view, first)
    if only is not None:
        found = found.join(only, on=f"{first.alias}__row", how="semi")
    for other in others:
        found = _joined(found, loaded.table(view, other), _link(view, first, other), keep_left=False)
        if other.table is first.table:
            found = found.filter(nw.col(f"{first.alias}__row") != nw.col(f"{other.alias}__row"))
    for p in view.above:
        below = max(
            view.leaves, key=lambda leaf: len(set(view.kind.levels(leaf.table)) & set(view.kind.levels(p.table)))
        )
        found = _joined(found, loaded.table(view, p), _link(view, below, p), keep_left=True)
    return found


def belonging(view: View, found: nw.LazyFrame, loaded: Loaded, p: Parameter) -> nw.LazyFrame:
    """Each of the view's rows with each row of a parameter taken together that belongs to it."""
    leaf = max(view.leaves, key=lambda leaf: len(set(view.kind.levels(leaf.table)) & set(view.kind.levels(p.table))))
    return _joined(found, loaded.table(view, p), _link(view, leaf, p), keep_left=False)


def counted(view: View, found: nw.LazyFrame | None, loaded: Loaded) -> nw.LazyFrame:
    """The view's rows with every count the rules asked for. Without leaves: one row, of counts over the return."""
    for p, counts in view.counts.items():
        if not view.leaves:
            met = [_met(count.where, view, p).alias(count.column) for count in counts]
            sums = [_sum(nw.col(count.column)).alias(count.column) for count in counts]
            row = loaded.table(view, p).with_columns(*met).select(*sums)
            found = row if found is None else found.join(row, how="cross")
            continue
        assert found is not None
        sums = [_sum(_met(count.where, view, p)).alias(count.column) for count in counts]
        if view.lost(p):
            sums.append(_sum(nw.col(f"{p.alias}__unknown")).alias("unknown_rows"))
        together = belonging(view, found, loaded, p).group_by(*view.row).agg(*sums)
        found = found.join(together, on=view.row, how="left")
        numbers = {count.column: nw.col(count.column).fill_null(0) for count in counts}
        if view.lost(p):
            sure = nw.col("unknown_rows").fill_null(0) == 0
            numbers = {name: nw.when((number > 0) | sure).then(number) for name, number in numbers.items()}
        found = found.with_columns(number.alias(name) for name, number in numbers.items()).drop(
            "unknown_rows", strict=False
        )
    assert found is not None
    return found


def _met(where: nw.Expr | None, view: View, p: Parameter) -> nw.Expr:
    """Whether a row that could be read as the rules need meets a condition."""
    condition = ~nw.col(f"{p.alias}__row").is_null() if where is None else where
    return condition & ~nw.col(f"{p.alias}__unknown") if view.lost(p) else condition


def _sum(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(1).otherwise(0).sum()


def verdicts(view: View, found: nw.LazyFrame) -> nw.LazyFrame:
    """The rows that break a rule: where they are, and one column a rule, named by its code."""
    places = [f"{p.alias}__row" for p in (*view.leaves, *view.above)]
    shared = dict.fromkeys(name for rule in view.rules for name in rule.requirement.sharing)
    broken = []
    for rule in view.rules:
        there = [~nw.col(f"{p.alias}__row").is_null() for p in rule.judged if p in view.above]
        verdict = rule.requirement.broken
        for condition in there:
            verdict = verdict & condition
        broken.append(verdict.fill_null(False).alias(rule.rule.code))
    names = [rule.rule.code for rule in view.rules]
    return found.select(*places, *(name for name in shared if name not in places), *broken).filter(
        nw.any_horizontal(*(nw.col(name) for name in names), ignore_nulls=True)
    )


def pointed_at(view: View, loaded: Loaded, broken: pl.DataFrame, chosen: Engine) -> Mapping[Parameter, pl.DataFrame]:
    """
    For the view's broken rows, the rows taken together that meet a condition some rule counted.

    A frame for each parameter: the view's row, `ALIAS__row`, and a column for each count.
    """
    asked = {p: [count for count in counts if count.shown] for p, counts in view.counts.items()}
    asked = {p: counts for p, counts in asked.items() if counts}
    if not asked or broken.is_empty():
        return {}
    found = rows(view, loaded, chosen.load(broken.select(view.row[0]).unique()))
    frames = []
    for p, counts in asked.items():
        columns = [_met(count.where, view, p).fill_null(False).alias(count.column) for count in counts]
        frames.append(belonging(view, found, loaded, p).select(*view.row, f"{p.alias}__row", *columns))
    return dict(zip(asked, chosen.collect(frames), strict=True))
