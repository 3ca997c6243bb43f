"""
What a published figure is, and what reading a published file gives.

Every table, whatever its layout, becomes rows of one long shape (`FIGURES`), one figure a row. Nothing printed is
turned into something else: a symbol stays a status, never a zero, and the cell's own text stays beside the number.
What could not be read is a Note with its place; the rest is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

FIGURES: Mapping[str, type[pl.DataType]] = {
    "data_set": pl.String,
    "version": pl.String,
    "measure": pl.String,
    "time_period": pl.String,
    "year": pl.Int16,
    "geographic_level": pl.String,
    "la_code": pl.String,
    "gss_code": pl.String,
    "area": pl.String,
    "breakdown": pl.String,
    "value": pl.Float64,
    "status": pl.String,
    "rounding": pl.Float64,
    "printed": pl.String,
}
"""
The columns of a figure.

`version`: the years a release spans, as in 2013_to_2025. `measure`: its steady name, the same in every release.
`time_period`: as printed; `year`: the year it ends in. `geographic_level`: one of LEVELS. `la_code`: three digits, of
an authority only; two authorities printed together have both, as in "314 / 318". `gss_code`: nine characters, as on
the day the figures are about. `breakdown`: "" or what the row is narrowed to, as in "age: 17 to 18 years; activity: …".
`value`: null unless a number was printed. `status`: a key of STATUSES. `rounding`: printed figures are multiples of
this; null where it is not known. `printed`: the cell as it stood in the file, null where the figure was computed.
"""

PUBLISHED = "published"
COMPUTED = "computed"
BLANK = "blank"
UNREADABLE = "unreadable"
SYMBOLS: Mapping[str, str] = {
    "c": "withheld, because so few people are counted that someone might be recognised",
    "x": "not available",
    "z": "not applicable",
    "u": "left out as unreliable",
    "k": "above nought, and rounds to nought",
    "low": "above nought, and rounds to nought",
    "-": "no figure given, and no reason",
}
"""What a publisher prints in place of a number."""
STATUSES: Mapping[str, str] = {
    PUBLISHED: "printed as a number",
    COMPUTED: "computed here from published figures, where the publisher no longer prints it",
    **SYMBOLS,
    BLANK: "the cell is empty",
    UNREADABLE: "the cell holds neither a number nor a known symbol",
}

NATIONAL, REGIONAL, PART_OF_LONDON = "National", "Regional", "Part of London"
AUTHORITY, DISTRICT = "Local authority", "Lower-tier district"
LEVELS = (NATIONAL, REGIONAL, PART_OF_LONDON, AUTHORITY, DISTRICT)
"""
Each is a whole of England without overlap, but for Inner and Outer London, which publishers print as regions beside
London: they have a level of their own, so that the nine regions can be added up.
"""

LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0. Source: {publisher}."

IMAGINED = "Imagined figures: nobody in them is real."
"""What stands in the place of an attribution where the figures were made up: for the demo and for tests."""

YEAR_RANGE = (1990, 2100)
"""A year outside of it is a mistake in the file."""


class NotPublished(ValueError):
    """This file is not a published table that we can read. The message is a sentence, and says what to do."""


@dataclass(frozen=True)
class Note:
    """Something that a reader of the figures should know, or that could not be read, and where it stands."""

    said: str
    place: str = ""
    """As in "line 12, column Referrals"."""

    def __str__(self) -> str:
        return f"{self.place}: {self.said}" if self.place else self.said


@dataclass(frozen=True)
class Reading:
    """
    One file, read: its rows, and what is to be said about it.

    `kind` says what the rows are: "figures" (columns FIGURES), "neighbours", "lookup" or "dictionary".
    """

    data_set: str
    version: str
    kind: str
    rows: pl.DataFrame
    notes: tuple[Note, ...] = field(default=())
    title: str = ""
    publication: str = ""
    publisher: str = ""
    imagined: bool = False
    """Whether it is about areas that are on no map, and so about nobody."""

    @property
    def attribution(self) -> str:
        if self.imagined:
            return IMAGINED
        return ATTRIBUTION.format(publisher=self.publisher or "as stated in the file")
