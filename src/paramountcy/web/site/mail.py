"""E-mail: none, unless an operator names a server. What is sent names nobody."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NONE = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def mail(environ: Mapping[str, str]) -> dict[str, Any]:
    """
    Django's settings for e-mail from `PARAMOUNTCY_SMTP` (smtp:, smtps: or smtp+starttls:) and `PARAMOUNTCY_FROM`.
    Raises ImproperlyConfigured where a server is named and no sender.
    """
    url = environ.get("PARAMOUNTCY_SMTP")
    if not url:
        return NONE
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname:
        raise ImproperlyConfigured("PARAMOUNTCY_SMTP is not a mail server: give one such as smtps://name:password@host")
    sender = environ.get("PARAMOUNTCY_FROM")
    if not sender:
        raise ImproperlyConfigured("PARAMOUNTCY_SMTP is given and no PARAMOUNTCY_FROM: say from which address to send")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": sender,
    }
