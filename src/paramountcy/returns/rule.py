"""
What a validation rule is.

A rule is a function. Its parameters name the tables it reads, its docstring gives the requirement
and rows that keep or break it, and it returns `when(...).must(...)`.

The parameters say what is judged. A table by itself (`assessment: Assessments`) is judged row by
row; two tables together are judged in every combination of rows that belong together by their
place in the file: a row with the row above it, or two rows under the same one. `Many[Assessments]`
are all the rows that belong to what is judged, taken together: ask `some` or `how_many` of
them. A rule with nothing but `Many` judges the return as a whole.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Annotated, Any, TypeVar, get_args, get_origin

import narwhals.stable.v2 as nw

from paramountcy.returns.codes import Codes
from paramountcy.returns.shape import EVER, Asked, Read, Table
from paramountcy.terms.year import Year, Years

T = TypeVar("T")
Many = Annotated[T, "many"]


@dataclass(frozen=True)
class Requirement:
    """
    Rows where `applies` holds must meet `met`. An unknown `applies` is no; an unknown `met` breaks nothing.

    Broken rows that are equal in the columns `sharing` are one finding; without it every row is its own.
    """

    met: nw.Expr
    applies: nw.Expr | None = None
    sharing: tuple[str, ...] = ()

    @property
    def broken(self) -> nw.Expr:
        broken = ~self.met.fill_null(True)
        return broken if self.applies is None else self.applies.fill_null(False) & broken


def must(met: nw.Expr) -> Requirement:
    return Requirement(met)


def must_not_repeat(row: Table, field: str, within: str = "") -> Requirement:
    """
    No two rows may have the same value of a field. Those that have are one finding.

    `within` is the key of the rows to compare: "Child", or a table above; "" is the whole return.
    """
    same = tuple(name for name in (within, field) if name)
    alike = how_many_beside(row, ~getattr(row, field).is_null(), *same)
    return Requirement(alike <= 1, sharing=tuple(f"{row._alias}__{name}" for name in same))


def must_be_only_one(row: Table, where: nw.Expr, within: str) -> Requirement:
    """
    Of the rows within one child, or one row of a table above, only one may meet a condition.

    More than one, together, are one finding. `within` is "Child", or the name of that table.
    """
    alike = how_many_beside(row, where, within)
    return Requirement(alike <= 1, applies=where, sharing=(f"{row._alias}__{within}",))


def how_many_beside(row: Table, where: nw.Expr, *same: str) -> nw.Expr:
    """
    How many rows meet a condition, of those that are the same as this one in "Child", a table above or a field.

    This row counts too.
    """
    return nw.when(where).then(1).otherwise(0).sum().over(*(f"{row._alias}__{name}" for name in same))


@dataclass(frozen=True)
class When:
    """The rows a rule is about."""

    applies: nw.Expr

    def must(self, met: nw.Expr) -> Requirement:
        return Requirement(met, self.applies)


def when(applies: nw.Expr) -> When:
    return When(applies)


def how_many(rows: Table, where: nw.Expr | None = None) -> nw.Expr:
    """
    Of the rows that belong to what is judged, how many meet the condition. A finding points at those rows.

    Without a condition: how many there are, or in a listed table how many values, and a finding
    points at none of them.
    """
    if where is None and rows.listed:
        [value] = rows.fields
        return rows._asked.count(rows._alias, ~getattr(rows, value).is_null(), shown=False)
    return rows._asked.count(rows._alias, where, shown=where is not None)


def some(rows: Table, where: nw.Expr | None = None) -> nw.Expr:
    """
    Whether any of the rows that belong to what is judged meets the condition (without one: whether there is any).

    Unknown where none is known to and one of them could not be read.
    """
    return how_many(rows, where) > 0


@dataclass(frozen=True)
class Parameter:
    """One table a rule is given: under which name its columns go, and whether row by row or taken together."""

    alias: str
    table: type[Table]
    many: bool


@dataclass(frozen=True)
class Written:
    """A rule as it stands for one year: its requirement and all that it asked of its tables."""

    rule: "Rule"
    requirement: Requirement
    parameters: tuple[Parameter, ...]
    asked: Asked

    @property
    def judged(self) -> tuple[Parameter, ...]:
        """The parameters judged row by row. None: the rule is about the return as a whole."""
        return tuple(p for p in self.parameters if not p.many)

    @property
    def taken_together(self) -> tuple[Parameter, ...]:
        return tuple(p for p in self.parameters if p.many)

    def reads(self, alias: str) -> list[Read]:
        return list(dict.fromkeys(read for read in self.asked.reads if read.alias == alias))

    @property
    def fields(self) -> dict[str, list[str]]:
        """For each table the fields that a finding points at, in the order they are read."""
        pointed: dict[str, list[str]] = {p.table.__name__: [] for p in self.parameters}
        for p in self.parameters:
            for read in self.reads(p.alias):
                pointed[p.table.__name__].append(read.field)
        pointed = {table: list(dict.fromkeys(names)) for table, names in pointed.items()}
        if not self.rule.fields:
            return pointed
        return {table: [item.name for item in self.rule.fields if item.table.__name__ == table] for table in pointed}


@dataclass(frozen=True)
class Rule:
    """One version of a published rule. Its code is forever; the message is ours."""

    code: str
    severity: str
    message: str
    write: Callable[..., Requirement]
    years: Years
    within: str
    fields: tuple[Any, ...]
    whole_year: bool
    confirmed: bool

    @property
    def requirement(self) -> str:
        """The rule in a sentence or two: the first paragraph of its docstring."""
        return " ".join((inspect.getdoc(self.write) or "").partition("\n\n")[0].split())

    @property
    def _hints(self) -> dict[str, Any]:
        return {name: hint for name, hint in inspect.get_annotations(self.write).items() if name != "return"}

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        found: list[Parameter] = []
        for hint in self._hints.values():
            many = get_origin(hint) is Annotated
            table = get_args(hint)[0] if many else hint
            if isinstance(table, type) and issubclass(table, Table):
                before = sum(p.table is table for p in found)
                alias = table.__name__ + (f"_{before + 1}" if before else "")
                found.append(Parameter(alias, table, many))
        return tuple(found)

    def written(self, year: Year, codes: Codes) -> Written:
        """Write the rule down for a year. Reading a table's field is remembered."""
        asked = Asked(self.code)
        parameters = self.parameters
        tables = iter(p.table(p.alias, asked) for p in parameters)
        given = {
            name: year if hint is Year else codes if hint is Codes else next(tables)
            for name, hint in self._hints.items()
        }
        return Written(self, self.write(**given), parameters, asked)

    def __str__(self) -> str:
        return f"{self.code} ({self.years})"


