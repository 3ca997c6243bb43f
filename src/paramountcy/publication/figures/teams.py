"""
Which team works with which child, so that a figure by team is never one of a single worker.

A team in which only one worker is named, or which is called as a worker is, would show what that person does: its
children are counted as of no team, in the figures and in the lists.
"""

import polars as pl

from paramountcy.indicators.count import TEAMS
from paramountcy.statistics.words import together


def teams_of(people: pl.DataFrame, area: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """
    From a table of LAchildID, team and worker to teams (area, la_child_id, team: a row for each of a child's teams),
    and sentences that say which are not shown. No worker's name is in either.
    """
    known = people.drop_nulls(["LAchildID", "team"])
    called = pl.col("team").str.strip_chars().str.to_lowercase()
    named = set(people["worker"].drop_nulls().str.strip_chars().str.to_lowercase())
    workers = (
        known.drop_nulls("worker")
        .group_by("team")
        .agg(pl.col("worker").str.strip_chars().str.to_lowercase().n_unique().alias("workers"))
    )
    all_teams = known.select("team").unique().join(workers, on="team", how="left")
    alone = all_teams.filter((pl.col("workers") == 1) | called.is_in(list(named)))
    kept = known.join(alone, on="team", how="anti")
    teams = kept.select(pl.lit(area).alias("area"), pl.col("LAchildID").alias("la_child_id"), "team").unique(
        maintain_order=True
    )
    return teams.select(list(TEAMS)), tuple(_said(alone.height, all_teams.height - workers.height))


def _said(alone: int, without: int) -> list[str]:
    said = []
    if alone == 1:
        said.append(
            "1 team has one named worker alone, or a worker's name: its figures would be that person's, so it is not "
            "shown, and its children are counted as of no team."
        )
    elif alone:
        said.append(
            f"{alone:,} teams have one named worker alone, or a worker's name: their figures would be that person's, "
            "so they are not shown, and their children are counted as of no team."
        )
    if without:
        of = "1 team" if without == 1 else f"{without:,} teams"
        said.append(f"No worker is named in {of}, so whether one worker alone makes up a team could not be seen there.")
    return said


def apart(whole: dict, rows: pl.DataFrame) -> str:
    """
    Which teams' figures lie clearly apart from that of the whole, by name, in a sentence; "" where nothing can be
    compared. `whole` and `rows` are figures with intervals; a team is apart where its interval and the whole's do not
    meet.
    """
    known = rows.drop_nulls(["value", "lower", "upper"])
    if known.height < 2 or whole["lower"] is None or whole["upper"] is None:
        return ""
    higher = known.filter(pl.col("lower") > whole["upper"])["group"].sort().to_list()
    lower = known.filter(pl.col("upper") < whole["lower"])["group"].sort().to_list()
    if not higher and not lower:
        return f"None of the {known.height} teams is clearly apart from all together."
    parts = [f"{together(names)} {side}" for names, side in ((higher, "higher"), (lower, "lower")) if names]
    return f"Of {known.height} teams, clearly apart from all together: {'; '.join(parts)}."
