"""A site as it is published: files, links, markup, what stands in it, and when nothing is written at all."""

import json
from pathlib import Path

import polars as pl
import pytest

from paramountcy.publication.shape import RELEASED
from paramountcy.publication.site import NotPublished, publish
from paramountcy.publication.site.area import every_area
from paramountcy.publication.site.folder import MANIFEST, ROWS
from paramountcy.returns.published.store import Store
from tests.publication.site import made

MODULE = "paramountcy.publication.site.publishing"
KINDS = {
    "index.html", "figures.html", "timeliness.html", "variation.html", "trials.html", "children.html",
    "data-quality.html", "about.html",
}  # fmt: skip


@pytest.fixture(autouse=True)
def few_figures(monkeypatch):
    """Only some figures, but in what is marked slow: the others are of the same kinds."""
    monkeypatch.setattr(f"{MODULE}.open_country", lambda folder: made.Part(Store(folder)))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of the imagined authority, from published tables alone."""
    out = tmp_path_factory.mktemp("published") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{MODULE}.open_country", lambda folder: made.country())
        publish(made.TOLD, out, made_on=made.ON, store=made.nation())
    return out


def call(out, area=made.TOLD, **more):
    return publish(area, out, **{"made_on": made.ON, "store": made.nation(), **more})


def check(site: Path) -> int:
    """Markup, links and policy of every page; how many there are."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = list(made.pages_of(site))
    read = {path: made.Read(path.read_text(encoding="utf-8")) for path in pages}
    for path, page in read.items():
        name = path.relative_to(site).as_posix()
        assert page.wrong == [], name
        assert page.headings.count(1) == 1, name
        assert page.headings[0] == 1 or name == "index.html"
        assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), name
        double = {id for id in page.ids if page.ids.count(id) > 1}
        assert double == set(), (name, double)
        policy = [value for _, key, value in page.attributes if key == "content" and "default-src" in value]
        assert policy, name
        assert "default-src 'none'" in policy[0]
        assert "script-src" not in policy[0]
        assert not any(tag in ("script", "style", "iframe") or key.startswith("on") for tag, key, _ in page.attributes)
        assert not any(key == "style" for _, key, _ in page.attributes), name
        for tag, key, value in page.attributes:
            if key.startswith("aria-labelledby") or key in ("aria-describedby", "for"):
                assert set(value.split()) <= set(page.ids), (name, tag, value)
        for link in page.links:
            assert "://" not in link, (name, link)
            assert not link.startswith(("//", "data:", "javascript:")), (name, link)
            target, _, anchor = link.partition("#")
            to = (path.parent / target).resolve() if target else path
            assert to.relative_to(site.resolve()).as_posix() in files, (name, link)
            if anchor:
                there = read.get(to) or made.Read(to.read_text(encoding="utf-8"))
                assert anchor in there.ids, (name, link)
    return len(pages)


def test_every_page_is_there_and_sound(site):
    assert {path.name for path in made.pages_of(site)} >= KINDS
    assert check(site) == len(KINDS) + 19 - 2, "two of the figures are not imagined"


def test_every_page_of_an_imagined_nation_says_so(site):
    for path in made.pages_of(site):
        assert "Imagined: the areas and figures on these pages are made up" in made.Read(path.read_text()).text


def test_the_page_for_children_looks_otherwise_and_says_first_who_checked_it(site):
    classes = {
        path.name: value.split()
        for path in made.pages_of(site)
        for tag, key, value in made.Read(path.read_text(encoding="utf-8")).attributes
        if (tag, key) == ("body", "class")
    }
    assert [name for name, there in classes.items() if "pc-children" in there] == ["children.html"]
    text = made.Read((site / "children.html").read_text(encoding="utf-8")).text
    assert "This page has not yet been checked by young people." in text
    assert "?:" not in text


def test_figures_come_as_files(site):
    rows = pl.read_csv(site / ROWS, schema=RELEASED)
    assert set(rows["area"]) == {made.TOLD}
    one = pl.read_csv(site / "data" / "re-referrals.csv", schema=RELEASED)
    assert one.columns == list(RELEASED)
    about = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
    assert (about["area"], about["made_on"], about["imagined"], about["returns"]) == (made.TOLD, "2026-04-01", True, [])
    assert set(about["files"]) == {
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() and path.name != MANIFEST
    }
    assert {"table", "release", "title", "sha256", "licence"} == set(about["tables"][0])


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(site, tmp_path):
    call(tmp_path / "again")
    for name in ("index.html", "timeliness.html", "indicators/re-referrals.html", ROWS):
        assert (tmp_path / "again" / name).read_bytes() == (site / name).read_bytes(), name


@pytest.mark.slow
def test_an_earlier_release_is_named_on_the_page_about_it(tmp_path):
    out = tmp_path / "site"
    call(out)
    call(out, made_on=made.ON.replace(day=2))
    assert "Made on 2026-04-01, of published tables alone" in made.Read((out / "about.html").read_text()).text
    assert json.loads((out / MANIFEST).read_text())["earlier"] == [
        {"made_on": "2026-04-01", "years": "of published tables alone"}
    ]


