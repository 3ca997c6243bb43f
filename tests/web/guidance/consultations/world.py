"""A consultation of November 2011, as it might have been asked; and what sends, decides and answers it over HTTP."""

from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from paramountcy.web.guidance.consultations.models import Consultation, Question, QuestionKind, Response
from tests.web.access.reader import Reader, days, told

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = date(2011, 11, 2), date(2011, 11, 23)
ASKED = (("Health visitors", "health"), ("Ambulance crews", "health"), ("Social workers", "local_authority"))


@contextmanager
def it_is(*moment, zone=LONDON):
    """What the clock of the application says within: 2011, 11, 2, 0, 0 in London. Sessions keep the real time."""
    at = datetime(*moment, tzinfo=zone)
    with patch("paramountcy.web.access.middleware.timezone.now", return_value=at):
        yield at


def make(officer, *, opens=OPENS, closes=CLOSES, group="", circle="", title="Performance information"):
    """A consultation with a section, three questions and those who are asked, made over HTTP: not announced."""
    answer = officer.post(
        "consultations:make", title=title, why="To benchmark, to improve and to account.", group=group, circle=circle,
        undecided="Which of these are collected nationally, and which locally.",
        **days("opens_on", opens), **days("closes_on", closes),
    )  # fmt: skip
    assert answer.status_code == 302, told(answer)
    one = Consultation.objects.get(ref=answer.url.rstrip("/").rpartition("/")[2])
    officer.post("consultations:add_section", one.ref, title="What to collect", says="Both kinds are kept for a year.")
    section = one.sections.get()
    for text, kind, choices in (
        ("What should be collected nationally?", QuestionKind.TEXT, ""),
        ("Is the list too long?", QuestionKind.YES_NO, ""),
        ("Which of these help?", QuestionKind.MANY, "Benchmarks\nTrends\nNarrative"),
    ):
        officer.post("consultations:add_question", section.ref, text=text, kind=kind, choices=choices, hint="")
    for name, sector in ASKED:
        officer.post("consultations:add_asked", one.ref, name=name, sector=sector)
    return one


def announced(officer, **more):
    one = make(officer, **more)
    answer = officer.post("consultations:announce", one.ref)
    assert answer.status_code == 302, told(answer)
    return one


def q(one, number):
    return Question.objects.get(section__consultation=one, number=number)


def asked(one, name):
    return f"asked-{one.asked.get(name=name).ref}"


def send(one, *, who="Health visitors", client=None, once=None, **said):
    """Somebody answers, without signing in: the page is fetched, filled and sent."""
    path = reverse("consultations:respond", args=[one.ref])
    given = {
        "q1": "Timeliness, and what children say.", "q2": "No", "q3": ["Trends"], "consent": "unnamed",
        "who": who if who.startswith("sector-") else asked(one, who),
        "once": once or f"{Response.objects.count():032d}",
    }  # fmt: skip
    return (client or Client()).post(path, given | said)


def publish(officer, response, **said):
    return officer.post("consultations:moderate", response.ref, **({"outcome": "publish", "counted": "on"} | said))


def public(one):
    return told(Client().get(reverse("consultations:public_one", args=[one.ref])))


def officer_of(partnership, who="officer"):
    """Somebody of the partnership, who held their role in 2011 already."""
    user = getattr(partnership, who)
    for grant in user.grants.all():
        grant.from_day = date(2011, 1, 1)
        grant.save()
    return Always(user)


class Always(Reader):
    """Somebody who signs in again before each page, for the clock moves by weeks and no session lasts so long."""

    def sit_down(self):
        self.client.logout()
        self.client.force_login(self.user)

    def get(self, name, /, *args, **query):
        self.sit_down()
        return super().get(name, *args, **query)

    def post(self, name, /, *args, **said):
        self.sit_down()
        return super().post(name, *args, **said)
