"""Who really asks: believed of the proxy that an operator named, and of nobody else."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from paramountcy.web.site.proxy import BehindProxy, proxies


def passed_on(trusted="127.0.0.1", peer="127.0.0.1", **told):
    seen = {}

    def application(environ, start):
        seen.update(environ)
        return []

    trust = proxies({"PARAMOUNTCY_PROXY": trusted}) if trusted else frozenset()
    BehindProxy(application, trusted=trust)({"REMOTE_ADDR": peer, **told}, None)
    return seen


@pytest.mark.parametrize(
    ("trusted", "peer", "told", "address"),
    [
        ("127.0.0.1", "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", "203.0.113.9,", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "<script>", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.5", "203.0.113.9", "10.0.0.5"),
        ("10.0.0.5, 10.0.0.6", "10.0.0.6", "2001:DB8::0:1", "2001:db8::1"),
        ("127.0.0.1", "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("::1", "0:0:0:0:0:0:0:1", "203.0.113.9", "203.0.113.9"),
        ("", "127.0.0.1", "203.0.113.9", "127.0.0.1"),
    ],
)
def test_the_address_is_what_the_trusted_proxy_saw_last(trusted, peer, told, address):
    assert passed_on(trusted, peer, HTTP_X_FORWARDED_FOR=told)["REMOTE_ADDR"] == address


def test_only_the_proxy_says_that_it_speaks_https():
    assert passed_on(HTTP_X_FORWARDED_PROTO="https")["HTTP_X_FORWARDED_PROTO"] == "https"
    assert "HTTP_X_FORWARDED_PROTO" not in passed_on(peer="10.0.0.5", HTTP_X_FORWARDED_PROTO="https")
    assert "HTTP_X_FORWARDED_PROTO" not in passed_on("", HTTP_X_FORWARDED_PROTO="https")


@pytest.mark.parametrize("name", ["HOST", "PORT"])
def test_nobody_says_under_which_name_we_are_asked(name):
    assert not [one for one in passed_on(**{f"HTTP_X_FORWARDED_{name}": "evil.example"}) if "FORWARDED" in one]


def test_without_a_name_it_is_this_machines_own():
    assert proxies({}) == {"127.0.0.1", "::1"}
    assert proxies({"PARAMOUNTCY_PROXY": ""}) == {"127.0.0.1", "::1"}


@pytest.mark.parametrize("text", ["proxy.council.example", "10.0.0.0/8", "10.0.0.5;10.0.0.6"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ImproperlyConfigured, match="no network address"):
        proxies({"PARAMOUNTCY_PROXY": text})
