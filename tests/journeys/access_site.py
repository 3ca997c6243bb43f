"""
The application with a notebook, served for a journey: imagined people in every role, and a note in every situation.

gunicorn runs `application`. Where to say who is there (their session's cookie, and what the notes are called) is in the
environment variable TOLD.
"""

import json
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
settings.ROOT_URLCONF = "tests.web.notebook.urls"
django.setup()


def build() -> dict:
    """Make the tables and the people. Imports late: models are there once Django is set up."""
    from django.core.management import call_command
    from django.test import Client

    from paramountcy.web.access.models import Body, BodyName, Team
    from tests.journeys.access_served import PEOPLE
    from tests.web.access.world import Situations
    from tests.web.conftest import LONG_AGO, Place

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    authority, school = Body.objects.create(), Body.objects.create()
    BodyName.objects.create(body=authority, name="Ambleford", body_type="local_authority", from_day=LONG_AGO)
    BodyName.objects.create(body=school, name="Mill Lane School", body_type="education", from_day=LONG_AGO)
    teams = [
        Team.objects.create(body=body, name=name, from_day=LONG_AGO)
        for body, name in ((authority, "North"), (authority, "South"), (school, "Pastoral"))
    ]
    place = Place(authority, school, *teams)
    told: dict = {"cookies": {}}
    for who, (role, name) in PEOPLE.items():
        user = place.in_role(role, name=name)
        client = Client()
        client.force_login(user)
        told["cookies"][who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        if who == "worker":
            world = Situations(place, user, role)
            told["notes"] = world.refs
            told["others"] = world.others
            told["restrictions"] = {one: known.ref for one, known in world.restrictions.items()}
            told["members"] = {one: known.ref for one, known in world.members.items()}
    return told


settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
Path(os.environ["TOLD"]).write_text(json.dumps(build()))
application = get_wsgi_application()
