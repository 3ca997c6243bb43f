"""One return as it is handed to the record: its values, its year, who sent it and when it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import polars as pl

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.shape import PLACE, PYTHON_TO_POLARS, Table
from paramountcy.terms.year import Year


@dataclass(frozen=True, repr=False)
class Filing:
    """
    A children in need census return, read: `tables` as `returns.values.Values.tables` has them.

    `area` is the three-digit code of the authority, `recorded_at` when the return was made. It speaks for the days
    from `first` to `last`: the year, or as far as the day it was made where that came before the year was over.
    """

    year: Year
    tables: Mapping[str, pl.DataFrame]
    area: str
    recorded_at: datetime
    recorded_by: str | None = None

    @classmethod
    def of(
        cls,
        tables: Mapping[str, pl.DataFrame],
        year: Year,
        *,
        area: str | None = None,
        recorded_at: datetime | None = None,
    ) -> "Filing":
        """
        From a return's tables. Who sent it and when it was made is what its Source says, unless given here; a
        return that does not say when it was made counts as made on the last day of its year.

        Raises ValueError where neither the return nor the caller says which authority it is of.
        """
        sources = tables["Source"] if "Source" in tables else pl.DataFrame()
        said = sources.row(0, named=True) if len(sources) else {}
        sender = area or said.get("LEA")
        if not sender:
            raise ValueError(f"the return for {year} does not say which authority it is of: give its three-digit code")
        made = recorded_at or _when(said.get("DateTime"))
        if made is None or made.date() < year.start:
            made = datetime.combine(year.end, time.min)
        return cls(year, tables, sender, made.replace(tzinfo=None), said.get("SoftwareCode"))

    def __repr__(self) -> str:
        return f"<Filing of {self.area} for {self.year}, made {self.recorded_at}>"

    @property
    def first(self) -> date:
        return self.year.start

    @property
    def last(self) -> date:
        return min(self.year.end, self.recorded_at.date())

    @property
    def order(self) -> tuple[int, datetime]:
        """What makes one telling later than another: the year it is about, then when it was made."""
        return self.year.ends_in, self.recorded_at

    def rows(self, table: type[Table], at: int) -> pl.DataFrame:
        """A table's rows, empty where the return has none, with the columns `filing` (`at`) and `place`."""
        name = table.__name__
        keys = [*CIN.keys(table)]
        wanted = ["row", *keys, *table.fields]
        if name in self.tables:
            frame = self.tables[name].select(wanted)
        else:
            schema = dict.fromkeys(("row", *keys), PLACE["row"]) | {
                field: PYTHON_TO_POLARS[item.kind] for field, item in table.fields.items()
            }
            frame = pl.DataFrame(schema=schema)
        place = pl.format("{}/{}/{}", pl.lit(str(self.year)), pl.lit(name), pl.col("row"))
        return frame.with_columns(pl.lit(at, pl.Int32).alias("filing"), place.alias("source_id"))


def in_order(filings: list[Filing]) -> list[Filing]:
    """Filings from the earliest to the latest. Raises ValueError where there are none, or of two authorities."""
    if not filings:
        raise ValueError("there is no return to read a record from: give at least one")
    areas = sorted({filing.area for filing in filings})
    if len(areas) > 1:
        raise ValueError(
            f"these returns are of {len(areas)} authorities ({', '.join(areas)}): "
            "a child's number means something within one authority alone, so read each one's returns apart"
        )
    return sorted(filings, key=lambda filing: filing.order)


def every_row(filings: list[Filing], table: type[Table]) -> pl.DataFrame:
    """The rows of a table in all returns, in order, with the columns `filing` and `source_id`."""
    return pl.concat([filing.rows(table, at) for at, filing in enumerate(filings)])


def _when(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return None
