"""
The sentences of the month's report. Every way of writing it takes them from here.

A figure is told with its count, what it is out of, its value and its interval, for a time that is named.
"""

from collections.abc import Callable, Sequence
from datetime import date

from paramountcy.indicators.availability import GIVEN, NOTHING
from paramountcy.indicators.between import ICC, LEVEL
from paramountcy.indicators.figures import band_name
from paramountcy.indicators.groups import NOT_LISTED, NOT_RECORDED
from paramountcy.indicators.kinds import Between, Bunching, Count, Kind, Mix, OfDays, Share, Spread, Typical
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.figures.headline import category, point, unit_of
from paramountcy.publication.figures.shape import IN, NOT_COUNTED, OUT, VERDICTS, Figure, Head, Partner
from paramountcy.statistics.words import how_many, number, sentence, together
from paramountcy.terms.year import Year

INTERNAL = "INTERNAL: TRUE COUNTS, NOT FOR PUBLICATION"
ADVICE = (
    "This holds true counts, small ones too, and the children behind them. Keep it where the returns are kept, and "
    "share it only with those who may see the returns. What is for everybody is made by the command publish, which "
    "protects small numbers and does not take this report."
)
ADVICE_DOCX = (
    "This holds true counts, small ones too, by which somebody might be recognised. Share it only with those who may "
    "know them. What is for everybody is made by the command publish, which does not take this report."
)
NO_CHILD = (
    "No child is listed in this document. Who is behind each figure, and why others are not, stands in the workbook "
    "(.xlsx) and in the page (.html) of the same report."
)
NOT_A_RATING = (
    "What stands out is sorted by its size alone. It is no rating: most figures are neither better nor worse when they "
    "rise, and each opens a question that people who know the children can answer."
)
NOT_BY_MONTH = "It is not followed by month."
NO_REMARKS = "The returns follow each other without a gap, and all of them could be read."
HOW_TO_READ = (
    "A 95% interval says how far chance alone may have moved a number: the smaller the count, the wider it is. "
    "Brothers and sisters come together, so that chance moves numbers of children somewhat more than it says.",
    "Clearly different means: by more than chance alone would make in 95 of 100 comparisons (Zou and Donner 2008). Of "
    "the many parts of a mix one is told only where its two 95% intervals lie apart.",
    "The usual range by month is that of a control chart (Making Data Count): its mean and 2.66 mean moving ranges to "
    "each side, or Laney's limits for shares. It is no target.",
    "Figures that guard each other are to be read together: see what each is to be read beside.",
)
IN_THE_WORKBOOK = (
    "Each figure has a sheet of its own, named by its number, with the children behind it: filter by In or out, by "
    "Why, and by Team. The sheet Figures leads to each.",
    f"In: {VERDICTS[IN]}. Out: {VERDICTS[OUT]}. Not counted: {VERDICTS[NOT_COUNTED]}.",
    "Return, table and row say where it stands in the return, as a check of the return counts rows.",
)
DATES = {
    "referral_date": "Referred on",
    "start_date": "Began on",
    "authorised_date": "Authorised on",
    "held_date": "Held on",
}
"""What the date of a row is, by the event that places it in time."""
LARGEST = 3
"""How many parts of a mix are told in its sentence."""


def month_in_words(name: str) -> str:
    """
    >>> month_in_words("2026-10")
    'October 2026'
    """
    return f"{date(int(name[:4]), int(name[5:7]), 1):%B %Y}"


def in_words(period: Period) -> str:
    """
    A period as it is read.

    >>> [in_words(Period.of(name)) for name in ("2026-10", "2025-26", "2026-27-Q3")]
    ['October 2026', '2025-26', 'October to December 2026']
    """
    if period.is_a_day:
        return day_in_words(period.end)
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    if months == 1:
        return month_in_words(period.name)
    if months == 3:
        return f"{period.start:%B} to {period.end:%B %Y}"
    return str(Year.containing(period.end)) if period.name == str(period.year) else period.name


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def title(area: str, period: Period) -> str:
    """
    >>> title("Islington (206)", Period.of("2026-10"))
    'Figures for October 2026: Islington (206)'
    """
    return f"Figures for {in_words(period)}: {area}"


def when(indicator: Indicator, period: Period) -> str:
    """When a figure is about, as in "in October 2026" or "on 31 October 2026"."""
    if indicator.at_end:
        return f"on {day_in_words(period.end)}"
    return f"{'from' if ' to ' in in_words(period) else 'in'} {in_words(period)}"


