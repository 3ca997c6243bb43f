"""Hostile files given to restore: nothing of them is taken, nothing is written outside, and no memory is filled."""

import gzip
import io
import json
import tarfile

import pytest

from paramountcy.web.site.backups import archive
from paramountcy.web.site.backups.archive import LARGEST_TEXT, unpacked
from paramountcy.web.site.backups.shape import Manifest, NotRestored


def regular(name, data=b"x"):
    member = tarfile.TarInfo(name)
    member.size = len(data)
    return member, data


def special(name, kind, link=""):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    return member, b""


def packed(path, *members, form=tarfile.PAX_FORMAT):
    with tarfile.open(path, "w:gz", format=form) as file:
        for member, data in members:
            file.addfile(member, io.BytesIO(data))
    return path


MANIFEST = regular("manifest.json", b"{}")
DATABASE = regular("database", b"SQLite")


def test_a_whole_one_is_taken(tmp_path):
    path = packed(tmp_path / "one", MANIFEST, DATABASE, regular("audit/seals.txt"), regular("audit/a-b.head"))
    with unpacked(path, work=tmp_path, passphrase=None) as folder:
        found = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    assert found == ["audit/a-b.head", "audit/seals.txt", "database", "manifest.json"]
    assert [one.name for one in tmp_path.iterdir()] == ["one"]


def test_a_changed_bit_anywhere_is_found(tmp_path):
    """By the checksum at the very end, where the archive itself goes on without."""
    path = packed(tmp_path / "one", MANIFEST, regular("database", bytes(range(256)) * 300))
    whole = path.read_bytes()
    seen = 0
    for place in range(20, len(whole) - 1, 7):  # after the header, which names the file
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(NotRestored), unpacked(path, work=tmp_path, passphrase=None):
            raise AssertionError(f"byte {place} was changed, and it was taken")
        seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    "member",
    [
        regular("../outside.txt"),
        regular("audit/../../outside.txt"),
        regular("/tmp/outside.txt"),
        regular("audit//tmp/outside.txt"),
        regular("audit/deeper/outside.txt"),
        regular("audit/.."),
        regular("audit/"),
        regular("audit/outside.py"),
        regular("audit/a\\b.txt"),
        regular("audit/a\x00b.txt"),
        regular("audit/a\nb.txt"),
        regular("other.txt"),
        regular("Database"),
        special("database", tarfile.SYMTYPE, "/etc/passwd"),
        special("audit/seals.txt", tarfile.SYMTYPE, "../../outside.txt"),
        special("audit/seals.txt", tarfile.LNKTYPE, "manifest.json"),
        special("audit/seals.txt", tarfile.FIFOTYPE),
        special("audit/seals.txt", tarfile.CHRTYPE),
        special("audit/seals.txt", tarfile.BLKTYPE),
        special("audit", tarfile.DIRTYPE),
    ],
    ids=lambda one: f"{one[0].name!r} {one[0].type!r}",
)
def test_what_no_backup_holds_is_refused(tmp_path, member):
    inside = tmp_path / "deep" / "inside"
    inside.mkdir(parents=True)
    path = packed(tmp_path / "hostile", MANIFEST, DATABASE, member, form=tarfile.GNU_FORMAT)
    with pytest.raises(NotRestored), unpacked(path, work=inside, passphrase=None):
        raise AssertionError("it was unpacked")
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")) == ["deep", "deep/inside", "hostile"]


def test_a_name_twice_is_refused(tmp_path):
    path = packed(tmp_path / "hostile", MANIFEST, DATABASE, DATABASE)
    with pytest.raises(NotRestored), unpacked(path, work=tmp_path, passphrase=None):
        pass


@pytest.mark.parametrize("members", [[], [MANIFEST], [DATABASE]], ids=["nothing", "no database", "no manifest"])
def test_less_than_a_backup_is_refused(tmp_path, members):
    path = packed(tmp_path / "hostile", *members)
    with (
        pytest.raises(NotRestored, match="not a backup of Paramountcy"),
        unpacked(path, work=tmp_path, passphrase=None),
    ):
        pass


def test_a_part_that_is_larger_than_it_can_be_is_refused(tmp_path):
    path = packed(tmp_path / "hostile", regular("manifest.json", bytes(LARGEST_TEXT + 1)), DATABASE)
    with pytest.raises(NotRestored, match="larger than it can be"), unpacked(path, work=tmp_path, passphrase=None):
        pass


def test_more_than_the_disk_has_room_for_is_refused_before_it_is_written(tmp_path):
    member = tarfile.TarInfo("database")
    member.size = 1 << 60
    with gzip.open(tmp_path / "hostile", "wb") as file:
        file.write(member.tobuf(tarfile.GNU_FORMAT))
        file.write(bytes(1 << 20))
    with (
        pytest.raises(NotRestored, match="not enough room"),
        unpacked(tmp_path / "hostile", work=tmp_path, passphrase=None),
    ):
        pass


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
def test_a_header_that_would_fill_the_memory_is_not_read(tmp_path, kind):
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = kind, 3 << 30
    with gzip.open(tmp_path / "hostile", "wb", compresslevel=1) as file:
        file.write(member.tobuf(tarfile.GNU_FORMAT))
        file.write(bytes(1 << 20))
    path = tmp_path / "hostile"
    with pytest.raises(NotRestored, match="larger than it can be"), unpacked(path, work=tmp_path, passphrase=None):
        pass


def test_more_parts_than_one_can_have_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_PARTS", 5)
    path = packed(tmp_path / "hostile", MANIFEST, DATABASE, *(regular(f"audit/{n}.head") for n in range(4)))
    with pytest.raises(NotRestored, match="more parts"), unpacked(path, work=tmp_path, passphrase=None):
        pass


@pytest.mark.parametrize(
    "names",
    [["key.age"], ["data.age"], ["data.age", "key.age"], ["how-to-open.txt"], ["../key.age", "data.age"], []],
    ids=str,
)
def test_what_is_sealed_in_another_way_is_refused(tmp_path, names):
    with tarfile.open(tmp_path / "hostile", "w") as file:
        for name in names:
            member, data = regular(name, b"age-encryption.org/v1\n")
            file.addfile(member, io.BytesIO(data))
    with pytest.raises(NotRestored), unpacked(tmp_path / "hostile", work=tmp_path, passphrase="three random words"):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["hostile"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"form": 1}',
        b'{"form":1,"vendor":"x","version":"1","made_at":"y","rows":[1]}',
        b"9" * 6_000,
    ],
)
def test_a_manifest_that_is_none_is_refused(text):
    with pytest.raises(NotRestored, match="not a backup of Paramountcy"):
        Manifest.read(text)


def test_a_manifest_of_a_later_form_says_so():
    told = {"form": 2, "vendor": "sqlite", "version": "9", "made_at": "later", "rows": {}}
    with pytest.raises(NotRestored, match="of form 2, which this version can't read"):
        Manifest.read(json.dumps(told).encode())
