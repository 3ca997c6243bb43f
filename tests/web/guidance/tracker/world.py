"""Actions of a group for the tests of the tracker: whose they are, and when they are due."""

from datetime import date, timedelta

from django.utils import timezone

from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.tracker.models import Action


def today():
    return timezone.localdate()


def ago(days):
    return today() - timedelta(days=days)


def action(group, what, *, person=None, words="", due=None, since=20, **more):
    """An action of a group, taken on `since` days ago."""
    return Action.objects.create(
        group=group, what=what, person=person, owner_words=words, due_on=due, noted_on=ago(since), **more
    )


def somebody(name):
    return Person.objects.create(name=name)


def day(name, value: date):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
