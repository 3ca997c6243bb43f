"""
What the rules find in the returns of a release: of each year, how many children each rule found something about.

These are true counts: like all that `counting` makes, they leave through `own.own_figures` alone.
"""

from collections.abc import Callable, Collection, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from paramountcy.indicators.figures import FIGURES
from paramountcy.publication.shape import GIVEN
from paramountcy.publication.site.shape import NotPublished
from paramountcy.returns.check import NotChecked, check
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.report.shape import Report

FOUND, CHILDREN_SENT = "quality_found", "quality_children"
"""The rows of data quality: how many children each rule found something about, and how many the return holds."""


def standing(paths: Sequence[Path], names: Collection[str]) -> list[Path]:
    """The files of the returns of these names: a return that is given as tables has no file to judge."""
    inside = [sorted(path.glob("*.xml")) if path.is_dir() else [path] for path in paths]
    files = {file.name: file for found in inside for file in found if file.suffix.lower() == ".xml"}
    return [files[name] for name in names if name in files]


@contextmanager
def judged(
    files: Sequence[Path], *, area_code: str, on: date, version: str, beside: bool
) -> Generator[Callable[[], list[pl.DataFrame]]]:
    """
    To be asked for the counts of each file, in the columns FIGURES; with `beside` another process makes them meanwhile.

    A year that has no rules has none.
    """
    each = partial(_counts, area_code=area_code, on=on, version=version)
    if not beside:
        yield lambda: [rows for rows in map(each, files) if rows is not None]
        return
    # Spawned, not forked: the threads of Polars do not survive a fork.
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        tasks = [pool.submit(each, file) for file in files]

        def found() -> list[pl.DataFrame]:
            try:
                return [rows for task in tasks if (rows := task.result()) is not None]
            except BrokenProcessPool as wrong:
                raise NotPublished(
                    "the process that judged the returns was ended from outside, so nothing was published: there may "
                    "not be enough memory. Try again with less else running."
                ) from wrong

        try:
            yield found
        finally:
            pool.shutdown(cancel_futures=True)


def _counts(file: Path, area_code: str, on: date, version: str) -> pl.DataFrame | None:
    try:
        report = check(file, CENSUS, at=datetime.combine(on, time.min, UTC), version=version)
    except NotChecked:
        return None
    return _quality(report, area_code)


def _quality(report: Report, area_code: str) -> pl.DataFrame:
    """How many children each rule found something about, in the columns FIGURES."""
    rules = report.rules.filter(pl.col("children") > 0).sort("rule")
    rows = [
        {"indicator": FOUND, "category": row["rule"], "numerator": row["children"]}
        for row in rules.iter_rows(named=True)
    ]
    rows.append({"indicator": CHILDREN_SENT, "category": "", "numerator": report.children})
    same = {
        "id": "L5",
        "version": "1",
        "area": area_code,
        "period": str(report.head.year),
        "breakdown": "all",
        "group": "all",
        "unit": "number",
        "method": "count",
        "status": GIVEN,
        "why": "",
    }
    frame = pl.DataFrame(rows, schema_overrides={"numerator": pl.Int64}).with_columns(
        *(pl.lit(text).alias(name) for name, text in same.items()), pl.col("numerator").cast(pl.Float64).alias("value")
    )
    frame = frame.with_columns(pl.lit(None).alias(name) for name in FIGURES if name not in frame.columns)
    return frame.select(pl.col(name).cast(kind) for name, kind in FIGURES.items())
