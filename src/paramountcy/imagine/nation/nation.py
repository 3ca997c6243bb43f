"""
The imagined nation, whole: made from a seed, written as the files a department would publish, loaded as anybody's are.

>>> from paramountcy.imagine.nation.nation import store
>>> store(Path("imagined"), seed=1).imagined                                          # doctest: +SKIP
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from paramountcy.imagine.facts import Whole
from paramountcy.imagine.nation import children, context, looked_after, tables, workforce
from paramountcy.imagine.nation.counted import TOLD, Told, counted, told
from paramountcy.imagine.nation.levels import FIRST, levels
from paramountcy.imagine.nation.making import Making
from paramountcy.imagine.nation.press import Press
from paramountcy.imagine.nation.profile import Profile, profile
from paramountcy.returns.published.imagined import imagined_trials
from paramountcy.returns.published.keep import load
from paramountcy.returns.published.store import Store
from paramountcy.returns.put import placing

SEED = 1
LOADED = datetime(2025, 11, 1, tzinfo=UTC)
"""When a store of the nation says that it was loaded, unless it is told: no clock is read here."""
LOST = "Pebblehaven", 2021
"""An authority that lost its records, and the year of which it has no figures."""
SPEEDS = (1.05, -1.9, 1.2, -0.3, 0.5, -2.2, -1.2, 1.0)
"""How far the eight trial authorities lay apart in how soon they finished assessments: wide, as those of 2011 did."""
EARLY = (0.6, -1.0, 0.4, 0.4, 0.0, -1.4, -0.6, 0.6)


@dataclass(frozen=True)
class Nation:
    """
    152 imagined authorities, and what is published of them.

    `files` are the tables as bytes by the name of their file. `counts` are the true counts behind the children in need
    tables, authorities (in the order of their codes) by the years 2013 to 2025: what is not printed of them, nobody
    has to protect, as nobody is there. `told` is the one authority whose returns can be had.
    """

    seed: int
    profile: Profile
    told: Told
    counts: Mapping[str, Whole]
    files: Mapping[str, bytes]

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the files into a folder, which must be there. Raises returns.put.NotWritten."""
        for name, content in self.files.items():
            with placing(folder / name) as file:
                file.write(content)
        return tuple(folder / name for name in self.files)


def nation(seed: int = SEED) -> Nation:
    """The nation of a seed: the same wherever and whenever it is made."""
    one = told(TOLD, seed)
    known = counted(one)
    referrals = known["referral_count"]
    usual = levels()["referral"].path[[year - FIRST for year in referrals]]
    living = round(10_000 * sum(referrals.values()) / float(np.cumsum(usual)[-1]))
    people = profile(seed, known={TOLD: living})
    codes = [authority.la_code for authority in people.authorities]
    eight = [codes.index(code) for code in imagined_trials()]
    special = {
        "assessment.speed": dict(zip(eight, SPEEDS, strict=True)),
        "assessment.early": dict(zip(eight, EARLY, strict=True)),
    }
    making = Making(seed, people, people.place(TOLD), known, special)
    children.made(making)
    counts = dict(making.counts)
    nothing_lost = np.zeros_like(people.children, dtype=bool)
    lost = nothing_lost.copy()
    lost[people.place(LOST[0]), LOST[1] - FIRST] = True
    press, whole_press = Press(people, lost), Press(people, nothing_lost)
    files = dict(tables.files(press, counts, making.days))
    files |= dict(context.files(seed, whole_press))
    files |= dict([workforce.file(whole_press, workforce.made(making))])
    files |= dict(looked_after.files(making, whole_press))
    return Nation(seed, people, one, counts, files)


def store(folder: Path, seed: int = SEED, *, at: datetime = LOADED) -> Store:
    """
    A store of the nation, ready to be asked: its tables written, and loaded as published tables are.

    Raises manifest.NotInStore where the folder is no store, or holds real figures.
    """
    made = nation(seed)
    with TemporaryDirectory(prefix="paramountcy-nation-") as place:
        load(made.write(Path(place)), folder, at=at)
    return Store(folder)


def area_of(name: str, seed: int = SEED) -> Told:
    """
    What an authority of the nation is imagined from, child by child: children, year, seed and code.

    Raises NoSuchAuthority where there is none of that name, and LookupError where it has figures only.
    """
    return told(name, seed)