def noun(indicator: Indicator) -> str:
    """
    The title without what it is a rate of.

    >>> from paramountcy.indicators.registry import INDICATORS
    >>> [noun(one) for one in INDICATORS.only("referrals", "F8")][:2]
    ['Referrals', 'Children on a child protection plan at the end']
    """
    return indicator.title.removesuffix(" per 10,000 children").removesuffix(",")


def made(head: Head) -> str:
    """When a report was made, and by what."""
    return f"{day_in_words(head.made_at.date())} at {head.made_at:%H:%M} by Paramountcy {head.version}"


def partner(of: Partner) -> str:
    return f"{of.number} {of.says}".strip()


def stands_for(kind: Kind) -> str:
    """What the number is that stands for a figure, as in "count" or "by day 45"; "" where none does."""
    of = category(kind)
    if of is None:
        return ""
    return of or ("count" if isinstance(kind, Count) else "share")


def date_of(indicator: Indicator) -> str:
    """What the date is by which the rows of a figure are placed in time."""
    return DATES.get(indicator.view.event, "Date")


def without_title(one: Figure) -> str:
    """What a figure says, for where its title stands above."""
    return sentence(one.says.removeprefix(f"{noun(one.indicator)}: "))


def earlier(period: Period) -> Period:
    """
    The same months a year before.

    >>> [str(earlier(Period.of(name))) for name in ("2026-10", "2026-27-Q3", "2025-26")]
    ['2025-10', '2025-26-Q3', '2024-25']
    """
    year = period.year.ends_in
    if period.name.startswith(str(period.year)):
        return Period.of(period.name.replace(str(period.year), str(Year(year - 1)), 1))
    return Period.of(f"{int(period.name[:4]) - 1}{period.name[4:]}")


def part(kind: Kind, category_: str) -> str:
    """What a part of a figure is called: a month in words, anything else as it is."""
    return month_in_words(category_) if isinstance(kind, Count) and kind.codes == "month" else category_


def finding(name: str) -> str:
    """
    What a finding of the record is called.

    >>> finding("told-late")
    'Told late'
    """
    return name.replace("-", " ").capitalize().replace("Id ", "LAchildID ").replace("Upn", "UPN")


def status(word: str) -> str:
    """What is said of a figure's status; nothing where it is given."""
    return "" if word == GIVEN else word


def tally(one: Figure) -> str:
    """Who is behind a figure, in a sentence or two: how many rows in, out and not counted, and why."""
    parts = []
    for row in one.tally.iter_rows(named=True):
        many = how_many(row["rows"], "row")
        if row["children"] != row["rows"]:
            many += f" of {how_many(row['children'], 'child', 'children')}"
        parts.append(f"{row['verdict'].capitalize()}: {many}" + (f" ({row['why']})" if row["why"] else ""))
    return f"{'; '.join(parts)}." if parts else "There is nobody behind this figure."


def says(indicator: Indicator, kind: Kind, rows: Sequence[dict], period: Period) -> str:
    """What a figure is, in a sentence; or why it can't be given. `rows` are its figures, whole."""
    told = _told(kind, rows, when(indicator, period))
    if told:
        return sentence(f"{noun(indicator)}: {told}")
    status, why = next(((row["status"], row["why"]) for row in rows if row["status"] != GIVEN), (NOTHING, ""))
    if status == NOTHING:
        return f"{noun(indicator)}: there was nothing to count {when(indicator, period)}."
    return sentence(f"{noun(indicator)}: not given {when(indicator, period)}: {why or status}")


def _told(kind: Kind, rows: Sequence[dict], time: str) -> str:
    """What is said of the figures that there are; "" where there are none."""
    if isinstance(kind, Count):
        return _count(kind, rows, time)
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return ""
    tell = next(tell for kinds, tell in _TELLERS if isinstance(kind, kinds))
    short = [row["category"] for row in rows if row["value"] is None]
    told = tell(kind, known, time)
    return told + (f". Not known {together(short)}: {_first_why(rows)}" if short and isinstance(kind, OfDays) else "")


def _share(kind: Kind, rows: Sequence[dict], time: str) -> str:
    [row] = rows
    return f"{row['numerator']:,} of {row['denominator']:,} {time}, {_estimate(kind, row)}"


def _between(kind: Kind, rows: Sequence[dict], time: str) -> str:
    """What statistics.variation says, without what the figure rests on, which is told apart; or the level alone."""
    by = {row["category"]: row for row in rows}
    level = by[LEVEL]
    if ICC in by:
        return by[ICC]["why"].removeprefix(f"{level['why']}; ")
    return f"{_share(kind, [level], time)} in all; how far teams lie apart can't be said"