def rule(
    code: str,
    *,
    error: str = "",
    query: str = "",
    years: Years = EVER,
    within: str = "",
    fields: Iterable[Any] = (),
    whole_year: bool = False,
    confirmed: bool = True,
) -> Callable[[Callable[..., Requirement]], Callable[..., Requirement]]:
    """
    Declare a rule. Give its message, in our own words, as `error=` or `query=`.

    `years` are those it is in force. `within="Child"` takes rows together that belong to the same
    child, whichever episode they stand in. `fields` are what a finding points at, where that is not
    simply what the rule reads. A `whole_year` rule can't be judged before the year is over. A rule
    that is not `confirmed` was not read in the publisher's list, and is shown apart.
    """
    if bool(error) == bool(query):
        raise TypeError(f"rule {code} needs one message: error=... or query=...")

    def declare(write: Callable[..., Requirement]) -> Callable[..., Requirement]:
        new = Rule(
            code,
            "error" if error else "query",
            error or query,
            write,
            years,
            within,
            tuple(fields),
            whole_year,
            confirmed,
        )
        write.__dict__.setdefault("rules", []).append(new)
        return write

    return declare


@dataclass(frozen=True)
class Rules:
    """The rules of a return, every version, in the order of their codes."""

    versions: tuple[Rule, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, *modules: ModuleType) -> "Rules":
        """Collect the rules written in these modules. Raises ValueError when one is written twice for the same year."""
        versions = [new for module in modules for write in vars(module).values() for new in getattr(write, "rules", ())]
        versions.sort(key=lambda version: (version.code.rjust(6), -version.years.since.ends_in))
        for one, other in _pairs(versions):
            if one.code == other.code and one.years.overlaps(other.years):
                raise ValueError(f"rule {one.code} is written twice for the same year")
        return cls(tuple(versions))

    def in_force(self, year: Year) -> dict[str, Rule]:
        return {version.code: version for version in self.versions if year in version.years}

    def only(self, codes: Iterable[str]) -> "Rules":
        wanted = set(codes)
        return replace(self, versions=tuple(version for version in self.versions if version.code in wanted))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)


def _pairs(versions: list[Rule]) -> Iterator[tuple[Rule, Rule]]:
    return ((one, other) for n, one in enumerate(versions) for other in versions[n + 1 :])