def test_answers_and_an_own_list_are_on_their_pages(tmp_path):
    answers, listed = tmp_path / "answers.csv", tmp_path / "list.csv"
    answers.write_text("indicator,text,source,date\nre-referrals,<b>3 of them</b> came back.,Board,2026-03-01\n")
    listed.write_text("area\nBadgerwold\nAnvilby\n")
    written = call(tmp_path / "site", answers=answers, own_list=listed)
    page = made.Read((tmp_path / "site/indicators/re-referrals.html").read_text())
    assert "<b>3 of them</b> came back. Board, 1 March 2026" in page.text
    assert "Applemere's own list (2 of 2 known)" not in page.text, "two are too few for a median"
    assert "Applemere's own list: not given, as only 2 of 2 have a figure." in page.text
    assert "Applemere's own list of 2 areas, one by one" in page.text
    assert len(written.warnings) == 1
    assert "from 1 to 5" in written.warnings[0]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"area": "Aplemere"}, r"did you mean Applemere \(005\)\?$"),
        ({"area": "Islington"}, "There is no authority 'Islington' in the imagined nation"),
        ({"neighbours": 2014}, "the store has no list of statistical neighbours of 2014, it has 2025 and 2021"),
        ({"answers": Path("nowhere.csv")}, r"nowhere\.csv can't be read: No such file"),
        ({"own_list": Path("nowhere.csv")}, r"nowhere\.csv can't be read"),
        ({"reviewed": Path("nowhere.csv")}, r"nowhere\.csv could not be read"),
        ({"returns": [Path("nowhere.xml")]}, r"nowhere\.xml was left out"),
        ({"previous": Path("nowhere")}, r"nowhere is not a site of ours: it has no release\.json"),
        ({"area": "all", "answers": Path("a.csv")}, "are one authority's own: give its name with --area"),
    ],
)
def test_what_can_not_be_used_is_refused_and_nothing_is_written(tmp_path, more, said):
    with pytest.raises(NotPublished, match=said):
        call(tmp_path / "site", **more)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.undo()
    with pytest.raises(
        NotPublished, match=r"there are no published tables in .*: load them first with `paramountcy nat"
    ):
        call(tmp_path / "site", store=tmp_path / "none")


def test_a_release_of_another_area_is_not_an_earlier_one(site, tmp_path):
    with pytest.raises(NotPublished, match="site is the site of Applemere, and this one is about Badgerwold"):
        call(tmp_path / "out", area="Badgerwold", previous=site)


def test_a_file_of_rows_that_was_changed_is_no_witness(tmp_path):
    out = tmp_path / "site"
    call(out)
    (out / ROWS).write_text("changed")
    with pytest.raises(NotPublished, match=r"data/release\.csv in site is not as it was published"):
        call(out)


def test_all_areas_have_a_folder_each_and_are_listed_by_name(tmp_path, monkeypatch):
    some = every_area(on=made.ON, imagined=True)[:2]
    monkeypatch.setattr(f"{MODULE}.every_area", lambda **_: some)
    seen = []
    written = call(tmp_path / "all", area="ALL", progress=lambda step, share: seen.append(step))
    assert (written.areas, written.warnings) == (2, ())
    assert check(tmp_path / "all") == written.pages
    index = made.Read((tmp_path / "all/index.html").read_text())
    assert [link for link in index.links if "/" in link and "assets" not in link] == [
        "acornshire/index.html", "aldermist/index.html"
    ]  # fmt: skip
    assert seen == ["writing Acornshire", "writing Aldermist"]
    with pytest.raises(NotPublished, match=r"holds the site of one area|is the site of several areas"):
        call(tmp_path / "all")


@pytest.mark.slow
def test_several_processes_write_the_same_as_one(tmp_path, monkeypatch):
    monkeypatch.undo()
    some = every_area(on=made.ON, imagined=True)[:2]
    monkeypatch.setattr(f"{MODULE}.every_area", lambda **_: some)
    for name, workers in (("one", 1), ("two", 2)):
        call(tmp_path / name, area="all", workers=workers)
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes(), path


@pytest.mark.slow
@pytest.mark.parametrize("area", ["Islington", "Cumberland", "Isles of Scilly"])
def test_a_whole_site_of_twelve_years_of_national_data(shared, tmp_path, monkeypatch, area):
    monkeypatch.undo()
    written = call(tmp_path / "site", area=area, store=made.real_store(shared))
    assert written.pages == check(tmp_path / "site")
    assert written.pages > 100


@pytest.mark.slow
def test_a_whole_site_with_own_returns_prints_no_small_count(tmp_path, monkeypatch):
    monkeypatch.undo()
    out = tmp_path / "site"
    written = call(out, returns=made.return_files(2024, 2025))
    assert written.pages == check(out)
    rows = pl.read_csv(out / ROWS, schema=RELEASED)
    own = rows.filter(pl.col("source").str.ends_with("own returns"))
    assert own.height > 1_000
    assert own.filter(pl.col("numerator").is_between(1, 5)).is_empty()
    about = made.Read((out / "about.html").read_text()).text
    assert "Who knows everything printed can find none of the" in about
    assert json.loads((out / MANIFEST).read_text())["returns"] == ["2023-24", "2024-25"]
