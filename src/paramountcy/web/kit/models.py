"""
What every model of the application is: kept, with a random reference, its fields sorted, its history whole.

A reference is what an address, a log line or a printed page may name a row by: it says nothing, and can't be guessed.
A tracked row's every change is in its history, with who made it; what would change rows past the history is refused.
"""

import secrets
from typing import Any, ClassVar, NoReturn

from django.db import models
from simple_history.models import HistoricalRecords

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
LENGTH = 20
"""Characters of a reference: 30 to the power of 20, so that none is ever guessed or met twice."""


class Untracked(TypeError):
    """A change that would leave no history. The message says what to do instead."""


def new_reference() -> str:
    """A reference nobody can guess. No vowels, nor letters taken for one another when read out."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Kept(models.Model):
    """
    A row with a reference. Each model sorts its fields: `personal` could tell who somebody is or what happened to
    them, `not_personal` could not. A field in neither fails the build.
    """

    ref = models.CharField("reference", max_length=LENGTH, unique=True, editable=False, default=new_reference)

    personal: ClassVar[frozenset[str]] = frozenset()
    not_personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.ref}"


class TrackedQuerySet(models.QuerySet):
    """Rows whose history must be whole: the ways of changing them that django-simple-history does not see are shut."""

    def update(self, **_: Any) -> NoReturn:
        raise Untracked(f"{self.model.__name__}.update() leaves no history: save each row")

    def bulk_create(self, *_: Any, **__: Any) -> NoReturn:
        raise Untracked(f"{self.model.__name__}.bulk_create() leaves no history: save each row")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise Untracked(f"{self.model.__name__}.bulk_update() leaves no history: save each row")

    def delete(self) -> NoReturn:
        raise Untracked(f"{self.model.__name__} is never deleted: end it, with a date and a reason")


class Tracked(Kept):
    """A row whose every change is kept, with who made it and when. It ends, and is never deleted."""

    history = HistoricalRecords(inherit=True)
    objects: ClassVar[Any] = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise Untracked(f"{type(self).__name__} is never deleted: end it, with a date and a reason")
