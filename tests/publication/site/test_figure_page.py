"""The page of a figure: what it says, in which order, and that nothing on it is silent, ranked or a colour."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from paramountcy.indicators.catalogue import catalogue
from paramountcy.publication.site.blocks import (
    Beside,
    Drawn,
    Facts,
    Heading,
    More,
    Points,
    Printed,
    Question,
    Said,
    Words,
)
from paramountcy.publication.site.given import Answer, Answers
from paramountcy.publication.site.pages.figure import figure_page
from paramountcy.publication.site.pages.listing import listing_page
from paramountcy.publication.site.pages.overview import overview_page
from paramountcy.publication.site.pages.quality import quality_page
from paramountcy.publication.site.write import figures
from tests.publication.site import made

AREAS = ("Islington", "Cumberland", "City of London", "Isles of Scilly", "Dorset")


def page(release, name):
    return figure_page(release, release.subjects[name])


def texts(one):
    return [text for block in one.all_blocks() if isinstance(block, Words) for text in block.texts]


def drawn(one):
    return {block.id: block.chart for block in one.all_blocks() if isinstance(block, Drawn)}


def printed(one):
    return {block.id: block.table for block in one.all_blocks() if isinstance(block, Printed)}


def facts(one):
    return {fact.name: fact for block in one.all_blocks() if isinstance(block, Facts) for fact in block.facts}


def test_the_sentence_comes_first_then_the_question(real):
    blocks = page(real("Islington"), "re_referrals").blocks
    assert isinstance(blocks[0], Words)
    assert blocks[0].lead
    assert blocks[0].texts == (
        "In Islington, 16.8% of referrals made in 2024-25 (404 of 2,407) were of a child who had been referred on an "
        "earlier day of the 12 months before. Allowing for chance, it lies between 15.3% and 18.3%. No clear change "
        "since 2023-24 (15.9%), nor since 2012-13 (18.1%).",
        "England: 22.6%. Islington is lower, by more than chance alone would make.",
    )
    assert blocks[1] == Question("Which children come back, and what had we not seen the first time?")


def test_all_the_parts_in_their_order(real):
    found = page(real("Islington"), "re_referrals")
    assert [block.text for block in found.blocks if isinstance(block, Heading) and block.level == 2] == [
        "What Islington answers",
        "Over time",
        "Beside similar areas",
        "Is it more than chance?",
        "Read it together with",
        "All the numbers",
        "About this figure",
    ]
    assert list(drawn(found)) == ["trend", "strip", "funnel"]
    told = facts(found)
    assert told["What is counted"].texts[0].startswith("Of referrals made in the period")
    assert told["Unit"].texts == ("per cent",)
    assert told["Which way is better"].texts[0].startswith("Lower is better, as long as")
    assert "DfE: Children in need, Explore Education Statistics, table C1" in told["Who asks for it"].texts
    assert (
        told["As published"].texts[0]
        == "Children in need: Referrals and re-referrals, release 2013 to 2025, year to 31 March."
    )
    assert (
        told["As published"]
        .texts[1]
        .startswith("Counts of authorities are to the nearest 1, those of regions and England to the nearest 10.")
    )
    assert "Open Government Licence v3.0. Source: Department for Education" in told["As published"].texts[2]
    assert told["Data"].links[0].to == "../data/re-referrals.csv"


def test_the_numbers_stand_in_a_table_latest_first(real):
    table = printed(page(real("Islington"), "re_referrals"))["numbers"]
    headings = [column.heading for column in table.columns]
    assert headings == [
        "Period", "Islington, as published", "95% interval", "counted", "England", "London", "middle of neighbours"
    ]  # fmt: skip
    assert table.rows[0] == ("2024-25", "16.8%", "15.3% to 18.3%", "404 of 2,407", "22.6%", "19.4%", "18.5%")
    assert len(table.rows) == 13


def test_neighbours_of_both_lists_with_how_close_they_are(real):
    found = page(real("Islington"), "re_referrals")
    said = " ".join(texts(found))
    assert "Statistical neighbours of 2025 (10 of 10 known; 4 close, 4 somewhat close and 2 not close)" in said
    assert "Statistical neighbours of 2021 (10 of 10 known; 2 close, 5 somewhat close and 3 not close)" in said
    assert "Authorities of London (32 of 32 known): the middle one has 18.4%" in said
    older = printed(found)["neighbours-2021"]
    assert older.rows[0][:2] == ("Islington", "this area")
    assert older.rows[1][:2] == ("Hammersmith and Fulham", "Close")
    strip = drawn(found)["strip"].table
    assert [row[0] for row in strip.rows[:2]] == ["Islington", "Camden"]
    assert "not in that of their figures" in strip.note


def test_neighbours_without_a_figure_are_left_out_and_named(real):
    found = page(real("Islington"), "assessments_within_45_days")
    more = next(block for block in found.all_blocks() if isinstance(block, More) and "left out" in block.summary)
    [points] = more.blocks
    assert isinstance(points, Points)
    assert [point.text for point in points.points if "Hammersmith" in point.text] == [
        "Hammersmith and Fulham: withheld, because so few people are counted that someone might be recognised."
    ]


def test_partners_that_are_not_here_say_why(real):
    [block] = [block for block in page(real("Islington"), "re_referrals").blocks if isinstance(block, Beside)]
    absent, there = block.partners
    assert (absent.title, absent.to, absent.chart) == (catalogue()["B4"].title, "", None)
    assert absent.says.startswith("Not here: needs ")
    assert (there.to, there.says) == ("referrals.html", "2024-25: 675.7 per 10,000.")
    assert "<svg" in there.chart.svg


def test_an_area_that_has_not_answered_and_one_that_has(real):
    release = real("Islington")
    assert "Nothing yet. Islington has not said what it thinks is behind this figure." in texts(
        page(release, "caseload")
    )
    answer = Answer("caseload", ("We hired.", "It helped."), "Director", made.ON)
    told = replace(release, answers=Answers({"caseload": (answer,)}))
    said = [block for block in page(told, "caseload").blocks if isinstance(block, Said)]
    assert said == [Said(("We hired.", "It helped."), "Director", "1 April 2026")]


def test_a_series_that_breaks_says_where_and_the_others_are_not_told_of_it(real):
    found = page(real("Islington"), "assessments_within_45_days")
    points = [point.text for block in found.blocks if isinstance(block, Points) for point in block.points]
    assert any("2014 counts only assessments recorded as single" in text for text in points)
    assert "counted otherwise" in drawn(found)["trend"].svg
    assert not any("Hackney has no figures" in text for text in points), "of another area, and not a neighbour's"


def test_a_figure_by_its_parts(real):
    found = page(real("Islington"), "referrals_by_source")
    assert "the largest are police (27.0%), schools (22.1%)" in found.blocks[0].texts[0]
    assert "2 parts of 11 can't be given; each says why." in found.blocks[0].texts
    table = printed(found)["parts-table"]
    row = next(row for row in table.rows if row[0] == "education services")
    assert row == ("education services", "", "too few", "", "1.7%")
    assert "Too few: so few children that somebody might be recognised" in table.note
    assert drawn(found)["parts"].says.startswith(
        "Clearly different from England: council services (16.5%, England 14.1%)"
    )


def test_a_figure_by_months(real):
    found = page(real("Islington"), "referrals_by_month")
    assert found.blocks[0].texts == ("Referrals by month in Islington: 194 in March 2024, the last there is.",)
    assert drawn(found)["trend"].says == (
        "Islington, month by month, from April 2012 to March 2024; 144 months have a figure."
    )
    assert printed(found)["numbers"].rows[0] == ("March 2024", "194")


def test_a_figure_without_counts_has_no_funnel_and_says_so(real):
    found = page(real("Islington"), "caseload")
    assert "A funnel needs counts, and what they are out of: the source prints neither." in texts(found)
    assert "neighbours-2025" in printed(found), "no funnel, so the table of neighbours stands by itself"
    assert len(drawn(found)["strip"].table.rows) > 100


def test_an_area_that_began_later_says_what_was_before(real):
    found = page(real("Cumberland"), "referrals")
    points = [point.text for block in found.blocks if isinstance(block, Points) for point in block.points]
    assert any(
        text.startswith("Cumberland began on 1 April 2023. Before then its children were counted in Cumbria")
        for text in points
    )
    headings = [column.heading for column in drawn(found)["trend"].table.columns]
    assert any(heading.startswith("Cumbria, which ended") for heading in headings), headings
    assert headings[1].startswith("Cumberland")
    blocks = quality_page(real("Cumberland")).blocks
    told = [point.text for block in blocks if isinstance(block, Points) for point in block.points]
    assert "Cumberland began on 1 April 2023, in place of Cumbria: its own figures begin then." in told


def test_a_code_that_changed_is_followed_and_the_older_area_is_not_joined_to_it(real):
    release = real("Dorset")
    rows = release.everywhere("referrals").rows(release.area.code)
    assert min(period for period, _ in rows) >= "2018-19"
    assert [one.la_code for one in release.area.before] == ["835"]


@pytest.mark.parametrize("area", ["City of London", "Isles of Scilly"])
def test_a_tiny_area_has_pages_that_say_what_is_held_back(real, area):
    release = real(area)
    for name in release.subjects:
        assert page(release, name).blocks
    said = " ".join(texts(overview_page(release)))
    assert f"Not given for {area}, each with its reason on its page" in said


@pytest.mark.parametrize("area", AREAS)
def test_every_page_is_in_order_and_says_why_where_it_has_no_figure(real, area):
    release = real(area)
    for name in release.subjects:
        found = page(release, name)
        ids = [block.id for block in found.all_blocks() if isinstance(block, Heading | Drawn | Printed)]
        assert len(ids) == len(set(ids)), (name, ids)
        levels = [block.level for block in found.blocks if isinstance(block, Heading)]
        assert levels[0] == 2
        assert all(after <= before + 1 for before, after in pairwise(levels))
        everything = " ".join([*texts(found), *(chart.says for chart in drawn(found).values())])
        assert not re.search(r"\bNone\b(?! of them)|\bnan\b|\binf\b|Method\(", everything), everything
        assert not re.search(r"\b(rank|ranked|worst|league|outperform|underperform)", everything, re.IGNORECASE)
        for table in printed(found).values():
            for row in table.rows:
                assert len(row) == len(table.columns)
            reasons = {cell for row in table.rows for cell in row if cell in ("too few", "not available")}
            assert all(reason.capitalize() in table.note for reason in reasons) or "Statistical" in table.caption


def test_charts_do_without_red_and_green(real):
    for chart in drawn(page(real("Islington"), "re_referrals")).values():
        for colour in re.findall(r"#([0-9a-fA-F]{6})", chart.svg):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
            assert not (red > 150 and green < 60 and blue < 60), colour
            assert not (green > 120 and red < 60 and blue < 60), colour


def test_the_file_of_figures_has_who_is_on_the_page(real):
    release = real("Islington")
    rows = figures(release, release.subjects["re_referrals"])
    assert rows["area"][0] == "Islington"
    assert {"England", "London", "Camden", "Isles of Scilly"} <= set(rows["area"])
    assert rows.select("area_code", "period", "category").is_unique().all()
    parts = figures(release, release.subjects["referrals_by_source"])
    assert set(parts["area"]) == {"Islington", "England", "London"}


def test_the_list_of_all_figures_has_every_place_of_the_catalogue(real):
    release = real("Islington")
    found = listing_page(release)
    points = [point for block in found.blocks if isinstance(block, Points) for point in block.points]
    linked = [point.link.to for point in points if point.link]
    assert {f"indicators/{one.slug}.html" for one in release.subjects.values()} <= set(linked)
    told = " ".join(f"{point.link.text if point.link else ''} {point.text}" for point in points)
    for id, entry in catalogue().items():
        assert id in release.by_id or f"{entry.title}. Not here: " in told, id
    anchors = {block.id for block in found.blocks if isinstance(block, Heading)}
    assert {to.removeprefix("#") for to in linked if to.startswith("#")} <= anchors


def test_the_overview_has_five_to_eight_sentences_with_their_pages(real):
    for area in ("Islington", "Cumberland"):
        block = next(block for block in overview_page(real(area)).blocks if isinstance(block, Points))
        assert 5 <= len(block.points) <= 8
        assert all(point.link and point.text.endswith(".") for point in block.points)


def test_a_score_of_deprivation_has_the_places_and_the_unit_of_its_source(real):
    one = page(real("Cumberland"), "income_deprivation_score")
    assert facts(one)["Unit"].texts == ("score from 0 to 1",)
    assert re.search(r": 0\.\d{3} in Cumberland in 2025\.", texts(one)[0])
    assert all(re.fullmatch(r"0\.\d{3}", cell) for cell in drawn(one)["trend"].table.rows[0][1:])
