"""
Withholding small counts of the imagined nation, as published tables do: from 1 to 5, and what would give them away.

A sum of which one member alone is withheld gives it away; so does one whose withheld members can only all be 1, or all
be 5. Then the next smallest member is withheld too. This is a stand-in for a publisher's own practice, vectorised for
tables of 152 authorities; what leaves this software about real children goes through `publication.disclosure`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paramountcy.imagine.facts import Whole

SMALL = 5
ROUNDS = 8
"""Withholding in one sum may call for more in another: so often at most."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sum:
    """A total and its parts, by measure. `rest` says that the total has more in it than the parts that are printed."""

    total: str
    parts: tuple[str, ...]
    rest: bool = False


def hidden(counts: Mapping[str, Whole], sums: Sequence[Sum]) -> dict[str, Flags]:
    """Which counts are withheld, by measure, in the shape of the counts."""
    masks = {name: (numbers > 0) & (numbers <= SMALL) for name, numbers in counts.items()}
    for _ in range(ROUNDS):
        before = sum(int(mask.sum()) for mask in masks.values())
        for one in sums:
            _protect(one, counts, masks)
        if sum(int(mask.sum()) for mask in masks.values()) == before:
            return masks
    return masks


def _protect(one: Sum, counts: Mapping[str, Whole], masks: dict[str, Flags]) -> None:
    total, parts = counts[one.total], np.stack([counts[name] for name in one.parts], axis=-1)
    whole_hidden, part_hidden = masks[one.total], np.stack([masks[name] for name in one.parts], axis=-1)
    if one.rest:
        # What the parts leave is printed nowhere, but can be worked out.
        rest = total - parts.sum(axis=-1)
        parts = np.concatenate([parts, rest[..., None]], axis=-1)
        small = (rest > 0) & (rest <= SMALL)
        part_hidden = np.concatenate([part_hidden, small[..., None]], axis=-1)
    printed = np.ones(parts.shape[-1], dtype=bool)
    printed[len(one.parts) :] = False
    for _ in range(2):
        needs = _given_away(total, parts, whole_hidden, part_hidden)
        free = np.where(printed & ~part_hidden & (parts > 0), parts, np.iinfo(np.int64).max)
        next_part = free.argmin(axis=-1)
        there = free.min(axis=-1) < np.iinfo(np.int64).max
        chosen = (np.arange(parts.shape[-1]) == next_part[..., None]) & (needs & there)[..., None]
        part_hidden = part_hidden | chosen
        whole_hidden = whole_hidden | (needs & ~there)
    for place, name in enumerate(one.parts):
        masks[name] = part_hidden[..., place]
    masks[one.total] = whole_hidden


def _given_away(total: Whole, parts: Whole, whole_hidden: Flags, part_hidden: Flags) -> Flags:
    """Where what is printed tells a withheld count."""
    count = part_hidden.sum(axis=-1)
    alone = (count + whole_hidden) == 1
    lost = np.where(part_hidden, parts, 0).sum(axis=-1)
    all_small = ~(part_hidden & ((parts == 0) | (parts > SMALL))).any(axis=-1)
    pinned = ~whole_hidden & (count > 1) & all_small & ((lost == count) | (lost == SMALL * count))
    return (alone & (total > 0)) | pinned
