"""What the pages of ages need: one function a question."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from paramountcy.notes.linting.terms import first_day
from paramountcy.web.guidance.age_scope.models import Provision
from paramountcy.web.guidance.age_scope.questions import Verdict, in_words, meaning
from paramountcy.web.kit.dates import NAMES as MONTHS

FROM_KNOWLEDGE, SEEN = "from knowledge", "seen"


@dataclass(frozen=True)
class Row:
    """A provision as it is on a day. `checked` says when its law was looked up, "" for never; `mark` how sure it is."""

    key: str
    title: str
    what: str
    law: str
    from_age: int | None
    to_age: int | None
    any_age: bool
    needs: str
    sure: bool
    ask: str
    in_force_from: str
    note: str
    checked: str
    mark: str
    own: Provision | None = None

    @property
    def has_age_scope(self) -> bool:
        return self.any_age or self.from_age is not None or self.to_age is not None

    @property
    def ages(self) -> str:
        """Its age scope in words; the birthday after its last age ends it."""
        if self.any_age or (self.from_age == 0 and self.to_age is None):
            return "any age"
        if not self.has_age_scope:
            return "no age scope is given"
        if self.to_age is None:
            return f"from {self.from_age}"
        last = f"until the {_ordinal(self.to_age + 1)} birthday"
        return f"from {self.from_age}, {last}" if self.from_age else last

    @property
    def whom(self) -> str:
        return in_words(self.needs)

    @property
    def checked_says(self) -> str:
        """When its law was checked, in words."""
        return f"checked {self.checked}" if self.checked else "not checked yet"


def _ordinal(number: int) -> str:
    """
    >>> _ordinal(18), _ordinal(21), _ordinal(22)
    ('18th', '21st', '22nd')
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 20 else ending}"


def _month(written: str) -> str:
    """A month as people write it: "2026-11" is November 2026."""
    year, _, month = written.partition("-")
    return f"{MONTHS[int(month) - 1].capitalize()} {year}" if month else written


@cache
def _base() -> dict[str, Row]:
    text = files("paramountcy.web.guidance.age_scope").joinpath("provisions.csv").read_text(encoding="utf-8")
    return {
        row["key"]: Row(
            row["key"], row["title"], row["what"], row["law"],
            int(row["from_age"]) if row["from_age"] else None, int(row["to_age"]) if row["to_age"] else None, False,
            row["needs"], row["sure"] == "yes", row["ask"], row["in_force_from"], row["note"],
            _month(row["checked"]), row["mark"],
        )
        for row in csv.DictReader(text.splitlines())
    }  # fmt: skip


def _of(one: Provision) -> Row:
    checked = one.checked_on
    said = f"{checked.day} {MONTHS[checked.month - 1].capitalize()} {checked.year}" if checked else ""
    return Row(
        one.key, one.title, one.what, one.law, one.from_age, one.to_age, one.any_age, one.needs, one.sure, one.ask,
        one.in_force_from.isoformat() if one.in_force_from else "", one.note, said,
        SEEN if checked else FROM_KNOWLEDGE, one,
    )  # fmt: skip


def register(*, on: date) -> list[Row]:
    """Every provision in force on a day, those changed here in the place of those that came with the program."""
    rows: dict[str, Row | None] = dict(_base())
    for one in Provision.objects.order_by("pk"):
        gone = one.ended or (one.in_force_to is not None and one.in_force_to < on)
        rows[one.key] = None if gone else _of(one)
    found = [one for one in rows.values() if one is not None]
    holding = [one for one in found if not one.in_force_from or first_day(one.in_force_from) <= on]
    return sorted(holding, key=lambda one: (one.from_age or 0, one.title))


def one_of(key: str) -> Row | None:
    """A provision as it is now, whether or not in force or taken out; None for one that never was."""
    last = Provision.objects.filter(key=key).last()
    return _of(last) if last else _base().get(key)


def changes_of(key: str) -> list[Provision]:
    """The rows of a provision's history, the latest first."""
    return list(Provision.objects.filter(key=key).select_related("by").order_by("-pk"))


def without_scope(*, on: date) -> list[Row]:
    return [one for one in register(on=on) if not one.has_age_scope]


@dataclass(frozen=True)
class Found:
    """What an age and answers lead to: what applies, what may, and the others, which nothing that was said leads to."""

    applies: tuple[Row, ...]
    may_apply: tuple[Row, ...]
    others: tuple[Row, ...]


def ask(*, age: int, answers: Mapping[str, str], on: date) -> Found:
    """What an age, in whole years, and answers lead to on a day."""
    sorted_: dict[Verdict, list[Row]] = {one: [] for one in Verdict}
    for row in register(on=on):
        from_age = 0 if row.any_age else row.from_age
        verdict = meaning(
            needs=row.needs, from_age=from_age, to_age=row.to_age, sure=row.sure, age=age, answers=answers
        )
        sorted_[verdict].append(row)
    return Found(tuple(sorted_[Verdict.APPLIES]), tuple(sorted_[Verdict.MAY_APPLY]), tuple(sorted_[Verdict.OTHER]))
