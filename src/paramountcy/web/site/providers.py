"""The council's own sign-in (OpenID Connect), from a file that an operator keeps."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDS = ("id", "name", "client_id", "secret", "server")


def providers(environ: Mapping[str, str]) -> dict[str, Any]:
    """
    allauth's settings from the JSON file that `PARAMOUNTCY_OIDC` names: a list of objects with id, name, client_id,
    secret and server (the address of the provider's configuration). None where there is no such file named.

    Raises ImproperlyConfigured for a file that can't be read or lacks one of these.
    """
    file = environ.get("PARAMOUNTCY_OIDC")
    if not file:
        return {}
    try:
        listed = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise ImproperlyConfigured(f"the file of sign-in providers can't be read as JSON: {wrong}") from wrong
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ImproperlyConfigured("the file of sign-in providers is to be a list of objects, one a provider")
    apps = []
    for one in listed:
        missing = [name for name in NEEDS if not one.get(name)]
        if missing:
            raise ImproperlyConfigured(f"a sign-in provider has no {', '.join(missing)}: it needs {', '.join(NEEDS)}")
        apps.append(
            {
                "provider_id": one["id"],
                "name": one["name"],
                "client_id": one["client_id"],
                "secret": one["secret"],
                "settings": {"server_url": one["server"]},
            }
        )
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
