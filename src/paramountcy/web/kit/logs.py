"""What a server may say of itself: that something went wrong and where, never of whom."""

import logging
import traceback
from pathlib import Path

PACKAGE = Path(__file__).parents[2]


class WithoutNames(logging.Formatter):
    """
    A log line of ours: time, level, logger, and for an exception its kind and the last of our lines that led to it.

    The text of an exception is left out, and with it the arguments of a message: both may quote what was typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record)
        said = record.msg if isinstance(record.msg, str) and not record.exc_info else ""
        line = f"{when} {record.levelname} {record.name} {said.partition('%')[0]}".rstrip()
        if not record.exc_info or record.exc_info[1] is None:
            return line
        wrong = record.exc_info[1]
        ours = [
            frame for frame in traceback.extract_tb(wrong.__traceback__) if Path(frame.filename).is_relative_to(PACKAGE)
        ]
        where = f" in {Path(ours[-1].filename).relative_to(PACKAGE).as_posix()} line {ours[-1].lineno}" if ours else ""
        return f"{line} {type(wrong).__name__}{where}"
