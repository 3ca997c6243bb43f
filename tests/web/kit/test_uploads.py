"""Files that are sent here: only from somebody signed in, to a page that takes one, up to its size."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from paramountcy.web.kit.uploads import Files, NoFiles, TooLarge, content_of, takes_files


@takes_files(1000)
def taking(request):
    return request


def not_taking(request):
    return request


def sent(view, *sizes, signed_in=True):
    """The files that a view finds in a request with files of these sizes, in bytes."""
    files = [SimpleUploadedFile(f"../../{size}.txt", b"x" * size) for size in sizes]
    request = RequestFactory().post("/", {"file": files, "words": "kept"})
    request.session = {"_auth_user_id": "1"} if signed_in else {}
    request.upload_handlers = [NoFiles(request)]
    Files(lambda asked: asked).process_view(request, view, (), {})
    assert request.POST["words"] == "kept"
    return request.FILES.getlist("file")


def test_a_page_that_takes_files_has_what_was_sent():
    (file,) = sent(taking, 1000)
    assert content_of(file, most=1000) == b"x" * 1000
    assert file.name == "1000.txt"


def test_no_other_page_has_any():
    assert sent(not_taking, 10) == []


def test_nobody_sends_one_before_they_sign_in():
    assert sent(taking, 10, signed_in=False) == []


@pytest.mark.parametrize("sizes", [(1001,), (600, 600), (3_000_000,)])
def test_what_is_too_large_is_not_kept_and_said(sizes):
    last = sent(taking, *sizes)[-1]
    assert last.size == 0
    with pytest.raises(TooLarge, match="smaller"):
        content_of(last, most=1000)