def _by_days(kind: Kind, rows: Sequence[dict], time: str) -> str:
    parts = [f"{_estimate(kind, row)} {row['category']}" for row in rows]
    return f"{together(parts)}, of {rows[0]['denominator']:,} {time}"


def _count(kind: Count, rows: Sequence[dict], time: str) -> str:
    counts = [row["numerator"] for row in rows if row["numerator"] is not None]
    if not counts:
        return ""
    told = f"{sum(counts):,} {time}"
    if kind.codes:
        return told + _most_and_fewest(kind, rows)
    rate = rows[0]
    return f"{told}, {_estimate(kind, rate, rate=True)}" if rate["value"] is not None and _is_rate(rate) else told


def _is_rate(row: dict) -> bool:
    return row["unit"].startswith("per ")


def _most_and_fewest(kind: Count, rows: Sequence[dict]) -> str:
    if len(rows) < 2:
        return ""
    name = month_in_words if kind.codes == "month" else str
    ranked = sorted(rows, key=lambda row: row["numerator"])
    most, fewest = ranked[-1], ranked[0]
    return (
        f", most in {name(most['category'])} ({most['numerator']:,}) "
        f"and fewest in {name(fewest['category'])} ({fewest['numerator']:,})"
    )


def _mix(kind: Mix | Spread, rows: Sequence[dict], time: str) -> str:
    told = f"of {rows[0]['denominator']:,} {time}, "
    write = unit_of(kind).write
    days = f" {kind.counted_in}" if isinstance(kind, Spread) else ""
    ranked = sorted(rows, key=lambda row: -row["value"])[:LARGEST]
    same_day = band_name(0, 0)
    parts = [
        f"{row['category']}{'' if row['category'] == same_day else days} ({write(row['value'])})"
        for row in ranked
        if row["numerator"]
    ]
    missing = [row for row in rows if row["category"] in (NOT_RECORDED, NOT_LISTED) and row["numerator"]]
    told += f"the largest {'part is' if len(parts) == 1 else 'parts are'} {together(parts)}"
    said = [f"{row['numerator']:,} {'is' if row['numerator'] == 1 else 'are'} {row['category']}" for row in missing]
    return told + (f"; {together(said)}" if said else "")


def _typical(kind: Typical, rows: Sequence[dict], time: str) -> str:
    by = {row["category"]: row for row in rows}
    days = unit_of(kind)
    parts = []
    if "median" in by:
        parts.append(f"half within {_estimate(kind, by['median'])}")
    for name, share in (("lower quartile", "a quarter"), ("upper quartile", "three quarters")):
        if name in by:
            parts.append(f"{share} within {days.bare(by[name]['value'])}")
    return f"{together(parts)}, of {rows[0]['denominator']:,} {time}"


def _bunching(kind: Bunching, rows: Sequence[dict], time: str) -> str:
    row = rows[0]
    more = f"{number(abs(100 * row['value']), 0)}% {'more' if row['value'] >= 0 else 'fewer'}"
    chance = (
        ", no more than chance would give"
        if row["lower"] is not None and row["lower"] <= 0 <= row["upper"]
        else f" (95% interval {number(100 * row['lower'], 0)}% to {number(100 * row['upper'], 0)}%)"
    )
    return (
        f"{more} were completed just under the {row['category']} than the days around it lead one to expect {time}"
        f"{chance}"
    )


def _estimate(kind: Kind, row: dict, *, rate: bool = False) -> str:
    """A value with its interval, as in "84.2% (95% interval 80.8% to 87.1%)"."""
    unit = unit_of(kind, rate=rate)
    if row["lower"] is None or row["upper"] is None:
        return unit.write(row["value"])
    return f"{unit.write(row['value'])} (95% interval {unit.bare(row['lower'])} to {unit.bare(row['upper'])})"


def short(kind: Kind, rows: Sequence[dict]) -> str:
    """The one number that stands for a figure, without its interval: as in "84.2%"; "–" where there is none."""
    found = point(kind, rows)
    return "–" if found is None or found["value"] is None else unit_of(kind).write(found["value"])


def _first_why(rows: Sequence[dict]) -> str:
    return next((row["why"] for row in rows if row["value"] is None and row["why"]), "too few to say")


_TELLERS: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (Between, _between),
    (Share, _share),
    ((Mix, Spread), _mix),
    (Typical, _typical),
    (Bunching, _bunching),
    (OfDays, _by_days),
)
