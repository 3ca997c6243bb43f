"""The area's own figures: what is let out, what is refused, and that no page has a way around."""

import re
from dataclasses import fields

import polars as pl
import pytest

from paramountcy.publication.shape import GIVEN, RELEASED
from paramountcy.publication.site.area import area_of
from paramountcy.publication.site.blocks import Drawn, Heading, Points, Printed, Words
from paramountcy.publication.site.counting import EDGES, FROM_RETURNS, count
from paramountcy.publication.site.gather import gather
from paramountcy.publication.site.judging import CHILDREN_SENT, FOUND
from paramountcy.publication.site.own import known, own_figures
from paramountcy.publication.site.pages.figure import figure_page
from paramountcy.publication.site.pages.overview import overview_page
from paramountcy.publication.site.pages.quality import quality_page
from paramountcy.publication.site.pages.timeliness import reconcile, timeliness_page
from paramountcy.publication.site.shape import NotPublished, Own
from tests.publication.site import made

CHILDREN = 0
YEARS = (2024, 2025)


@pytest.fixture(scope="module")
def release():
    return made.imagined(*YEARS, children=CHILDREN)


@pytest.fixture(scope="module")
def true(release):
    """The figures before disclosure control."""
    paths = made.return_files(*YEARS, children=CHILDREN)
    counted = count(
        paths, area=release.area, on=made.ON, country=made.country(), version="0", progress=lambda step, share: None
    )
    return counted.figures


def own(paths, **more):
    area = area_of(made.TOLD, on=made.ON, imagined=True)
    return own_figures(paths, area=area, on=made.ON, country=made.country(), version="0", **more)


def test_the_true_figures_go_in_and_none_that_is_too_small_comes_out(release, true):
    small = (pl.col("numerator").is_between(1, 5)) & (pl.col("unit") != "working days")
    assert true.filter(small).height > 50, "there is nothing to protect, so this test shows nothing"
    assert release.own.printed.filter(small).is_empty()
    rest = pl.col("denominator") - pl.col("numerator")
    assert release.own.printed.filter((pl.col("unit") == "share") & rest.is_between(1, 5)).is_empty()
    assert release.own.printed.height == true.height
    assert release.own.tried.startswith("Who knows everything printed can find none of the ")


def test_what_is_given_is_what_was_counted(release, true):
    keys = ["indicator", "period", "breakdown", "group", "category"]
    both = release.own.printed.filter(pl.col("numerator").is_not_null()).join(true, on=keys, suffix="_true")
    assert both.height > 200
    assert (both["numerator"] == both["numerator_true"]).all()


def test_nothing_but_printed_rows_is_held(release):
    frames = [getattr(release.own, field.name) for field in fields(Own)]
    assert [type(value) for value in frames].count(pl.DataFrame) == 1
    assert release.own.printed.columns == list(RELEASED)


@pytest.mark.slow
def test_without_secondary_suppression_the_attack_finds_the_leak_and_there_is_no_release():
    with pytest.raises(
        NotPublished, match="Nothing was published of Applemere: an attack on what was to be printed"
    ) as why:
        own(made.return_files(*YEARS, children=CHILDREN), secondary=False)
    assert re.search(r"worked out [\d,]+ counts that must be held back, in \w+ of 20\d\d-\d\d", str(why.value))


@pytest.mark.slow
def test_only_whole_years_of_this_authority_are_taken(tmp_path, shared):
    islington = area_of("Islington", on=made.ON)
    files = made.return_files(*YEARS, children=CHILDREN)
    with pytest.raises(
        NotPublished, match=r"is a return of the authority 005, and this release is about Islington \(206\)"
    ):
        gather(islington, made.real_country(shared), made_on=made.ON, version="0", returns=files)
    early = made.ON.replace(year=2025, month=3, day=1)
    area = area_of(made.TOLD, on=early, imagined=True)
    with pytest.raises(NotPublished, match=r"cin-2025-0\.xml is of 2024-25, and that year is not over"):
        gather(area, made.country(), made_on=early, version="0", returns=files)
    broken = tmp_path / "broken.xml"
    broken.write_text("<Message>")
    with pytest.raises(NotPublished, match=r"broken\.xml was left out: .* Nothing was published: mend that return"):
        own([*files, broken])


def test_an_internal_report_is_never_published(tmp_path):
    from paramountcy.publication.figures.mark import MARK

    report = tmp_path / "october.html"
    report.write_text(f'<meta name="Paramountcy" content="{MARK}">')
    area = area_of(made.TOLD, on=made.ON, imagined=True)
    for given in ({"returns": [report]}, {"answers": report}):
        with pytest.raises(NotPublished, match=r"october\.html is an internal report with true counts, and is never"):
            gather(area, made.country(), made_on=made.ON, version="0", **given)


