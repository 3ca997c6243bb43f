"""How figures are written in the tables of charts."""

from collections.abc import Collection, Iterable, Sequence

from paramountcy.publication.charts.scale import known
from paramountcy.publication.shape import Column, Table, unit_of
from paramountcy.statistics.shape import Unit


def unit_for(unit: str | Unit, values: Iterable[float | None]) -> Unit:
    """The unit of a chart: as given, or by the name that released rows carry."""
    return unit if isinstance(unit, Unit) else unit_of(unit, [known(value) for value in values])


def heading(name: str, unit: Unit) -> str:
    """
    The heading of a column of figures, with what they count.

    >>> heading("Islington", unit_of("per 10,000")), heading("Islington", unit_of("share"))
    ('Islington (per 10,000)', 'Islington')
    """
    counts = "" if unit.after in ("", "%") else f" ({unit.name})"
    return f"{name}{counts}"


def table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], note: str = "", *, words: Collection[str] = ()
) -> Table:
    """A table of a chart; columns hold numbers but for the first and those named in `words`."""
    columns = tuple(Column(name, numeric=place > 0 and name not in words) for place, name in enumerate(headings))
    return Table(title, columns, tuple(tuple(row) for row in rows), note)


def figure(value: float | None, unit: Unit, why: str = "") -> str:
    """A figure in a cell, or why there is none."""
    there = known(value)
    return unit.bare(there) if there is not None else why or "no figure"


def ends_in_words(lower: float | None, upper: float | None, unit: Unit) -> str:
    """
    >>> ends_in_words(0.2, 0.3, unit_of("share")), ends_in_words(None, 0.3, unit_of("share"))
    ('20.0% to 30.0%', 'up to 30.0%')
    """
    low, high = known(lower), known(upper)
    if low is None:
        return "" if high is None else f"up to {unit.bare(high)}"
    return f"{unit.bare(low)} to {unit.bare(high)}" if high is not None else f"from {unit.bare(low)}"
