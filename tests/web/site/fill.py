"""`python -m tests.web.site.fill USERS NOTES`: people who are signed in, and notes; prints what opens them as JSON."""

import json
import sys
from datetime import date

import django

LONG_AGO = date(2020, 4, 1)


def fill(users, notes):
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from paramountcy.web.access.models import Body, BodyName, RoleGrant, Team, User
    from paramountcy.web.access.roles import Role
    from paramountcy.web.kit.models import new_reference
    from tests.web.notebook.models import Note, Subject

    body = Body.objects.create()
    BodyName.objects.create(body=body, name="Ambleford", body_type="local_authority", from_day=LONG_AGO)
    team = Team.objects.create(body=body, name="Night", from_day=LONG_AGO)
    sessions = []
    for number in range(users):
        user = User.objects.create_user(f"{new_reference()}@example.org", f"Person {number}", "a long password")
        RoleGrant.objects.create(user=user, role=Role.EMERGENCY_DUTY, team=team, from_day=LONG_AGO, reason="their work")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        sessions.append(session.session_key)
    refs = []
    for number in range(notes):
        note = Note.objects.create(title=f"Note {number}", text="What happened. " * 20)
        note.people.set([Subject.objects.create(name=f"Subject {number}")])
        refs.append(note.ref)
    return {"sessions": sessions, "notes": refs}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))))
