"""
The application with a partnership whose last minutes were read, served for the pages to be looked at in a browser.

gunicorn runs `application`. Who is there and what the pages are about is told in the file that TOLD names. The file
that CLOCK names may say what time it is, in words of ISO 8601; MOMENTS are the times at which the officer signs in too.
"""

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import django
from django.apps import apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings"
django.setup()
settings.MIGRATION_MODULES = dict.fromkeys((one.label for one in apps.get_app_configs()), None)
"""The tables are made as the models are: a server for looking at pages need not take every step of the migrations."""

CLOCK = Path(os.environ["CLOCK"])
REAL_NOW = timezone.now


def now() -> datetime:
    said = CLOCK.read_text().strip() if CLOCK.exists() else ""
    return datetime.fromisoformat(said) if said else REAL_NOW()


def signed_in(user, moment: str) -> str:
    """The session of somebody who signs in at a moment, "" for now."""
    from django.test import Client

    CLOCK.write_text(moment)
    client = Client()
    client.force_login(user)
    CLOCK.write_text("")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def build() -> dict:
    """Make the tables, an officer of the partnership, and notes half looked at. Imports late: models are there now."""
    from django.core.management import call_command

    from paramountcy.web.access.asking import Access
    from paramountcy.web.access.models import Body, BodyName, Team
    from paramountcy.web.access.roles import Role
    from paramountcy.web.guidance.groups.models import Group, Person
    from paramountcy.web.guidance.reading import actions, reads, taking
    from paramountcy.web.guidance.tracker.models import Action, Decision
    from tests.web.conftest import LONG_AGO, Place
    from tests.web.guidance.tracker.minutes import LAST_MONTH, THIS_MONTH, minutes

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    authority = Body.objects.create()
    BodyName.objects.create(body=authority, name="Ambleford", body_type="local_authority", from_day=LONG_AGO)
    team = Team.objects.create(body=authority, name="North", from_day=LONG_AGO)
    place = Place(authority, authority, team, team, team)
    user = place.in_role(Role.PARTNERSHIP_OFFICER, name="Olive Officer", from_day=date(2011, 1, 1))
    cookies = {moment: signed_in(user, moment) for moment in ("", *json.loads(os.environ["MOMENTS"]))}
    told = {"cookie": cookies[""], "cookies": cookies}
    if os.environ.get("EMPTY"):
        return told
    by = Access(user, at=timezone.now(), request="test", address="127.0.0.1")
    today = timezone.localdate()
    last, this = today - timedelta(days=30), today - timedelta(days=2)
    first, _ = actions.take_file(by=by, content=minutes(2, last, this, said=LAST_MONTH), name="last.docx")
    for fact in reads.facts(first):
        actions.accept(by=by, fact=fact, new=True)
    taking.take_over(by=by, document=first)
    later = this + timedelta(days=30)
    second, _ = actions.take_file(by=by, content=minutes(3, this, later, said=THIS_MONTH), name="this.docx")
    action, decision = Action.objects.order_by("pk")[0], Decision.objects.order_by("pk")[0]
    facts = {one.kind: one.ref for one in reads.facts(second)}
    assert Person.objects.exists()
    return {
        **told,
        "group": Group.objects.get().ref,
        "action": action.ref,
        "decision": decision.ref,
        "document": second.ref,
        "facts": facts,
        "sections": [str(one.section) for one in reads.progress(second)],
    }


patch.object(timezone, "now", now).start()
settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
Path(os.environ["TOLD"]).write_text(json.dumps(build()))
application = get_wsgi_application()
