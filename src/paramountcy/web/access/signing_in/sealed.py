"""
What proves a second factor, as it stands in the database: sealed with a key that is not there (`site/keys.py`).

Of an authenticator app that is its secret, of recovery codes the seed that they are made from. A passkey has only a
public key here, which lets nobody in.
"""

import base64
import hashlib
import hmac

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError

SEALED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""Under which name of an authenticator's data its secret stands."""
CANT = (
    "Your authenticator app and your recovery codes can’t be checked here any more. Use a passkey, or ask whoever "
    "looks after this service to reset your second factor."
)


class NotOpened(ValidationError):
    """What was sealed with another key, or changed since. The message is a sentence for whoever signs in."""

    def __init__(self) -> None:
        super().__init__(CANT)


def seal(text: str) -> str:
    """A secret as it is stored (Fernet: AES-128 in CBC mode, with an HMAC of SHA-256)."""
    return _sealer().encrypt(text.encode()).decode()


def opened(sealed: str) -> str:
    """A secret as it was. Raises NotOpened."""
    try:
        return _sealer().decrypt(sealed.encode()).decode()
    except InvalidToken as wrong:
        raise NotOpened from wrong


def unopened() -> int:
    """How many second factors this installation's key does not open: none, unless the key was changed or lost."""
    return sum(_closed(one) for one in Authenticator.objects.filter(type__in=SEALED).iterator())


def _closed(one: Authenticator) -> bool:
    try:
        opened(str(one.data.get(SEALED[Authenticator.Type(one.type)], "")))
    except NotOpened:
        return True
    return False


def _sealer() -> Fernet:
    key = hmac.digest(settings.SECOND_FACTOR_KEY.encode(), b"the secrets of second factors", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
