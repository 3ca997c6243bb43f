"""The month's report holds true counts: it is marked everywhere, lists children only where it says, rates nobody."""

import re
import zipfile
from pathlib import Path

import pytest

from paramountcy.publication.figures.mark import is_internal
from paramountcy.publication.figures.words import INTERNAL
from paramountcy.publication.figures.write import FORMATS, write
from tests.publication.figures import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("harm")
    for ending in FORMATS:
        write(made.report(), place / f"report{ending}")
    return place


def parts(path: Path) -> dict[str, str]:
    """The parts of a file as text: of a package each by its name, else the whole."""
    if path.suffix == ".html":
        return {"page": path.read_text(encoding="utf-8")}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}


def children() -> list[str]:
    return made.told().record["person"]["source_id"].to_list()


@pytest.mark.parametrize("ending", FORMATS)
def test_no_report_can_pass_for_something_that_may_be_published(folder, ending):
    assert is_internal(folder / f"report{ending}")


def test_every_part_that_a_reader_sees_is_marked(folder):
    sheets = {name: text for name, text in parts(folder / "report.xlsx").items() if "worksheets/sheet" in name}
    assert len(sheets) > 20
    assert all(text.count(INTERNAL) >= 2 for text in sheets.values())
    paper = parts(folder / "report.docx")
    assert all(INTERNAL in paper[name] for name in paper if re.match(r"word/(header|footer)\d", name))
    page = parts(folder / "report.html")["page"]
    assert page.count(INTERNAL) > page.count("<h2 id=")


def test_no_child_is_in_the_document_for_managers(folder):
    text = " ".join(parts(folder / "report.docx").values())
    assert not [child for child in children() if child in text]


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_no_child_is_in_the_properties_or_the_names_of_parts(folder, ending):
    found = parts(folder / f"report{ending}")
    said = " ".join([*(text for name, text in found.items() if name.startswith("docProps/")), *found])
    assert not [child for child in children() if child in said]


def test_no_child_is_in_the_titles_of_the_page(folder):
    page = parts(folder / "report.html")["page"]
    head = page.partition("</head>")[0].partition("<style>")[0]
    titles = head + " ".join(re.findall(r"<(?:h[1-6]|caption|summary)[^>]*>.*?</", page))
    assert not [child for child in children() if child in titles]
    assert not [child for child in children() if f'"{child}"' in page or f"#{child}" in page]


@pytest.mark.parametrize("ending", FORMATS)
def test_no_figure_is_a_workers(folder, ending):
    """Neither a worker's name, nor a team that is one worker, is anywhere in a report."""
    text = " ".join(parts(folder / f"report{ending}").values())
    named = made.people()["worker"].unique().to_list()
    assert len(named) > 5
    assert not [name for name in (*named, made.ALONE) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def test_teams_stand_in_the_order_of_their_names_never_by_merit(folder):
    for one in made.report().figures:
        teams = one.groups.filter(breakdown="team")["group"].unique(maintain_order=True).to_list()
        assert teams[:-1] == sorted(teams[:-1])
    text = " ".join(parts(folder / "report.docx").values())
    for word in ("best", "worst", "league", "rank", "underperform", "top performing"):
        assert not re.search(rf"\b{word}\b", text, re.IGNORECASE)


def test_every_figure_that_has_a_guard_is_shown_with_it(folder):
    page = " ".join(parts(folder / "report.html")["page"].split())
    for one in made.report().figures:
        assert len(one.beside) >= len(one.indicator.beside)
        section = page.partition(f'id="{one.number}"')[2].partition("</section>")[0]
        assert section.count("Read it beside") == bool(one.beside)


def test_a_figure_that_can_not_be_given_is_never_a_nought():
    one = made.report().figure("safe_after_closure")
    assert one.rows["value"].to_list() == [None]
    assert "not given" in one.says
    assert one.rows["why"][0] in one.says
