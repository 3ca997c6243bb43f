"""Every copy is known for what it is, whatever it is called or was opened with; other files are not, and do no harm."""

import io
import os
import random
import shutil
import struct
import time
import warnings
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from docx import Document

from paramountcy.publication.figures import mark
from paramountcy.publication.figures.mark import is_internal
from paramountcy.publication.figures.words import INTERNAL
from paramountcy.publication.figures.write import FORMATS, write
from paramountcy.returns.put import NotWritten
from tests.publication.figures import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("reports")
    for ending in FORMATS:
        write(made.hostile(), place / f"report{ending}")
    return place


def opened(path: Path) -> openpyxl.Workbook:
    """A workbook as a program opens it that knows nothing of small charts in cells."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension")
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_is_known_under_any_name(folder, tmp_path, ending):
    for name in ("cin-2026.xml", "answers.csv", "no ending"):
        assert is_internal(shutil.copy(folder / f"report{ending}", tmp_path / name))


def test_a_workbook_is_known_after_others_saved_it(folder, tmp_path):
    book = opened(folder / "report.xlsx")
    assert book.defined_names[mark.DEFINED_NAME].attr_text == f'"{INTERNAL}"'
    book.save(tmp_path / "again.xlsx")
    assert is_internal(tmp_path / "again.xlsx")


@pytest.mark.parametrize("kept", ["custom property", "keywords", "defined name", "words"])
def test_one_mark_alone_is_enough(folder, tmp_path, kept):
    book = opened(folder / "report.xlsx")
    if kept != "custom property":
        del book.custom_doc_props[mark.NAME]
    if kept != "keywords":
        book.properties = openpyxl.packaging.core.DocumentProperties()
    if kept != "defined name":
        del book.defined_names[mark.DEFINED_NAME]
    if kept != "words":
        for sheet in book.worksheets:
            sheet.oddHeader.left.text = sheet.oddFooter.left.text = ""
            sheet["A1"] = ""
    book.save(tmp_path / "thin.xlsx")
    assert is_internal(tmp_path / "thin.xlsx")


def test_without_any_mark_nothing_is_known(folder, tmp_path):
    """So that the test before this one can fail."""
    book = opened(folder / "report.xlsx")
    del book.custom_doc_props[mark.NAME]
    book.properties = openpyxl.packaging.core.DocumentProperties()
    del book.defined_names[mark.DEFINED_NAME]
    for sheet in book.worksheets:
        sheet.oddHeader.left.text = sheet.oddFooter.left.text = ""
        sheet["A1"] = ""
    book.save(tmp_path / "bare.xlsx")
    assert not is_internal(tmp_path / "bare.xlsx")


def test_a_document_is_known_after_others_edited_it(folder, tmp_path):
    paper = Document(folder / "report.docx")
    for paragraph in paper.paragraphs:
        paragraph.clear()
    paper.core_properties.keywords = paper.core_properties.category = paper.core_properties.subject = ""
    paper.save(tmp_path / "edited.docx")
    assert is_internal(tmp_path / "edited.docx")


def test_words_that_stand_apart_in_runs_are_read_together(tmp_path):
    paper = Document()
    line = paper.sections[0].header.paragraphs[0]
    for part in ("INTERNAL: TRUE ", "COUNTS, NOT FOR ", "PUBLICATION"):
        line.add_run(part)
    paper.save(tmp_path / "runs.docx")
    assert is_internal(tmp_path / "runs.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_a_sheet_or_page_saved_as_text_is_known(tmp_path, encoding):
    (tmp_path / "sheet.csv").write_bytes(f"{INTERNAL}\r\n1;2\r\n".encode(encoding))
    assert is_internal(tmp_path / "sheet.csv")


def test_the_end_of_a_large_file_is_looked_at_too(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(
        b"%PDF-1.7\n" + b"x" * (3 * mark.ENDS) + b"<pdf:Keywords>paramountcy-internal-true-counts</pdf:Keywords>"
    )
    assert is_internal(path)


def test_other_files_are_not_internal(tmp_path):
    [returned] = made.write_returns(tmp_path, 2026)
    assert not is_internal(returned)
    with xlsxwriter.Workbook(tmp_path / "other.xlsx") as book:
        book.add_worksheet("Read first").write_string(0, 0, "Figures for 2025-26")
    Document().save(tmp_path / "other.docx")
    (tmp_path / "empty").touch()
    for name in ("other.xlsx", "other.docx", "empty"):
        assert not is_internal(tmp_path / name)


def test_a_file_that_can_not_be_opened_is_not_passed_over(tmp_path):
    with pytest.raises(FileNotFoundError):
        is_internal(tmp_path / "gone.xlsx")


def package(path: Path, parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as made_of:
        for name, content in parts.items():
            made_of.writestr(name, content)
    return path


def peak(path: Path) -> tuple[bool, float]:
    began = time.process_time()
    return is_internal(path), time.process_time() - began


def test_a_bomb_is_read_only_so_far(tmp_path):
    path = package(tmp_path / "bomb.xlsx", {f"xl/part{at}.xml": b"\0" * (60 << 20) for at in range(3)})
    assert path.stat().st_size < 1 << 20
    found, seconds = peak(path)
    assert not found
    assert seconds < 5


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_no_office_program_uses_are_not_unpacked(tmp_path, kind):
    path = package(tmp_path / "packed.xlsx", {"docProps/core.xml": mark.MARK.encode()}, kind)
    assert not is_internal(path)


def test_a_list_of_parts_too_long_to_be_ours_is_not_read(tmp_path):
    path = package(tmp_path / "many.xlsx", {f"{at}/{'n' * 200}.xml": b"" for at in range(6_000)})
    found, seconds = peak(path)
    assert not found
    assert seconds < 1


def test_a_package_that_is_broken_anywhere_ends_in_an_answer(folder, tmp_path):
    whole = (folder / "report.docx").read_bytes()
    chance = random.Random(1)
    path = tmp_path / "broken.docx"
    for _ in range(150):
        hurt = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        path.write_bytes(hurt[: chance.choice([len(hurt), chance.randrange(4, len(hurt))])])
        assert is_internal(path) in (True, False)


def test_a_part_that_lies_about_its_size_is_read_only_so_far(tmp_path):
    path = package(tmp_path / "lies.xlsx", {"docProps/core.xml": b"a" * 5_000_000})
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(raw)
    assert not is_internal(path)


def test_what_is_encrypted_or_random_ends_in_an_answer(tmp_path):
    path = package(tmp_path / "locked.xlsx", {"docProps/core.xml": mark.MARK.encode()})
    raw = bytearray(path.read_bytes())
    for place in (raw.find(b"PK\x03\x04") + 6, raw.find(b"PK\x01\x02") + 8):
        raw[place] |= 1
    path.write_bytes(raw)
    assert not is_internal(path)
    (tmp_path / "noise.xlsx").write_bytes(b"PK\x03\x04" + os.urandom(4096) + zlib.compress(b"x"))
    assert not is_internal(tmp_path / "noise.xlsx")


def test_a_report_is_written_whole_for_its_owner_alone(folder):
    for ending in FORMATS:
        assert (folder / f"report{ending}").stat().st_mode & 0o777 == 0o600


def test_an_ending_that_has_no_format_is_refused_with_those_that_have(tmp_path):
    with pytest.raises(NotWritten, match=r"report\.pdf ends in \.pdf, .*: end it in \.xlsx, \.docx, \.html\."):
        write(made.hostile(), tmp_path / "report.pdf")
    with pytest.raises(NotWritten, match="has no ending"):
        write(made.hostile(), tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    from paramountcy.publication.figures import as_html

    def fails(report, out):
        out.write(b"half")
        raise RuntimeError

    monkeypatch.setattr(as_html, "write", fails)
    with pytest.raises(RuntimeError):
        write(made.hostile(), tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_the_mark_is_looked_for_across_the_formats_of_a_file():
    assert mark._says_so(io.BytesIO(INTERNAL.encode("utf-16")).getvalue())
    assert not mark._says_so(b"counts, not for publication")
