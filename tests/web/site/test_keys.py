"""The keys of an installation: where they come from, that they are their owner's, and what is said of a bad one."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from paramountcy.web.access.signing_in.sealed import seal
from paramountcy.web.site import ready
from paramountcy.web.site.keys import second_factor_key, secret_key
from paramountcy.web.site.purposes import Purpose

KEYS = [
    (secret_key, "PARAMOUNTCY_SECRET_KEY", "secret-key"),
    (second_factor_key, "PARAMOUNTCY_SECOND_FACTOR_KEY", "second-factor-key"),
]


@pytest.mark.parametrize(("key", "name", "file"), KEYS)
def test_a_key_is_made_once_for_its_owner_only(key, name, file, tmp_path):
    folder = tmp_path / "data"
    made = key({}, folder)
    assert key({}, folder) == made
    assert (folder / file).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(made) > 60
    assert key({}, tmp_path / "other") != made


@pytest.mark.parametrize(("key", "name", "file"), KEYS)
def test_a_key_of_the_environment_comes_first(key, name, file, tmp_path):
    (tmp_path / "kept").write_text("k" * 40 + "\n")
    assert key({f"{name}_FILE": str(tmp_path / "kept")}, tmp_path) == "k" * 40
    assert key({name: "e" * 40, f"{name}_FILE": str(tmp_path / "kept")}, tmp_path) == "e" * 40
    assert not (tmp_path / file).exists()


@pytest.mark.parametrize(("key", "name", "file"), KEYS)
def test_a_key_that_is_short_or_not_there_is_refused_and_not_shown(key, name, file, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is shorter than 32") as short:
        key({name: "hush-hush"}, tmp_path)
    assert "hush" not in str(short.value)
    with pytest.raises(ImproperlyConfigured, match=f"{name}_FILE names can't be read"):
        key({f"{name}_FILE": str(tmp_path / "gone")}, tmp_path)
    (tmp_path / file).write_text("")
    with pytest.raises(ImproperlyConfigured, match=f"{file} is shorter"):
        key({}, tmp_path)


def test_no_key_is_another(tmp_path):
    assert second_factor_key({}, tmp_path) != secret_key({}, tmp_path)


@pytest.mark.django_db
def test_a_server_says_that_the_key_of_second_factors_was_changed(place, settings, monkeypatch):
    from allauth.mfa.models import Authenticator

    from paramountcy.web.access.roles import Role

    user = place.in_role(Role.PRACTITIONER)
    Authenticator.objects.create(user=user, type="totp", data={"secret": seal("A" * 32)})
    monkeypatch.setattr(ready, "purpose_found", lambda: Purpose.REAL)
    monkeypatch.setattr(ready, "_refuse_what_is_unsafe", lambda: None)
    said: list[str] = []

    def start():
        ready.make_ready(Purpose.REAL, at=timezone.now(), say=said.append, passphrase=None)

    start()
    assert said == []
    settings.SECOND_FACTOR_KEY = "another key, of another installation"
    start()
    [sentence] = said
    assert sentence.startswith("1 secrets of second factors can't be opened")
    assert "Put back second-factor-key" in sentence
