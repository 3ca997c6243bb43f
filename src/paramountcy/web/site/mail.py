"""E-mail: none, unless an operator names a server. What is sent names nobody."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.core.exceptions import ImproperlyConfigured


def mail(environ: Mapping[str, str]) -> dict[str, Any]:
    """
    Django's settings for e-mail from `PARAMOUNTCY_SMTP` (smtp:, smtps: or smtp+starttls:) and `PARAMOUNTCY_FROM`.
    Raises ImproperlyConfigured where a server is named and no sender.
    """
    url = environ.get("PARAMOUNTCY_SMTP")
    if not url:
        return _settings("dummy")
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname:
        raise ImproperlyConfigured("PARAMOUNTCY_SMTP is not a mail server: give one such as smtps://name:password@host")
    sender = environ.get("PARAMOUNTCY_FROM")
    if not sender:
        raise ImproperlyConfigured("PARAMOUNTCY_SMTP is given and no PARAMOUNTCY_FROM: say from which address to send")
    found = _settings(
        "smtp",
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp+starttls",
        timeout=10,
    )
    return {**found, "DEFAULT_FROM_EMAIL": sender}


def _settings(backend: str, **options: str | int) -> dict[str, Any]:
    """A way to send, as this version of Django is told of it."""
    name = f"django.core.mail.backends.{backend}.EmailBackend"
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": {"BACKEND": name, "OPTIONS": options}}}
    old = {"username": "HOST_USER", "password": "HOST_PASSWORD"}
    return {"EMAIL_BACKEND": name} | {f"EMAIL_{old.get(each, each.upper())}": is_ for each, is_ in options.items()}
