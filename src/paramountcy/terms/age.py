"""
How old a child is on a day, and how far along a pregnancy is.

Ages are completed years or weeks, by dates alone. A child not yet born on the day has no age:
the answer is None. The one date known of an unborn child is the expected date of birth.
"""

from datetime import date

WEEKS_TO_EXPECTED_DATE = 40


def age_on(born: date, day: date) -> int | None:
    """
    Completed years on `day`, from the birthday on; None before birth.

    >>> age_on(date(2008, 4, 1), date(2026, 3, 31)), age_on(date(2008, 4, 1), date(2026, 4, 1))
    (17, 18)
    >>> age_on(date(2026, 4, 1), date(2026, 3, 31)) is None
    True
    """
    if day < born:
        return None
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def birthday(born: date, age: int) -> date:
    """
    The day on which a person reaches `age`. Someone born on 29 February does so on 28 February
    in years without one.

    >>> birthday(date(2008, 2, 29), 18), birthday(date(2008, 2, 29), 20)
    (datetime.date(2026, 2, 28), datetime.date(2028, 2, 29))
    """
    if age < 0:
        raise ValueError(f"{age} is not an age: give 0 or more completed years")
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        if (born.month, born.day) != (2, 29):
            raise
        return date(born.year + age, 2, 28)


def age_in_weeks(born: date, day: date) -> int | None:
    """
    Completed weeks on `day`; None before birth.

    >>> age_in_weeks(date(2026, 3, 1), date(2026, 3, 31))
    4
    """
    return (day - born).days // 7 if born <= day else None


def weeks_pregnant(expected: date, day: date) -> int | None:
    """
    Completed weeks of pregnancy on `day`, which are 40 on the expected date of birth and go on
    after it; None where `day` is before the pregnancy.

    >>> weeks_pregnant(date(2026, 6, 30), date(2026, 3, 31))
    27
    """
    weeks = WEEKS_TO_EXPECTED_DATE + (day - expected).days // 7
    return weeks if weeks >= 0 else None
