"""E-mail: none without a server, and what an operator names is what Django is told, in either of its ways."""

import django
import pytest
from django.core import mail as sent
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from paramountcy.web.site.mail import mail

SERVER = {"PARAMOUNTCY_SMTP": "smtps://a%40b:s%2Fcret@mail.example", "PARAMOUNTCY_FROM": "no-reply@council.example"}


def connection(environ):
    """What sends, once Django is told."""
    with override_settings(**mail(environ)):
        return sent.mailers["default"] if django.VERSION >= (6, 1) else sent.get_connection()


def test_without_a_server_nothing_is_sent():
    assert type(connection({})).__module__.endswith("backends.dummy")


@pytest.mark.parametrize(
    ("scheme", "port", "ssl", "tls"), [("smtps", 465, True, False), ("smtp+starttls", 587, False, True)]
)
def test_the_server_is_the_one_that_is_named(scheme, port, ssl, tls):
    found = connection({**SERVER, "PARAMOUNTCY_SMTP": SERVER["PARAMOUNTCY_SMTP"].replace("smtps", scheme)})
    assert (found.host, found.port, found.use_ssl, found.use_tls) == ("mail.example", port, ssl, tls)
    assert (found.username, found.password, found.timeout) == ("a@b", "s/cret", 10)
    assert mail(SERVER)["DEFAULT_FROM_EMAIL"] == "no-reply@council.example"


@pytest.mark.parametrize("wrong", [{"PARAMOUNTCY_SMTP": "https://mail.example"}, {"PARAMOUNTCY_FROM": ""}])
def test_what_is_no_server_or_has_no_sender_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured):
        mail({**SERVER, **wrong})
