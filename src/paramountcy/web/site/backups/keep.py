"""Making a backup and proving it; restoring one into a database that is empty."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from paramountcy import __version__
from paramountcy.web.site.backups.archive import KEPT, pack, unpacked
from paramountcy.web.site.backups.databases import Settings, copier
from paramountcy.web.site.backups.shape import AUDIT, DATABASE, FORM, MANIFEST, Done, Manifest, NotBackedUp, NotRestored

LEAST_PASSPHRASE = 12


def backup(to: Path, *, work: Path, database: Settings, audit: Path, passphrase: str | None, at: datetime) -> Done:
    """
    Copy everything into one file, mode 0600, while people work, and prove it by restoring it elsewhere. What is not
    sealed yet stands in the folder `work` only, and is gone afterwards.

    Raises NotBackedUp where the file is there already, the passphrase is short, or the copy fails. Where it could be
    made and not proven, `proven` is false and `says` why.
    """
    if os.path.lexists(to):
        raise NotBackedUp(f"{to.name} is there already: give another name; a backup is never written over.")
    if passphrase is not None and len(passphrase) < LEAST_PASSPHRASE:
        raise NotBackedUp(f"the passphrase has fewer than {LEAST_PASSPHRASE} characters: choose a longer one.")
    copies = copier(database)
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _working_in(work) as folder:
        heads = folder / "audit"
        _copy_audit(audit, heads)  # before the database: so no head is of an entry that is not in the copy
        copy = folder / DATABASE
        rows = copies.copy(copy)
        if not rows:
            raise NotBackedUp("there is nothing in the database yet: has the application been started here?")
        manifest = Manifest(FORM, copies.vendor, __version__, at.isoformat(timespec="seconds"), rows)
        pack(to, work=folder, manifest=manifest.text(), database=copy, audit=heads, passphrase=passphrase)
        count, tables = sum(rows.values()), len(rows)
        copy.unlink()
        try:
            with unpacked(to, work=folder, passphrase=passphrase) as found_in:
                found = copies.prove(found_in / DATABASE)
        except (NotBackedUp, NotRestored) as why:
            return Done(count, tables, False, f"The backup was made and not proven: {why}")
    if found != rows:
        to.unlink()
        raise NotBackedUp("what was restored from the backup is not what was copied: it was deleted. Try again.")
    return Done(count, tables, True, f"Backed up and proven by restoring it: {count:,} rows in {tables} tables.")


def restore(path: Path, *, work: Path, database: Settings, audit: Path, passphrase: str | None) -> Done:
    """
    Put a backup back into a database that is empty. Raises NotRestored where it is not, or where the backup is of
    another kind of database, damaged, or sealed with another passphrase; then nothing has been changed.
    """
    copies = copier(database)
    if not copies.is_empty():
        raise NotRestored("the database is not empty: restore into a new one, so that nothing is lost.")
    with _working_in(work) as folder, unpacked(path, work=folder, passphrase=passphrase) as source:
        manifest = Manifest.read((source / MANIFEST).read_bytes())
        if manifest.vendor != copies.vendor:
            raise NotRestored(f"this backup is of {manifest.vendor}, and the database is {copies.vendor}.")
        found = copies.put_back(source / DATABASE)
        if found != dict(manifest.rows):
            raise NotRestored("fewer rows came back than the backup says: look at the database before using it.")
        kept = _put_audit_back(source / AUDIT, audit)
    count = sum(found.values())
    return Done(
        count, len(found), True, f"Restored {count:,} rows in {len(found)} tables, made {manifest.made_at}.{kept}"
    )


@contextmanager
def _working_in(work: Path) -> Iterator[Path]:
    """A folder in `work` that is gone afterwards."""
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix="backup-") as name:
        yield Path(name)


def _copy_audit(audit: Path, to: Path) -> None:
    to.mkdir(mode=0o700)
    for one in sorted(audit.glob("*")) if audit.is_dir() else ():
        if one.suffix in KEPT and one.is_file():
            shutil.copyfile(one, to / one.name)


def _put_audit_back(source: Path, audit: Path) -> str:
    """The heads and seals of the log, where none stand yet: those there may be newer, and are evidence."""
    if not source.is_dir():
        return ""
    if audit.is_dir() and any(one.suffix in KEPT for one in audit.iterdir()):
        return " The log's heads and seals here were left as they are."
    audit.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in sorted(source.iterdir()):
        shutil.copyfile(one, audit / one.name)
        os.chmod(audit / one.name, 0o600)
    return ""
