"""People who sign in. They are not the people records are about, though one person may be both."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from paramountcy.web.kit.models import Tracked, TrackedQuerySet


class Users(BaseUserManager["User"]):
    """Makes users. None is above the policy: there is no superuser."""

    def get_queryset(self) -> TrackedQuerySet:
        return TrackedQuerySet(self.model, using=self._db)

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> "User":
        """A user who can sign in. Raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("a user needs an e-mail address: it is what they sign in with")
        user = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        user.set_password(password)
        user.save()
        return user


class User(Tracked, AbstractBaseUser):
    """Somebody who signs in. What they may do is in their roles; a user with none may do nothing."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("name", max_length=200)
    is_active = models.BooleanField("may sign in", default=True)
    is_demo = models.BooleanField("made by the demo", default=False)
    joined_at = models.DateTimeField("joined", auto_now_add=True)
    ended_at = models.DateTimeField("left", null=True, blank=True)

    objects: ClassVar[Any] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    personal = frozenset({"email", "name", "password", "last_login"})
    not_personal = frozenset({"is_active", "is_demo", "joined_at", "ended_at"})

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]
