"""
The file of a backup: a compressed archive, or with a passphrase one that only it opens.

A sealed one is made of two files of the age format (age-encryption.org): a key that the passphrase opens, and the data
that the key opens. So it can be opened with the age program too, should Paramountcy not be at hand.
"""

import gzip
import io
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paramountcy.web.site.backups.shape import AUDIT, DATABASE, MANIFEST, NotRestored

KEY, DATA, HOW = "key.age", "data.age", "how-to-open.txt"
LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of the largest part that is not the database."""
MOST_PARTS = 200_000
BLOCK = 1 << 20
FILES = (tarfile.REGTYPE, tarfile.AREGTYPE)
KEPT = (".head", ".txt")
"""What the files beside the log end with."""
OPENING = (
    "This is a sealed backup of Paramountcy. `paramountcy restore` opens it. So does the program age:\n"
    "  tar --extract --file BACKUP\n"
    "  age --decrypt --output key.txt key.age        (it asks for the passphrase)\n"
    "  age --decrypt --identity key.txt data.age | tar --extract --gzip\n"
    "Delete key.txt afterwards.\n"
)
NONE = "this file is not a backup of Paramountcy"


def pack(to: Path, *, work: Path, manifest: str, database: Path, audit: Path, passphrase: str | None) -> None:
    """
    Write the file, mode 0600, whole or not at all. What is not sealed yet stands in the folder `work` only, which
    should be as safe as the database; `to` may be on a disk that is carried away.
    """
    with tempfile.TemporaryDirectory(dir=work, prefix="packing-") as name:
        folder = Path(name)
        plain = folder / "plain"
        with _opened(plain) as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
            _add_text(archive, MANIFEST, manifest)
            archive.add(database, DATABASE, recursive=False, filter=_nobodys)
            for one in sorted(audit.glob("*")):
                archive.add(one, f"{AUDIT}{one.name}", recursive=False, filter=_nobodys)
        made = plain if passphrase is None else _seal(folder, plain, passphrase)
        beside = to.with_name(f".{to.name}.part")
        try:
            with made.open("rb") as source, _opened(beside) as target:
                shutil.copyfileobj(source, target, BLOCK)
                target.flush()
                os.fsync(target.fileno())
            beside.replace(to)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def unpacked(path: Path, *, work: Path, passphrase: str | None) -> Iterator[Path]:
    """
    A folder in `work` with what a backup holds, gone afterwards: `manifest.json`, `database`, and `audit/`. Raises
    NotRestored for a file that is none, a wrong passphrase, or an archive that holds anything else.
    """
    with tempfile.TemporaryDirectory(dir=work, prefix="unpacking-") as name:
        folder = Path(name)
        plain = _unsealed(path, folder, passphrase)
        try:
            with gzip.open(plain) as file, tarfile.open(fileobj=Careful(file), mode="r:") as archive:
                for number, member in enumerate(archive, start=1):
                    if number > MOST_PARTS:
                        raise NotRestored(f"{NONE}: it has more parts than one can have.")
                    _take(archive, member, folder)
                while file.read(BLOCK):  # to its end, where its checksum stands
                    pass
        except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as wrong:
            raise NotRestored(
                "this file is not a whole backup: it breaks off, is damaged, or is something else."
            ) from (wrong)
        if not (folder / MANIFEST).exists() or not (folder / DATABASE).exists():
            raise NotRestored(f"{NONE}.")
        yield folder


class Careful(io.BufferedIOBase):
    """What a hostile archive is read through: no more of it is ever in memory than a part may be large."""

    def __init__(self, source: io.BufferedIOBase):
        self.source = source

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= LARGEST_TEXT:
            raise NotRestored(f"{NONE}: a part of it is larger than it can be.")
        return self.source.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.source.seek(offset, whence)

    def tell(self) -> int:
        return self.source.tell()


def _take(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    inner = member.name.removeprefix(AUDIT) if member.name.startswith(AUDIT) else ""
    known = member.name in (MANIFEST, DATABASE) or (
        inner == os.path.basename(inner) and inner.endswith(KEPT) and inner.isprintable() and "\\" not in inner
    )
    if member.type not in FILES or not known:
        raise NotRestored(
            "this file holds what no backup of Paramountcy holds: it is not one, and nothing was taken of it."
        )
    if member.name != DATABASE and member.size > LARGEST_TEXT:
        raise NotRestored(f"{NONE}: a part of it is larger than it can be.")
    if member.size > shutil.disk_usage(folder).free:
        raise NotRestored("there is not enough room on the disk to unpack this backup.")
    to = folder / member.name
    to.parent.mkdir(mode=0o700, exist_ok=True)
    source = archive.extractfile(member)
    assert source is not None
    with source, _opened(to) as file:
        shutil.copyfileobj(source, file, BLOCK)
    if to.stat().st_size != member.size:
        raise NotRestored("this file is not a whole backup: it breaks off.")


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A part without the name of who made the backup."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _seal(folder: Path, plain: Path, passphrase: str) -> Path:
    from pyrage import encrypt_file, x25519
    from pyrage import passphrase as by_passphrase

    key = x25519.Identity.generate()
    encrypt_file(str(plain), str(folder / DATA), [key.to_public()])
    plain.unlink()
    sealed = folder / "sealed"
    with _opened(sealed) as file, tarfile.open(fileobj=file, mode="w") as archive:
        _add_text(archive, HOW, OPENING)
        _add_bytes(archive, KEY, by_passphrase.encrypt(f"{key}\n".encode(), passphrase))
        archive.add(folder / DATA, DATA, recursive=False)
    return sealed


def _unsealed(path: Path, folder: Path, passphrase: str | None) -> Path:
    """The compressed archive in a file, whether it was sealed or not."""
    try:
        with path.open("rb") as file:
            start = file.read(2)
    except OSError as wrong:
        raise NotRestored(f"the file can't be read: {wrong.strerror}.") from wrong
    if start == b"\x1f\x8b":
        return path
    from pyrage import DecryptError, IdentityError, decrypt_file, x25519
    from pyrage import passphrase as by_passphrase

    try:
        with path.open("rb") as file, tarfile.open(fileobj=Careful(file), mode="r:") as archive:
            sealed_key = _part(archive, KEY, folder).read_bytes()
            if passphrase is None:
                raise NotRestored("this backup is sealed: give its passphrase with --passphrase-file.")
            key = by_passphrase.decrypt(sealed_key, passphrase).decode().strip()
            data = _part(archive, DATA, folder)
    except (tarfile.TarError, EOFError, OSError, ValueError) as wrong:
        raise NotRestored(f"{NONE}, or it breaks off.") from wrong
    except DecryptError as wrong:
        raise NotRestored("the passphrase does not open this backup.") from wrong
    plain = folder / "plain"
    os.close(os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        decrypt_file(str(data), str(plain), [x25519.Identity.from_str(key)])
    except (DecryptError, IdentityError, OSError) as wrong:
        raise NotRestored("the backup is damaged: what is in it can't be opened with its key.") from wrong
    data.unlink()
    return plain


def _part(archive: tarfile.TarFile, name: str, folder: Path) -> Path:
    """One part of a sealed backup, as a file in the folder. They stand in their order: how to open it, key, data."""
    member = archive.next()
    if member and member.name == HOW:
        member = archive.next()
    if member is None or member.name != name or member.type not in FILES:
        raise NotRestored(f"{NONE}, or it breaks off.")
    if name != DATA and member.size > LARGEST_TEXT:
        raise NotRestored(f"{NONE}: a part of it is larger than it can be.")
    if member.size > shutil.disk_usage(folder).free:
        raise NotRestored("there is not enough room on the disk to unpack this backup.")
    source = archive.extractfile(member)
    assert source is not None
    with source, _opened(folder / name) as file:
        shutil.copyfileobj(source, file, BLOCK)
    return folder / name


def _opened(path: Path) -> io.BufferedWriter:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    _add_bytes(archive, name, text.encode())


def _add_bytes(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), 0o600
    archive.addfile(member, io.BytesIO(data))
