"""
Draws for a whole nation at once: how far authorities lie apart, and counts that chance makes of what is expected.

Like `imagine.chance` this takes evenly spread draws only, and does with them nothing but sums, products, quotients and
square roots, which every processor rounds alike: no logarithm, no power. So the same seed gives the same bytes.
"""

import zlib

import numpy as np
from numpy.typing import NDArray

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Draws, Whole

RARE = 12.0
"""Below so many expected, a count is drawn exactly; above it, as near as a bell curve is to it."""
ROOT_OF_2 = 1.4142135623730951


def chance_of(seed: int, name: str) -> Chance:
    """The chance of one part of the imagination, which stays as it is whatever other parts there are."""
    return Chance(seed, zlib.crc32(name.encode()))


def bell(chance: Chance, *shape: int) -> Draws:
    """Draws about 0 with a standard deviation of 1, nearly normal: six even ones added up."""
    total = np.zeros(shape)
    for _ in range(6):
        total = total + chance.draws(total.size).reshape(shape)
    return (total - 3.0) * ROOT_OF_2


def times(effect: Draws) -> Draws:
    """
    By how much an effect multiplies odds or rates: as good as the exponential from -2 to 2, always positive.

    >>> times(np.array([-1.0, 0.0, 1.0])).round(3).tolist()
    [0.368, 1.0, 2.714]
    """
    square = effect * effect / 12.0
    return (1.0 + effect / 2.0 + square) / (1.0 - effect / 2.0 + square)


def with_odds(share: Draws, factor: Draws) -> Draws:
    """
    The share whose odds are so many times those of this one.

    >>> with_odds(np.array([0.5]), np.array([3.0])).tolist()
    [0.75]
    """
    return share * factor / (1.0 - share + share * factor)


def counted(chance: Chance, of: Whole, share: Draws) -> Whole:
    """How many of each `of` are counted, where each is with this chance: binomial draws, in the shape of `of`."""
    share = np.clip(np.broadcast_to(share, of.shape), 0.0, 1.0)
    even = chance.draws(of.size).reshape(of.shape)
    far = bell(chance, *of.shape)
    turned = share > 0.5
    less = np.where(turned, 1.0 - share, share)
    mean = of * less
    found = np.floor(mean + far * np.sqrt(mean * (1.0 - less)) + 0.5).astype(np.int64)
    rare = mean < RARE
    found[rare] = _exactly(even[rare], of[rare], less[rare])
    found = np.clip(found, 0, of)
    return np.where(turned, of - found, found)


def divided(chance: Chance, of: Whole, shares: Draws) -> Whole:
    """
    Each `of` divided among the last axis of `shares`, which needs not add up to 1: what is left goes to the last.

    >>> divided(Chance(1), np.array([10]), np.array([[0.2, 0.3, 0.5]])).sum()
    np.int64(10)
    """
    parts = np.zeros(shares.shape, dtype=np.int64)
    left = of
    rest = np.cumsum(shares[..., ::-1], axis=-1)[..., ::-1]
    for place in range(shares.shape[-1] - 1):
        here = np.divide(shares[..., place], rest[..., place], out=np.zeros(of.shape), where=rest[..., place] > 0)
        parts[..., place] = counted(chance, left, here)
        left = left - parts[..., place]
    parts[..., -1] = left
    return parts


def _exactly(even: Draws, of: Whole, share: Draws) -> Whole:
    """The binomial count that each even draw stands for, one after the other from 0."""
    term = _power(1.0 - share, of)
    upto = term.copy()
    found = np.zeros(of.shape, dtype=np.int64)
    odds = np.divide(share, 1.0 - share, out=np.zeros(share.shape), where=share < 1.0)
    for place in range(int(RARE * 5)):
        further: NDArray[np.bool_] = (even >= upto) & (found == place)
        if not further.any():
            break
        term = term * (of - place) / (place + 1) * odds
        upto = upto + term
        found = found + further
    return found


def _power(base: Draws, exponent: Whole) -> Draws:
    """Whole powers, by squaring: as `**` gives them, and the same everywhere."""
    result, left = np.ones(base.shape), exponent.copy()
    while left.any():
        result = np.where(left % 2 == 1, result * base, result)
        base, left = base * base, left // 2
    return result
