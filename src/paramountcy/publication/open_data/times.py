"""Times and places as the service's files write them: a time_period and its identifier, codes and names."""

import re
from datetime import date

from paramountcy.publication.open_data.facts import FAMILIES, MONTHS
from paramountcy.returns.published.areas import authority_ever, region
from paramountcy.returns.published.imagined import imagined_areas, imagined_region

Time = tuple[str, str]
"""time_period and time_identifier: ("202425", "Financial year")."""
Place = tuple[str, ...]
"""geographic_level and the codes and names of a place, in the order of the standard columns."""

ENGLAND = ("E92000001", "England")
NO_CODE = "x"


class NotOpen(ValueError):
    """Figures can't be written as open data. The message is a sentence, and says what to do."""


def time_of(period: str) -> Time:
    """
    A period as files write it. Raises NotOpen for one that they have no identifier for.

    A day has none either: what stood on one is of the reporting year in which it lies, as the department writes it, but
    for 31 March, on which a financial year ends.

    >>> time_of("2024-25"), time_of("2024-25-Q1"), time_of("2024-10")
    (('202425', 'Financial year'), ('202425', 'Financial year Q1'), ('2024', 'October'))
    >>> time_of("2025-03-31"), time_of("2024-09-30"), time_of("2023/24"), time_of("2024")
    (('202425', 'Financial year'), ('2024', 'Reporting year'), ('202324', 'Academic year'), ('2024', 'Calendar year'))
    """
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", period, re.ASCII):
        year, on = int(found[1]), date.fromisoformat(period)
        if (on.month, on.day) == (3, 31):
            return f"{year - 1}{year % 100:02}", "Financial year"
        return f"{year}", "Reporting year"
    if (found := re.fullmatch(r"(\d{4})([-/])(\d\d)(?:-Q([1-4]))?", period, re.ASCII)) and _follows(found[1], found[3]):
        kind = "Academic year" if found[2] == "/" else f"Financial year Q{found[4]}" if found[4] else "Financial year"
        return f"{found[1]}{found[3]}", kind
    if (found := re.fullmatch(r"(\d{4})-(\d\d)", period, re.ASCII)) and 1 <= int(found[2]) <= 12:
        return found[1], list(MONTHS)[int(found[2]) - 1]
    if re.fullmatch(r"\d{4}", period, re.ASCII):
        return period, "Calendar year"
    raise NotOpen(f"open data have no time like {period[:40]!r}: give years, quarters or months")


def family_of(time: Time) -> tuple[str, ...]:
    """The identifiers that may stand in one file with this one."""
    return next(family for family in FAMILIES if time[1] in family)


def end_year(time: Time) -> int:
    """
    >>> end_year(("202425", "Financial year")), end_year(("2024", "October"))
    (2025, 2024)
    """
    year = int(time[0][:4])
    return year + 1 if len(time[0]) == 6 else year


def place_of(level: str, code: str, name: str) -> Place:
    """
    A place as the standard columns from geographic_level on, codes as they are today.

    Raises NotOpen for an area that is not known.

    >>> place_of("authority", "206", "Islington")[3:]
    ('E12000007', 'London', '206', 'E09000019', 'Islington')
    >>> place_of("england", "E92000001", "England")
    ('National', 'E92000001', 'England', '', '', '', '', '')
    """
    if level == "england":
        return ("National", *_country(code), "", "", "", "", "")
    if level == "region":
        return ("Regional", *_country(code), code, name, "", "", "")
    found = authority_ever(code)
    if level != "authority" or found is None:
        raise NotOpen(f"{name[:60]!r} ({code[:20]}) is no {level} that is known: its codes can't be given")
    return (
        "Local authority",
        *_country(found.gss_code),
        *_region(found.region),
        found.la_code,
        found.gss_code or NO_CODE,
        found.name,
    )


def _follows(first: str, last: str) -> bool:
    return (int(first) + 1) % 100 == int(last)


def _country(code: str) -> tuple[str, str]:
    """England; the imagined nation for an area in it."""
    whole = imagined_areas()[0]
    return (whole.gss_code, whole.name) if code.startswith("X") else ENGLAND


def _region(name: str) -> tuple[str, str]:
    invented = imagined_region(name)
    if invented:
        return invented.gss_code, invented.name
    found = region(name)
    return (found.area.gss_code, found.area.name) if found else (NO_CODE, name)
