"""
How often somebody may try: five times wrong, then not for a quarter of an hour.

What was tried is counted in the database, so that every server process knows of it. It is counted for an account and
the network address it was tried from together, so that nobody is locked out of their work by somebody elsewhere; and
the same for accounts that do not exist. Beside that stand wide limits, over all of an address and all of an account:
what is wrong is counted, so that a whole council may sign in from one address at nine o'clock.
"""

import hashlib
import ipaddress
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac

TRIES = 5
LOCKED_FOR = 15 * 60
"""Seconds."""


@dataclass(frozen=True)
class Tries:
    """What is tried ("password", "code"), as whom, and from which network address."""

    what: str
    who: str
    address: str

    def take(self) -> int | None:
        """
        One of the tries there are, by its number; None where none is left. Taken before the trying, each once only,
        so that many at the same instant have no more of them.
        """
        return next((number for number in range(1, TRIES + 1) if cache.add(self._key(number), 1, LOCKED_FOR)), None)

    def failed(self, number: int) -> bool:
        """It was wrong. Whether that was the last try: then the time begins."""
        if number < TRIES:
            return False
        cache.set_many({self._key(one): 1 for one in range(1, TRIES + 1)}, LOCKED_FOR)
        return True

    def forget(self) -> None:
        """It was right: all tries are there again."""
        cache.delete_many([self._key(one) for one in range(1, TRIES + 1)])

    def _key(self, number: int) -> str:
        told = f"{self.what}\n{self.who.casefold()}\n{_network(self.address)}"
        return f"tries:{hashlib.sha256(told.encode()).hexdigest()}:{number}"


@dataclass(frozen=True)
class Wide:
    """
    How much may be wrong of one address, or one account, in a stretch of time. Two processes that count at the same
    instant may count one for two: this limit is far, and Tries, which counts each once, is near.
    """

    what: str
    who: str
    most: int
    seconds: int

    @property
    def full(self) -> bool:
        return int(cache.get(self._key, 0)) >= self.most

    def add(self) -> None:
        cache.set(self._key, int(cache.get(self._key, 0)) + 1, self.seconds)

    @property
    def _key(self) -> str:
        stretch = int(time.time()) // self.seconds
        told = f"{self.what}\n{self.who.casefold()}"
        return f"wide:{hashlib.sha256(told.encode()).hexdigest()}:{stretch}"


def of_address(address: str) -> Wide:
    """A hundred wrong passwords in a quarter of an hour, from one network address."""
    return Wide("address", _network(address), 100, LOCKED_FOR)


def of_account(who: str) -> Wide:
    """Fifty in an hour for one account, wherever they came from."""
    return Wide("account", who, 50, 60 * 60)


def of_sender(what: str, address: str, *, most: int, seconds: int) -> Wide:
    """
    How often somebody who has not signed in may send something. Whoever reads the database can't try every address
    against it, for it is told under the installation's secret.
    """
    return Wide(what, salted_hmac(what, _network(address), algorithm="sha256").hexdigest(), most, seconds)


def once(what: str, secret: str, *, seconds: int) -> bool:
    """Whether this is the first time, in so many seconds, that something is used."""
    return cache.add(f"once:{hashlib.sha256(f'{what}{chr(10)}{secret}'.encode()).hexdigest()}", 1, seconds)


def _network(address: str) -> str:
    """An address; of version 6 its network, since one machine has very many of those."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
