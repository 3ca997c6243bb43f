"""What proves a second factor stands sealed in the database, and a key that was changed or lost is said."""

import base64
import re
import zlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.db import connection

from paramountcy.web.access.models import Entry
from paramountcy.web.access.roles import Role
from paramountcy.web.access.signing_in.sealed import NotOpened, opened, seal, unopened
from tests.web.access.test_signing_in import PASSWORD, code_of, sign_in, text

pytestmark = pytest.mark.django_db
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.fixture
def user(place, settings):
    settings.MFA_REQUIRED = True
    made = place.in_role(Role.PRACTITIONER)
    made.set_password(PASSWORD)
    made.save()
    return made


def everything_stored() -> str:
    """Every column of every row of the database, and what the sessions hold, as text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            told.append(repr(cursor.fetchall()))
    return "\n".join([*told, *(repr(one.get_decoded()) for one in Session.objects.all())])


def test_no_secret_is_in_any_column_once_it_is_set_up(user, client):
    sign_in(client, user.email)
    secret = client.get("/second-factor/app/").context_data["form"].secret
    client.post("/second-factor/app/", {"code": code_of(secret)})
    codes = re.findall(r"(\d{4}) (\d{4})</code>", text(client.get("/second-factor/codes/")))
    assert len(codes) == 10
    stored = everything_stored()
    assert user.email in stored
    assert secret not in stored
    assert not [code for code in codes if "".join(code) in stored or " ".join(code) in stored]
    seed = opened(Authenticator.objects.get(type="recovery_codes").data["seed"])
    assert seed not in stored
    assert opened(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_no_secret_is_in_any_column_while_it_is_set_up(user, client):
    client.get("/invitation/the-secret-of-an-invitation/")
    sign_in(client, user.email)
    secret = client.get("/second-factor/app/").context_data["form"].secret
    stored = b"\n".join(held_by(one.session_data) for one in Session.objects.all())
    assert stored
    for one in (secret, "the-secret-of-an-invitation", user.ref):
        assert one.encode() not in stored
    [session] = [one.get_decoded() for one in Session.objects.all()]
    assert secret in str(session)
    assert "the-secret-of-an-invitation" in str(session)


def held_by(row: str) -> bytes:
    """What the row of a session tells whoever has no key: its payload, decoded and unpacked."""
    payload = row.partition(":")[0]
    packed = base64.urlsafe_b64decode(payload.strip(".") + "=" * (-len(payload.strip(".")) % 4))
    return zlib.decompress(packed) if payload.startswith(".") else packed


def test_a_session_sealed_with_another_key_is_nobodys(user, client, settings):
    settings.MFA_REQUIRED = False
    sign_in(client, user.email)
    assert client.get("/second-factor/").status_code == 200
    settings.SECRET_KEY = "another key, of another installation"
    assert client.get("/second-factor/").status_code == 302


def test_the_same_secret_is_never_sealed_alike():
    assert seal(SECRET) != seal(SECRET)
    assert opened(seal(SECRET)) == SECRET


@pytest.mark.parametrize("what", ["", SECRET, "gAAAAA", "no token"], ids=["nothing", "plain", "cut off", "another"])
def test_what_this_key_did_not_seal_is_not_opened(what):
    with pytest.raises(NotOpened):
        opened(what)


def test_a_changed_letter_is_found():
    sealed = seal(SECRET)
    middle = len(sealed) // 2
    with pytest.raises(NotOpened):
        opened(sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :])


def test_with_another_key_whoever_signs_in_is_told_what_to_do(user, client, settings):
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    sign_in(client, user.email)
    assert unopened() == 0
    kept, settings.SECOND_FACTOR_KEY = settings.SECOND_FACTOR_KEY, "another key, of another installation"
    assert unopened() == 2
    for code in (code_of(SECRET), codes[0]):
        page = text(client.post("/sign-in/code/", {"code": code}))
        assert "ask whoever looks after this service to reset your second factor" in page
        assert 'id="code-error"' in page or "govuk-error-message" in page
    assert client.get("/second-factor/").status_code == 302
    assert {outcome for _, outcome in Entry.objects.values_list("action", "outcome")} == {"refused"}
    settings.SECOND_FACTOR_KEY = kept
    assert client.post("/sign-in/code/", {"code": code_of(SECRET)}).url == "/"


def test_with_another_key_the_page_of_recovery_codes_says_so(user, client, settings):
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    sign_in(client, user.email)
    client.post("/sign-in/code/", {"code": code_of(SECRET)})
    settings.SECOND_FACTOR_KEY = "another key, of another installation"
    page = client.get("/second-factor/codes/")
    assert page.status_code == 403
    assert "can’t be checked here any more" in text(page)
    assert "Can’t be checked here any more" in text(client.get("/second-factor/"))
