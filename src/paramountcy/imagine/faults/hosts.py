"""The children in whose records faults are planted, each once."""

from collections import deque
from copy import deepcopy

import polars as pl

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.faults.cases import CASES, Case
from paramountcy.imagine.faults.shape import Child, Kind, Unsuitable
from paramountcy.imagine.record import Record, records, replaced
from paramountcy.terms.year import Year

Tables = dict[str, pl.DataFrame]
POOL = 2_000
"""Children looked at beyond twice those to be made wrong."""
TRIES = 12
"""Children of the right case that are tried before one is made, and then as many of whom it is tried to make one."""
STEADFAST = 1
"""The first child, through whom the smallest return uses the codes it must: never made wrong."""


class Hosts:
    """Gives out children for faults, in an order of chance, and keeps their changed records."""

    def __init__(self, tables: Tables, year: Year, chance: Chance, wanted: int):
        self._tables, self._year = tables, year
        others = len(tables["ChildIdentifiers"]) - STEADFAST
        order = [int(place) + STEADFAST + 1 for place in chance.order(max(others, 0))[: 2 * wanted + POOL]]
        self._pool: dict[int, Record] = dict(zip(order, records(tables, order), strict=True))
        self._of_case: dict[str, deque[int]] = {}
        self._any = deque(order)
        self._changed: dict[int, Record] = {}

    def tables(self) -> Tables:
        """The return with all that was changed."""
        return replaced(self._tables, self._changed) if self._changed else self._tables

    def unchanged(self) -> pl.Series:
        """The numbers of the children whose records are as they were."""
        numbers = self._tables["ChildIdentifiers"]["row"]
        return numbers.filter(~numbers.is_in(pl.Series(list(self._changed), dtype=numbers.dtype).implode()))

    def go_on_from(self, tables: Tables) -> None:
        """Go on from other tables, in which the records of children already changed do not count."""
        self._tables = tables

    def give(self, kind: Kind) -> list[str | None]:
        """Plant a fault of this kind. The LAchildIDs of those at fault; none where there is nobody left for it."""
        case = CASES[kind.case]
        if kind.case not in self._of_case:
            self._of_case[kind.case] = deque(number for number in self._any if self._fits(case, number))
        for queue, make in ((self._of_case[kind.case], False), (self._any, True)):
            for _ in range(min(TRIES, len(queue))):
                number = self._next(queue)
                if number is None:
                    break
                at_fault = self._plant(kind, case, number, make)
                if at_fault:
                    return at_fault
                queue.append(number)
        return []

    def _fits(self, case: Case, number: int) -> bool:
        return number not in self._changed and case.fits(Child(self._pool[number], self._year))

    def _next(self, queue: deque[int]) -> int | None:
        while queue:
            number = queue.popleft()
            if number not in self._changed:
                return number
        return None

    def _plant(self, kind: Kind, case: Case, number: int, make: bool) -> list[str | None]:
        child = Child(deepcopy(self._pool[number]), self._year)
        changed = {number: child}
        try:
            if make:
                case.make(child)
            if kind.with_another:
                queue = self._of_case[kind.case]
                other = self._next(queue)
                if other is None:
                    return []
                changed[other] = Child(deepcopy(self._pool[other]), self._year)
            kind.edit(*changed.values())
        except Unsuitable:
            return []
        self._changed |= {place: each.record for place, each in changed.items()}
        return list(dict.fromkeys(each.who["LAchildID"] for each in changed.values()))
