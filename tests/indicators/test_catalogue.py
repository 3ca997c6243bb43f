"""The catalogue and the indicators are written apart, as double entry, and must agree."""

import re

import pytest

from paramountcy.indicators.catalogue import CATALOGUE, catalogue
from paramountcy.indicators.pages import page
from paramountcy.indicators.published import published
from paramountcy.indicators.registry import INDICATORS

ALWAYS_TOGETHER = {
    "D2": ("D6", "D7", "C9"),
    "E4": ("E9",),
    "C5": ("C8",),
    "F10": ("F14",),
    "F12": ("F11",),
    "C7": ("B4", "C1"),
}
"""The pairs of the catalogue that keep each other honest, of the indicators that are fed."""

NEEDED = {"R": "required", "N": "needed", "–": "historical", "R/N": "required and needed"}


PRINTED_IN_PART = {"A1", "G11", "H2", "H3", "H6", "J5", "J6"}
"""Places of which the published tables have something, and something not: they are fed, and say what is missing."""


def test_every_place_is_fed_or_says_what_it_waits_for():
    assert len(catalogue()) == 146
    fed = [entry for entry in catalogue().values() if entry.is_fed]
    assert {entry.id for entry in fed if entry.waits_for} == PRINTED_IN_PART
    assert all(entry.printed and not entry.fed_by for entry in fed if entry.waits_for)
    assert [entry.id for entry in catalogue().values() if not entry.is_fed and not entry.waits_for] == []


def test_the_catalogue_is_that_of_the_reference(shared):
    text = (shared / "reference" / "indicators.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines()]
    asked = {row[0]: row[-2:] for row in rows if re.fullmatch(r"[A-L]\d+", row[0])}
    assert list(asked) == list(catalogue())
    for id, (needed, burden) in asked.items():
        entry = catalogue()[id]
        assert entry.needed == NEEDED[needed], id
        assert entry.burden == burden.replace("–", " to ").strip(" to").strip(), id


def test_all_that_the_census_gives_without_burden_is_fed():
    fed = {entry.id for entry in catalogue().values() if entry.fed_by}
    asked = {
        *(f"C{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12)),
        *(f"D{number}" for number in (1, 2, 3, 4, 5, 6, 7, 10, 13, 19)),
        *(f"E{number}" for number in range(1, 8)),
        *(f"F{number}" for number in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 21)),
        "H11",
    }
    assert fed == asked


def test_all_that_the_published_tables_give_is_fed():
    """Of places without burden only those remain that no table read here has, or that the product itself counts."""
    assert len([entry for entry in catalogue().values() if entry.printed]) == 60
    assert len([entry for entry in catalogue().values() if entry.is_fed]) == 74
    waiting = {entry.id for entry in catalogue().values() if entry.burden == "0" and not entry.is_fed}
    assert waiting == {"A5", "G8", "G9", "G13", "G14", "H7", "I9", "L2", "L3", "L4", "L5", "L6"}


@pytest.mark.parametrize("one", list(INDICATORS), ids=lambda one: one.name)
def test_an_indicator_agrees_with_its_place(one):
    entry = catalogue()[one.id]
    assert entry.burden == str(one.burden)
    assert {origin.short for origin in one.origins} <= set(entry.origins)
    if len(entry.fed_by) == 1:
        assert {origin.short for origin in one.origins} == set(entry.origins)
        assert one.better == entry.better
    assert one.asks.endswith("?")
    assert set(one.beside) <= set(catalogue())
    assert set(ALWAYS_TOGETHER.get(one.id, ())) <= set(one.beside)


def test_what_asks_for_a_place_asks_for_one_of_its_figures():
    for entry in catalogue().values():
        if entry.fed_by:
            asked = {origin.short for one in entry.fed_by for origin in one.origins}
            assert asked == set(entry.origins), entry.id


def test_the_page_has_every_place_and_every_definition():
    text = page()
    assert all(f"| {id} |" in text for id in catalogue())
    assert all(f'<a id="{one.name}"></a>' in text for one in INDICATORS)
    assert all(f'<a id="published-{name}"></a>' in text for name in published())
    linked = set(re.findall(r"\]\(#([a-z0-9_-]+)\)", text))
    assert linked == set(re.findall(r'<a id="([a-z0-9_-]+)"></a>', text)), (
        "a link leads nowhere, or nothing leads to it"
    )
    assert "74 are fed so far" in text
    assert CATALOGUE.name not in text
