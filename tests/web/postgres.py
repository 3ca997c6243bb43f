"""
A PostgreSQL of this run, for whatever command follows: `python -m tests.web.postgres pytest tests/web`.

It makes a cluster in a temporary folder, starts it on a socket there, and stops and removes it at the end. PostgreSQL
refuses to run as root, so then it is run as the user postgres. Ends with the command's exit code; 77 where PostgreSQL
is not installed.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NOT_INSTALLED = 77
OWNER, APPLICATION = "paramountcy_owner", "paramountcy_app"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = folders[-1] if folders else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(bin: Path) -> Iterator[dict[str, str]]:
    """A running cluster; gives the environment that names its database, for the application and for its owner."""
    with tempfile.TemporaryDirectory(prefix="paramountcy-pg-") as name:
        folder = Path(name)
        as_user: list[str] = []
        if os.geteuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(folder, postgres.pw_uid, postgres.pw_gid)
            as_user = ["setpriv", f"--reuid={postgres.pw_uid}", f"--regid={postgres.pw_gid}", "--clear-groups"]
        data = folder / "data"

        def run(*words: str) -> None:
            done = subprocess.run([*as_user, *words], capture_output=True, text=True, cwd=folder, check=False)
            if done.returncode:
                raise RuntimeError(f"{Path(words[0]).name} failed: {done.stderr or done.stdout}")

        run(str(bin / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        # A database is dropped by force by a role that may not end a worker of autovacuum, where one is at work in it.
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c autovacuum=off -c max_connections=60"
        run(str(bin / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            ask = [str(bin / "psql"), "-h", str(folder), "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-c"]
            run(*ask, f"CREATE ROLE {OWNER} LOGIN CREATEDB")
            run(*ask, f"CREATE ROLE {APPLICATION} LOGIN CREATEDB")
            run(*ask, f"CREATE DATABASE paramountcy OWNER {OWNER}")
            at = f"?host={folder}"
            yield {
                "DATABASE_URL": f"postgresql://{APPLICATION}@/paramountcy{at}",
                "MIGRATION_DATABASE_URL": f"postgresql://{OWNER}@/paramountcy{at}",
            }
        finally:
            run(str(bin / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def main(words: Sequence[str]) -> int:
    if not words:
        print(__doc__, file=sys.stderr)
        return 2
    bin = programs()
    if bin is None:
        print("PostgreSQL is not installed here.", file=sys.stderr)
        return NOT_INSTALLED
    with cluster(bin) as names:
        return subprocess.run(words, env={**os.environ, **names}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
