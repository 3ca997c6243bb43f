"""H43: a child, or whoever spoke up, is known from a consultation: from a name, a few counts, or whence it was sent."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from paramountcy.web.guidance.consultations.models import Response
from paramountcy.web.guidance.consultations.results import FEW
from tests.web.access.reader import told
from tests.web.guidance.conftest import partnership
from tests.web.guidance.consultations.world import announced, it_is, officer_of, publish, send

__all__ = ["partnership"]
pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"
NAMES = ("Tom Bird", "Mill Lane Primary School")


def all_that_is_public(one):
    """Every page and file about a consultation that anybody can fetch, in one text."""
    found = [Client().get(reverse(f"consultations:{name}", args=[one.ref])) for name in ("public_one", "respond")]
    found += [Client().get(reverse("consultations:public")), Client().get(reverse("publishing:json"))]
    files = [Client().get(reverse("consultations:public_file", args=[one.ref, kind])) for kind in ("json", "csv")]
    return "\n".join([*map(told, found), *(b"".join(file).decode() for file in files)])


def test_no_child_is_known_from_what_is_published(partnership):
    with it_is(2011, 11, 2):
        officer = officer_of(partnership)
        one = announced(officer)
        for said in (f"{NAMES[0]}, who goes to {NAMES[1]}, is bullied.", "I am fine."):
            send(one, q1=said, by_child="on", consent="named", name=NAMES[0], who="sector-children")
        for sent in Response.objects.all():
            publish(officer, sent)
    with it_is(2011, 12, 1):
        page = all_that_is_public(one)
        assert "I am fine." in page
        for words in (*NAMES, "bullied"):
            assert words not in page


@pytest.mark.parametrize("others", [0, 1, FEW])
def test_the_few_children_can_not_be_worked_out_by_taking_away(partnership, others):
    with it_is(2011, 11, 2):
        officer = officer_of(partnership)
        one = announced(officer)
        for who, times in (("sector-children", 2), ("Health visitors", others)):
            for _ in range(times):
                send(one, who=who)
        for sent in Response.objects.all():
            publish(officer, sent)
    with it_is(2011, 12, 1):
        file = Client().get(reverse("consultations:public_file", args=[one.ref, "json"])).json()["responses"]
    assert "children, young people and families" not in file["by_sector"]
    apart = [number for name, number in file["by_sector"].items() if "too few" not in name]
    assert file["counted"] - sum(apart) != 2 or others == 0


def test_whence_an_answer_was_sent_stands_in_no_table_of_the_database(partnership):
    with it_is(2011, 11, 2):
        one = announced(officer_of(partnership))
        assert send(one, client=Client(REMOTE_ADDR=ADDRESS)).status_code == 302
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [table for row in cursor.fetchall() if ADDRESS in " ".join(map(str, row))]
    assert found == []
