"""
One shape for a child's story, whatever the source; and the linking of sources into it.

>>> from paramountcy.record import Filing, from_cin
>>> record = from_cin([Filing.of(values.tables, year) for values, year in returns])   # doctest: +SKIP
>>> record["referral"], record.as_at(day)["plan"], record.findings                    # doctest: +SKIP
"""

from paramountcy.record.filing import Filing
from paramountcy.record.from_cin import from_cin
from paramountcy.record.shape import Record, together

__all__ = ["Filing", "Record", "from_cin", "together"]
