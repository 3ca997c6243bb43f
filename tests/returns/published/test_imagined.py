"""Imagined tables among readers and stores: known by their areas, marked, and never kept beside real ones."""

import json
from datetime import UTC, date, datetime

import pytest

from paramountcy.returns.published import imagined
from paramountcy.returns.published.keep import load
from paramountcy.returns.published.manifest import MANIFEST, NotInStore
from paramountcy.returns.published.read import read_bytes
from paramountcy.returns.published.shape import AUTHORITY, IMAGINED, NATIONAL, REGIONAL, NotPublished
from paramountcy.returns.published.store import Store
from paramountcy.terms.authority import NoSuchAuthority
from tests.returns.published import made_tables as made
from tests.returns.published.test_national_command import call

AT = datetime(2025, 11, 1, tzinfo=UTC)
WHOLE = ("Reporting year", "National", "X92000001", "England (imagined)", "", "", "", "", "")
FELLS = ("Reporting year", "Regional", "X92000001", "England (imagined)", "X12000001", "High Fells", "", "", "")
APPLEMERE = ("Reporting year", "Local authority", "X92000001", "England (imagined)", "X12000002", "Lake Marches", "005",
             "X06000005", "Applemere")  # fmt: skip

__all__ = ["call"]


def c1(*places):
    return made.c1_2025(*((2025, place, *made.C1_FIGURES_2025) for place in places))


def put(folder, name, content):
    (folder / name).write_bytes(content)
    return folder / name


def test_a_file_about_imagined_areas_is_marked():
    reading = read_bytes(c1(WHOLE, FELLS, APPLEMERE), "c1.csv")
    assert reading.imagined
    assert reading.attribution == IMAGINED
    assert (reading.title, reading.publisher) == ("Referrals and re-referrals (imagined)", imagined.NOBODY)
    assert reading.notes == ()
    levels = dict(reading.rows.select("area", "geographic_level").unique().iter_rows())
    assert levels == {"England (imagined)": NATIONAL, "High Fells": REGIONAL, "Applemere": AUTHORITY}


def test_a_real_file_is_not():
    reading = read_bytes(c1(made.ENGLAND, made.ISLINGTON), "c1.csv")
    assert not reading.imagined
    assert "Department for Education" in reading.attribution


def test_a_file_about_both_is_refused():
    with pytest.raises(NotPublished, match="imagined areas and of real ones, which are never kept together"):
        read_bytes(c1(APPLEMERE, made.ISLINGTON), "c1.csv")


def test_imagined_neighbours_and_districts_are_known():
    heading = "old_la_code,la_name," + ",".join(f"SN_{n},SN_{n}P" for n in range(1, 11))
    line = "005,Applemere," + ",".join(f"{n:03},Close" for n in range(6, 16))
    near = read_bytes(f"{heading}\n{line}\n".encode(), "neighbours_2025.csv")
    assert near.imagined
    assert near.notes == ()
    assert near.rows["neighbour"][0] == "Badgerwold"
    districts = read_bytes(
        b"LTLA23CD,LTLA23NM,UTLA23CD,UTLA23NM\nX06000005,Applemere,X06000005,Applemere\n", "lookup.csv"
    )
    assert districts.imagined


@pytest.mark.parametrize(("first", "then", "held"), [(APPLEMERE, made.ISLINGTON, "imagined"),
                                                     (made.ISLINGTON, APPLEMERE, "real")])  # fmt: skip
def test_a_store_takes_one_kind_only(tmp_path, first, then, held):
    store = tmp_path / "store"
    load([put(tmp_path, "one.csv", c1(first))], store, at=AT)
    before = (store / MANIFEST).read_bytes()
    with pytest.raises(NotInStore, match=f"holds {held} figures, and these are .* choose another folder with --store"):
        load([put(tmp_path, "two.csv", c1(then))], store, at=AT)
    assert (store / MANIFEST).read_bytes() == before
    assert Store(store).imagined is (held == "imagined")
    load([put(tmp_path, "three.csv", c1(first))], store, at=AT)


def test_both_kinds_at_once_are_refused_and_no_store_is_made(tmp_path):
    files = [
        put(tmp_path, "c1_one.csv", c1(APPLEMERE)),
        put(tmp_path, "population.csv", made.population(2024, (made.ISLINGTON, 1, 2, 3))),
    ]
    with pytest.raises(NotInStore, match="some of these tables are imagined and some are real"):
        load(files, tmp_path / "store", at=AT)
    assert not (tmp_path / "store").exists()


def test_a_store_of_before_holds_real_figures(tmp_path):
    load([put(tmp_path, "c1.csv", c1(made.ISLINGTON))], tmp_path / "store", at=AT)
    manifest = tmp_path / "store" / MANIFEST
    held = json.loads(manifest.read_text())
    assert [table.pop("imagined") for table in held["tables"]] == [False]
    manifest.write_text(json.dumps(held))
    assert not Store(tmp_path / "store").imagined
    assert not Store(tmp_path / "nowhere").imagined


def test_each_store_knows_its_own_areas(tmp_path):
    real, invented = tmp_path / "real", tmp_path / "invented"
    load([put(tmp_path, "one.csv", c1(made.ENGLAND, made.ISLINGTON))], real, at=AT)
    load([put(tmp_path, "two.csv", c1(WHOLE, FELLS, APPLEMERE))], invented, at=AT)
    asked = Store(invented).measure("referral_count", areas=["England", "005", "high fells"])
    assert asked.figures["area"].to_list() == ["Applemere", "England (imagined)", "High Fells"]
    assert asked.attribution == IMAGINED
    with pytest.raises(NotInStore, match="no authority 'Islington' in the imagined nation"):
        Store(invented).measure("referral_count", areas=["Islington"])
    with pytest.raises(NotInStore, match="Applemere"):
        Store(real).measure("referral_count", areas=["Applemere"])
    day = date(2025, 3, 31)
    assert [
        Store(store).authority("005" if store == invented else "206", on=day).name for store in (invented, real)
    ] == [
        "Applemere",
        "Islington",
    ]
    with pytest.raises(NoSuchAuthority):
        Store(real).authority("005", on=day)
    assert [len(Store(store).authorities(on=day)) for store in (invented, real)] == [152, 153]
    assert [len(Store(store).imagined_trials) for store in (invented, real)] == [8, 0]
    assert [Store(store).regions()[0].name for store in (invented, real)] == ["High Fells", "North East"]


def test_show_says_so(call, tmp_path):
    put(tmp_path, "c1.csv", c1(WHOLE, APPLEMERE))
    call("load", tmp_path / "c1.csv", "--store", tmp_path / "s")
    assert IMAGINED in call("show", "--store", tmp_path / "s").stdout
    assert "(imagined)" in call("show", "cin/c1", "--store", tmp_path / "s").stdout
    said = call("show", "referral_count", "--area", "Applemere", "--store", tmp_path / "s").stdout
    assert said.splitlines()[-1] == IMAGINED


def test_names_are_found_however_they_are_written():
    assert imagined.imagined_authority(" applemere ").gss_code == "X06000005"
    with pytest.raises(NoSuchAuthority, match="codes from 001 to 152"):
        imagined.imagined_authority("High Fells")
    assert imagined.imagined_region("England").gss_code == imagined.imagined_region("970").gss_code == "X92000001"
    assert imagined.imagined_region("Applemere") is None
    assert imagined.of_imagined(["", "005"]) == (True, False)
    assert imagined.of_imagined(["206", "005", ""]) == (True, True)
