"""A release as one document: tagged, in English, the same bytes again, without the page that is the children's."""

import re
import zlib

import pytest

from paramountcy.publication.site.as_pdf import pdf
from paramountcy.publication.site.write import IMAGINED, pages
from tests.publication.site.made import imagined


@pytest.fixture(scope="module")
def made():
    release = imagined()
    return release, list(pages(release))


@pytest.fixture(scope="module")
def document(made):
    pytest.importorskip("typst", reason="typst is not installed, so no document was made")
    return pdf(*made, banner=IMAGINED)


def plain(document: bytes) -> bytes:
    """What stands in a PDF, its compressed parts opened."""
    found = [document]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_it_is_a_tagged_document_in_english(document):
    text = plain(document)
    assert document.startswith(b"%PDF-")
    assert b"pdfuaid:part" in text
    assert b"/StructTreeRoot" in text
    assert b"en-GB" in text


def test_every_picture_has_words(document, made):
    text = plain(document)
    pictures = text.count(b"/Figure")
    assert pictures > 10
    assert text.count(b"/Alt") >= pictures


def test_the_same_release_gives_the_same_bytes(document, made):
    assert pdf(*made, banner=IMAGINED) == document


def test_the_title_names_the_area_and_nobody(document, made):
    release, _ = made
    title = f"Children’s social care in {release.area.name}"
    assert title.encode() in document or title.encode("utf-16-be") in plain(document)
