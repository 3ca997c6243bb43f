"""Sites that one process writes one after another: what is kept between them is what all have in common, no more."""

import functools
import gc
import json

import polars as pl
import pytest

from paramountcy.publication.shape import RELEASED
from paramountcy.publication.site import publishing
from paramountcy.publication.site.area import every_area
from paramountcy.publication.site.folder import MANIFEST, digest_of, files_in
from paramountcy.publication.site.gather import bare
from paramountcy.publication.site.write import write_files
from paramountcy.returns.published.store import Store
from tests.publication.site import made

CACHE = type(functools.cache(len))
ROOMS = ("paramountcy.publication.", "paramountcy.statistics.")


class Few(made.Part):
    """One figure of each kind that is kept in a way of its own: funnels, parts, quartiles, a number."""

    NAMES = frozenset({"re_referrals", "referrals", "referrals_by_source", "assessment_quartiles", "caseload"})


def forget() -> int:
    """Empty whatever these rooms keep between calls, so that the next site is written as by a new process; how much."""
    ours = [one for one in gc.get_objects() if type(one) is CACHE and one.__module__.startswith(ROOMS)]
    for one in ours:
        one.cache_clear()
    return len(ours)


def sites(areas, folder):
    """The sites of these areas, in this order, from tables that nobody has read yet."""
    folder.mkdir()
    first = bare(areas[0], Few(Store(made.nation())), made_on=made.ON, version="0")
    for area in areas:
        assert publishing._write_one(first, area, folder) > 0
    return folder


def test_areas_written_one_after_another_are_what_each_would_be_alone(tmp_path):
    areas = every_area(on=made.ON, imagined=True)[:2]
    both = sites(areas, tmp_path / "both")
    assert forget() > 10, "or it forgets nothing, and proves nothing"
    for area in areas[::-1]:
        alone = sites([area], tmp_path / area.slug)
        assert files_in(both / area.slug) == files_in(alone / area.slug)
        for name in files_in(alone / area.slug):
            assert (both / area.slug / name).read_bytes() == (alone / area.slug / name).read_bytes(), name
        forget()


def test_the_list_of_all_sites_has_the_digest_of_every_file(tmp_path, monkeypatch):
    some = every_area(on=made.ON, imagined=True)[:1]
    monkeypatch.setattr("paramountcy.publication.site.publishing.every_area", lambda **_: some)
    monkeypatch.setattr("paramountcy.publication.site.publishing.open_country", lambda folder: Few(Store(folder)))
    out = tmp_path / "all"
    publishing.publish("all", out, made_on=made.ON, store=made.nation())
    listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert listed == {name: digest_of(out / name) for name in files_in(out) if name != MANIFEST}
    assert f"{some[0].slug}/{MANIFEST}" in listed


@pytest.mark.parametrize("why", ["too few", "a line\nand another", 'a "word", and \r more'])
def test_tables_that_are_written_together_are_what_each_would_be_alone(tmp_path, why):
    rows = pl.DataFrame([{"area": "Ayton", "value": 0.25, "why": why}] * 3, schema=RELEASED)
    files = {"two.csv": rows[:2], "none.csv": rows.clear(), "one.csv": rows[2:]}
    write_files(files, tmp_path)
    for name, alone in files.items():
        assert (tmp_path / name).read_bytes() == alone.write_csv().encode(), name
        assert pl.read_csv(tmp_path / name, schema=RELEASED).height == alone.height
