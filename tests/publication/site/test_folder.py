"""The folder of a site: replaced whole or left alone, and never one that holds anything else."""

import os
import subprocess
import sys
import textwrap

import polars as pl
import pytest

from paramountcy.publication.shape import RELEASED
from paramountcy.publication.site.folder import (
    MANIFEST,
    ROWS,
    NotOurs,
    files_in,
    printed_in,
    read_manifest,
    refuse_foreign,
    replacing,
    seal,
)


def publish(folder, text="first", rows=()):
    refuse_foreign(folder)
    with replacing(folder) as making:
        (making / "index.html").write_text(text)
        (making / "data").mkdir()
        pl.DataFrame(list(rows), schema=RELEASED).write_csv(making / ROWS)
        seal(making, {"area": "206"})


def test_a_site_takes_the_place_of_the_one_before(tmp_path):
    out = tmp_path / "site"
    publish(out)
    (old := tmp_path / "link").symlink_to(out)
    publish(old, "second")
    assert (out / "index.html").read_text() == "second"
    assert old.is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["link", "site"]
    assert sorted(read_manifest(out)["files"]) == [ROWS, "index.html"]
    assert files_in(out) == [ROWS, "index.html", MANIFEST]


def test_an_empty_folder_and_a_new_one_will_do(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        publish(tmp_path / name)
        assert (tmp_path / name / "index.html").exists()


def test_what_is_not_ours_is_never_touched(tmp_path):
    out = tmp_path / "documents"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(NotOurs, match=r"documents holds other things, such as letter\.txt"):
        publish(out)
    with pytest.raises(NotOurs, match=r"letter\.txt is a file"):
        refuse_foreign(out / "letter.txt")
    with pytest.raises(NotOurs, match=r"there is no folder .*nowhere: make it first"):
        refuse_foreign(tmp_path / "nowhere" / "site")
    assert (out / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("added", ["notes.txt", "data/mine.csv", "deep/er/mine.csv"])
def test_nor_is_a_file_that_was_put_into_a_site(tmp_path, added):
    publish(out := tmp_path / "site")
    (out / added).parent.mkdir(parents=True, exist_ok=True)
    (out / added).write_text("mine")
    with pytest.raises(NotOurs, match=f"holds an earlier site, and also {added}, which is not part of it"):
        refuse_foreign(out)


def test_nor_one_that_a_link_leads_to(tmp_path):
    publish(out := tmp_path / "site")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_text("mine")
    (out / "deep").symlink_to(elsewhere)
    with pytest.raises(NotOurs, match="and also deep, which is not part of it"):
        publish(out)
    assert (elsewhere / "letter.txt").exists()


def test_a_damaged_list_is_no_leave_to_replace(tmp_path):
    publish(out := tmp_path / "site")
    (out / MANIFEST).write_text('{"format": "else", "files": {}}')
    with pytest.raises(NotOurs, match=r"release\.json in site is damaged, or of another version"):
        refuse_foreign(out)


def test_where_the_writing_fails_the_earlier_site_stays(tmp_path):
    publish(out := tmp_path / "site")

    def fail():
        with replacing(out) as making:
            (making / "index.html").write_text("half")
            raise RuntimeError("broken off")

    with pytest.raises(RuntimeError):
        fail()
    assert (out / "index.html").read_text() == "first"
    assert os.listdir(tmp_path) == ["site"]


def test_a_killed_process_leaves_the_earlier_site_whole(tmp_path):
    publish(out := tmp_path / "site")
    script = """
        import os, pathlib, sys
        from paramountcy.publication.site.folder import replacing
        with replacing(pathlib.Path(sys.argv[1])) as making:
            (making / "index.html").write_text("half")
            os.kill(os.getpid(), 9)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script), out], check=False)
    assert done.returncode == -9
    assert (out / "index.html").read_text() == "first"
    publish(out, "second")
    assert (out / "index.html").read_text() == "second"


def test_one_killed_while_it_swaps_gives_the_earlier_site_back(tmp_path):
    publish(out := tmp_path / "site")
    out.rename(tmp_path / ".site.before")
    refuse_foreign(out)
    assert (out / "index.html").read_text() == "first"
    assert os.listdir(tmp_path) == ["site"]


def test_the_rows_that_were_printed_are_read_back(tmp_path):
    row = dict.fromkeys(RELEASED) | {"indicator": "a", "why": "", "numerator": 7, "value": 0.5}
    publish(out := tmp_path / "site", rows=[row])
    back = printed_in(out).row(0, named=True)
    assert (back["indicator"], back["numerator"], back["denominator"], back["why"]) == ("a", 7, None, "")


def test_rows_that_were_changed_since_are_no_witness(tmp_path):
    publish(out := tmp_path / "site")
    with (out / ROWS).open("a") as file:
        file.write("x\n")
    with pytest.raises(NotOurs, match=r"data/release\.csv in site is not as it was published"):
        printed_in(out)
    with pytest.raises(NotOurs, match=r"is not a site of ours: it has no release\.json"):
        printed_in(tmp_path)
