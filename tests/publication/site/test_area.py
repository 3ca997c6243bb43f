"""Which authority a site is about."""

from datetime import date

import pytest

from paramountcy.publication.site.area import area_of, every_area
from paramountcy.terms.authority import NoSuchAuthority

ON = date(2026, 4, 1)


def test_an_area_by_name_or_code():
    assert [area_of(word, on=ON).name for word in ("islington", "206", "E09000019")] == ["Islington"] * 3
    assert area_of("Islington", on=ON).before == ()
    assert area_of("Kingston upon Hull", on=ON).slug == "kingston-upon-hull-city-of"


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("Cumberland", ["Cumbria"]),
        ("North Northamptonshire", ["Northamptonshire"]),
        ("Dorset", ["Dorset"]),
        ("Bournemouth, Christchurch and Poole", ["Dorset", "Poole", "Bournemouth"]),
    ],
)
def test_what_stood_there_before(name, before):
    assert sorted(one.name for one in area_of(name, on=ON).before) == sorted(before)


def test_an_area_that_ended_says_what_it_became():
    with pytest.raises(NoSuchAuthority, match=r"ended on 31 March 2023.*Cumberland \(942\) or Westmorland and Furness"):
        area_of("Cumbria", on=ON)
    assert area_of("Cumbria", on=date(2022, 6, 1)).code == "909"


def test_one_that_is_none_says_what_is_near():
    with pytest.raises(NoSuchAuthority, match=r"did you mean Islington \(206\)"):
        area_of("Islingtn", on=ON)


def test_an_imagined_area():
    assert area_of("Applemere", on=ON, imagined=True).code == "005"
    with pytest.raises(NoSuchAuthority, match="in the imagined nation"):
        area_of("Islington", on=ON, imagined=True)


def test_all_of_them_in_the_order_of_names_without_two_of_one_folder():
    for imagined, count in ((False, 153), (True, 152)):
        names = [one.name for one in every_area(on=ON, imagined=imagined)]
        assert names == sorted(names)
        assert len(names) == count
        assert len({one.slug for one in every_area(on=ON, imagined=imagined)}) == count
