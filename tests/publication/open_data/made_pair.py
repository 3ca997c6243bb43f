"""A small data file and its metadata that pass every check, and ways to break them one at a time."""

import csv
import io

NAME = "small_table_2025.csv"
HEADING = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "new_la_code", "la_name", "topic", "sex", "children_count", "children_percent",
]  # fmt: skip
ENGLAND = ["National", "E92000001", "England", "", "", "", "", ""]
LONDON = ["Regional", "E92000001", "England", "E12000007", "London", "", "", ""]
ISLINGTON = ["Local authority", "E92000001", "England", "E12000007", "London", "206", "E09000019", "Islington"]
PLACES = (ENGLAND, LONDON, ISLINGTON)
ITEMS = (["Total", "Total"], ["Sex", "Female"], ["Sex", "Male"])
DATA = [
    HEADING,
    *(
        [year, "Financial year", *place, *items, "c" if place is ISLINGTON else f"{100 + number}", "12.5"]
        for year in ("202324", "202425")
        for place in PLACES
        for number, items in enumerate(ITEMS)
    ),
]
META = [
    ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint",
     "filter_grouping_column"],
    ["topic", "Filter", "Broken down by", "", "", "", "", ""],
    ["sex", "Filter", "Sex", "", "", "", "Of the child", "topic"],
    ["children_count", "Indicator", "Number of children", "Children", "", "0", "", ""],
    ["children_percent", "Indicator", "Share of children", "Children", "%", "1", "", ""],
]  # fmt: skip


def copies():
    """The data and the metadata, to be changed."""
    return [list(row) for row in DATA], [list(row) for row in META]


def column(name):
    return HEADING.index(name)


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write(folder, data=DATA, meta=META, *, name=NAME, text=None, meta_text=None):
    """Write a pair; `text` and `meta_text` stand in place of rows, as text or bytes. `meta` None: no metadata."""
    path = folder / name
    for place, rows, given in ((path, data, text), (folder / f"{path.stem}.meta.csv", meta, meta_text)):
        if rows is not None or given is not None:
            content = given if given is not None else as_csv(rows)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
