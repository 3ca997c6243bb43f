"""What was measured on, in a sentence."""

import os
import platform
from datetime import UTC, datetime


def machine() -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    today = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    about = f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, CPython {platform.python_version()}"
    return [f"Measured on {today}: {about}."]
