"""Somebody at their browser, for the tests of pages."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

WHY = "because it is needed for the work"


def today():
    """As the application sees it: asked for anew in each test, for a run of all tests may go past midnight."""
    return timezone.localdate()


def soon():
    return today() + timedelta(days=30)


def days(name, day):
    """What the three boxes of a date send."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def told(response):
    return response.content.decode()


class Reader:
    """Somebody of a role, at a browser of their own."""

    def __init__(self, user):
        self.client, self.user = Client(), user
        self.client.force_login(user)

    def get(self, name, /, *args, **query):
        return self.client.get(reverse(name, args=args), query)

    def post(self, name, /, *args, **said):
        return self.client.post(reverse(name, args=args), said)


def sitting(place):
    """What sits somebody of a role down at a browser: a fixture returns it."""
    return lambda role, **more: Reader(place.in_role(role, **more))