def test_the_own_count_and_the_published_figure_stand_side_by_side(release):
    page = figure_page(release, release.subjects["re_referrals"])
    assert page.blocks[0].texts[0].startswith("Counted from Applemere's own returns: in Applemere, ")
    assert page.blocks[0].texts[1].startswith("As published: in Applemere, ")
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert "The own count and the published figure" in headings
    table = next(block.table for block in page.blocks if isinstance(block, Printed) and block.id == "numbers")
    assert [column.heading for column in table.columns][1:7] == [
        "Applemere, from its own returns", "95% interval", "counted",
        "Applemere, as published", "95% interval", "counted",
    ]  # fmt: skip
    assert any(row[1] == "no return" for row in table.rows)
    last = next(row for row in table.rows if row[0] == "2024-25")
    assert last[1] == release.own.whole("re_referrals")["2024-25", ""]["value"].__format__(".1%")


def test_the_own_figure_is_set_beside_england_and_not_the_published_one(release):
    points = next(block for block in overview_page(release).blocks if isinstance(block, Points)).points
    told = next(point.text for point in points if point.link.text == "Re-referrals within 12 months")
    value = release.own.whole("re_referrals")["2024-25", ""]["value"]
    assert f"In Applemere, {value:.1%} of referrals" in told


def test_two_percentages_reconciled_from_printed_rows_alone(release):
    year, found, says = reconcile(release.own)
    official = release.own.whole("assessments_within_45_days")[str(year), ""]
    honest = release.own.whole("assessments_done_by")[str(year), "by day 45"]
    assert f"{official['value']:.1%} were done within 45 working days" in says
    assert f"{honest['value']:.1%}" in says
    if found:
        waiting = release.own.whole("assessments_open_beyond_45_days")[str(year), ""]
        assert (found.still_open, found.past_limit) == (waiting["denominator"], waiting["numerator"])
    else:
        assert "How many are still open is not printed" in says
    page = timeliness_page(release)
    assert says[1:] in page.blocks[0].texts[0]
    drawn = [block.id for block in page.all_blocks() if isinstance(block, Drawn)]
    assert drawn[:2] == ["curve", "own-bands"]


def test_the_curve_has_only_days_that_may_be_printed(release):
    rows = release.own.rows("assessments_done_by")
    given = rows.filter((pl.col("status") == GIVEN) & (pl.col("period") == "2024-25"))
    assert set(rows["category"]) == {f"by day {day}" for day in EDGES}
    chart = next(block.chart for block in timeliness_page(release).all_blocks() if isinstance(block, Drawn))
    assert len(chart.table.rows) >= 2
    for row in given.iter_rows(named=True):
        assert f"{row['value']:.1%}" in " ".join(cell for cells in chart.table.rows for cell in cells)


def test_data_quality_counts_children_and_holds_small_ones_back(release):
    found = release.own.rows(FOUND)
    assert found.filter(pl.col("numerator").is_between(1, 5)).is_empty()
    assert release.own.rows(CHILDREN_SENT).filter(pl.col("period") == "2024-25")["numerator"].to_list() == [3000]
    page = quality_page(release)
    told = " ".join(text for block in page.blocks if isinstance(block, Words) for text in block.texts)
    assert "It tells of 3,000 children." in told


def test_figures_of_teams_are_not_there(release):
    assert "assessments_between_teams" not in release.subjects
    assert release.own.printed.filter(pl.col("breakdown") == "team").is_empty()
    assert set(release.own.printed["breakdown"]) <= {"all", "age", "sex", "ethnicity", "need"}
    assert release.own.printed["source"].str.ends_with(FROM_RETURNS).all()


@pytest.mark.slow
def test_what_an_earlier_release_printed_is_known(release):
    earlier = release.own.printed
    row = {"indicator": "re_referrals", "period": "2024-25", "breakdown": "all"}
    before = earlier.filter(**row)
    assert known([]) is None
    withheld = earlier.with_columns(pl.lit(None, pl.Int64).alias(name) for name in ("numerator", "denominator"))
    withheld = withheld.with_columns(value=pl.lit(None, pl.Float64))
    assert known([withheld, earlier]).filter(**row)["numerator"].to_list() == before["numerator"].to_list()
    again = own(made.return_files(*YEARS, children=CHILDREN), previous=[earlier])
    assert again.tried.startswith("Who knows everything printed can find none")
    printed = again.printed.filter(**row)
    assert printed["numerator"].to_list() == before["numerator"].to_list()
