"""
The application with one officer of a partnership and nothing else, served for a journey, with a clock that can be set.

gunicorn runs `application`. TOLD names the file in which the officer's session is told, one for each moment that the
clock is set to; CLOCK the file that says what time it is, in words of ISO 8601, or nothing for the real time.
"""

import json
import os
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from unittest.mock import patch

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
django.setup()

CLOCK = Path(os.environ["CLOCK"])
REAL_NOW = timezone.now


def now() -> datetime:
    said = CLOCK.read_text().strip() if CLOCK.exists() else ""
    return datetime.fromisoformat(said) if said else REAL_NOW()


@contextmanager
def at(moment: str):
    CLOCK.write_text(moment)
    try:
        yield
    finally:
        CLOCK.write_text("")


def build() -> dict:
    """Make the tables and the officer. Imports late: models are there now."""
    from django.core.management import call_command
    from django.test import Client

    from paramountcy.web.access.models import Body, BodyName, Team
    from paramountcy.web.access.roles import Role
    from tests.web.conftest import Place

    began = date(2011, 1, 1)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    authority = Body.objects.create()
    BodyName.objects.create(body=authority, name="Ambleford", body_type="local_authority", from_day=began)
    team = Team.objects.create(body=authority, name="North", from_day=began)
    place = Place(authority, authority, team, team, team)
    user = place.in_role(Role.PARTNERSHIP_OFFICER, name="Olive Officer", from_day=began)
    cookies = {}
    for moment in json.loads(os.environ["MOMENTS"]):
        with at(moment):
            client = Client()
            client.force_login(user)
            cookies[moment] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"cookies": cookies}


patch.object(timezone, "now", now).start()
settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
Path(os.environ["TOLD"]).write_text(json.dumps(build()))
application = get_wsgi_application()
