"""
What an indicator is: a figure with its origin, its direction, the question it opens, and what it must be read beside.

An indicator is a function. Its first parameter is the view whose rows it counts, `period` the time it is about and
`local` what the area itself has agreed; it returns one of the kinds (`Share`, `Rate`, ...). Its docstring says what
is counted in a sentence, and holds example rows, which are its tests and its page.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import FunctionType, ModuleType
from typing import Any

from paramountcy.indicators.kinds import Kind
from paramountcy.indicators.period import Period
from paramountcy.indicators.view import View
from paramountcy.terms.year import Year, Years, years

EVER = years("2013-14")
BETTER = ("higher", "lower", "neither")


@dataclass(frozen=True)
class Origin:
    """Who asks for this number, and where they define it. `short` is how the catalogue writes it."""

    body: str
    document: str
    reference: str
    short: str


@dataclass(frozen=True)
class Local:
    """
    What an area has agreed for itself, where no national limit says so. Working days.

    `internal_review` is the day by which an assessment is to be looked at by a manager; None: no such day, and being
    reviewed at all is enough. `limits` are those at which piling up is looked for.
    """

    internal_review: int | None = 45
    limits: tuple[int, ...] = (45,)


@dataclass(frozen=True)
class Indicator:
    """
    One version of an indicator. `name` is that of its function, forever; `id` its place in the catalogue.

    `at_end` says that it is about the end of the period, not about what happened in it. `looks_back` and `follows` are
    how long before the period's start, and after an event, the record must know of ("12mo", "90d"); "" not at all.
    """

    name: str
    id: str
    title: str
    write: FunctionType
    origins: tuple[Origin, ...]
    better: str
    burden: int
    asks: str
    beside: tuple[str, ...]
    by: tuple[str, ...]
    years: Years
    version: int
    at_end: bool
    looks_back: str
    follows: str

    @property
    def says(self) -> str:
        """What is counted: the first paragraph of its docstring."""
        return " ".join((inspect.getdoc(self.write) or "").partition("\n\n")[0].split())

    @property
    def view(self) -> type[View]:
        return next(hint for hint in self._hints.values() if isinstance(hint, type) and issubclass(hint, View))

    @property
    def is_local(self) -> bool:
        """Whether it depends on what the area has agreed for itself."""
        return Local in self._hints.values()

    @property
    def _hints(self) -> dict[str, Any]:
        return {name: hint for name, hint in inspect.get_annotations(self.write).items() if name != "return"}

    def kind(self, period: Period, local: Local) -> Kind:
        """What is counted in a period."""
        return self.write(
            **{
                name: period if hint is Period else local if hint is Local else hint()
                for name, hint in self._hints.items()
            }
        )

    def version_for(self, local: Local) -> str:
        """How the definition is cited: its number, and what the area changed in it."""
        return f"{self.version}, local" if self.is_local and local != Local() else f"{self.version}"

    def __str__(self) -> str:
        return f"{self.id} {self.title}"


BREAKDOWNS = ("age", "sex", "ethnicity", "need", "team")


def indicator(
    id: str,
    title: str,
    *,
    origin: Origin | tuple[Origin, ...],
    better: str,
    asks: str = "",
    beside: Iterable[str] = (),
    by: Iterable[str] = BREAKDOWNS,
    burden: int = 0,
    years: Years = EVER,
    version: int = 1,
    at_end: bool = False,
    looks_back: str = "",
    follows: str = "",
) -> Callable[[FunctionType], FunctionType]:
    """
    Declare an indicator of the catalogue. Most get neither better nor worse as they rise, and saying so matters.

    `asks` is the question it opens, `beside` the indicators (by id) that it is always shown with, so that nobody
    improves one by spoiling another. `by` are its breakdowns. `burden` is 0 where nobody enters anything for it, and
    `years` are those in which this definition, and what it needs, was collected.
    """
    if better not in BETTER:
        raise TypeError(f"{id}: better is one of {', '.join(BETTER)}")
    origins = origin if isinstance(origin, tuple) else (origin,)

    def declare(write: FunctionType) -> FunctionType:
        new = Indicator(
            write.__name__,
            id,
            title,
            write,
            origins,
            better,
            burden,
            asks,
            tuple(beside),
            tuple(by),
            years,
            version,
            at_end,
            looks_back,
            follows,
        )
        write.__dict__.setdefault("indicators", []).append(new)
        return write

    return declare


@dataclass(frozen=True)
class Indicators:
    """Indicators, every version, in the order of the catalogue."""

    versions: tuple[Indicator, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, *modules: ModuleType) -> "Indicators":
        """Collect the indicators written in these modules. Raises ValueError when one is written twice for a year."""
        versions = [
            new for module in modules for write in vars(module).values() for new in getattr(write, "indicators", ())
        ]
        for place, one in enumerate(versions):
            for other in versions[place + 1 :]:
                if one.name == other.name and one.years.overlaps(other.years):
                    raise ValueError(f"the indicator {one.name} is written twice for the same year")
        return cls(tuple(sorted(versions, key=lambda one: (one.id[0], int(one.id[1:])))))

    def in_force(self, year: Year) -> dict[str, Indicator]:
        """By name: the version of each that a year is counted by."""
        return {version.name: version for version in self.versions if year in version.years}

    def only(self, *names: str) -> "Indicators":
        """Those with these names or catalogue ids. Raises LookupError for one that there is not."""
        known = {word for version in self.versions for word in (version.name, version.id)}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise LookupError(f"there is no indicator {', '.join(unknown)}: the catalogue lists them all")
        return Indicators(tuple(one for one in self.versions if one.name in names or one.id in names))

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)
